import { classRanges, propertyTest } from './sets.ts';
import { type CharacterSet, PatternError } from './tree.ts';

const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Reads the characters of a pattern: escapes, names, and what is between brackets. */
export class PatternReader {
  readonly #text: string;
  readonly #unicode: boolean;
  at = 0;

  constructor(text: string, unicode: boolean) {
    this.#text = text;
    this.#unicode = unicode;
  }

  peek(ahead = 0): string | undefined {
    return this.#text[this.at + ahead];
  }

  eat(text: string): boolean {
    if (!this.#text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** The next character: of Unicode patterns a whole code point. */
  take(): number {
    const code = this.#unicode ? this.#text.codePointAt(this.at) : this.#text.charCodeAt(this.at);
    this.at += code !== undefined && code > 0xffff ? 2 : 1;
    return code ?? 0;
  }

  name(problem: string): string {
    const end = this.#text.indexOf('>', this.at);
    const name = this.#text.slice(this.at, Math.max(this.at, end));
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) throw new PatternError(problem);
    this.at = end + 1;
    return name;
  }

  /** `\d`, `\p{…}` and so on: undefined where it is no class. */
  classEscape(): CharacterSet | undefined {
    const next = this.peek() ?? '';
    if (/^[dDwWsS]$/.test(next)) {
      this.at++;
      return { ranges: classRanges(next), tests: [], negated: false };
    }
    if (!this.#unicode || (next !== 'p' && next !== 'P')) return undefined;
    const end = this.#text.indexOf('}', this.at);
    if (this.peek(1) !== '{' || end < 0) throw new PatternError('Invalid property name');
    const test = propertyTest(this.#text.slice(this.at + 2, end), next === 'P');
    this.at = end + 1;
    return { ranges: [], tests: [test], negated: false };
  }

  characterEscape(): number {
    const next = this.peek() ?? '';
    const control = CONTROLS[next];
    if (control !== undefined) {
      this.at++;
      return control;
    }
    const letter = this.peek(1) ?? '';
    if (next === 'c' && /^[a-zA-Z]$/.test(letter)) {
      this.at += 2;
      return letter.charCodeAt(0) % 32;
    }
    if (next === 'c' && !this.#unicode) return 92;
    if (next === 'x' || next === 'u') {
      const code = this.#hexadecimal(next);
      if (code !== undefined) return code;
      if (this.#unicode) throw new PatternError(next === 'u' ? 'Invalid Unicode escape' : 'Invalid escape');
    }
    if (next === '0' && !isDigit(letter)) {
      this.at++;
      return 0;
    }
    if (next >= '0' && next <= '7' && !this.#unicode) return this.#octal();
    if (this.#unicode && !SYNTAX.test(next) && next !== '-') throw new PatternError('Invalid escape');
    return this.take();
  }

  #octal(): number {
    const digits =
      /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(this.#text.slice(this.at, this.at + 3))?.[0] ?? '0';
    this.at += digits.length;
    return Number.parseInt(digits, 8);
  }

  /** `\x41`, `\u0041` or `\u{1F600}`, behind the backslash. */
  #hexadecimal(letter: 'x' | 'u'): number | undefined {
    const rest = this.#text.slice(this.at + 1, this.at + 12);
    const braces = letter === 'u' && this.#unicode ? /^\{([0-9a-fA-F]+)\}/.exec(rest) : null;
    if (braces !== null) {
      const code = Number.parseInt(braces[1] ?? '', 16);
      if (code > 0x10ffff) throw new PatternError('Invalid Unicode escape');
      this.at += 1 + braces[0].length;
      return code;
    }
    const found = (letter === 'x' ? /^[0-9a-fA-F]{2}/ : /^[0-9a-fA-F]{4}/).exec(rest)?.[0];
    if (found === undefined) return undefined;
    this.at += 1 + found.length;
    const code = Number.parseInt(found, 16);
    const low = /^\\u(d[c-f][0-9a-f]{2})/i.exec(this.#text.slice(this.at, this.at + 6))?.[1];
    if (!this.#unicode || code < 0xd800 || code > 0xdbff || low === undefined) return code;
    this.at += 6;
    return (code - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
  }

  /** What is between brackets, after the first of them. */
  set(): CharacterSet {
    const negated = this.eat('^');
    const ranges: number[] = [];
    const tests: ((code: number) => boolean)[] = [];
    const add = (item: number | CharacterSet) => {
      if (typeof item === 'number') ranges.push(item, item);
      else {
        ranges.push(...item.ranges);
        tests.push(...item.tests);
      }
    };
    while (!this.eat(']')) {
      const from = this.#setItem();
      if (this.peek() !== '-' || this.peek(1) === ']' || this.peek(1) === undefined) {
        add(from);
        continue;
      }
      this.at++;
      const to = this.#setItem();
      if (typeof from === 'number' && typeof to === 'number') {
        if (from > to) throw new PatternError('Range out of order in character class');
        ranges.push(from, to);
        continue;
      }
      if (this.#unicode) throw new PatternError('Invalid character class');
      add(from);
      add(45);
      add(to);
    }
    return { ranges, tests, negated };
  }

  #setItem(): number | CharacterSet {
    if (this.peek() === undefined) throw new PatternError('Unterminated character class');
    if (!this.eat('\\')) return this.take();
    const next = this.peek();
    if (next === undefined) throw new PatternError('\\ at end of pattern');
    if (next === 'b') {
      this.at++;
      return 8;
    }
    return this.classEscape() ?? this.characterEscape();
  }
}
