/** A shell pattern, taken apart. In its text a backslash takes the meaning from the next character. */
export type Pattern = readonly PatternToken[];

type PatternToken =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'any' }
  | { readonly is: 'many' }
  | { readonly is: 'class'; readonly matches: (character: string) => boolean }
  | { readonly is: 'group'; readonly kind: string; readonly choices: readonly Pattern[] };

/** What looking for groups (`@(a|b)`) in a text may take: all ways to match are followed. Beyond it nothing matches. */
const GROUP_STEPS_MAX = 500_000;

/** Counts down the steps that are left. */
type Work = { left: number };

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** @param extended `?(…)`, `*(…)`, `+(…)`, `@(…)` and `!(…)` are groups */
export function parsePattern(text: string, extended = false): Pattern {
  const tokens: PatternToken[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const group = extended && '?*+@!'.includes(character) ? choicesAt(text, at + 1) : undefined;
    if (group !== undefined) {
      const choices = group.choices.map((choice) => parsePattern(choice, true));
      tokens.push({ is: 'group', kind: character, choices });
      at = group.end;
    } else if (character === '\\' && at + 1 < text.length) {
      tokens.push({ is: 'character', character: text.charAt(++at) });
    } else if (character === '*') {
      if (tokens.at(-1)?.is !== 'many') tokens.push({ is: 'many' });
    } else if (character === '?') {
      tokens.push({ is: 'any' });
    } else {
      const bracket = character === '[' ? parseBracket(text, at) : undefined;
      if (bracket === undefined) tokens.push({ is: 'character', character });
      else {
        tokens.push({ is: 'class', matches: bracket.matches });
        at = bracket.end;
      }
    }
  }
  return tokens;
}

/** The alternatives between parentheses, and where those close. */
function choicesAt(
  text: string,
  open: number,
): { readonly choices: string[]; readonly end: number } | undefined {
  if (text.charAt(open) !== '(') return undefined;
  const choices: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === '|' && depth === 1) {
      choices.push(text.slice(start, at));
      start = at + 1;
    } else if (character === ')' && --depth === 0) {
      choices.push(text.slice(start, at));
      return { choices, end: at };
    }
  }
  return undefined;
}

function hasGroups(pattern: Pattern): boolean {
  return pattern.some(({ is }) => is === 'group');
}

/** Where matches of a pattern with groups end that begin at one of the places. */
function endsFrom(
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

/** True where it means more than itself. */
export function isPattern(text: string, extended = false): boolean {
  return parsePattern(text, extended).some(({ is }) => is !== 'character');
}

/** What a pattern without special characters stands for. */
export function literal(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^()|+@-]/g, '\\$&');
}

function parseBracket(
  text: string,
  start: number,
): { readonly end: number; readonly matches: (character: string) => boolean } | undefined {
  let at = start + 1;
  const negated = text[at] === '!' || text[at] === '^';
  if (negated) at++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    const character = text.charAt(at);
    if (character === '') return undefined;
    if (character === ']' && !first) break;
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12));
    const expression = CLASSES[named?.[1] ?? ''];
    if (named !== null && expression !== undefined) {
      tests.push((each) => expression.test(each));
      at += named[0].length;
      continue;
    }
    const low = member(text, at);
    at = low.end;
    if (text[at] === '-' && text[at + 1] !== ']' && at + 1 < text.length) {
      const high = member(text, at + 1);
      at = high.end;
      tests.push((each) => each >= low.character && each <= high.character);
    } else tests.push((each) => each === low.character);
  }
  return { end: at, matches: (character) => tests.some((test) => test(character)) !== negated };
}

function member(text: string, at: number): { readonly character: string; readonly end: number } {
  if (text[at] === '\\' && at + 1 < text.length) return { character: text.charAt(at + 1), end: at + 2 };
  return { character: text.charAt(at), end: at + 1 };
}

function accepts(token: PatternToken | undefined, character: string): boolean {
  if (token === undefined) return false;
  if (token.is === 'character') return token.character === character;
  return token.is === 'class' ? token.matches(character) : token.is === 'any';
}

/** Whether it matches the whole text. Takes time in proportion to both lengths at worst. */
export function matches(pattern: Pattern, text: string): boolean {
  if (hasGroups(pattern)) return endsFrom(pattern, text, new Set([0])).has(text.length);
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
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

function closure(pattern: Pattern, states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state]?.is === 'many') states.add(state + 1);
  return states;
}

/** The places from which there is a match, wherever it ends. */
function possibleStarts(pattern: Pattern, text: string): boolean[] {
  if (hasGroups(pattern)) return new Array<boolean>(text.length + 1).fill(true);
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

export function removePrefix(pattern: Pattern, text: string, longest: boolean): string {
  const end = matchEnd(pattern, text, 0, longest);
  return end < 0 ? text : text.slice(end);
}

export function removeSuffix(pattern: Pattern, text: string, longest: boolean): string {
  if (hasGroups(pattern)) return removeGroupedSuffix(pattern, text, longest);
  const reversed = [...text].reverse().join('');
  const end = matchEnd([...pattern].reverse(), reversed, 0, longest);
  return end < 0 ? text : text.slice(0, text.length - end);
}

/** `${x/pattern/by}`: the first match, or with `all` every one. */
export function replaceMatches(pattern: Pattern, text: string, by: string, all: boolean): string {
  if (pattern.length === 0) return text;
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

function removeGroupedSuffix(pattern: Pattern, text: string, longest: boolean): string {
  const work = { left: GROUP_STEPS_MAX };
  for (let step = 0; step <= text.length; step++) {
    const start = longest ? step : text.length - step;
    if (endsFrom(pattern, text, new Set([start]), work).has(text.length)) return text.slice(0, start);
  }
  return text;
}
