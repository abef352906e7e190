/**
 * The syntax tree of one complete command. Statements are nodes in a table and refer to each other by their
 * place in it, so that the state of a running shell can name them in JSON.
 */
export interface Tree {
  readonly nodes: readonly Node[];
  /** The place of the list that the whole is. */
  readonly root: number;
}

export type Node = List | AndOr | Pipeline | Command;

export interface List {
  readonly kind: 'list';
  readonly items: readonly { readonly andOr: number; readonly background: boolean }[];
}

export interface AndOr {
  readonly kind: 'and-or';
  readonly pipelines: readonly { readonly operator?: '&&' | '||'; readonly pipeline: number }[];
  /** What it was written as: jobs shows it. */
  readonly text: string;
}

export interface Pipeline {
  readonly kind: 'pipeline';
  readonly negated: boolean;
  /** `time`, or `time -p`. */
  readonly timed: boolean | 'posix';
  readonly commands: readonly number[];
  readonly text: string;
}

export type Command =
  | SimpleCommand
  | Group
  | If
  | While
  | For
  | Select
  | ForArithmetic
  | Case
  | FunctionDefinition
  | ArithmeticCommand
  | Conditional;

interface CommandFacts {
  readonly redirects: readonly Redirect[];
  /** Counted from the first line of the tree: 0. */
  readonly line: number;
}

export interface SimpleCommand extends CommandFacts {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** Assignments among the arguments of `declare`, `local`, `export` and the like. */
  readonly declared?: readonly Assignment[];
}

interface Group extends CommandFacts {
  readonly kind: 'group' | 'subshell';
  readonly body: number;
}

interface If extends CommandFacts {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: number; readonly body: number }[];
  readonly otherwise?: number;
}

interface While extends CommandFacts {
  readonly kind: 'while' | 'until';
  readonly condition: number;
  readonly body: number;
}

interface Select extends CommandFacts {
  readonly kind: 'select';
  readonly name: string;
  readonly words?: readonly Word[];
  /** The words as they were written. */
  readonly written?: string;
  readonly body: number;
}

interface For extends CommandFacts {
  readonly kind: 'for';
  readonly name: string;
  /** Undefined: over the positional parameters. */
  readonly words?: readonly Word[];
  /** The words as they were written. */
  readonly written?: string;
  readonly body: number;
}

export interface ForArithmetic extends CommandFacts {
  readonly kind: 'for arithmetic';
  readonly start: Word;
  readonly condition: Word;
  readonly next: Word;
  readonly body: number;
}

export interface Case extends CommandFacts {
  readonly kind: 'case';
  readonly subject: Word;
  /** The subject as it was written. */
  readonly written: string;
  readonly items: readonly {
    readonly patterns: readonly Word[];
    readonly body?: number;
    /** `;;`, `;&` (into the next body) or `;;&` (on to the next patterns). */
    readonly end: ';;' | ';&' | ';;&';
  }[];
}

export interface FunctionDefinition extends CommandFacts {
  readonly kind: 'function';
  readonly name: string;
  readonly body: number;
  /** The whole definition as it was written: type shows it. */
  readonly text: string;
}

interface ArithmeticCommand extends CommandFacts {
  readonly kind: 'arithmetic';
  readonly expression: Word;
}

interface Conditional extends CommandFacts {
  readonly kind: 'conditional';
  readonly expression: Condition;
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word };

export interface Assignment {
  readonly name: string;
  readonly index?: Word;
  /** `+=` */
  readonly append: boolean;
  readonly value: Word;
  /** `name=(…)` */
  readonly elements?: readonly ArrayElement[];
}

export interface ArrayElement {
  readonly index?: Word;
  readonly value: Word;
}

export type RedirectOperator = '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | 'text';

export interface Redirect {
  readonly descriptor: number;
  /** `{name}>`: the shell chooses a descriptor, and says in the variable which. */
  readonly variable?: string;
  readonly operator: RedirectOperator;
  /** A file, a descriptor, or for `text` (here-documents and here-strings) what is fed in. */
  readonly target: Word;
}

export type Word = readonly Part[];

export type Part = TextPart | ParameterPart | CommandPart | ArithmeticPart | ProcessPart;

interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly quoted: boolean;
}

export interface CommandPart {
  readonly kind: 'command';
  readonly script: string;
  readonly line: number;
  readonly quoted: boolean;
}

/** `<(…)` or `>(…)`: a path at which a command's output is read, or its input written. */
export interface ProcessPart {
  readonly kind: 'process';
  readonly script: string;
  readonly direction: 'read' | 'write';
  readonly line: number;
  readonly quoted: false;
}

export interface ArithmeticPart {
  readonly kind: 'arithmetic';
  readonly expression: Word;
  readonly quoted: boolean;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly quoted: boolean;
  /** `${!name}` */
  readonly indirect?: boolean;
  /** Of an array: `@`, `*` or an index. */
  readonly index?: Word | '@' | '*';
  /**
   * `length`; `:-` `-` `:=` `=` `:?` `?` `:+` `+`; `#` `##` `%` `%%`; `/` `//` `/#` `/%`; `slice`; `^` `^^` `,`
   * `,,`; `@Q` and others; `names` and `keys` for `${!prefix*}` and `${!array[@]}`; `bad` for what isn't one.
   */
  readonly operator?: string;
  readonly operand?: Word;
  /** The replacement of `/`, the length of a slice. */
  readonly second?: Word;
  /** As it was written, for error messages. */
  readonly text: string;
}
