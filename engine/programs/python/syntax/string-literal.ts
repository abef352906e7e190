import { endOfInterpolation } from './string-scan.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import type { Expression, Interpolation, Span } from './tree.ts';

export type ParseInner = (source: string, line: number, column: number) => Expression;

export interface StringParts {
  readonly bytes: boolean;
  readonly formatted: boolean;
  readonly parts: readonly (string | Interpolation)[];
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What a string literal means. */
export function parseString(text: string, at: Span, inner: ParseInner): StringParts {
  const [, prefix = ''] = /^([a-zA-Z]*)/.exec(text) ?? [];
  const lower = prefix.toLowerCase();
  const triple = /^(?:'''|""")/.test(text.slice(prefix.length));
  const quotes = triple ? 3 : 1;
  const body = text.slice(prefix.length + quotes, -quotes);
  const raw = lower.includes('r');
  const bytes = lower.includes('b');
  if (!lower.includes('f')) {
    return { bytes, formatted: false, parts: [raw ? body : unescaped(body, bytes, at)] };
  }
  const reader = new FormatReader(text, prefix.length + quotes, text.length - quotes, raw, at, inner);
  return { bytes, formatted: true, parts: reader.parts(false) };
}

class FormatReader {
  readonly #text: string;
  readonly #end: number;
  readonly #raw: boolean;
  readonly #at: Span;
  readonly #inner: ParseInner;
  #offset: number;

  constructor(text: string, start: number, end: number, raw: boolean, at: Span, inner: ParseInner) {
    this.#text = text;
    this.#offset = start;
    this.#end = end;
    this.#raw = raw;
    this.#at = at;
    this.#inner = inner;
  }

  /** @param inFormat it is a format after a colon, which a brace ends */
  parts(inFormat: boolean): (string | Interpolation)[] {
    const parts: (string | Interpolation)[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') parts.push(this.#raw ? plain : unescaped(plain, false, this.#at));
      plain = '';
    };
    while (this.#offset < this.#end) {
      const character = this.#text[this.#offset] ?? '';
      const doubled = this.#text[this.#offset + 1] === character && !inFormat;
      if (character === '{' && !doubled) {
        flush();
        parts.push(...this.#interpolation());
      } else if (character === '}' && !doubled) {
        if (inFormat) break;
        throw new PythonSyntaxError("f-string: single '}' is not allowed", this.#at);
      } else if (character === '\\' && !this.#raw) {
        plain += this.#text.slice(this.#offset, this.#offset + 2);
        this.#offset += 2;
      } else {
        plain += character;
        this.#offset += (character === '{' || character === '}') && doubled ? 2 : 1;
      }
    }
    flush();
    return parts;
  }

  #interpolation(): (string | Interpolation)[] {
    const start = this.#offset + 1;
    const end = endOfInterpolation(this.#text, start);
    if (end === undefined || end > this.#end)
      throw new PythonSyntaxError("f-string: expecting '}'", this.#at);
    const stop = this.#expressionEnd(start, end);
    let source = this.#text.slice(start, stop);
    const shown = /^(.*[^=!<>])=\s*$/s.exec(source);
    const prefix = shown === null ? [] : [source];
    if (shown !== null) source = shown[1] ?? '';
    if (source.trim() === '') {
      throw new PythonSyntaxError("f-string: valid expression required before '}'", this.#at);
    }
    const before = this.#text.slice(0, start);
    const lines = before.split('\n').length - 1;
    const column = lines === 0 ? this.#at.column + start : start - before.lastIndexOf('\n') - 1;
    const value = this.#inner(source, this.#at.line + lines, column);
    this.#offset = stop;
    const conversion = this.#conversion();
    let format: (string | Interpolation)[] = [];
    const hasFormat = this.#text[this.#offset] === ':';
    if (hasFormat) {
      this.#offset++;
      format = this.parts(true);
    }
    if (this.#text[this.#offset] !== '}') throw new PythonSyntaxError("f-string: expecting '}'", this.#at);
    this.#offset++;
    const plain = shown !== null && conversion === '' && !hasFormat;
    return [...prefix, { value, conversion: plain ? 'r' : conversion, format }];
  }

  #conversion(): Interpolation['conversion'] {
    if (this.#text[this.#offset] !== '!') return '';
    const letter = this.#text[this.#offset + 1];
    this.#offset += 2;
    if (letter === 'r' || letter === 's' || letter === 'a') return letter;
    throw new PythonSyntaxError(
      `f-string: invalid conversion character '${letter}': expected 's', 'r', or 'a'`,
      this.#at,
    );
  }

  /** Where the expression ends: at `!r`, at `:` or at the brace. */
  #expressionEnd(start: number, end: number): number {
    let depth = 0;
    let quote = '';
    for (let at = start; at < end; at++) {
      const character = this.#text[at] ?? '';
      if (quote !== '') {
        if (character === quote) quote = '';
      } else if (character === "'" || character === '"') quote = character;
      else if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
      else if (depth === 0 && character === ':') return at;
      else if (depth === 0 && character === '!' && this.#text[at + 1] !== '=') return at;
    }
    return end;
  }
}

function unescaped(body: string, bytes: boolean, at: Span): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(N\{[^}]*\})|([\s\S]))/g,
    (whole, octal, hex, short, long, named, simple) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (bytes) return Object.hasOwn(SIMPLE, simple ?? '') ? (SIMPLE[simple] ?? '') : whole;
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) return codePoint(Number.parseInt(long, 16), at);
      if (named !== undefined) {
        throw new PythonSyntaxError('names of characters (\\N{…}) are not part of the simulation', at);
      }
      if (simple === 'x') {
        throw new PythonSyntaxError(
          "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \\xXX escape",
          at,
        );
      }
      return Object.hasOwn(SIMPLE, simple ?? '') ? (SIMPLE[simple] ?? '') : whole;
    },
  );
}

function codePoint(code: number, at: Span): string {
  if (code > 0x10ffff) {
    throw new PythonSyntaxError(
      "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character",
      at,
    );
  }
  return String.fromCodePoint(code);
}
