import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { bytesOf, encode } from '../bytes.ts';
import { cannotOpen, fail } from '../command.ts';
import type { Run } from '../filter.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { linesOf, type SlurpedFile, slurp } from '../slurp.ts';
import { compareKeys, keyText, orderingOf, parseSortKey, type SortKey } from './sort-keys.ts';

const syntax: Syntax = {
  letters: 'bcCdfghik:mMno:rRsS:t:T:uVz',
  long: {
    'ignore-leading-blanks': 'b',
    check: '=?',
    'dictionary-order': 'd',
    'ignore-case': 'f',
    'general-numeric-sort': 'g',
    'human-numeric-sort': 'h',
    'ignore-nonprinting': 'i',
    key: 'k',
    merge: 'm',
    'month-sort': 'M',
    'numeric-sort': 'n',
    output: 'o',
    reverse: 'r',
    'random-sort': 'R',
    stable: 's',
    'buffer-size': 'S',
    'field-separator': 't',
    'temporary-directory': 'T',
    unique: 'u',
    'version-sort': 'V',
    'zero-terminated': 'z',
  },
  manual: {
    usageExit: 2,
    gnu: '[OPTION]... [FILE]...\n  or:  sort [OPTION]... --files0-from=F\nWrite sorted concatenation of all FILE(s) to standard output.',
  },
};

type SortOptions = {
  readonly keys: readonly SortKey[];
  readonly separator: string | null;
  readonly stable: boolean;
  readonly unique: boolean;
  readonly random: boolean;
  readonly reverse: boolean;
  readonly check: 'no' | 'loud' | 'quiet';
  readonly output: string | null;
  readonly end: string;
};

export const sort: Program = slurp<SortOptions>({
  begin(system) {
    const given = parseOptions(system, syntax);
    return { operands: given.operands, options: optionsOf(system, given) };
  },
  trouble(system, _options, name, error) {
    const { code, message } = systemError(error);
    if (isBusybox(system)) return cannotOpen(system, name, error);
    return `${code === 'EISDIR' ? 'read failed' : 'cannot read'}: ${name}: ${message}`;
  },
  answer(run, options, files, failed) {
    if (failed) return 2;
    if (options.check !== 'no') return check(run, options, files);
    const lines = files.flatMap(({ text }) => linesOf(text, options.end));
    write(run, options, options.random ? shuffled(run.system, lines) : sorted(lines, options));
    return 0;
  },
});

function optionsOf(system: System, given: Options): SortOptions {
  const letters = [...'bdfghiMnrV'].filter((letter) => given.has(letter)).join('');
  const usual = orderingOf(letters, letters.includes('b') ? 'b' : '');
  const keys = given.values('k').map((text) => {
    const key = parseSortKey(text, usual);
    if (key !== undefined) return key;
    if (isBusybox(system)) throw fail(system, `bad field specification`, 2);
    const zero = /^0/.test(text);
    throw fail(
      system,
      zero
        ? `field number is zero: invalid field specification '${text}'`
        : `invalid number at field start: invalid count at start of '${text}'`,
      2,
    );
  });
  if (keys.length === 0) {
    keys.push({ fromField: 1, fromCharacter: 1, toField: 0, toCharacter: 0, ordering: usual });
  }
  return {
    keys,
    separator: separatorOf(system, given.value('t')),
    stable: given.has('s'),
    unique: given.has('u'),
    random: given.has('R'),
    reverse: given.has('r'),
    check:
      given.has('C') || /^(quiet|silent)$/.test(given.value('check') ?? '')
        ? 'quiet'
        : given.has('c') || given.has('check')
          ? 'loud'
          : 'no',
    output: given.value('o') ?? null,
    end: given.has('z') ? '\0' : '\n',
  };
}

function separatorOf(system: System, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text === '') throw fail(system, 'empty tab', 2);
  if (text === '\\0') return '\0';
  const separator = encode(text);
  if (separator.length > 1)
    throw fail(system, isBusybox(system) ? 'bad -t parameter' : `multi-character tab '${text}'`, 2);
  return separator;
}

type Keyed = { readonly line: string; readonly keys: readonly string[] };

function keyed(line: string, options: SortOptions): Keyed {
  return { line, keys: options.keys.map((key) => keyText(line, key, options.separator)) };
}

function byKeys(a: Keyed, b: Keyed, options: SortOptions): number {
  for (const [index, key] of options.keys.entries()) {
    const difference = compareKeys(a.keys[index] ?? '', b.keys[index] ?? '', key.ordering);
    if (difference !== 0) return key.ordering.reverse ? -difference : difference;
  }
  return 0;
}

function compare(a: Keyed, b: Keyed, options: SortOptions): number {
  const difference = byKeys(a, b, options);
  if (difference !== 0 || options.stable || options.unique) return difference;
  const last = a.line < b.line ? -1 : a.line > b.line ? 1 : 0;
  return options.reverse ? -last : last;
}

function sorted(lines: readonly string[], options: SortOptions): string[] {
  const all = lines.map((line) => keyed(line, options)).sort((a, b) => compare(a, b, options));
  const kept = options.unique
    ? all.filter((each, index) => {
        const before = all[index - 1];
        return before === undefined || byKeys(before, each, options) !== 0;
      })
    : all;
  return kept.map(({ line }) => line);
}

/** Equal lines stay together, as with GNU's random hash. */
function shuffled(system: System, lines: readonly string[]): string[] {
  const places = new Map<string, number>();
  for (const line of lines) if (!places.has(line)) places.set(line, system.random());
  return [...lines].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

function check(run: Run, options: SortOptions, files: readonly SlurpedFile[]): number {
  const [file] = files;
  const lines = linesOf(file?.text ?? '', options.end).map((line) => keyed(line, options));
  for (let index = 1; index < lines.length; index++) {
    const [before, line] = [lines[index - 1], lines[index]];
    if (before === undefined || line === undefined) break;
    const difference = compare(before, line, options);
    if (difference < 0 || (difference === 0 && !options.unique)) continue;
    if (options.check === 'loud' && isBusybox(run.system)) run.system.write(2, `Check line ${index}\n`);
    else if (options.check === 'loud')
      run.complain(`${encode(file?.name ?? '-')}:${index + 1}: disorder: ${line.line}`);
    return 1;
  }
  return 0;
}

function write(run: Run, options: SortOptions, lines: readonly string[]): void {
  const text = lines.map((line) => line + options.end).join('');
  if (options.output === null) {
    run.write(text);
    return;
  }
  const { system } = run;
  try {
    const descriptor = system.open(options.output, { write: true, create: true, truncate: true });
    system.write(descriptor, bytesOf(text));
    system.close(descriptor);
  } catch (error) {
    const words = isBusybox(system)
      ? cannotOpen(system, options.output, error)
      : `open failed: ${options.output}: ${systemError(error).message}`;
    throw fail(system, words, 2);
  }
}
