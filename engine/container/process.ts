/**
 * What a container's main process does, as data. A program is a pure function from how it was started
 * to its timeline, so nothing has to run: the kubelet reads off what a probe sees at a moment, and sets
 * a timer only for the next moment at which something changes.
 */

/** How a process was started. */
export interface ProcessSpec {
  /** The image reference as the user wrote it, and what the catalogue holds for it. */
  readonly image: Image;
  /** entrypoint + cmd after the pod's command and args replaced them; `$(VAR)` already expanded. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** memory.max in bytes; absent: no limit. */
  readonly memoryLimitBytes?: number;
  readonly hostname: string;
}

/** The part of an OCI image that decides how its process behaves. */
export interface Image {
  /** Canonical name, e.g. `docker.io/library/nginx`. */
  readonly repository: string;
  readonly tag: string;
  /** `sha256:…`, stable for a repository and tag. */
  readonly digest: string;
  /** Compressed size: what a pull transfers. */
  readonly sizeBytes: number;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly exposedPorts: readonly string[];
  readonly stopSignal: string;
}

export interface LogLine {
  /** After the start, in milliseconds of virtual time. */
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface HttpReply {
  readonly status: number;
  readonly body: string;
}

/** A port the process listens on from `fromMs` on, until it exits. */
export interface Listener {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly fromMs: number;
  /** Present where the port speaks HTTP: the reply to GET `path`, `atMs` after the start. */
  readonly http?: (path: string, atMs: number) => HttpReply;
}

export interface ProcessExit {
  readonly atMs: number;
  readonly code: number;
  /** What containerd reports: `OOMKilled` where the kernel killed it for its memory limit. */
  readonly reason: 'Completed' | 'Error' | 'OOMKilled';
}

/** The whole life of a process that nobody disturbs. */
export interface Timeline {
  readonly log: readonly LogLine[];
  readonly listeners: readonly Listener[];
  /** Absent: it runs until it is told to stop. */
  readonly exit?: ProcessExit;
  /** Moments (ms after the start, ascending) at which what a probe sees may change; exit and fromMs included. */
  readonly changesAtMs: readonly number[];
  /** The exit code of a command run in the container at that moment, as an exec probe does; 127: no such command. */
  readonly exec: (argv: readonly string[], atMs: number) => { readonly code: number; readonly output: string };
  /** What SIGTERM (or the image's stop signal) does: exits after that long with that code, or is ignored. */
  readonly stop: { readonly afterMs: number; readonly code: number } | 'ignored';
}

/** Why a container could not be started at all, in runc's words, e.g. an executable that is not in the image. */
export interface StartFailure {
  readonly message: string;
  readonly exitCode: number;
}
