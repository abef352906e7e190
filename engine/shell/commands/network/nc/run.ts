import { systemError } from '../../../../filesystem/errors.ts';
import type { Next, System } from '../../../../linux/system.ts';
import { Quit } from '../../options.ts';
import type { State } from './state.ts';
import { dialectOf } from './words.ts';

/** `-e`: a program gets the connection as its input and output; who listens for more goes on listening. */
export function runCommand(system: System, state: State): Next<State> | undefined {
  const [program = '', ...rest] = state.command;
  const path = system.findExecutable(program);
  const isBusybox = dialectOf(system) === 'busybox';
  if (path === undefined)
    throw new Quit(
      isBusybox
        ? `nc: can't execute '${program}': No such file or directory\n`
        : `exec ${program} failed : No such file or directory\n`,
      isBusybox ? 127 : 1,
    );
  const argv = [program, ...rest];
  if (!state.keep) {
    for (const descriptor of [0, 1, 2]) system.duplicate(state.socket, descriptor);
    system.close(state.socket);
    return { exec: { path, argv, env: system.env } };
  }
  const { socket } = state;
  try {
    system.spawn({
      path,
      argv,
      env: system.env,
      descriptors: new Map([
        [0, socket],
        [1, socket],
        [2, isBusybox ? socket : 2],
      ]),
    });
  } catch (error) {
    throw new Quit(`nc: ${systemError(error).message}\n`, 1);
  }
  state.children++;
  system.close(socket);
  state.socket = -1;
  state.stage = 'accept';
  return undefined;
}
