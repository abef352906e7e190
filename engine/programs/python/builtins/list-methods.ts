import { change } from '../../heap/change.ts';
import { equal, order } from '../machine/comparison.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { is, type List, list, type Value } from '../machine/values.ts';
import { integerArgument } from './given.ts';
import { asOptional } from './optional.ts';

function own(machine: Machine, self: Value | undefined): List {
  const value = plain(asOptional(self));
  if (is(value, 'list')) return value;
  throw machine.error(
    'TypeError',
    `descriptor requires a 'list' object but received a '${machine.typeName(asOptional(self))}'`,
  );
}

function placeIn(length: number, index: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

/** Sorts by `<`, without losing the order of equal ones. */
function sorted(
  machine: Machine,
  items: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
): Value[] {
  const numbered = items.map((item, index) => ({ item, key: keys[index] ?? null, index }));
  const before = (a: Value, b: Value) => {
    if (typeof a === 'number' && typeof b === 'number') return a < b;
    if (typeof a === 'string' && typeof b === 'string') return a < b;
    return machine.truth(order(machine, '<', a, b));
  };
  numbered.sort((a, b) => {
    if (before(a.key, b.key)) return reverse ? 1 : -1;
    if (before(b.key, a.key)) return reverse ? -1 : 1;
    return a.index - b.index;
  });
  return numbered.map(({ item }) => item);
}

function indexOf(machine: Machine, items: readonly Value[], value: Value): number {
  return items.findIndex((item) => equal(machine, item, value));
}

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  append: (machine, [self, value]) => {
    machine.allocate(8);
    change(own(machine, self).items).push(asOptional(value));
    return null;
  },
  extend: {
    drains: [1],
    run: (machine, [self, more]) => {
      const items = iterableItems(machine, asOptional(more));
      machine.allocate(8 * items.length);
      const { items: target } = own(machine, self);
      for (const item of [...items]) change(target).push(item);
      return null;
    },
  },
  insert: (machine, [self, index, value]) => {
    const { items } = own(machine, self);
    change(items).splice(placeIn(items.length, integerArgument(machine, index)), 0, asOptional(value));
    return null;
  },
  pop: (machine, [self, index]) => {
    const { items } = own(machine, self);
    if (items.length === 0) throw machine.error('IndexError', 'pop from empty list');
    const at = integerArgument(machine, index, -1);
    const place = at < 0 ? at + items.length : at;
    if (place < 0 || place >= items.length) throw machine.error('IndexError', 'pop index out of range');
    return asOptional(change(items).splice(place, 1)[0]);
  },
  remove: (machine, [self, value]) => {
    const { items } = own(machine, self);
    const at = indexOf(machine, items, asOptional(value));
    if (at < 0) throw machine.error('ValueError', 'list.remove(x): x not in list');
    change(items).splice(at, 1);
    return null;
  },
  clear: (machine, [self]) => {
    change(own(machine, self).items).length = 0;
    return null;
  },
  copy: (machine, [self]) => list([...own(machine, self).items]),
  reverse: (machine, [self]) => {
    change(own(machine, self).items).reverse();
    return null;
  },
  index: (machine, [self, value, start]) => {
    const { items } = own(machine, self);
    const from = placeIn(items.length, integerArgument(machine, start, 0));
    const at = indexOf(machine, items.slice(from), asOptional(value));
    if (at < 0) throw machine.error('ValueError', `${machine.repr(asOptional(value))} is not in list`);
    return from + at;
  },
  count: (machine, [self, value]) =>
    own(machine, self).items.filter((item) => equal(machine, item, asOptional(value))).length,
  /** With the keys that a function gave already. */
  sort_by: (machine, [self, keys, reverse]) => {
    const target = own(machine, self);
    change(target).items = sorted(
      machine,
      target.items,
      iterableItems(machine, asOptional(keys)),
      machine.truth(asOptional(reverse)),
    );
    return null;
  },
  sort: {
    special: (machine, [self], keywords, after) => {
      const key = asOptional(keywords.get('key'));
      const reverse = machine.truth(asOptional(keywords.get('reverse')));
      if (key !== null) {
        const inPython = machine.module('builtins')?.globals.get('__sort__');
        machine.invoke(asOptional(inPython), [asOptional(self), key, reverse], after);
        return;
      }
      const target = own(machine, self);
      change(target).items = sorted(machine, target.items, target.items, reverse);
      machine.deliver(null, after);
    },
  },
  __init__: (machine, [self, items]) => {
    if (items !== undefined) change(own(machine, self)).items = [...iterableItems(machine, items)];
    return null;
  },
};

const tupleTable: Readonly<Record<string, NativeRun>> = {
  index: (machine, [self, value]) => {
    const items = iterableItems(machine, asOptional(self));
    const at = indexOf(machine, items, asOptional(value));
    if (at < 0) throw machine.error('ValueError', 'tuple.index(x): x not in tuple');
    return at;
  },
  count: (machine, [self, value]) =>
    iterableItems(machine, asOptional(self)).filter((item) => equal(machine, item, asOptional(value))).length,
};

export const listMethods = [...natives('list.', table), ...natives('tuple.', tupleTable)];
