import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { hasMusl } from '../busybox/release.ts';
import { decode, encode } from '../bytes.ts';
import { fail, shellQuoted } from '../command.ts';
import { type Flow, filter, type Run } from '../filter.ts';
import { isBusybox } from '../options.ts';
import { compileGlob } from './glob.ts';
import { type GrepOptions, parseGrep } from './grep-options.ts';
import { compilePattern, MATCHES_MAX, type Pattern, patternOf } from './regex/pattern.ts';
import { PatternError } from './regex/syntax.ts';

type State = {
  readonly options: GrepOptions;
  /** Folders that were named start without a prefix, where none was named. */
  readonly fromHere: boolean;
  matched: boolean;
  trouble: boolean;
  count: number;
  line: number;
  offset: number;
  binary: boolean;
  /** Lines before, with their number and offset, that may yet be printed as context. */
  before: [line: string, number: number, offset: number][];
  /** Lines of context still to print. */
  after: number;
  /** The last line printed; 0: none in this file. */
  printed: number;
  printedAny: boolean;
};

export const grep: Program = grepProgram(undefined);
export const egrep: Program = grepProgram('extended');
export const fgrep: Program = grepProgram('fixed');

/** Of 2^63 - 1. */
const LARGEST_DIGITS = 19;

function grepProgram(always: 'extended' | 'fixed' | undefined): Program {
  return filter<State>({
    begin(system) {
      const { options, files } = parseGrep(system, always ?? dialectNamed(system));
      const state: State = {
        options,
        fromHere: options.recursive && files[0] === '.' && system.argv.at(-1) !== '.' && !isBusybox(system),
        matched: false,
        trouble: false,
        count: 0,
        line: 0,
        offset: 0,
        binary: false,
        before: [],
        after: 0,
        printed: 0,
        printedAny: false,
      };
      patternFor(system, state);
      return options.max === 0 ? 1 : { operands: files, state };
    },
    expand: (run, state, name) => expand(run, state, name),
    open(_run, state) {
      Object.assign(state, { count: 0, line: 0, offset: 0, binary: false, before: [], after: 0, printed: 0 });
      return undefined;
    },
    separator: (state) => (state.options.zeros ? '\0' : '\n'),
    line: (run, state, line) => onLine(run, state, line),
    close: (run, state) => onClose(run, state),
    trouble(system, state, name, error) {
      const { code, message } = systemError(error);
      if (code === 'EISDIR' && state.options.skipsFolders) return undefined;
      state.trouble = true;
      if (state.options.silent) return undefined;
      return isBusybox(system) ? `${name}: ${message}` : `${shellQuoted(name)}: ${message}`;
    },
    end(_run, state) {
      if (state.options.output === 'nothing' && state.matched) return 0;
      return state.trouble ? 2 : state.matched ? 0 : 1;
    },
  });
}

/** egrep and fgrep may be other names of the same program. */
function dialectNamed(system: System): 'extended' | 'fixed' | undefined {
  const name = system.argv[0] ?? '';
  if (name.endsWith('egrep')) return 'extended';
  return name.endsWith('fgrep') ? 'fixed' : undefined;
}

function patternFor(system: System, state: State): Pattern {
  const { options } = state;
  return patternOf(options, () => {
    try {
      return compilePattern(options.patterns, {
        dialect: options.dialect,
        ignoreCase: options.ignoreCase,
        ...(options.whole === null ? {} : { whole: options.whole }),
      });
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      const words = isBusybox(system)
        ? `bad regex '${options.patterns[0]}': ${hasMusl(system) ? error.musl : error.message}`
        : error.message;
      throw fail(system, words, 2);
    }
  });
}

function expand(run: Run, state: State, name: string): readonly string[] | undefined {
  const { options } = state;
  if (!options.recursive || name === '-') return undefined;
  const { system } = run;
  try {
    if (system.stat(name).type !== 'directory') return undefined;
    const prefix = state.fromHere && name === '.' ? '' : name.endsWith('/') ? name : `${name}/`;
    const found: string[] = [];
    for (const { name: entry, type } of system.readDirectory(name)) {
      const link = type === 'symbolic link';
      const folder =
        type === 'directory' || (link && options.followLinks && leadsToFolder(system, prefix + entry));
      if (link && !options.followLinks) continue;
      if (!link && type !== 'directory' && type !== 'file') continue;
      if (folder ? matchesAny(options.excludeFolders, entry) : !wanted(options, entry)) continue;
      found.push(prefix + entry);
    }
    return found;
  } catch (error) {
    state.trouble = true;
    if (!options.silent) run.complain(`${shellQuoted(name)}: ${systemError(error).message}`);
    return [];
  }
}

function leadsToFolder(system: System, path: string): boolean {
  try {
    return system.stat(path).type === 'directory';
  } catch {
    return false;
  }
}

function wanted(options: GrepOptions, name: string): boolean {
  if (options.include.length > 0 && !matchesAny(options.include, name)) return false;
  return !matchesAny(options.exclude, name);
}

function matchesAny(globs: readonly string[], name: string): boolean {
  return globs.some((glob) => compileGlob(glob).test(encode(name)));
}

