import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { exhausted, fail } from '../command.ts';
import { parseOptions, type Syntax, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { linesOf, slurp } from '../slurp.ts';

/** Lines that it draws. */
const DRAWN_MAX = 1_000_000;

const syntax: Syntax = {
  letters: 'ei:n:o:rz',
  long: {
    echo: 'e',
    'input-range': 'i',
    'head-count': 'n',
    output: 'o',
    repeat: 'r',
    'zero-terminated': 'z',
  },
  manual: {
    gnu: '[OPTION]... [FILE]\n  or:  shuf -e [OPTION]... [ARG]...\n  or:  shuf -i LO-HI [OPTION]...\nWrite a random permutation of the input lines to standard output.',
  },
};

type ShufOptions = {
  /** Of -e; null: lines of the input, or numbers. */
  readonly lines: readonly string[] | null;
  /** Of -i: the first, and how many. */
  readonly numbers: { readonly low: number; readonly count: number } | null;
  readonly count: number | null;
  readonly repeat: boolean;
  readonly separator: string;
  readonly output: string | null;
};

export const shuf: Program = slurp<ShufOptions>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const range = options.value('i');
    const count = options.value('n');
    if (count !== undefined && !/^\d{1,15}$/.test(count))
      throw fail(system, `invalid line count: ${quote(system, count)}`);
    const numbers = range === undefined ? null : rangeOf(system, range);
    const [extra] = options.operands.slice(range === undefined ? 1 : 0);
    if (!options.has('e') && extra !== undefined)
      throw usageError(system, syntax.manual, `extra operand ${quote(system, extra)}`);
    return {
      operands: options.has('e') || numbers !== null ? ['/dev/null'] : options.operands,
      options: {
        lines: options.has('e') ? options.operands.map(encode) : null,
        numbers,
        count: count === undefined ? null : Number(count),
        repeat: options.has('r'),
        separator: options.has('z') ? '\0' : '\n',
        output: options.value('o') ?? null,
      },
    };
  },
  answer(run, options, files, failed) {
    if (failed) return 1;
    const { system } = run;
    const lines = options.lines ?? files.flatMap(({ text }) => linesOf(text, options.separator));
    const { low, count } = options.numbers ?? { low: 0, count: lines.length };
    const wanted = options.count ?? (options.repeat ? DRAWN_MAX : count);
    if (options.count === null && count > DRAWN_MAX) throw exhausted(system);
    const drawn = draw(system, count, Math.min(wanted, DRAWN_MAX), options.repeat);
    const chosen = drawn.map((at) => (options.numbers === null ? (lines[at] ?? '') : String(low + at)));
    const text = chosen.map((line) => line + options.separator).join('');
    if (options.output === null) run.write(text);
    else {
      system.duplicate(system.open(options.output, { write: true, create: true, truncate: true }), 1);
      run.write(text);
    }
    return 0;
  },
});

function rangeOf(system: System, range: string): { readonly low: number; readonly count: number } {
  const [low, high] = /^(\d{1,15})-(\d{1,15})$/.exec(range)?.slice(1).map(Number) ?? [];
  if (low === undefined || high === undefined || high < low - 1)
    throw fail(system, `invalid input range: ${quote(system, range)}`);
  return { low, count: high - low + 1 };
}

/** Positions below `count`: only those that were exchanged are kept, so that it may be a large number. */
function draw(system: System, count: number, wanted: number, repeat: boolean): number[] {
  const exchanged = new Map<number, number>();
  const drawn: number[] = [];
  for (let left = count; drawn.length < wanted && left > 0; ) {
    const at = Math.floor(system.random() * left);
    drawn.push(exchanged.get(at) ?? at);
    if (repeat) continue;
    left--;
    exchanged.set(at, exchanged.get(left) ?? left);
  }
  return drawn;
}
