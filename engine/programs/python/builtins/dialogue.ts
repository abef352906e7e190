import { change } from '../../heap/change.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../machine/values.ts';
import { fileMethods } from './file-methods.ts';

/** Shows the value of an expression at the prompt (sys.displayhook). */
export function shown(machine: Machine, value: Value): void {
  if (value === null) return;
  const builtins = machine.module('builtins');
  if (builtins !== undefined) change(builtins.globals).set('_', value);
  const [, print] = fileMethods.find(([name]) => name === 'print') ?? [];
  print?.run?.(machine, [machine.repr(value)], new Map());
}
