import { JqSyntaxError } from './syntax.ts';

/** A piece of a jq program. Strings hold the source of what is interpolated. */
export type Token =
  | { readonly is: 'symbol' | 'word' | 'field' | 'variable' | 'format'; readonly text: string }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'string'; readonly parts: readonly (string | readonly Token[])[] };

const PROGRAM_MAX = 65_536;
const DEPTH_MAX = 100;

const SYMBOL = /^(?:\?\/\/|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[.[\]{}()|,:;=<>+\-*/%?])/;

export function tokensOf(source: string): Token[] {
  if (source.length > PROGRAM_MAX) throw new JqSyntaxError('program too long');
  return new Lexer(source).tokens(false);
}

class Lexer {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** @param nested up to the parenthesis that closes an interpolation */
  tokens(nested: boolean): Token[] {
    if (++this.#depth > DEPTH_MAX) throw new JqSyntaxError('too deeply nested');
    const all: Token[] = [];
    let open = 0;
    for (;;) {
      this.#skip(/^(?:[ \t\r\n]|#[^\n]*)+/);
      if (this.#at >= this.#source.length) {
        if (nested) throw unexpectedEnd();
        break;
      }
      const letter = this.#source[this.#at] ?? '';
      if (nested && letter === ')' && open === 0) {
        this.#at++;
        break;
      }
      if (letter === '(') open++;
      if (letter === ')') open--;
      all.push(this.#token(letter));
    }
    this.#depth--;
    return all;
  }

  #token(letter: string): Token {
    if (letter === '"') return this.#string();
    const number = this.#take(/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/);
    if (number !== undefined) return { is: 'number', value: Number(number) };
    const field = this.#take(/^\.[A-Za-z_]\w*/);
    if (field !== undefined) return { is: 'field', text: field.slice(1) };
    const variable = this.#take(/^\$(?:__loc__|[A-Za-z_]\w*)/);
    if (variable !== undefined) return { is: 'variable', text: variable.slice(1) };
    const format = this.#take(/^@[A-Za-z0-9]+/);
    if (format !== undefined) return { is: 'format', text: format };
    const word = this.#take(/^[A-Za-z_][\w]*/);
    if (word !== undefined) return { is: 'word', text: word };
    const symbol = this.#take(SYMBOL);
    if (symbol !== undefined) return { is: 'symbol', text: symbol };
    throw new JqSyntaxError(`syntax error, unexpected INVALID_CHARACTER`);
  }

  #string(): Token {
    const parts: (string | readonly Token[])[] = [];
    let text = '';
    this.#at++;
    for (;;) {
      const letter = this.#source[this.#at++];
      if (letter === undefined) throw unexpectedEnd();
      if (letter === '"') break;
      if (letter !== '\\') {
        text += letter;
        continue;
      }
      const letterAfter = this.#source[this.#at++] ?? '';
      if (letterAfter === '(') {
        parts.push(text, this.tokens(true));
        text = '';
      } else text += this.#escaped(letterAfter);
    }
    return { is: 'string', parts: [...parts, text] };
  }

  #escaped(letter: string): string {
    const simple: Readonly<Record<string, string>> = {
      n: '\n',
      t: '\t',
      r: '\r',
      b: '\b',
      f: '\f',
      '/': '/',
      '\\': '\\',
      '"': '"',
    };
    const known = simple[letter];
    if (known !== undefined) return known;
    const digits = letter === 'u' ? this.#take(/^[0-9a-fA-F]{4}/) : undefined;
    if (digits === undefined) throw new JqSyntaxError('syntax error, unexpected INVALID_CHARACTER');
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#source.slice(this.#at, this.#at + 4096))?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(pattern: RegExp): void {
    while (this.#take(pattern) !== undefined);
  }
}

function unexpectedEnd(): JqSyntaxError {
  return new JqSyntaxError('syntax error, unexpected end of file');
}
