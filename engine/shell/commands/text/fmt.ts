import type { Program } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'cp:stuw:g:',
  digits: true,
  long: {
    'crown-margin': 'c',
    prefix: 'p',
    'split-only': 's',
    'tagged-paragraph': 't',
    'uniform-spacing': 'u',
    width: 'w',
    goal: 'g',
  },
  manual: {
    gnu: '[-WIDTH] [OPTION]... [FILE]...\nReformat each paragraph in the FILE(s), writing to standard output.',
  },
};

const WIDTH_MAX = 2500;
/** Lines are made somewhat shorter than they may be. */
const LEEWAY = 7;
const WORDS_MAX = 1000;

type State = {
  readonly width: number;
  readonly goal: number;
  readonly splitOnly: boolean;
  indent: string;
  words: string[];
};

export const fmt: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const text = options.value('w') ?? options.value('digits')?.slice(1) ?? '75';
    if (!/^\d+$/.test(text) || Number(text) > WIDTH_MAX) throw fail(system, `invalid width: '${text}'`);
    const width = Number(text);
    const goal = Math.floor((width * (2 * (100 - LEEWAY) + 1)) / 200);
    return {
      operands: options.operands,
      state: { width, goal, splitOnly: options.has('s'), indent: '', words: [] },
    };
  },
  line(run, state, line) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0) {
      paragraph(run, state);
      run.write('\n');
      return undefined;
    }
    if (state.words.length > 0 && indent !== state.indent) paragraph(run, state);
    if (state.words.length === 0) state.indent = indent;
    state.words.push(...words);
    if (state.splitOnly || state.words.length > WORDS_MAX) paragraph(run, state);
    return undefined;
  },
  close(run, state) {
    paragraph(run, state);
  },
});

/** Breaks lines where the squares of what is missing to the goal are least in sum; the last line may be short. */
function paragraph(run: Run, state: State): void {
  const { words, indent, width, goal } = state;
  if (words.length === 0) return;
  const best: { cost: number; next: number }[] = [];
  best[words.length] = { cost: 0, next: words.length };
  for (let from = words.length - 1; from >= 0; from--) {
    let length = indent.length - 1;
    best[from] = { cost: Number.POSITIVE_INFINITY, next: from + 1 };
    for (let to = from + 1; to <= words.length; to++) {
      const word = words[to - 1] ?? '';
      length += 1 + word.length;
      if (length > width && to > from + 1) break;
      const cost = (best[to]?.cost ?? 0) + (to === words.length ? 0 : (goal - length) ** 2);
      if (cost < (best[from]?.cost ?? 0) || to === from + 1) best[from] = { cost, next: to };
    }
  }
  for (let at = 0; at < words.length; ) {
    const next = best[at]?.next ?? words.length;
    run.write(`${indent}${words.slice(at, next).join(' ')}\n`);
    at = next;
  }
  state.words = [];
}
