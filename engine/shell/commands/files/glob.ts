/** fnmatch(3), in time that grows with the pattern times the text at most. */

/** What one place of a pattern takes. */
type Piece = { readonly any: true } | { readonly takes: (letter: string) => boolean };

export function globMatches(pattern: string, text: string, ignoreCase = false): boolean {
  const pieces = piecesOf(ignoreCase ? pattern.toLowerCase() : pattern);
  const letters = [...(ignoreCase ? text.toLowerCase() : text)];
  let at = 0;
  let piece = 0;
  let star = -1;
  let starAt = 0;
  while (at < letters.length) {
    const here = pieces[piece];
    if (here !== undefined && 'any' in here) {
      star = piece++;
      starAt = at;
    } else if (here?.takes(letters[at] ?? '')) {
      piece++;
      at++;
    } else if (star >= 0) {
      piece = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pieces[piece] !== undefined && 'any' in (pieces[piece] ?? {})) piece++;
  return piece === pieces.length;
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  const letters = [...pattern];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === '*') pieces.push({ any: true });
    else if (letter === '?') pieces.push({ takes: () => true });
    else if (letter === '[') {
      const set = bracket(letters, at);
      pieces.push({ takes: set?.takes ?? ((each) => each === '[') });
      at = set?.end ?? at;
    } else {
      if (letter === '\\' && at + 1 < letters.length) at++;
      const literal = letters[at];
      pieces.push({ takes: (each) => each === literal });
    }
  }
  return pieces;
}

function bracket(letters: readonly string[], from: number) {
  const negated = letters[from + 1] === '!' || letters[from + 1] === '^';
  const first = from + (negated ? 2 : 1);
  const end = letters.indexOf(']', first + 1);
  if (end < 0) return undefined;
  const ranges: [string, string][] = [];
  for (let at = first; at < end; at++) {
    const low = letters[at] ?? '';
    const isRange = letters[at + 1] === '-' && at + 2 < end;
    ranges.push([low, isRange ? (letters[at + 2] ?? '') : low]);
    if (isRange) at += 2;
  }
  const takes = (letter: string) => ranges.some(([low, high]) => letter >= low && letter <= high) !== negated;
  return { end, takes };
}
