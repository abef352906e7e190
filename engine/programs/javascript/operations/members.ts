import { change } from '../../heap/change.ts';
import type { Operation } from '../code.ts';
import { toKey, typeOf } from '../machine/conversions.ts';
import type { Frame } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { holder, plain, quick, refuse, setProperty } from '../machine/properties.ts';
import { isProxy } from '../machine/proxies.ts';
import { JsArray } from '../values/array.ts';
import { PRIVATE } from '../values/keys.ts';
import { lookup } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import { EMPTY, type Key, type Value } from '../values/value.ts';

function nameOf(key: Value): string {
  return typeof key === 'object' && key !== null && 'description' in key
    ? `Symbol(${String(key.description ?? '')})`
    : String(key);
}

/** Reads a property: its value comes onto the stack, at once or when the getter returns. */
function read(machine: Machine, frame: Frame, object: Value, key: Value): void {
  const fast = quick(object, key);
  if (fast !== undefined) {
    frame.stack.push(fast.value);
    return;
  }
  const where = holder(machine, object);
  if (where === undefined)
    machine.throwError(
      'TypeError',
      `Cannot read properties of ${object} (reading '${nameOf(key instanceof JsObject ? toKey(machine, key) : key)}')`,
    );
  const found = plain(lookup(where, toKey(machine, key), object));
  if ('value' in found) frame.stack.push(found.value);
  else if (found.getter === undefined) frame.stack.push(undefined);
  else machine.call(found.getter, object, []);
}

/** object → value */
export const getNamed: Operation = (machine, frame, { s }) => read(machine, frame, frame.stack.pop(), s);

/** object key → value */
export const getComputed: Operation = (machine, frame) => {
  const key = frame.stack.pop();
  read(machine, frame, frame.stack.pop(), key);
};

/** object → object value */
export const getNamedKeeping: Operation = (machine, frame, { s }) => read(machine, frame, frame.top(), s);

/** object key → object value */
export const getComputedKeeping: Operation = (machine, frame) => {
  const key = frame.stack.pop();
  read(machine, frame, frame.top(), key);
};

/** object key → object key value */
export const getBothKeeping: Operation = (machine, frame) => {
  const { stack } = frame;
  read(machine, frame, stack[stack.length - 2], stack[stack.length - 1]);
};

function write(machine: Machine, frame: Frame, object: Value, key: Value, value: Value): void {
  if (typeof key === 'number' && object instanceof JsArray && object.extensible) {
    const item = object.items[key];
    if (item !== undefined && item !== EMPTY) {
      change(object.items)[key] = value;
      frame.stack.push(value);
      return;
    }
  }
  const name = toKey(machine, key);
  if (!(object instanceof JsObject)) {
    if (object === undefined || object === null)
      machine.throwError('TypeError', `Cannot set properties of ${object} (setting '${nameOf(name)}')`);
    if (frame.code.strict)
      machine.throwError(
        'TypeError',
        `Cannot create property '${nameOf(name)}' on ${typeOf(object)} '${String(object)}'`,
      );
    frame.stack.push(value);
    return;
  }
  const done = setProperty(machine, object, name, value);
  if (done === false && frame.code.strict) refuse(machine, object, name);
  if (typeof done === 'object') machine.call(done.setter, object, [value], { do: 'answer', value });
  else frame.stack.push(value);
}

/** object value → value */
export const setNamed: Operation = (machine, frame, { s }) => {
  const value = frame.stack.pop();
  write(machine, frame, frame.stack.pop(), s, value);
};

/** object key value → value */
export const setComputed: Operation = (machine, frame) => {
  const value = frame.stack.pop();
  const key = frame.stack.pop();
  write(machine, frame, frame.stack.pop(), key, value);
};

function remove(machine: Machine, frame: Frame, object: Value, key: Key): void {
  if (!(object instanceof JsObject)) {
    frame.stack.push(true);
    return;
  }
  const done = object.remove(key);
  if (!done && frame.code.strict && isProxy(object))
    machine.throwError(
      'TypeError',
      `'deleteProperty' on proxy: trap returned falsish for property '${nameOf(key)}'`,
    );
  if (!done && frame.code.strict)
    machine.throwError('TypeError', `Cannot delete property '${nameOf(key)}' of #<Object>`);
  frame.stack.push(done);
}

/** object key → whether it is gone */
export const deleteComputed: Operation = (machine, frame) => {
  const key = toKey(machine, frame.stack.pop());
  const object = frame.stack.pop();
  if (object === undefined || object === null)
    machine.throwError('TypeError', 'Cannot convert undefined or null to object');
  remove(machine, frame, object, key);
};

// Private names.

function privateOf(machine: Machine, object: Value, name: string, what: 'read' | 'write') {
  const found = object instanceof JsObject ? lookup(object, `${PRIVATE}${name}`) : undefined;
  if (found === undefined || !(object instanceof JsObject)) {
    const verb = what === 'read' ? 'read private member' : 'write private member';
    const from = what === 'read' ? 'from' : 'to';
    machine.throwError(
      'TypeError',
      `Cannot ${verb} #${name} ${from} an object whose class did not declare it`,
    );
  }
  return { found, object };
}

/** `n` 1: the object stays below */
export const getPrivate: Operation = (machine, frame, { s, n }) => {
  const object = n === 1 ? frame.top() : frame.stack.pop();
  const value = plain(privateOf(machine, object, s, 'read').found);
  if ('value' in value) frame.stack.push(value.value);
  else if (value.getter === undefined)
    machine.throwError('TypeError', `'#${s}' was defined without a getter`);
  else machine.call(value.getter, object, []);
};

export const setPrivate: Operation = (machine, frame, { s }) => {
  const value = frame.stack.pop();
  const { object } = privateOf(machine, frame.stack.pop(), s, 'write');
  const done = setProperty(machine, object, `${PRIVATE}${s}`, value);
  if (done === false) machine.throwError('TypeError', `'#${s}' was defined without a setter`);
  if (typeof done === 'object') machine.call(done.setter, object, [value], { do: 'answer', value });
  else frame.stack.push(value);
};

// super.name: where it starts to look is above the home of the method.

/** this callee → value; `n` 1: this callee key → value */
export const getSuper: Operation = (machine, frame, { s, n }) => {
  const key = n === 1 ? toKey(machine, frame.stack.pop()) : s;
  const callee = frame.stack.pop();
  const self = frame.stack.pop();
  const home = callee instanceof JsObject && 'home' in callee ? callee.home : undefined;
  const parent = home instanceof JsObject ? home.proto : null;
  const found = parent === null ? undefined : plain(lookup(parent, key));
  if (found === undefined) frame.stack.push(undefined);
  else if ('value' in found) frame.stack.push(found.value);
  else if (found.getter === undefined) frame.stack.push(undefined);
  else machine.call(found.getter, self, []);
};
