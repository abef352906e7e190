import type { OpenRequest } from '../filesystem/filesystems.ts';
import type { Executable, FileType, Stat } from '../filesystem/node.ts';
import type { PageSource } from '../simulation/records.ts';
import type {
  Again,
  DirectoryEntry,
  ExecRequest,
  ExitStatus,
  FilesystemStat,
  Json,
  ProcessView,
  SocketAddress,
  SpawnRequest,
  TerminalMode,
} from './call-data.ts';
import type { KernelLogLine } from './kernel-log.ts';
import type { NamespaceSystem } from './namespace-system.ts';
import type { NameAnswer, NetworkChange, NetworkView, RecordType } from './network-view.ts';
import type { LimitName, ResourceLimit } from './resource-limits.ts';
import type { Signal } from './signals.ts';

export type {
  Again,
  DirectoryEntry,
  ExecRequest,
  ExitStatus,
  FilesystemStat,
  Json,
  ProcessView,
  SocketAddress,
  SpawnRequest,
  TerminalMode,
} from './call-data.ts';
export { AGAIN } from './call-data.ts';

/**
 * The behaviour behind an executable path. A running process is data: the kernel stores its state, and calls
 * `step` when something that it waits for has happened. A program is level-triggered, as reconcilers are: it
 * looks at what it can read, what time it is and which signals came, does what it can without waiting, and
 * says what it waits for next. It may be called without any of that having happened.
 */
export interface Program<State = Json> {
  /** Called once, after exec: argv and env are those of `system`. */
  start(system: System): Next<State>;
  /** @param state as the last call gave it, or a copy of it: it may have been stored in between */
  step(system: System, state: State): Next<State>;
}

/** What comes after a step: the process ends, becomes another program, or waits. */
export type Next<State> =
  | { readonly exit: number }
  /** Ends by the default action of a signal, as abort() or a crash do. */
  | { readonly killedBy: Signal }
  | { readonly exec: ExecRequest }
  | { readonly state: State; readonly until: Wait };

/** The process continues when any of these is true. Empty: only a signal wakes it (pause(2)). */
export interface Wait {
  /** Descriptors with something to read, with their end, or with a connection to accept. */
  readonly readable?: readonly number[];
  /** Sockets that don't block, and have room for more or nobody left to read it. */
  readonly writable?: readonly number[];
  /** A moment of virtual time, in ms since the epoch. */
  readonly timeMs?: number;
  /** A child ended: `system.wait` has an answer. */
  readonly child?: boolean;
  /** One of these processes is stopped (waitpid(2) with WUNTRACED). */
  readonly stops?: readonly number[];
  /** It computes: this much CPU time, which takes longer where the CPU is limited or shared. */
  readonly cpuMs?: number;
  /** A connection that is being made is there, or failed: `system.connected` has an answer. */
  readonly connected?: number;
}

/**
 * The system calls, as one process makes them. Paths are relative to its working directory and root; rights
 * are checked with its user; what it sees is what its namespaces show. Calls throw a `SystemError`.
 */
export interface System extends NamespaceSystem {
  // Itself
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** What the kernel found at the path it was started from. */
  readonly executable: Executable;
  /** In its own pid namespace, as the ids of all processes here. */
  readonly pid: number;
  readonly parentPid: number;
  readonly processGroup: number;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Whether it has a capability, e.g. `CAP_NET_RAW`. */
  capable(capability: string): boolean;
  /** Milliseconds of virtual time since the epoch. */
  readonly now: number;
  /** Monotonic clock: milliseconds since the host booted. */
  readonly uptimeMs: number;
  /** From the sandbox's seeded generator: 0 ≤ x < 1. */
  random(): number;
  readonly workingDirectory: string;
  changeDirectory(path: string): void;
  /** chroot(2); it then stands at the new root. @throws SystemError EPERM, ENOTDIR … */
  changeRoot(path: string): void;
  /** getrlimit(2). */
  resourceLimit(name: LimitName): ResourceLimit;
  /** @throws SystemError EINVAL, EPERM where the hard limit is to be raised */
  setResourceLimit(name: LimitName, limit: ResourceLimit): void;
  /** Sets the file mode creation mask and returns the one before. */
  setUmask(mask: number): number;
  /** CPU time used by this step, in microseconds. Every program start costs about 1 ms by itself. */
  spend(microseconds: number): void;
  /** What the step takes of our own time, in instructions of an interpreter: others get their turn after so many. */
  work(instructions: number): void;
  /**
   * The same of what changes little that is to be stored, such as going over input. Who does that for long gets slower
   * than on a real CPU. Reading and making processes counts by itself.
   */
  toil(instructions: number): void;
  /** Its resident set size from now on. Where that is more than its cgroup may have, the OOM killer comes. */
  setMemory(bytes: number): void;
  /**
   * Has pages of JSON stored beside its state, of which each commit writes those that have changed since the last one.
   * To be said in each step that may have changed some. They go when the process ends or becomes another program; a
   * fork doesn't get them.
   */
  keepPages(pages: PageSource): void;
  /** The pages as they were stored, by number: once, in its first step after the world has woken. */
  readPages(): ReadonlyMap<number, string>;
  /** Name as ps shows it (prctl PR_SET_NAME, setproctitle). Default: its argv. */
  setTitle(title: string): void;
  /** setgroups(2), setgid(2), setuid(2). @throws SystemError EPERM, EINVAL */
  setUser(uid: number, gid: number, groups: readonly number[]): void;

