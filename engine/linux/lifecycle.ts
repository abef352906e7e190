import { SystemError } from '../filesystem/errors.ts';
import type { Executable } from '../filesystem/node.ts';
import type { Cgroup } from './cgroup.ts';
import { isWithin } from './cgroups.ts';
import { becomeUser, takeCredentials } from './credentials.ts';
import { resolveExecutable } from './executable.ts';
import type { Kernel } from './kernel.ts';
import { checkForkLimits, checkUserProcesses, type FirstProcess, takeIds } from './new-process.ts';
import { isInit, type Process } from './process.ts';
import type { ExecRequest, ExitStatus, Json, SpawnRequest } from './system.ts';
import { release } from './unsharing.ts';
import { bury, notifyParent, orphan } from './zombies.ts';

/** A program of no file that the process could see. */
export interface Fallback {
  readonly executable: Executable;
  readonly argv: (why: SystemError) => readonly string[];
}

/** What a program has in memory that says nothing of it (setMemory), by whose it is. */
const MEMORY_BYTES = { busybox: 335_872, gnu: 1_048_576 } as const;
/** What a copy of a process takes until it writes to its pages. */
const FORK_BYTES = 131_072;
/** What it costs to make a process: in microseconds of its parent's CPU time, also where none may be made. */
const FORK_MICROSECONDS = 500;
/** And of its own, before its first step, as it faults its pages in: so no bomb explodes in an instant. */
const START_MICROSECONDS = 1000;
/** The same of our own time, in instructions. */
const FORK_INSTRUCTIONS = 1_500;

/** How processes come and go: fork, exec, exit, wait. */
export class Lifecycle {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Starts a process that nobody forks. @param instead what it is where it can't become what it should @throws SystemError as execve(2) does, and EAGAIN; nothing is left then */
  launch(first: FirstProcess, request: ExecRequest, instead?: Fallback): Process {
    checkForkLimits(this.#kernel, first);
    const { descriptors, ...facts } = first;
    const process = this.#make({
      ...facts,
      ...takeIds(this.#kernel, first.host, first.namespaces.pid),
      group: 0,
      session: 0,
      argv: request.argv,
      env: [...request.env],
      path: request.path,
      executable: { program: '', flavour: 'gnu' },
      wait: {},
      status: 'alive',
      stopped: false,
      startedMs: this.#kernel.now,
      cpuMs: 0,
      spentMicroseconds: 0,
      memoryBytes: 0,
      descriptors: {},
      handled: [],
      ignored: [],
      pending: [],
    });
    try {
      process.group = process.pid;
      process.session = process.pid;
      for (const [index, target] of descriptors.entries()) {
        if (target !== undefined) this.#kernel.descriptors.install(process, target, index);
      }
      this.#execOr(process, request, instead);
    } catch (error) {
      this.#undo(process);
      throw error;
    }
    if (process.terminal !== undefined) {
      this.#kernel.descriptors.terminals.setForeground(process.terminal, process.group);
    }
    this.#kernel.enqueue(process);
    return process;
  }

