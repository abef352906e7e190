import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type SocketAddress, type System } from '../../../../linux/system.ts';
import { unixPathOf } from '../../../../network/unix-address.ts';
import { Quit } from '../../options.ts';
import type { Outcome, State } from './state.ts';
import { wordsOf } from './words.ts';

/** Begins to listen, or to wait for the first datagram. */
export function listen(system: System, state: State, at: SocketAddress): void {
  const { cannotBind, listening, troubleCode } = wordsOf(system);
  try {
    const socket = state.datagrams ? system.bindDatagram(at) : system.listen(at);
    if (state.datagrams) state.socket = socket;
    else state.listener = socket;
    if (state.verbose) system.write(2, listening(system.localAddress(socket).port));
  } catch (error) {
    throw new Quit(cannotBind(at.port, systemError(error).message), troubleCode);
  }
  state.stage = state.datagrams ? 'datagrams' : 'accept';
}

export function accept(system: System, state: State): Outcome {
  reap(system, state);
  const accepted = system.accept(state.listener);
  if (accepted === AGAIN)
    return { readable: [state.listener], ...(state.children > 0 ? { child: true } : {}) };
  state.socket = accepted.descriptor;
  if (state.verbose) {
    const isUnix = unixPathOf(accepted.peer) !== undefined;
    system.write(
      2,
      isUnix ? `Connection received on ${state.host}\n` : wordsOf(system).accepted(accepted.peer),
    );
  }
  if (!state.keep) system.close(state.listener);
  state.stage = 'talk';
  return undefined;
}

/** Takes note of the programs of `-e` that ended. */
function reap(system: System, state: State): void {
  while (state.children > 0) {
    if (system.wait() === AGAIN) return;
    state.children--;
  }
}
