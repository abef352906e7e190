import {
  type Assertion,
  anyCharacter,
  type CharacterSet,
  characterClasses,
  isWordCode,
  type Node,
  PatternError,
  setOf,
  without,
} from './syntax.ts';

export type Dialect = 'basic' | 'extended';

/** How deep groups may be in each other. */
const DEPTH_MAX = 100;
/** RE_DUP_MAX of glibc. */
const REPEAT_MAX = 32_767;

export interface Parsed {
  readonly node: Node;
  readonly groups: number;
  readonly backReferences: boolean;
}

/** Parses a POSIX regular expression with GNU's additions. @param groupsBefore how many groups others have */
export function parseRegex(source: string, dialect: Dialect, groupsBefore = 0): Parsed {
  const parser = new Parser(source, dialect === 'extended', groupsBefore);
  const node = parser.choice(0);
  parser.expectEnd();
  return { node, groups: parser.groups, backReferences: parser.backReferences };
}

const assertions: Readonly<Record<string, Assertion>> = {
  b: 'b',
  B: 'B',
  '<': '<',
  '>': '>',
  '`': 'A',
  "'": 'z',
};

const wordSet = setOf(isWordCode);
const spaceSet = setOf(characterClasses.space ?? (() => false));
const escapedSets: Readonly<Record<string, CharacterSet>> = {
  w: wordSet,
  W: without(wordSet),
  s: spaceSet,
  S: without(spaceSet),
};

function literal(character: string): Node {
  const code = character.charCodeAt(0);
  return { kind: 'set', set: setOf((each) => each === code) };
}

class Parser {
  groups = 0;
  backReferences = false;
  private at = 0;
  private readonly source: string;
  private readonly extended: boolean;
  private readonly groupsBefore: number;

  constructor(source: string, extended: boolean, groupsBefore: number) {
    this.source = source;
    this.extended = extended;
    this.groupsBefore = groupsBefore;
  }

  /** Whether an operator comes next: bare in one dialect, behind a backslash in the other. */
  private sees(operator: string): boolean {
    return this.source.startsWith(this.extended ? operator : `\\${operator}`, this.at);
  }

  private take(operator: string): boolean {
    if (!this.sees(operator)) return false;
    this.at += this.extended ? operator.length : operator.length + 1;
    return true;
  }

  expectEnd(): void {
    if (this.at < this.source.length) throw new PatternError('closing');
  }

