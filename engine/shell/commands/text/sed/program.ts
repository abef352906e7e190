/** A sed script after parsing: a flat list, blocks are jumps. */
export interface SedProgram {
  readonly commands: readonly SedCommand[];
  /** Whether it asks which line is the last one, or for the next one. */
  readonly looksAhead: boolean;
  /** Files that `w` writes to, in order. */
  readonly files: readonly string[];
}

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: SedRegex }
  /** As second address: so many lines more, or up to a multiple. */
  | { readonly kind: 'plus'; readonly lines: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** `source` undefined: the last one that was used. */
export interface SedRegex {
  readonly source: string | undefined;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

export interface SedCommand {
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly action: Action;
}

export type Action =
  | { readonly do: 'simple'; readonly letter: string }
  /** Goes on at another command; for `{`, where the address does not hold. */
  | { readonly do: 'jump'; readonly when: 'always' | 'replaced' | 'not replaced'; readonly to: number }
  | { readonly do: 'block'; readonly end: number }
  | { readonly do: 'text'; readonly letter: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly do: 'quit'; readonly print: boolean; readonly code: number }
  | { readonly do: 'list'; readonly width: number | undefined }
  | { readonly do: 'read'; readonly file: string }
  | { readonly do: 'write'; readonly file: number; readonly firstLine: boolean }
  | { readonly do: 'transliterate'; readonly map: ReadonlyMap<string, string> }
  | Substitution;

export interface Substitution {
  readonly do: 'substitute';
  readonly regex: SedRegex;
  readonly parts: readonly ReplacementPart[];
  readonly global: boolean;
  readonly number: number;
  readonly print: boolean;
  readonly file: number | undefined;
}

export type ReplacementPart =
  | { readonly text: string }
  | { readonly group: number }
  /** `\U`, `\L`: until `\E`; `\u`, `\l`: the next character. */
  | { readonly turn: 'U' | 'L' | 'E' | 'u' | 'l' };

/** The script is wrong. */
export class SedError extends Error {
  readonly at: number;
  /** Busybox's words. */
  readonly busybox: string;

  constructor(message: string, at: number, busybox: string) {
    super(message);
    this.at = at;
    this.busybox = busybox;
  }
}
