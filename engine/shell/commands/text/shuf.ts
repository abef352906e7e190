import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { fail } from '../command.ts';
import { parseOptions, type Syntax, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { linesOf, slurp } from '../slurp.ts';

/** Numbers that -i may name, and lines that -r repeats. */
const RANGE_MAX = 1_000_000;

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
  /** Of -e and -i; null: lines of the input. */
  readonly lines: readonly string[] | null;
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
    const [low, high] =
      /^(\d{1,15})-(\d{1,15})$/
        .exec(range ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    if (
      range !== undefined &&
      (low === undefined || high === undefined || high - low + 1 > RANGE_MAX || high < low - 1)
    )
      throw fail(system, `invalid input range: ${quote(system, range)}`);
    const numbers = Array.from({ length: (high ?? 0) - (low ?? 1) + 1 }, (_, index) =>
      String((low ?? 0) + index),
    );
    const given = options.has('e') ? options.operands.map(encode) : range === undefined ? null : numbers;
    const [extra] = options.operands.slice(range === undefined ? 1 : 0);
    if (!options.has('e') && extra !== undefined)
      throw usageError(system, syntax.manual, `extra operand ${quote(system, extra)}`);
    return {
      operands: given === null ? options.operands : ['/dev/null'],
      options: {
        lines: given,
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
    const lines = [...(options.lines ?? files.flatMap(({ text }) => linesOf(text, options.separator)))];
    const count = Math.min(options.count ?? (options.repeat ? RANGE_MAX : lines.length), RANGE_MAX);
    const chosen: string[] = [];
    while (chosen.length < count && lines.length > 0) {
      const at = Math.floor(system.random() * lines.length);
      chosen.push(lines[at] ?? '');
      if (options.repeat) continue;
      lines[at] = lines.at(-1) ?? '';
      lines.pop();
    }
    const text = chosen.map((line) => line + options.separator).join('');
    if (options.output === null) run.write(text);
    else {
      system.duplicate(system.open(options.output, { write: true, create: true, truncate: true }), 1);
      run.write(text);
    }
    return 0;
  },
});
