import type { CgroupLimits } from '../linux/cgroup.ts';
import type { ResourceLimits } from '../linux/resource-limits.ts';
import type { ExitStatus } from '../linux/system.ts';

/** What a container's process is to be: the OCI runtime spec's `process`, as far as it is simulated. */
export interface ContainerProcess {
  readonly argv: readonly string[];
  /** In the order in which `env` prints it; PATH, HOSTNAME, TERM and HOME are the caller's to set. */
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly workingDirectory: string;
  /** `uid`, `uid:gid`, `name` or `name:group`, looked up in the container's /etc/passwd. Empty: root. */
  readonly user: string;
  readonly additionalGroups?: readonly string[];
  /** With a pseudo-terminal, of that size. */
  readonly terminal?: { readonly rows: number; readonly columns: number };
  /** Keeps standard input open; else it is /dev/null. */
  readonly stdin: boolean;
  readonly capabilities: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly oomScoreAdjust: number;
  /** RLIMIT_NOFILE. */
  readonly openFilesMax: number;
  /** What else is limited. */
  readonly limits?: ResourceLimits;
  /** A seccomp profile filters its system calls. */
  readonly seccomp?: boolean;
  readonly umask?: number;
  /** A control group below the container's, in which it starts. */
  readonly leaf?: string;
}

export interface ContainerMount {
  /** An absolute path on the host (bind), a file system's name (tmpfs, mqueue …), a path in an image. */
  readonly source: string;
  readonly target: string;
  readonly type: 'bind' | 'tmpfs' | 'image';
  readonly readOnly: boolean;
  /** Of an image: its layers, the lowest first. What is written there is gone at the end. */
  readonly layers?: readonly string[];
  /** Of a tmpfs: its size; and its mode, such as 0o1777. */
  readonly sizeBytes?: number;
  readonly mode?: number;
  /** Of a tmpfs: who owns its root. */
  readonly uid?: number;
  readonly gid?: number;
  /** Of a tmpfs: as /proc/mounts shows them, without `ro`, `rw` and those above. */
  readonly options?: readonly string[];
}

/** A device that a container may use, and where it finds it. */
export interface ContainerDevice {
  readonly pathOnHost: string;
  readonly path: string;
  /** What of `rwm` it may do. */
  readonly access: string;
}

/** Which namespace of a kind a container is in: one of its own, the host's, or that of another container. */
export type NamespaceChoice = 'private' | 'host' | { readonly container: string };

/** What a container is made from: an OCI bundle. */
export interface ContainerSpec {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly host: string;
  /** Ids of the image's layers, the lowest first. */
  readonly layers: readonly string[];
  readonly readOnlyRoot: boolean;
  /** As the overlay was mounted, beside `relatime`: `lowerdir=…`. */
  readonly rootOptions?: readonly string[];
  /** --storage-opt size */
  readonly rootBytesMax?: number;
  readonly hostName: string;
  readonly process: ContainerProcess;
  readonly namespaces: {
    readonly pid: NamespaceChoice;
    readonly ipc: NamespaceChoice;
    readonly uts: NamespaceChoice;
    readonly user: 'host';
    readonly cgroup: 'private' | 'host';
    /** A network namespace of `Network`, which whoever starts the container makes and removes. */
    readonly net: string;
  };
  readonly cgroup: { readonly path: string; readonly limits: CgroupLimits };
  readonly mounts: readonly ContainerMount[];
  /** Whether it has a /dev/shm, with --ipc=none it hasn't. Default: true. */
  readonly sharedMemory?: boolean;
  /** Starts `/sbin/docker-init -- argv` in its place, mounted from the host (--init). */
  readonly init: boolean;
  /** The SELinux labels of its processes (empty: they aren't confined) and files; undefined: the host has none. */
  readonly selinux: { readonly process: string; readonly files: string } | undefined;
  /** --privileged: writable /sys, all devices. */
  readonly privileged: boolean;
  /** Devices of the host beside those that every container has. */
  readonly devices: readonly ContainerDevice[];
  /** Paths that can't be seen, and paths that can't be changed. Default: none. */
  readonly maskedPaths?: readonly string[];
  readonly readOnlyPaths?: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** Containerd's namespace of whoever made it. Default: `moby`. */
  readonly engine?: 'moby' | 'k8s.io';
  /** Its control groups are its own to divide, as an OS container's are. */
  readonly ownsCgroup?: boolean;
  /** Who waits for its processes in the place of containerd's shim. */
  readonly monitor?: { readonly path: string; readonly title: string; readonly cgroup: string };
  /** A container whose shim is the parent of its processes, too: the containers of a pod share one. */
  readonly shimOf?: string;
}

