import type { Caller } from '../filesystem/caller.ts';
import type { CgroupLimits } from '../linux/cgroup.ts';
import { isWithin } from '../linux/cgroups.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Namespaces, Process } from '../linux/process.ts';
import { parseSignal } from '../linux/signals.ts';
import type { ExitStatus } from '../linux/system.ts';
import type { Records } from '../simulation/records.ts';
import { deviceRules } from './container-devices.ts';
import { makeNamespaces, ownNamespaces } from './container-namespaces.ts';
import { exitCodeOf } from './exit-code.ts';
import { checkHostName } from './host-name.ts';
import { launchContainerProcess } from './launch-process.ts';
import { containerRoot, freeMemory, makeRoot, mountAgain, removeRoot, rootId } from './root-filesystem.ts';
import {
  type ContainerProcess,
  type ContainerRuntime,
  type ContainerSpec,
  RuntimeError,
  type RuntimeListener,
  type RuntimeStats,
} from './runtime-spec.ts';
import { statsOf } from './runtime-stats.ts';
import { launchShim } from './shim.ts';
import {
  endInput,
  forgetInput,
  isInputFull,
  openStreams,
  type StandardInput,
  writeInput,
} from './standard-streams.ts';
import { applySysctls } from './sysctls.ts';

/** The main process of a container, among those that run in it. */
const MAIN = '';

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

