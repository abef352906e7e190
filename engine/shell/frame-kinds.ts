import type { Variable } from './state.ts';

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
  /** Of a sourced file: its name, and the line that asked for it. */
  readonly source?: string;
  readonly sourcedAt?: number;
  /** Of a sourced file: the parameters before it had its own. */
  readonly parameters?: string[];
};

export type CallFrame = {
  is: 'call';
  readonly name: string;
  /** The file that the function was defined in. */
  readonly source: string;
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
