import type { Signal } from '../linux/signals.ts';
import type { Frame } from './frame-kinds.ts';
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
  /** What a subshell is inside of, the innermost first. */
  readonly callers: CallPlace[];
  status: number;
  pipeStatus: number[];
  line: number;
  /** `$_`: the last word of the command before. */
  lastWord: string;
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
  /** The file it was read from. */
  readonly source: string;
};

/** A function or a sourced file under way, and the line that called for it. */
export type CallPlace = { readonly name: string; readonly source: string; readonly line: number };

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
