import type { Program, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

const TAB_MAX = 1_000_000;

type State = { readonly stops: readonly number[]; readonly all: boolean };

export const expand: Program = tabsProgram(
  'Convert tabs in each FILE to spaces, writing to standard output.',
  'it:',
  (options) => !options.has('i'),
  (state, line) => expandLine(state, line),
);

export const unexpand: Program = tabsProgram(
  'Convert blanks in each FILE to tabs, writing to standard output.',
  'aft:',
  (options) => (options.has('a') || options.has('t')) && !options.has('f'),
  (state, line) => unexpandLine(state, line),
);

function tabsProgram(
  about: string,
  letters: string,
  all: (options: ReturnType<typeof parseOptions>) => boolean,
  change: (state: State, line: string) => string,
): Program {
  const syntax: Syntax = {
    letters,
    long: { initial: 'i', tabs: 't', all: 'a', 'first-only': 'f' },
    manual: {
      gnu: `[OPTION]... [FILE]...\n${about}`,
    },
  };
  return filter<State>({
    begin(system) {
      const options = parseOptions(system, syntax);
      return {
        operands: options.operands,
        state: { stops: stopsOf(system, options.value('t') ?? '8'), all: all(options) },
      };
    },
    line(run, state, line, whole) {
      run.write(change(state, line) + (whole ? '\n' : ''));
      return undefined;
    },
  });
}

/** One number: a stop every so many columns; several: those columns. */
function stopsOf(system: System, text: string): number[] {
  const stops = text.split(/[,\s]/).map((word) => {
    if (!/^\d+$/.test(word)) throw fail(system, `tab size contains invalid character(s): '${word}'`);
    return Math.min(TAB_MAX, Number(word));
  });
  if (stops.includes(0)) throw fail(system, 'tab size cannot be 0');
  if (stops.some((stop, index) => index > 0 && stop <= (stops[index - 1] ?? 0))) {
    throw fail(system, 'tab sizes must be ascending');
  }
  return stops;
}

/** The next tab stop after a column; undefined: there is none. */
function nextStop(stops: readonly number[], column: number): number | undefined {
  const [every = 8] = stops;
  if (stops.length === 1) return column + every - (column % every);
  return stops.find((stop) => stop > column);
}

/** Continuing bytes of UTF-8 take no column. */
function isContinuing(letter: string): boolean {
  return letter >= '\x80' && letter < '\xc0';
}

function expandLine({ stops, all }: State, line: string): string {
  let column = 0;
  let initial = true;
  let out = '';
  for (const letter of line) {
    if (letter !== '\t' || !(all || initial)) {
      out += letter;
      if (letter === '\b') column = Math.max(0, column - 1);
      else if (!isContinuing(letter)) column++;
      initial &&= letter === ' ';
      continue;
    }
    const to = nextStop(stops, column) ?? column + 1;
    out += ' '.repeat(to - column);
    column = to;
  }
  return out;
}

function unexpandLine({ stops, all }: State, line: string): string {
  let column = 0;
  let blanks = '';
  let blanksFrom = 0;
  let out = '';
  let initial = true;
  for (const letter of line) {
    const isBlank = letter === ' ' || letter === '\t';
    if (!isBlank || !(all || initial)) {
      out += blanks + letter;
      blanks = '';
      if (!isContinuing(letter)) column++;
      blanksFrom = column;
      if (!isBlank) initial = false;
      continue;
    }
    const stop = nextStop(stops, column);
    column = letter === '\t' ? (stop ?? column + 1) : column + 1;
    blanks += letter;
    if (column !== stop) continue;
    // One blank alone stays what it is, unless more follow.
    blanks = column - blanksFrom > 1 || letter === '\t' ? '\t' : ' ';
    out += blanks;
    blanks = '';
    blanksFrom = column;
  }
  return out + blanks;
}
