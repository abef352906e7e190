/** Characters compared between two pauses. */
const PAUSE_CHARACTERS = 20_000;

/**
 * Whether a text fits a pattern of redis: `*`, `?`, `[a-c]`, `[^a]`, `\x`. Of several stars only the last is gone back to,
 * so it takes the product of both lengths at most; it yields after many comparisons.
 */
export function* globMatches(pattern: string, text: string): Generator<undefined, boolean> {
  let [at, here, star, retry, compared] = [0, 0, -1, 0, 0];
  while (here < text.length) {
    if (++compared % PAUSE_CHARACTERS === 0) yield;
    const sign = pattern[at];
    if (sign === '*') {
      star = at++;
      retry = here;
      continue;
    }
    const end = sign === undefined ? -1 : one(pattern, at, text[here] ?? '');
    if (end >= 0) {
      at = end;
      here++;
    } else if (star >= 0) {
      at = star + 1;
      here = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at >= pattern.length;
}

/** For short texts and patterns of one's own. */
export function globMatchesNow(pattern: string, text: string): boolean {
  const work = globMatches(pattern, text);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Matches one character. @returns where the pattern goes on; -1: it doesn't fit */
function one(pattern: string, at: number, character: string): number {
  const sign = pattern[at];
  if (sign === '?') return at + 1;
  if (sign === '\\' && at + 1 < pattern.length) return pattern[at + 1] === character ? at + 2 : -1;
  if (sign !== '[') return sign === character ? at + 1 : -1;
  let next = at + 1;
  const negated = pattern[next] === '^';
  if (negated) next++;
  let found = false;
  while (next < pattern.length && pattern[next] !== ']') {
    if (pattern[next] === '\\' && next + 1 < pattern.length) next++;
    const from = pattern[next] ?? '';
    if (pattern[next + 1] === '-' && next + 2 < pattern.length && pattern[next + 2] !== ']') {
      const to = pattern[next + 2] ?? '';
      const [low, high] = from < to ? [from, to] : [to, from];
      found ||= character >= low && character <= high;
      next += 3;
    } else {
      found ||= from === character;
      next++;
    }
  }
  return found === negated ? -1 : next + 1;
}
