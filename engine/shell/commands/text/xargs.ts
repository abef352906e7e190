import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { decode, encode } from '../bytes.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';
import { END, endsWith, type LineSource, lineSource, nextRecord } from './line-source.ts';

const syntax: Syntax = {
  letters: '0a:d:E:eI:i::L:l::n:pP:rs:tx',
  operandsLast: true,
  long: {
    null: '0',
    'arg-file': 'a',
    delimiter: 'd',
    replace: 'i',
    'max-lines': 'l',
    'max-args': 'n',
    'max-procs': 'P',
    interactive: 'p',
    'no-run-if-empty': 'r',
    'max-chars': 's',
    verbose: 't',
    exit: 'x',
  },
  manual: {
    package: 'GNU findutils',
    version: '4.9.0',
    gnu: '[OPTION]... COMMAND [INITIAL-ARGS]...\nRun COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
  },
};

/** What the arguments of one command may take, in bytes. */
const ARGUMENTS_BYTES_MAX = 131_072;
/** Children at once, where -P says 0: as many as possible. */
const CHILDREN_MAX = 100;

type XargsState = {
  readonly command: readonly string[];
  readonly separator: string | null;
  readonly replace: string | null;
  readonly perCommand: number;
  readonly linesPerCommand: number;
  readonly bytes: number;
  readonly parallel: number;
  readonly verbose: boolean;
  readonly skipEmpty: boolean;
  readonly source: LineSource;
  words: string[];
  /** Arguments of the next command, and how many lines they came from. */
  pending: string[];
  lines: number;
  ended: boolean;
  ran: boolean;
  children: number[];
  exitCode: number;
  stopped: boolean;
};

export const xargs: Program<XargsState> = guarded<XargsState>({
  start(system) {
    const options = parseOptions(system, syntax);
    const number = (letter: string, standard: number) => {
      const text = options.value(letter);
      if (text === undefined || text === '') return standard;
      if (!/^\d+$/.test(text)) {
        throw fail(
          system,
          isBusybox(system) ? `invalid number '${text}'` : `invalid number "${text}" for -${letter} option`,
        );
      }
      return Number(text);
    };
    const replace = options.value('I') ?? (options.has('i') ? options.value('i') || '{}' : undefined);
    const delimiter = options.value('d');
    const parallel = number('P', 1);
    const state: XargsState = {
      command: options.operands.length === 0 ? ['echo'] : options.operands,
      separator: options.has('0') ? '\0' : delimiter === undefined ? null : delimiterOf(delimiter),
      replace: replace ?? null,
      perCommand: replace === undefined ? number('n', Number.MAX_SAFE_INTEGER) : 1,
      linesPerCommand:
        replace === undefined ? number('L', options.has('l') ? 1 : Number.MAX_SAFE_INTEGER) : 1,
      bytes: Math.min(ARGUMENTS_BYTES_MAX, number('s', ARGUMENTS_BYTES_MAX)),
      parallel: parallel === 0 ? CHILDREN_MAX : Math.min(parallel, CHILDREN_MAX),
      verbose: options.has('t'),
      skipEmpty: options.has('r'),
      source: lineSource(inputOf(system, options.value('a'))),
      words: [],
      pending: [],
      lines: 0,
      ended: false,
      ran: false,
      children: [],
      exitCode: 0,
      stopped: false,
    };
    return step(system, state);
  },
  step: (system, state) => step(system, state),
});

function delimiterOf(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\0': '\0', '\\\\': '\\' };
  return escapes[text] ?? (encode(text).slice(0, 1) || '\0');
}

function inputOf(system: System, file: string | undefined): number {
  if (file === undefined || file === '-') return 0;
  try {
    return system.open(file, { read: true });
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      `${isBusybox(system) ? "can't open" : 'Cannot open input file'} '${file}': ${message}`,
    );
  }
}

function step(system: System, state: XargsState): Next<XargsState> {
  for (;;) {
    reap(system, state);
    if (state.stopped && state.children.length === 0) return { exit: state.exitCode };
    if (state.stopped || state.children.length >= state.parallel) return { state, until: { child: true } };
    const batch = nextBatch(system, state);
    if (batch === AGAIN) {
      return { state, until: { readable: [state.source.descriptor], child: state.children.length > 0 } };
    }
    if (batch === undefined) {
      state.stopped = true;
      continue;
    }
    run(system, state, batch);
  }
}

