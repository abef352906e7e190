import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { bytesOf } from '../bytes.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { parseOptions, type Syntax, usageError } from '../options.ts';
import { countOption } from './counts.ts';

const syntax: Syntax = {
  letters: 'a:b:C:dl:n:x',
  long: {
    'suffix-length': 'a',
    bytes: 'b',
    'line-bytes': 'C',
    'numeric-suffixes': 'd',
    lines: 'l',
    number: 'n',
    verbose: '',
    'additional-suffix': '=',
  },
  manual: {
    gnu: "[OPTION]... [FILE [PREFIX]]\nOutput pieces of FILE to PREFIXaa, PREFIXab, ...;\ndefault size is 1000 lines, and default PREFIX is 'x'.",
  },
};

const SUFFIX_MAX = 10;

type State = {
  readonly prefix: string;
  readonly suffixLength: number;
  readonly digits: boolean;
  readonly ending: string;
  readonly verbose: boolean;
  readonly lines: number;
  readonly bytes: number;
  files: number;
  descriptor: number;
  /** What the file that is being written still takes. */
  room: number;
};

export const split: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    if (options.has('n') || options.has('C'))
      throw fail(system, `option -${options.last('n', 'C')} is not simulated`);
    const [file = '-', prefix = 'x', extra] = options.operands;
    if (extra !== undefined) throw usageError(system, syntax.manual, `extra operand '${extra}'`);
    const bytes = options.value('b');
    const state: State = {
      prefix,
      suffixLength: Math.min(
        SUFFIX_MAX,
        Math.max(1, countOption(system, options.value('a') ?? '2', 'suffix length')),
      ),
      digits: options.has('d'),
      ending: options.value('additional-suffix') ?? '',
      verbose: options.has('verbose'),
      lines: bytes === undefined ? countOption(system, options.value('l') ?? '1000', 'number of lines') : 0,
      bytes: bytes === undefined ? 0 : countOption(system, bytes, 'number of bytes'),
      files: 0,
      descriptor: -1,
      room: 0,
    };
    if (state.lines + state.bytes < 1)
      throw fail(system, `invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: '0'`);
    return { operands: [file], state };
  },
  chunk(run, state, text) {
    for (let at = 0; at < text.length; ) {
      if (state.room === 0) nextFile(run, state);
      const end = state.bytes > 0 ? Math.min(text.length, at + state.room) : endOfLines(state, text, at);
      run.system.write(state.descriptor, bytesOf(text.slice(at, end)));
      if (state.bytes > 0) state.room -= end - at;
      at = end;
    }
    return undefined;
  },
});

function endOfLines(state: State, text: string, from: number): number {
  let at = from;
  while (state.room > 0) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
    state.room--;
  }
  return at;
}

function nextFile(run: Run, state: State): void {
  const { system } = run;
  if (state.descriptor >= 0) system.close(state.descriptor);
  const name = `${state.prefix}${suffix(system, state)}${state.ending}`;
  if (state.verbose) run.write(`creating file '${name}'\n`);
  try {
    state.descriptor = system.open(name, { write: true, create: true, truncate: true });
  } catch (error) {
    throw fail(system, `${name}: ${systemError(error).message}`);
  }
  state.files++;
  state.room = state.bytes || state.lines;
}

function suffix(system: System, { files, suffixLength, digits }: State): string {
  const base = digits ? 10 : 26;
  if (files >= base ** suffixLength) throw fail(system, 'output file suffixes exhausted');
  let text = '';
  for (let rest = files, place = 0; place < suffixLength; place++, rest = Math.floor(rest / base)) {
    text = (digits ? String(rest % base) : String.fromCharCode(97 + (rest % base))) + text;
  }
  return text;
}
