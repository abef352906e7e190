import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../../linux/system.ts';
import type { Outcome, State } from './state.ts';
import { dialectOf } from './words.ts';

const PIECE = 65_536;
const STEP_PIECES = 8;

/** What comes in goes to the other end, and what comes from there goes out. */
export function talk(system: System, state: State): Outcome {
  let moved = false;
  for (let pieces = 0; pieces < STEP_PIECES; pieces++) {
    const sent = state.inputEnded ? AGAIN : pass(system, 0, state.socket);
    if (sent === 'end') {
      state.inputEnded = true;
      if (state.tellsEnd) system.shutdown(state.socket);
    }
    const received = pass(system, state.socket, 1);
    if (received === 'end') return finished(system, state);
    moved ||= sent !== AGAIN || received !== AGAIN;
    if (sent !== 'moved' && received === AGAIN) break;
  }
  return patience(system, state, moved) ?? { readable: readable(state), ...until(state) };
}

export function readable({ inputEnded, socket }: State): number[] {
  return inputEnded ? [socket] : [0, socket];
}

export function until({ deadlineMs }: State): { readonly timeMs?: number } {
  return deadlineMs === undefined ? {} : { timeMs: deadlineMs };
}

/** Ends where the other end was silent for too long. @param moved something came, or the input ended */
export function patience(
  system: System,
  state: State,
  moved: boolean,
): { readonly exit: number } | undefined {
  const { deadlineMs, inputEnded, limitMs, lingerMs } = state;
  const dialect = dialectOf(system);
  const wait = dialect === 'ncat' ? undefined : limitMs;
  const limit = inputEnded ? (lingerMs ?? wait) : dialect === 'openbsd' ? limitMs : undefined;
  if (limit === undefined) state.deadlineMs = undefined;
  else if (moved || deadlineMs === undefined) state.deadlineMs = system.now + limit;
  if (state.deadlineMs === undefined || system.now < state.deadlineMs) return undefined;
  system.close(state.socket);
  return { exit: 0 };
}

function finished(system: System, state: State): Outcome {
  system.close(state.socket);
  if (!state.keep) return { exit: 0 };
  state.socket = -1;
  state.inputEnded = false;
  state.deadlineMs = undefined;
  state.stage = 'accept';
  return undefined;
}

function pass(system: System, from: number, to: number): 'moved' | 'end' | typeof AGAIN {
  try {
    const data = system.read(from, PIECE);
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) return 'end';
    system.write(to, data);
    return 'moved';
  } catch (error) {
    systemError(error);
    return 'end';
  }
}
