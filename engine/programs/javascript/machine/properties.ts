import { change } from '../../heap/change.ts';
import { JsArray } from '../values/array.ts';
import { JsBytes } from '../values/bytes.ts';
import { Closure } from '../values/functions.ts';
import { arrayIndex } from '../values/keys.ts';
import { isOpaque, lookup } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, DataSlot, type Own, type Stored, WRITABLE } from '../values/slots.ts';
import { JsString } from '../values/text.ts';
import { EMPTY, JsSymbol, type Key, type Value } from '../values/value.ts';
import { toNumber, toText } from './conversions.ts';
import type { Machine } from './machine.ts';

/** The furthest an array may be extended beyond its end by an index. */
const GAP_MAX = 1_000_000;
/** Elements of one array. */
export const ARRAY_MAX = 4_000_000;

/** What it costs to look at a key and what belongs to it. */
const OPERATIONS_PER_KEY = 5;

/** Keys that are numbers, beside those of its properties. */
function indexesOf(object: JsObject): number {
  if (object instanceof JsArray) return object.items.length;
  if (object instanceof JsBytes) return object.elements.length;
  return object instanceof JsString ? object.text.length : 0;
}

/** The keys of an object, paid for, with what is done with each of them. */
export function keysOf(machine: Machine, object: JsObject): Key[] {
  machine.charge((indexesOf(object) + object.props.size) * OPERATIONS_PER_KEY);
  const keys = object.keys();
  if (isOpaque(object)) machine.charge(keys.length * OPERATIONS_PER_KEY);
  return keys;
}

/** The object that has the properties of a value; undefined: null and undefined have none. */
export function holder(machine: Machine, value: Value): JsObject | undefined {
  if (value instanceof JsObject) return value;
  const { realm } = machine;
  switch (typeof value) {
    case 'string':
      return realm.object('String.prototype');
    case 'number':
      return realm.object('Number.prototype');
    case 'boolean':
      return realm.object('Boolean.prototype');
    case 'bigint':
      return realm.object('BigInt.prototype');
    default:
      return value instanceof JsSymbol ? realm.object('Symbol.prototype') : undefined;
  }
}

/** Properties that need no object: of strings, and elements of arrays. */
export function quick(object: Value, key: Value): { readonly value: Value } | undefined {
  if (typeof key === 'number') {
    if (object instanceof JsArray) {
      const item = object.items[key];
      return item === undefined || item === EMPTY ? undefined : { value: item };
    }
    if (typeof object === 'string' && key >= 0 && key < object.length) return { value: object[key] };
    if (object instanceof JsBytes && key >= 0 && key < object.elements.length)
      return { value: object.elements[key] };
    return undefined;
  }
  if (key !== 'length') return undefined;
  if (object instanceof JsArray) return { value: object.items.length };
  return typeof object === 'string' ? { value: object.length } : undefined;
}

/** The value of a property, where it is no accessor of the program's. */
export function plain(found: Own): { readonly value: Value } | { readonly getter: Value } {
  if (found === undefined) return { value: undefined };
  const { stored } = found;
  if (stored instanceof Accessor) return { getter: stored.get };
  return { value: stored instanceof DataSlot ? stored.value : stored };
}

export function getProperty(machine: Machine, object: JsObject, key: Key, receiver: Value): Value {
  const found = plain(lookup(object, key, receiver));
  if ('value' in found) return found.value;
  return found.getter === undefined ? undefined : machine.callSync(found.getter, receiver, []);
}

/** The value of a property of any value, as native code reads it. */
export function getOf(machine: Machine, value: Value, key: Key): Value {
  const fast = quick(value, typeof key === 'string' ? (arrayIndex(key) ?? key) : key);
  if (fast !== undefined) return fast.value;
  const object = holder(machine, value);
  return object === undefined ? undefined : getProperty(machine, object, key, value);
}

/**
 * Sets a property as an assignment does.
 * @returns the setter that is to be called instead; false: it can't be set
 */
export function setProperty(
  machine: Machine,
  object: JsObject,
  key: Key,
  value: Value,
): boolean | { readonly setter: Value } {
  if (isOpaque(object)) return object.assign(key, value, object);
  const own = object.own(key);
  if (own !== undefined) return setOwn(machine, object, key, own.stored, value);
  for (let at = object.proto; at !== null; at = at.proto) {
    if (isOpaque(at)) return at.assign(key, value, object);
    const found = at.own(key);
    if (found === undefined) continue;
    const { stored } = found;
    if (stored instanceof Accessor) return stored.set === undefined ? false : { setter: stored.set };
    if (stored instanceof DataSlot && (stored.flags & WRITABLE) === 0) return false;
    break;
  }
  if (!object.extensible) return false;
  if (object instanceof JsArray) checkIndex(machine, object, key);
  object.put(key, value);
  return true;
}

function checkIndex(machine: Machine, array: JsArray, key: Key): void {
  const index = arrayIndex(key);
  if (index === undefined) return;
  machine.charge(Math.max(0, index - array.items.length) >> 3);
  if (index > array.items.length + GAP_MAX || index >= ARRAY_MAX)
    machine.throwError(
      'RangeError',
      'Invalid array length (arrays this long are not part of the simulation)',
    );
}

