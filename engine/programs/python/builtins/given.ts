import { lookUp } from '../machine/classes.ts';
import type { Machine } from '../machine/machine.ts';
import { plain } from '../machine/plain.ts';
import { integerIndex } from '../machine/slices.ts';
import { is, type Value } from '../machine/values.ts';
import { textOf } from './repeated.ts';

/** What natives were given, as what they need. */
export function textArgument(machine: Machine, value: Value | undefined, what = 'argument'): string {
  const text = textOf(machine, value);
  if (text === undefined)
    throw machine.error('TypeError', `${what} must be str, not ${machine.typeName(value ?? null)}`);
  return text;
}

export function integerArgument(machine: Machine, value: Value | undefined, fallback?: number): number {
  if ((value === undefined || value === null) && fallback !== undefined) return fallback;
  const found = integerIndex(value ?? null);
  if (found !== undefined) return found;
  throw machine.error(
    'TypeError',
    `'${machine.typeName(value ?? null)}' object cannot be interpreted as an integer`,
  );
}

export function numberArgument(machine: Machine, value: Value | undefined): number {
  const own = plain(value ?? null);
  if (is(own, 'float')) return own.v;
  if (typeof own === 'number' || typeof own === 'bigint' || typeof own === 'boolean') return Number(own);
  const made = is(own, 'instance') ? lookUp(own.class, '__float__') : undefined;
  if (made !== undefined && !is(made, 'native')) return numberArgument(machine, machine.sync(made, [own]));
  throw machine.error('TypeError', `must be real number, not ${machine.typeName(value ?? null)}`);
}
