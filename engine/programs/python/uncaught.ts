import { utf8 } from './builtins/encoding.ts';
import { flush, writeTo } from './builtins/file-methods.ts';
import { tracebackText } from './builtins/tracebacks.ts';
import { builtinClass, isSubclass } from './machine/classes.ts';
import type { Machine } from './machine/machine.ts';
import { Raised } from './machine/raised.ts';
import type { Thread } from './machine/state.ts';
import { type Instance, is } from './machine/values.ts';

/** An exception that nobody has caught. */
export function uncaught(machine: Machine, thread: Thread, error: Instance): void {
  const { state } = machine;
  if (isSubclass(error.class, builtinClass('SystemExit'))) {
    if (thread.id === 1) state.ending = { code: exitCode(machine, error), interrupted: false };
    return;
  }
  flushStandard(machine, 'stdout');
  if (thread.id === 1) {
    complain(machine, tracebackText(machine, error));
    if (state.interactive !== undefined) return;
    state.ending = { code: 1, interrupted: isSubclass(error.class, builtinClass('KeyboardInterrupt')) };
  } else {
    complain(
      machine,
      `Exception in thread ${threadName(machine, thread)}:\n${tracebackText(machine, error)}`,
    );
  }
}

function threadName(machine: Machine, { id }: Thread): string {
  const names = machine.module('threading')?.globals.get('_names');
  const name = is(names, 'dict') ? names.map.get(id)?.[1] : undefined;
  return typeof name === 'string' ? name : `Thread-${id - 1}`;
}

function exitCode(machine: Machine, error: Instance): number {
  const code = error.attributes.get('code') ?? null;
  if (code === null) return 0;
  if (typeof code === 'number') return code & 255;
  if (typeof code === 'boolean') return Number(code);
  flushStandard(machine, 'stdout');
  complain(machine, `${machine.text(code)}\n`);
  return 1;
}

/** To standard error, as sys.stderr is now. */
export function complain(machine: Machine, text: string): void {
  const file = machine.module('sys')?.globals.get('stderr');
  try {
    if (is(file, 'file')) {
      writeTo(machine, file, utf8(text));
      flush(machine, file);
    } else if (file !== undefined && file !== null) machine.callMethod(file, 'write', [text]);
    else machine.system.write(2, text);
  } catch (error) {
    // Where standard error is closed, nobody hears of it.
    if (!(error instanceof Raised)) throw error;
  }
}

/** @returns false where it can't be written */
export function flushStandard(machine: Machine, name: 'stdout' | 'stderr'): boolean {
  const file = machine.module('sys')?.globals.get(name);
  if (!is(file, 'file')) return true;
  try {
    flush(machine, file);
    return true;
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return false;
  }
}
