import type { FileType } from '../filesystem/node.ts';
import type { Namespaces } from './process.ts';
import type { Signal } from './signals.ts';

/** A value that can be stored as JSON: the state of a process. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export interface ExecRequest {
  /** Absolute, or relative to the working directory: no search in PATH. See `findExecutable`. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
}

export interface SpawnRequest extends ExecRequest {
  /** Descriptors of the child → of the parent. Default: 0, 1 and 2 as the parent's. Nothing else is inherited. */
  readonly descriptors?: ReadonlyMap<number, number>;
  readonly workingDirectory?: string;
  /** setsid: a session of its own, without a terminal. */
  readonly newSession?: boolean;
  /** A process group: 0 for one of its own, or the id of one that exists. Default: the parent's. */
  readonly processGroup?: number;
  /** Signals that the child ignores (it inherits those its parent ignores anyway). */
  readonly ignore?: readonly Signal[];
  readonly uid?: number;
  readonly gid?: number;
}

/** How a child ended, as wait(2) says it. */
export type ExitStatus = { readonly code: number } | { readonly signal: Signal };

export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
  readonly inode: number;
}

/** statfs(2) with what df shows. Sizes in bytes. */
export interface FilesystemStat {
  /** What was mounted: `overlay`, `tmpfs`, `/dev/vda1`. */
  readonly source: string;
  readonly type: string;
  readonly mountPoint: string;
  readonly readOnly: boolean;
  readonly size: number;
  readonly used: number;
  readonly available: number;
  readonly inodes: number;
  readonly inodesUsed: number;
}

export interface SocketAddress {
  /**
   * Dotted IPv4. `0.0.0.0` and `127.0.0.1` mean what they do in Linux. `unix:` and a path is a Unix socket, which has
   * no port (0): see `unixAddress`.
   */
  readonly address: string;
  readonly port: number;
}

/** What a terminal does with what is typed (termios(3)). */
export type TerminalMode = {
  /** ECHO */
  readonly echo: boolean;
  /** ICANON: lines, which can be mended before they are sent. */
  readonly canonical: boolean;
  /** ISIG: Ctrl-C, Ctrl-\ and Ctrl-Z are signals. */
  readonly signals: boolean;
};

/** What `read`, `accept` and `wait` answer where there is nothing yet: wait for it with `until`. */
export const AGAIN = 'again';
export type Again = typeof AGAIN;

export interface ProcessView {
  readonly pid: number;
  readonly parentPid: number;
  readonly processGroup: number;
  readonly session: number;
  readonly uid: number;
  readonly gid: number;
  readonly state: 'R' | 'S' | 'D' | 'T' | 'Z';
  /** Of one that is stopped: by which signal. */
  readonly stoppedBy?: Signal;
  readonly argv: readonly string[];
  /** Of 15 characters at most, as in /proc/<pid>/comm. */
  readonly command: string;
  readonly startedMs: number;
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly virtualBytes: number;
  /** `pts/0`; undefined: none. */
  readonly terminal?: string;
  /** Its SELinux context; undefined: the host has no SELinux. */
  readonly context?: string;
  readonly nice: number;
  /** From the root of its looker's cgroup namespace. */
  readonly cgroup: string;
  /** The numbers of the namespaces it is in. */
  readonly namespaces: Namespaces;
}
