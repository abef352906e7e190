import type { System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { cannotOpen, fail } from '../command.ts';
import {
  commandName,
  isBusybox,
  type Options,
  parseOptions,
  Quit,
  type Syntax,
  usageOnly,
} from '../options.ts';

const syntax: Syntax = {
  letters: 'EFGPe:f:ivwxcm:nHhoqsarRlLA:B:C:bUuyIzZTVd:D:',
  digits: true,
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    'perl-regexp': 'P',
    regexp: 'e',
    file: 'f',
    'ignore-case': 'i',
    'no-ignore-case': '',
    'invert-match': 'v',
    'word-regexp': 'w',
    'line-regexp': 'x',
    count: 'c',
    'max-count': 'm',
    'line-number': 'n',
    'with-filename': 'H',
    'no-filename': 'h',
    'only-matching': 'o',
    quiet: 'q',
    silent: 'q',
    'no-messages': 's',
    text: 'a',
    recursive: 'r',
    'dereference-recursive': 'R',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    'after-context': 'A',
    'before-context': 'B',
    context: 'C',
    'byte-offset': 'b',
    'line-buffered': '',
    null: 'Z',
    'null-data': 'z',
    'initial-tab': 'T',
    directories: 'd',
    devices: 'D',
    binary: 'U',
    'binary-files': '=',
    label: '=',
    'group-separator': '=',
    'no-group-separator': '',
    'exclude-from': '=',
    include: '=',
    exclude: '=',
    'exclude-dir': '=',
    color: '=?',
    colour: '=?',
  },
  manual: {
    package: 'GNU grep',
    usageExit: 2,
    shows: 'line',
    version: '3.8',
    gnu:
      "[OPTION]... PATTERNS [FILE]...\nSearch for PATTERNS in each FILE.\nExample: grep -i 'hello world' menu.h main.c\n" +
      'PATTERNS can contain multiple patterns separated by newlines.',
  },
};

/** How grep was asked to search: JSON. */
export type GrepOptions = {
  readonly patterns: readonly string[];
  readonly dialect: 'basic' | 'extended' | 'fixed' | 'perl';
  readonly ignoreCase: boolean;
  readonly whole: 'word' | 'line' | null;
  readonly invert: boolean;
  readonly output: 'lines' | 'parts' | 'count' | 'matching names' | 'other names' | 'nothing';
  readonly named: boolean;
  readonly numbered: boolean;
  readonly offsets: boolean;
  readonly color: boolean;
  /** What follows a name. */
  readonly nameEnd: ':' | '\0';
  /** Lines end with a zero byte. */
  readonly zeros: boolean;
  /** A tab stands before the line. */
  readonly tab: boolean;
  /** The name of standard input. */
  readonly label: string;
  /** Between groups of lines; null: nothing. */
  readonly separator: string | null;
  readonly skipsFolders: boolean;
  /** What to do with binary files: say that they match, take them for text, or for files without a match. */
  readonly binaries: 'say' | 'text' | 'skip';
  readonly silent: boolean;
  readonly recursive: boolean;
  readonly followLinks: boolean;
  readonly max: number | null;
  readonly before: number;
  readonly after: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly excludeFolders: readonly string[];
};

export interface GrepCommand {
  readonly options: GrepOptions;
  readonly files: readonly string[];
}

/** Lines of context that can be asked for. */
const CONTEXT_MAX = 10_000;

