/** A shell pattern, taken apart. In its text a backslash takes the meaning from the next character. */
export type Pattern = readonly PatternToken[];

type PatternToken =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'any' }
  | { readonly is: 'many' }
  | { readonly is: 'class'; readonly matches: (character: string) => boolean };

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

export function parsePattern(text: string): Pattern {
  const tokens: PatternToken[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && at + 1 < text.length) {
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

/** True where it means more than itself. */
export function isPattern(text: string): boolean {
  return parsePattern(text).some(({ is }) => is !== 'character');
}

/** What a pattern without special characters stands for. */
export function literal(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^-]/g, '\\$&');
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
function matchEnd(pattern: Pattern, text: string, from: number, longest: boolean): number {
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
  const reversed = [...text].reverse().join('');
  const end = matchEnd([...pattern].reverse(), reversed, 0, longest);
  return end < 0 ? text : text.slice(0, text.length - end);
}

/** `${x/pattern/by}`: the first match, or with `all` every one. */
export function replaceMatches(pattern: Pattern, text: string, by: string, all: boolean): string {
  if (pattern.length === 0) return text;
  const starts = possibleStarts(pattern, text);
  const parts: string[] = [];
  let at = 0;
  let copied = 0;
  while (at <= text.length) {
    const end = starts[at] ? matchEnd(pattern, text, at, true) : -1;
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
