import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../../linux/system.ts';
import type { Outcome, State } from './state.ts';
import { patience, readable, until } from './talk.ts';
import { wordsOf } from './words.ts';

/** What a datagram carries at the most. */
const DATAGRAM_BYTES = 16_384;
const STEP_DATAGRAMS = 64;

/** UDP: each piece that is read is sent by itself. Who listens answers who wrote first, and hears nobody else. */
export function exchangeDatagrams(system: System, state: State): Outcome {
  let moved = false;
  for (let count = 0; count < STEP_DATAGRAMS; count++) {
    const received = receive(system, state);
    const sent = !state.inputEnded && state.peer !== undefined && send(system, state, state.peer);
    moved ||= received || sent;
    if (!received && !sent) break;
  }
  const { peer } = state;
  if (peer === undefined) return { readable: [state.socket] };
  return patience(system, state, moved) ?? { readable: readable(state), ...until(state) };
}

function receive(system: System, state: State): boolean {
  const came = system.receiveDatagram(state.socket);
  if (came === AGAIN) return false;
  if (state.peer === undefined) {
    state.peer = { ...came.from };
    if (state.verbose) system.write(2, wordsOf(system).accepted(came.from));
  }
  const known = came.from.address === state.peer.address && came.from.port === state.peer.port;
  if (known || state.keep) system.write(1, came.data);
  return true;
}

function send(system: System, state: State, peer: { address: string; port: number }): boolean {
  try {
    const data = system.read(0, DATAGRAM_BYTES);
    if (data === AGAIN) return false;
    if (data.length === 0) state.inputEnded = true;
    else system.sendDatagram(state.socket, peer, data);
  } catch (error) {
    systemError(error);
    state.inputEnded = true;
  }
  return true;
}
