import { systemError } from '../../../filesystem/errors.ts';
import type { Program } from '../../../linux/system.ts';
import { bytesOf } from '../bytes.ts';
import { complain } from '../command.ts';
import { filter } from '../filter.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'aip',
  long: { append: 'a', 'ignore-interrupts': 'i' },
  manual: {
    gnu: '[OPTION]... [FILE]...\nCopy standard input to each FILE, and also to standard output.',
  },
};

export const tee: Program = filter<{ readonly descriptors: readonly number[]; readonly failed: boolean }>({
  begin(system) {
    const options = parseOptions(system, syntax);
    if (options.has('i')) system.onSignal('ignore', ['SIGINT']);
    const descriptors: number[] = [];
    let failed = false;
    for (const name of options.operands) {
      try {
        const append = options.has('a');
        descriptors.push(system.open(name, { write: true, create: true, append, truncate: !append }));
      } catch (error) {
        const { message } = systemError(error);
        complain(system, isBusybox(system) ? `can't open '${name}': ${message}` : `${name}: ${message}`);
        failed = true;
      }
    }
    return { operands: [], state: { descriptors, failed } };
  },
  chunk(run, state, text) {
    run.write(text);
    run.flush();
    for (const descriptor of state.descriptors) run.system.write(descriptor, bytesOf(text));
    return undefined;
  },
  end: (_run, state, failed) => (state.failed || failed ? 1 : 0),
});
