import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { filter, type Run } from '../filter.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'cmlLw',
  long: { bytes: 'c', chars: 'm', lines: 'l', 'max-line-length': 'L', words: 'w' },
  manual: {
    gnu: '[OPTION]... [FILE]...\n  or:  wc [OPTION]... --files0-from=F\nPrint newline, word, and byte counts for each FILE, and a total line if\nmore than one FILE is specified.',
  },
};

/** In the order they are printed in. */
const columns = ['l', 'w', 'm', 'c', 'L'] as const;

type Counts = { l: number; w: number; m: number; c: number; L: number };

type State = {
  readonly shown: readonly (typeof columns)[number][];
  readonly width: number;
  readonly named: boolean;
  readonly several: boolean;
  counts: Counts;
  total: Counts;
  inWord: boolean;
  lineLength: number;
};

export const wc: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const chosen = columns.filter((column) => options.has(column));
    const shown = chosen.length > 0 ? chosen : (['l', 'w', 'c'] as const);
    return {
      operands: options.operands,
      state: {
        shown,
        width: numberWidth(system, options.operands, shown.length),
        named: options.operands.length > 0,
        several: options.operands.length > 1,
        counts: none(),
        total: none(),
        inWord: false,
        lineLength: 0,
      },
    };
  },
  open(_run, state) {
    state.counts = none();
    state.inWord = false;
    state.lineLength = 0;
    return undefined;
  },
  chunk(_run, state, text) {
    count(state, text);
    return undefined;
  },
  close(run, state) {
    const { counts, total } = state;
    counts.L = Math.max(counts.L, state.lineLength);
    print(run, state, counts, state.named ? run.name : undefined);
    for (const column of ['l', 'w', 'm', 'c'] as const) total[column] += counts[column];
    total.L = Math.max(total.L, counts.L);
  },
  end(run, state) {
    if (state.several) print(run, state, state.total, 'total');
    return undefined;
  },
});

function none(): Counts {
  return { l: 0, w: 0, m: 0, c: 0, L: 0 };
}

function count(state: State, text: string): void {
  const { counts } = state;
  counts.c += text.length;
  counts.m += text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const space = code === 32 || (code >= 9 && code <= 13);
    if (space) state.inWord = false;
    else if (!state.inWord) {
      state.inWord = true;
      counts.w++;
    }
    if (code === 10) counts.l++;
    if (code === 10 || code === 12 || code === 13) {
      counts.L = Math.max(counts.L, state.lineLength);
      state.lineLength = 0;
    } else if (code === 9) state.lineLength += 8 - (state.lineLength % 8);
    else if (code >= 32 && code < 127) state.lineLength++;
  }
}

/** GNU's columns are as wide as the sum of the files' sizes; 7 where one isn't a regular file. */
function numberWidth(system: System, operands: readonly string[], shown: number): number {
  if (isBusybox(system)) return shown === 1 ? 1 : 9;
  if (operands.length <= 1 && shown === 1) return 1;
  let sum = 0;
  let minimum = 1;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    try {
      const stat = name === '-' ? system.statDescriptor(0) : system.stat(name);
      if (stat.type === 'file') sum += stat.size;
      else minimum = 7;
    } catch {
      // A file that isn't there counts for nothing.
    }
  }
  return Math.max(minimum, String(sum).length);
}

function print(run: Run, state: State, counts: Counts, name: string | undefined): void {
  const numbers = state.shown.map((column) => String(counts[column]).padStart(state.width)).join(' ');
  run.write(name === undefined ? `${numbers}\n` : `${numbers} ${encode(name)}\n`);
}
