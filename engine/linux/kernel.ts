import { SystemError } from '../filesystem/errors.ts';
import type { Filesystems } from '../filesystem/filesystems.ts';
import type { Network } from '../network/network.ts';
import type { Reconciler, Requeue, Simulation } from '../simulation/simulation.ts';
import { Audit } from './audit.ts';
import { ProcessSystem } from './calls/network-calls.ts';
import type { Cgroup } from './cgroup.ts';
import { Cgroups, isWithin } from './cgroups.ts';
import { Computing, isSettling } from './computing.ts';
import { Descriptors } from './descriptors.ts';
import { Disk } from './disk.ts';
import { Hosts } from './hosts.ts';
import type { KernelListener } from './kernel-listener.ts';
import { KernelLog } from './kernel-log.ts';
import { Lifecycle } from './lifecycle.ts';
import { Memory } from './memory.ts';
import { NamespaceTable } from './namespaces.ts';
import { networkInode, networkName } from './network-namespace.ts';
import { Pressures } from './pressure.ts';
import { type Process, processKey } from './process.ts';
import { Processes } from './processes.ts';
import { awaited, dueMs, isReady, isStill } from './readiness.ts';
import { SignalDelivery, Terminated } from './signal-delivery.ts';
import type { Json, Next, Program, Wait } from './system.ts';

const FIRST_DEVICE = 64;

/** What it costs to become another program, in microseconds of CPU time. */
const EXEC_MICROSECONDS = 500;

/** What a process may do as fast as on a real CPU, in instructions: about a second of our time. What each takes then. */
const QUICK_TOIL = 4_000_000;
const MICROSECONDS_PER_TOIL = 2;

/**
 * The kernels of a sandbox's hosts. They call the programs of processes (see `Program`), and hold what processes
 * share: files, pipes, terminals, sockets, CPUs, memory.
 */
export class Kernel {
  readonly simulation: Simulation;
  readonly hosts: Hosts;
  readonly processes: Processes;
  readonly namespaces: NamespaceTable;
  readonly cgroups: Cgroups;
  readonly filesystems: Filesystems;
  readonly network: Network;
  readonly descriptors: Descriptors;
  readonly signals: SignalDelivery;
  readonly lifecycle: Lifecycle;
  readonly memory: Memory;
  readonly computing: Computing;
  readonly disk: Disk;
  readonly pressures: Pressures;
  readonly audit: Audit;
  readonly log: KernelLog;
  readonly listeners: KernelListener[] = [];
  readonly reconciler: Reconciler = { name: 'process', reconcile: (key) => this.#reconcile(key) };
  readonly #programs: ReadonlyMap<string, Program>;
  /** What the step under way has taken, in instructions. */
  #toil = 0;
  /** The process whose step this is. */
  #running: Process | undefined;

  constructor(
    simulation: Simulation,
    rooms: { readonly filesystems: Filesystems; readonly network: Network },
    programs: ReadonlyMap<string, Program>,
  ) {
    this.simulation = simulation;
    this.filesystems = rooms.filesystems;
    this.network = rooms.network;
    this.#programs = programs;
    this.audit = new Audit(simulation, rooms.filesystems);
    this.hosts = new Hosts(simulation);
    this.log = new KernelLog(simulation, this.hosts);
    this.processes = new Processes(simulation);
    this.namespaces = new NamespaceTable(simulation);
    this.cgroups = new Cgroups(simulation);
    this.descriptors = new Descriptors(this);
    this.signals = new SignalDelivery(this);
    this.lifecycle = new Lifecycle(this);
    this.memory = new Memory(this);
    this.computing = new Computing(this);
    this.disk = new Disk(this);
    this.pressures = new Pressures(this);
    rooms.filesystems.instances.usage.chargeMemory = ({ host, path }, bytes) =>
      this.memory.chargeFiles(host, path, bytes, this.#running);
  }

  /** After its records were loaded: finds out who was about to run. */
  connect(): void {
    this.processes.connect();
    this.computing.connect();
    this.pressures.connect();
    this.descriptors.connect();
    for (const process of this.processes.all()) {
      if (process.status !== 'alive') continue;
      this.processes.await(process, awaited(this, process));
      this.enqueue(process);
    }
  }

  get now(): number {
    return this.simulation.now();
  }

  /** Something that processes may wait for has changed: `pipe:3`, `terminal:4`, `socket:5`. */
  wake(object: string): void {
    for (const key of this.processes.awaiting(object)) this.simulation.enqueue(`process|${key}`);
  }

  /** A process does nothing until then: it waits for a disk, or for memory. */
  stall(process: Process, on: 'io' | 'memory', untilMs: number): void {
    if (untilMs <= this.now || process.status !== 'alive') return;
    this.computing.suspend(process);
    process.stall = { on, untilMs: Math.max(untilMs, process.stall?.untilMs ?? 0) };
    this.processes.changed(process);
    this.pressures.begin(process);
  }

  #endStall(process: Process): void {
    process.stall = undefined;
    this.processes.changed(process);
    this.pressures.end(process);
    this.computing.resume(process);
  }

  enqueue(process: Process): void {
    this.simulation.enqueue(`process|${processKey(process.host, process.pid)}`);
  }

  /** Stops all processes of a cgroup where they are, or lets them go on (the cgroup freezer). */
  freeze(group: Cgroup, frozen: boolean): void {
    this.computing.settleHost(group.host);
    group.frozen = frozen;
    this.cgroups.changed(group);
    this.computing.rebalance(group.host);
    for (const process of this.processes.of(group.host)) {
      if (isWithin(process.cgroup, group.path) && process.status === 'alive') this.enqueue(process);
    }
  }

  output(sink: string, stream: 1 | 2, bytes: Uint8Array): void {
    for (const listener of this.listeners) listener.output?.(sink, stream, bytes);
  }

  /** The first process of a host, on whose behalf its daemons act. */
  initOf(host: string): Process {
    const init = this.processes.get(host, 1);
    if (init === undefined) throw new Error(`host ${host} has no init`);
    return init;
  }

  /** A network namespace of a host: empty, but for loopback. */
  makeNetworkNamespace(host: string): string {
    const name = networkName(host, this.namespaces.make(host, 'net'));
    this.network.makeNamespace(host, name);
    return name;
  }

  removeNetworkNamespace(host: string, name: string): void {
    this.network.removeNamespace(name);
    this.namespaces.remove(host, networkInode(name));
  }

  /** A device number for a file system without a device. */
  takeDevice(): number {
    return Number(this.descriptors.files.takeId()) + FIRST_DEVICE;
  }

  /** What the files on a host's disk take: its own, and those of containers. */
  diskUsed(host: string): number {
    return this.filesystems.instances.usedOnDisk(host);
  }

  program(process: Process): Program | undefined {
    return this.#programs.get(process.executable.program);
  }

  hasProgram(name: string): boolean {
    return this.#programs.has(name);
  }

  #reconcile(key: string): Requeue | undefined {
    const process = this.processes.byKey(key);
    if (process === undefined || process.status !== 'alive') return undefined;
    this.computing.settle(process);
    if (process.stall !== undefined && process.stall.untilMs <= this.now) this.#endStall(process);
    if (process.leaving !== undefined) this.#leave(process, process.leaving);
    else if (isReady(this, process)) this.#step(process);
    else if (this.descriptors.blocked(process)) {
      // Somebody else has filled what it may write to, since it began to wait.
      this.processes.await(process, awaited(this, process));
    }
    return process.status === 'alive' ? this.#requeue(process) : undefined;
  }

