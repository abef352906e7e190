/** What stands first in psql's input. */
export type Unit =
  | { readonly kind: 'sql'; readonly text: string; readonly rest: string }
  | { readonly kind: 'meta'; readonly line: string; readonly before: string; readonly rest: string };

/** Takes a statement up to its semicolon, or a backslash command, off the text; undefined: it isn't whole. */
export function nextUnit(text: string): Unit | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const skipped = skip(text, at);
    if (skipped === undefined) return undefined;
    if (skipped > at) {
      at = skipped - 1;
      continue;
    }
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ';' && depth === 0)
      return { kind: 'sql', text: text.slice(0, at + 1), rest: text.slice(at + 1) };
    else if (character === '\\') {
      const end = text.indexOf('\n', at);
      if (end < 0) return undefined;
      return {
        kind: 'meta',
        line: text.slice(at + 1, end),
        before: text.slice(0, at),
        rest: text.slice(end + 1),
      };
    }
  }
  return undefined;
}

/** Past a string, a name in quotes or a comment that begins here; `at` where none does; undefined: it has no end. */
function skip(text: string, at: number): number | undefined {
  const character = text[at];
  const until = (end: string, from: number): number | undefined => {
    const found = text.indexOf(end, from);
    return found < 0 ? undefined : found + end.length;
  };
  if (character === "'" || character === '"') return until(character, at + 1);
  if (text.startsWith('--', at)) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith('/*', at)) return until('*/', at + 2);
  const tag = character === '$' ? /^\$[A-Za-z_0-9]{0,60}\$/.exec(text.slice(at, at + 64))?.[0] : undefined;
  return tag === undefined ? at : until(tag, at + tag.length);
}

/** How the prompt shows what is open: `=` nothing, `-` a statement, `(` a bracket, `'` a string. */
export function openMark(text: string): string {
  if (text.trim() === '') return '=';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const skipped = skip(text, at);
    if (skipped === undefined) return text[at] === '/' ? '*' : (text[at] ?? '-');
    if (skipped > at) at = skipped - 1;
    else if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
  }
  return depth > 0 ? '(' : '-';
}
