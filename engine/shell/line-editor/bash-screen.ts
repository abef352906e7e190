import { type Place, placeAfter, shownText, textWidth } from './layout.ts';
import { commonStart, type Screen, type View } from './view.ts';

function placeOf(columns: number, { width, line }: View, index: number): Place {
  const start = { row: Math.floor(width / columns), column: width % columns };
  return placeAfter(shownText(line.text.slice(0, index)), start, columns);
}

/** The characters of a row up to a column: moving right is printing what stands there. */
function rowUpTo(columns: number, view: View, from: number, to: number): string {
  const target = placeOf(columns, view, to);
  let start = from;
  while (start < to && placeOf(columns, view, start).row < target.row) start++;
  return shownText(view.line.text.slice(start, to));
}

/** Moves the cursor as readline does: back by backspaces or from the row's beginning, whatever is shorter. */
function move(columns: number, view: View, from: number, to: number): string {
  if (from === to) return '';
  const here = placeOf(columns, view, from);
  const there = placeOf(columns, view, to);
  if (there.row > here.row) {
    return `${'\n'.repeat(there.row - here.row)}\r${rowUpTo(columns, view, from, to)}`;
  }
  if (there.row === here.row && to > from) return shownText(view.line.text.slice(from, to));
  const up = '\x1b[A'.repeat(here.row - there.row);
  if (there.column === here.column) return up;
  const isFar =
    there.column === 0 || there.column + 1 < here.column - there.column || there.column > here.column;
  if (!isFar) return up + '\b'.repeat(here.column - there.column);
  const prompt = there.row === Math.floor(view.width / columns) ? view.prompt : '';
  return `${up}\r${there.column === 0 ? '' : prompt + rowUpTo(columns, view, 0, to)}`;
}

/** Text that may fill rows: where it ends with one, a blank makes the terminal go on to the next. */
function put(columns: number, text: string, from: Place): string {
  const after = placeAfter(text, from, columns);
  return after.row > from.row && after.column === 0 && !text.endsWith('\n') ? `${text} \r` : text;
}

function draw(columns: number, view: View): string {
  const { text, cursor } = view.line;
  const line = put(columns, shownText(text), placeOf(columns, view, 0));
  return `${view.prompt}${line}${move(columns, view, text.length, cursor)}`;
}

/** A change that stays within one row. */
function changeInRow(columns: number, before: View, after: View, same: number): string {
  const old = before.line.text.slice(same);
  const rest = after.line.text.slice(same);
  const { cursor, text } = before.line;
  if (rest === '' && cursor === text.length && old.length === 1) return '\b \b';
  let tail = 0;
  while (tail < Math.min(old.length, rest.length) && old.at(-1 - tail) === rest.at(-1 - tail)) tail++;
  const start = move(columns, before, cursor, same);
  const added = shownText(rest.slice(0, rest.length - tail));
  const growth = textWidth(shownText(rest)) - textWidth(shownText(old));
  if (tail === 0) {
    const whole = shownText(rest);
    const back = move(columns, after, after.line.text.length, after.line.cursor);
    return `${start}${whole}${growth < 0 ? '\x1b[K' : ''}${back}`;
  }
  const shift = growth > 0 ? `\x1b[${growth}@${added}` : `${added}${growth < 0 ? `\x1b[${-growth}P` : ''}`;
  return `${start}${shift}${move(columns, after, after.line.text.length - tail, after.line.cursor)}`;
}

function changeInRows(columns: number, before: View, after: View, same: number): string {
  const start = placeOf(columns, after, same);
  const end = placeOf(columns, after, after.line.text.length);
  const rows = placeOf(columns, before, before.line.text.length).row - end.row;
  const rest = put(columns, shownText(after.line.text.slice(same)), start);
  const erased = rows > 0 ? '\x1b[J' : '\x1b[K';
  const shrinks = after.line.text.length < before.line.text.length || rows > 0;
  return `${move(columns, before, before.line.cursor, same)}${rest}${shrinks ? erased : ''}${move(columns, after, after.line.text.length, after.line.cursor)}`;
}

/** The screen as readline keeps it on an xterm. */
export const bashScreen: Screen = {
  draw,
  clear: '\x1b[H\x1b[2J',
  redraw(columns, before, after) {
    const { row } = placeOf(columns, before, before.line.cursor);
    return `${'\x1b[A'.repeat(row)}\r\x1b[J${draw(columns, after)}`;
  },
  update(columns, before, after) {
    const { text, cursor } = after.line;
    if (text === before.line.text) return move(columns, after, before.line.cursor, cursor);
    const same = commonStart(before.line.text, text);
    const fits = [before, after].every((view) => placeOf(columns, view, view.line.text.length).row === 0);
    return (fits ? changeInRow : changeInRows)(columns, before, after, same);
  },
  leave(columns, view) {
    const last = placeOf(columns, view, view.line.text.length);
    const here = placeOf(columns, view, view.line.cursor);
    return '\n'.repeat(last.row - here.row + (last.column === 0 && last.row > 0 ? 0 : 1));
  },
};
