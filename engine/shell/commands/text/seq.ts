import type { Program, System } from '../../../linux/system.ts';
import { bytesOf, encode } from '../bytes.ts';
import { guarded } from '../command.ts';
import { isBusybox, parseOptions, type Syntax, usageError, usageOnly } from '../options.ts';
import { formatPrintf } from './awk/format.ts';

const syntax: Syntax = {
  letters: 'f:s:w',
  negativeNumbers: true,
  operandsLast: true,
  long: { format: 'f', separator: 's', 'equal-width': 'w' },
  manual: {
    gnu: '[OPTION]... LAST\n  or:  seq [OPTION]... FIRST LAST\n  or:  seq [OPTION]... FIRST INCREMENT LAST\nPrint numbers from FIRST to LAST, in steps of INCREMENT.',
  },
};

/** Numbers in one step; then other processes get their turn. */
const STEP_NUMBERS = 10_000;
const DIGITS_MAX = 20;

type SeqState = {
  readonly first: number;
  readonly increment: number;
  readonly count: number;
  readonly decimals: number;
  readonly width: number;
  readonly format: string | null;
  readonly separator: string;
  next: number;
};

export const seq: Program<SeqState> = guarded<SeqState>({
  start(system) {
    const options = parseOptions(system, syntax);
    const { operands } = options;
    const numbers = operands.map((text) => number(system, text));
    const last = numbers.at(-1);
    if (last === undefined || numbers.length > 3) {
      if (isBusybox(system)) throw usageOnly(system, syntax.manual);
      throw usageError(
        system,
        syntax.manual,
        last === undefined ? 'missing operand' : `extra operand '${operands[3]}'`,
      );
    }
    const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
    const increment = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
    if (increment === 0 && !isBusybox(system))
      throw usageError(system, syntax.manual, `invalid Zero increment value: '${operands[1]}'`);
    const decimals = Math.max(0, ...operands.slice(0, Math.max(1, operands.length - 1)).map(decimalsOf));
    // Busybox repeats the first one for ever.
    const steps = increment === 0 ? Number.MAX_SAFE_INTEGER : Math.floor((last - first) / increment + 1e-10);
    const count = Math.max(0, steps + 1);
    const ends = [first, first + (count - 1) * increment].map((value) => value.toFixed(decimals).length);
    return step(system, {
      first,
      increment,
      count,
      decimals,
      width: options.has('w') ? Math.max(...ends) : 0,
      format: options.value('f') ?? null,
      separator: encode(options.value('s') ?? '\n'),
      next: 0,
    });
  },
  step: (system, state) => step(system, state),
});

function number(system: System, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  if (isBusybox(system)) throw usageOnly(system, syntax.manual);
  throw usageError(system, syntax.manual, `invalid floating point argument: '${text}'`);
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : Math.min(DIGITS_MAX, text.length - point - 1);
}

function step(system: System, state: SeqState) {
  const end = Math.min(state.count, state.next + STEP_NUMBERS);
  let out = '';
  for (; state.next < end; state.next++) {
    const value = state.first + state.next * state.increment;
    out +=
      state.format === null
        ? padded(value.toFixed(state.decimals), state.width)
        : formatPrintf(state.format, [value], '%g');
    out += state.next === state.count - 1 ? '\n' : state.separator;
  }
  if (out !== '') system.write(1, bytesOf(out));
  return state.next >= state.count ? { exit: 0 } : { state, until: { cpuMs: 1 } };
}

function padded(text: string, width: number): string {
  return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
}
