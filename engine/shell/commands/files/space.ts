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
  let failed = false;
  const chosen: FilesystemStat[] = [];
  for (const path of options.operands) {
    try {
      chosen.push(system.statFilesystem(path));
    } catch (error) {
      const { message } = systemError(error);
      failed = true;
      complain(system, isBusybox(system) ? `${path}: can't find mount point` : `${path}: ${message}`);
    }
  }
  if (options.operands.length === 0) chosen.push(...shownMounts(system, options));
  const type = options.value('t');
  const rows = chosen.filter((each) => type === undefined || each.type === type);
  if (rows.length > 0)
    system.write(1, isBusybox(system) ? busyboxTable(rows, options) : gnuTable(rows, options));
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

function busyboxTable(rows: readonly FilesystemStat[], options: Options): string {
  const inodes = options.has('i');
  const title = inodes ? 'Inodes' : options.has('h') ? 'Size' : options.has('m') ? '1M-blocks' : '1K-blocks';
  const type = options.has('T') ? 'Type       ' : '';
  const header = `Filesystem           ${type}${options.has('h') && !inodes ? `     ${title}` : title.padStart(inodes ? 10 : 9)}      Used Available Use% Mounted on\n`;
  const lines = rows.map((each) => {
    const [all = '', used = '', left = '', share = ''] = cells(each, options, true);
    const name = each.source.length > 20 ? `${each.source}\n${' '.repeat(20)}` : each.source.padEnd(20);
    const kind = options.has('T') ? ` ${each.type.padEnd(10)}` : '';
    return `${name}${kind} ${all.padStart(9)} ${used.padStart(9)} ${left.padStart(9)} ${share.padStart(4)} ${each.mountPoint}\n`;
  });
  return header + lines.join('');
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