  #step(process: Process): void {
    const { timeMs } = process.wait;
    const byItself = timeMs !== undefined && timeMs <= this.now;
    for (const listener of this.listeners) listener.stepping?.(process, byItself);
    const system = new ProcessSystem(this, process);
    this.#running = process;
    try {
      const next = this.#call(process, system);
      this.#pace(process);
      this.#follow(process, next);
    } catch (error) {
      if (error instanceof Terminated) this.lifecycle.end(process, { signal: error.signal });
      else if (error instanceof SystemError) this.#crash(process, system, error);
      else {
        this.lifecycle.end(process, { signal: 'SIGSEGV' });
        throw error;
      }
    } finally {
      this.#running = undefined;
    }
  }

  /** A process takes so much of our own time. */
  toil(instructions: number): void {
    this.#toil += instructions;
    this.simulation.toil(instructions);
  }

  /** Who does much for long gets slower than on a real CPU, so that the clock can keep up. */
  #pace(process: Process): void {
    const toil = this.#toil;
    this.#toil = 0;
    process.toil = (process.toil ?? 0) + toil;
    if (process.toil < QUICK_TOIL) return;
    process.spentMicroseconds = Math.max(process.spentMicroseconds, toil * MICROSECONDS_PER_TOIL);
  }

  #call(process: Process, system: ProcessSystem): Next<Json> {
    const program = this.program(process);
    if (program === undefined) {
      const { flavour, program: name } = process.executable;
      system.write(
        2,
        flavour === 'busybox' ? `${name}: applet not found\n` : `${name}: this program is not simulated\n`,
      );
      return { exit: 127 };
    }
    return process.state === undefined ? program.start(system) : program.step(system, process.state);
  }

  #follow(process: Process, next: Next<Json>): void {
    // A signal in the middle of the step, or the OOM killer, may have ended it already.
    if (process.status !== 'alive') return;
    if ('exit' in next) this.#leave(process, next.exit & 0xff);
    else if ('killedBy' in next) this.lifecycle.end(process, { signal: next.killedBy });
    else if ('exec' in next) {
      process.spentMicroseconds += EXEC_MICROSECONDS;
      this.lifecycle.exec(process, next.exec);
      this.computing.after(process, 0);
      this.processes.await(process, []);
      this.enqueue(process);
    } else this.#await(process, next.state, next.until);
  }

  /** What its last step has cost takes its time, too: else a chain of short processes would live in an instant. */
  #leave(process: Process, code: number): void {
    if (process.leaving === undefined) {
      process.leaving = code;
      process.wait = {};
      this.computing.after(process, 0);
      this.processes.changed(process);
      this.processes.await(process, []);
    }
    if (process.computation === undefined && !isStill(this, process)) this.lifecycle.end(process, { code });
  }

  #await(process: Process, state: Json, until: Wait): void {
    process.state = state;
    process.wait = until;
    this.computing.after(process, until.cpuMs ?? 0);
    this.processes.changed(process);
    this.processes.await(process, awaited(this, process));
    if (isReady(this, process)) this.enqueue(process);
  }

  /** A program that doesn't handle an error of a system call ends by it. */
  #crash(process: Process, system: ProcessSystem, error: SystemError): void {
    if (process.status !== 'alive') return;
    try {
      system.write(2, `${process.argv[0] ?? ''}: ${error.message}\n`);
    } catch (second) {
      if (!(second instanceof SystemError) && !(second instanceof Terminated)) throw second;
    }
    this.lifecycle.end(process, { code: 1 });
  }

  #requeue(process: Process): Requeue | undefined {
    if (process.stopped) return undefined;
    const due = dueMs(this, process);
    if (due === undefined) return undefined;
    const afterMs = Math.max(0, due - this.now);
    return { afterMs, background: !isSettling(this, process.host, process.cgroup, due) };
  }
}