  choice(depth: number): Node {
    if (depth > DEPTH_MAX) throw new PatternError('size');
    const nodes = [this.sequence(depth)];
    while (this.take('|')) nodes.push(this.sequence(depth));
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes };
  }

  private sequence(depth: number): Node {
    const nodes: Node[] = [];
    while (this.at < this.source.length && !this.sees('|')) {
      if (this.sees(')')) {
        if (depth > 0) break;
        // An extended expression's lone `)` is itself, as in GNU's grep and awk.
        if (!this.extended) throw new PatternError('closing');
      }
      nodes.push(this.repeated(this.atom(depth, nodes.length === 0), nodes.length === 0));
    }
    return { kind: 'sequence', nodes };
  }

  private repeated(atom: Node, first: boolean): Node {
    let node = atom;
    const starIsLiteral = !this.extended && first && atom.kind === 'assert' && atom.what === '^';
    if (starIsLiteral) return node;
    for (;;) {
      const range = this.repetition();
      if (range === undefined) return node;
      if (node.kind === 'assert') node = { kind: 'sequence', nodes: [node] };
      node = { kind: 'repeat', node, min: range[0], max: range[1] };
    }
  }

  private repetition(): readonly [number, number] | undefined {
    if (this.source[this.at] === '*') {
      this.at++;
      return [0, Number.POSITIVE_INFINITY];
    }
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    return this.sees('{') ? this.interval() : undefined;
  }

  private interval(): readonly [number, number] | undefined {
    const close = this.extended ? '}' : '\\}';
    const from = this.at + (this.extended ? 1 : 2);
    const end = this.source.indexOf(close, from);
    const text = end < 0 ? '' : this.source.slice(from, end);
    const parts = /^(\d*)(?:(,)(\d*))?$/.exec(text);
    if (end < 0 || parts === null || text === '' || text === ',') {
      if (this.extended) return undefined;
      throw new PatternError(end < 0 ? 'brace' : 'interval');
    }
    this.at = end + close.length;
    const min = Number(parts[1] || 0);
    const open = parts[3] === '' ? Number.POSITIVE_INFINITY : Number(parts[3]);
    const max = parts[2] === undefined ? min : open;
    if (min > max) throw new PatternError('interval');
    if (min > REPEAT_MAX || (Number.isFinite(max) && max > REPEAT_MAX)) throw new PatternError('size');
    return [min, max];
  }

  private atom(depth: number, first: boolean): Node {
    if (this.take('(')) return this.group(depth);
    const character = this.source[this.at] ?? '';
    this.at++;
    if (character === '\\') return this.escaped();
    if (character === '[') return { kind: 'set', set: this.bracket() };
    if (character === '.') return { kind: 'set', set: anyCharacter };
    if (character === '^' && (this.extended || first)) return { kind: 'assert', what: '^' };
    if (character === '$' && (this.extended || this.closes())) return { kind: 'assert', what: '$' };
    return literal(character);
  }

  /** Where a `$` of a basic expression is an anchor: before the end of what it stands in. */
  private closes(): boolean {
    return this.at >= this.source.length || this.sees(')') || this.sees('|');
  }

  private group(depth: number): Node {
    this.groups++;
    const index = this.groupsBefore + this.groups;
    const node = this.choice(depth + 1);
    if (!this.take(')')) throw new PatternError('parenthesis');
    return { kind: 'group', index, node };
  }

  private escaped(): Node {
    const character = this.source[this.at];
    if (character === undefined) throw new PatternError('backslash');
    this.at++;
    if (/[1-9]/.test(character)) {
      const index = Number(character);
      if (index > this.groups) throw new PatternError('reference');
      this.backReferences = true;
      return { kind: 'back', index: this.groupsBefore + index };
    }
    const set = escapedSets[character];
    if (set !== undefined) return { kind: 'set', set };
    const what = assertions[character];
    return what === undefined ? literal(character) : { kind: 'assert', what };
  }

  /** A bracket expression, from behind its `[`. */
  private bracket(): CharacterSet {
    const set = new Uint8Array(256);
    const negated = this.source[this.at] === '^';
    if (negated) this.at++;
    for (let first = true; first || this.source[this.at] !== ']'; first = false) {
      if (this.at >= this.source.length) throw new PatternError('bracket');
      if (this.source.startsWith('[:', this.at)) this.className(set);
      else this.range(set);
    }
    this.at++;
    return negated ? without(set) : set;
  }

  private className(set: CharacterSet): void {
    const end = this.source.indexOf(':]', this.at + 2);
    if (end < 0) throw new PatternError('bracket');
    const test = characterClasses[this.source.slice(this.at + 2, end)];
    if (test === undefined) throw new PatternError('className');
    for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1;
    this.at = end + 2;
  }

  private range(set: CharacterSet): void {
    const low = this.element();
    let high = low;
    if (
      this.source[this.at] === '-' &&
      this.source[this.at + 1] !== ']' &&
      this.at + 1 < this.source.length
    ) {
      this.at++;
      high = this.element();
    }
    if (high < low) throw new PatternError('range');
    for (let code = low; code <= high; code++) set[code] = 1;
  }

  /** One character, or `[.x.]` or `[=x=]`. */
  private element(): number {
    const opening = this.source.slice(this.at, this.at + 2);
    if (opening !== '[.' && opening !== '[=') return this.source.charCodeAt(this.at++);
    const closing = `${opening[1]}]`;
    const end = this.source.indexOf(closing, this.at + 2);
    if (end !== this.at + 3) throw new PatternError('bracket');
    const code = this.source.charCodeAt(this.at + 2);
    this.at = end + 2;
    return code;
  }
}
