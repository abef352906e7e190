import type { Signal } from '../linux/signals.ts';
import type { EditorState } from './line-editor/editor-state.ts';

/** What a running shell is, as JSON. Keys of tables have a prefix: see `table.ts`. */
export type ShellState = {
  /** `$$`: of the shell itself, also in its subshells. */
  readonly shellPid: number;
  readonly startedMs: number;
  /** `$0` */
  name: string;
  parameters: string[];
  variables: Table<Variable>;
  /** Characters in all variables together. */
  size: number;
  functions: Table<FunctionReference>;
  aliases: Table<string>;
  hashed: Table<string>;
  /** Single letters, as in `$-`. */
  options: string;
  /** Options that only have long names: pipefail, and those of shopt. */
  settings: string[];
  units: Record<string, UnitText>;
  nextUnit: number;
  frames: Frame[];
  status: number;
  pipeStatus: number[];
  line: number;
  background: number | null;
  jobs: Job[];
  nextJob: number;
  /** Signal (or EXIT, ERR, DEBUG) → what to run; an empty text ignores it. */
  traps: Table<string>;
  /** Signals whose traps are to run. */
  pending: Signal[];
  /** Descriptors that the shell keeps for itself: children close them. */
  held: number[];
  /** Descriptors that `<(…)` and `>(…)` of the command under way are to be reached at. */
  substituted: number[];
  /** What pushd has kept, the top first. */
  folders: string[];
  /** Builtins that `enable -n` has switched off. */
  disabled: string[];
  /** Descriptors from 10 on that the user has opened: commands inherit them. */
  userDescriptors: number[];
  /** How often it has tried again to make the process that was refused. */
  forkRetries: number;
  /** A subshell's first deed. */
  begin: Beginning | null;
  subshell: boolean;
  /** How many command substitutions it is in. */
  level: number;
  interactive: boolean;
  /** It was started as a login shell. */
  login: boolean;
  /** Where its commands come from. */
  reads: 'argument' | 'file' | 'input';
  /** Set -e doesn't apply: the whole subshell is a condition. */
  tested: boolean;
  /** The trap on EXIT has run, or needn't. */
  exiting: boolean;
  /** Which argument getopts looks at, and where in it. */
  getopts: { index: number; offset: number };
  /** Input that was read and not run yet, where commands come from standard input. */
  input: string;
  inputEnded: boolean;
  /** Before a line (or text) like this comes, what was read can't be complete. */
  inputAwaits: { readonly text: string; readonly wholeLine: boolean } | null;
  /** The line that the input begins with. */
  inputLine: number;
  prompted: boolean;
  /** The prompt, expanded, that is to be printed next. */
  prompt: string | null;
  editor: EditorState | null;
  /** What was entered at prompts, oldest first. */
  history: string[];
  /** How many lines before them are forgotten. */
  historyStart: number;
  /** What Ctrl-Y brings back. */
  killed: string;
  /** It asks the terminal where the cursor is before it reads a line. */
  asksWhereCursorIs: boolean;
  /** For so many commands it isn't said again that jobs are stopped. */
  jobWarning: number;
  terminal: number | null;
};

export type Table<V> = Record<string, V>;

export type Variable = {
  value?: string;
  /** An indexed array, by index. */
  list?: Record<string, string>;
  /** An associative array. */
  map?: Table<string>;
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
  letters?: 'lower' | 'upper';
  reference?: boolean;
};

type UnitText = {
  readonly text: string;
  readonly line: number;
};

type FunctionReference = {
  readonly unit: number;
  readonly node: number;
};

export type Job = {
  readonly id: number;
  readonly group: number;
  readonly pids: number[];
  readonly text: string;
  background: boolean;
  /** pid → status of those that ended. */
  statuses: Record<string, number>;
  stopped: boolean;
  /** By which signal. */
  stoppedBy?: Signal;
  /** It stopped by itself in the background, and nobody has been told. */
  untold?: boolean;
  /** Of a command substitution: jobs doesn't show it. */
  readonly hidden: boolean;
  signal?: Signal;
};

export type Beginning = {
  /** Descriptor → where it is to be. */
  readonly moves: (readonly [from: number, to: number])[];
  readonly close: number[];
  readonly background: boolean;
  readonly ownGroup: boolean;
  readonly noInput: boolean;
};

/** What an expansion has come to so far: see `Replay`. */
export type JournalEntry = {
  readonly depth: number;
  readonly text?: string;
  readonly pieces?: Piece[];
};

/** A piece of an expanded word. */
export type Piece = {
  readonly text: string;
  /** Its special characters mean nothing. */
  readonly quoted: boolean;
  /** It is what an expansion gave, to be split into fields. */
  readonly split: boolean;
  /** A new field begins before it, as between the parameters of "$@". */
  readonly breaks?: boolean;
  /** Nothing at all, not even an empty field: "$@" without parameters. */
  readonly nothing?: boolean;
};

