import { invalidParameter } from '../../docker-error.ts';
import { EXPANDED_CHARACTERS_MAX, EXPANSION_DEPTH_MAX } from '../limits.ts';
import { replaced, withoutPrefix, withoutSuffix } from './glob.ts';

export type Variables = ReadonlyMap<string, string>;

const NAME_START = /[A-Za-z_]/;
const NAME = /[A-Za-z0-9_]/;

/** Puts variables into a word and takes its quotes away, as the builder's shell lexer does. @throws DockerError */
export function expand(word: string, variables: Variables, escapeWith: string): string {
  return new Expansion(word, variables, escapeWith, 0).run('');
}

class Expansion {
  readonly #text: string;
  readonly #variables: Variables;
  readonly #escape: string;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, variables: Variables, escapeWith: string, depth: number) {
    if (depth > EXPANSION_DEPTH_MAX) throw invalidParameter('variables are nested too deeply');
    this.#text = text;
    this.#variables = variables;
    this.#escape = escapeWith;
    this.#depth = depth;
  }

  /** Up to a character that ends it, or to the end. @param raw escapes stay */
  run(end: string, raw = false): string {
    let result = '';
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === end) break;
      if (character === "'") result += this.#single();
      else if (character === '"') result += this.#double();
      else if (character === '$') result += this.#variable();
      else if (character === this.#escape) {
        result += `${raw ? character : ''}${this.#text[this.#at + 1] ?? ''}`;
        this.#at += 2;
      } else {
        result += character;
        this.#at++;
      }
      if (result.length > EXPANDED_CHARACTERS_MAX) throw invalidParameter('a value is too long');
    }
    return result;
  }

  #single(): string {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close < 0)
      throw invalidParameter('unexpected end of statement while looking for matching single-quote');
    const inside = this.#text.slice(this.#at + 1, close);
    this.#at = close + 1;
    return inside;
  }

  #double(): string {
    let result = '';
    for (this.#at++; this.#text[this.#at] !== '"'; ) {
      const character = this.#text[this.#at];
      if (character === undefined) {
        throw invalidParameter('unexpected end of statement while looking for matching double-quote');
      }
      if (character === '$') {
        result += this.#variable();
        continue;
      }
      const next = this.#text[this.#at + 1] ?? '';
      const isEscape = character === this.#escape && ['"', '$', this.#escape].includes(next);
      result += isEscape ? next : character;
      this.#at += isEscape ? 2 : 1;
    }
    this.#at++;
    return result;
  }

  #variable(): string {
    this.#at++;
    if (this.#text[this.#at] === '{') {
      this.#at++;
      return this.#braced();
    }
    const name = this.#name();
    return name === '' ? '$' : (this.#variables.get(name) ?? '');
  }

  #name(): string {
    const from = this.#at;
    const first = this.#text[from] ?? '';
    if (/[0-9@*#?!$-]/.test(first)) {
      this.#at++;
      return first;
    }
    if (!NAME_START.test(first)) return '';
    while (NAME.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(from, this.#at);
  }

  #braced(): string {
    const name = this.#name();
    if (name === '') throw invalidParameter('syntax error: bad substitution');
    const value = this.#variables.get(name);
    let character = this.#text[this.#at++];
    if (character === '}') return value ?? '';
    if (character === '/') return this.#replacing(value ?? '');
    const emptyCounts = character === ':';
    if (emptyCounts) character = this.#text[this.#at++];
    // At the end of a text, Go prints what no character is.
    const modifier = `${emptyCounts ? ':' : ''}${character ?? '\uFFFD'}`;
    if (!['-', '+', '?', '#', '%', ':-', ':+', ':?'].includes(modifier)) {
      throw invalidParameter(`unsupported modifier (${modifier}) in substitution`);
    }
    const isPattern = modifier === '#' || modifier === '%';
    const word = this.#word('}', isPattern);
    if (isPattern) return cutOff(value ?? '', modifier, word);
    const isSet = value !== undefined && !(emptyCounts && value === '');
    switch (character) {
      case '-':
        return isSet ? value : word;
      case '+':
        return isSet ? word : '';
      case '?':
        if (isSet) return value;
        throw invalidParameter(
          `${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`,
        );
      default:
        throw new Error(`no modifier ${modifier}`);
    }
  }

  /** `${name/pattern/replacement}`, with a second slash at first for all matches. */
  #replacing(value: string): string {
    const all = this.#text[this.#at] === '/';
    if (all) this.#at++;
    const pattern = this.#word('/', true);
    const replacement = this.#word('}', true);
    const result = replaced(value, pattern, replacement, all);
    if (result.length > EXPANDED_CHARACTERS_MAX) throw invalidParameter('a value is too long');
    return result;
  }

  /** What stands before a character that ends it. */
  #word(end: '}' | '/', raw: boolean): string {
    const inner = new Expansion(this.#text.slice(this.#at), this.#variables, this.#escape, this.#depth + 1);
    const word = inner.run(end, raw);
    this.#at += inner.#at;
    if (this.#text[this.#at] !== end) {
      throw invalidParameter(`syntax error: missing '${end}'${end === '/' ? ` in $${'{}'}` : ''}`);
    }
    this.#at++;
    return word;
  }
}

/** Without what a pattern matches at the beginning (`#`) or end (`%`); said twice, as much as it can. */
function cutOff(value: string, modifier: '#' | '%', word: string): string {
  const greedy = word.startsWith(modifier);
  const pattern = greedy ? word.slice(1) : word;
  return modifier === '#' ? withoutPrefix(value, pattern, greedy) : withoutSuffix(value, pattern, greedy);
}
