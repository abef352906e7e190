import { systemError } from '../../../filesystem/errors.ts';
import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { immediate } from '../command.ts';
import { filter } from '../filter.ts';
import { commandName, isBusybox, parseOptions, Quit, type Syntax } from '../options.ts';

type State = { readonly titled: boolean };

/** Pagers print all there is: nobody is there to turn pages. */
function pager(letters: string, missing: (name: string, message: string) => string): Program {
  const syntax: Syntax = {
    letters,
    manual: {
      package: 'util-linux',
      gnu: '[options] <file>...\n\nDisplay the contents of a file in a terminal.',
    },
  };
  return filter<State>({
    begin(system) {
      const words = system.argv.filter((word) => !word.startsWith('+'));
      const { operands } = parseOptions(system, syntax, words);
      const own = commandName(system).replace(/.*\//, '');
      if (operands.length === 0 && system.isTerminal(0)) {
        throw new Quit(
          own === 'less'
            ? 'Missing filename ("less --help" for help)\n'
            : `${own}: bad usage\nTry '${own} --help' for more information.\n`,
          1,
        );
      }
      return { operands, state: { titled: own === 'more' && operands.length > 1 && !isBusybox(system) } };
    },
    open(run, state) {
      if (state.titled) run.write(`::::::::::::::\n${encode(run.name)}\n::::::::::::::\n`);
      return undefined;
    },
    chunk(run, _state, text) {
      run.write(text);
      return undefined;
    },
    trouble(system, _state, name, error) {
      const { message } = systemError(error);
      if (isBusybox(system)) return `can't open '${name}': ${message}`;
      system.write(2, missing(name, message));
      return undefined;
    },
  });
}

export const less: Program = pager(
  'aBcCdeEfFgGiIJKLmMnNqQrRsSuUVwWXy:x:z:p:',
  (name, message) => `${name}: ${message}\n`,
);
export const more: Program = pager(
  'cdeflnpsuC',
  (name, message) => `more: cannot open ${name}: ${message}\n`,
);

/** Editors need somebody at the screen. */
export const editor: Program = immediate((system) => {
  const name = commandName(system).replace(/.*\//, '');
  system.write(
    2,
    `${name}: editors are not simulated: write files with a here-document or echo, change them with sed\n`,
  );
  return 1;
});
