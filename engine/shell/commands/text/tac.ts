import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: 'bs:',
  long: { before: 'b', separator: 's' },
  manual: {
    gnu: '[OPTION]... [FILE]...\nWrite each FILE to standard output, last line first.',
  },
};

export const tac: Program = slurp<{ readonly separator: string; readonly before: boolean }>({
  begin(system) {
    const options = parseOptions(system, syntax);
    return {
      operands: options.operands,
      options: { separator: encode(options.value('s') ?? '\n') || '\0', before: options.has('b') },
    };
  },
  answer(run, { separator, before }, files) {
    for (const { text } of files) {
      const pieces = text.split(separator);
      const whole = pieces.map((piece, index) => {
        if (before) return index === 0 ? piece : separator + piece;
        return index === pieces.length - 1 ? piece : piece + separator;
      });
      run.write(whole.reverse().join(''));
    }
    return undefined;
  },
});
