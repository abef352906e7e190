import type { Value } from '../machine/values.ts';
import type { Span } from '../syntax/tree.ts';

/** What a source was compiled to. It follows from the source, so it is never stored. */
export interface Unit {
  /** As tracebacks show it: `/app/app.py`, `<stdin>`, `<string>`. */
  readonly file: string;
  readonly source: string;
  /** A module of ours: tracebacks leave its frames out. */
  readonly hidden: boolean;
  readonly codes: readonly Code[];
}

export interface Code {
  readonly unit: Unit;
  readonly index: number;
  readonly name: string;
  readonly qualifiedName: string;
  readonly kind: 'module' | 'function' | 'class' | 'comprehension' | 'generator expression';
  readonly parameters: readonly CodeParameter[];
  /** Names of local variables, the parameters first. */
  readonly slots: readonly string[];
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  readonly document: string | undefined;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

export interface CodeParameter {
  readonly name: string;
  readonly kind: 'positional only' | 'normal' | 'rest' | 'keyword only' | 'keywords';
  readonly optional: boolean;
}

export interface Instruction {
  readonly operation: Operation;
  /** A count, an index, or where to jump to. */
  readonly n: number;
  readonly m: number;
  readonly name: string;
  readonly names: readonly string[];
  readonly value: Value;
  readonly code: Code | undefined;
  readonly at: Span;
}

export type Operation =
  | 'constant'
  | 'load local'
  | 'store local'
  | 'delete local'
  | 'load outer'
  | 'store outer'
  | 'delete outer'
  | 'load global'
  | 'store global'
  | 'delete global'
  | 'load name'
  | 'store name'
  | 'delete name'
  | 'load class outer'
  | 'load attribute'
  | 'store attribute'
  | 'delete attribute'
  | 'load item'
  | 'store item'
  | 'delete item'
  | 'build slice'
  | 'build tuple'
  | 'build list'
  | 'build set'
  | 'build dict'
  | 'append'
  | 'extend'
  | 'add to set'
  | 'add to dict'
  | 'merge dict'
  | 'to tuple'
  | 'to set'
  | 'binary'
  | 'in place'
  | 'unary'
  | 'compare'
  | 'jump'
  | 'jump if false'
  | 'jump if true'
  | 'jump if false or pop'
  | 'jump if true or pop'
  | 'pop'
  | 'copy'
  | 'swap'
  | 'iterate'
  | 'next'
  | 'next of delegate'
  | 'unpack'
  | 'unpack rest'
  | 'call'
  | 'call with lists'
  | 'make function'
  | 'make class'
  | 'return'
  | 'yield'
  | 'await'
  | 'async iterate'
  | 'async next'
  | 'end async for'
  | 'wrap yielded'
  | 'raise'
  | 'raise again'
  | 'assertion'
  | 'try'
  | 'end block'
  | 'enter with'
  | 'begin with'
  | 'end with'
  | 'push error'
  | 'pop error'
  | 'load error'
  | 'matches error'
  | 'import'
  | 'import from'
  | 'import all'
  | 'format'
  | 'join'
  | 'annotate'
  | 'match sequence'
  | 'match mapping'
  | 'match keys'
  | 'match class'
  | 'print expression';
