import { change } from '../../heap/change.ts';
import { attributeOf } from '../machine/attributes.ts';
import { raiseError } from '../machine/exceptions.ts';
import { loadItemNow, storeItem } from '../machine/items.ts';
import { iterableItems } from '../machine/iteration.ts';
import { getIn, keyOf, makeDict, setIn } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { mappingEntries } from '../machine/mappings.ts';
import { type Keywords, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { type Dict, is, tuple, type Value } from '../machine/values.ts';
import { asOptional } from './optional.ts';

function own(machine: Machine, self: Value | undefined): Dict {
  const value = plain(asOptional(self));
  if (is(value, 'dict')) return value;
  throw machine.error(
    'TypeError',
    `descriptor requires a 'dict' object but received a '${machine.typeName(asOptional(self))}'`,
  );
}

/** What dict() and update() take: a mapping, or pairs, and keywords. */
export function dictEntries(
  machine: Machine,
  given: Value | undefined,
  keywords: Keywords,
): (readonly [Value, Value])[] {
  const entries: (readonly [Value, Value])[] = [];
  if (given !== undefined && given !== null) {
    if (is(plain(given), 'dict') || attributeOf(machine, given, 'keys') !== undefined)
      for (const entry of mappingEntries(machine, given)) entries.push(entry);
    else
      for (const [index, pair] of iterableItems(machine, given).entries())
        entries.push(pairOf(machine, pair, index));
  }
  for (const [name, value] of keywords) entries.push([name, value]);
  return entries;
}

function pairOf(machine: Machine, pair: Value, index: number): readonly [Value, Value] {
  const items = iterableItems(machine, pair);
  if (items.length !== 2) {
    throw machine.error(
      'ValueError',
      `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
    );
  }
  return [items[0] ?? null, items[1] ?? null];
}

const update: NativeRun = (machine, [self, given], keywords) => {
  const dict = own(machine, self);
  for (const [key, value] of dictEntries(machine, given, keywords)) setIn(machine, dict, key, value);
  return null;
};

const table: Readonly<Record<string, NativeRun>> = {
  get: (machine, [self, key, fallback]) => {
    const found = getIn(machine, own(machine, self), asOptional(key));
    return found === undefined ? asOptional(fallback) : found;
  },
  keys: (machine, [self]) => ({ t: 'view', of: 'keys', dict: own(machine, self) }),
  values: (machine, [self]) => ({ t: 'view', of: 'values', dict: own(machine, self) }),
  items: (machine, [self]) => ({ t: 'view', of: 'items', dict: own(machine, self) }),
  update,
  __init__: update,
  pop: (machine, [self, key, fallback]) => {
    const dict = own(machine, self);
    const found = getIn(machine, dict, asOptional(key));
    if (found === undefined) {
      if (fallback !== undefined) return fallback;
      throw raiseError('KeyError', [asOptional(key)]);
    }
    change(dict.map).delete(keyOf(machine, asOptional(key)));
    return found;
  },
  popitem: (machine, [self]) => {
    const { map } = own(machine, self);
    const last = [...map].at(-1);
    if (last === undefined) throw raiseError('KeyError', ['popitem(): dictionary is empty']);
    change(map).delete(last[0]);
    return tuple(last[1]);
  },
  setdefault: (machine, [self, key, fallback]) => {
    const dict = own(machine, self);
    const found = getIn(machine, dict, asOptional(key));
    if (found !== undefined) return found;
    setIn(machine, dict, asOptional(key), asOptional(fallback));
    return asOptional(fallback);
  },
  clear: (machine, [self]) => {
    change(own(machine, self).map).clear();
    return null;
  },
  copy: (machine, [self]) => makeDict(machine, own(machine, self).map.values()),
  fromkeys: (machine, [keys, value]) =>
    makeDict(
      machine,
      iterableItems(machine, asOptional(keys)).map((key) => [key, asOptional(value)]),
    ),
  __getitem__: (machine, [self, key]) => loadItemNow(machine, own(machine, self), asOptional(key)),
  __setitem__: (machine, [self, key, value]) => {
    storeItem(machine, own(machine, self), asOptional(key), asOptional(value));
    return null;
  },
  __delitem__: (machine, [self, key]) => {
    if (!change(own(machine, self).map).delete(keyOf(machine, asOptional(key))))
      throw raiseError('KeyError', [asOptional(key)]);
    return null;
  },
  __contains__: (machine, [self, key]) => own(machine, self).map.has(keyOf(machine, asOptional(key))),
  __len__: (machine, [self]) => own(machine, self).map.size,
  __repr__: (machine, [self]) => machine.repr(own(machine, self)),
};

export const dictMethods = natives('dict.', table);
