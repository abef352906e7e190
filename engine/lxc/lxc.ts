import type { Machines } from '../container/machines.ts';
import type { ProcessEnd } from '../container/runtime-spec.ts';
import type { CgroupLimits } from '../linux/cgroup.ts';
import type { Reconciler, Requeue, Simulation } from '../simulation/simulation.ts';
import { commandEnded, commandPrinted } from './commands.ts';
import { containerKey, type OsContainer } from './container.ts';
import { finishCreate, forget } from './create.ts';
import { initEnded, passOn } from './life.ts';
import { CONSOLE_CHARS_MAX } from './limits.ts';
import { writeConfig } from './runtime-container.ts';
import { changed, containersOf, type LxcWorld, madeContainer } from './world.ts';

/** The OS containers of all hosts. */
export class Lxc {
  readonly world: LxcWorld;
  readonly reconciler: Reconciler = { name: 'lxc', reconcile: (key) => this.#reconcile(key) };
  /** Container by the runtime's id. */
  readonly #byRuntimeId = new Map<string, string>();

  constructor(simulation: Simulation, machines: Machines) {
    this.world = {
      simulation,
      machines,
      containers: simulation.records.of('lxc_containers'),
      commands: simulation.records.of('lxc_commands'),
      consoles: simulation.records.of('lxc_consoles'),
      downloads: simulation.records.of('lxc_downloads'),
    };
    machines.runtime.listeners.push({
      output: (id, process, stream, bytes) => this.#output(id, process, stream, bytes),
      ended: (id, process, end) => this.#ended(id, process, end),
    });
  }

  /** After the records were loaded: what was about to happen still does. */
  connect(): void {
    for (const key of this.world.containers.keys()) this.world.simulation.enqueue(`lxc|${key}`);
  }

  /** Removes the containers of a host that is about to go. */
  forgetHost(host: string): void {
    for (const container of containersOf(this.world, host)) forget(this.world, container);
    for (const key of [...this.world.downloads.keys()]) {
      if (key.startsWith(`${host} `)) this.world.downloads.delete(key);
    }
  }

  /** Changes limits; undefined lifts one. They act at once. @throws LxcRefusal */
  limit(host: string, name: string, limits: CgroupLimits): OsContainer {
    const { machines } = this.world;
    const container = madeContainer(this.world, host, name);
    container.limits = { ...container.limits, ...limits };
    machines.runtime.update(container.runtimeId, limits);
    machines.kernel.memory.enforce(host, `/lxc.payload.${name}`);
    writeConfig(this.world, container);
    changed(this.world, container);
    return container;
  }

  #reconcile(key: string): Requeue | undefined {
    const container = this.world.containers.get(key);
    if (container?.dueMs === undefined) return undefined;
    const now = this.world.simulation.now();
    if (container.dueMs > now) return { afterMs: container.dueMs - now };
    if (container.state === 'CREATING') finishCreate(this.world, container);
    else passOn(this.world, container);
    const dueMs = this.world.containers.get(key)?.dueMs;
    return dueMs === undefined ? undefined : { afterMs: Math.max(0, dueMs - now) };
  }

  #output(id: string, process: string, stream: 1 | 2, bytes: Uint8Array): void {
    const container = this.#containerOf(id);
    if (container === undefined) return;
    const text = new TextDecoder().decode(bytes);
    if (process === '') this.#onConsole(container, text);
    else commandPrinted(this.world, container, process, stream, text);
  }

  #onConsole(container: OsContainer, text: string): void {
    const { consoles, machines, simulation } = this.world;
    const key = containerKey(container);
    const all = (consoles.get(key) ?? '') + text;
    consoles.set(key, all.slice(-CONSOLE_CHARS_MAX));
    if (container.readyMs !== undefined || !all.endsWith('login: ')) return;
    // Init asks for a name when it has started everything.
    container.readyMs = simulation.now();
    const memoryBytes = machines.runtime.stats(container.runtimeId)?.memoryBytes;
    if (memoryBytes !== undefined) container.overheadBytes = memoryBytes;
    this.world.containers.set(key, container);
  }

  #ended(id: string, process: string, end: ProcessEnd): void {
    const container = this.#containerOf(id);
    if (container === undefined) return;
    if (process === '') initEnded(this.world, container, end);
    else commandEnded(this.world, container, process, end.exitCode);
  }

  #containerOf(runtimeId: string): OsContainer | undefined {
    const { containers } = this.world;
    const known = containers.get(this.#byRuntimeId.get(runtimeId) ?? '');
    if (known?.runtimeId === runtimeId) return known;
    for (const container of containers.values()) {
      if (container.runtimeId !== runtimeId) continue;
      this.#byRuntimeId.set(runtimeId, containerKey(container));
      return container;
    }
    return undefined;
  }
}
