import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../../linux/system.ts';
import { unixPathOf } from '../../../../network/unix-address.ts';
import { Quit } from '../../options.ts';
import { lookUp } from '../names.ts';
import type { Outcome, State } from './state.ts';
import { wordsOf } from './words.ts';

export function resolve(system: System, state: State): Outcome {
  const found = lookUp(system, state.host);
  if (state.resolvedMs < 0) state.resolvedMs = system.now + found.latencyMs;
  if (system.now < state.resolvedMs) return { timeMs: state.resolvedMs };
  if ('problem' in found) {
    const { troubleCode, unknownHost } = wordsOf(system);
    throw new Quit(unknownHost(state.host, state.ports[0] ?? 0, found.problem === 'try again'), troubleCode);
  }
  [state.address] = found.addresses;
  state.stage = 'connect';
  return undefined;
}

/** To one port after the other, until there is a connection; with -z to all. */
export function connect(system: System, state: State): Outcome {
  const [port] = state.ports;
  if (port === undefined) return { exit: state.opened ? 0 : 1 };
  try {
    if (state.socket < 0) {
      state.socket = state.datagrams
        ? system.bindDatagram({ address: '0.0.0.0', port: 0 })
        : system.connect({ address: state.address, port });
      state.deadlineMs = state.limitMs === undefined ? undefined : system.now + state.limitMs;
    }
    if (!state.datagrams && system.connected(state.socket) === AGAIN) {
      const { deadlineMs } = state;
      if (deadlineMs === undefined || system.now < deadlineMs)
        return { connected: state.socket, ...(deadlineMs === undefined ? {} : { timeMs: deadlineMs }) };
      return failed(system, state, port, 'timed out');
    }
  } catch (error) {
    return failed(system, state, port, systemError(error).message);
  }
  state.opened = true;
  state.deadlineMs = undefined;
  const { address, datagrams, host } = state;
  if (state.verbose && unixPathOf(state) === undefined)
    system.write(2, wordsOf(system).opened({ address, host, port, datagrams }));
  if (!state.scan) {
    state.peer = { address, port };
    state.stage = datagrams ? 'datagrams' : 'talk';
    return undefined;
  }
  system.close(state.socket);
  state.socket = -1;
  state.ports.shift();
  return undefined;
}

function failed(system: System, state: State, port: number, why: string): Outcome {
  if (state.socket >= 0) system.close(state.socket);
  state.socket = -1;
  state.ports.shift();
  const { address, datagrams, host } = state;
  const path = unixPathOf(state);
  system.write(
    2,
    path === undefined
      ? wordsOf(system).failed({ address, host, port, datagrams }, why, state)
      : `nc: unix connect failed: ${why}\nnc: ${path}: ${why}\n`,
  );
  return state.ports.length > 0 ? undefined : { exit: state.opened ? 0 : 1 };
}
