import type { Container } from '../container.ts';
import type { Listener, LogLine, ProcessExit, StopReaction } from '../process.ts';

/** A program as something starts it: the runtime, a shell, or an exec. */
export interface Invocation {
  /** argv[0] as it was written. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly workingDir: string;
  /** What comes through a pipe; undefined: nothing is attached. */
  readonly stdin?: string;
  /** After the container's start. */
  readonly atMs: number;
  readonly container: Container;
}

/** A piece of output; it ends with a newline unless the program doesn't print one. */
export interface Output {
  readonly atMs: number;
  readonly stream: LogLine['stream'];
  readonly text: string;
}

/** What a started program does. All times count from the container's start. */
export interface Run {
  readonly output: readonly Output[];
  readonly listeners: readonly Listener[];
  /** Absent: it runs until it is told to stop. */
  readonly exit?: ProcessExit;
  readonly stop: StopReaction;
  /** Memory it comes to need, and when; over the container's limit the kernel kills it then. */
  readonly memory?: { readonly bytes: number; readonly atMs: number };
  /** Moments at which its replies change. */
  readonly changesAtMs?: readonly number[];
}

export type Program = (invocation: Invocation) => Run;

export const mebibyte = 1024 * 1024;

/** Exit code of a process that SIGTERM ended. */
export const terminatedCode = 143;

interface Ending {
  readonly stdout?: string;
  readonly stderr?: string;
  /** How long it takes, in milliseconds. */
  readonly afterMs?: number;
}

/** A command that prints something and ends. */
export function exits(invocation: Invocation, code: number, ending: Ending = {}): Run {
  const output: Output[] = [];
  const { atMs } = invocation;
  if (ending.stdout) output.push({ atMs, stream: 'stdout', text: ending.stdout });
  if (ending.stderr) output.push({ atMs, stream: 'stderr', text: ending.stderr });
  return { output, listeners: [], exit: exitAt(atMs + (ending.afterMs ?? 0), code), stop: 'ignored' };
}

/** A command that complains as most do, `name: problem`, and ends with 1. */
export function complains(invocation: Invocation, problem: string, code = 1): Run {
  return exits(invocation, code, { stderr: `${commandName(invocation)}: ${problem}\n` });
}

export function exitAt(atMs: number, code: number): ProcessExit {
  return { atMs, code, reason: code === 0 ? 'Completed' : 'Error' };
}

/** A process that does nothing any more until it is killed. */
export function blocks(output: readonly Output[] = [], stop: StopReaction = 'ignored'): Run {
  return { output, listeners: [], stop };
}

export interface Service {
  readonly output?: readonly Output[];
  /** Ports over TCP, open from `readyAfterMs` on. */
  readonly ports: readonly number[];
  readonly http?: Listener['http'];
  readonly readyAfterMs?: number;
  /** The address it binds to; on a loopback address nobody outside reaches it. */
  readonly address?: string;
  readonly stop: StopReaction;
}

/** A server: it listens and runs until it is told to stop. */
export function serves(invocation: Invocation, service: Service): Run {
  const fromMs = invocation.atMs + (service.readyAfterMs ?? 0);
  const { http, address = '' } = service;
  const loopbackOnly = /^(?:localhost|127\.|\[?::1\]?(?::|$))/.test(address);
  const listeners = service.ports.map(
    (port): Listener => ({
      port,
      protocol: 'TCP',
      fromMs,
      ...(http === undefined ? {} : { http }),
      ...(loopbackOnly ? { loopbackOnly } : {}),
    }),
  );
  return { output: service.output ?? [], listeners, stop: service.stop };
}

/** Lines a program prints at one moment. */
export function lines(stream: LogLine['stream'], atMs: number, texts: readonly string[]): Output[] {
  return texts.map((text) => ({ atMs, stream, text: `${text}\n` }));
}

/** Whether the image's commands are busybox's: they word their complaints in their own way. */
export function isBusybox(invocation: Invocation): boolean {
  return ['busybox', 'alpine'].includes(invocation.container.spec.image.userland);
}

/** argv[0] without its folder. */
export function commandName(invocation: Invocation): string {
  return baseName(invocation.argv[0] ?? '');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The value of an option, in any spelling: `--port 80`, `--port=80`, `-port=80`. The last one wins.
 */
export function option(argv: readonly string[], ...names: readonly string[]): string | undefined {
  let value: string | undefined;
  for (const [index, argument] of argv.entries()) {
    for (const name of names) {
      if (argument === name) value = argv[index + 1] ?? value;
      else if (argument.startsWith(`${name}=`)) value = argument.slice(name.length + 1);
    }
  }
  return value;
}

/** A port number as a user wrote it; the default where it isn't one. */
export function portNumber(text: string | undefined, defaultPort: number): number {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : defaultPort;
  return port > 0 && port < 65_536 ? port : defaultPort;
}
