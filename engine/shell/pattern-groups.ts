import { accepts, type Pattern, type PatternToken } from './pattern-syntax.ts';

/** What looking for groups (`@(a|b)`) in a text may take: all ways to match are followed. Beyond it nothing matches. */
export const GROUP_STEPS_MAX = 500_000;

/** Counts down the steps that are left. */
export type Work = { left: number };

export function hasGroups(pattern: Pattern): boolean {
  return pattern.some(({ is }) => is === 'group');
}

/** Where matches of a pattern with groups end that begin at one of the places. */
export function endsFrom(
  pattern: Pattern,
  text: string,
  starts: ReadonlySet<number>,
  work: Work = { left: GROUP_STEPS_MAX },
): Set<number> {
  let places = new Set(starts);
  for (const token of pattern) {
    const next = new Set<number>();
    if (token.is === 'many') {
      work.left -= text.length;
      for (let end = Math.min(...places); end <= text.length; end++) next.add(end);
    }
    for (const place of places) {
      if (work.left-- <= 0) return new Set();
      if (token.is === 'many') break;
      if (token.is === 'group') for (const end of groupEnds(token, text, place, work)) next.add(end);
      else if (place < text.length && accepts(token, text.charAt(place))) next.add(place + 1);
    }
    places = next;
    if (places.size === 0) break;
  }
  return places;
}

function groupEnds(
  { kind, choices }: Extract<PatternToken, { is: 'group' }>,
  text: string,
  place: number,
  work: Work,
): Set<number> {
  const once = (from: ReadonlySet<number>) => {
    const ends = new Set<number>();
    for (const choice of choices) for (const end of endsFrom(choice, text, from, work)) ends.add(end);
    return ends;
  };
  const start = new Set([place]);
  if (kind === '@') return once(start);
  if (kind === '?') return new Set([place, ...once(start)]);
  if (kind === '!') {
    const taken = once(start);
    const ends = new Set<number>();
    work.left -= text.length;
    for (let end = place; end <= text.length; end++) if (!taken.has(end)) ends.add(end);
    return ends;
  }
  const all = new Set(kind === '*' ? start : []);
  for (let fresh = once(start); fresh.size > 0; ) {
    const unseen = new Set([...fresh].filter((end) => !all.has(end)));
    for (const end of unseen) all.add(end);
    fresh = unseen.size === 0 ? unseen : once(unseen);
  }
  return all;
}
