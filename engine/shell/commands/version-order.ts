const compareBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Runs of digits by their value, `~` before the end, letters before the rest. */
export function compareVersions(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a[i])) || (j < b.length && !isDigit(b[j]))) {
      const difference = rank(a, i) - rank(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const [left, right] = [digits(a, i), digits(b, j)];
    i += left.length;
    j += right.length;
    const [x, y] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
    if (x.length !== y.length) return x.length - y.length;
    if (x !== y) return compareBytes(x, y);
  }
  return compareBytes(a, b);
}

const isDigit = (character: string | undefined) =>
  character !== undefined && character >= '0' && character <= '9';

function digits(text: string, from: number): string {
  let to = from;
  while (isDigit(text[to])) to++;
  return text.slice(from, to);
}

function rank(text: string, at: number): number {
  const character = text[at];
  if (character === undefined || isDigit(character)) return 0;
  if (character === '~') return -1;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}
