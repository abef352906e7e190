import { SystemError } from '../filesystem/errors.ts';
import { indexIn, splitAt } from '../simulation/text-search.ts';
import { endsFrom, GROUP_STEPS_MAX, hasGroups, type Work } from './pattern-groups.ts';
import { accepts, literalOf, type Pattern } from './pattern-syntax.ts';
import { endOfShort, isShort, startsOfShort } from './short-patterns.ts';

export { escapePattern, isPattern, literal, type Pattern, parsePattern } from './pattern-syntax.ts';

/** What matching may take, in steps: more of it is as if there were no memory for it. */
const STEPS_MAX = 10_000_000;

/** Whether it matches the whole text. @throws SystemError ENOMEM where that takes too long */
export function matches(pattern: Pattern, text: string): boolean {
  if (hasGroups(pattern)) return endsFrom(pattern, text, new Set([0])).has(text.length);
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  let left = STEPS_MAX;
  while (at < text.length) {
    if (left-- === 0) throw new SystemError('ENOMEM');
    if (pattern[token]?.is === 'many') {
      star = token++;
      starAt = at;
    } else if (accepts(pattern[token], text.charAt(at))) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[token]?.is === 'many') token++;
  return token === pattern.length;
}

/**
 * Where a match that begins at `from` ends: the longest or the shortest one. -1: nowhere. All ways to match are
 * followed side by side, so that no pattern takes more than its length times that of the text.
 */
function matchEnd(
  pattern: Pattern,
  text: string,
  from: number,
  longest: boolean,
  work: Work = { left: GROUP_STEPS_MAX },
): number {
  if (hasGroups(pattern)) {
    const ends = [...endsFrom(pattern, text, new Set([from]), work)];
    return ends.length === 0 ? -1 : longest ? Math.max(...ends) : Math.min(...ends);
  }
  if (isShort(pattern)) return endOfShort(pattern, text, from, longest);
  checkLength(pattern, text.length - from);
  let states = closure(pattern, new Set([0]));
  let found = states.has(pattern.length) ? from : -1;
  if (found >= 0 && !longest) return found;
  for (let at = from; at < text.length && states.size > 0; at++) {
    const next = new Set<number>();
    for (const state of states) {
      if (pattern[state]?.is === 'many') next.add(state);
      else if (accepts(pattern[state], text.charAt(at))) next.add(state + 1);
    }
    states = closure(pattern, next);
    if (!states.has(pattern.length)) continue;
    found = at + 1;
    if (!longest) return found;
  }
  return found;
}

function checkLength(pattern: Pattern, characters: number): void {
  if (pattern.length * characters > STEPS_MAX) throw new SystemError('ENOMEM');
}

function closure(pattern: Pattern, states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state]?.is === 'many') states.add(state + 1);
  return states;
}

/** The places from which there is a match, wherever it ends. */
function possibleStarts(pattern: Pattern, text: string): boolean[] {
  if (hasGroups(pattern)) return new Array<boolean>(text.length + 1).fill(true);
  if (isShort(pattern)) return startsOfShort(pattern, text);
  checkLength(pattern, text.length);
  const backwards = [...pattern].reverse();
  const starts = new Array<boolean>(text.length + 1).fill(false);
  let states = closure(backwards, new Set([0]));
  starts[text.length] = states.has(pattern.length);
  for (let at = text.length - 1; at >= 0; at--) {
    const next = new Set<number>([0]);
    for (const state of states) {
      if (backwards[state]?.is === 'many') next.add(state);
      else if (accepts(backwards[state], text.charAt(at))) next.add(state + 1);
    }
    states = closure(backwards, next);
    starts[at] = states.has(pattern.length);
  }
  return starts;
}

function reversedText(text: string): string {
  const characters: string[] = [];
  for (let at = text.length - 1; at >= 0; at--) characters.push(text.charAt(at));
  return characters.join('');
}

export function removePrefix(pattern: Pattern, text: string, longest: boolean): string {
  const end = matchEnd(pattern, text, 0, longest);
  return end < 0 ? text : text.slice(end);
}

export function removeSuffix(pattern: Pattern, text: string, longest: boolean): string {
  if (hasGroups(pattern)) return removeGroupedSuffix(pattern, text, longest);
  const reversed = reversedText(text);
  const end = matchEnd([...pattern].reverse(), reversed, 0, longest);
  return end < 0 ? text : text.slice(0, text.length - end);
}

/** `${x/pattern/by}`: the first match, or with `all` every one. */
export function replaceMatches(pattern: Pattern, text: string, by: string, all: boolean): string {
  if (pattern.length === 0) return text;
  const plain = literalOf(pattern);
  if (plain !== undefined) return replaceLiteral(plain, text, by, all);
  const starts = possibleStarts(pattern, text);
  const work = { left: GROUP_STEPS_MAX };
  const parts: string[] = [];
  let at = 0;
  let copied = 0;
  while (at <= text.length) {
    const end = starts[at] ? matchEnd(pattern, text, at, true, work) : -1;
    if (end <= at && !(end === at && text === '')) {
      at++;
      continue;
    }
    parts.push(text.slice(copied, at), by);
    copied = end;
    at = Math.max(end, at + 1);
    if (!all) break;
  }
  return parts.join('') + text.slice(copied);
}

function replaceLiteral(part: string, text: string, by: string, all: boolean): string {
  if (all) return splitAt(text, part).join(by);
  const at = indexIn(text, part);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + part.length);
}

function removeGroupedSuffix(pattern: Pattern, text: string, longest: boolean): string {
  const work = { left: GROUP_STEPS_MAX };
  for (let step = 0; step <= text.length; step++) {
    const start = longest ? step : text.length - step;
    if (endsFrom(pattern, text, new Set([start]), work).has(text.length)) return text.slice(0, start);
  }
  return text;
}
