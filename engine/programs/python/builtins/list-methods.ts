import { change } from '../../heap/change.ts';
import { equal } from '../machine/comparison.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { is, type List, list, type Value } from '../machine/values.ts';
import { integerArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { sortAtOnce, sortingSteps } from './sorting.ts';

function own(machine: Machine, self: Value | undefined): List {
  const value = plain(asOptional(self));
  if (is(value, 'list')) return value;
  throw machine.error(
    'TypeError',
    `descriptor requires a 'list' object but received a '${machine.typeName(asOptional(self))}'`,
  );
}

/** What is behind a place moves on. */
function moved(machine: Machine, count: number): void {
  machine.work(count >> 8);
}

function placeIn(length: number, index: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
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
    const place = placeIn(items.length, integerArgument(machine, index));
    moved(machine, items.length - place);
    machine.allocate(8);
    change(items).splice(place, 0, asOptional(value));
    return null;
  },
  pop: (machine, [self, index]) => {
    const { items } = own(machine, self);
    if (items.length === 0) throw machine.error('IndexError', 'pop from empty list');
    const at = integerArgument(machine, index, -1);
    const place = at < 0 ? at + items.length : at;
    if (place < 0 || place >= items.length) throw machine.error('IndexError', 'pop index out of range');
    moved(machine, items.length - place);
    return asOptional(change(items).splice(place, 1)[0]);
  },
  remove: (machine, [self, value]) => {
    const { items } = own(machine, self);
    const at = indexOf(machine, items, asOptional(value));
    if (at < 0) throw machine.error('ValueError', 'list.remove(x): x not in list');
    moved(machine, items.length - at);
    change(items).splice(at, 1);
    return null;
  },
  clear: (machine, [self]) => {
    change(own(machine, self).items).length = 0;
    return null;
  },
  copy: (machine, [self]) => {
    const items = iterableItems(machine, own(machine, self));
    machine.allocate(56 + 8 * items.length);
    return list([...items]);
  },
  reverse: (machine, [self]) => {
    machine.work(own(machine, self).items.length >> 4);
    change(own(machine, self).items).reverse();
    return null;
  },
  index: (machine, [self, value, start]) => {
    const { items } = own(machine, self);
    const from = placeIn(items.length, integerArgument(machine, start, 0));
    machine.work((items.length - from) >> 4);
    const at = indexOf(machine, items.slice(from), asOptional(value));
    if (at < 0) throw machine.error('ValueError', `${machine.repr(asOptional(value))} is not in list`);
    return from + at;
  },
  count: (machine, [self, value]) =>
    own(machine, self).items.filter((item) => equal(machine, item, asOptional(value))).length,
  ...sortingSteps,
  sort: {
    special: (machine, [self], keywords, after) => {
      const key = asOptional(keywords.get('key'));
      const reverse = machine.truth(asOptional(keywords.get('reverse')));
      const { items } = own(machine, self);
      if (key === null && sortAtOnce(machine, items, reverse)) {
        machine.deliver(null, after);
        return;
      }
      const inPython = machine.module('builtins')?.globals.get('__sort__');
      machine.invoke(asOptional(inPython), [asOptional(self), key, reverse], after);
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
