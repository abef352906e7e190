import type { CgroupLimits } from '../linux/cgroup.ts';
import { isWithin } from '../linux/cgroups.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Namespaces, Process } from '../linux/process.ts';
import type { Records } from '../simulation/records.ts';
import { type ContainerSpec, RuntimeError } from './runtime-spec.ts';
import type { StandardInput } from './standard-streams.ts';

/** The main process of a container, among those that run in it. */
export const MAIN = '';

/** A process that the runtime started. */
interface RunningProcess extends StandardInput {
  readonly pid: number;
}

/** A container of the runtime, as it is stored. */
export interface RuntimeContainer {
  readonly spec: ContainerSpec;
  namespaces: Namespaces;
  limits: CgroupLimits;
  /** Its namespaces and mounts are as they have to be for a start. */
  mounted: boolean;
  shim?: number;
  /** By exec id; the main process is `''`. */
  processes: Record<string, RunningProcess>;
  /** memory.events' oom_kill when it was started. */
  oomKills: number;
}

/** A process of a container, by the names of both. */
interface Known {
  readonly id: string;
  readonly process: string;
}

/** The containers of the runtime, and which of their processes is which of a kernel. */
export class RuntimeContainers {
  readonly #kernel: Kernel;
  readonly #containers: Records<RuntimeContainer>;
  /** Host and pid → container and process, of everything that runs. */
  readonly #byPid = new Map<string, Known>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#containers = kernel.simulation.records.of('runtime_containers');
  }

  /** Finds its index again, after its records were loaded. */
  connect(): void {
    for (const [id, { spec, processes }] of this.#containers.entries()) {
      for (const [process, { pid }] of Object.entries(processes)) {
        this.#byPid.set(`${spec.host}/${pid}`, { id, process });
      }
    }
  }

  find(id: string): RuntimeContainer | undefined {
    return this.#containers.get(id);
  }

  /** @throws RuntimeError */
  get(id: string): RuntimeContainer {
    const container = this.find(id);
    if (container === undefined) throw new RuntimeError(`container ${id} does not exist`);
    return container;
  }

  set(id: string, container: RuntimeContainer): void {
    this.#containers.set(id, container);
  }

  delete(id: string): void {
    this.#containers.delete(id);
  }

  entries(): Iterable<readonly [id: string, container: RuntimeContainer]> {
    return this.#containers.entries();
  }

  /** A process of a container that runs. */
  process(id: string, name: string): Process | undefined {
    const container = this.find(id);
    const running = container?.processes[name];
    if (container === undefined || running === undefined) return undefined;
    return this.#kernel.processes.get(container.spec.host, running.pid);
  }

  /** Everything that runs in a container, whoever started it. */
  inside({ spec }: RuntimeContainer): Process[] {
    const { path } = spec.cgroup;
    return this.#kernel.processes
      .of(spec.host)
      .filter(({ status, cgroup }) => status === 'alive' && isWithin(cgroup, path));
  }

  started(known: Known, container: RuntimeContainer, running: RunningProcess): void {
    container.processes[known.process] = running;
    this.set(known.id, container);
    this.#byPid.set(`${container.spec.host}/${running.pid}`, known);
  }

  /** Forgets a process that has ended. @returns which it was; undefined: the runtime didn't start it */
  ended({
    host,
    pid,
  }: Process): (Known & { container: RuntimeContainer; running: RunningProcess }) | undefined {
    const key = `${host}/${pid}`;
    const known = this.#byPid.get(key);
    const container = known === undefined ? undefined : this.find(known.id);
    const running = known === undefined ? undefined : container?.processes[known.process];
    if (known === undefined || container === undefined || running === undefined) return undefined;
    this.#byPid.delete(key);
    delete container.processes[known.process];
    return { ...known, container, running };
  }
}