  // Descriptors
  open(path: string, options: OpenRequest): number;
  /** Up to `max` bytes (default 65,536). An empty array is the end of the file. */
  read(descriptor: number, max?: number): Uint8Array | Again;
  /**
   * Never waits: what a pipe or terminal has no room for is kept for it, and the process isn't called again
   * until it fits. So write at most some hundred kilobytes a step. Where nobody reads any more, SIGPIPE ends the
   * process inside this call, or EPIPE is thrown where it ignores that.
   */
  write(descriptor: number, data: Uint8Array | string): void;
  /**
   * A connection whose peer doesn't read no longer makes its process wait (O_NONBLOCK): who writes looks at
   * `isWritable` first, or at `unread` after. With very much unread in all of them the process waits all the same.
   */
  setNonBlocking(descriptor: number): void;
  /** False while the other end of a connection has enough to read. */
  isWritable(descriptor: number): boolean;
  /** Bytes that the other end of a connection hasn't read yet. */
  unread(descriptor: number): number;
  /** Whether `read` has an answer at once (poll(2)). */
  isReadable(descriptor: number): boolean;
  close(descriptor: number): void;
  /** The new descriptor: `to`, or the lowest that is free from 0 (or from `from`) on. */
  duplicate(descriptor: number, to?: number, from?: number): number;
  /** A descriptor of the parent's, as one of its own too (pidfd_getfd). */
  takeFromParent(descriptor: number): number;
  pipe(): readonly [read: number, write: number];
  seek(descriptor: number, offset: number, whence: 'set' | 'current' | 'end'): number;
  truncate(descriptor: number, size: number): void;
  /** Writes so many zeros where the descriptor of a file stands, in blocks. They take no room of ours. */
  writeZeros(descriptor: number, bytes: number, block: number): void;
  /** Waits until all that was written is on the disk: the process isn't called again before. */
  sync(): void;
  statDescriptor(descriptor: number): Stat;
  isTerminal(descriptor: number): boolean;
  /** Of the terminal behind the descriptor; undefined: it is none. */
  windowSize(descriptor: number): { readonly rows: number; readonly columns: number } | undefined;
  /** `/dev/pts/0`; undefined: not a terminal. */
  terminalName(descriptor: number): string | undefined;
  /** @throws SystemError ENOTTY */
  terminalMode(descriptor: number): TerminalMode;
  setTerminalMode(
    descriptor: number,
    mode: Partial<TerminalMode> & { readonly rows?: number; readonly columns?: number },
  ): void;
  /** True while open. */
  isOpen(descriptor: number): boolean;

