import { isNameStart, NAME, NUMBER, OPERATOR } from './characters.ts';
import { endOfString, STRING_START } from './string-scan.ts';
import { PythonSyntaxError, unmarked } from './syntax-error.ts';
import type { Span } from './tree.ts';

export interface Token {
  readonly type: 'name' | 'number' | 'string' | 'operator' | 'newline' | 'indent' | 'dedent' | 'end';
  readonly text: string;
  readonly at: Span;
}

/** The source ends within brackets. What is wrong before that, on the line of the bracket, counts more. */
export class Unclosed extends PythonSyntaxError {
  readonly tokens: readonly Token[];

  constructor(bracket: string, at: Span, tokens: readonly Token[]) {
    super(`'${bracket}' was never closed`, at);
    this.tokens = tokens;
  }
}

const TAB_COLUMNS = 8;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Levels of brackets, and of indentation (both as CPython's tokenizer). */
const BRACKETS_MAX = 200;
const INDENTS_MAX = 100;

/** Cuts a source into tokens. */
export function tokenize(source: string, firstLine = 1, firstColumn = 0, nested = false): Token[] {
  return new Lexer(source, firstLine, firstColumn, nested).all();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  /** Columns of the blocks that are open: with tabs up to the next multiple of eight, and with tabs as wide as a blank. */
  readonly #indents = [{ width: 0, characters: 0 }];
  readonly #brackets: { readonly text: string; readonly at: Span }[] = [];
  /** Of an f-string's expression: lines mean nothing. */
  readonly #nested: boolean;
  #at = 0;
  #line: number;
  #lineStart: number;

  constructor(source: string, line: number, column: number, nested: boolean) {
    this.#source = source;
    this.#line = line;
    this.#lineStart = -column;
    this.#nested = nested;
  }

  all(): Token[] {
    let fresh = !this.#nested;
    while (this.#at < this.#source.length) {
      if (fresh) {
        fresh = false;
        if (this.#indentation()) {
          fresh = true;
          continue;
        }
      }
      if (this.#blanks()) continue;
      if (this.#source[this.#at] === '\n') {
        fresh = this.#newline();
        continue;
      }
      this.#token();
    }
    this.#finish();
    return this.#tokens;
  }

  #span(start: number, end: number): Span {
    const column = start - this.#lineStart;
    return { line: this.#line, column, endLine: this.#line, endColumn: column + end - start };
  }

  #push(type: Token['type'], start: number, end: number): void {
    this.#tokens.push({ type, text: this.#source.slice(start, end), at: this.#span(start, end) });
    this.#at = end;
  }

  /** @returns true for a line without anything on it */
  #indentation(): boolean {
    const [blanks = ''] = /^[ \t\f]*/.exec(this.#source.slice(this.#at, this.#at + 4096)) ?? [];
    const next = this.#source[this.#at + blanks.length];
    if (next === '#' || next === '\n' || next === undefined) {
      const end = this.#source.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#source.length : end + 1;
      this.#line++;
      this.#lineStart = this.#at;
      return true;
    }
    let width = 0;
    for (const blank of blanks)
      width = blank === '\t' ? (Math.floor(width / TAB_COLUMNS) + 1) * TAB_COLUMNS : width + 1;
    const current = this.#innermost;
    const at = this.#at + blanks.length;
    const characters = blanks.length;
    if (
      width === current.width
        ? characters !== current.characters
        : width > current.width && characters <= current.characters
    )
      throw this.#mixed();
    if (width > current.width) {
      if (this.#indents.length >= INDENTS_MAX) {
        throw new PythonSyntaxError('too many levels of indentation', this.#span(at, at), 'IndentationError');
      }
      this.#indents.push({ width, characters });
      this.#push('indent', this.#at, at);
    } else this.#dedent(width, characters, at);
    this.#at = at;
    return false;
  }

  get #innermost(): { readonly width: number; readonly characters: number } {
    return this.#indents.at(-1) ?? { width: 0, characters: 0 };
  }

  #mixed(): PythonSyntaxError {
    return new PythonSyntaxError(
      'inconsistent use of tabs and spaces in indentation',
      unmarked(this.#span(this.#at, this.#at)),
      'TabError',
    );
  }

  #dedent(width: number, characters: number, at: number): void {
    while (width < this.#innermost.width) {
      this.#indents.pop();
      this.#push('dedent', at, at);
    }
    if (width === this.#innermost.width) {
      if (characters !== this.#innermost.characters) throw this.#mixed();
      return;
    }
    const end = this.#source.indexOf('\n', at);
    throw new PythonSyntaxError(
      'unindent does not match any outer indentation level',
      this.#span(end < 0 ? this.#source.length : end, end < 0 ? this.#source.length : end),
      'IndentationError',
    );
  }

  #blanks(): boolean {
    const character = this.#source[this.#at];
    if (character === ' ' || character === '\t' || character === '\f' || character === '\r') {
      this.#at++;
      return true;
    }
    if (character === '#') {
      const end = this.#source.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#source.length : end;
      return true;
    }
    if (character === '\\' && this.#source[this.#at + 1] === '\n') {
      this.#at += 2;
      this.#line++;
      this.#lineStart = this.#at;
      return true;
    }
    return false;
  }

  /** @returns true where a new statement begins */
  #newline(): boolean {
    const continues = this.#brackets.length > 0 || this.#nested;
    if (continues) this.#at++;
    else this.#push('newline', this.#at, this.#at + 1);
    this.#line++;
    this.#lineStart = this.#at;
    return !continues;
  }

  #token(): void {
    const start = this.#at;
    const rest = this.#source.slice(start, start + 200);
    if (STRING_START.test(rest)) {
      this.#string(start);
      return;
    }
    const number = NUMBER.exec(rest)?.[0];
    if (number !== undefined) {
      this.#checkNumber(number, rest, start);
      const after = this.#source[start + number.length];
      if (
        after !== undefined &&
        isNameStart(after) &&
        !/^(?:and|or|if|in|is|else|for|not)\b/.test(rest.slice(number.length))
      ) {
        throw new PythonSyntaxError(
          'invalid decimal literal',
          this.#span(start + number.length - 1, start + number.length),
        );
      }
      this.#push('number', start, start + number.length);
      return;
    }
    if (isNameStart(rest[0] ?? '')) {
      NAME.lastIndex = start;
      const [name = ''] = NAME.exec(this.#source) ?? [];
      this.#push('name', start, start + name.length);
      return;
    }
    const operator = OPERATOR.exec(rest)?.[0];
    if (operator === undefined) throw this.#strange(start);
    this.#bracket(operator, start);
    this.#push('operator', start, start + operator.length);
  }

  #checkNumber(number: string, rest: string, start: number): void {
    if (/^0[\d_]*[1-9][\d_]*$/.test(number)) {
      throw new PythonSyntaxError(
        'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
        this.#span(start, start + 1),
      );
    }
    const [, letter] = /^0([xob])/i.exec(rest) ?? [];
    if (letter === undefined || number !== '0') return;
    const base = { x: 'hexadecimal', o: 'octal', b: 'binary' }[letter.toLowerCase()];
    throw new PythonSyntaxError(`invalid ${base} literal`, this.#span(start + 1, start + 2));
  }

  #strange(start: number): PythonSyntaxError {
    const character = String.fromCodePoint(this.#source.codePointAt(start) ?? 0);
    if (character === '\\') {
      return new PythonSyntaxError(
        'unexpected character after line continuation character',
        this.#span(start + 1, start + 2),
      );
    }
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const at = this.#span(start, start + 1);
    return /[!$?`]/.test(character)
      ? new PythonSyntaxError('invalid syntax', at)
      : new PythonSyntaxError(`invalid character '${character}' (U+${code})`, at);
  }

  #bracket(text: string, start: number): void {
    const at = this.#span(start, start + 1);
    if (Object.hasOwn(CLOSING, text)) {
      if (this.#brackets.length >= BRACKETS_MAX)
        throw new PythonSyntaxError('too many nested parentheses', at);
      this.#brackets.push({ text, at });
      return;
    }
    if (text !== ')' && text !== ']' && text !== '}') return;
    const open = this.#brackets.pop();
    if (open === undefined) throw new PythonSyntaxError(`unmatched '${text}'`, at);
    if (CLOSING[open.text] === text) return;
    const where = open.at.line === at.line ? '' : ` on line ${open.at.line}`;
    throw new PythonSyntaxError(
      `closing parenthesis '${text}' does not match opening parenthesis '${open.text}'${where}`,
      at,
    );
  }

  #string(start: number): void {
    const end = endOfString(this.#source, start);
    if (typeof end === 'object') {
      const triple = end.unterminated === 'triple';
      const line = this.#source.slice(start).split('\n').length - 1 + this.#line;
      throw new PythonSyntaxError(
        `unterminated ${triple ? 'triple-quoted ' : ''}${end.formatted ? 'f-' : ''}string literal (detected at line ${triple ? line : this.#line})`,
        this.#span(start, start + 1),
      );
    }
    const text = this.#source.slice(start, end);
    const { line, column } = this.#span(start, end);
    const breaks = text.split('\n').length - 1;
    if (breaks > 0) {
      this.#line += breaks;
      this.#lineStart = start + text.lastIndexOf('\n') + 1;
    }
    const at = { line, column, endLine: this.#line, endColumn: end - this.#lineStart };
    this.#tokens.push({ type: 'string', text, at });
    this.#at = end;
  }

  #finish(): void {
    const open = this.#brackets.at(-1);
    if (open !== undefined) {
      const end = this.#source.length;
      this.#push('end', end, end);
      throw new Unclosed(open.text, open.at, this.#tokens);
    }
    const last = this.#tokens.at(-1);
    const end = this.#source.length;
    if (!this.#nested && last !== undefined && last.type !== 'newline' && last.type !== 'dedent') {
      this.#push('newline', end, end);
      this.#line++;
      this.#lineStart = end;
    }
    for (let depth = this.#indents.length; depth > 1; depth--) this.#push('dedent', end, end);
    this.#push('end', end, end);
  }
}
