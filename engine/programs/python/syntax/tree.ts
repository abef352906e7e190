/** Where something stands in its source: lines from 1, columns from 0. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Parameter {
  readonly name: string;
  readonly annotation?: Expression;
  readonly fallback?: Expression;
  readonly kind: 'positional only' | 'normal' | 'rest' | 'keyword only' | 'keywords';
}

export interface Keyword {
  /** Undefined: `**mapping` */
  readonly name: string | undefined;
  readonly value: Expression;
}

export interface Clause {
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly source: Expression;
  readonly conditions: readonly Expression[];
}

/** A part of an f-string. */
export interface Interpolation {
  readonly value: Expression;
  readonly conversion: '' | 'r' | 's' | 'a';
  readonly format: readonly (string | Interpolation)[];
}

export type Literal =
  | null
  | boolean
  | number
  | bigint
  | string
  | { readonly float: number }
  | { readonly imaginary: number };

export type Expression = { readonly at: Span } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Literal }
  | { readonly kind: 'bytes'; readonly value: string }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'joined'; readonly parts: readonly (string | Interpolation)[] }
  | { readonly kind: 'tuple' | 'list' | 'set'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'dict';
      readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'boolean'; readonly operator: 'and' | 'or'; readonly values: readonly Expression[] }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
    }
  | {
      readonly kind: 'call';
      readonly function: Expression;
      readonly arguments: readonly Expression[];
      readonly keywords: readonly Keyword[];
    }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'subscript'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly from: Expression | undefined;
      readonly to: Expression | undefined;
      readonly step: Expression | undefined;
    }
  | { readonly kind: 'starred'; readonly value: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | {
      readonly kind: 'comprehension';
      readonly of: 'list' | 'set' | 'dict' | 'generator';
      readonly key: Expression;
      readonly value: Expression | undefined;
      readonly clauses: readonly Clause[];
    }
  | { readonly kind: 'yield'; readonly value: Expression | undefined }
  | { readonly kind: 'yield from' | 'await'; readonly value: Expression }
  | { readonly kind: 'walrus'; readonly name: string; readonly value: Expression }
);

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

export interface Handler {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: Block;
  readonly at: Span;
}

export interface ImportedName {
  readonly name: string;
  readonly as: string | undefined;
}

export type Pattern = { readonly at: Span } & (
  | { readonly kind: 'any' }
  | { readonly kind: 'capture'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'or'; readonly options: readonly Pattern[] }
  | { readonly kind: 'as'; readonly pattern: Pattern; readonly name: string }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'star'; readonly name: string | undefined }
  | {
      readonly kind: 'mapping';
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: string | undefined;
    }
  | {
      readonly kind: 'class';
      readonly type: Expression;
      readonly positional: readonly Pattern[];
      readonly named: readonly { readonly name: string; readonly pattern: Pattern }[];
    }
);

export interface Case {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: Block;
}

export type Block = readonly Statement[];

export type Statement = { readonly at: Span } & (
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | {
      readonly kind: 'augmented';
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | {
      readonly kind: 'annotated';
      readonly target: Expression;
      readonly annotation: Expression;
      readonly value: Expression | undefined;
    }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'delete'; readonly targets: readonly Expression[] }
  | { readonly kind: 'pass' | 'break' | 'continue' }
  | { readonly kind: 'if'; readonly test: Expression; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Block; readonly otherwise: Block }
  | {
      readonly kind: 'for';
      readonly isAsync: boolean;
      readonly target: Expression;
      readonly source: Expression;
      readonly body: Block;
      readonly otherwise: Block;
    }
  | {
      readonly kind: 'try';
      /** Its handlers take parts of groups: `except*`. */
      readonly ofGroups: boolean;
      readonly body: Block;
      readonly handlers: readonly Handler[];
      readonly otherwise: Block;
      readonly final: Block;
    }
  | {
      readonly kind: 'with';
      readonly isAsync: boolean;
      readonly items: readonly { readonly context: Expression; readonly target: Expression | undefined }[];
      readonly body: Block;
    }
  | { readonly kind: 'raise'; readonly error: Expression | undefined; readonly cause: Expression | undefined }
  | { readonly kind: 'assert'; readonly test: Expression; readonly message: Expression | undefined }
  | { readonly kind: 'import'; readonly names: readonly ImportedName[] }
  | {
      readonly kind: 'from';
      readonly module: string;
      readonly level: number;
      /** Empty: `*` */
      readonly names: readonly ImportedName[];
    }
  | { readonly kind: 'global' | 'nonlocal'; readonly names: readonly string[] }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly body: Block;
      readonly decorators: readonly Expression[];
      readonly isAsync: boolean;
      readonly returns?: Expression;
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly bases: readonly Expression[];
      readonly keywords: readonly Keyword[];
      readonly body: Block;
      readonly decorators: readonly Expression[];
    }
  | { readonly kind: 'match'; readonly subject: Expression; readonly cases: readonly Case[] }
);

export type StatementOf<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;