function reap(system: System, state: XargsState): void {
  for (;;) {
    const ended = state.children.length === 0 ? 'none' : system.wait();
    if (ended === AGAIN || ended === 'none') return;
    state.children = state.children.filter((pid) => pid !== ended.pid);
    const command = state.command[0] ?? '';
    if ('signal' in ended.status) {
      state.stopped = true;
      state.exitCode = 125;
    } else if (ended.status.code === 255) {
      if (!isBusybox(system)) system.write(2, `xargs: ${command}: exited with status 255; aborting\n`);
      state.stopped = true;
      state.exitCode = 124;
    } else if (ended.status.code !== 0 && state.exitCode === 0) state.exitCode = 123;
  }
}

/** The arguments of the next command; undefined: there are no more. */
function nextBatch(system: System, state: XargsState): readonly string[] | typeof AGAIN | undefined {
  let size = state.pending.reduce((sum, word) => sum + word.length + 1, 0);
  for (;;) {
    const word = state.words.shift();
    if (word !== undefined) {
      if (size + word.length + 1 > state.bytes && state.pending.length > 0) {
        state.words.unshift(word);
        return state.pending.splice(0);
      }
      state.pending.push(word);
      size += word.length + 1;
      if (state.pending.length >= state.perCommand) return state.pending.splice(0);
      continue;
    }
    if (state.lines >= state.linesPerCommand && state.pending.length > 0) {
      state.lines = 0;
      return state.pending.splice(0);
    }
    if (state.ended) break;
    const read = readWords(system, state);
    if (read === AGAIN) return AGAIN;
  }
  if (state.pending.length > 0) return state.pending.splice(0);
  const emptyRun = !state.ran && !state.skipEmpty && state.replace === null;
  return emptyRun ? [] : undefined;
}

function readWords(system: System, state: XargsState): typeof AGAIN | undefined {
  const record = nextRecord(system, state.source, endsWith(state.separator ?? '\n'));
  if (record === AGAIN) return AGAIN;
  if (record === END) {
    state.ended = true;
    return undefined;
  }
  if (state.separator !== null) state.words.push(record.text);
  else if (state.replace !== null) {
    const line = record.text.replace(/^[ \t]+/, '');
    if (line !== '') state.words.push(unquoted(system, line, false)[0] ?? '');
  } else state.words.push(...unquoted(system, record.text, true));
  if (state.words.length > 0) state.lines++;
  return undefined;
}

/** Words of a line: quotes and backslashes keep blanks together. */
function unquoted(system: System, line: string, split: boolean): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"' || character === "'") {
      const end = line.indexOf(character, at + 1);
      if (end < 0) {
        const kind = character === '"' ? 'double' : 'single';
        const words = isBusybox(system)
          ? `unmatched ${kind} quote`
          : `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`;
        throw fail(system, words);
      }
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (character === '\\' && at + 1 < line.length) word = (word ?? '') + line.charAt(++at);
    else if (split && (character === ' ' || character === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function run(system: System, state: XargsState, batch: readonly string[]): void {
  state.ran = true;
  const values = batch.map(decode);
  const { replace } = state;
  const argv =
    replace === null
      ? [...state.command, ...values]
      : state.command.map((word) => word.replaceAll(replace, () => values[0] ?? ''));
  const name = argv[0] ?? '';
  if (state.verbose) system.write(2, `${argv.join(' ')}\n`);
  const path = system.findExecutable(name);
  try {
    if (path === undefined) throw fail(system, `${name}: No such file or directory`, 127);
    const nothing = system.open('/dev/null', { read: true });
    try {
      const descriptors = new Map([
        [0, nothing],
        [1, 1],
        [2, 2],
      ]);
      state.children.push(system.spawn({ path, argv, env: system.env, descriptors }));
    } finally {
      system.close(nothing);
    }
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) throw error;
    const { code, message } = systemError(error);
    throw fail(system, `${name}: ${message}`, code === 'ENOENT' ? 127 : 126);
  }
}
