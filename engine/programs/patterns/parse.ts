import { isDigit, PatternReader } from './reader.ts';
import { type ParsedPattern, PatternError, type Tree } from './tree.ts';

/** Groups inside each other, and how often something may be repeated at most. */
const DEPTH_MAX = 500;
const REPEAT_MAX = 2 ** 31 - 1;

const EMPTY: Tree = { type: 'empty' };

/** Reads a pattern, with what browsers allow besides (Annex B), unless it is a Unicode one. */
class Parser {
  readonly #text: string;
  readonly #reader: PatternReader;
  readonly #unicode: boolean;
  readonly #hasNames: boolean;
  readonly #groupCount: number;
  readonly names = new Map<string, number>();
  #depth = 0;
  groups = 0;

  constructor(text: string, unicode: boolean) {
    this.#text = text;
    this.#reader = new PatternReader(text, unicode);
    this.#unicode = unicode;
    const counted = countGroups(text);
    this.#hasNames = counted.named;
    this.#groupCount = counted.groups;
  }

  whole(): Tree {
    const tree = this.#choice();
    if (this.#reader.at < this.#text.length) {
      throw new PatternError(this.#reader.peek() === ')' ? "Unmatched ')'" : 'Nothing to repeat');
    }
    return tree;
  }

  #choice(): Tree {
    if (++this.#depth > DEPTH_MAX) throw new PatternError('Regular expression too large');
    const items = [this.#sequence()];
    while (this.#reader.eat('|')) items.push(this.#sequence());
    this.#depth--;
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { type: 'choice', items };
  }

  #sequence(): Tree {
    const items: Tree[] = [];
    for (
      let next = this.#reader.peek();
      next !== undefined && next !== '|' && next !== ')';
      next = this.#reader.peek()
    )
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
    const greedy = !this.#reader.eat('?');
    return { type: 'repeat', body, min, max, greedy, groups: [before + 1, this.groups + 1] };
  }

  #quantifier(): readonly [number, number] | undefined {
    if (this.#reader.eat('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#reader.eat('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#reader.eat('?')) return [0, 1];
    const braces = this.#braces();
    if (braces === undefined) {
      if (this.#unicode && this.#reader.peek() === '{') throw new PatternError('Incomplete quantifier');
      return undefined;
    }
    this.#reader.at = braces.end;
    return braces.range;
  }

  /** `{2}`, `{2,}` or `{2,3}` at this place. */
  #braces(): { readonly end: number; readonly range: readonly [number, number] } | undefined {
    if (this.#reader.peek() !== '{') return undefined;
    let at = this.#reader.at + 1;
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
    const next = this.#reader.peek();
    switch (next) {
      case '^':
        this.#reader.at++;
        return { type: 'start' };
      case '$':
        this.#reader.at++;
        return { type: 'end' };
      case '.':
        this.#reader.at++;
        return { type: 'any' };
      case '(':
        return this.#group();
      case '[':
        this.#reader.at++;
        return { type: 'set', set: this.#reader.set() };
      case '\\':
        this.#reader.at++;
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
    return { type: 'character', code: this.#reader.take() };
  }

  #group(): Tree {
    this.#reader.at++;
    let body: Tree;
    if (this.#reader.eat('?')) {
      if (this.#reader.eat(':')) body = this.#choice();
      else if (this.#reader.eat('='))
        body = { type: 'look', behind: false, negative: false, body: this.#choice() };
      else if (this.#reader.eat('!'))
        body = { type: 'look', behind: false, negative: true, body: this.#choice() };
      else if (this.#reader.eat('<='))
        body = { type: 'look', behind: true, negative: false, body: this.#choice() };
      else if (this.#reader.eat('<!'))
        body = { type: 'look', behind: true, negative: true, body: this.#choice() };
      else if (this.#reader.eat('<')) {
        const index = ++this.groups;
        const name = this.#reader.name('Invalid capture group name');
        if (this.names.has(name)) throw new PatternError('Duplicate capture group name');
        this.names.set(name, index);
        body = { type: 'group', index, body: this.#choice() };
      } else throw new PatternError('Invalid group');
    } else {
      const index = ++this.groups;
      body = { type: 'group', index, body: this.#choice() };
    }
    if (!this.#reader.eat(')')) throw new PatternError('Unterminated group');
    return body;
  }

  #escape(): Tree {
    const next = this.#reader.peek();
    if (next === undefined) throw new PatternError('\\ at end of pattern');
    if (next === 'b' || next === 'B') {
      this.#reader.at++;
      return { type: next === 'b' ? 'word' : 'no word' };
    }
    if (next >= '1' && next <= '9') {
      const digits = /^\d+/.exec(this.#text.slice(this.#reader.at, this.#reader.at + 10))?.[0] ?? '';
      if (Number(digits) <= this.#groupCount) {
        this.#reader.at += digits.length;
        return { type: 'reference', group: Number(digits) };
      }
      if (this.#unicode) throw new PatternError('Invalid escape');
    }
    if (next === 'k' && (this.#unicode || this.#hasNames)) {
      this.#reader.at++;
      if (!this.#reader.eat('<')) throw new PatternError('Invalid named reference');
      return { type: 'reference', group: this.#reader.name('Invalid named reference') };
    }
    const found = this.#reader.classEscape();
    if (found !== undefined) return { type: 'set', set: found };
    return { type: 'character', code: this.#reader.characterEscape() };
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
