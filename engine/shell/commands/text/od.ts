import type { Program, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { type Options, parseOptions, type Syntax } from '../options.ts';
import { quote } from '../quoting.ts';
import { countOption } from './counts.ts';
import { columnsOfByte, type Format, parseFormats, rowText } from './od-formats.ts';

const syntax: Syntax = {
  letters: 'A:abcdfij:lN:ost:vw::x',
  long: {
    'address-radix': 'A',
    format: 't',
    'skip-bytes': 'j',
    'read-bytes': 'N',
    'output-duplicates': 'v',
    width: 'w',
  },
  manual: {
    gnu: '[OPTION]... [FILE]...\n  or:  od [-abcdfilosx]... [FILE] [[+]OFFSET[.][b]]\nWrite an unambiguous representation, octal bytes by default,\nof FILE to standard output.',
  },
};

const ROW = 16;
const ROW_MAX = 4096;
/** Ways in which a row is shown. */
const FORMATS_MAX = 10;

/** What the letters stand for. */
const letters: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'o1',
  c: 'c',
  d: 'u2',
  f: 'fF',
  i: 'dI',
  l: 'dL',
  o: 'o2',
  s: 'd2',
  x: 'x2',
};

type State = {
  readonly formats: readonly Format[];
  readonly radix: string;
  readonly row: number;
  readonly all: boolean;
  /** Bytes that are left out yet, and those that may still be read. */
  skip: number;
  left: number;
  at: number;
  /** What doesn't fill a row yet. */
  rest: string;
  before: string | null;
  starred: boolean;
};

export const od: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const radix = options.value('A') ?? 'o';
    if (!/^[odxn]$/.test(radix)) {
      throw fail(system, `invalid output address radix '${radix}'; it must be one character from [doxn]`);
    }
    const skip = countOption(system, options.value('j') ?? '0', '-j argument');
    const row = Math.min(ROW_MAX, Number(options.has('w') ? options.value('w') || 32 : ROW) || ROW);
    return {
      operands: options.operands,
      state: {
        formats: formatsOf(system, options),
        radix,
        row,
        all: options.has('v'),
        skip,
        left: countOption(system, options.value('N') ?? String(Number.MAX_SAFE_INTEGER), '-N argument'),
        at: skip,
        rest: '',
        before: null,
        starred: false,
      },
    };
  },
  open: (_run, state) => (state.left === 0 ? 'stop' : undefined),
  chunk(run, state, text) {
    const skipped = Math.min(state.skip, text.length);
    state.skip -= skipped;
    const taken = text.slice(skipped, skipped + state.left);
    state.left -= taken.length;
    const held = state.rest + taken;
    const whole = held.length - (held.length % state.row);
    for (let at = 0; at < whole; at += state.row) row(run, state, held.slice(at, at + state.row));
    state.rest = held.slice(whole);
    return state.left === 0 ? 'stop' : undefined;
  },
  end(run, state, failed) {
    if (state.skip > 0) {
      run.complain('cannot skip past end of combined input');
      return 1;
    }
    if (state.rest !== '') row(run, state, state.rest);
    if (state.radix !== 'n' && !(failed && state.at === 0)) run.write(`${address(state)}\n`);
    return undefined;
  },
});

function formatsOf(system: System, options: Options): readonly Format[] {
  const formats = options.given.flatMap(([name, value]) => {
    const text = name === 't' ? value : letters[name];
    if (text === undefined) return [];
    const parsed = parseFormats(text);
    if (typeof parsed !== 'string') return parsed;
    throw fail(system, `invalid character '${parsed}' in type string ${quote(system, value)}`);
  });
  if (formats.length > FORMATS_MAX) throw fail(system, 'that many formats are not part of the simulation');
  return formats.length > 0 ? formats : [{ kind: 'o', size: 2, shown: false }];
}

function row(run: Run, state: State, text: string): void {
  const { formats } = state;
  if (!state.all && text === state.before) {
    if (!state.starred) run.write('*\n');
    state.starred = true;
  } else {
    const label = address(state);
    const columns = columnsOfByte(formats);
    formats.forEach((format, index) => {
      const start = index === 0 ? label : ' '.repeat(label.length);
      run.write(`${start}${rowText(format, columns, text, state.row)}\n`);
    });
    state.starred = false;
  }
  state.before = text;
  state.at += text.length;
}

function address({ radix, at }: State): string {
  if (radix === 'n') return '';
  if (radix === 'x') return at.toString(16).padStart(6, '0');
  return at.toString(radix === 'd' ? 10 : 8).padStart(7, '0');
}
