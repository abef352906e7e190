import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { compilePattern, type Pattern, patternOf } from './regex/pattern.ts';

const syntax: Syntax = {
  letters: 'b:d:f:h:i:l:n:ps:v:w:',
  long: {
    'body-numbering': 'b',
    'section-delimiter': 'd',
    'footer-numbering': 'f',
    'header-numbering': 'h',
    'line-increment': 'i',
    'join-blank-lines': 'l',
    'number-format': 'n',
    'no-renumber': 'p',
    'number-separator': 's',
    'starting-line-number': 'v',
    'number-width': 'w',
  },
  manual: {
    gnu: '[OPTION]... [FILE]...\nWrite each FILE to standard output, with line numbers added.',
  },
};

/** Which lines are numbered: all, those that aren't empty, none, or `pREGEX`. */
type Style = string;

type Options = {
  readonly styles: { readonly header: Style; readonly body: Style; readonly footer: Style };
  readonly increment: number;
  readonly start: number;
  readonly format: string;
  readonly separator: string;
  readonly width: number;
  readonly join: number;
  readonly renumber: boolean;
};

type State = {
  readonly options: Options;
  section: 'header' | 'body' | 'footer';
  next: number;
  blanks: number;
};

/** The lines that begin a section of a page. */
const sections: ReadonlyMap<string, State['section']> = new Map([
  ['\\:\\:\\:', 'header'],
  ['\\:\\:', 'body'],
  ['\\:', 'footer'],
]);

const WIDTH_MAX = 1_000;

export const nl: Program = filter<State>({
  begin(system) {
    const given = parseOptions(system, syntax);
    const number = (letter: string, standard: number, what: string) => {
      const text = given.value(letter);
      if (text === undefined) return standard;
      if (!/^-?\d+$/.test(text)) throw fail(system, `invalid ${what}: '${text}'`);
      return Number(text);
    };
    const style = (letter: string, standard: Style, what: string) => {
      const text = encode(given.value(letter) ?? standard);
      if (!/^([atn]$|p)/.test(text)) throw fail(system, `invalid ${what} numbering style: '${text}'`);
      return text;
    };
    const start = number('v', 1, 'starting line number');
    const options: Options = {
      styles: {
        header: style('h', 'n', 'header'),
        body: style('b', 't', 'body'),
        footer: style('f', 'n', 'footer'),
      },
      increment: number('i', 1, 'line number increment'),
      start,
      format: given.value('n') ?? 'rn',
      separator: encode(given.value('s') ?? '\t'),
      width: Math.min(WIDTH_MAX, number('w', 6, 'line number field width')),
      join: number('l', 1, 'line number of blank lines'),
      renumber: !given.has('p'),
    };
    return { operands: given.operands, state: { options, section: 'body', next: start, blanks: 0 } };
  },
  line(run, state, line) {
    const section = sections.get(line);
    if (section === undefined) printLine(run, state, line);
    else {
      state.section = section;
      if (state.options.renumber) state.next = state.options.start;
      run.write('\n');
    }
    return undefined;
  },
});

function printLine(run: Run, state: State, line: string): void {
  const { options } = state;
  if (!isNumbered(state, line)) {
    run.write(`${' '.repeat(options.width + options.separator.length)}${line}\n`);
    return;
  }
  const digits = String(state.next);
  const width = options.width;
  const number =
    options.format === 'ln'
      ? digits.padEnd(width)
      : digits.padStart(width, options.format === 'rz' ? '0' : ' ');
  run.write(`${number}${options.separator}${line}\n`);
  state.next += options.increment;
}

function isNumbered(state: State, line: string): boolean {
  const style = state.options.styles[state.section];
  if (style.startsWith('p')) return patternFor(state.options, style.slice(1)).test(line);
  if (style === 't') return line !== '';
  if (style === 'n') return false;
  if (line !== '' || state.options.join <= 1) {
    state.blanks = 0;
    return true;
  }
  state.blanks = (state.blanks + 1) % state.options.join;
  return state.blanks === 0;
}

function patternFor(options: Options, source: string): Pattern {
  return patternOf(options, () => compilePattern(source, { dialect: 'basic' }));
}
