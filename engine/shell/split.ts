import type { Piece } from './frame-kinds.ts';

/**
 * Field splitting: what expansions gave is taken apart at the characters of IFS.
 * @param keepsEmpty parameters that are empty are fields, where they aren't the last ones
 */
export function splitFields(pieces: readonly Piece[], separators: string, keepsEmpty: boolean): Piece[][] {
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  const close = () => {
    if (field !== undefined) fields.push(field);
    field = undefined;
  };
  const add = (piece: Piece) => {
    field ??= [];
    field.push(piece);
  };
  for (const piece of pieces) {
    if (piece.nothing) continue;
    if (piece.breaks) {
      if (keepsEmpty) field ??= [];
      close();
    }
    if (!piece.split) {
      if (piece.quoted || piece.text !== '') add(piece);
      continue;
    }
    const parts = splitText(piece.text, separators);
    parts.forEach((part, index) => {
      if (index > 0) {
        if (part.after === 'character') field ??= [];
        close();
      }
      if (part.text !== '') add({ text: part.text, quoted: piece.quoted, split: false });
    });
  }
  close();
  return fields;
}

interface Stretch {
  readonly text: string;
  /** What separates it from the one before: blanks only, or a character of IFS that isn't one. */
  readonly after: 'blank' | 'character';
}

function splitText(text: string, separators: string): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  let after: Stretch['after'] = 'blank';
  let at = 0;
  while (at < text.length) {
    if (!separators.includes(text.charAt(at))) {
      at++;
      continue;
    }
    stretches.push({ text: text.slice(start, at), after });
    after = 'blank';
    let characters = 0;
    while (at < text.length && separators.includes(text.charAt(at))) {
      if (!' \t\n'.includes(text.charAt(at))) {
        if (characters > 0) break;
        characters++;
        after = 'character';
      }
      at++;
    }
    start = at;
  }
  stretches.push({ text: text.slice(start), after });
  return stretches;
}

/**
 * Takes a line apart for `read`: as many fields as there are names, the last with the rest of the line.
 * @param isEscaped whether the character there was behind a backslash
 */
export function splitLine(
  line: string,
  separators: string,
  count: number,
  isEscaped: (at: number) => boolean,
): string[] {
  const isSeparator = (at: number) =>
    at < line.length && separators.includes(line.charAt(at)) && !isEscaped(at);
  const isBlank = (at: number) => isSeparator(at) && ' \t\n'.includes(line.charAt(at));
  const fields: string[] = [];
  let at = 0;
  while (isBlank(at)) at++;
  while (at < line.length && fields.length < count - 1) {
    const start = at;
    while (at < line.length && !isSeparator(at)) at++;
    fields.push(line.slice(start, at));
    while (isBlank(at)) at++;
    if (isSeparator(at)) at++;
    while (isBlank(at)) at++;
  }
  if (at < line.length) {
    let end = line.length;
    while (end > at && isBlank(end - 1)) end--;
    const rest = line.slice(at, end);
    const last = rest.length - 1;
    const onlyEnd =
      isSeparator(at + last) && ![...rest.slice(0, -1)].some((_, index) => isSeparator(at + index));
    fields.push(onlyEnd ? rest.slice(0, -1) : rest);
  }
  return fields;
}