  /** @throws SystemError EAGAIN where no process may be made */
  fork(parent: Process, state: Json): Process {
    const child = this.#copy(parent);
    child.state = state;
    child.wait = { timeMs: this.#kernel.now };
    for (const [descriptor, file] of Object.entries(parent.descriptors)) {
      this.#kernel.descriptors.refer(child, file, Number(descriptor));
    }
    this.#begin(child);
    return child;
  }

  /** fork and exec in one. @throws SystemError; nothing is left then */
  spawn(parent: Process, request: SpawnRequest): Process {
    const child = this.#copy(parent);
    try {
      for (const [to, from] of request.descriptors ?? STANDARD) {
        const file = parent.descriptors[from];
        if (file !== undefined) this.#kernel.descriptors.refer(child, file, to);
        else if (request.descriptors !== undefined) throw new SystemError('EBADF');
      }
      const { uid = child.uid, gid = child.gid } = request;
      if (uid !== child.uid || gid !== child.gid) {
        becomeUser(this.#kernel, child, { uid, gid, groups: child.groups });
      }
      if (request.workingDirectory !== undefined) child.workingDirectory = request.workingDirectory;
      if (request.newSession === true) {
        child.session = child.pid;
        child.group = child.pid;
        child.terminal = undefined;
      } else if (request.processGroup !== undefined) {
        child.group = request.processGroup === 0 ? child.pid : request.processGroup;
      }
      child.ignored = [...new Set([...child.ignored, ...(request.ignore ?? [])])];
      this.exec(child, request);
    } catch (error) {
      this.#undo(child);
      throw error;
    }
    this.#begin(child);
    return child;
  }

  /** Becomes another program. @throws SystemError; the process is then as it was */
  exec(process: Process, request: ExecRequest): void {
    const found = resolveExecutable(this.#kernel, process, request);
    takeCredentials(this.#kernel, process, found.file);
    process.path = found.path;
    process.argv = found.argv;
    process.env = [...request.env];
    this.#become(process, found.executable);
  }

  #execOr(process: Process, request: ExecRequest, instead: Fallback | undefined): void {
    try {
      this.exec(process, request);
    } catch (error) {
      if (instead === undefined || !(error instanceof SystemError)) throw error;
      process.argv = instead.argv(error);
      this.#become(process, instead.executable);
    }
  }

  #become(process: Process, executable: Executable): void {
    process.executable = executable;
    process.title = undefined;
    process.wait = {};
    process.handled = [];
    process.pending = [];
    this.#kernel.processes.forgetState(process);
    this.#kernel.memory.set(process, MEMORY_BYTES[executable.flavour]);
  }

  /** The process ends. What it leaves is a zombie until its parent has waited for it. */
  end(process: Process, status: ExitStatus): void {
    if (process.status !== 'alive') return;
    const { descriptors, computing, processes, cgroups, listeners } = this.#kernel;
    computing.leave(process);
    process.status = 'zombie';
    process.exit = status;
    process.stopped = false;
    if (process.stall !== undefined) this.#kernel.pressures.end(process);
    process.stall = undefined;
    processes.await(process, []);
    descriptors.closeAll(process);
    cgroups.charge(process.host, process.cgroup, -process.memoryBytes);
    cgroups.countProcess(process.host, process.cgroup, -1);
    cgroups.useCpu(process.host, process.cgroup, process.spentMicroseconds / 1000);
    process.memoryBytes = 0;
    processes.forgetState(process);
    orphan(this.#kernel, process);
    this.#leaveNamespaces(process);
    if (isInit(process) && process.nested.length > 0) this.#endNamespace(process);
    cgroups.countZombie(process.host, process.cgroup, 1);
    for (const listener of listeners) listener.exited?.(process, status);
    if (!notifyParent(this.#kernel, process)) bury(this.#kernel, process);
  }

  /** cgroup.kill: SIGKILL for every process of a cgroup and of those below it. */
  killAll({ host, path }: Cgroup): void {
    for (const process of this.#kernel.processes.of(host)) {
      if (isWithin(process.cgroup, path)) this.end(process, { signal: 'SIGKILL' });
    }
  }

  /** Moves a process, with what it has in memory, into another cgroup. One that has ended stays where it is. */
  moveTo(process: Process, cgroup: string): void {
    if (process.status !== 'alive') return;
    const { cgroups, processes, computing } = this.#kernel;
    computing.suspend(process);
    cgroups.charge(process.host, process.cgroup, -process.memoryBytes);
    cgroups.countProcess(process.host, process.cgroup, -1);
    process.cgroup = cgroup;
    processes.changed(process);
    cgroups.countProcess(process.host, cgroup, 1);
    const { memoryBytes } = process;
    process.memoryBytes = 0;
    this.#kernel.memory.set(process, memoryBytes);
    computing.resume(process);
  }

  /** Whether a process is stopped. @param pid as `process` sees it */
  isStopped({ host, namespaces }: Process, pid: number): boolean {
    const { processes, namespaces: known } = this.#kernel;
    const isInitial = namespaces.pid === known.initial().pid;
    return (
      (isInitial ? processes.get(host, pid) : processes.nested(host, namespaces.pid, pid))?.stopped === true
    );
  }

  #make(process: Process): Process {
    this.#kernel.processes.add(process);
    this.#kernel.cgroups.countProcess(process.host, process.cgroup, 1);
    this.#kernel.cgroups.charge(process.host, process.cgroup, process.memoryBytes);
    return process;
  }

  #begin(child: Process): void {
    child.spentMicroseconds += START_MICROSECONDS;
    this.#kernel.computing.after(child, 0);
    this.#kernel.enqueue(child);
  }

  /** A process that never ran. */
  #undo(process: Process): void {
    const { descriptors, processes, cgroups } = this.#kernel;
    if (process.status !== 'alive') return;
    process.status = 'zombie';
    descriptors.closeAll(process);
    cgroups.charge(process.host, process.cgroup, -process.memoryBytes);
    cgroups.countProcess(process.host, process.cgroup, -1);
    processes.remove(process);
    this.#leaveNamespaces(process);
  }

  #copy(parent: Process): Process {
    parent.spentMicroseconds += FORK_MICROSECONDS;
    checkForkLimits(this.#kernel, parent);
    checkUserProcesses(this.#kernel, parent);
    this.#kernel.toil(FORK_INSTRUCTIONS);
    const { forChildren, ...facts } = parent;
    const namespaces = { ...parent.namespaces, ...forChildren };
    return this.#make({
      ...facts,
      namespaces,
      ...takeIds(this.#kernel, parent.host, namespaces.pid),
      parent: parent.pid,
      wait: {},
      stopped: false,
      startedMs: this.#kernel.now,
      cpuMs: 0,
      spentMicroseconds: 0,
      computation: undefined,
      stall: undefined,
      io: undefined,
      memoryBytes: FORK_BYTES,
      descriptors: {},
      pending: [],
    });
  }

  #leaveNamespaces({ host, namespaces, forChildren }: Process): void {
    release(this.#kernel, host, [...Object.values(namespaces), ...Object.values(forChildren ?? {})]);
  }

  /** With its init, a pid namespace ends. */
  #endNamespace(init: Process): void {
    const { pid } = init.namespaces;
    for (const process of this.#kernel.processes.of(init.host)) {
      const inside = process.nested.some(({ namespace }) => namespace === pid);
      if (inside && process !== init && process.status === 'alive') this.end(process, { signal: 'SIGKILL' });
    }
  }
}

const STANDARD: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [1, 1],
  [2, 2],
]);
