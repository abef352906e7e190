import { change } from '../../heap/change.ts';
import { arithmetic } from '../machine/arithmetic.ts';
import { raiseError } from '../machine/exceptions.ts';
import { iterableItems } from '../machine/iteration.ts';
import { keyOf, makeSet } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { is, type SetThing, type Value } from '../machine/values.ts';
import { asOptional } from './optional.ts';

function own(machine: Machine, self: Value | undefined): SetThing {
  const value = plain(asOptional(self));
  if (is(value, 'set')) return value;
  throw machine.error(
    'TypeError',
    `descriptor requires a 'set' object but received a '${machine.typeName(asOptional(self))}'`,
  );
}

function other(machine: Machine, value: Value | undefined): SetThing {
  return makeSet(machine, iterableItems(machine, asOptional(value)));
}

const combined =
  (operator: string): NativeRun =>
  (machine, [self, ...others]) => {
    let result: Value = makeSet(machine, own(machine, self).map.values(), own(machine, self).frozen);
    for (const each of others) result = arithmetic(machine, operator, result, other(machine, each)) ?? result;
    return result;
  };

const replacing =
  (operator: string): NativeRun =>
  (machine, [self, ...others]) => {
    const target = own(machine, self);
    const result = combined(operator)(machine, [target, ...others], new Map());
    const items = is(result, 'set') ? [...result.map] : [];
    change(target.map).clear();
    for (const [key, value] of items) change(target.map).set(key, value);
    return null;
  };

const within = (a: SetThing, b: SetThing) => [...a.map.keys()].every((key) => b.map.has(key));

const common: Readonly<Record<string, NativeRun>> = {
  union: combined('|'),
  intersection: combined('&'),
  difference: combined('-'),
  symmetric_difference: combined('^'),
  issubset: (machine, [self, more]) => within(own(machine, self), other(machine, more)),
  issuperset: (machine, [self, more]) => within(other(machine, more), own(machine, self)),
  isdisjoint: (machine, [self, more]) => {
    const second = other(machine, more);
    return ![...own(machine, self).map.keys()].some((key) => second.map.has(key));
  },
  copy: (machine, [self]) => makeSet(machine, own(machine, self).map.values(), own(machine, self).frozen),
};

const table: Readonly<Record<string, NativeRun>> = {
  ...common,
  add: (machine, [self, value]) => {
    const { map } = own(machine, self);
    const key = keyOf(machine, asOptional(value));
    if (!map.has(key)) {
      change(map).set(key, asOptional(value));
      machine.allocate(64);
    }
    return null;
  },
  discard: (machine, [self, value]) => {
    change(own(machine, self).map).delete(keyOf(machine, asOptional(value)));
    return null;
  },
  remove: (machine, [self, value]) => {
    if (!change(own(machine, self).map).delete(keyOf(machine, asOptional(value))))
      throw raiseError('KeyError', [asOptional(value)]);
    return null;
  },
  pop: (machine, [self]) => {
    const { map } = own(machine, self);
    for (const [key, value] of map) {
      change(map).delete(key);
      return value;
    }
    throw raiseError('KeyError', ['pop from an empty set']);
  },
  clear: (machine, [self]) => {
    change(own(machine, self).map).clear();
    return null;
  },
  update: replacing('|'),
  intersection_update: replacing('&'),
  difference_update: replacing('-'),
  symmetric_difference_update: replacing('^'),
};

export const setMethods = [...natives('set.', table), ...natives('frozenset.', common)];