/** What became of a container's main process or of one that was executed in it. */
export interface ProcessEnd {
  readonly status: ExitStatus;
  /** 0 … 255; 128 + n for a signal. */
  readonly exitCode: number;
  readonly oomKilled: boolean;
}

/** Told by the runtime, inside the transaction in which it happens. */
export interface RuntimeListener {
  /** @param process `''` for the main process, else the id of an exec */
  readonly output?: (container: string, process: string, stream: 1 | 2, bytes: Uint8Array) => void;
  readonly ended?: (container: string, process: string, end: ProcessEnd) => void;
  /** The OOM killer is about to end a process of a running container. */
  readonly outOfMemory?: (container: string) => void;
}

/** Why a container could not be created or started, in runc's words, without what callers put before. */
export class RuntimeError extends Error {
  /** `exec: "nope": executable file not found in $PATH` is 127, permission 126; what never came so far, 128. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 128) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The container runtime, as engine/container/runtime.ts has it: what containerd and runc are to dockerd and kubelets. */
export interface ContainerRuntime {
  readonly listeners: RuntimeListener[];
  /** Makes root file system, namespaces and cgroup; nothing runs yet. @throws RuntimeError */
  create(spec: ContainerSpec): void;
  /**
   * Starts its process. May be called again after it ended.
   * @param process default: the one it was made with
   * @throws RuntimeError
   */
  start(id: string, process?: ContainerProcess): void;
  has(id: string): boolean;
  /** The main process as the host sees it; undefined: it doesn't run. */
  pid(id: string): number | undefined;
  /** To the main process. @returns false where it doesn't run */
  kill(id: string, signal: string): boolean;
  pause(id: string): void;
  resume(id: string): void;
  /** Runs another process inside. Its output and end come to the listeners under this id. @throws RuntimeError */
  exec(id: string, execId: string, process: ContainerProcess): void;
  execPid(id: string, execId: string): number | undefined;
  killExec(id: string, execId: string, signal: string): boolean;
  /** Types into a process's standard input or terminal. */
  write(id: string, process: string, bytes: Uint8Array): void;
  /** True while whoever writes to its standard input would have to wait. */
  isFull(id: string, process: string): boolean;
  /** The end of its standard input. */
  closeStdin(id: string, process: string): void;
  resize(id: string, process: string, rows: number, columns: number): void;
  /** Changes limits of the running container. */
  update(id: string, limits: CgroupLimits): void;
  /** Kills what runs and removes everything, the root file system included. */
  remove(id: string): void;
  /** CPU, memory and process counts for stats; undefined: it doesn't run. */
  stats(id: string): RuntimeStats | undefined;
  /** The ids, on the host, of all its processes. */
  pids(id: string): readonly number[];
}

export interface RuntimeStats {
  readonly cpuMs: number;
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly throttledMs: number;
  readonly memoryBytes: number;
  readonly memoryPeak: number;
  readonly memoryMax: number;
  readonly processes: number;
  readonly pidsMax: number | undefined;
  /** What has gone to the disk and come from it, in bytes; undefined: nothing ever. */
  readonly io: { readonly readBytes: number; readonly writeBytes: number } | undefined;
}
