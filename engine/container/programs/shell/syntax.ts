/** The syntax tree of a script: the part of the POSIX shell grammar that is understood. */

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, or `length` for `${#NAME}`. */
      readonly operator?: string;
      readonly operand?: Word;
      readonly quoted: boolean;
    }
  | { readonly kind: 'command'; readonly body: List; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

export type Word = readonly WordPart[];

export interface Redirect {
  /** File descriptor: 0, 1, 2; `both` for `&>`. */
  readonly descriptor: 0 | 1 | 2 | 'both';
  readonly operator: '<' | '>' | '>>' | '>&' | 'text';
  /** The file, the descriptor to copy, or for `text` (a here-document) what is fed in. */
  readonly target: Word;
}

export type Command =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly { readonly name: string; readonly value: Word }[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
      readonly line: number;
    }
  | {
      readonly kind: 'group';
      readonly body: List;
      readonly subshell: boolean;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: List; readonly body: List }[];
      readonly otherwise?: List;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'loop';
      /** `until` instead of `while`. */
      readonly until: boolean;
      readonly condition: List;
      readonly body: List;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      /** Absent: over the positional parameters. */
      readonly words?: readonly Word[];
      readonly body: List;
      readonly redirects: readonly Redirect[];
    };

export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

export interface AndOr {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
  readonly background: boolean;
}

export type List = readonly AndOr[];

/** A script that isn't understood. */
export class SyntaxProblem extends Error {
  /** What stood there; undefined: the script ended too early. */
  readonly token: string | undefined;
  readonly line: number;

  constructor(token: string | undefined, line: number) {
    super('syntax error');
    this.token = token;
    this.line = line;
  }
}
