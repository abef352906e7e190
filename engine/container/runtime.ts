import type { Caller } from '../filesystem/caller.ts';
import type { CgroupLimits } from '../linux/cgroup.ts';
import { isWithin } from '../linux/cgroups.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Namespaces, Process } from '../linux/process.ts';
import { parseSignal } from '../linux/signals.ts';
import type { ExitStatus } from '../linux/system.ts';
import { deviceRules } from './container-devices.ts';
import { makeNamespaces, ownNamespaces } from './container-namespaces.ts';
import { exitCodeOf } from './exit-code.ts';
import { checkHostName } from './host-name.ts';
import { launchContainerProcess } from './launch-process.ts';
import { containerRoot, freeMemory, makeRoot, mountAgain, removeRoot, rootId } from './root-filesystem.ts';
import { MAIN, type RuntimeContainer, RuntimeContainers } from './runtime-containers.ts';
import {
  type ContainerProcess,
  type ContainerRuntime,
  type ContainerSpec,
  RuntimeError,
  type RuntimeListener,
  type RuntimeStats,
} from './runtime-spec.ts';
import { statsOf } from './runtime-stats.ts';
import { endShim, launchShim } from './shim.ts';
import { endInput, forgetInput, isInputFull, openStreams, writeInput } from './standard-streams.ts';
import { applySysctls } from './sysctls.ts';

/** The container runtime of all hosts: what runc, its shims and containerd do. */
export class Runtime implements ContainerRuntime {
  readonly listeners: RuntimeListener[] = [];
  readonly #kernel: Kernel;
  readonly #containers: RuntimeContainers;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#containers = new RuntimeContainers(kernel);
    kernel.listeners.push({
      output: (sink, stream, bytes) => this.#output(sink, stream, bytes),
      exited: (process, status) => this.#exited(process, status),
      outOfMemory: (victim) => this.#outOfMemory(victim),
    });
  }

  connect(): void {
    this.#containers.connect();
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
    const container = this.#containers.get(id);
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
      endShim(this.#kernel, container);
      this.#kernel.cgroups.remove(spec.host, spec.cgroup.path);
      throw error;
    }
  }

  has(id: string): boolean {
    return this.#containers.find(id) !== undefined;
  }

  pid(id: string): number | undefined {
    return this.#containers.find(id)?.processes[MAIN]?.pid;
  }

  execPid(id: string, execId: string): number | undefined {
    return this.#containers.find(id)?.processes[execId]?.pid;
  }

  kill(id: string, signal: string): boolean {
    return this.killExec(id, MAIN, signal);
  }

  killExec(id: string, execId: string, signal: string): boolean {
    const process = this.#containers.process(id, execId);
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
    const container = this.#containers.get(id);
    if (container.processes[MAIN] === undefined) throw new RuntimeError('cannot exec in a stopped container');
    this.#launch(id, container, execId, process);
  }

  write(id: string, process: string, bytes: Uint8Array): void {
    writeInput(this.#kernel, this.#containers.find(id)?.processes[process], bytes);
  }

  isFull(id: string, process: string): boolean {
    return isInputFull(this.#kernel, this.#containers.find(id)?.processes[process]);
  }

  closeStdin(id: string, process: string): void {
    const container = this.#containers.find(id);
    const running = container?.processes[process];
    if (container === undefined || running === undefined) return;
    endInput(this.#kernel, running);
    this.#containers.set(id, container);
  }

  resize(id: string, process: string, rows: number, columns: number): void {
    const terminal = this.#containers.find(id)?.processes[process]?.terminal;
    if (terminal !== undefined) this.#kernel.descriptors.terminals.resize(terminal, rows, columns);
  }

  update(id: string, limits: CgroupLimits): void {
    const container = this.#containers.get(id);
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
    const container = this.#containers.get(id);
    this.kill(id, 'SIGKILL');
    const { spec, namespaces } = container;
    for (const process of this.#containers.inside(container))
      this.#kernel.lifecycle.end(process, { signal: 'SIGKILL' });
    endShim(this.#kernel, container);
    this.#kernel.cgroups.remove(spec.host, spec.cgroup.path);
    removeRoot(this.#kernel, spec, namespaces);
    this.#removeNamespaces(spec, namespaces);
    this.#containers.delete(id);
  }

  stats(id: string): RuntimeStats | undefined {
    const container = this.#containers.find(id);
    if (container?.processes[MAIN] === undefined) return undefined;
    return statsOf(this.#kernel, container.spec);
  }

  pids(id: string): readonly number[] {
    const container = this.#containers.find(id);
    return container === undefined ? [] : this.#containers.inside(container).map(({ pid }) => pid);
  }

  /** What it was made from. */
  spec(id: string): ContainerSpec | undefined {
    return this.#containers.find(id)?.spec;
  }

  *specs(): Generator<ContainerSpec> {
    for (const [, { spec }] of this.#containers.entries()) yield spec;
  }

  /** Root in a container: for a look at its files, whether it runs or not. */
  caller(id: string): Caller | undefined {
    const container = this.#containers.find(id);
    return container === undefined ? undefined : containerRoot(container.spec, container.namespaces);
  }

  /** The file system its own files are in: what its image hasn't. */
  rootFilesystem(id: string): string | undefined {
    const container = this.#containers.find(id);
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
    return makeNamespaces(this.#kernel, spec, (id) => this.#containers.find(id)?.namespaces);
  }

  #launch(id: string, container: RuntimeContainer, name: string, wanted: ContainerProcess): void {
    const { input, standard } = openStreams(this.#kernel, container, sinkName(id, name), wanted);
    try {
      const process = launchContainerProcess(this.#kernel, container, name !== MAIN, wanted, standard);
      this.#containers.started({ id, process: name }, container, { ...input, pid: process.pid });
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
    const known = this.#containers.ended(process);
    if (known === undefined) return;
    const { container, running } = known;
    const isMain = known.process === MAIN;
    forgetInput(this.#kernel, running);
    if (isMain) this.#mainEnded(container, process);
    this.#containers.set(known.id, container);
    const group = this.#kernel.cgroups.get(process.host, container.spec.cgroup.path);
    const oomKilled = (group?.events.oomKill ?? 0) > container.oomKills;
    const end = { status, exitCode: exitCodeOf(status), oomKilled };
    if (isMain) {
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
    for (const process of this.#containers.inside(container)) {
      if (process !== main) this.#kernel.lifecycle.end(process, { signal: 'SIGKILL' });
    }
    endShim(this.#kernel, container);
  }

  #sharedShim({ shimOf }: ContainerSpec): number | undefined {
    return shimOf === undefined ? undefined : this.#containers.get(shimOf).shim;
  }

  #freeze(id: string, frozen: boolean): void {
    const { spec } = this.#containers.get(id);
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
