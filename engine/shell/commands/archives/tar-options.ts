import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { joined } from '../files/path.ts';
import { isBusybox, type Manual, parseOptions, Quit, type Syntax, usageOnly } from '../options.ts';

const manual: Manual = {
  package: 'GNU tar',
  version: '1.34',
  gnu: "[OPTION...] [FILE]...\nGNU 'tar' saves many files together into a single tape or disk archive, and can\nrestore individual files from the archive.",
  usageExit: 2,
};

const syntax: Syntax = {
  letters: 'ctxrudf:zjJZvC:pOkmhoPaT:X:SUlwW',
  long: {
    create: 'c',
    list: 't',
    extract: 'x',
    get: 'x',
    append: 'r',
    update: 'u',
    diff: 'd',
    compare: 'd',
    file: 'f',
    gzip: 'z',
    gunzip: 'z',
    ungzip: 'z',
    bzip2: 'j',
    xz: 'J',
    lzma: '',
    zstd: '',
    compress: 'Z',
    verbose: 'v',
    directory: 'C',
    'preserve-permissions': 'p',
    'same-permissions': 'p',
    'no-same-permissions': '',
    'same-owner': '',
    'no-same-owner': 'o',
    'numeric-owner': '',
    owner: '=',
    group: '=',
    mtime: '=',
    'to-stdout': 'O',
    'keep-old-files': 'k',
    'skip-old-files': '',
    overwrite: '',
    touch: 'm',
    dereference: 'h',
    'absolute-names': 'P',
    'auto-compress': 'a',
    'files-from': 'T',
    'exclude-from': 'X',
    exclude: '=',
    'strip-components': '=',
    sparse: 'S',
    'one-file-system': 'l',
    'no-recursion': '',
    'ignore-failed-read': '',
    format: '=',
    sort: '=',
    transform: '=',
    xform: '=',
    wildcards: '',
    'no-wildcards': '',
    'remove-files': '',
  },
  manual,
};

/** What tar was asked for. JSON. */
export type TarOptions = {
  /** Create, extract, list, append, or append what is newer. */
  readonly mode: 'c' | 'x' | 't' | 'r' | 'u';
  readonly archive: string;
  readonly gzip: boolean;
  readonly verbose: number;
  readonly directories: readonly string[];
  readonly names: readonly string[];
  /** What goes into an archive: names, and the folders that `-C` before them says they are in. */
  readonly members: readonly { readonly folder: string; readonly name: string }[];
  /** Names are patterns. */
  readonly wildcards: boolean;
  /** A sed script that makes names of members. */
  readonly transform: string;
  readonly removes: boolean;
  readonly exclude: readonly string[];
  readonly strip: number;
  readonly keepPermissions: boolean;
  readonly keepOwner: boolean;
  readonly numericOwner: boolean;
  readonly owner: readonly [uid: number | null, gid: number | null];
  readonly toOutput: boolean;
  readonly keepOld: 'replace' | 'keep' | 'skip';
  readonly touch: boolean;
  readonly follow: boolean;
  readonly absolute: boolean;
  readonly recursive: boolean;
};

/** Compressions that no image has the programs of. */
const COMPRESSORS: Readonly<Record<string, string>> = {
  j: 'bzip2',
  J: 'xz',
  Z: 'compress',
  lzma: 'lzma',
  zstd: 'zstd',
};

