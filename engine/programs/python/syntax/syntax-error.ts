import type { Span } from './tree.ts';

/** A place in a line that Python doesn't mark. */
export const unmarked = (at: Span): Span => ({ ...at, column: -1, endColumn: -1 });

/** Why a source can't be compiled, in CPython's words. */
export class PythonSyntaxError extends Error {
  readonly type: 'SyntaxError' | 'IndentationError' | 'TabError';
  readonly at: Span;

  constructor(
    message: string,
    at: Span,
    type: 'SyntaxError' | 'IndentationError' | 'TabError' = 'SyntaxError',
  ) {
    super(message);
    this.type = type;
    this.at = at;
  }
}
