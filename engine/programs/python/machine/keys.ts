import { change } from '../../heap/change.ts';
import { narrowed } from '../syntax/numbers.ts';
import { classOf, lookUp, typeName } from './classes.ts';
import type { Machine } from './machine.ts';
import { hashOfFloat, hashOfInteger } from './number-hash.ts';
import { type Dict, is, type Key, type SetThing, type Value } from './values.ts';

/** What finds a value in a dict or set. @throws Raised TypeError for what can't be hashed */
export function keyOf(machine: Machine, value: Value): Key {
  switch (typeof value) {
    case 'string':
      return value.startsWith('\0') ? `\0S${value}` : value;
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return Number(value);
    default:
      return value === null ? '\0N' : ofThing(machine, value);
  }
}

function ofThing(machine: Machine, value: Exclude<Value, null | boolean | number | bigint | string>): Key {
  switch (value.t) {
    case 'float':
      if (!Number.isInteger(value.v)) return value.v;
      return Number.isSafeInteger(value.v) ? value.v : narrowed(BigInt(value.v));
    case 'complex':
      return value.im === 0 ? ofThing(machine, { t: 'float', v: value.re }) : `\0C${value.re} ${value.im}`;
    case 'bytes':
      if (value.mutable) break;
      return `\0B${value.v}`;
    case 'repeated':
      if (value.of === 'bytearray') break;
      return `\0R${value.count} ${value.unit}`;
    case 'tuple':
      return `\0T${together(
        machine,
        value.items.map((item) => keyText(machine, keyOf(machine, item))),
      )}`;
    case 'set':
      if (!value.frozen) break;
      return `\0F${together(machine, [...value.map.keys()].map((key) => keyText(machine, key)).sort())}`;
    case 'instance':
      return ofInstance(machine, value);
    case 'method':
      return `\0M${keyText(machine, keyOf(machine, value.function))}${machine.identityOf(value.self)}`;
    case 'list':
    case 'dict':
    case 'slice':
      break;
    case 'native':
      return `\0n${value.name}`;
    default:
      return value;
  }
  throw machine.error('TypeError', `unhashable type: '${typeName(value)}'`);
}

/** What is in a key. Tuples in tuples may come to more than anybody has room for. */
function together(machine: Machine, parts: readonly string[]): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  machine.work(length >> 4);
  return parts.join('');
}

function ofInstance(machine: Machine, value: Extract<Value, { readonly t: 'instance' }>): Key {
  const hash = lookUp(value.class, '__hash__');
  const equal = lookUp(value.class, '__eq__');
  if (hash === null || (hash === undefined && equal !== undefined && !is(equal, 'native'))) {
    throw machine.error('TypeError', `unhashable type: '${typeName(value)}'`);
  }
  if (hash !== undefined && !is(hash, 'native')) {
    return `\0H${machine.identity(value.class)} ${machine.text(machine.sync(hash, [value]))}`;
  }
  return value.payload === undefined ? value : keyOf(machine, value.payload);
}

function keyText(machine: Machine, key: Key): string {
  switch (typeof key) {
    case 'string':
      return `s${key.length}:${key}`;
    case 'object':
      return `o${machine.identity(key)};`;
    default:
      return `n${key};`;
  }
}

export function makeDict(machine: Machine, entries: Iterable<readonly [Value, Value]> = []): Dict {
  const dict: Dict = { t: 'dict', map: new Map() };
  for (const [key, value] of entries) {
    machine.work(1);
    setIn(machine, dict, key, value);
  }
  return dict;
}

export function setIn(machine: Machine, dict: Dict, key: Value, value: Value): void {
  const found = keyOf(machine, key);
  const before = dict.map.get(found);
  if (before === undefined) {
    change(dict.map).set(found, [key, value]);
    machine.allocate(100);
  } else if (before[1] !== value) change(dict.map).set(found, [before[0], value]);
}

export function getIn(machine: Machine, dict: Dict, key: Value): Value | undefined {
  return dict.map.get(keyOf(machine, key))?.[1];
}

export function makeSet(machine: Machine, items: Iterable<Value>, frozen = false): SetThing {
  const map = new Map<Key, Value>();
  for (const item of items) {
    const key = keyOf(machine, item);
    if (!map.has(key)) map.set(key, item);
  }
  machine.allocate(64 * map.size);
  machine.work(map.size >> 1);
  return { t: 'set', map, frozen };
}

/** Hash as hash() shows it. */
export function hashOf(machine: Machine, value: Value): Value {
  if (typeof value === 'number' || typeof value === 'bigint') return hashOfInteger(value);
  if (is(value, 'float')) return hashOfFloat(value.v);
  if (typeof value === 'boolean') return Number(value);
  if (is(value, 'instance')) {
    const own = lookUp(classOf(value), '__hash__');
    if (own !== undefined && own !== null && !is(own, 'native')) return machine.sync(own, [value]);
  }
  const key = keyOf(machine, value);
  if (typeof key === 'number') return key;
  const text = typeof key === 'object' ? `o${machine.identity(key)}` : String(key);
  machine.work(text.length >> 4);
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) + index;
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}
