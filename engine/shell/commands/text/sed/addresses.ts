import type { Address, SedCommand } from './program.ts';
import type { SedState } from './state.ts';

const NOT_IN = -1;
const UNTIL_MATCH = -2;

/** What every command's range is in before the first line. */
export function initialRanges(commands: readonly SedCommand[]): number[] {
  return commands.map(({ from }) => (from?.kind === 'line' && from.line === 0 ? UNTIL_MATCH : NOT_IN));
}

/** Whether a command is for the current line. @param matches whether a regex address is in the pattern space */
export function isFor(
  state: SedState,
  index: number,
  command: SedCommand,
  matches: (address: Address) => boolean,
): boolean {
  const { from, to } = command;
  if (from === undefined) return !command.negated;
  const holds = to === undefined ? at(state, from, matches) : inRange(state, index, from, to, matches);
  return holds !== command.negated;
}

function at(state: SedState, address: Address, matches: (address: Address) => boolean): boolean {
  switch (address.kind) {
    case 'line':
      return state.line === address.line;
    case 'last':
      return state.last;
    case 'step':
      if (address.step <= 0) return state.line === address.first;
      return state.line >= address.first && (state.line - address.first) % address.step === 0;
    case 'regex':
      return matches(address);
    default:
      return false;
  }
}

function inRange(
  state: SedState,
  index: number,
  from: Address,
  to: Address,
  matches: (address: Address) => boolean,
): boolean {
  const range = state.ranges[index] ?? NOT_IN;
  if (range === UNTIL_MATCH) {
    if (at(state, to, matches)) state.ranges[index] = NOT_IN;
    return true;
  }
  if (range !== NOT_IN) {
    if (state.line >= range) state.ranges[index] = NOT_IN;
    if (state.line <= range) return true;
  }
  if (!at(state, from, matches)) return false;
  const end = endOf(state, to);
  if (end === UNTIL_MATCH || end > state.line) state.ranges[index] = end;
  return true;
}

function endOf(state: SedState, to: Address): number {
  if (to.kind === 'line') return to.line;
  if (to.kind === 'plus') return state.line + to.lines;
  if (to.kind === 'multiple') return to.of <= 0 ? state.line : Math.ceil(state.line / to.of) * to.of;
  if (to.kind === 'last' && state.last) return state.line;
  return UNTIL_MATCH;
}
