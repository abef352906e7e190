import { KEYWORDS } from './characters.ts';
import type { Token } from './lexer.ts';
import { PythonSyntaxError, unmarked } from './syntax-error.ts';
import type { Span } from './tree.ts';

/** How deep expressions may be nested (MAXSTACK of CPython's parser is of that order). */
const DEPTH_MAX = 400;

/** A place in a list of tokens. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('no tokens');
    return token;
  }

  ahead(count: number): Token {
    return this.#tokens[this.#at + count] ?? this.token;
  }

  get previous(): Token {
    return this.#tokens[this.#at - 1] ?? this.token;
  }

  next(): Token {
    const { token } = this;
    this.#at++;
    return token;
  }

  protected get position(): number {
    return this.#at;
  }

  protected rewind(position: number): void {
    this.#at = position;
  }

  /** What the token is now: it has moved on since the last look. */
  isType(type: Token['type']): boolean {
    return this.token.type === type;
  }

  isOperator(text: string): boolean {
    const { token } = this;
    return token.type === 'operator' && token.text === text;
  }

  isWord(text: string): boolean {
    const { token } = this;
    return token.type === 'name' && token.text === text;
  }

  take(text: string): boolean {
    if (!this.isOperator(text)) return false;
    this.#at++;
    return true;
  }

  takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.#at++;
    return true;
  }

  expect(text: string): Token {
    if (this.isOperator(text)) return this.next();
    throw text === ':' && this.isType('newline') ? this.error("expected ':'") : this.unexpected();
  }

  expectWord(text: string): Token {
    if (this.isWord(text)) return this.next();
    throw this.unexpected();
  }

  /** A name that isn't a keyword. */
  get isName(): boolean {
    return this.token.type === 'name' && !KEYWORDS.has(this.token.text);
  }

  name(): string {
    if (!this.isName) throw this.unexpected();
    return this.next().text;
  }

  error(message: string, at: Span = this.token.at): PythonSyntaxError {
    return new PythonSyntaxError(message, at);
  }

  unexpected(): PythonSyntaxError {
    const { type, at } = this.token;
    if (type === 'indent')
      return new PythonSyntaxError('unexpected indent', unmarked(at), 'IndentationError');
    return this.error('invalid syntax');
  }

  /** From where a token begins to the end of the last one taken. */
  since(from: Span): Span {
    const { at } = this.previous;
    return { line: from.line, column: from.column, endLine: at.endLine, endColumn: at.endColumn };
  }

  /** @throws PythonSyntaxError where it is too deep */
  nested<R>(parse: () => R): R {
    if (this.#depth >= DEPTH_MAX) throw this.error('too many nested parentheses');
    this.#depth++;
    const result = parse();
    this.#depth--;
    return result;
  }
}
