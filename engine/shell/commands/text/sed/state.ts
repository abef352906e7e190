import type { LineSource } from '../line-source.ts';

/** How sed was started. */
type SedOptions = {
  /** Bytes, one character each. */
  readonly script: string;
  readonly extended: boolean;
  readonly quiet: boolean;
  /** Every file has its own last line and line numbers. */
  readonly separate: boolean;
  /** The suffix of backups; null: files stay as they are. */
  readonly inPlace: string | null;
  readonly separator: string;
};

export type InputLine = { readonly text: string; readonly terminator: string };

/** What is printed when the cycle ends: a text, or a file's content. */
type Append = { readonly text: string } | { readonly file: string };

export type SedState = {
  readonly options: SedOptions;
  readonly operands: string[];
  name: string;
  source: LineSource | null;
  /** The line after the current one, for scripts that look ahead. */
  ahead: InputLine | null;
  last: boolean;
  space: string;
  hold: string;
  terminator: string;
  line: number;
  /** The command that is next; -1: a new cycle is. */
  next: number;
  /** What the command before waits for: the line of an `n` or `N`. */
  wants: 'n' | 'N' | null;
  replaced: boolean;
  appends: Append[];
  /** For each command with a range: where it ends; -1: it isn't in it; -2: where something matches. */
  ranges: number[];
  lastRegex: { source: string; ignoreCase: boolean; multiline: boolean } | null;
  /** Descriptors of the files that are written to. */
  writes: readonly number[];
  /** Where output goes: 1, or the new content of a file. */
  output: number;
  temporary: string;
  /** The line printed last had no line feed. */
  owesNewline: boolean;
  exitCode: number;
  quit: boolean;
};
