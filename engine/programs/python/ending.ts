import type { Next } from '../../linux/system.ts';
import { change } from '../heap/change.ts';
import { flush } from './builtins/file-methods.ts';
import type { Machine } from './machine/machine.ts';
import { Raised } from './machine/raised.ts';
import { is } from './machine/values.ts';
import { nextLine } from './repl.ts';
import { flushStandard } from './uncaught.ts';

/** When the main thread is through, the process ends with the last thread that isn't a daemon. */
export function ended(machine: Machine): Next<undefined> | undefined {
  const { state } = machine;
  const main = state.threads.find(({ id }) => id === 1);
  if (main !== undefined && main.frames.length > 0) return undefined;
  machine.thread = main ?? machine.thread;
  if (state.interactive !== undefined && state.ending === undefined) {
    const wait = nextLine(machine);
    if (wait !== undefined) return { state: undefined, until: wait };
    if (machine.frames.length > 0) return undefined;
  }
  state.ending ??= { code: 0, interrupted: false };
  if (state.threads.some((thread) => thread.id !== 1 && !thread.done && !thread.daemon)) return undefined;
  if (runExitFunctions(machine)) return undefined;
  const flushed = flushStandard(machine, 'stdout');
  flushStandard(machine, 'stderr');
  flushOpenFiles(machine);
  const { code, interrupted } = state.ending;
  if (interrupted) return { killedBy: 'SIGINT' };
  return { exit: flushed ? code : 120 };
}

/** @returns true where there are some of atexit's to run */
function runExitFunctions(machine: Machine): boolean {
  const waiting = machine.module('atexit')?.globals.get('_functions');
  if (!is(waiting, 'list')) return false;
  const next = change(waiting.items).pop();
  if (next === undefined) return false;
  machine.invoke(next, [], { kind: 'drop' });
  return true;
}

/** Files that variables of the program still hold are written when it ends. */
function flushOpenFiles(machine: Machine): void {
  for (const value of machine.module('__main__')?.globals.values() ?? []) {
    if (!is(value, 'file') || value.closed || value.descriptor <= 2) continue;
    try {
      flush(machine, value);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
    }
  }
}
