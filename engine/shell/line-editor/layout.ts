/** Columns that a character takes on a screen: two where it is wide (East Asian, emoji), none where it combines. */
function characterWidth(character: string): number {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return isWide ? 2 : 1;
}

export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** A place on the screen, counted from where the prompt begins. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where the cursor is after a text that begins at a place. What fills a row leaves it at the next one's beginning. */
export function placeAfter(text: string, from: Place, columns: number): Place {
  if (/^[ -~]*$/.test(text)) {
    const cells = from.column + text.length;
    return { row: from.row + Math.floor(cells / columns), column: cells % columns };
  }
  let { row, column } = from;
  for (const character of text) {
    if (character === '\n') {
      row++;
      column = 0;
      continue;
    }
    const width = characterWidth(character);
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
    if (column >= columns) {
      row++;
      column = 0;
    }
  }
  return { row, column };
}

/** How text looks in a line that is edited: control characters as `^C`. */
export function shownText(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, (control) =>
    control < ' ' ? `^${String.fromCharCode(control.charCodeAt(0) + 64)}` : '^?',
  );
}
