import { type ReplacementPart, SedError } from './program.ts';

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Reads a sed script character by character. */
export class Scanner {
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get next(): string | undefined {
    return this.source[this.at];
  }

  get ended(): boolean {
    return this.at >= this.source.length;
  }

  take(): string {
    return this.source[this.at++] ?? '';
  }

  skip(characters: RegExp): void {
    while (!this.ended && characters.test(this.next ?? '')) this.at++;
  }

  number(): number | undefined {
    let digits = '';
    while (/\d/.test(this.next ?? '')) digits += this.take();
    return digits === '' ? undefined : Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  }

  error(message: string, busybox: string): SedError {
    return new SedError(message, this.at, busybox);
  }

  /** Up to the line's end. */
  restOfLine(): string {
    const end = this.source.indexOf('\n', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end;
    return text;
  }

  /** The text of `a`, `i` and `c`, with the line feed that ends it. */
  text(letter: string): string {
    this.skip(/[ \t]/);
    if (this.ended) throw this.error("expected \\ after `a', `c' or `i'", `no text after ${letter}`);
    if (this.next === '\\') {
      const behind = this.at + 1;
      this.at++;
      this.skip(/[ \t]/);
      if (this.ended) return '';
      if (this.source[this.at] === '\n') this.at++;
      else this.at = behind;
    }
    let text = '';
    for (;;) {
      text += this.restOfLine();
      const continued = /(?:^|[^\\])(?:\\\\)*\\$/.test(text) && !this.ended;
      if (!continued) break;
      text += this.take();
    }
    return `${plainText(text)}\n`;
  }

  fileName(): string {
    this.skip(/[ \t]/);
    const name = this.restOfLine();
    if (name === '') throw this.error('missing filename in r/R/w/W commands', 'empty filename');
    return name;
  }

  /** Nothing but blanks may follow, up to `;`, `}`, a comment or the line's end. */
  endOfCommand(): void {
    this.skip(/[ \t]/);
    const { next } = this;
    if (next === undefined || next === '}' || next === '#') return;
    this.take();
    if (next !== ';' && next !== '\n') {
      throw this.error('extra characters after command', 'extra characters after command');
    }
  }

  letters(which: RegExp): string {
    let letters = '';
    while (which.test(this.next ?? '')) letters += this.take();
    return letters;
  }

  /** Up to the delimiter, which is taken. Escapes stay, except that of the delimiter. Undefined: it isn't closed. */
  delimited(delimiter: string, regex: boolean): string | undefined {
    let text = '';
    let bracket = false;
    while (!this.ended) {
      const character = this.take();
      if (character === '\\') {
        const next = this.take();
        if (next === delimiter && !(regex && bracket)) text += delimiter === '&' ? '\\&' : delimiter;
        else if (next === '\n' && regex) text += '\n';
        else text += `\\${next}`;
        continue;
      }
      if (character === delimiter && !bracket) return text;
      if (character === '\n' && regex) return undefined;
      if (regex) bracket = this.inBracket(character, bracket);
      text += character;
    }
    return undefined;
  }

  /** Busybox and GNU alike take a delimiter inside brackets as one: only whole brackets count. */
  private inBracket(character: string, bracket: boolean): boolean {
    if (bracket) return character !== ']';
    if (character !== '[') return false;
    const close = this.source.indexOf(']', this.at + (this.next === '^' ? 2 : 1));
    const lineEnd = this.source.indexOf('\n', this.at);
    return close >= 0 && (lineEnd < 0 || close < lineEnd);
  }
}

/** `\n`, `\t`, `\x41` … of a regular expression as the characters they stand for. */
export function regexEscapes(source: string): string {
  return source.replace(
    /\\([afnrtv]|x[0-9A-Fa-f]{1,2}|o[0-7]{1,3}|d\d{1,3}|[\s\S])/g,
    (whole, code: string) => {
      const simple = escapes[code];
      if (simple !== undefined) return simple;
      const character = numericEscape(code);
      if (character === undefined) return whole;
      return /[.^$*+?()[\]{}|\\]/.test(character) ? `\\${character}` : character;
    },
  );
}

function numericEscape(code: string): string | undefined {
  if (code.length < 2) return undefined;
  const base = code.startsWith('x') ? 16 : code.startsWith('o') ? 8 : 10;
  return String.fromCharCode(Number.parseInt(code.slice(1), base) & 255);
}

/** The right side of an `s` command. */
export function parseReplacement(source: string): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push({ text });
    text = '';
  };
  const tokens = source.match(/\\(?:x[0-9A-Fa-f]{1,2}|o[0-7]{1,3}|d\d{1,3}|[\s\S])|&|[^\\&]+|\\/g) ?? [];
  for (const token of tokens) {
    const code = token.startsWith('\\') ? token.slice(1) : undefined;
    if (token === '&' || (code !== undefined && /^\d$/.test(code))) {
      flush();
      parts.push({ group: token === '&' ? 0 : Number(code) });
    } else if (code === 'U' || code === 'L' || code === 'E' || code === 'u' || code === 'l') {
      flush();
      parts.push({ turn: code });
    } else if (code === undefined) text += token;
    else text += escapes[code] ?? numericEscape(code) ?? code;
  }
  flush();
  return parts;
}

/** The text of `a`, `i` and `c`: backslashes go, a line feed behind one stays. */
function plainText(source: string): string {
  return source.replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character);
}
