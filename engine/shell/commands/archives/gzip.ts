import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { complain, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, type Syntax } from '../options.ts';
import { fileBytes } from './byte-queue.ts';
import { GzipError, gunzipped } from './gzip-data.ts';
import { compressSome, type Flowing, newFlow, unpackSome } from './gzip-flow.ts';

const SUFFIX = '.gz';
/** How GNU's exit code says that something was left out. */
const WARNING = 2;

const syntax: Syntax = {
  letters: 'cdfhklnNqrtvV123456789S:',
  long: {
    stdout: 'c',
    'to-stdout': 'c',
    decompress: 'd',
    uncompress: 'd',
    force: 'f',
    keep: 'k',
    list: 'l',
    'no-name': 'n',
    name: 'N',
    quiet: 'q',
    recursive: 'r',
    test: 't',
    verbose: 'v',
    fast: '1',
    best: '9',
  },
  manual: {
    package: 'gzip',
    version: '1.12',
    gnu: '[OPTION]... [FILE]...\nCompress or uncompress FILEs (by default, compress FILES in-place).',
  },
};

type Mode = 'compress' | 'unpack' | 'test' | 'list';

type GzipState = {
  readonly mode: Mode;
  readonly level: number;
  readonly toOutput: boolean;
  readonly force: boolean;
  readonly keep: boolean;
  readonly verbose: boolean;
  operands: string[];
  /** What is being worked on. */
  flow?: Flowing;
  code: number;
};

export const gzip: Program = gzipProgram([]);
export const gunzip: Program = gzipProgram(['d']);
export const zcat: Program = gzipProgram(['d', 'c']);

function gzipProgram(implied: readonly string[]): Program {
  return guarded<GzipState>({
    start(system) {
      const options = parseOptions(system, syntax);
      const state = stateOf(options, (letter) => implied.includes(letter) || options.has(letter));
      if (state.mode === 'list') {
        system.write(1, '         compressed        uncompressed  ratio uncompressed_name\n');
      }
      return step(system, state);
    },
    step,
  });
}

function stateOf(options: Options, has: (letter: string) => boolean): GzipState {
  const mode = has('l') ? 'list' : has('t') ? 'test' : has('d') ? 'unpack' : 'compress';
  return {
    mode,
    level: Number(options.last('1', '2', '3', '4', '5', '6', '7', '8', '9') ?? 6),
    toOutput: has('c'),
    force: has('f'),
    keep: has('k'),
    verbose: has('v'),
    operands: options.operands.length === 0 ? ['-'] : [...options.operands],
    code: 0,
  };
}

function step(system: System, state: GzipState): Next<GzipState> {
  for (;;) {
    const { flow } = state;
    if (flow !== undefined) {
      const wait = goOn(system, state, flow);
      if (wait === 'more') return { state, until: { cpuMs: 1 } };
      if (wait === 'input') return { state, until: { readable: [flow.input] } };
      continue;
    }
    const name = state.operands.shift();
    if (name === undefined) return { exit: state.code };
    try {
      begin(system, state, name);
    } catch (error) {
      if (!(error instanceof GzipError)) {
        const { message } = systemError(error);
        problem(system, state, `${name}: ${message}`);
      } else problem(system, state, gzipWords(system, name, error), 1);
    }
  }
}

function problem(system: System, state: GzipState, words: string, code = 1): void {
  complain(system, words);
  if (state.code !== 1) state.code = isBusybox(system) ? 1 : code;
}

function gzipWords(system: System, name: string, error: GzipError): string {
  if (isBusybox(system)) {
    return error.message === 'not in gzip format'
      ? 'invalid magic'
      : error.message === 'unexpected end of file'
        ? 'unexpected end of file'
        : 'corrupted data';
  }
  return `${name === '-' ? 'stdin' : name}: ${error.message}`;
}

/** Opens an operand, and where its result goes. */
function begin(system: System, state: GzipState, name: string) {
  if (name === '-') return beginStandardInput(system, state);
  const source = sourceOf(system, state, name);
  if (source === undefined) return;
  const [path, stat] = source;
  if (state.mode === 'list' || state.mode === 'test') return look(system, state, path);
  const target = state.toOutput ? undefined : targetOf(system, state, path);
  if (target === '') return;
  const input = system.open(path, { read: true });
  if (target === undefined) {
    state.flow = newFlow(path, input, 1);
    return;
  }
  if (exists(system, target)) {
    if (!state.force) {
      system.close(input);
      problem(
        system,
        state,
        isBusybox(system)
          ? `can't open '${target}': File exists`
          : `${target} already exists;\tnot overwritten`,
        WARNING,
      );
      return;
    }
    system.unlink(target);
  }
  const output = system.open(target, { write: true, create: true, exclusive: true, mode: stat.mode & 0o777 });
  state.flow = { ...newFlow(path, input, output), target, modifiedMs: stat.modifiedMs };
}

