/** What the parser met instead of what may stand there. */
export interface Unexpected {
  /** `end`: the script ended. */
  readonly token: 'end' | 'newline' | 'word' | 'redirection' | 'operator';
  readonly text: string;
  readonly expecting?: string;
}

export type SyntaxTrouble =
  | ({ readonly kind: 'unexpected' } & Unexpected)
  /** A quote, parenthesis or brace that is never closed: more input could close it. */
  | { readonly kind: 'unclosed'; readonly text: string }
  | { readonly kind: 'bad substitution' | 'bad for variable' | 'bad function name'; readonly text: string }
  | { readonly kind: 'too deep' };

/** A script that isn't understood. */
export class ShellSyntaxError extends Error {
  readonly trouble: SyntaxTrouble;
  /** Counted from the first line of what was parsed: 0. */
  readonly line: number;
  /** The line it stands in. */
  readonly source: string;
  /** The script ends without a line feed. */
  readonly endsInLine: boolean;

  constructor(trouble: SyntaxTrouble, line: number, source: string, endsInLine: boolean) {
    super('syntax error');
    this.trouble = trouble;
    this.line = line;
    this.source = source;
    this.endsInLine = endsInLine;
  }

  /** True where more input could make it right. */
  get incomplete(): boolean {
    return (
      this.trouble.kind === 'unclosed' || (this.trouble.kind === 'unexpected' && this.trouble.token === 'end')
    );
  }
}
