/**
 * Parts longer than this are searched for by ourselves: the host's search goes back for each place of a text, so that a
 * long part with a difference near one of its ends takes the product of both lengths.
 */
const PART_CHARS_MAX = 100;
/** From the end, the host always searches in that way. */
const PART_CHARS_FROM_END_MAX = 8;
const PIECE_CHARS = 8_192;

/** `text.indexOf(part, from)`, in time that grows with the length of the text. */
export function indexIn(text: string, part: string, from = 0): number {
  if (part.length <= PART_CHARS_MAX) return text.indexOf(part, from);
  const start = Math.min(text.length, Math.max(0, Math.trunc(from) || 0));
  if (part.length > text.length - start) return -1;
  return scan(text, part, start);
}

/** `text.lastIndexOf(part)`, in time that grows with the length of the text. */
export function lastIndexIn(text: string, part: string): number {
  if (part.length <= PART_CHARS_FROM_END_MAX) return text.lastIndexOf(part);
  if (part.length > text.length) return -1;
  const found = scan(reversed(text), reversed(part), 0);
  return found < 0 ? -1 : text.length - found - part.length;
}

/** `text.split(part)`, in time that grows with the length of the text. @param most parts at most */
export function splitAt(text: string, part: string, most = 4_294_967_295): string[] {
  if (part.length <= PART_CHARS_MAX) return text.split(part, most);
  const parts: string[] = [];
  let from = 0;
  for (let at = indexIn(text, part); at >= 0 && parts.length < most; at = indexIn(text, part, from)) {
    parts.push(text.slice(from, at));
    from = at + part.length;
  }
  if (parts.length < most) parts.push(text.slice(from));
  return parts;
}

/** Knuth, Morris and Pratt's search. @returns the place of the part; -1: it isn't there */
function scan(text: string, part: string, from: number): number {
  const falls = fallsOf(part);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== code) matched = falls[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === code) matched++;
    if (matched === part.length) return at - matched + 1;
  }
  return -1;
}

/** For each of the part's beginnings: how long the longest shorter beginning is that it ends with. */
function fallsOf(part: string): Int32Array {
  const falls = new Int32Array(part.length);
  let matched = 0;
  for (let at = 1; at < part.length; at++) {
    const code = part.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== code) matched = falls[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === code) matched++;
    falls[at] = matched;
  }
  return falls;
}

/** The characters from the last to the first, for looking only: pairs of surrogates aren't kept. */
function reversed(text: string): string {
  const pieces: string[] = [];
  for (let end = text.length; end > 0; end -= PIECE_CHARS) {
    const codes: number[] = [];
    for (let at = end - 1; at >= Math.max(0, end - PIECE_CHARS); at--) codes.push(text.charCodeAt(at));
    pieces.push(String.fromCharCode(...codes));
  }
  return pieces.join('');
}
