import { accepts, type Pattern } from './pattern-syntax.ts';

/** Patterns without groups of so many tokens are matched with all ways side by side in the bits of a number. */
const TOKENS_MAX = 29;

export function isShort(pattern: Pattern): boolean {
  return pattern.length <= TOKENS_MAX;
}

/** The states of a pattern as bits: which of them a character leads on from. */
class Automaton {
  readonly #pattern: Pattern;
  readonly #accepting = new Map<number, number>();
  readonly #many: number;
  readonly final: number;
  readonly first: number;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
    this.final = 1 << pattern.length;
    let many = 0;
    for (const [index, token] of pattern.entries()) if (token.is === 'many') many |= 1 << index;
    this.#many = many;
    this.first = this.#closure(1);
  }

  next(states: number, text: string, at: number): number {
    const stay = states & this.#many;
    const go = states & this.#accepts(text, at);
    return this.#closure(stay | (go << 1));
  }

  #accepts(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const known = this.#accepting.get(code);
    if (known !== undefined) return known;
    let mask = 0;
    for (const [index, token] of this.#pattern.entries())
      if (token.is !== 'many' && accepts(token, text.charAt(at))) mask |= 1 << index;
    this.#accepting.set(code, mask);
    return mask;
  }

  #closure(states: number): number {
    let all = states;
    for (;;) {
      const more = all | ((all & this.#many) << 1);
      if (more === all) return all;
      all = more;
    }
  }
}

/** Where a match that begins at `from` ends: the longest or the shortest one. -1: nowhere. */
export function endOfShort(pattern: Pattern, text: string, from: number, longest: boolean): number {
  const automaton = new Automaton(pattern);
  let states = automaton.first;
  let found = (states & automaton.final) === 0 ? -1 : from;
  if (found >= 0 && !longest) return found;
  for (let at = from; at < text.length && states !== 0; at++) {
    states = automaton.next(states, text, at);
    if ((states & automaton.final) === 0) continue;
    found = at + 1;
    if (!longest) return found;
  }
  return found;
}

/** The places from which there is a match, wherever it ends. */
export function startsOfShort(pattern: Pattern, text: string): boolean[] {
  const automaton = new Automaton([...pattern].reverse());
  const starts = new Array<boolean>(text.length + 1).fill(false);
  let states = automaton.first;
  starts[text.length] = (states & automaton.final) !== 0;
  for (let at = text.length - 1; at >= 0; at--) {
    states = automaton.next(states, text, at) | automaton.first;
    starts[at] = (states & automaton.final) !== 0;
  }
  return starts;
}