/** The container runtime of all hosts: what runc, its shims and containerd do. */
export class Runtime implements ContainerRuntime {
  readonly listeners: RuntimeListener[] = [];
  readonly #kernel: Kernel;
  readonly #containers: Records<RuntimeContainer>;
  /** Host and pid → container and process, of everything that runs. */
  readonly #byPid = new Map<string, { readonly id: string; readonly process: string }>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#containers = kernel.simulation.records.of('runtime_containers');
    kernel.listeners.push({
      output: (sink, stream, bytes) => this.#output(sink, stream, bytes),
      exited: (process, status) => this.#exited(process, status),
      outOfMemory: (victim) => this.#outOfMemory(victim),
    });
  }

  /** Finds its index again, after its records were loaded. */
  connect(): void {
    for (const [id, { spec, processes }] of this.#containers.entries()) {
      for (const [process, { pid }] of Object.entries(processes)) {
        this.#byPid.set(`${spec.host}/${pid}`, { id, process });
      }
    }
  }

  create(spec: ContainerSpec): void {
    const namespaces = this.#makeNamespaces(spec);
    let mounted = true;
    try {
      makeRoot(this.#kernel, spec, namespaces);
    } catch (error) {
      // What can't be mounted is told by the start.
      mounted = false;
      if (!(error instanceof RuntimeError)) {
        this.#removeNamespaces(spec, namespaces);
        throw error;
      }
    }
    this.#containers.set(spec.id, {
      spec,
      namespaces,
      limits: spec.cgroup.limits,
      mounted,
      processes: {},
      oomKills: 0,
    });
  }

  start(id: string, process?: ContainerProcess): void {
    const container = this.#get(id);
    const { spec } = container;
    if (!container.mounted) this.#renew(container);
    checkHostName(spec);
    applySysctls(this.#kernel, spec, container.namespaces);
    container.mounted = false;
    this.#containers.set(id, container);
    const group = this.#kernel.cgroups.make(spec.host, spec.cgroup.path, container.limits);
    group.frozen = false;
    if (!spec.privileged) group.devices = deviceRules(this.#kernel, spec);
    container.oomKills = group.events.oomKill;
    container.shim = this.#sharedShim(spec) ?? launchShim(this.#kernel, spec).pid;
    try {
      this.#launch(id, container, MAIN, process ?? spec.process);
    } catch (error) {
      this.#endShim(container);
      this.#kernel.cgroups.remove(spec.host, spec.cgroup.path);
      throw error;
    }
  }

  has(id: string): boolean {
    return this.#containers.has(id);
  }

  pid(id: string): number | undefined {
    return this.#containers.get(id)?.processes[MAIN]?.pid;
  }

  execPid(id: string, execId: string): number | undefined {
    return this.#containers.get(id)?.processes[execId]?.pid;
  }

  kill(id: string, signal: string): boolean {
    return this.killExec(id, MAIN, signal);
  }

  killExec(id: string, execId: string, signal: string): boolean {
    const process = this.#process(id, execId);
    const parsed = parseSignal(signal);
    if (process === undefined || parsed === undefined) return false;
    this.#kernel.signals.send(process, parsed);
    return true;
  }

  pause(id: string): void {
    this.#freeze(id, true);
  }

  resume(id: string): void {
    this.#freeze(id, false);
  }

  exec(id: string, execId: string, process: ContainerProcess): void {
    const container = this.#get(id);
    if (container.processes[MAIN] === undefined) throw new RuntimeError('cannot exec in a stopped container');
    this.#launch(id, container, execId, process);
  }

  write(id: string, process: string, bytes: Uint8Array): void {
    writeInput(this.#kernel, this.#containers.get(id)?.processes[process], bytes);
  }

  isFull(id: string, process: string): boolean {
    return isInputFull(this.#kernel, this.#containers.get(id)?.processes[process]);
  }

  closeStdin(id: string, process: string): void {
    const container = this.#containers.get(id);
    const running = container?.processes[process];
    if (container === undefined || running === undefined) return;
    endInput(this.#kernel, running);
    this.#containers.set(id, container);
  }

  resize(id: string, process: string, rows: number, columns: number): void {
    const terminal = this.#containers.get(id)?.processes[process]?.terminal;
    if (terminal !== undefined) this.#kernel.descriptors.terminals.resize(terminal, rows, columns);
  }

  update(id: string, limits: CgroupLimits): void {
    const container = this.#get(id);
    container.limits = { ...container.limits, ...limits };
    this.#containers.set(id, container);
    const { host, cgroup } = container.spec;
    const group = this.#kernel.cgroups.get(host, cgroup.path);
    if (group === undefined) return;
    this.#kernel.cgroups.limit(group, limits);
    this.#kernel.memory.enforce(host, cgroup.path);
    this.#kernel.computing.rebalance(host);
  }

  remove(id: string): void {
    const container = this.#get(id);
    this.kill(id, 'SIGKILL');
    const { spec, namespaces } = container;
    for (const process of this.#inside(container)) this.#kernel.lifecycle.end(process, { signal: 'SIGKILL' });
    this.#endShim(container);
    this.#kernel.cgroups.remove(spec.host, spec.cgroup.path);
    removeRoot(this.#kernel, spec, namespaces);
    this.#removeNamespaces(spec, namespaces);
    this.#containers.delete(id);
  }

  stats(id: string): RuntimeStats | undefined {
    const container = this.#containers.get(id);
    if (container?.processes[MAIN] === undefined) return undefined;
    return statsOf(this.#kernel, container.spec);
  }

  pids(id: string): readonly number[] {
    const container = this.#containers.get(id);
    return container === undefined ? [] : this.#inside(container).map(({ pid }) => pid);
  }

  /** What it was made from. */
  spec(id: string): ContainerSpec | undefined {
    return this.#containers.get(id)?.spec;
  }

  *specs(): Generator<ContainerSpec> {
    for (const { spec } of this.#containers.values()) yield spec;
  }

  /** Root in a container: for a look at its files, whether it runs or not. */
  caller(id: string): Caller | undefined {
    const container = this.#containers.get(id);
    return container === undefined ? undefined : containerRoot(container.spec, container.namespaces);
  }

  /** The file system its own files are in: what its image hasn't. */
  rootFilesystem(id: string): string | undefined {
    const container = this.#containers.get(id);
    return container === undefined ? undefined : rootId(container.spec);
  }

  /** Its namespaces ended with its last process, and what was mounted in them; only the files of its own stay. */
  #renew(container: RuntimeContainer): void {
    const { spec, namespaces } = container;
    this.#removeNamespaces(spec, namespaces);
    container.namespaces = this.#makeNamespaces(spec);
    mountAgain(this.#kernel, spec, namespaces, container.namespaces);
  }

  #makeNamespaces(spec: ContainerSpec): Namespaces {
    return makeNamespaces(this.#kernel, spec, (id) => this.#containers.get(id)?.namespaces);
  }

  #get(id: string): RuntimeContainer {
    const container = this.#containers.get(id);
    if (container === undefined) throw new RuntimeError(`container ${id} does not exist`);
    return container;
  }

  #process(id: string, process: string): Process | undefined {
    const container = this.#containers.get(id);
    const running = container?.processes[process];
    if (container === undefined || running === undefined) return undefined;
    return this.#kernel.processes.get(container.spec.host, running.pid);
  }

  #launch(id: string, container: RuntimeContainer, name: string, wanted: ContainerProcess): void {
    const { host } = container.spec;
    const { input, standard } = openStreams(this.#kernel, container, sinkName(id, name), wanted);
    try {
      const process = launchContainerProcess(this.#kernel, container, name !== MAIN, wanted, standard);
      container.processes[name] = { ...input, pid: process.pid };
      this.#containers.set(id, container);
      this.#byPid.set(`${host}/${process.pid}`, { id, process: name });
    } catch (error) {
      forgetInput(this.#kernel, input);
      throw error;
    }
  }

  #output(sink: string, stream: 1 | 2, bytes: Uint8Array): void {
    const [room, id, process] = sink.split(':');
    if (room !== SINK_ROOM || id === undefined || process === undefined) return;
    for (const listener of this.listeners) listener.output?.(id, process, stream, bytes);
  }

  #exited(process: Process, status: ExitStatus): void {
    const key = `${process.host}/${process.pid}`;
    const known = this.#byPid.get(key);
    const container = known === undefined ? undefined : this.#containers.get(known.id);
    const running = known === undefined ? undefined : container?.processes[known.process];
    if (known === undefined || container === undefined || running === undefined) return;
    this.#byPid.delete(key);
    delete container.processes[known.process];
    forgetInput(this.#kernel, running);
    if (known.process === MAIN) this.#mainEnded(container, process);
    this.#containers.set(known.id, container);
    const group = this.#kernel.cgroups.get(process.host, container.spec.cgroup.path);
    const oomKilled = (group?.events.oomKill ?? 0) > container.oomKills;
    const end = { status, exitCode: exitCodeOf(status), oomKilled };
    if (known.process === MAIN) {
      freeMemory(this.#kernel, container.spec, container.namespaces);
      this.#kernel.cgroups.remove(process.host, container.spec.cgroup.path);
    }
    for (const listener of this.listeners) listener.ended?.(known.id, known.process, end);
  }

  #outOfMemory({ host, cgroup }: Process): void {
    for (const [id, { spec, processes }] of this.#containers.entries()) {
      const isOf = spec.host === host && MAIN in processes && isWithin(cgroup, spec.cgroup.path);
      if (isOf) for (const listener of this.listeners) listener.outOfMemory?.(id);
    }
  }

  /** What has no init of its own to end with it is killed, and the shim goes. */
  #mainEnded(container: RuntimeContainer, main: Process): void {
    for (const process of this.#inside(container)) {
      if (process !== main) this.#kernel.lifecycle.end(process, { signal: 'SIGKILL' });
    }
    this.#endShim(container);
  }

  #sharedShim({ shimOf }: ContainerSpec): number | undefined {
    return shimOf === undefined ? undefined : this.#get(shimOf).shim;
  }

  #endShim(container: RuntimeContainer): void {
    if (container.shim === undefined) return;
    if (container.spec.shimOf !== undefined) {
      container.shim = undefined;
      return;
    }
    const shim = this.#kernel.processes.get(container.spec.host, container.shim);
    container.shim = undefined;
    if (shim !== undefined) this.#kernel.lifecycle.end(shim, { code: 0 });
  }

  #inside({ spec }: RuntimeContainer): Process[] {
    const { path } = spec.cgroup;
    return this.#kernel.processes
      .of(spec.host)
      .filter(({ status, cgroup }) => status === 'alive' && isWithin(cgroup, path));
  }

  #freeze(id: string, frozen: boolean): void {
    const { spec } = this.#get(id);
    const group = this.#kernel.cgroups.get(spec.host, spec.cgroup.path);
    if (group !== undefined) this.#kernel.freeze(group, frozen);
  }

  #removeNamespaces(spec: ContainerSpec, namespaces: Namespaces): void {
    for (const inode of ownNamespaces(spec, namespaces)) this.#kernel.namespaces.remove(spec.host, inode);
  }
}

const SINK_ROOM = 'runtime';

function sinkName(id: string, process: string): string {
  return `${SINK_ROOM}:${id}:${process}`;
}
