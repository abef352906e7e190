import { systemError } from '../../../filesystem/errors.ts';
import type { FilesystemStat, System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { busyboxSize } from './size.ts';
import { columnsOf, gnuTable } from './space-columns.ts';

const dfManual = {
  gnu: '[OPTION]... [FILE]...\nShow information about the file system on which each FILE resides,\nor all file systems by default.',
};

export const df = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'PkmhHTait:x:lB:',
    long: {
      all: 'a',
      'human-readable': 'h',
      si: 'H',
      inodes: 'i',
      'print-type': 'T',
      type: 't',
      'exclude-type': 'x',
      local: 'l',
      portability: 'P',
      'block-size': 'B',
      output: '=?',
      total: '',
      sync: '',
      'no-sync': '',
    },
    manual: dfManual,
  });
  const columns = isBusybox(system) ? [] : columnsOf(system, options, dfManual);
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
  const [types, others] = [options.values('t'), options.values('x')];
  const rows = (named ?? shownMounts(system, options)).filter(
    ({ type }) => (types.length === 0 || types.includes(type)) && !others.includes(type),
  );
  if (isBusybox(system)) system.write(1, busyboxRows(rows, options));
  else if (rows.length > 0) system.write(1, gnuTable(rows, columns, options));
  else if (!failed) throw fail(system, 'no file systems processed');
  return failed ? 1 : 0;
});

/** File systems of size nothing are left out, and what is mounted over. */
function shownMounts(system: System, options: Options): FilesystemStat[] {
  const byPlace = new Map(system.mounts().map((each) => [each.mountPoint, each]));
  return [...byPlace.values()].filter(({ size }) => options.has('a') || size > 0);
}

function cells(each: FilesystemStat, options: Options): string[] {
  const inodes = options.has('i');
  const [all, used, left] = inodes
    ? [each.inodes, each.inodesUsed, each.inodes - each.inodesUsed]
    : [each.size, each.used, each.available];
  const unit = options.last('h', 'k', 'm') ?? 'k';
  const text = (value: number) => {
    if (inodes && unit !== 'h') return String(value);
    if (unit === 'h') return busyboxSize(value);
    return String(Math.ceil(value / (unit === 'm' ? 1024 ** 2 : 1024)));
  };
  const whole = used + left;
  const share = whole === 0 ? '0%' : `${Math.ceil((100 * used) / whole)}%`;
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
    const [all = '', used = '', left = '', share = ''] = cells(each, options);
    const wraps = each.source.length > 20 && !options.has('P');
    const name = wraps ? `${each.source}\n${' '.repeat(20)}` : each.source.padEnd(20);
    const kind = options.has('T') ? ` ${each.type.padEnd(10)}` : '';
    return `${name}${kind} ${all.padStart(9)} ${used.padStart(9)} ${left.padStart(9)} ${share.padStart(4)} ${each.mountPoint}\n`;
  });
  return lines.join('');
}
