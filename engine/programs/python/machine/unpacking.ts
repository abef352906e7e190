import { typeName } from './classes.ts';
import { isIterable, iterableItems } from './iteration.ts';
import type { Machine } from './machine.ts';
import { type Frame, list, type Value } from './values.ts';

function itemsOf(machine: Machine, value: Value): readonly Value[] {
  if (!isIterable(value))
    throw machine.error('TypeError', `cannot unpack non-iterable ${typeName(value)} object`);
  return iterableItems(machine, value);
}

/** Puts the items of a value on the stack, the first on top. */
export function unpack(machine: Machine, frame: Frame, value: Value, count: number): void {
  const items = itemsOf(machine, value);
  if (items.length < count) {
    throw machine.error('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`);
  }
  if (items.length > count)
    throw machine.error('ValueError', `too many values to unpack (expected ${count})`);
  for (let index = count - 1; index >= 0; index--) frame.stack.push(items[index] ?? null);
}

export function unpackRest(
  machine: Machine,
  frame: Frame,
  value: Value,
  before: number,
  after: number,
): void {
  const items = itemsOf(machine, value);
  if (items.length < before + after) {
    throw machine.error(
      'ValueError',
      `not enough values to unpack (expected at least ${before + after}, got ${items.length})`,
    );
  }
  for (let index = items.length - 1; index >= items.length - after; index--)
    frame.stack.push(items[index] ?? null);
  frame.stack.push(list(items.slice(before, items.length - after)));
  for (let index = before - 1; index >= 0; index--) frame.stack.push(items[index] ?? null);
}
