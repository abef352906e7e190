import type { Program } from '../../../linux/system.ts';
import { filter } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: '',
  manual: {
    package: 'util-linux',
    gnu: '[options] [<file> ...]\n\nReverse lines characterwise.',
  },
};

export const rev: Program = filter<null>({
  begin: (system) => ({ operands: parseOptions(system, syntax).operands, state: null }),
  line(run, _state, line, whole) {
    run.write(characters(line).reverse().join('') + (whole ? '\n' : ''));
    return undefined;
  },
});

/** The UTF-8 sequences of a line, which stay as they are. */
function characters(line: string): string[] {
  return line.match(/[\xc0-\xff][\x80-\xbf]*|[\s\S]/g) ?? [];
}
