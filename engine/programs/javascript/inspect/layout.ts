import { JsArray } from '../values/array.ts';
import type { JsObject } from '../values/object.ts';
import type { Inspector } from './inspector.ts';

/** Entries that are put onto one line at most 6 deep values, and arrays of more than 6 into columns. */
const COLUMNS_FROM = 6;
const COLUMNS_MAX = 16;

/** What changes the colour. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

function width(text: string): number {
  return text.replace(colours, '').length;
}

/** Puts the parts of an object together: on one line, in columns, or on a line each (reduceToSingleString). */
export function arranged(
  i: Inspector,
  given: string[],
  base: string,
  braces: readonly [string, string],
  list: JsObject | undefined,
  level: number,
): string {
  const [open, close] = braces;
  const start = base === '' ? open : `${base} ${open}`;
  if (given.length === 0) return `${start}${close}`;
  const output =
    list !== undefined && i.compact > 0 && given.length > COLUMNS_FROM ? grouped(i, given, list) : given;
  // What holds at most so many levels goes onto one line, if it fits.
  if (i.currentDepth - level < i.compact && output.length === given.length) {
    const room = output.length + i.indentation + open.length + base.length + 10;
    const total = output.reduce((sum, part) => sum + width(part), output.length + room);
    const line = output.join(', ');
    if (total <= i.breakLength && !line.includes('\n') && !base.includes('\n'))
      return `${start} ${line} ${close}`;
  }
  const indentation = `\n${' '.repeat(i.indentation)}`;
  return `${start}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${close}`;
}

/** Many short entries of an array, in columns (groupArrayElements). */
function grouped(i: Inspector, output: string[], value: JsObject): string[] {
  const hasMore = i.maxArrayLength < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const lengths = output.slice(0, count).map((part) => width(part));
  const longest = Math.max(...lengths) + 2;
  const total = lengths.reduce((sum, length) => sum + length + 2, 0);
  if (longest * 3 + i.indentation >= i.breakLength || !(total / longest > 5 || longest <= 8)) return output;
  const bias = Math.max(longest - 3 - Math.sqrt(longest - total / output.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * bias * count) / bias),
    Math.floor((i.breakLength - i.indentation) / longest),
    i.compact * 4,
    COLUMNS_MAX - 1,
  );
  if (columns <= 1) return output;
  const widths: number[] = [];
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let at = column; at < count; at += columns) most = Math.max(most, lengths[at] ?? 0);
    widths.push(most + 2);
  }
  const right =
    !(value instanceof JsArray) ||
    output.every((_, at) => ['number', 'bigint'].includes(typeof value.items[at]));
  const rows: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let row = '';
    for (let at = start; at < end; at++) {
      const part = output[at] ?? '';
      const last = at === end - 1;
      const cell = last ? part : `${part}, `;
      const padding = ' '.repeat(Math.max(0, (widths[at - start] ?? 0) - (last ? 2 : 0) - width(cell)));
      row += right ? padding + cell : last ? cell : cell + padding;
    }
    rows.push(row);
  }
  const rest = output[count];
  return hasMore && rest !== undefined ? [...rows, rest] : rows;
}
