import type { Span } from './tree.ts';

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
