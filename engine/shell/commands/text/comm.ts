import type { Program } from '../../../linux/system.ts';
import { isBusybox, parseOptions, type Syntax, usageError, usageOnly } from '../options.ts';
import { linesOf, slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: '123',
  manual: {
    gnu: '[OPTION]... FILE1 FILE2\nCompare sorted files FILE1 and FILE2 line by line.',
  },
};

export const comm: Program = slurp<{ readonly hidden: readonly boolean[] }>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const { operands } = options;
    if (operands.length !== 2) {
      if (isBusybox(system)) throw usageOnly(system, syntax.manual);
      const last = operands.at(-1);
      const what =
        operands.length > 2
          ? `extra operand '${operands[2]}'`
          : last === undefined
            ? 'missing operand'
            : `missing operand after '${last}'`;
      throw usageError(system, syntax.manual, what);
    }
    return { operands, options: { hidden: ['1', '2', '3'].map((letter) => options.has(letter)) } };
  },
  answer(run, { hidden }, files, failed) {
    if (failed) return 1;
    const [left = [], right = []] = files.map(({ text }) => linesOf(text));
    const show = (column: number, line: string) => {
      if (hidden[column]) return;
      const tabs = [0, 1].filter((each) => each < column && !hidden[each]).length;
      run.write(`${'\t'.repeat(tabs)}${line}\n`);
    };
    let [i, j] = [0, 0];
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]];
      if (a !== undefined && (b === undefined || a < b)) {
        show(0, a);
        i++;
      } else if (b !== undefined && (a === undefined || b < a)) {
        show(1, b);
        j++;
      } else {
        show(2, a ?? '');
        i++;
        j++;
      }
    }
    return undefined;
  },
});
