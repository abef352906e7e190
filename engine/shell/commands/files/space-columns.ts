import type { FilesystemStat, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { type Manual, type Options, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { gnuSize, parseSize } from './size.ts';

type Column =
  | 'source'
  | 'fstype'
  | 'size'
  | 'used'
  | 'avail'
  | 'pcent'
  | 'itotal'
  | 'iused'
  | 'iavail'
  | 'ipcent'
  | 'file'
  | 'target';

/** What a column is called, and how wide it is at least; negative: its cells begin at the left. */
const columns: Readonly<Record<Column, readonly [title: string, width: number]>> = {
  source: ['Filesystem', -14],
  fstype: ['Type', -4],
  itotal: ['Inodes', 5],
  iused: ['IUsed', 5],
  iavail: ['IFree', 5],
  ipcent: ['IUse%', 4],
  size: ['', 5],
  used: ['Used', 5],
  avail: ['Avail', 5],
  pcent: ['Use%', 4],
  file: ['File', 0],
  target: ['Mounted on', 0],
};

function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name);
}

/** What GNU's df is to show. */
export function columnsOf(system: System, options: Options, manual: Manual): Column[] {
  const asked = options.value('output');
  if (asked !== undefined) {
    const names = asked === '' ? Object.keys(columns) : asked.split(',');
    const unknown = names.find((name) => !isColumn(name));
    if (unknown !== undefined)
      throw usageError(system, manual, `option --output: field ${quote(system, unknown)} unknown`);
    return names.filter(isColumn);
  }
  const numbers: Column[] = options.has('i')
    ? ['itotal', 'iused', 'iavail', 'ipcent']
    : ['size', 'used', 'avail', 'pcent'];
  blockSize(system, options);
  return ['source', ...(options.has('T') ? (['fstype'] as const) : []), ...numbers, 'target'];
}

/** @throws Quit where it is none */
function blockSize(system: System, options: Options): void {
  const text = options.value('B');
  if (text !== undefined && parseSize(/^\d/.test(text) ? text : `1${text}`) === undefined)
    throw fail(system, `invalid -B argument ${quote(system, text)}`);
}

/** How bytes are shown, and the column's title. */
function unitOf(options: Options): { readonly title: string; readonly shown: (bytes: number) => string } {
  const last = options.last('h', 'H', 'k', 'm', 'B', 'P');
  if (last === 'h') return { title: 'Size', shown: gnuSize };
  if (last === 'H') return { title: 'Size', shown: (bytes) => gnuSize(bytes, 1000).replace('K', 'k') };
  const given =
    last === 'm' ? '1M' : last === 'B' ? (options.value('B') ?? '1K') : last === 'P' ? '1024' : '1K';
  const [, digits = '', suffix = ''] = /^(\d*)(.*)$/s.exec(given) ?? [];
  const unit = parseSize(`${digits === '' ? 1 : digits}${suffix}`) ?? 1024;
  const title =
    last === 'P' ? '1024-blocks' : `${digits === '' ? 1 : digits}${suffix === '' ? 'B' : suffix}-blocks`;
  const mark = digits === '' ? suffix : '';
  return { title, shown: (bytes) => `${Math.ceil(bytes / unit)}${mark}` };
}

export function gnuTable(
  rows: readonly FilesystemStat[],
  shown: readonly Column[],
  options: Options,
): string {
  const unit = unitOf(options);
  const total = options.has('total') ? [totalOf(rows)] : [];
  const table = [
    shown.map((name) => titleOf(name, unit.title, options)),
    ...[...rows, ...total].map((row) => shown.map((name) => cell(name, row, options, unit.shown))),
  ];
  const widths = shown.map((name, column) =>
    table.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), Math.abs(columns[name][1])),
  );
  const isLeft = (name: Column | undefined) => name !== undefined && columns[name][1] <= 0;
  return table
    .map((row) => {
      const cells = row.map((text, column) => {
        const width = widths[column] ?? 0;
        if (!isLeft(shown[column])) return text.padStart(width);
        return column === row.length - 1 ? text : text.padEnd(width);
      });
      return `${cells.join(' ')}\n`;
    })
    .join('');
}

function titleOf(name: Column, size: string, options: Options): string {
  if (name === 'size') return size;
  if (name === 'pcent' && options.has('P')) return 'Capacity';
  const isShort = options.has('output') || size === 'Size';
  return name === 'avail' && !isShort ? 'Available' : columns[name][0];
}

function totalOf(rows: readonly FilesystemStat[]): FilesystemStat {
  const sum = (of: (row: FilesystemStat) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    source: 'total',
    type: '-',
    mountPoint: '-',
    readOnly: false,
    size: sum(({ size }) => size),
    used: sum(({ used }) => used),
    available: sum(({ available }) => available),
    inodes: sum(({ inodes }) => inodes),
    inodesUsed: sum(({ inodesUsed }) => inodesUsed),
  };
}

function cell(name: Column, row: FilesystemStat, options: Options, shown: (bytes: number) => string): string {
  const count = (value: number) => (options.has('h') || options.has('H') ? gnuSize(value) : String(value));
  const cells: Readonly<Record<Column, () => string>> = {
    source: () => row.source,
    fstype: () => row.type,
    size: () => shown(row.size),
    used: () => shown(row.used),
    avail: () => shown(row.available),
    pcent: () => share(row.used, row.available),
    itotal: () => count(row.inodes),
    iused: () => count(row.inodesUsed),
    iavail: () => count(row.inodes - row.inodesUsed),
    ipcent: () => share(row.inodesUsed, row.inodes - row.inodesUsed),
    file: () => '-',
    target: () => row.mountPoint,
  };
  return cells[name]();
}

function share(used: number, left: number): string {
  return used + left === 0 ? '-' : `${Math.ceil((100 * used) / (used + left))}%`;
}
