import { compilePattern, type PatternCode } from '../../patterns/code.ts';
import { search, TooLong } from '../../patterns/match.ts';
import { parsePattern } from '../../patterns/parse.ts';
import { PatternError } from '../../patterns/tree.ts';
import type { Machine } from '../machine/machine.ts';

export const IGNORE_CASE = 2;
export const MULTILINE = 8;
export const DOT_ALL = 16;
const ASCII = 256;

/** What RE2 can't do: look-around, references to groups. */
const BACKTRACKS = /\(\?(?:[=!]|<[=!])|\(\?P=|\\[1-9]/;
/** What isn't here at all: conditions, atomic groups, flags for a part. */
const MISSING = /\(\?\((?:\w+)\)|\(\?>|\(\?[aiLmsux]*-?[imsx]+:|[*+?}]\+/;
const END = '(?![^])';
/** Steps of the matcher for the price of one instruction. */
const STEPS_PER_INSTRUCTION = 4;

export function backtracks(source: string): boolean {
  return BACKTRACKS.test(source.replaceAll('\\\\', ''));
}

/** Python's pattern as JavaScript's, for the flags u and perhaps i. */
class Translator {
  readonly #source: string;
  readonly #flags: number;
  #at = 0;
  #made = '';

  constructor(source: string, flags: number) {
    this.#source = source;
    this.#flags = flags;
  }

  whole(): string {
    while (this.#at < this.#source.length) this.#made += this.#next();
    return this.#made;
  }

  #has(flag: number): boolean {
    return (this.#flags & flag) > 0;
  }

  #next(): string {
    const rest = this.#source.slice(this.#at, this.#at + 200);
    const take = (length: number, made: string) => {
      this.#at += length;
      return made;
    };
    if (rest.startsWith('\\')) return this.#escape(false);
    if (rest.startsWith('[')) return this.#set();
    const named = /^\(\?P<(\w+)>/.exec(rest);
    if (named !== null) return take(named[0].length, `(?<${named[1]}>`);
    const reference = /^\(\?P=(\w+)\)/.exec(rest);
    if (reference !== null) return take(reference[0].length, `\\k<${reference[1]}>`);
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (comment !== null) return take(comment[0].length, '');
    const upTo = /^\{,(\d+)\}/.exec(rest);
    if (upTo !== null) return take(upTo[0].length, `{0,${upTo[1]}}`);
    if (rest.startsWith('{') && !/^\{\d+(?:,\d*)?\}/.test(rest)) return take(1, '\\{');
    const braces = /^\{[\d,]+\}/.exec(rest);
    if (braces !== null) return take(braces[0].length, braces[0]);
    if (rest.startsWith('}') || rest.startsWith(']')) return take(1, `\\${rest[0]}`);
    if (rest.startsWith('.')) return take(1, this.#has(DOT_ALL) ? '[^]' : '[^\\n]');
    if (rest.startsWith('^')) return take(1, this.#has(MULTILINE) ? '(?<![^\\n])' : '(?<![^])');
    if (rest.startsWith('$')) return take(1, this.#has(MULTILINE) ? `(?=\\n|${END})` : `(?=\\n?${END})`);
    return take(1, this.#source[this.#at] ?? '');
  }

  /** The class that a letter stands for. */
  #class(letter: string): string {
    if (letter === 'd') return this.#has(ASCII) ? '0-9' : '\\p{Nd}';
    if (letter === 'w') return this.#has(ASCII) ? '0-9A-Za-z_' : '\\p{L}\\p{N}_';
    return '\\s\\x1c-\\x1f';
  }

  #escape(inSet: boolean): string {
    const next = this.#source[this.#at + 1] ?? '';
    const rest = this.#source.slice(this.#at + 1, this.#at + 12);
    const take = (length: number, made: string) => {
      this.#at += length;
      return made;
    };
    if ('dws'.includes(next) && next !== '') {
      const each = this.#class(next);
      return take(2, inSet ? each : `[${each}]`);
    }
    if ('DWS'.includes(next) && next !== '')
      return take(2, inSet ? `\\${next}` : `[^${this.#class(next.toLowerCase())}]`);
    if (!inSet && next === 'A') return take(2, '(?<![^])');
    if (!inSet && next === 'Z') return take(2, END);
    if (!inSet && (next === 'b' || next === 'B')) {
      const word = `[${this.#class('w')}]`;
      return take(
        2,
        next === 'b'
          ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
          : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
      );
    }
    if (next === 'a') return take(2, '\\x07');
    const octal = /^(?:0[0-7]{0,2}|[0-3][0-7]{2})/.exec(rest)?.[0];
    if (octal !== undefined) return take(1 + octal.length, `\\u{${Number.parseInt(octal, 8).toString(16)}}`);
    const wide = /^U([\da-fA-F]{8})/.exec(rest)?.[1];
    if (wide !== undefined) return take(10, `\\u{${wide}}`);
    if (/^[\dA-Za-z]$/.test(next)) {
      const width = next === 'x' ? 4 : next === 'u' ? 6 : (/^[1-9]\d?/.exec(rest)?.[0].length ?? 1);
      const length = 'xu'.includes(next) ? width : 1 + width;
      return take(length, this.#source.slice(this.#at, this.#at + length));
    }
    const whole = String.fromCodePoint(this.#source.codePointAt(this.#at + 1) ?? 92);
    return take(1 + whole.length, /[\^$\\.*+?()[\]{}|/-]/.test(whole) ? `\\${whole}` : whole);
  }

  #set(): string {
    let made = '[';
    this.#at++;
    if (this.#source[this.#at] === '^') {
      made += '^';
      this.#at++;
    }
    for (let isFirst = true; this.#at < this.#source.length; isFirst = false) {
      const next = this.#source[this.#at] ?? '';
      if (next === ']' && !isFirst) {
        this.#at++;
        return `${made}]`;
      }
      if (next === '\\') made += this.#escape(true);
      else {
        made += next === ']' ? '\\]' : next;
        this.#at++;
      }
    }
    return made;
  }
}

export interface Backtracking {
  readonly anywhere: PatternCode;
  /** For fullmatch. */
  readonly whole: PatternCode;
}

/** @throws PatternError */
export function compileBacktracking(machine: Machine, source: string, flags: number): Backtracking {
  const strange = MISSING.exec(source.replace(/\\./g, ''));
  if (strange !== null) throw machine.unsupported(`'${strange[0]}' in a regular expression`);
  const translated = new Translator(source, flags).whole();
  const letters = (flags & IGNORE_CASE) > 0 ? 'iu' : 'u';
  const compiled = (text: string) => compilePattern(parsePattern(text, true), letters);
  return { anywhere: compiled(translated), whole: compiled(`(?:${translated})${END}`) };
}

export { PatternError };

/** Places of a match and its groups; where to go on; or that there is none. */
export function findBacktracking(
  machine: Machine,
  { anywhere, whole }: Backtracking,
  text: string,
  from: number,
  mode: string,
): readonly number[] | { readonly goOnAt: number } | undefined {
  const code = mode === 'fullmatch' ? whole : anywhere;
  try {
    const found = search(code, text, from, mode !== 'search');
    machine.work(Math.ceil(found.steps / STEPS_PER_INSTRUCTION));
    if ('goOnAt' in found) return found;
    return found.registers?.slice(0, 2 * (code.groups + 1));
  } catch (error) {
    if (error instanceof TooLong)
      throw machine.unsupported('a regular expression that goes back and forth for so long');
    throw error;
  }
}
