/** A line that is being edited, and where the cursor stands in it: before the character at that index. */
export type Line = { readonly text: string; readonly cursor: number };

/** What an edit makes of a line. `killed`: what Ctrl-Y brings back. Undefined: it can't be done, and the bell rings. */
export type Edit = (line: Line) => { readonly line: Line; readonly killed?: string } | undefined;

export function lineOf(text: string, cursor = text.length): Line {
  return { text, cursor };
}

export function insert({ text, cursor }: Line, added: string): Line {
  return { text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length };
}

/** The index one character before or after another: a pair of surrogates is one. */
function next(text: string, at: number): number {
  return Math.min(text.length, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
}

export function previous(text: string, at: number): number {
  const isPair = at >= 2 && (text.codePointAt(at - 2) ?? 0) > 0xffff;
  return Math.max(0, at - (isPair ? 2 : 1));
}

const isWord = (text: string, at: number) => /[\p{L}\p{N}]/u.test(text.charAt(at));

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isWord(text, at)) at++;
  while (at < text.length && isWord(text, at)) at++;
  return at;
}

function wordStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && !isWord(text, at - 1)) at--;
  while (at > 0 && isWord(text, at - 1)) at--;
  return at;
}

/** Where the stretch without blanks begins that ends before the cursor. */
function blankStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
  while (at > 0 && !/\s/.test(text.charAt(at - 1))) at--;
  return at;
}

function goTo(place: (text: string, cursor: number) => number): Edit {
  return ({ text, cursor }) => {
    const target = place(text, cursor);
    return target === cursor ? undefined : { line: { text, cursor: target } };
  };
}

/** Deletes from the cursor to a place. @param kills what was deleted can be brought back */
function cut(place: (text: string, cursor: number) => number, kills: boolean): Edit {
  return ({ text, cursor }) => {
    const target = place(text, cursor);
    if (target === cursor) return undefined;
    const [start, end] = [Math.min(target, cursor), Math.max(target, cursor)];
    const line = { text: text.slice(0, start) + text.slice(end), cursor: start };
    return kills ? { line, killed: text.slice(start, end) } : { line };
  };
}

const start = () => 0;
const end = (text: string) => text.length;

function transpose({ text, cursor }: Line): { readonly line: Line } | undefined {
  if (cursor === 0 || text.length < 2) return undefined;
  const right = cursor === text.length ? cursor - 1 : cursor;
  const swapped = `${text.charAt(right)}${text.charAt(right - 1)}`;
  return { line: { text: text.slice(0, right - 1) + swapped + text.slice(right + 1), cursor: right + 1 } };
}

/** Changes the letters of the word at the cursor. */
function inWord(change: (word: string) => string): Edit {
  return ({ text, cursor }) => {
    const stop = wordEnd(text, cursor);
    if (stop === cursor) return undefined;
    const changed = text.slice(cursor, stop).replace(/[\p{L}\p{N}]+/u, change);
    return { line: { text: text.slice(0, cursor) + changed + text.slice(stop), cursor: stop } };
  };
}

/** What keys do to the line itself, in both shells. Names of keys: see `keys.ts`. */
export const EDITS: Readonly<Record<string, Edit>> = {
  left: goTo(previous),
  'ctrl-b': goTo(previous),
  right: goTo(next),
  'ctrl-f': goTo(next),
  home: goTo(start),
  'ctrl-a': goTo(start),
  end: goTo(end),
  'ctrl-e': goTo(end),
  'alt-b': goTo(wordStart),
  'alt-f': goTo(wordEnd),
  'ctrl-left': goTo(wordStart),
  'ctrl-right': goTo(wordEnd),
  backspace: cut(previous, false),
  delete: cut(next, false),
  'ctrl-k': cut(end, true),
  'ctrl-u': cut(start, true),
  'ctrl-w': cut(blankStart, true),
  'alt-d': cut(wordEnd, true),
  'alt-backspace': cut(wordStart, true),
  'ctrl-t': transpose,
  'alt-u': inWord((word) => word.toUpperCase()),
  'alt-l': inWord((word) => word.toLowerCase()),
  'alt-c': inWord((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
};

/** Keys that busybox has no use for. */
export const ONLY_BASH: ReadonlySet<string> = new Set([
  'ctrl-t',
  'ctrl-y',
  'alt-u',
  'alt-l',
  'alt-c',
  'alt-.',
  'alt-_',
]);