/** Reads grep's command line. @param always the dialect of egrep and fgrep */
export function parseGrep(system: System, always: 'extended' | 'fixed' | undefined): GrepCommand {
  const options = parseOptions(system, syntax);
  if (options.has('V')) throw new Quit('grep (GNU grep) 3.8\n', 0, 'out');
  const operands = [...options.operands];
  const patterns = patternsOf(system, options, operands);
  const recursive = options.last('r', 'R') !== undefined || options.value('d') === 'recurse';
  const fromHere = recursive && operands.length === 0;
  const manyFiles = operands.length > 1 || recursive;
  const named = options.last('H', 'h');
  const color = options.value('color') ?? options.value('colour');
  return {
    files: fromHere ? ['.'] : operands,
    options: {
      patterns,
      dialect: always ?? dialectOf(options),
      ignoreCase: options.has('i') || options.has('y'),
      whole: options.has('x') ? 'line' : options.has('w') ? 'word' : null,
      invert: options.has('v'),
      output: outputOf(options),
      named: named === undefined ? manyFiles : named === 'H',
      numbered: options.has('n'),
      offsets: options.has('b'),
      color: color === 'always' || (color !== undefined && color !== 'never' && system.isTerminal(1)),
      silent: options.has('s'),
      nameEnd: options.has('Z') ? '\0' : ':',
      zeros: options.has('z'),
      tab: options.has('T'),
      label: encode(options.value('label') ?? '(standard input)'),
      separator: options.has('no-group-separator') ? null : encode(options.value('group-separator') ?? '--'),
      skipsFolders: options.value('d') === 'skip',
      binaries: binariesOf(system, options),
      recursive,
      followLinks: options.has('R'),
      max: options.has('m') ? number(system, options.value('m'), 'invalid max count') : null,
      ...contextOf(system, options),
      include: options.values('include').map(encode),
      exclude: options.values('exclude').map(encode),
      excludeFolders: options.values('exclude-dir').map(encode),
    },
  };
}

function binariesOf(system: System, options: Options): GrepOptions['binaries'] {
  const word = options.value('binary-files');
  if (options.has('a') || word === 'text' || isBusybox(system)) return 'text';
  return options.has('I') || word === 'without-match' ? 'skip' : 'say';
}

function dialectOf(options: Options): GrepOptions['dialect'] {
  const letter = options.last('E', 'F', 'G', 'P');
  if (letter === 'E') return 'extended';
  if (letter === 'F') return 'fixed';
  return letter === 'P' ? 'perl' : 'basic';
}

function outputOf(options: Options): GrepOptions['output'] {
  if (options.has('q')) return 'nothing';
  const names = options.last('l', 'L');
  if (names !== undefined) return names === 'l' ? 'matching names' : 'other names';
  if (options.has('c')) return 'count';
  return options.has('o') ? 'parts' : 'lines';
}

function contextOf(system: System, options: Options): { before: number; after: number } {
  const context = (letter: string) => {
    const text = options.value(letter) ?? options.value('C') ?? options.value('digits')?.slice(1);
    return Math.min(CONTEXT_MAX, number(system, text ?? '0', `${text}: invalid context length argument`, ''));
  };
  return { before: context('B'), after: context('A') };
}

function number(system: System, text: string | undefined, words: string, shown = ''): number {
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  throw fail(system, isBusybox(system) ? `invalid number '${text}'` : words + shown, 2);
}

/** The patterns of -e and -f, or else the first operand, which is taken off. */
function patternsOf(system: System, options: Options, operands: string[]): string[] {
  const texts = [...options.values('e')];
  const patterns: string[] = [];
  for (const name of options.values('f')) patterns.push(...patternFile(system, name));
  if (!options.has('e') && !options.has('f')) {
    const pattern = operands.shift();
    if (pattern === undefined) throw missingPattern(system);
    texts.push(pattern);
  }
  for (const text of texts) patterns.push(...encode(text).split('\n'));
  return patterns;
}

function missingPattern(system: System): Error {
  if (isBusybox(system)) return usageOnly(system, syntax.manual);
  const name = commandName(system);
  return new Quit(
    `Usage: ${name} [OPTION]... PATTERNS [FILE]...\nTry '${name} --help' for more information.\n`,
    2,
  );
}

function patternFile(system: System, name: string): string[] {
  try {
    const lines = encode(system.readText(name === '-' ? '/dev/stdin' : name)).split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch (error) {
    throw fail(system, cannotOpen(system, name, error), 2);
  }
}