function beginStandardInput(system: System, state: GzipState): void {
  if (state.mode === 'compress' && !state.force && system.isTerminal(1)) {
    throw new Quit(
      isBusybox(system)
        ? 'gzip: compressed data not written to terminal\n'
        : 'gzip: compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h\n',
      1,
    );
  }
  state.flow = newFlow('-', 0, 1);
}

/** The file that an operand means: unpacking takes the name without its suffix too. */
function sourceOf(system: System, state: GzipState, name: string): readonly [path: string, Stat] | undefined {
  const withSuffix = state.mode !== 'compress' && !isSuffixed(name) ? `${name}${SUFFIX}` : undefined;
  const path =
    withSuffix !== undefined && !exists(system, name) && exists(system, withSuffix) ? withSuffix : name;
  let stat: Stat;
  try {
    stat = system.stat(path);
  } catch (error) {
    const { message } = systemError(error);
    const tried = withSuffix !== undefined && !isBusybox(system) ? withSuffix : name;
    problem(
      system,
      state,
      isBusybox(system) && !state.toOutput
        ? `${name}: ${message}`
        : isBusybox(system)
          ? `can't open '${name}': ${message}`
          : `${tried}: ${message}`,
    );
    return undefined;
  }
  if (stat.type === 'file') return [path, stat];
  const words = stat.type === 'directory' ? 'is a directory' : 'is not a directory or a regular file';
  problem(
    system,
    state,
    isBusybox(system) ? `${path}: Is a directory` : `${path} ${words} -- ignored`,
    WARNING,
  );
  return undefined;
}

function isSuffixed(name: string): boolean {
  return /\.(?:gz|tgz|z|Z|taz)$/.test(name);
}

/** The name of the result; undefined: standard output; empty: there is none. */
function targetOf(system: System, state: GzipState, path: string): string {
  if (state.mode === 'compress') {
    if (!isSuffixed(path) || state.force || isBusybox(system)) return path + SUFFIX;
    problem(
      system,
      state,
      `${path} already has ${path.slice(path.lastIndexOf('.'))} suffix -- unchanged`,
      WARNING,
    );
    return '';
  }
  if (/\.(?:tgz|taz)$/.test(path)) return path.replace(/\.(?:tgz|taz)$/, '.tar');
  if (isSuffixed(path)) return path.slice(0, path.lastIndexOf('.'));
  problem(
    system,
    state,
    isBusybox(system) ? `${path}: unknown suffix - ignored` : `${path}: unknown suffix -- ignored`,
    WARNING,
  );
  return '';
}

function exists(system: System, path: string): boolean {
  try {
    system.lstat(path);
    return true;
  } catch (error) {
    systemError(error);
    return false;
  }
}

/** -l and -t: goes through a file without keeping what is in it. */
function look(system: System, state: GzipState, path: string): void {
  const input = system.open(path, { read: true });
  const bytes = fileBytes(system, input);
  system.close(input);
  let length = 0;
  for (const piece of gunzipped(bytes)) length += piece.length;
  const name = path.replace(/\.gz$/, '');
  if (state.mode === 'list') {
    system.write(
      1,
      `${String(bytes.length).padStart(19)} ${String(length).padStart(19)} ${ratio(length - bytes.length, length)} ${name}\n`,
    );
  } else if (state.verbose) system.write(2, `${path}:\t OK\n`);
}

function ratio(saved: number, whole: number): string {
  return `${(whole === 0 ? 0 : (saved * 100) / whole).toFixed(1).padStart(5)}%`;
}

/** @returns undefined: it is done */
function goOn(system: System, state: GzipState, flow: Flowing): 'input' | 'more' | undefined {
  try {
    const more =
      state.mode === 'compress' ? compressSome(system, flow, state.level) : unpackSome(system, flow);
    if (more !== undefined) return more;
    finish(system, state, flow);
  } catch (error) {
    const words =
      error instanceof GzipError
        ? gzipWords(system, flow.name, error)
        : `${flow.name}: ${systemError(error).message}`;
    problem(system, state, words);
    if (flow.target !== undefined) system.unlink(flow.target);
    if (flow.input > 0) system.close(flow.input);
  }
  delete state.flow;
  return undefined;
}

function finish(system: System, state: GzipState, flow: Flowing): void {
  if (flow.input > 0) system.close(flow.input);
  const { target, modifiedMs } = flow;
  if (target === undefined || modifiedMs === undefined) return;
  system.close(flow.output);
  system.setTimes(target, modifiedMs, modifiedMs);
  if (!state.keep) system.unlink(flow.name);
  if (!state.verbose) return;
  const [small, large] = state.mode === 'compress' ? [flow.written, flow.taken] : [flow.taken, flow.written];
  const what = state.keep ? 'created' : 'replaced with';
  system.write(2, `${flow.name}:\t${ratio(large - small, large)} -- ${what} ${target}\n`);
}
