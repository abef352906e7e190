import { classRanges, propertyTest } from './sets.ts';
import { type CharacterSet, type ParsedPattern, PatternError, type Tree } from './tree.ts';

/** Groups inside each other, and how often something may be repeated at most. */
const DEPTH_MAX = 500;
const REPEAT_MAX = 2 ** 31 - 1;

const EMPTY: Tree = { type: 'empty' };
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Reads a pattern, with what browsers allow besides (Annex B), unless it is a Unicode one. */
class Parser {
  readonly #text: string;
  readonly #unicode: boolean;
  readonly #hasNames: boolean;
  readonly #groupCount: number;
  readonly names = new Map<string, number>();
  #at = 0;
  #depth = 0;
  groups = 0;

  constructor(text: string, unicode: boolean) {
    this.#text = text;
    this.#unicode = unicode;
    const counted = countGroups(text);
    this.#hasNames = counted.named;
    this.#groupCount = counted.groups;
  }

  whole(): Tree {
    const tree = this.#choice();
    if (this.#at < this.#text.length) {
      throw new PatternError(this.#peek() === ')' ? "Unmatched ')'" : 'Nothing to repeat');
    }
    return tree;
  }

  #peek(ahead = 0): string | undefined {
    return this.#text[this.#at + ahead];
  }

  #eat(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): Tree {
    if (++this.#depth > DEPTH_MAX) throw new PatternError('Regular expression too large');
    const items = [this.#sequence()];
    while (this.#eat('|')) items.push(this.#sequence());
    this.#depth--;
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { type: 'choice', items };
  }

  #sequence(): Tree {
    const items: Tree[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek())
      items.push(this.#term());
    const [only] = items;
    if (only === undefined) return EMPTY;
    return items.length === 1 ? only : { type: 'sequence', items };
  }

  #term(): Tree {
    const before = this.groups;
    const atom = this.#atom();
    const repeatable =
      atom.type === 'look'
        ? !atom.behind && !this.#unicode
        : !['start', 'end', 'word', 'no word'].includes(atom.type);
    return this.#quantified(atom, before, repeatable);
  }

  #quantified(body: Tree, before: number, repeatable: boolean): Tree {
    const [min, max] = this.#quantifier() ?? [];
    if (min === undefined || max === undefined) return body;
    if (!repeatable) throw new PatternError('Nothing to repeat');
    if (min > max) throw new PatternError('numbers out of order in {} quantifier');
    const greedy = !this.#eat('?');
    return { type: 'repeat', body, min, max, greedy, groups: [before + 1, this.groups + 1] };
  }