/** A node that is under way. The last frame of the stack is the one that goes on. */
export type Frame =
  | ScriptFrame
  | { is: 'list'; unit: number; node: number; index: number }
  | { is: 'and-or'; unit: number; node: number; index: number; tested: boolean }
  | { is: 'pipeline'; unit: number; node: number; tested: boolean; startedMs: number }
  | CommandFrame
  | { is: 'if'; unit: number; node: number; branch: number; tested: boolean }
  | {
      is: 'loop';
      unit: number;
      node: number;
      phase: 'start' | 'condition' | 'body';
      tested: boolean;
      last: number;
    }
  | SelectFrame
  | { is: 'for'; unit: number; node: number; values: string[]; index: number }
  | {
      is: 'for arithmetic';
      unit: number;
      node: number;
      phase: 'start' | 'condition' | 'next';
      journal: JournalEntry[];
      last: number;
    }
  | {
      is: 'case';
      unit: number;
      node: number;
      item: number;
      falls: boolean;
      readonly subject: string;
      journal: JournalEntry[];
    }
  | CallFrame
  | { is: 'redirected'; saved: (readonly [descriptor: number, kept: number])[] }
  | { is: 'restore'; variables: (readonly [name: string, before: Variable | null])[] }
  /** The commands of a pipeline, of which some run already: `job`. `input` is the pipe that the next one reads. */
  | { is: 'stages'; unit: number; node: number; index: number; job: number | null; input: number | null }
  /** A program that is to be started in a child; its words are expanded, and its redirections are open. */
  | {
      is: 'spawn';
      readonly path: string;
      readonly argv: readonly string[];
      readonly env: (readonly [name: string, value: string])[];
      readonly descriptors: (readonly [to: number, from: number])[];
      readonly opened: number[];
    }
  /** Before the frame below makes its move again. */
  | { is: 'pause'; readonly untilMs: number }
  | { is: 'job'; job: number }
  | CaptureFrame
  | {
      is: 'wait';
      jobs: number[];
      /** One of them is enough. */
      any?: boolean;
      /** None was named: the status is then 0. */
      all?: boolean;
    }
  | ReadFrame
  | { is: 'prompt'; name: 'PS1' | 'PS2'; began: boolean; journal: JournalEntry[] }
  | TrapFrame;

export type SelectFrame = {
  is: 'select';
  unit: number;
  node: number;
  values: string[];
  /** `menu`: the list is to be shown; `asked`: a line was read; `body`: the commands have run. */
  phase: 'menu' | 'ask' | 'asked' | 'body';
  traced: boolean;
};

export type CommandFrame = {
  is: 'command';
  unit: number;
  node: number;
  journal: JournalEntry[];
  /** It is all that this process is for: a subshell's body needs no other process. */
  readonly forked?: boolean;
  /** Status of the last command substitution. */
  captured?: number;
  /** The trap on DEBUG has run. */
  debugged?: boolean;
};

export type ScriptFrame = {
  is: 'script';
  readonly kind: 'main' | 'eval' | 'source' | 'trap' | 'capture' | 'input';
  text: string;
  at: number;
  line: number;
  unit: number | null;
  /** Of a sourced file: the parameters before it had its own. */
  readonly parameters?: string[];
};

export type CallFrame = {
  is: 'call';
  readonly name: string;
  readonly parameters: string[];
  readonly line: number;
  locals: (readonly [name: string, before: Variable | null])[];
  /** Traps that hold outside functions only. */
  readonly outside: (readonly [condition: string, text: string])[];
  /** The trap on RETURN has run. */
  returned?: boolean;
};

type TrapFrame = {
  is: 'trap';
  status: number;
  pipeStatus: number[];
  exits: boolean;
  /** The command it runs for, where that is over. */
  readonly command?: string;
};

export type CaptureFrame = {
  is: 'capture';
  readonly job: number;
  readonly descriptor: number;
  readonly depth: number;
  /** Bytes, one character each. */
  text: string;
  ended: boolean;
};

export type ReadFrame = {
  is: 'read';
  readonly descriptor: number;
  readonly names: string[];
  readonly raw: boolean;
  readonly array: string | null;
  readonly delimiter: string;
  readonly count: number | null;
  readonly untilMs: number | null;
  /** mapfile: where its lines go. */
  readonly lines: boolean;
  /** Lines that mapfile leaves out at the beginning, and the index of the first it keeps; undefined: a new array. */
  readonly skip?: number;
  readonly origin?: number;
  /** What is run for every so many lines. */
  readonly callback?: { readonly command: string; readonly quantum: number };
  readonly trim: boolean;
  text: string;
};