export function tarOptions(system: System): TarOptions {
  const words = dashed(system.argv);
  const options = parseOptions(system, syntax, words);
  const modes = ['c', 't', 'x', 'r', 'u', 'd'].filter((letter) => options.has(letter));
  const [mode] = modes;
  if (mode === undefined) {
    if (isBusybox(system)) throw usageOnly(system, manual);
    throw usageQuit("You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
  }
  if (modes.length > 1)
    throw usageQuit("You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
  if (mode !== 'c' && mode !== 't' && mode !== 'x' && mode !== 'r' && mode !== 'u')
    throw fail(system, `option -${mode} is not simulated`, 2);
  const compressor = options.last(...Object.keys(COMPRESSORS));
  if (compressor !== undefined) throw noCompressor(system, COMPRESSORS[compressor] ?? '');
  const archive = options.value('f') ?? '-';
  if (options.has('a') && mode === 'c') refuseSuffix(system, archive);
  const strip = options.value('strip-components') ?? '0';
  if (!/^\d{1,6}$/.test(strip)) throw fail(system, `${strip}: Invalid number of elements`, 2);
  const isRoot = system.uid === 0;
  const names = [...options.operands, ...options.values('T').flatMap((file) => linesIn(system, file))];
  return {
    mode,
    archive,
    gzip: options.has('z') || (options.has('a') && /\.t?gz$/.test(archive)),
    verbose: options.given.filter(([name]) => name === 'v').length,
    directories: options.values('C'),
    names,
    members: membersOf(system, words, names),
    wildcards: isBusybox(system) || options.has('wildcards'),
    transform: [...options.values('transform'), ...options.values('xform')].join(';'),
    removes: options.has('remove-files'),
    exclude: [...options.values('exclude'), ...options.values('X').flatMap((file) => linesIn(system, file))],
    strip: Number(strip),
    keepPermissions: options.has('p') || (isRoot && !options.has('no-same-permissions')),
    keepOwner: (isRoot || options.has('same-owner')) && !options.has('o'),
    numericOwner: options.has('numeric-owner'),
    owner: [idIn(options.value('owner')), idIn(options.value('group'))],
    toOutput: options.has('O'),
    keepOld: options.has('skip-old-files') ? 'skip' : options.has('k') ? 'keep' : 'replace',
    touch: options.has('m'),
    follow: options.has('h'),
    absolute: options.has('P'),
    recursive: !options.has('no-recursion'),
  };
}

function usageQuit(words: string): Quit {
  return new Quit(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`, 2);
}

/** `xzf FILE` → `-x -z -f FILE`: letters without a dash take their arguments from the words behind. */
function dashed(argv: readonly string[]): readonly string[] {
  const [name = 'tar', first = '', ...rest] = argv;
  if (first === '' || first.startsWith('-')) return argv;
  const words: string[] = [];
  for (const letter of first) {
    words.push(`-${letter}`);
    const value = /[fCTX]/.test(letter) ? rest.shift() : undefined;
    if (value !== undefined) words.push(value);
  }
  return [name, ...words, ...rest];
}

/** -C holds for the names behind it, and is relative to the one before. */
function membersOf(
  system: System,
  words: readonly string[],
  names: readonly string[],
): { readonly folder: string; readonly name: string }[] {
  const left = [...names];
  const members: { folder: string; name: string }[] = [];
  let folder = '';
  const enter = (path: string) => {
    folder = path.startsWith('/') || folder === '' ? path : joined(folder, path);
    enterable(system, folder);
  };
  for (const [index, word] of words.entries()) {
    const [, attached] = /^(?:--directory=|-C)(.+)$/s.exec(word) ?? [];
    if (attached !== undefined) enter(attached);
    else if (/^(?:--directory|-[a-zA-Z]*C)$/.test(word)) enter(words[index + 1] ?? '');
    else if (left[0] === word && !/^(?:--directory|-[a-zA-Z]*C)$/.test(words[index - 1] ?? ''))
      members.push({ folder, name: left.shift() ?? '' });
  }
  return [...members, ...left.map((name) => ({ folder, name }))];
}

function enterable(system: System, folder: string): void {
  try {
    if (system.stat(folder).type !== 'directory') throw new SystemError('ENOTDIR');
  } catch (error) {
    const { message } = systemError(error);
    if (isBusybox(system)) throw fail(system, `can't change directory to '${folder}': ${message}`);
    const words = `tar: ${folder}: Cannot open: ${message}\ntar: Error is not recoverable: exiting now\n`;
    throw new Quit(words, 2);
  }
}

/** As where the program for a compression isn't installed. */
function noCompressor(system: System, name: string): Quit {
  if (isBusybox(system)) return fail(system, `compression with ${name} is not simulated`);
  const child = `tar (child): ${name}: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\n`;
  return new Quit(`${child}tar: Child returned status 2\ntar: Error is not recoverable: exiting now\n`, 2);
}

function refuseSuffix(system: System, archive: string): void {
  const found = /\.(?:t?(bz2)|t?(xz)|t?(zst))$/.exec(archive);
  if (found === null) return;
  throw noCompressor(system, found[1] !== undefined ? 'bzip2' : found[2] !== undefined ? 'xz' : 'zstd');
}

function linesIn(system: System, file: string): string[] {
  return system
    .readText(file === '-' ? '/dev/stdin' : file)
    .split('\n')
    .filter((line) => line !== '');
}

function idIn(text: string | undefined): number | null {
  const digits = /(\d{1,9})$/.exec(text ?? '')?.[1];
  if (digits !== undefined) return Number(digits);
  return text === 'root' ? 0 : null;
}
