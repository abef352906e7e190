import { type Place, placeAfter, shownText } from './layout.ts';
import { commonStart, type Screen, type View } from './view.ts';

/** Steps back that are backspaces; more are one sequence (libbb/lineedit.c). */
const BACKSPACES_MAX = 4;

function placeOf(columns: number, { width, line }: View, index: number): Place {
  const start = { row: Math.floor(width / columns), column: width % columns };
  return placeAfter(shownText(line.text.slice(0, index)), start, columns);
}

/** Text from a place on; behind the last column comes a line feed, whatever the terminal does there. */
function put(columns: number, text: string, from: Place): string {
  const shown = shownText(text);
  const cells = from.column + shown.length;
  if (cells < columns) return shown;
  let out = '';
  let place = from;
  for (const character of shown) {
    out += character;
    const after = placeAfter(character, place, columns);
    if (after.row > place.row && after.column === 0) out += '\r\n';
    place = after;
  }
  return out;
}

function back(from: Place, to: Place): string {
  if (from.row === to.row) {
    const steps = from.column - to.column;
    return steps > BACKSPACES_MAX ? `\x1b[${steps}D` : '\b'.repeat(Math.max(0, steps));
  }
  return `\r\x1b[${from.row - to.row}A${to.column > 0 ? `\x1b[${to.column}C` : ''}`;
}

function move(columns: number, view: View, from: number, to: number): string {
  if (to > from) return put(columns, view.line.text.slice(from, to), placeOf(columns, view, from));
  return to === from ? '' : back(placeOf(columns, view, from), placeOf(columns, view, to));
}

function draw(columns: number, view: View): string {
  const { text, cursor } = view.line;
  const line = put(columns, text, placeOf(columns, view, 0));
  return `\r${view.prompt}${line}\x1b[J${move(columns, view, text.length, cursor)}`;
}

/** The screen as busybox keeps it. */
export const ashScreen: Screen = {
  draw,
  clear: '\x1b[H\x1b[J',
  redraw(columns, before, after) {
    const { row } = placeOf(columns, before, before.line.cursor);
    return `${row > 0 ? `\x1b[${row}A` : ''}${draw(columns, after)}`;
  },
  update(columns, before, after) {
    const { text, cursor } = after.line;
    if (text === before.line.text) return move(columns, after, before.line.cursor, cursor);
    const same = Math.min(commonStart(before.line.text, text), before.line.cursor, cursor);
    const rest = put(columns, text.slice(same), placeOf(columns, after, same));
    const erased = text.length < before.line.text.length ? '\x1b[J' : '';
    return `${move(columns, before, before.line.cursor, same)}${rest}${erased}${move(columns, after, text.length, cursor)}`;
  },
  leave(columns, view) {
    const { text, cursor } = view.line;
    const isAtStart = placeOf(columns, view, text.length).column === 0 && (view.width > 0 || text !== '');
    return `${move(columns, view, cursor, text.length)}${isAtStart ? '' : '\n'}`;
  },
};
