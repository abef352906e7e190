export const STRING_START = /^(?:[rRbBuUfF]|[rR][bBfF]|[bBfF][rR])?(?:'|")/;

const PREFIX = /^[a-zA-Z]*/;
/** F-strings in f-strings. */
const NESTING_MAX = 20;

type Unterminated = { readonly unterminated: 'single' | 'triple'; readonly formatted: boolean };

/** The offset behind a string literal that begins at `start`, with its prefix. */
export function endOfString(source: string, start: number, depth = 0): number | Unterminated {
  const [prefix = ''] = PREFIX.exec(source.slice(start, start + 3)) ?? [];
  const formatted = /[fF]/.test(prefix);
  const open = start + prefix.length;
  const quote = source[open] ?? '';
  const triple = source.startsWith(quote.repeat(3), open);
  const closing = triple ? quote.repeat(3) : quote;
  for (let at = open + closing.length; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (source.startsWith(closing, at)) return at + closing.length;
    else if (character === '\n' && !triple) break;
    else if (formatted && character === '{' && depth < NESTING_MAX) {
      if (source[at + 1] === '{') at++;
      else {
        const end = endOfInterpolation(source, at + 1, depth + 1);
        if (end === undefined) break;
        at = end;
      }
    }
  }
  return { unterminated: triple ? 'triple' : 'single', formatted };
}

/** The offset of the brace that ends an interpolation; undefined: there is none. */
export function endOfInterpolation(source: string, start: number, depth = 0): number | undefined {
  let open = 0;
  for (let at = start; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === "'" || character === '"') {
      const end = endOfString(source, at, depth);
      if (typeof end === 'object') return undefined;
      at = end - 1;
    } else if ('([{'.includes(character)) open++;
    else if (')]'.includes(character)) open--;
    else if (character === '}') {
      if (open === 0) return at;
      open--;
    }
  }
  return undefined;
}
