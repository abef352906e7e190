import { change } from '../../heap/change.ts';
import { importByName } from './imports.ts';
import type { Machine } from './machine.ts';
import type { Value } from './values.ts';

/** Built-in names that few programs use, and the modules of ours that have them: they are loaded when asked for. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['BaseExceptionGroup', '_groups'],
  ['ExceptionGroup', '_groups'],
  ['__star__', '_groups'],
  ['__asyncgen__', '_asyncgen'],
  ['__yielded__', '_asyncgen'],
  ['anext', '_asyncgen'],
]);

export function lazyBuiltin(machine: Machine, name: string): Value | undefined {
  const from = MODULES.get(name);
  const globals = machine.module('builtins')?.globals;
  if (from === undefined || globals === undefined) return undefined;
  const before = globals.get(name);
  if (before !== undefined) return before;
  machine.nested(() => importByName(machine, from, { kind: 'leave' }));
  for (const [each, module] of MODULES) {
    const value = machine.module(module)?.globals.get(each);
    if (value !== undefined) change(globals).set(each, value);
  }
  return globals.get(name);
}
