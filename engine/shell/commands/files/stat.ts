import { systemError } from '../../../filesystem/errors.ts';
import type { FileType, Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { names } from '../system/accounts.ts';
import { formatTime } from '../system/calendar.ts';
import { blocksOf } from './listing.ts';
import { missingOperand } from './make.ts';
import { modeText, typeBits } from './mode.ts';

const manual = {
  gnu: '[OPTION]... FILE...\nDisplay file or file system status.',
};

export const stat = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'Lftc:',
    long: { dereference: 'L', 'file-system': 'f', terse: 't', format: 'c', printf: '=' },
    manual,
  });
  if (options.operands.length === 0) throw missingOperand(system, manual);
  let failed = false;
  for (const path of options.operands) {
    try {
      system.write(
        1,
        options.has('f') ? filesystemText(system, options, path) : fileText(system, options, path),
      );
    } catch (error) {
      const { message } = systemError(error);
      failed = true;
      complain(system, troubleWords(system, options, path, message));
    }
  }
  return failed ? 1 : 0;
});

function troubleWords(system: System, options: Options, path: string, message: string): string {
  if (options.has('f')) {
    return isBusybox(system)
      ? `can't read file system information for '${path}': ${message}`
      : `cannot read file system information for ${quotedName(path)}: ${message}`;
  }
  return isBusybox(system)
    ? `can't stat '${path}': ${message}`
    : `cannot statx ${quotedName(path)}: ${message}`;
}

const fileTypes: Readonly<Record<FileType, string>> = {
  file: 'regular file',
  directory: 'directory',
  'symbolic link': 'symbolic link',
  fifo: 'fifo',
  'character device': 'character special file',
  'block device': 'block special file',
  socket: 'socket',
};

const terse = '%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o';

function fileText(system: System, options: Options, path: string): string {
  const stat = options.has('L') ? system.stat(path) : system.lstat(path);
  const quotes = options.has('printf') || options.has('c');
  const values = fileValues(system, path, stat, quotes);
  const printf = options.value('printf');
  if (printf !== undefined) return filled(unescaped(printf), values);
  const format = options.value('c') ?? (options.has('t') ? terse : undefined);
  if (format !== undefined) return `${filled(format, values)}\n`;
  return filled(isBusybox(system) ? busyboxLayout(stat) : gnuLayout(stat), values);
}

function gnuLayout(stat: Stat): string {
  const device = stat.special === undefined ? 'Links: %h' : 'Links: %-5h Device type: %t,%T';
  return `  File: %N
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Hd,%Ld\tInode: %-10i  ${device}
Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
${stat.context === undefined ? '' : 'Context: %C\n'}Access: %x
Modify: %y
Change: %z
 Birth: %w
`;
}

function busyboxLayout(stat: Stat): string {
  const device = stat.special === undefined ? 'Links: %h' : 'Links: %-5h Device type: %t,%T';
  return `  File: %N
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Dh/%dd\tInode: %-10i  ${device}
Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
`;
}

type Values = Readonly<Record<string, string | undefined>>;

/** @param quotes whether names are quoted, as they are where a format asks for them */
function fileValues(system: System, path: string, stat: Stat, quotes: boolean): Values {
  const known = names(system);
  const target = stat.type === 'symbolic link' ? system.readLink(path) : undefined;
  const busybox = isBusybox(system);
  const shown = (name: string) => (quotes && !busybox ? quotedName(name) : name);
  const end = (name: string) => (busybox ? `'${name}'` : shown(name));
  const named = target === undefined ? shown(path) : `${end(path)} -> ${end(target)}`;
  const time = (ms: number) => formatTime('%Y-%m-%d %H:%M:%S.%N %z', ms);
  const seconds = (ms: number) => String(Math.floor(ms / 1000));
  const [major = 0, minor = 0] = stat.special ?? [];
  return {
    n: path,
    N: named,
    s: String(stat.size),
    b: String(blocksOf(stat)),
    B: '512',
    o: '4096',
    F: stat.type === 'file' && stat.size === 0 ? 'regular empty file' : fileTypes[stat.type],
    d: String(stat.device),
    D: stat.device.toString(16),
    Hd: String(stat.device >> 8),
    Ld: String(stat.device & 255),
    i: String(stat.inode),
    h: String(stat.links),
    a: stat.mode.toString(8),
    A: modeText(stat),
    f: (typeBits[stat.type] | stat.mode).toString(16),
    u: String(stat.uid),
    U: known.user(stat.uid),
    g: String(stat.gid),
    G: known.group(stat.gid),
    t: major.toString(16),
    T: minor.toString(16),
    C: stat.context ?? '?',
    m: system.statFilesystem(path).mountPoint,
    x: time(stat.accessedMs),
    y: time(stat.modifiedMs),
    z: time(stat.changedMs),
    w: time(stat.changedMs),
    X: seconds(stat.accessedMs),
    Y: seconds(stat.modifiedMs),
    Z: seconds(stat.changedMs),
    W: seconds(stat.changedMs),
    '%': '%',
  };
}

/** Width that a format may ask for. */
const WIDTH_MAX = 1000;

function filled(format: string, values: Values): string {
  return format.replace(
    /%([-0]?)(\d{0,4})(?:\.(\d{1,4}))?([HL]?[a-zA-Z%])/g,
    (whole, flag, width, precision, key: string) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      if (value === undefined) return whole.length > 1 ? '?' : whole;
      const text = precision === undefined ? value : value.slice(0, Number(precision));
      const wide = Math.min(Number(width), WIDTH_MAX);
      return flag === '-' ? text.padEnd(wide) : text.padStart(wide, flag === '0' ? '0' : ' ');
    },
  );
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '\\': '\\',
  '"': '"',
  r: '\r',
  0: '\0',
  e: '\u001b',
};

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole);
}

const blockSize = 4096;
/** Names of file systems as their magic numbers stand for. */
const filesystemNames: Readonly<Record<string, string>> = {
  overlay: 'overlayfs',
  ext4: 'ext2/ext3',
  xfs: 'xfs',
};

function filesystemText(system: System, options: Options, path: string): string {
  const fs = system.statFilesystem(path);
  const blocks = (bytes: number) => String(Math.floor(bytes / blockSize));
  const values: Values = {
    n: path,
    i: '0',
    l: '255',
    T: filesystemNames[fs.type] ?? fs.type,
    s: String(blockSize),
    S: String(blockSize),
    b: blocks(fs.size),
    f: blocks(fs.size - fs.used),
    a: blocks(fs.available),
    c: String(fs.inodes),
    d: String(fs.inodes - fs.inodesUsed),
  };
  const format = options.value('c');
  if (format !== undefined) return `${filled(format, values)}\n`;
  const size = isBusybox(system) ? 'Block size: %-10s' : 'Block size: %-10s Fundamental block size: %S';
  return filled(
    `  File: "%n"
    ID: %-8i Namelen: %-7l Type: %T
${size}
Blocks: Total: %-10b Free: %-10f Available: %a
Inodes: Total: %-10c Free: %d
`,
    values,
  );
}