function setOwn(
  machine: Machine,
  object: JsObject,
  key: Key,
  stored: Stored,
  value: Value,
): boolean | { readonly setter: Value } {
  if (stored instanceof Accessor) return stored.set === undefined ? false : { setter: stored.set };
  if (stored instanceof DataSlot) {
    if (object instanceof JsArray && key === 'length') {
      setLength(machine, object, value);
      return true;
    }
    if ((stored.flags & WRITABLE) === 0) return false;
    object.put(key, new DataSlot(value, stored.flags));
    return true;
  }
  if (object instanceof JsArray && !object.extensible && object.inner === 'frozen') return false;
  if (object instanceof JsBytes && arrayIndex(key) !== undefined)
    object.put(key, object.kind.startsWith('Big') ? toWhole(machine, value) : toNumber(machine, value));
  else object.put(key, value);
  return true;
}

function toWhole(machine: Machine, value: Value): bigint {
  if (typeof value === 'bigint') return value;
  return machine.throwError('TypeError', `Cannot convert ${toText(machine, value)} to a BigInt`);
}

export function setLength(machine: Machine, array: JsArray, value: Value): void {
  const length = Number(value);
  if (!Number.isInteger(length) || length < 0 || length > ARRAY_MAX)
    machine.throwError('RangeError', 'Invalid array length');
  machine.charge(Math.abs(length - array.items.length) >> 3);
  if (array.items.length === 0) {
    change(array).items = new Array<Value>(length).fill(EMPTY);
    return;
  }
  const items = change(array.items);
  if (length < items.length) items.length = length;
  while (items.length < length) items.push(EMPTY);
}

/** Sets a property from native code; what can't be set is an error. */
export function setSync(machine: Machine, object: JsObject, key: Key, value: Value): void {
  const done = setProperty(machine, object, key, value);
  if (done === false) refuse(machine, object, key);
  if (typeof done === 'object') machine.callSync(done.setter, object, [value]);
}

export function refuse(machine: Machine, object: JsObject, key: Key): never {
  const name = typeof key === 'string' ? key : `Symbol(${key.description ?? ''})`;
  if (isOpaque(object))
    machine.throwError('TypeError', `'set' on proxy: trap returned falsish for property '${name}'`);
  const found = lookup(object, key);
  const what =
    object instanceof JsArray ? '[object Array]' : object instanceof Closure ? 'function' : '#<Object>';
  if (found === undefined)
    machine.throwError('TypeError', `Cannot add property ${name}, object is not extensible`);
  if (found.stored instanceof Accessor)
    machine.throwError('TypeError', `Cannot set property ${name} of ${what} which has only a getter`);
  machine.throwError('TypeError', `Cannot assign to read only property '${name}' of object '${what}'`);
}

/** Whether an object or its prototypes have a property: `in`. */
export function hasProperty(object: JsObject, key: Key): boolean {
  let left: JsObject | null = object;
  for (; left !== null; left = left.proto) {
    if (isOpaque(left)) return left.has(key);
    if (left.own(key) !== undefined) return true;
  }
  return false;
}

/** Reflect.set: what is there says whether and how, but the receiver gets the value. */
export function setOn(machine: Machine, object: JsObject, key: Key, value: Value, receiver: Value): boolean {
  if (isOpaque(object)) return object.assign(key, value, receiver);
  if (receiver === object) return done(machine, setProperty(machine, object, key, value), receiver, value);
  const stored = lookup(object, key)?.stored;
  if (stored instanceof Accessor) {
    if (stored.set === undefined) return false;
    machine.callSync(stored.set, receiver, [value]);
    return true;
  }
  if ((stored instanceof DataSlot && (stored.flags & WRITABLE) === 0) || !(receiver instanceof JsObject))
    return false;
  const known = receiver.own(key)?.stored;
  if (known instanceof Accessor) return false;
  if (known instanceof DataSlot && !(receiver instanceof JsArray && key === 'length')) {
    if ((known.flags & WRITABLE) === 0) return false;
    receiver.put(key, new DataSlot(value, known.flags));
    return true;
  }
  if (receiver instanceof JsArray)
    return done(machine, setProperty(machine, receiver, key, value), receiver, value);
  receiver.put(key, value);
  return true;
}

function done(
  machine: Machine,
  answer: ReturnType<typeof setProperty>,
  receiver: Value,
  value: Value,
): boolean {
  if (typeof answer === 'object') machine.callSync(answer.setter, receiver, [value]);
  return answer !== false;
}

/** Gives an object another prototype. @throws TypeError where it would be its own */
export function changePrototype(machine: Machine, object: JsObject, proto: JsObject | null): void {
  if (object.proto === proto) return;
  if (!object.extensible) machine.throwError('TypeError', '#<Object> is not extensible');
  for (let at = proto; at !== null; at = at.proto) {
    if (at === object) machine.throwError('TypeError', 'Cyclic __proto__ value');
    machine.charge(1);
  }
  change(object).proto = proto;
  if (object.intrinsic !== undefined) object.changed = true;
}
