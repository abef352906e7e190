import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { shellQuoted } from '../command.ts';
import { isBusybox, type Options } from '../options.ts';
import { type Names, names } from '../system/accounts.ts';
import { formatTime } from '../system/calendar.ts';
import { acrossColumns, evenColumns, fittedColumns, withCommas } from './columns.ts';
import { modeText } from './mode.ts';
import { busyboxSize, gnuSize } from './size.ts';
import { targetStat } from './troubles.ts';

/** A file that ls shows. */
export type Entry = {
  /** As it is printed. */
  readonly name: string;
  readonly path: string;
  readonly stat: ShownStat;
};

/** What ls shows of a file. */
export type ShownStat = Omit<Stat, 'executable'>;

const halfYearMs = 15_778_476_000;
const WIDTH_DEFAULT = 80;

/** How ls shows files: a line each with what is known of them, a line each, with commas between, or in columns. */
type Layout = 'long' | 'lines' | 'commas' | 'across' | 'columns';

const layouts: Readonly<Record<string, Layout>> = {
  l: 'long',
  n: 'long',
  g: 'long',
  o: 'long',
  'full-time': 'long',
  long: 'long',
  verbose: 'long',
  1: 'lines',
  'single-column': 'lines',
  m: 'commas',
  commas: 'commas',
  x: 'across',
  across: 'across',
  horizontal: 'across',
  C: 'columns',
  vertical: 'columns',
};

/** The words of --format. */
export const formatWords: readonly string[] = Object.keys(layouts).filter((name) =>
  /^[a-z]+-?[a-z]{3,}$/.test(name),
);

function layoutOf(system: System, options: Options): Layout {
  // -1 doesn't take back that a listing is a long one.
  const names = ['l', 'n', 'g', 'o', 'full-time', 'm', 'x', 'C', 'format'];
  const last = options.last(...names) ?? options.last('1', 'zero');
  const known = layouts[(last === 'format' ? options.value('format') : last) ?? ''];
  if (known !== undefined) return known;
  return options.has('zero') || !system.isTerminal(1) ? 'lines' : 'columns';
}

/** Whether each file is written by itself, once the widths of all are known. */
export function isByLine(system: System, options: Options): boolean {
  const layout = layoutOf(system, options);
  return layout === 'long' || layout === 'lines';
}

/** What ls prints of these files. @param all of which they are some, where they are written line by line */
export function listing(
  system: System,
  options: Options,
  entries: readonly Entry[],
  all: readonly Entry[] = entries,
): string {
  if (entries.length === 0) return '';
  const layout = layoutOf(system, options);
  if (layout === 'long') return longListing(system, options, entries, all);
  const shown = entries.map((entry) => prefix(system, options, entry) + shownName(system, options, entry));
  const end = options.has('zero') ? '\0' : '\n';
  if (layout === 'lines') return shown.map((text) => text + end).join('');
  const screen = (system.windowSize(1)?.columns ?? WIDTH_DEFAULT) - (isBusybox(system) ? 1 : 0);
  const width = Number(options.value('w') ?? screen) || WIDTH_DEFAULT;
  if (layout === 'commas') return withCommas(shown, width);
  if (isBusybox(system)) return evenColumns(shown, width, layout === 'across');
  return layout === 'across' ? acrossColumns(shown, width) : fittedColumns(shown, width);
}

/** The line before a long listing of a folder. */
export function totalOf(system: System, options: Options, entries: readonly Entry[]): string {
  if (layoutOf(system, options) !== 'long' && !options.has('s')) return '';
  const blocks = entries.reduce((sum, entry) => sum + blocksOf(entry.stat), 0);
  return `total ${options.has('h') ? gnuSize(blocks * 512) : blocks / 2}${options.has('zero') ? '\0' : '\n'}`;
}

/** In units of 512 bytes, as stat(2) counts them. */
export function blocksOf(stat: ShownStat): number {
  if (stat.type !== 'file' && stat.type !== 'directory') return 0;
  return Math.ceil(stat.size / 4096) * 8;
}

function prefix(system: System, options: Options, entry: Entry): string {
  const inode = options.has('i') ? `${String(entry.stat.inode).padStart(isBusybox(system) ? 7 : 0)} ` : '';
  const blocks = options.has('s')
    ? `${String(blocksOf(entry.stat) / 2).padStart(isBusybox(system) ? 6 : 0)} `
    : '';
  const context =
    options.has('Z') && layoutOf(system, options) !== 'long' ? `${entry.stat.context ?? '?'} ` : '';
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
  // In a long listing the mark stands behind the target.
  const isLongLink = entry.stat.type === 'symbolic link' && layoutOf(system, options) === 'long';
  return isLongLink ? name : name + markOf(options, entry.stat);
}

