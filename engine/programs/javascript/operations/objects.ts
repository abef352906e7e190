import { change } from '../../heap/change.ts';
import type { Operation } from '../code.ts';
import { toKey } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { ARRAY_MAX, keysOf } from '../machine/properties.ts';
import { JsArray } from '../values/array.ts';
import { Closure } from '../values/functions.ts';
import { PRIVATE } from '../values/keys.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE, DataSlot, ENUMERABLE, isEnumerable, WRITABLE } from '../values/slots.ts';
import { JsString } from '../values/text.ts';
import { EMPTY, type Key, type Value } from '../values/value.ts';

export const newObject: Operation = (machine, frame) => {
  frame.stack.push(machine.realm.plainObject());
};

export const newArray: Operation = (machine, { stack }, { n }) => {
  const items = n === 0 ? [] : stack.splice(stack.length - n);
  stack.push(machine.realm.array(items));
};

/** array value → array */
export const append: Operation = (machine, { stack }) => {
  const value = stack.pop();
  const array = stack[stack.length - 1];
  if (!(array instanceof JsArray)) return;
  if (array.items.length >= ARRAY_MAX) machine.throwError('RangeError', 'Invalid array length');
  change(array.items).push(value);
};

/** array iteration items → array with them */
export const appendAll: Operation = (machine, { stack }) => {
  const items = stack.pop();
  stack.pop();
  const array = stack[stack.length - 1];
  if (!(array instanceof JsArray) || !(items instanceof JsArray)) return;
  if (array.items.length + items.items.length > ARRAY_MAX)
    machine.throwError('RangeError', 'Invalid array length');
  machine.charge(items.items.length >> 3);
  for (const item of items.items) change(array.items).push(item);
};

export const appendHole: Operation = (_, { stack }) => {
  const array = stack[stack.length - 1];
  if (array instanceof JsArray) change(array.items).push(EMPTY);
};

/** object value → object */
export const defineNamed: Operation = (_, { stack }, { s }) => {
  const value = stack.pop();
  const object = stack[stack.length - 1];
  if (!(object instanceof JsObject)) return;
  if (value instanceof Closure && value.code.kind.endsWith('method')) change(value).home = object;
  object.put(s, value);
};

export const setPrototype: Operation = (_, { stack }) => {
  const value = stack.pop();
  const object = stack[stack.length - 1];
  if (object instanceof JsObject && (value instanceof JsObject || value === null))
    change(object).proto = value;
};

/** object key value → object */
export const defineComputed: Operation = (machine, { stack }) => {
  const value = stack.pop();
  const key = toKey(machine, stack.pop());
  const object = stack[stack.length - 1];
  if (!(object instanceof JsObject)) return;
  if (value instanceof Closure) {
    if (value.code.kind.endsWith('method')) change(value).home = object;
    if (value.defaultName === '') change(value).givenName = nameFor(key);
  }
  object.put(key, value);
};

function nameFor(key: Key): string {
  return typeof key === 'string' ? key : `[${key.description ?? ''}]`;
}

/** object key function → object; `s`: get or set; `n` 1: not enumerable */
export const defineAccessor: Operation = (machine, { stack }, { s, n }) => {
  const method = stack.pop();
  const key = toKey(machine, stack.pop());
  const object = stack[stack.length - 1];
  if (!(object instanceof JsObject)) return;
  if (method instanceof Closure) {
    change(method).home = object;
    change(method).givenName = `${s} ${nameFor(key)}`;
  }
  const known = object.own(key)?.stored;
  const { get, set } = known instanceof Accessor ? known : { get: undefined, set: undefined };
  const flags = n === 1 ? CONFIGURABLE : CONFIGURABLE | ENUMERABLE;
  object.put(key, s === 'get' ? new Accessor(method, set, flags) : new Accessor(get, method, flags));
};

/** object key function → object: a method of a class */
export const defineMethod: Operation = (machine, { stack }) => {
  const method = stack.pop();
  const key = toKey(machine, stack.pop());
  const object = stack[stack.length - 1];
  if (!(object instanceof JsObject) || !(method instanceof Closure)) return;
  change(method).home = object;
  change(method).givenName = nameFor(key).replace(PRIVATE, '#');
  object.put(key, new DataSlot(method, WRITABLE | CONFIGURABLE));
};