  // Files
  /** Follows symbolic links. */
  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** As access(2): throws EACCES, EROFS, ENOENT … */
  access(
    path: string,
    rights: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean },
  ): void;
  readLink(path: string): string;
  /** Canonical absolute path. */
  realPath(path: string): string;
  /** Without `.` and `..`, sorted by name. */
  readDirectory(path: string): readonly DirectoryEntry[];
  makeDirectory(path: string, mode?: number): void;
  removeDirectory(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
  makeNode(path: string, type: FileType, mode: number, special?: readonly [number, number]): void;
  changeMode(path: string, mode: number): void;
  /** @param followLinks false: of the link itself */
  changeOwner(path: string, uid: number, gid: number, followLinks?: boolean): void;
  /** @param followLinks false: of the link itself */
  setTimes(path: string, accessedMs: number, modifiedMs: number, followLinks?: boolean): void;
  setContext(path: string, context: string): void;
  statFilesystem(path: string): FilesystemStat;
  /** Makes a file an executable of ours, with a size of its own: what a package manager unpacks, for example. */
  installExecutable(path: string, executable: Executable, size: number): void;
  mount(source: string, target: string, type: string, options: readonly string[]): void;
  unmount(target: string): void;
  mounts(): readonly (FilesystemStat & { readonly options: readonly string[] })[];
  /** Whole file as text; a shorthand of open, read and close. */
  readText(path: string): string;
  /** Replaces or makes a whole file; a shorthand. */
  writeText(path: string, text: string): void;

  // Processes
  /** Looks a name up in PATH as execvp does; a name with a slash is itself. Undefined: not found. */
  findExecutable(name: string, path?: string): string | undefined;
  /** fork + exec. The child's id. Throws what either does: EAGAIN where no process may be made, ENOENT … */
  spawn(request: SpawnRequest): number;
  /** fork: a child that is a copy of this process, runs the same program, and goes on from `state`. */
  fork(state: Json): number;
  /** Takes note of a child that ended. `none`: there is no such child. @param pid default: any child */
  wait(pid?: number): { readonly pid: number; readonly status: ExitStatus } | Again | 'none';
  /** Negative: a process group; -1: everything it may signal. */
  kill(pid: number, signal: Signal | undefined): void;
  setProcessGroup(pid: number, group: number): void;
  /** Makes a process group the foreground one of its terminal (tcsetpgrp). */
  setForeground(descriptor: number, group: number): void;
  /** What these signals do from now on. `handle`: they wait for `takeSignals`, and wake the process. */
  onSignal(action: 'handle' | 'ignore' | 'default', signals: readonly Signal[]): void;
  /** True where it ignores the signal: a shell must not trap what was ignored when it started. */
  ignores(signal: Signal): boolean;
  /** The handled signals that came since the last call. */
  takeSignals(): readonly Signal[];
  /** What the process knows of another: for ps and top. Only those of its pid namespace. */
  processes(): readonly ProcessView[];
  /** What the kernel has said (syslog(2)), the oldest first. @throws SystemError EPERM */
  kernelLog(): readonly KernelLogLine[];
  clearKernelLog(): void;
  hostName(): string;
  setHostName(name: string): void;

  // Network
  /** A stream socket that listens: TCP, or at a file that it makes. EADDRINUSE, EACCES … */
  listen(address: SocketAddress): number;
  /** A UDP socket bound to an address; port 0: any. */
  bindDatagram(address: SocketAddress): number;
  accept(descriptor: number): { readonly descriptor: number; readonly peer: SocketAddress } | Again;
  /**
   * Starts to connect. Then wait with `connected`.
   * @throws SystemError of Unix sockets at once: ENOENT, EACCES, ECONNREFUSED
   */
  connect(address: SocketAddress): number;
  /** True: connected. Throws ECONNREFUSED, EHOSTUNREACH, ETIMEDOUT. */
  connected(descriptor: number): true | Again;
  sendDatagram(descriptor: number, to: SocketAddress, data: Uint8Array): void;
  receiveDatagram(descriptor: number): { readonly data: Uint8Array; readonly from: SocketAddress } | Again;
  localAddress(descriptor: number): SocketAddress;
  peerAddress(descriptor: number): SocketAddress;
  /** No more writing; the peer reads the end. */
  shutdown(descriptor: number): void;
  /** Whether it may open a socket for ICMP echoes: a raw one, or of the kind net.ipv4.ping_group_range allows. */
  mayPing(): boolean;
  /** One ICMP echo: the round trip in ms, or why there is none. Answers at once; the caller waits that long. */
  ping(
    address: string,
  ): { readonly roundTripMs: number } | 'timeout' | 'host unreachable' | 'network unreachable';
  /**
   * Asks a name server, by default the first of /etc/resolv.conf, for records of a full name (without search
   * domains and without /etc/hosts, as dig does). Answers at once; the caller waits `latencyMs`, or its own limit where
   * nobody answers. An address under `PTR` is looked up backwards.
   */
  resolve(name: string, type: RecordType, server?: string): NameAnswer | 'nxdomain' | 'servfail' | 'timeout';
  /** The namespace's interfaces, routes and sockets: for ip, ifconfig, netstat, ss. */
  network(): NetworkView;
  /** Gives an interface to the network namespace behind a descriptor. @throws SystemError */
  moveInterface(name: string, descriptor: number): void;
  /** Changes to the namespace's network, as ip(8) makes them. Need CAP_NET_ADMIN. */
  configureNetwork(change: NetworkChange): void;
}
