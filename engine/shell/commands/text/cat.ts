import type { Program } from '../../../linux/system.ts';
import { filter } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'AbeEnstTuv',
  long: {
    'show-all': 'A',
    'number-nonblank': 'b',
    'show-ends': 'E',
    number: 'n',
    'squeeze-blank': 's',
    'show-tabs': 'T',
    'show-nonprinting': 'v',
  },
  manual: {
    gnu: '[OPTION]... [FILE]...\nConcatenate FILE(s) to standard output.',
  },
};

type State = {
  readonly number: boolean;
  readonly numberNonblank: boolean;
  readonly squeeze: boolean;
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly nonprinting: boolean;
  /** No option asks for anything: what comes goes out. */
  readonly plain: boolean;
  line: number;
  atLineStart: boolean;
  blankBefore: boolean;
};

export const cat: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const any = (letters: string) => [...letters].some((letter) => options.has(letter));
    return {
      operands: options.operands,
      state: {
        number: any('n') && !any('b'),
        numberNonblank: any('b'),
        squeeze: any('s'),
        ends: any('AeE'),
        tabs: any('AtT'),
        nonprinting: any('Aetv'),
        plain: !any('AbeEnstTv'),
        line: 0,
        atLineStart: true,
        blankBefore: false,
      },
    };
  },
  chunk(run, state, text) {
    run.write(state.plain ? text : dressed(state, text));
    return undefined;
  },
});

function dressed(state: State, text: string): string {
  let out = '';
  for (const piece of text.split(/(?<=\n)/)) {
    const blank = state.atLineStart && piece === '\n';
    if (blank && state.blankBefore && state.squeeze) continue;
    state.blankBefore = blank;
    if (state.atLineStart && (state.number || (state.numberNonblank && !blank))) {
      state.line++;
      out += `${String(state.line).padStart(6)}\t`;
    }
    state.atLineStart = piece.endsWith('\n');
    const body = state.atLineStart ? piece.slice(0, -1) : piece;
    out += state.nonprinting || state.tabs ? visible(state, body) : body;
    if (state.atLineStart) out += state.ends ? '$\n' : '\n';
  }
  return out;
}

function visible(state: State, text: string): string {
  let out = '';
  for (const character of text) {
    if (character === '\t') out += state.tabs ? '^I' : '\t';
    else out += state.nonprinting ? caret(character.charCodeAt(0)) : character;
  }
  return out;
}

function caret(code: number): string {
  if (code >= 128) return `M-${caret(code - 128)}`;
  if (code === 127) return '^?';
  return code < 32 ? `^${String.fromCharCode(code + 64)}` : String.fromCharCode(code);
}