function markOf(options: Options, { type, mode }: Pick<ShownStat, 'type' | 'mode'>): string {
  if (options.has('F')) return marks[type] ?? (type === 'file' && mode & 0o111 ? '*' : '');
  return options.has('p') && type === 'directory' ? '/' : '';
}

/** `-Q` in double quotes, `-b` with backslashes; otherwise as a shell would need it, where the output is a terminal. */
function written(options: Options, name: string, quotes: boolean): string {
  if (options.has('Q')) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  if (options.has('b')) return name.replace(/[ \\]/g, '\\$&');
  return quotes ? shellQuoted(name) : name;
}

function longListing(
  system: System,
  options: Options,
  entries: readonly Entry[],
  all: readonly Entry[],
): string {
  const known = names(system);
  const end = options.has('zero') ? '\0' : '\n';
  const widths = isBusybox(system)
    ? [0, 4, -8, -8, 9]
    : gnuWidths(all.map(({ stat }) => longCells(system, options, stat, known)));
  return entries
    .map((entry) => {
      const cells = longCells(system, options, entry.stat, known).map((cell, column) => {
        const width = widths[column] ?? 0;
        return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
      });
      const shown = cells.filter((_, column) => !dropped(options, column));
      const name = shownName(system, options, entry) + linkTarget(system, options, entry);
      return `${prefix(system, options, entry)}${shown.join(' ')} ${timeCell(system, options, entry.stat)} ${name}${end}`;
    })
    .join('');
}

/** ` -> TARGET`, with the mark of what it leads to. */
function linkTarget(system: System, options: Options, entry: Entry): string {
  if (entry.stat.type !== 'symbolic link') return '';
  const stat = targetStat(system, entry.path);
  return ` -> ${system.readLink(entry.path)}${stat === undefined ? '' : markOf(options, stat)}`;
}

function dropped(options: Options, column: number): boolean {
  return (column === 2 && options.has('g')) || (column === 3 && (options.has('o') || options.has('G')));
}

function gnuWidths(rows: readonly (readonly string[])[]): number[] {
  const widths = [0, 0, 0, 0, 0];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  const [, links = 0, user = 0, group = 0, size = 0] = widths;
  return [0, links, -user, -group, size];
}

/** Mode, links, owner, group and size. */
function longCells(system: System, options: Options, stat: ShownStat, known: Names): string[] {
  const numeric = options.has('n');
  const busybox = isBusybox(system);
  const user = numeric ? String(stat.uid) : known.user(stat.uid);
  const group = numeric ? String(stat.gid) : known.group(stat.gid);
  const context = options.has('Z') ? ` ${stat.context ?? '?'}` : '';
  return [
    modeText(stat) + (stat.context !== undefined && !busybox ? '.' : ''),
    String(stat.links),
    busybox ? user.slice(0, 8) : user,
    (busybox ? group.slice(0, 8) : group) + context,
    sizeCell(stat, options, busybox),
  ];
}

const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

function sizeCell(stat: ShownStat, options: Options, busybox: boolean): string {
  if (stat.special !== undefined) {
    const [major, minor] = stat.special;
    return busybox ? `${String(major).padStart(4)}, ${String(minor).padStart(3)}` : `${major}, ${minor}`;
  }
  const unit = options.value('block-size') ?? '';
  const factor = UNITS[unit.toUpperCase()];
  if (factor !== undefined) return `${Math.ceil(stat.size / factor)}${unit.toUpperCase()}`;
  if (!options.has('h') && !options.has('si')) return String(stat.size);
  return busybox ? busyboxSize(stat.size) : gnuSize(stat.size);
}

function timeCell(system: System, options: Options, stat: ShownStat): string {
  const ms = options.has('c') ? stat.changedMs : options.has('u') ? stat.accessedMs : stat.modifiedMs;
  const style = options.value('time-style');
  if (options.has('full-time') || style === 'full-iso')
    return formatTime(`%Y-%m-%d %H:%M:%S${isBusybox(system) ? '' : '.%N'} %z`, ms);
  if (style === 'long-iso') return formatTime('%Y-%m-%d %H:%M', ms);
  if (style?.startsWith('+')) return formatTime(style.slice(1), ms);
  const ageMs = system.now - ms;
  const recent = ageMs < halfYearMs && ageMs >= (isBusybox(system) ? -15 * 60_000 : 0);
  return formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', ms);
}
