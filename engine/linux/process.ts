import type { Executable } from '../filesystem/node.ts';
import type { ResourceLimits } from './resource-limits.ts';
import type { Signal } from './signals.ts';
import type { ExitStatus, Json, Wait } from './system.ts';

/** The kinds of namespaces, in the order in which lsns sorts equal numbers. */
export const NAMESPACE_TYPES = ['time', 'cgroup', 'pid', 'user', 'uts', 'ipc', 'net', 'mnt'] as const;
export type NamespaceType = (typeof NAMESPACE_TYPES)[number];

/** The namespaces a process is in, by their inode numbers as `ls -l /proc/self/ns` shows them. */
export type Namespaces = Readonly<Record<NamespaceType, number>>;

/** Computing that is under way: see `Computing`. */
interface Computation {
  /** CPU time that was still to be had when its run queue had served `fromMs`. */
  readonly remainingMs: number;
  readonly fromMs: number;
}

/** A process, as it is stored. Changed in place: `Processes.changed` says so. */
export interface Process {
  readonly host: string;
  /** In the host's own pid namespace. */
  readonly pid: number;
  /** Its ids in the nested pid namespaces it is in, the outermost first, without the host's own. */
  readonly nested: readonly { readonly namespace: number; readonly pid: number }[];
  /** The parent in the host's own pid namespace; 0: none. */
  parent: number;
  group: number;
  session: number;
  namespaces: Namespaces;
  /** Path of its cgroup, e.g. `/system.slice/docker-….scope`. */
  cgroup: string;
  /** Those in which its next children will be, where they aren't its own (unshare(2), setns(2)). */
  forChildren?: { readonly pid?: number; readonly time?: number };
  /** The effective ids, as the host counts them. */
  uid: number;
  gid: number;
  /** The real ones, where a set-user-ID program has other effective ones. */
  realUid?: number;
  realGid?: number;
  groups: readonly number[];
  capabilities: readonly string[];
  /** What it can't get beyond by executing a file. Undefined: what it has. */
  bounding?: readonly string[];
  /** What files may give it that name the same; undefined: nothing. */
  inheritable?: readonly string[];
  /** What it keeps through execve(2) without being root; undefined: nothing. */
  ambient?: readonly string[];
  /** It keeps its capabilities where it stops being root (PR_SET_KEEPCAPS). */
  keepsCapabilities?: boolean;
  noNewPrivileges: boolean;
  /** A filter decides which system calls it may make. */
  seccomp?: boolean;
  /** SELinux context. */
  context: string;
  umask: number;
  workingDirectory: string;
  /** Its root directory (chroot), a canonical path of its mount namespace. Undefined: the namespace's own. */
  root?: string;
  argv: readonly string[];
  env: readonly (readonly [name: string, value: string])[];
  /** Where the executable is, as /proc/<pid>/exe shows it. */
  path: string;
  executable: Executable;
  title?: string;
  /** Undefined until `start` was called. */
  state?: Json;
  wait: Wait;
  status: 'alive' | 'zombie';
  /** Stopped by a signal (job control). */
  stopped: boolean;
  /** Which one, while it is stopped. */
  stoppedBy?: Signal;
  /** Signals that came since, and wait for it to go on. */
  whileStopped?: readonly Signal[];
  exit?: ExitStatus;
  readonly startedMs: number;
  cpuMs: number;
  /** CPU time used, but not yet waited for. */
  spentMicroseconds: number;
  /** What it has taken of our own time, in instructions, as far as it was counted. */
  toil?: number;
  computation?: Computation;
  /** It has called exit(2) with this, and ends when what it has computed is paid for. */
  leaving?: number;
  memoryBytes: number;
  /** It waits for a disk, or for memory, and can't do anything meanwhile. */
  stall?: { readonly on: 'io' | 'memory'; readonly untilMs: number };
  /** What it has read and written (/proc/<pid>/io). Undefined: nothing yet. */
  io?: Readonly<Record<'readChars' | 'writeChars' | 'reads' | 'writes' | 'readBytes' | 'writeBytes', number>>;
  /** Descriptor → open file. */
  descriptors: Record<number, string>;
  handled: readonly Signal[];
  ignored: readonly Signal[];
  /** Handled signals that came and weren't taken yet. */
  pending: readonly Signal[];
  /** Controlling terminal. */
  terminal?: string;
  /** Most open descriptors (RLIMIT_NOFILE). */
  openFilesMax: number;
  /** What else is limited, where it isn't as the kernel has it (getrlimit(2)). */
  limits?: ResourceLimits;
  oomScoreAdjust: number;
}

export function processKey(host: string, pid: number): string {
  return `${host}/${pid}`;
}

/** Its id in a pid namespace: undefined where it can't be seen from there. */
export function pidIn(process: Process, namespace: number, hostNamespace: number): number | undefined {
  if (namespace === hostNamespace) return process.pid;
  return process.nested.find((nested) => nested.namespace === namespace)?.pid;
}

/** Its id in its own pid namespace. */
export function ownPid(process: Process): number {
  return process.nested.at(-1)?.pid ?? process.pid;
}

/** True for the init of a pid namespace. */
export function isInit(process: Process): boolean {
  return ownPid(process) === 1;
}
