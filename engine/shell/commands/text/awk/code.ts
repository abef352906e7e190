import type { Value } from './values.ts';

/** Where a variable is: its place among the globals, or in the frame of the function. */
export interface Slot {
  readonly local: boolean;
  readonly index: number;
}

export type Target =
  | { readonly kind: 'variable'; readonly slot: Slot }
  | { readonly kind: 'field' }
  /** `keys`: how many on the stack make up the key. */
  | { readonly kind: 'element'; readonly array: Slot; readonly keys: number };

/** What a program is compiled to. Operands are on the stack, the first one deepest. */
export type Instruction =
  | { readonly op: 'push'; readonly value: Value }
  | { readonly op: 'pop' | 'pop frame' | 'field' | 'not' | 'negate' | 'plus' | 'truth' | 'end of rule' }
  | { readonly op: 'load'; readonly slot: Slot }
  /** An argument: an array goes by reference. */
  | { readonly op: 'argument'; readonly slot: Slot; readonly callee: string; readonly index: number }
  | { readonly op: 'element' | 'in' | 'delete'; readonly array: Slot; readonly keys: number }
  | { readonly op: 'delete all'; readonly array: Slot }
  | { readonly op: 'binary'; readonly operator: string }
  | { readonly op: 'assign'; readonly target: Target; readonly operator: string }
  | { readonly op: 'step'; readonly target: Target; readonly by: number; readonly after: boolean }
  | { readonly op: 'matches record'; readonly source: string }
  | { readonly op: 'match'; readonly negated: boolean }
  | { readonly op: 'jump' | 'jump if' | 'jump unless'; readonly to: number }
  /** As `jump if` and `jump unless`, but the value stays as 1 or 0 where it jumps. */
  | { readonly op: 'or' | 'and'; readonly to: number }
  | { readonly op: 'range'; readonly index: number; readonly to: number }
  | { readonly op: 'range ends'; readonly index: number }
  | { readonly op: 'call'; readonly name: string; readonly count: number }
  | {
      readonly op: 'builtin';
      readonly name: string;
      readonly count: number;
      readonly array?: Slot;
      readonly target?: Target;
    }
  | { readonly op: 'print' | 'printf'; readonly count: number; readonly redirect?: '>' | '>>' | '|' }
  | { readonly op: 'getline'; readonly from: 'input' | 'file' | 'command'; readonly target?: Target }
  | { readonly op: 'iterate'; readonly array: Slot }
  | { readonly op: 'next key'; readonly slot: Slot; readonly to: number }
  | { readonly op: 'next' | 'nextfile' | 'exit' | 'return' }
  /** The phases of a program end: BEGIN, the rules for a record, END. */
  | { readonly op: 'begun' | 'ended' };

export interface CompiledFunction {
  readonly entry: number;
  readonly parameters: number;
  /** Which parameters are arrays. */
  readonly arrays: readonly boolean[];
}

export interface Compiled {
  readonly code: readonly Instruction[];
  readonly functions: ReadonlyMap<string, CompiledFunction>;
  readonly globals: readonly string[];
  readonly rules: number;
  readonly end: number;
  readonly ranges: number;
  /** No rule and no END: the input isn't read. */
  readonly onlyBegin: boolean;
}

/** Variables that the language knows; their places come first. */
export const special = [
  'NF',
  'NR',
  'FNR',
  'FS',
  'OFS',
  'ORS',
  'RS',
  'SUBSEP',
  'CONVFMT',
  'OFMT',
  'RSTART',
  'RLENGTH',
  'FILENAME',
  'ENVIRON',
  'ARGC',
  'ARGV',
] as const;

export const place: Readonly<Record<(typeof special)[number], number>> = {
  NF: 0,
  NR: 1,
  FNR: 2,
  FS: 3,
  OFS: 4,
  ORS: 5,
  RS: 6,
  SUBSEP: 7,
  CONVFMT: 8,
  OFMT: 9,
  RSTART: 10,
  RLENGTH: 11,
  FILENAME: 12,
  ENVIRON: 13,
  ARGC: 14,
  ARGV: 15,
};
