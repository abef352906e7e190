import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { shellQuoted } from '../command.ts';
import { isBusybox, type Options } from '../options.ts';
import { type Names, names } from '../system/accounts.ts';
import { formatTime } from '../system/calendar.ts';
import { modeText } from './mode.ts';
import { busyboxSize, gnuSize } from './size.ts';

/** A file that ls shows. */
export interface Entry {
  /** As it is printed. */
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
}

const halfYearMs = 15_778_476_000;
const GNU_TAB = 8;
const WIDTH_DEFAULT = 80;

/** What ls prints of these files: long, in columns (on a terminal), or one a line. */
export function listing(system: System, options: Options, entries: readonly Entry[]): string {
  if (entries.length === 0) return '';
  if (isLong(options)) return longListing(system, options, entries);
  const shown = entries.map((entry) => prefix(system, options, entry) + shownName(system, options, entry));
  const columns = options.last('1', 'C', 'x', 'm') ?? (system.isTerminal(1) ? 'C' : '1');
  if (columns === 'm') return `${shown.join(', ')}\n`;
  if (columns === '1') return shown.map((text) => `${text}\n`).join('');
  const width = Number(options.value('w') ?? system.windowSize(1)?.columns ?? WIDTH_DEFAULT) || WIDTH_DEFAULT;
  return isBusybox(system) ? evenColumns(shown, width) : fittedColumns(shown, width);
}

/** The line before a long listing of a folder. */
export function totalOf(options: Options, entries: readonly Entry[]): string {
  if (!isLong(options) && !options.has('s')) return '';
  const blocks = entries.reduce((sum, entry) => sum + blocksOf(entry.stat), 0);
  return `total ${options.has('h') ? gnuSize(blocks * 512) : blocks / 2}\n`;
}

/** In units of 512 bytes, as stat(2) counts them. */
export function blocksOf(stat: Stat): number {
  if (stat.type !== 'file' && stat.type !== 'directory') return 0;
  return Math.ceil(stat.size / 4096) * 8;
}

function isLong(options: Options): boolean {
  if (['l', 'n', 'g', 'o', 'full-time'].some((name) => options.has(name))) {
    return options.last('l', 'n', 'g', 'o', 'full-time', 'C', 'x', '1') !== 'C';
  }
  return false;
}

function prefix(system: System, options: Options, entry: Entry): string {
  const inode = options.has('i') ? `${String(entry.stat.inode).padStart(isBusybox(system) ? 7 : 0)} ` : '';
  const blocks = options.has('s')
    ? `${String(blocksOf(entry.stat) / 2).padStart(isBusybox(system) ? 6 : 0)} `
    : '';
  const context = options.has('Z') && !isLong(options) ? `${entry.stat.context ?? '?'} ` : '';
  return inode + blocks + context;
}

const marks: Readonly<Record<string, string>> = {
  directory: '/',
  'symbolic link': '@',
  fifo: '|',
  socket: '=',
};

function shownName(system: System, options: Options, entry: Entry): string {
  const quotes = !isBusybox(system) && system.isTerminal(1) && !options.has('N');
  const name = written(options, entry.name, quotes);
  const mark = marks[entry.stat.type] ?? (entry.stat.type === 'file' && entry.stat.mode & 0o111 ? '*' : '');
  if (options.has('F')) return name + mark;
  return options.has('p') && entry.stat.type === 'directory' ? `${name}/` : name;
}

/** `-Q` in double quotes, `-b` with backslashes; otherwise as a shell would need it, where the output is a terminal. */
function written(options: Options, name: string, quotes: boolean): string {
  if (options.has('Q')) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  if (options.has('b')) return name.replace(/[ \\]/g, '\\$&');
  return quotes ? shellQuoted(name) : name;
}

function longListing(system: System, options: Options, entries: readonly Entry[]): string {
  const known = names(system);
  const rows = entries.map((entry) => longRow(system, options, entry, known));
  const widths = isBusybox(system) ? [0, 4, -8, -8, 9] : gnuWidths(rows);
  return rows
    .map((row, index) => {
      const entry = entries[index];
      const cells = row.cells.map((cell, column) => {
        const width = widths[column] ?? 0;
        return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
      });
      const shown = cells.filter((_, column) => !dropped(options, column));
      return entry === undefined ? '' : `${prefix(system, options, entry)}${shown.join(' ')} ${row.rest}\n`;
    })
    .join('');
}

function dropped(options: Options, column: number): boolean {
  return (column === 2 && options.has('g')) || (column === 3 && (options.has('o') || options.has('G')));
}

function gnuWidths(rows: readonly { readonly cells: readonly string[] }[]): number[] {
  const width = (column: number) => Math.max(...rows.map((row) => row.cells[column]?.length ?? 0));
  return [0, width(1), -width(2), -width(3), width(4)];
}

