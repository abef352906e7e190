import { isWordCode, type Node, PatternError } from './syntax.ts';

/** Steps one search may take: back-references make matching hard without end. */
const STEPS_MAX = 1_000_000;
/** How deep the search may nest: a few calls for each, and the stack of either host takes some thousands. */
const DEPTH_MAX = 600;

export interface BacktrackOptions {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly groups: number;
}

type Continue = (at: number) => boolean;

/** Searches from `from` on for a match of a tree with back-references. @returns offsets of each group */
export function searchBacktracking(
  root: Node,
  options: BacktrackOptions,
  text: string,
  from: number,
): number[] | undefined {
  const search = new Search(options, text);
  for (let start = from; start <= text.length; start++) {
    const end = search.from(root, start);
    if (end !== undefined) return [start, end, ...search.offsets.slice(2)];
  }
  return undefined;
}

class Search {
  offsets: number[];
  private steps = 0;
  private depth = 0;
  private readonly options: BacktrackOptions;
  private readonly text: string;

  constructor(options: BacktrackOptions, text: string) {
    this.options = options;
    this.text = text;
    this.offsets = new Array<number>(2 * (options.groups + 1)).fill(-1);
  }

  from(root: Node, start: number): number | undefined {
    this.offsets.fill(-1);
    let end: number | undefined;
    this.match(root, start, (at) => {
      end = at;
      return true;
    });
    return end;
  }

  private match(node: Node, at: number, next: Continue): boolean {
    if (++this.steps > STEPS_MAX || this.depth > DEPTH_MAX) throw new PatternError('size');
    this.depth++;
    try {
      return this.matchNode(node, at, next);
    } finally {
      this.depth--;
    }
  }

  private matchNode(node: Node, at: number, next: Continue): boolean {
    switch (node.kind) {
      case 'set':
        return this.accepts(node.set, at) && next(at + 1);
      case 'sequence':
        return this.sequence(node.nodes, 0, at, next);
      case 'choice':
        return node.nodes.some((each) => this.match(each, at, next));
      case 'group':
        return this.group(node.index, node.node, at, next);
      case 'repeat':
        return node.node.kind === 'set'
          ? this.repeatSet(node.node.set, node.min, node.max, at, next)
          : this.repeat(node.node, node.min, node.max, at, next);
      case 'assert':
        return this.holds(node.what, at) && next(at);
      case 'back':
        return this.back(node.index, at, next);
    }
  }

  private accepts(set: Uint8Array, at: number): boolean {
    if (at >= this.text.length) return false;
    const code = this.text.charCodeAt(at);
    if (set[code] === 1) return true;
    if (!this.options.ignoreCase) return false;
    const character = this.text.charAt(at);
    const lower = character.toLowerCase().charCodeAt(0);
    return set[lower] === 1 || set[character.toUpperCase().charCodeAt(0)] === 1;
  }

  private sequence(nodes: readonly Node[], index: number, at: number, next: Continue): boolean {
    const node = nodes[index];
    if (node === undefined) return next(at);
    return this.match(node, at, (after) => this.sequence(nodes, index + 1, after, next));
  }

  private group(index: number, node: Node, at: number, next: Continue): boolean {
    const { offsets } = this;
    const [start = -1, end = -1] = [offsets[2 * index], offsets[2 * index + 1]];
    const found = this.match(node, at, (after) => {
      const [innerStart = -1, innerEnd = -1] = [offsets[2 * index], offsets[2 * index + 1]];
      offsets[2 * index] = at;
      offsets[2 * index + 1] = after;
      if (next(after)) return true;
      offsets[2 * index] = innerStart;
      offsets[2 * index + 1] = innerEnd;
      return false;
    });
    if (!found) {
      offsets[2 * index] = start;
      offsets[2 * index + 1] = end;
    }
    return found;
  }

  private repeatSet(set: Uint8Array, min: number, max: number, at: number, next: Continue): boolean {
    let end = at;
    while (end - at < max && this.accepts(set, end)) end++;
    for (; end - at >= min; end--) {
      if (++this.steps > STEPS_MAX) throw new PatternError('size');
      if (next(end)) return true;
    }
    return false;
  }

  private repeat(node: Node, min: number, max: number, at: number, next: Continue): boolean {
    if (max > 0) {
      const more = this.match(node, at, (after) => {
        if (after === at && min <= 0) return false;
        return this.repeat(node, min - 1, max - 1, after, next);
      });
      if (more) return true;
    }
    return min <= 0 && next(at);
  }

  private holds(what: string, at: number): boolean {
    const { text } = this;
    const before = at > 0 && isWordCode(text.charCodeAt(at - 1));
    const after = at < text.length && isWordCode(text.charCodeAt(at));
    if (what === '^') return at === 0 || (this.options.multiline && text[at - 1] === '\n');
    if (what === '$') return at === text.length || (this.options.multiline && text[at] === '\n');
    if (what === 'A') return at === 0;
    if (what === 'z') return at === text.length;
    if (what === '<') return !before && after;
    if (what === '>') return before && !after;
    return (what === 'b') === (before !== after);
  }

  private back(index: number, at: number, next: Continue): boolean {
    const [start = -1, end = -1] = [this.offsets[2 * index], this.offsets[2 * index + 1]];
    if (start < 0) return false;
    const wanted = this.text.slice(start, end);
    const there = this.text.slice(at, at + wanted.length);
    const same = this.options.ignoreCase ? there.toLowerCase() === wanted.toLowerCase() : there === wanted;
    return same && next(at + wanted.length);
  }
}
