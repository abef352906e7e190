import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { exhausted, fail } from '../command.ts';
import type { Run } from '../filter.ts';
import { parseOptions, type Syntax, usageError } from '../options.ts';
import { linesOf, slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: '1:2:a:e:ij:o:t:v:',
  long: { 'ignore-case': 'i', header: '', 'check-order': '', 'nocheck-order': '' },
  manual: {
    gnu: '[OPTION]... FILE1 FILE2\nFor each pair of input lines with identical join fields, write a line to\nstandard output.',
  },
};

/** Lines that one join may print. */
const LINES_MAX = 1_000_000;

type JoinOptions = {
  readonly fields: readonly [number, number];
  readonly unpaired: readonly string[];
  readonly paired: boolean;
  readonly empty: string;
  readonly ignoreCase: boolean;
  readonly separator: string | null;
  readonly format: readonly string[] | null;
};

export const join: Program = slurp<JoinOptions>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const { operands } = options;
    if (operands.length < 2) {
      throw usageError(
        system,
        syntax.manual,
        operands.length === 0 ? 'missing operand' : `missing operand after '${operands[0]}'`,
      );
    }
    if (operands.length > 2) throw usageError(system, syntax.manual, `extra operand '${operands[2]}'`);
    const both = options.value('j') ?? '1';
    const format = options.value('o');
    return {
      operands,
      options: {
        fields: [
          fieldNumber(system, options.value('1') ?? both),
          fieldNumber(system, options.value('2') ?? both),
        ],
        unpaired: [...options.values('a'), ...options.values('v')],
        paired: !options.has('v'),
        empty: encode(options.value('e') ?? ''),
        ignoreCase: options.has('i'),
        separator: options.has('t') ? encode(options.value('t') ?? '') : null,
        format: format === undefined ? null : format.split(/[,\s]+/),
      },
    };
  },
  answer(run, options, files, failed) {
    if (failed) return 1;
    const [left = [], right = []] = files.map(({ text }) =>
      linesOf(text).map((line) => fieldsOf(options, line)),
    );
    joinAll(run, options, left, right);
    return undefined;
  },
});

function fieldNumber(system: System, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw fail(system, `invalid field number: '${text}'`);
}

function fieldsOf({ separator }: JoinOptions, line: string): string[] {
  if (separator === null) return line.trim() === '' ? [] : line.trim().split(/[ \t]+/);
  return separator === '' ? [line] : line.split(separator);
}

function joinAll(
  run: Run,
  options: JoinOptions,
  left: readonly string[][],
  right: readonly string[][],
): void {
  const key = (row: readonly string[] | undefined, side: 0 | 1) => {
    const text = row?.[options.fields[side] - 1] ?? '';
    return options.ignoreCase ? text.toLowerCase() : text;
  };
  let printed = 0;
  const show = (a: readonly string[] | undefined, b: readonly string[] | undefined) => {
    if (++printed > LINES_MAX) throw exhausted(run.system);
    run.write(`${rowText(options, a, b)}\n`);
  };
  const alone = (side: '1' | '2') => options.unpaired.includes(side);
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [key(left[i], 0), key(right[j], 1)];
    if (j >= right.length || (i < left.length && a < b)) {
      if (alone('1')) show(left[i], undefined);
      i++;
    } else if (i >= left.length || a > b) {
      if (alone('2')) show(undefined, right[j]);
      j++;
    } else {
      const [fromA, fromB] = [i, j];
      while (i < left.length && key(left[i], 0) === a) i++;
      while (j < right.length && key(right[j], 1) === b) j++;
      if (!options.paired) continue;
      for (const one of left.slice(fromA, i)) for (const other of right.slice(fromB, j)) show(one, other);
    }
  }
}

function rowText(
  options: JoinOptions,
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): string {
  const { fields, format, empty } = options;
  const key = a?.[fields[0] - 1] ?? b?.[fields[1] - 1] ?? '';
  const glue = options.separator ?? ' ';
  if (format !== null) {
    return format
      .map((word) => {
        const [file, number = ''] = word.split('.');
        if (file === '0') return key || empty;
        return (file === '1' ? a : b)?.[Number(number) - 1] || empty;
      })
      .join(glue);
  }
  const rest = (row: readonly string[] | undefined, field: number) =>
    (row ?? []).filter((_, index) => index !== field - 1);
  return [key, ...rest(a, fields[0]), ...rest(b, fields[1])].join(glue);
}
