/**
 * What a container's main process does, as data. A program is a pure function from how it was started
 * to its timeline, so nothing has to run: the kubelet reads off what a probe sees at a moment, and sets
 * a timer only for the next moment at which something changes.
 */

import type { Image } from '../registry/image.ts';

export type { Image } from '../registry/image.ts';

/** How a process was started. */
export interface ProcessSpec {
  /** What the catalogue holds for the image reference. */
  readonly image: Image;
  /** entrypoint + cmd after the pod's command and args replaced them; `$(VAR)` already expanded. */
  readonly argv: readonly string[];
  /** The pod's variables, in order. They are laid over the image's own. */
  readonly env: Readonly<Record<string, string>>;
  /** memory.max in bytes; absent: no limit. */
  readonly memoryLimitBytes?: number;
  readonly hostname: string;
  /** Virtual time of the start in milliseconds since the epoch: what `date` and log lines show. */
  readonly startedAtMs: number;
  /** Replaces the image's working directory. */
  readonly workingDir?: string;
  /** `stdin: true` or `tty: true`: a shell without a script waits for input instead of ending at once. */
  readonly interactive?: boolean;
  /** runAsUser; absent: the image's user. */
  readonly uid?: number;
  /** Absent: nobody says what is mounted, so every folder counts as existing. */
  readonly mounts?: Mounts;
  /** Absent: no name but the container's own resolves. */
  readonly network?: NetworkView;
  /** Commands that lifecycle hooks, exec probes or a user ran in the container so far, oldest first. */
  readonly executed?: readonly ExecutedCommand[];
}

/** What volumes put into the container's filesystem. */
interface Mounts {
  /** Every mountPath that is a folder. */
  readonly directories: readonly string[];
  /** Files with known content (config maps, secrets, downward API): absolute path → content. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * What a container can reach. Asked about moments up to now it must answer the same each time; about
 * later moments, as things stand now. A timeline that looked (`usesNetwork`) is made anew when services,
 * endpoints or pods change.
 */
export interface NetworkView {
  /** The addresses behind a host name; none: no such name. */
  readonly resolve: (host: string, atMs: number) => readonly string[];
  /** What a TCP connection meets. `timeout`: nobody answers. */
  readonly connect: (host: string, port: number, atMs: number) => 'open' | 'refused' | 'timeout';
  /** The reply to an HTTP GET on an open port; undefined: the port doesn't speak HTTP. */
  readonly get: (host: string, port: number, path: string, atMs: number) => HttpReply | undefined;
}

export interface ExecutedCommand {
  readonly argv: readonly string[];
  /** After the start, in milliseconds. */
  readonly atMs: number;
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
  /** Only reachable from inside the container (bound to 127.0.0.1). */
  readonly loopbackOnly?: boolean;
  /** Present where the port speaks HTTP: the reply to GET `path`, `atMs` after the start. */
  readonly http?: (path: string, atMs: number) => HttpReply;
}

export interface ProcessExit {
  readonly atMs: number;
  readonly code: number;
  /** What containerd reports: `OOMKilled` where the kernel killed it for its memory limit. */
  readonly reason: 'Completed' | 'Error' | 'OOMKilled';
}

/** What SIGTERM (or the image's stop signal) does: exits after that long with that code, or is ignored. */
export type StopReaction = { readonly afterMs: number; readonly code: number } | 'ignored';

export interface ExecResult {
  readonly code: number;
  /** stdout and stderr, in order. */
  readonly output: string;
  /** How long the command takes; Infinity: it never ends by itself. */
  readonly durationMs: number;
  /** Present where the command could not even be started: runc's words. The code is then 126 or 127. */
  readonly failure?: string;
}

/** The whole life of a process that nobody disturbs. */
export interface Timeline {
  readonly log: readonly LogLine[];
  readonly listeners: readonly Listener[];
  /** Absent: it runs until it is told to stop. */
  readonly exit?: ProcessExit;
  /** Moments (ms after the start, ascending) at which what a probe sees may change; exit and fromMs included. */
  readonly changesAtMs: readonly number[];
  /** Runs a command in the container at that moment, as an exec probe does. Leaves no trace: see `executed`. */
  readonly exec: (argv: readonly string[], atMs: number) => ExecResult;
  /** The content of a text file in the container at that moment, e.g. of the termination message. */
  readonly readFile: (path: string, atMs: number) => string | undefined;
  /** All text files at that moment whose paths begin with the prefix, by the rest of their path. */
  readonly filesUnder: (prefix: string, atMs: number) => ReadonlyMap<string, string>;
  readonly stop: StopReaction;
  /** What it does depends on the network, so changes there can change it. */
  readonly usesNetwork: boolean;
}

/** Why a container could not be created or started at all, in runc's and containerd's words. */
export interface StartFailure {
  readonly message: string;
  /** `create`: CreateContainerError, it keeps waiting. `start`: it terminated with reason StartError. */
  readonly phase: 'create' | 'start';
  readonly exitCode: number;
}
