import type { Program } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'bsw:',
  long: { bytes: 'b', spaces: 's', width: 'w' },
  manual: {
    gnu: '[OPTION]... [FILE]...\nWrap input lines in each FILE, writing to standard output.',
  },
};

export const fold: Program = filter<{ readonly width: number; readonly spaces: boolean }>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const width = options.value('w') ?? '80';
    if (!/^[1-9]\d*$/.test(width)) throw fail(system, `invalid number of columns: '${width}'`);
    return { operands: options.operands, state: { width: Number(width), spaces: options.has('s') } };
  },
  line(run, state, line, whole) {
    let rest = line;
    while (rest.length > state.width) {
      const space = state.spaces ? rest.lastIndexOf(' ', state.width - 1) : -1;
      const cut = space >= 0 ? space + 1 : state.width;
      run.write(`${rest.slice(0, cut)}\n`);
      rest = rest.slice(cut);
    }
    run.write(rest + (whole ? '\n' : ''));
    return undefined;
  },
});
