/** A set of characters: ranges of code points, two numbers each, and tests for what Unicode has names for. */
export interface CharacterSet {
  readonly ranges: readonly number[];
  readonly tests: readonly ((code: number) => boolean)[];
  readonly negated: boolean;
}

/** A regular expression, parsed. */
export type Tree =
  | { readonly type: 'empty' }
  | { readonly type: 'character'; readonly code: number }
  | { readonly type: 'set'; readonly set: CharacterSet }
  /** Any character; but for line ends, unless the flag s is given. */
  | { readonly type: 'any' }
  | { readonly type: 'sequence'; readonly items: readonly Tree[] }
  | { readonly type: 'choice'; readonly items: readonly Tree[] }
  | { readonly type: 'group'; readonly index: number; readonly body: Tree }
  | {
      readonly type: 'repeat';
      readonly body: Tree;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
      /** The groups in it, from and below: each round forgets what they have caught. */
      readonly groups: readonly [from: number, below: number];
    }
  | { readonly type: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Tree }
  | { readonly type: 'reference'; readonly group: number | string }
  | { readonly type: 'start' | 'end' | 'word' | 'no word' };

export interface ParsedPattern {
  readonly tree: Tree;
  /** Capturing groups, without the whole. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** The pattern is wrong, in V8's words. */
export class PatternError extends Error {}
