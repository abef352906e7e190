import type { System } from '../../../linux/system.ts';
import { isBusybox, type Options, parseOptions, Quit, type Syntax, usageOnly } from '../options.ts';

const syntax: Syntax = {
  letters: 'uU:cC:qsbwiBaNTtdrynW:L:x:S:pZE',
  digits: true,
  long: {
    unified: '=?',
    context: '=?',
    normal: 'n',
    brief: 'q',
    recursive: 'r',
    'side-by-side': 'y',
    'suppress-common-lines': '',
    width: 'W',
    label: 'L',
    exclude: 'x',
    'report-identical-files': 's',
    'ignore-space-change': 'b',
    'ignore-all-space': 'w',
    'ignore-trailing-space': 'Z',
    'ignore-case': 'i',
    'ignore-blank-lines': 'B',
    text: 'a',
    'new-file': 'N',
    minimal: 'd',
    'strip-trailing-cr': '',
    color: '=?',
  },
  manual: {
    package: 'GNU diffutils',
    version: '3.8',
    usageExit: 2,
    gnu: '[OPTION]... FILES\nCompare FILES line by line.',
  },
};

/** How two files or folders are compared: JSON. */
export type DiffOptions = {
  readonly format: 'normal' | 'unified' | 'context' | 'side by side';
  /** Lines of context. */
  readonly context: number;
  /** Columns of the side-by-side format, which may leave out what is the same. */
  readonly width: number;
  readonly onlyChanges: boolean;
  readonly labels: readonly string[];
  readonly brief: boolean;
  readonly reportSame: boolean;
  readonly spaces: 'exact' | 'end' | 'change' | 'ignore';
  readonly ignoreCase: boolean;
  readonly ignoreBlank: boolean;
  readonly text: boolean;
  readonly recursive: boolean;
  /** What is missing counts as empty. */
  readonly newFiles: boolean;
  readonly excluded: readonly string[];
  /** The options as they were given, for the lines between the files of folders. */
  readonly given: string;
};

/** One of the two files: its name, and when it was changed. */
export type DiffSide = { readonly name: string; readonly modifiedMs: number };

/** Reads the command line. Throws a Quit where it is wrong. */
export function parseDiff(system: System): {
  readonly options: DiffOptions;
  readonly operands: readonly [string, string];
} {
  const options = parseDiffWords(system);
  const [left, right, extra] = options.operands;
  if (left === undefined || right === undefined || extra !== undefined) {
    if (isBusybox(system)) throw usageOnly(system, syntax.manual);
    const last = options.operands.at(-1) ?? system.argv[0] ?? 'diff';
    throw wrong(extra === undefined ? `missing operand after '${last}'` : `extra operand '${extra}'`);
  }
  const given = system.argv.slice(1).filter((word) => word.startsWith('-') && word !== '-');
  return { operands: [left, right], options: { ...optionsOf(system, options), given: given.join(' ') } };
}

/** GNU's diff puts its name before both lines. */
function wrong(what: string): Quit {
  return new Quit(`diff: ${what}\ndiff: Try 'diff --help' for more information.\n`, 2);
}

function parseDiffWords(system: System): Options {
  try {
    return parseOptions(system, syntax);
  } catch (error) {
    if (!(error instanceof Quit) || error.exitCode !== 2 || isBusybox(system)) throw error;
    throw new Quit(error.message.replace("\nTry '", "\ndiff: Try '"), 2);
  }
}

function optionsOf(system: System, options: Options): Omit<DiffOptions, 'given'> {
  const format = formatOf(system, options);
  const digits = options.value('digits')?.slice(1);
  const long = format === 'context' ? options.value('context') : options.value('unified');
  const lines = options.value(format === 'context' ? 'C' : 'U') ?? (long || digits || '3');
  return {
    format,
    context: /^\d{1,6}$/.test(lines) ? Number(lines) : 3,
    width: Number(options.value('W') ?? 130) || 130,
    onlyChanges: options.has('suppress-common-lines'),
    labels: options.values('L'),
    brief: options.has('q'),
    reportSame: options.has('s'),
    spaces: options.has('w') ? 'ignore' : options.has('b') ? 'change' : options.has('Z') ? 'end' : 'exact',
    ignoreCase: options.has('i'),
    ignoreBlank: options.has('B'),
    text: options.has('a'),
    recursive: options.has('r'),
    newFiles: options.has('N'),
    excluded: options.values('x'),
  };
}

function formatOf(system: System, options: Options): DiffOptions['format'] {
  const last = options.last('u', 'U', 'unified', 'c', 'C', 'context', 'y', 'n');
  if (last === 'y') return 'side by side';
  if (last === 'c' || last === 'C' || last === 'context') return 'context';
  return last === 'n' || (last === undefined && !isBusybox(system)) ? 'normal' : 'unified';
}
