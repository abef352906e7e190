import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { isBusybox, parseOptions, type Syntax, usageError, usageOnly } from '../options.ts';
import { slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: 'ls',
  long: { verbose: 'l', silent: 's', quiet: 's' },
  manual: {
    package: 'GNU diffutils',
    version: '3.8',
    usageExit: 2,
    gnu: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]\nCompare two files byte by byte.',
  },
};

export const cmp: Program = slurp<{
  readonly names: readonly string[];
  readonly verbose: boolean;
  readonly silent: boolean;
}>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const [first, second = '-'] = options.operands;
    if (first === undefined) {
      if (isBusybox(system)) throw usageOnly(system, syntax.manual);
      throw usageError(system, syntax.manual, "missing operand after 'cmp'");
    }
    const names = [first, second];
    return { operands: names, options: { names, verbose: options.has('l'), silent: options.has('s') } };
  },
  answer(run, { names, verbose, silent }, files, failed) {
    if (failed) return 2;
    const [left = '', right = ''] = files.map(({ text }) => text);
    const shared = Math.min(left.length, right.length);
    let different = false;
    for (let at = 0; at < shared; at++) {
      if (left[at] === right[at]) continue;
      different = true;
      if (silent) return 1;
      if (!verbose) {
        const line = left.slice(0, at).split('\n').length;
        run.write(
          `${encode(names[0] ?? '')} ${encode(names[1] ?? '')} differ: char ${at + 1}, line ${line}\n`,
        );
        return 1;
      }
      const octal = (text: string) => text.charCodeAt(at).toString(8).padStart(3);
      run.write(`${String(at + 1).padStart(String(shared).length)} ${octal(left)} ${octal(right)}\n`);
    }
    if (left.length === right.length) return different ? 1 : 0;
    if (silent) return 1;
    const shorter = left.length < right.length ? 0 : 1;
    const text = shorter === 0 ? left : right;
    const lines = text.split('\n').length - 1;
    const where =
      text === ''
        ? ' which is empty'
        : text.endsWith('\n')
          ? ` after byte ${text.length}, line ${lines}`
          : ` after byte ${text.length}, in line ${lines + 1}`;
    run.flush();
    run.system.write(2, `cmp: EOF on ${names[shorter]}${isBusybox(run.system) ? '' : where}\n`);
    return 1;
  },
});