/** object source → object: {...source}; `n`: so many keys below are left out (array of keys) */
export const copyProperties: Operation = (machine, { stack }) => {
  const source = stack.pop();
  const object = stack[stack.length - 1];
  if (object instanceof JsObject) copy(machine, object, source, new Set());
};

/** source keys → rest: what a pattern hasn't taken */
export const restProperties: Operation = (machine, { stack }) => {
  const keys = stack.pop();
  const source = stack.pop();
  const rest = machine.realm.plainObject();
  const taken = keys instanceof JsArray ? keys.items.map((key) => toKey(machine, key)) : [];
  copy(machine, rest, source, new Set(taken));
  stack.push(rest);
};

function copy(machine: Machine, to: JsObject, source: Value, without: ReadonlySet<Key>): void {
  const from = typeof source === 'string' ? new JsString(null, source) : source;
  if (!(from instanceof JsObject)) return;
  for (const key of keysOf(machine, from)) {
    const own = from.own(key);
    if (own === undefined || !isEnumerable(own.stored) || without.has(key)) continue;
    to.put(key, machine.get(from, key));
  }
}

/** Where a pattern takes properties from nothing. `s`: the first name, for the message */
export const requireObject: Operation = (machine, frame, { s }) => {
  const top = frame.top();
  if (top !== undefined && top !== null) return;
  machine.throwError(
    'TypeError',
    s === ''
      ? `Cannot destructure '${top}' as it is ${top}.`
      : `Cannot destructure property '${s}' of '${top}' as it is ${top}.`,
  );
};

/** parent → class prototype. `n`: the constructor's number, `m` 1: with a parent */
export const newClass: Operation = (machine, frame, { n, m, s }) => {
  const parent = m === 1 ? frame.stack.pop() : undefined;
  const code = frame.code.unit.functions[n];
  if (code === undefined) return;
  if (m === 1 && parent !== null && !machine.canConstruct(parent))
    machine.throwError(
      'TypeError',
      `Class extends value ${machine.runtime.shown(parent)} is not a constructor or null`,
    );
  const made = machine.realm.closure(code, frame.environment);
  if (s !== '') change(made).givenName = s;
  let above: JsObject | null = machine.realm.object('Object.prototype');
  if (parent instanceof JsObject) {
    change(made).proto = parent;
    const found = machine.get(parent, 'prototype');
    above = found instanceof JsObject ? found : null;
  } else if (m === 1) above = null;
  const prototype = new JsObject(above);
  prototype.put('constructor', new DataSlot(made, WRITABLE | CONFIGURABLE));
  made.put('prototype', new DataSlot(prototype, 0));
  change(made).home = prototype;
  frame.stack.push(made, prototype);
};

/** class function → class: what sets the fields of its objects */
export const setFields: Operation = (_, { stack }) => {
  const fields = stack.pop();
  const made = stack[stack.length - 1];
  if (!(made instanceof Closure) || !(fields instanceof Closure)) return;
  change(made).fields = fields;
  change(fields).home = made.home;
};

/** class function → class, after the function has run on it */
export const runStatic: Operation = (machine, { stack }) => {
  const method = stack.pop();
  const made = stack[stack.length - 1];
  if (method instanceof Closure && made instanceof JsObject) {
    change(method).home = made;
    machine.call(method, made, [], { do: 'drop' });
  }
};

/** Private names that are there already must not come again. object key value → object */
export const defineField: Operation = (machine, { stack }) => {
  const value = stack.pop();
  const key = toKey(machine, stack.pop());
  const object = stack[stack.length - 1];
  if (object instanceof JsObject) object.put(key, value);
};

/** A regular expression; `s`: its source, `v`: its flags */
export const newPattern: Operation = (machine, frame, { s, v }) => {
  frame.stack.push(machine.realm.pattern(s, String(v)));
};

/** strings raw → the object a tag gets */
export const templateObject: Operation = (_, { stack }) => {
  const raw = stack.pop();
  const strings = stack[stack.length - 1];
  if (strings instanceof JsObject) strings.put('raw', new DataSlot(raw, 0));
};