  #quantifier(): readonly [number, number] | undefined {
    if (this.#eat('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#eat('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#eat('?')) return [0, 1];
    const braces = this.#braces();
    if (braces === undefined) {
      if (this.#unicode && this.#peek() === '{') throw new PatternError('Incomplete quantifier');
      return undefined;
    }
    this.#at = braces.end;
    return braces.range;
  }

  /** `{2}`, `{2,}` or `{2,3}` at this place. */
  #braces(): { readonly end: number; readonly range: readonly [number, number] } | undefined {
    if (this.#peek() !== '{') return undefined;
    let at = this.#at + 1;
    const number = () => {
      const from = at;
      while (isDigit(this.#text[at])) at++;
      return at === from ? undefined : Math.min(REPEAT_MAX, Number(this.#text.slice(from, at)));
    };
    const min = number();
    if (min === undefined) return undefined;
    let max = min;
    if (this.#text[at] === ',') {
      at++;
      max = number() ?? Number.POSITIVE_INFINITY;
    }
    return this.#text[at] === '}' ? { end: at + 1, range: [min, max] } : undefined;
  }

  #atom(): Tree {
    const next = this.#peek();
    switch (next) {
      case '^':
        this.#at++;
        return { type: 'start' };
      case '$':
        this.#at++;
        return { type: 'end' };
      case '.':
        this.#at++;
        return { type: 'any' };
      case '(':
        return this.#group();
      case '[':
        this.#at++;
        return { type: 'set', set: this.#set() };
      case '\\':
        this.#at++;
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError('Nothing to repeat');
      case '{':
        if (this.#unicode || this.#braces() !== undefined) throw new PatternError('Nothing to repeat');
        break;
      case '}':
      case ']':
        if (this.#unicode) throw new PatternError('Lone quantifier brackets');
        break;
      default:
        break;
    }
    return { type: 'character', code: this.#take() };
  }

  /** The next character: of Unicode patterns a whole code point. */
  #take(): number {
    const code = this.#unicode ? this.#text.codePointAt(this.#at) : this.#text.charCodeAt(this.#at);
    this.#at += code !== undefined && code > 0xffff ? 2 : 1;
    return code ?? 0;
  }

  #group(): Tree {
    this.#at++;
    let body: Tree;
    if (this.#eat('?')) {
      if (this.#eat(':')) body = this.#choice();
      else if (this.#eat('=')) body = { type: 'look', behind: false, negative: false, body: this.#choice() };
      else if (this.#eat('!')) body = { type: 'look', behind: false, negative: true, body: this.#choice() };
      else if (this.#eat('<=')) body = { type: 'look', behind: true, negative: false, body: this.#choice() };
      else if (this.#eat('<!')) body = { type: 'look', behind: true, negative: true, body: this.#choice() };
      else if (this.#eat('<')) {
        const index = ++this.groups;
        const name = this.#name('Invalid capture group name');
        if (this.names.has(name)) throw new PatternError('Duplicate capture group name');
        this.names.set(name, index);
        body = { type: 'group', index, body: this.#choice() };
      } else throw new PatternError('Invalid group');
    } else {
      const index = ++this.groups;
      body = { type: 'group', index, body: this.#choice() };
    }
    if (!this.#eat(')')) throw new PatternError('Unterminated group');
    return body;
  }

  #name(problem: string): string {
    const end = this.#text.indexOf('>', this.#at);
    const name = this.#text.slice(this.#at, Math.max(this.#at, end));
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) throw new PatternError(problem);
    this.#at = end + 1;
    return name;
  }

  #escape(): Tree {
    const next = this.#peek();
    if (next === undefined) throw new PatternError('\\ at end of pattern');
    if (next === 'b' || next === 'B') {
      this.#at++;
      return { type: next === 'b' ? 'word' : 'no word' };
    }
    if (next >= '1' && next <= '9') {
      const digits = /^\d+/.exec(this.#text.slice(this.#at, this.#at + 10))?.[0] ?? '';
      if (Number(digits) <= this.#groupCount) {
        this.#at += digits.length;
        return { type: 'reference', group: Number(digits) };
      }
      if (this.#unicode) throw new PatternError('Invalid escape');
    }
    if (next === 'k' && (this.#unicode || this.#hasNames)) {
      this.#at++;
      if (!this.#eat('<')) throw new PatternError('Invalid named reference');
      return { type: 'reference', group: this.#name('Invalid named reference') };
    }
    const found = this.#classEscape();
    if (found !== undefined) return { type: 'set', set: found };
    return { type: 'character', code: this.#characterEscape() };
  }

  /** `\d`, `\p{…}` and so on: undefined where it is no class. */
  #classEscape(): CharacterSet | undefined {
    const next = this.#peek() ?? '';
    if (/^[dDwWsS]$/.test(next)) {
      this.#at++;
      return { ranges: classRanges(next), tests: [], negated: false };
    }
    if (!this.#unicode || (next !== 'p' && next !== 'P')) return undefined;
    const end = this.#text.indexOf('}', this.#at);
    if (this.#peek(1) !== '{' || end < 0) throw new PatternError('Invalid property name');
    const test = propertyTest(this.#text.slice(this.#at + 2, end), next === 'P');
    this.#at = end + 1;
    return { ranges: [], tests: [test], negated: false };
  }

  #characterEscape(): number {
    const next = this.#peek() ?? '';
    const control = CONTROLS[next];
    if (control !== undefined) {
      this.#at++;
      return control;
    }
    const letter = this.#peek(1) ?? '';
    if (next === 'c' && /^[a-zA-Z]$/.test(letter)) {
      this.#at += 2;
      return letter.charCodeAt(0) % 32;
    }
    if (next === 'c' && !this.#unicode) return 92;
    if (next === 'x' || next === 'u') {
      const code = this.#hexadecimal(next);
      if (code !== undefined) return code;
      if (this.#unicode) throw new PatternError(next === 'u' ? 'Invalid Unicode escape' : 'Invalid escape');
    }
    if (next === '0' && !isDigit(letter)) {
      this.#at++;
      return 0;
    }
    if (next >= '0' && next <= '7' && !this.#unicode) return this.#octal();
    if (this.#unicode && !SYNTAX.test(next) && next !== '-') throw new PatternError('Invalid escape');
    return this.#take();
  }

  #octal(): number {
    const digits =
      /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(this.#text.slice(this.#at, this.#at + 3))?.[0] ?? '0';
    this.#at += digits.length;
    return Number.parseInt(digits, 8);
  }

  /** `\x41`, `\u0041` or `\u{1F600}`, behind the backslash. */
  #hexadecimal(letter: 'x' | 'u'): number | undefined {
    const rest = this.#text.slice(this.#at + 1, this.#at + 12);
    const braces = letter === 'u' && this.#unicode ? /^\{([0-9a-fA-F]+)\}/.exec(rest) : null;
    if (braces !== null) {
      const code = Number.parseInt(braces[1] ?? '', 16);
      if (code > 0x10ffff) throw new PatternError('Invalid Unicode escape');
      this.#at += 1 + braces[0].length;
      return code;
    }
    const found = (letter === 'x' ? /^[0-9a-fA-F]{2}/ : /^[0-9a-fA-F]{4}/).exec(rest)?.[0];
    if (found === undefined) return undefined;
    this.#at += 1 + found.length;
    const code = Number.parseInt(found, 16);
    const low = /^\\u(d[c-f][0-9a-f]{2})/i.exec(this.#text.slice(this.#at, this.#at + 6))?.[1];
    if (!this.#unicode || code < 0xd800 || code > 0xdbff || low === undefined) return code;
    this.#at += 6;
    return (code - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
  }

  /** What is between brackets, after the first of them. */
  #set(): CharacterSet {
    const negated = this.#eat('^');
    const ranges: number[] = [];
    const tests: ((code: number) => boolean)[] = [];
    const add = (item: number | CharacterSet) => {
      if (typeof item === 'number') ranges.push(item, item);
      else {
        ranges.push(...item.ranges);
        tests.push(...item.tests);
      }
    };
    while (!this.#eat(']')) {
      const from = this.#setItem();
      if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === undefined) {
        add(from);
        continue;
      }
      this.#at++;
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
    if (this.#peek() === undefined) throw new PatternError('Unterminated character class');
    if (!this.#eat('\\')) return this.#take();
    const next = this.#peek();
    if (next === undefined) throw new PatternError('\\ at end of pattern');
    if (next === 'b') {
      this.#at++;
      return 8;
    }
    return this.#classEscape() ?? this.#characterEscape();
  }
}

/** How many groups catch something, and whether any of them has a name: references ask before they are read. */
function countGroups(text: string): { readonly groups: number; readonly named: boolean } {
  let groups = 0;
  let named = false;
  let inSet = false;
  for (let at = 0; at < text.length; at++) {
    const next = text[at];
    if (next === '\\') at++;
    else if (next === '[') inSet = true;
    else if (next === ']') inSet = false;
    else if (next === '(' && !inSet) {
      const isNamed = /^\?<[^=!]/.test(text.slice(at + 1, at + 4));
      if (isNamed) named = true;
      if (isNamed || text[at + 1] !== '?') groups++;
    }
  }
  return { groups, named };
}

/** @throws PatternError */
export function parsePattern(text: string, unicode: boolean): ParsedPattern {
  const parser = new Parser(text, unicode);
  const tree = parser.whole();
  return { tree, groups: parser.groups, names: parser.names };
}
