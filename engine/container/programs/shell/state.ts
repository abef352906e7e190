import type { ProcessExit, StopReaction } from '../../process.ts';
import type { Invocation, Output } from '../program.ts';

/** Commands one script runs at the most; then it counts as one that goes on for ever. */
const commandsMax = 10_000;
/** Pieces of output one script prints at the most: the log of an endless loop ends there. */
const outputsMax = 2000;
/** Pieces of output count by how long they are: one more for every so many characters. */
const charactersPerOutput = 1024;
/** Variables a script sets at the most, and how long their values are. */
const variablesMax = 1000;
/** How long a value or an argument is at the most; what is beyond is lost. */
export const valueLengthMax = 64 * 1024;
/** What a script does later than this is not worked out. */
const horizonMs = 30 * 24 * 3600 * 1000;

/** The shells by how they word things: busybox's, Debian's sh, and bash. */
export type Flavour = 'ash' | 'dash' | 'bash';

/** Where a stream goes: the log, a pipe, a file. */
export type Sink = (piece: Output) => void;

/** How a command left the script. `blocked`: it never comes back. */
export type Flow =
  | { readonly kind: 'next' | 'exit' | 'blocked' }
  | { readonly kind: 'break' | 'continue'; readonly levels: number };

/** A command that acts on the shell itself. */
export type Builtin = (shell: Shell, fields: readonly string[]) => Flow;

export const next: Flow = { kind: 'next' };
export const exiting: Flow = { kind: 'exit' };
export const blocked: Flow = { kind: 'blocked' };

/** A running shell. Its clock moves on with the commands it runs. */
export interface Shell {
  readonly invocation: Invocation;
  readonly flavour: Flavour;
  readonly builtins: ReadonlyMap<string, Builtin>;
  /** `$0` */
  name: string;
  /** It reads a file, not the text after -c: bash and ash then name the line. */
  readonly readsFile: boolean;
  variables: Map<string, string>;
  exported: Set<string>;
  positional: readonly string[];
  workingDir: string;
  atMs: number;
  lastCode: number;
  stdout: Sink;
  stderr: Sink;
  stdin: string | undefined;
  readonly options: Set<string>;
  readonly traps: Map<string, string>;
  /** When background jobs end; Infinity: never. */
  jobsEndMs: number[];
  /** Changes with every variable that gets another value, or is exported. */
  revision: number;
  /** What programs are given, as of a revision. */
  environment: { readonly revision: number; readonly variables: ReadonlyMap<string, string> } | undefined;
  /** Commands that might have looked at time, files or the network. */
  observations: number;
  /** A program replaced the shell, or is its last one: signals are its business. */
  stop: StopReaction | undefined;
  /** The longest it waited for a command that ended. */
  longestWaitMs: number;
  /** It waits in `wait`, which a signal interrupts. */
  waiting: boolean;
  /** The kernel killed the container for its memory limit. */
  killed: ProcessExit | undefined;
  /** An expansion ran something that never ends. */
  stuck: boolean;
}

/** A subshell: what it changes in itself stays there. */
export function fork(shell: Shell): Shell {
  return {
    ...shell,
    variables: new Map(shell.variables),
    exported: new Set(shell.exported),
    options: new Set(shell.options),
    traps: new Map(),
    jobsEndMs: [],
  };
}

export function print(shell: Shell, stream: Output['stream'], text: string, atMs = shell.atMs): void {
  if (text === '') return;
  shell.invocation.container.effort.outputs += Math.floor(text.length / charactersPerOutput);
  shell[stream]({ atMs, stream, text });
}

/** The exported variables. */
export function environmentOf(shell: Shell): ReadonlyMap<string, string> {
  if (shell.environment?.revision !== shell.revision) {
    const variables = new Map<string, string>();
    for (const name of shell.exported) {
      const value = shell.variables.get(name);
      if (value !== undefined) variables.set(name, value);
    }
    shell.environment = { revision: shell.revision, variables };
  }
  return shell.environment.variables;
}

export function setVariable(shell: Shell, name: string, value: string): void {
  if (shell.variables.get(name) === value) return;
  if (shell.variables.size >= variablesMax && !shell.variables.has(name)) return;
  shell.variables.set(name, value);
  shell.revision++;
}

export function getVariable(shell: Shell, name: string): string | undefined {
  if (/^\d$/.test(name)) return name === '0' ? shell.name : shell.positional[Number(name) - 1];
  switch (name) {
    case '?':
      return String(shell.lastCode);
    case '#':
      return String(shell.positional.length);
    case '@':
    case '*':
      return shell.positional.join(' ');
    case '$':
      return '1';
    case '!':
      return shell.jobsEndMs.length === 0 ? '' : String(jobIdOffset + shell.jobsEndMs.length);
    case '-':
      return [...shell.options].join('');
    case 'PWD':
      return shell.workingDir;
    case 'RANDOM':
      return shell.flavour === 'dash' ? undefined : nextRandom(shell);
    default:
      return shell.variables.get(name);
  }
}

/** Whether a script has done so much that what follows is left open. */
export function isExhausted(shell: Shell): boolean {
  const { effort } = shell.invocation.container;
  return effort.commands > commandsMax || effort.outputs > outputsMax || shell.atMs > horizonMs;
}

/** Process ids of background jobs start after the shell's own. */
const jobIdOffset = 6;

/** Chance that depends on the container and on how far the script is, and on nothing else. */
function nextRandom(shell: Shell): string {
  const { spec, effort } = shell.invocation.container;
  let hash = (spec.startedAtMs + effort.commands * 7919) % 2_147_483_647;
  for (const character of spec.hostname) hash = (hash * 31 + character.charCodeAt(0)) % 2_147_483_647;
  effort.commands++;
  return String(Math.floor(hash / 7) % 32_768);
}
