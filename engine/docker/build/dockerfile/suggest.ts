/** Further away, a word isn't what was meant. */
const DISTANCE_MAX = 2;
const WORD_CHARACTERS_MAX = 32;

/** ` (did you mean FROM?)`, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  let best: string | undefined;
  let least = DISTANCE_MAX + 1;
  for (const candidate of word.length > WORD_CHARACTERS_MAX ? [] : known) {
    const distance = distanceOf(word, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === undefined ? '' : ` (did you mean ${best}?)`;
}

/** Levenshtein's. */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
