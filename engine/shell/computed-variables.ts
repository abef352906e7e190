import { callStack, calls } from './call-stack.ts';
import type { Shell } from './shell-process.ts';
import { lookUp } from './table.ts';
import { commandUnderWay } from './traps.ts';

/** Variables that are worked out when they are read. */
const computed: Readonly<Record<string, (shell: Shell) => string>> = {
  RANDOM: ({ system }) => String(Math.floor(system.random() * 32768)),
  LINENO: ({ state }) => String(state.line),
};
const computedInBash: Readonly<Record<string, (shell: Shell) => string>> = {
  SECONDS: ({ system, state }) => String(Math.floor((system.now - state.startedMs) / 1000)),
  BASHPID: ({ system }) => String(system.pid),
  EPOCHSECONDS: ({ system }) => String(Math.floor(system.now / 1000)),
  UID: ({ system }) => String(system.uid),
  EUID: ({ system }) => String(system.uid),
  HOSTNAME: ({ system }) => system.hostName(),
  BASH_COMMAND: commandUnderWay,
  FUNCNAME: (shell) => functionNames(shell)[0] ?? '',
  BASH_SOURCE: (shell) => callStack(shell)[0]?.source ?? '',
  BASH_LINENO: (shell) => String(callStack(shell)[0]?.line ?? ''),
  PIPESTATUS: ({ state }) => String(state.pipeStatus[0] ?? 0),
  _: ({ state }) => state.lastWord,
};

/** None where no function is under way. */
function functionNames(shell: Shell): string[] {
  return calls(shell).length === 0 ? [] : callStack(shell).map(({ name }) => name);
}

const computedArrays: Readonly<Record<string, (shell: Shell) => readonly string[]>> = {
  PIPESTATUS: ({ state }) => state.pipeStatus.map(String),
  FUNCNAME: functionNames,
  BASH_SOURCE: (shell) => callStack(shell).map(({ source }) => source),
  BASH_LINENO: (shell) => callStack(shell).map(({ line }) => String(line)),
};

/** What works out a variable that isn't kept; undefined: it is kept, or there is none. */
export function computeOf(shell: Shell, name: string): ((shell: Shell) => string) | undefined {
  if (Object.hasOwn(computed, name) && (name !== 'RANDOM' || shell.dialect !== 'dash')) return computed[name];
  if (shell.dialect !== 'bash' || !Object.hasOwn(computedInBash, name)) return undefined;
  return lookUp(shell.state.variables, name) === undefined || name === 'SECONDS' || name === '_'
    ? computedInBash[name]
    : undefined;
}

/** The elements of an array that is worked out. */
export function computedElements(shell: Shell, name: string): readonly string[] | undefined {
  if (shell.dialect !== 'bash' || !Object.hasOwn(computedArrays, name)) return undefined;
  return computedArrays[name]?.(shell);
}