interface Row {
  readonly cells: readonly string[];
  readonly rest: string;
}

function longRow(system: System, options: Options, entry: Entry, known: Names): Row {
  const { stat } = entry;
  const numeric = options.has('n');
  const busybox = isBusybox(system);
  const user = numeric ? String(stat.uid) : known.user(stat.uid);
  const group = numeric ? String(stat.gid) : known.group(stat.gid);
  const context = options.has('Z') ? ` ${stat.context ?? '?'}` : '';
  const target = stat.type === 'symbolic link' ? ` -> ${linkTarget(system, entry.path)}` : '';
  return {
    cells: [
      modeText(stat) + (stat.context !== undefined && !busybox ? '.' : ''),
      String(stat.links),
      busybox ? user.slice(0, 8) : user,
      (busybox ? group.slice(0, 8) : group) + context,
      sizeCell(stat, options.has('h'), busybox),
    ],
    rest: `${timeCell(system, options, stat)} ${shownName(system, options, entry)}${target}`,
  };
}

function sizeCell(stat: Stat, human: boolean, busybox: boolean): string {
  if (stat.special !== undefined) {
    const [major, minor] = stat.special;
    return busybox ? `${String(major).padStart(4)}, ${String(minor).padStart(3)}` : `${major}, ${minor}`;
  }
  if (!human) return String(stat.size);
  return busybox ? busyboxSize(stat.size) : gnuSize(stat.size);
}

function timeCell(system: System, options: Options, stat: Stat): string {
  const ms = options.has('c') ? stat.changedMs : options.has('u') ? stat.accessedMs : stat.modifiedMs;
  const style = options.value('time-style');
  if (options.has('full-time') || style === 'full-iso') return formatTime('%Y-%m-%d %H:%M:%S.%N %z', ms);
  if (style === 'long-iso') return formatTime('%Y-%m-%d %H:%M', ms);
  if (style?.startsWith('+')) return formatTime(style.slice(1), ms);
  const ageMs = system.now - ms;
  const recent = ageMs < halfYearMs && ageMs >= (isBusybox(system) ? -15 * 60_000 : 0);
  return formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', ms);
}

function linkTarget(system: System, path: string): string {
  return system.readLink(path);
}

/** Busybox: columns of one width, that of the longest name and two more. */
function evenColumns(shown: readonly string[], width: number): string {
  const column = Math.max(...shown.map((text) => text.length)) + 2;
  const columns = Math.max(1, Math.floor(width / column));
  const rows = Math.ceil(shown.length / columns);
  return arranged(shown, rows, (text) => text.padEnd(column));
}

/** GNU: as many columns as fit, each as wide as its longest name and two more, filled with tabs. */
function fittedColumns(shown: readonly string[], width: number): string {
  const columnsMax = Math.max(1, Math.min(shown.length, Math.floor(width / 3)));
  for (let columns = columnsMax; columns >= 1; columns--) {
    const rows = Math.ceil(shown.length / columns);
    const widths = columnWidths(shown, rows);
    const total = widths.reduce((sum, each) => sum + each, 0);
    if (columns > 1 && (total >= width || widths.length < columns)) continue;
    return arranged(
      shown,
      rows,
      (text, column, at) => text + fill(at + text.length, at + (widths[column] ?? 0)),
    );
  }
  return '';
}

function columnWidths(shown: readonly string[], rows: number): number[] {
  const widths: number[] = [];
  const count = Math.ceil(shown.length / rows);
  for (let column = 0; column < count; column++) {
    const texts = shown.slice(column * rows, (column + 1) * rows);
    widths.push(Math.max(...texts.map((text) => text.length)) + (column < count - 1 ? 2 : 0));
  }
  return widths;
}

/** Tabs and spaces from one column of the screen to another. */
function fill(from: number, to: number): string {
  let at = from;
  let text = '';
  while (at < to) {
    const nextTab = (Math.floor(at / GNU_TAB) + 1) * GNU_TAB;
    const useTab = Math.floor(to / GNU_TAB) > Math.floor((at + 1) / GNU_TAB);
    text += useTab ? '\t' : ' ';
    at = useTab ? nextTab : at + 1;
  }
  return text;
}

function arranged(
  shown: readonly string[],
  rows: number,
  pad: (text: string, column: number, at: number) => string,
): string {
  const columns = Math.ceil(shown.length / rows);
  const widths = columnWidths(shown, rows);
  let text = '';
  for (let row = 0; row < rows; row++) {
    let at = 0;
    for (let column = 0; column < columns; column++) {
      const name = shown[column * rows + row];
      if (name === undefined) break;
      const last = (column + 1) * rows + row >= shown.length;
      text += last ? name : pad(name, column, at);
      at += widths[column] ?? 0;
    }
    text += '\n';
  }
  return text;
}
