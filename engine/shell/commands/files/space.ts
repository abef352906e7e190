import { systemError } from '../../../filesystem/errors.ts';
import type { FilesystemStat, System } from '../../../linux/system.ts';
import { complain, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { busyboxSize, gnuSize } from './size.ts';

const dfManual = {
  gnu: '[OPTION]... [FILE]...\nShow information about the file system on which each FILE resides,\nor all file systems by default.',
};

export const df = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'PkmhHTait:B:',
    long: { all: 'a', 'human-readable': 'h', inodes: 'i', 'print-type': 'T', type: 't', portability: 'P' },
    manual: dfManual,
  });
  const chosen = options.operands.length > 0 ? options.operands : undefined;
  if (isBusybox(system)) system.write(1, busyboxHeader(options));
  let failed = false;
  const named = chosen?.flatMap((path) => {
    try {
      return [system.statFilesystem(path)];
    } catch (error) {
      const { message } = systemError(error);
      failed = true;
      complain(system, isBusybox(system) ? `${path}: can't find mount point` : `${path}: ${message}`);
      return [];
    }
  });
  const type = options.value('t');
  const rows = (named ?? shownMounts(system, options)).filter(
    (each) => type === undefined || each.type === type,
  );
  if (isBusybox(system)) system.write(1, busyboxRows(rows, options));
  else if (rows.length > 0) system.write(1, gnuTable(rows, options));
  return failed ? 1 : 0;
});

/** File systems of size nothing are left out, and what is mounted over. */
function shownMounts(system: System, options: Options): FilesystemStat[] {
  const byPlace = new Map(system.mounts().map((each) => [each.mountPoint, each]));
  return [...byPlace.values()].filter(({ size }) => options.has('a') || size > 0);
}

function cells(each: FilesystemStat, options: Options, busybox: boolean): string[] {
  const inodes = options.has('i');
  const [all, used, left] = inodes
    ? [each.inodes, each.inodesUsed, each.inodes - each.inodesUsed]
    : [each.size, each.used, each.available];
  const unit = options.last('h', 'k', 'm') ?? 'k';
  const text = (value: number) => {
    if (inodes && unit !== 'h') return String(value);
    if (unit === 'h') return busybox ? busyboxSize(value) : gnuSize(value);
    return String(Math.ceil(value / (unit === 'm' ? 1024 ** 2 : 1024)));
  };
  const whole = used + left;
  const share = whole === 0 ? (busybox ? '0%' : '-') : `${Math.ceil((100 * used) / whole)}%`;
  return [text(all), text(used), text(left), share];
}

function busyboxHeader(options: Options): string {
  const human = options.has('h') || options.has('H');
  const blocks = options.has('m') ? '1M-blocks' : options.has('P') ? '1024-blocks' : '1K-blocks';
  const title = options.has('i') ? '   Inodes' : human ? '     Size' : blocks;
  const share = options.has('P') ? 'Capacity' : 'Use%';
  return `Filesystem           ${options.has('T') ? 'Type       ' : ''}${title.padEnd(15)}Used Available ${share} Mounted on\n`;
}

function busyboxRows(rows: readonly FilesystemStat[], options: Options): string {
  const lines = rows.map((each) => {
    const [all = '', used = '', left = '', share = ''] = cells(each, options, true);
    const wraps = each.source.length > 20 && !options.has('P');
    const name = wraps ? `${each.source}\n${' '.repeat(20)}` : each.source.padEnd(20);
    const kind = options.has('T') ? ` ${each.type.padEnd(10)}` : '';
    return `${name}${kind} ${all.padStart(9)} ${used.padStart(9)} ${left.padStart(9)} ${share.padStart(4)} ${each.mountPoint}\n`;
  });
  return lines.join('');
}

function gnuTable(rows: readonly FilesystemStat[], options: Options): string {
  const human = options.has('h') || options.has('H');
  const sizes = options.has('i')
    ? ['Inodes', 'IUsed', 'IFree', 'IUse%']
    : human
      ? ['Size', 'Used', 'Avail', 'Use%']
      : ['1K-blocks', 'Used', 'Available', 'Use%'];
  const header = ['Filesystem', ...(options.has('T') ? ['Type'] : []), ...sizes, 'Mounted on'];
  const body = rows.map((each) => [
    each.source,
    ...(options.has('T') ? [each.type] : []),
    ...cells(each, options, false),
    each.mountPoint,
  ]);
  const table = [header, ...body];
  const left = options.has('T') ? 2 : 1;
  const widths = header.map((_, column) =>
    Math.max(
      column === 0 ? 14 : column >= left && column < header.length - 2 ? (human ? 5 : 0) : 0,
      ...table.map((row) => row[column]?.length ?? 0),
    ),
  );
  return table
    .map((row) => {
      const shown = row.map((cell, column) => {
        if (column === row.length - 1) return cell;
        return column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
      });
      return `${shown.join(' ')}\n`;
    })
    .join('');
}
