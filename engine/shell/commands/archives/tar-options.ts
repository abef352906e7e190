import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { joined } from '../files/path.ts';
import {
  isBusybox,
  type Manual,
  type Options,
  parseOptions,
  Quit,
  type Syntax,
  usageOnly,
} from '../options.ts';
import { unrecoverable } from './tar-append.ts';

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
    'exclude-vcs': '',
    null: '',
    'show-transformed-names': '',
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
  /** Substitutions as sed's, which make names. */
  readonly transforms: readonly string[];
  /** What is said of members has the names that were made. */
  readonly showsTransformed: boolean;
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

/** What --exclude-vcs leaves out. */
const VERSION_CONTROL =
  'CVS RCS SCCS .git .gitignore .gitmodules .gitattributes .cvsignore .svn .arch-ids {arch} =RELEASE-ID =meta-update =update .bzr .bzrignore .bzrtags .hg .hgignore .hgrags _darcs'.split(
    ' ',
  );

/** Whether names come from standard input. */
export function listsFromInput(system: System): boolean {
  return parseOptions(system, syntax, dashed(system.argv)).values('T').includes('-');
}

/** @param input what -T - reads */
export function tarOptions(system: System, input: string): TarOptions {
  const options = parseOptions(system, syntax, dashed(system.argv));
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
  const members = membersOf(system, options, input);
  return {
    mode,
    archive,
    gzip: options.has('z') || (options.has('a') && /\.t?gz$/.test(archive)),
    verbose: options.given.filter(([name]) => name === 'v').length,
    directories: options.values('C'),
    names: members.map(({ name }) => name),
    members,
    wildcards: isBusybox(system) || options.has('wildcards'),
    transforms: options.given.flatMap(([name, value]) => (/^(?:trans|x)form$/.test(name) ? [value] : [])),
    showsTransformed: options.has('show-transformed-names'),
    removes: options.has('remove-files'),
    exclude: excluded(system, options),
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

/** -C holds for the names behind it, and is relative to the one before; busybox knows one, for all names. */
function membersOf(
  system: System,
  options: Options,
  input: string,
): { readonly folder: string; readonly name: string }[] {
  const busybox = isBusybox(system);
  const members: { folder: string; name: string }[] = [];
  let folder = '';
  const words = busybox
    ? options.inOrder.toSorted(([name], [other]) => Number(other !== '') - Number(name !== ''))
    : options.inOrder;
  for (const [option, value] of words) {
    if (option === '') members.push({ folder, name: value });
    if (option === 'T') {
      const text = value === '-' ? input : textOf(system, value);
      const names = text.split(options.has('null') ? '\0' : '\n').filter((name) => name !== '');
      members.push(...names.map((name) => ({ folder, name })));
    }
    if (option !== 'C') continue;
    folder = value.startsWith('/') || folder === '' || busybox ? value : joined(folder, value);
    if (options.has('c') || options.has('r') || options.has('u')) enterable(system, folder);
  }
  return members;
}

function enterable(system: System, folder: string): void {
  try {
    if (system.stat(folder).type !== 'directory') throw new SystemError('ENOTDIR');
  } catch (error) {
    const { message } = systemError(error);
    if (isBusybox(system)) throw fail(system, `can't change directory to '${folder}': ${message}`);
    throw unrecoverable(`${folder}: Cannot open: ${message}`);
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

function excluded(system: System, options: Options): string[] {
  const files = options.values('X').map((file) => textOf(system, file));
  return [
    ...options.values('exclude'),
    ...(options.has('exclude-vcs') ? VERSION_CONTROL : []),
    ...files.flatMap((text) => text.split('\n').filter((line) => line !== '')),
  ];
}

function textOf(system: System, file: string): string {
  try {
    return system.readText(file);
  } catch (error) {
    const { message } = systemError(error);
    if (isBusybox(system)) throw fail(system, `can't open '${file}': ${message}`);
    throw unrecoverable(`${file}: Cannot stat: ${message}`);
  }
}

function idIn(text: string | undefined): number | null {
  const digits = /(\d{1,9})$/.exec(text ?? '')?.[1];
  if (digits !== undefined) return Number(digits);
  return text === 'root' ? 0 : null;
}