function onLine(run: Run, state: State, line: string): Flow {
  const { options } = state;
  const offset = state.offset;
  state.line++;
  state.offset += line.length + 1;
  if (options.binaries !== 'text' && !options.zeros && !state.binary && line.includes('\0'))
    state.binary = true;
  if (state.binary && options.binaries === 'skip') return 'next';
  const selected = patternFor(run.system, state).test(line) !== options.invert;
  if (!selected) {
    contextLine(run, state, line, offset);
    return undefined;
  }
  state.matched = true;
  state.count++;
  if (options.output === 'nothing') return 'stop';
  if (options.output === 'matching names' || options.output === 'other names') return 'next';
  if (options.output !== 'count') {
    if (state.binary) {
      run.flush();
      run.system.write(2, `grep: ${decode(fileLabel(run, state))}: binary file matches\n`);
      return 'next';
    }
    printSelected(run, state, line, offset);
  }
  return options.max !== null && state.count >= options.max ? 'next' : undefined;
}

function contextLine(run: Run, state: State, line: string, offset: number): void {
  const { options } = state;
  if (options.output !== 'lines') return;
  if (state.after > 0) {
    state.after--;
    state.printed = state.line;
    run.write(`${prefix(run, state, '-', state.line, offset)}${line}${lineEnd(options)}`);
  } else if (options.before > 0) {
    state.before.push([line, state.line, offset]);
    if (state.before.length > options.before) state.before.shift();
  }
}

function printSelected(run: Run, state: State, line: string, offset: number): void {
  const { options } = state;
  if (options.output === 'parts') {
    if (!options.invert) printParts(run, state, line, offset);
    return;
  }
  const first = state.before[0]?.[1] ?? state.line;
  const context = options.before > 0 || options.after > 0;
  if (context && state.printedAny && first > state.printed + 1) {
    writeSeparator(run, options);
  } else if (context && state.printedAny && state.printed === 0) writeSeparator(run, options);
  for (const [text, number, at] of state.before)
    run.write(`${prefix(run, state, '-', number, at)}${text}${lineEnd(options)}`);
  state.before = [];
  const shown = options.color && !options.invert ? colored(run, state, line) : line;
  run.write(`${prefix(run, state, ':', state.line, offset)}${shown}${lineEnd(options)}`);
  state.printed = state.line;
  state.printedAny = true;
  state.after = options.after;
}

function writeSeparator(run: Run, { color, separator }: GrepOptions): void {
  if (separator === null) return;
  run.write(color ? `\x1b[36m\x1b[K${separator}\x1b[m\x1b[K\n` : `${separator}\n`);
}

/** The matches in a line that aren't empty. */
function* matches(run: Run, state: State, line: string): Generator<readonly [number, number]> {
  const pattern = patternFor(run.system, state);
  for (let [from, count] = [0, 0]; from <= line.length; count++) {
    const found = pattern.match(line, from);
    if (found === undefined) return;
    if (count >= MATCHES_MAX) throw new PatternError('matches');
    const [start = 0, end = 0] = found;
    if (end > start) yield [start, end];
    from = end > start ? end : Math.max(end, from) + 1;
  }
}

function printParts(run: Run, state: State, line: string, offset: number): void {
  for (const [start, end] of matches(run, state, line)) {
    const part = line.slice(start, end);
    const shown = state.options.color ? red(part) : part;
    run.write(`${prefix(run, state, ':', state.line, offset + start)}${shown}${lineEnd(state.options)}`);
  }
}

function lineEnd({ zeros }: GrepOptions): string {
  return zeros ? '\0' : '\n';
}

function colored(run: Run, state: State, line: string): string {
  let out = '';
  let done = 0;
  for (const [start, end] of matches(run, state, line)) {
    out += line.slice(done, start) + red(line.slice(start, end));
    done = end;
  }
  return out + line.slice(done);
}

function red(text: string): string {
  return `\x1b[01;31m\x1b[K${text}\x1b[m\x1b[K`;
}

function fileLabel(run: Run, state: State): string {
  return run.name === '-' ? state.options.label : encode(run.name);
}

function prefix(run: Run, state: State, mark: ':' | '-', line: number, offset: number): string {
  const { options } = state;
  const colour = (code: number, text: string) =>
    options.color ? `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : text;
  const zero = options.nameEnd === '\0';
  let text = options.named ? colour(35, fileLabel(run, state)) + (zero ? '\0' : colour(36, mark)) : '';
  const width = options.tab ? numberWidth(run) : 0;
  if (options.numbered) text += colour(32, String(line).padStart(width)) + colour(36, mark);
  if (options.offsets) text += colour(32, String(offset).padStart(width)) + colour(36, mark);
  return text.endsWith(mark) && options.tab ? `${text}\t` : text;
}

/** With -T, numbers have room for the file's size, or for that of the largest file there may be. */
function numberWidth({ name, system }: Run): number {
  if (name === '-') return LARGEST_DIGITS;
  try {
    return String(system.stat(name).size).length;
  } catch (error) {
    // It is gone meanwhile.
    systemError(error);
    return LARGEST_DIGITS;
  }
}

function onClose(run: Run, state: State): void {
  const { output, named, nameEnd } = state.options;
  const label = fileLabel(run, state);
  const end = nameEnd === '\0' ? '\0' : '\n';
  if (output === 'count') run.write(named ? `${label}${nameEnd}${state.count}\n` : `${state.count}\n`);
  else if (output === 'matching names' && state.count > 0) run.write(label + end);
  else if (output === 'other names') {
    if (state.count === 0) run.write(label + end);
  }
}
