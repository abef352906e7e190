import { canonical, setTest } from './sets.ts';
import { type ParsedPattern, PatternError, type Tree } from './tree.ts';

/** What the matcher does at a place. `back`: it reads towards the beginning, within look-behind. */
export type Step =
  | { readonly do: 'match' | 'fail' }
  | { readonly do: 'character'; readonly code: number; readonly back: boolean }
  | { readonly do: 'test'; readonly test: (code: number) => boolean; readonly back: boolean }
  | { readonly do: 'split'; first: number; second: number }
  | { readonly do: 'jump'; to: number }
  | { readonly do: 'save'; readonly register: number }
  | { readonly do: 'set'; readonly register: number; readonly value: number }
  /** A round of a loop is about to begin, or not: by how many there have been. */
  | {
      readonly do: 'loop';
      readonly count: number;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
      readonly body: number;
      after: number;
    }
  /** A round is over: it counts, unless it was empty and not needed. */
  | {
      readonly do: 'round';
      readonly count: number;
      readonly place: number;
      readonly min: number;
      readonly loop: number;
    }
  | { readonly do: 'forget'; readonly from: number; readonly below: number }
  | { readonly do: 'look'; readonly negative: boolean; after: number }
  | { readonly do: 'reference'; readonly group: number; readonly back: boolean }
  | { readonly do: 'start' | 'end' | 'word' | 'no word' };

/** A compiled pattern. */
export interface PatternCode {
  readonly steps: readonly Step[];
  /** Places: two of each group, the whole first; then what loops count. */
  readonly registers: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly unicode: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  /** What every match begins with, where that is known: one character. */
  readonly first: string | undefined;
}

const isLineEnd = (code: number) => code === 10 || code === 13 || code === 0x2028 || code === 0x2029;

class Writer {
  readonly steps: Step[] = [];
  readonly #names: ReadonlyMap<string, number>;
  readonly #flags: string;
  readonly #unicode: boolean;
  registers: number;

  constructor({ groups, names }: ParsedPattern, flags: string) {
    this.#names = names;
    this.#flags = flags;
    this.#unicode = /[uv]/.test(flags);
    this.registers = 2 * (groups + 1);
  }

  write(tree: Tree, back: boolean): void {
    const { steps } = this;
    const ignoreCase = this.#flags.includes('i');
    switch (tree.type) {
      case 'empty':
        break;
      case 'character':
        steps.push({
          do: 'character',
          code: ignoreCase ? canonical(tree.code, this.#unicode) : tree.code,
          back,
        });
        break;
      case 'set':
        steps.push({ do: 'test', test: setTest(tree.set, ignoreCase, this.#unicode), back });
        break;
      case 'any':
        steps.push({
          do: 'test',
          test: this.#flags.includes('s') ? () => true : (code) => !isLineEnd(code),
          back,
        });
        break;
      case 'sequence':
        for (const item of back ? [...tree.items].reverse() : tree.items) this.write(item, back);
        break;
      case 'choice':
        this.#choice(tree.items, back);
        break;
      case 'group':
        steps.push({ do: 'save', register: 2 * tree.index + (back ? 1 : 0) });
        this.write(tree.body, back);
        steps.push({ do: 'save', register: 2 * tree.index + (back ? 0 : 1) });
        break;
      case 'repeat':
        this.#repeat(tree, back);
        break;
      case 'look': {
        const look = { do: 'look' as const, negative: tree.negative, after: 0 };
        steps.push(look);
        this.write(tree.body, tree.behind);
        steps.push({ do: 'match' });
        look.after = steps.length;
        break;
      }
      case 'reference':
        steps.push({ do: 'reference', group: this.#group(tree.group), back });
        break;
      default:
        steps.push({ do: tree.type });
    }
  }

  #group(group: number | string): number {
    if (typeof group === 'number') return group;
    const found = this.#names.get(group);
    if (found === undefined) throw new PatternError('Invalid named capture referenced');
    return found;
  }

  #choice(items: readonly Tree[], back: boolean): void {
    const ends: { to: number }[] = [];
    for (const [index, item] of items.entries()) {
      const isLast = index === items.length - 1;
      const split = { do: 'split' as const, first: 0, second: 0 };
      if (!isLast) {
        this.steps.push(split);
        split.first = this.steps.length;
      }
      this.write(item, back);
      if (isLast) break;
      const end = { do: 'jump' as const, to: 0 };
      this.steps.push(end);
      ends.push(end);
      split.second = this.steps.length;
    }
    for (const end of ends) end.to = this.steps.length;
  }

  #repeat({ body, min, max, greedy, groups }: Tree & { type: 'repeat' }, back: boolean): void {
    const { steps } = this;
    if (max === 0) return;
    if (min === 0 && max === 1 && groups[0] === groups[1]) {
      const split = { do: 'split' as const, first: 0, second: 0 };
      steps.push(split);
      const start = steps.length;
      this.write(body, back);
      split.first = greedy ? start : steps.length;
      split.second = greedy ? steps.length : start;
      return;
    }
    const [count, place] = [this.registers, this.registers + 1];
    this.registers += 2;
    steps.push({ do: 'set', register: count, value: 0 });
    const at = steps.length;
    const loop = { do: 'loop' as const, count, min, max, greedy, body: at + 1, after: 0 };
    steps.push(loop);
    steps.push({ do: 'save', register: place });
    if (groups[0] < groups[1]) steps.push({ do: 'forget', from: 2 * groups[0], below: 2 * groups[1] });
    this.write(body, back);
    steps.push({ do: 'round', count, place, min, loop: at });
    loop.after = steps.length;
  }
}

function firstOf(tree: Tree): string | undefined {
  if (tree.type === 'character') return String.fromCodePoint(tree.code);
  if (tree.type === 'group') return firstOf(tree.body);
  if (tree.type === 'repeat' && tree.min > 0) return firstOf(tree.body);
  const [first] = tree.type === 'sequence' ? tree.items : [];
  return first === undefined ? undefined : firstOf(first);
}

export function compilePattern(parsed: ParsedPattern, flags: string): PatternCode {
  const writer = new Writer(parsed, flags);
  writer.write(parsed.tree, false);
  writer.steps.push({ do: 'match' });
  const ignoreCase = flags.includes('i');
  return {
    steps: writer.steps,
    registers: writer.registers,
    groups: parsed.groups,
    names: parsed.names,
    unicode: /[uv]/.test(flags),
    ignoreCase,
    multiline: flags.includes('m'),
    first: ignoreCase ? undefined : firstOf(parsed.tree),
  };
}
