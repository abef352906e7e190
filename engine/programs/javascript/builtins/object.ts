import { change } from '../../heap/change.ts';
import { payForComparing, toKey, toText } from '../machine/conversions.ts';
import { describe, fromDescriptor } from '../machine/descriptors.ts';
import type { Machine } from '../machine/machine.ts';
import { changePrototype, getOf, holder, keysOf, setSync } from '../machine/properties.ts';
import { behind } from '../machine/proxies.ts';
import { JsArray } from '../values/array.ts';
import { JsFunction, type NativeRun } from '../values/functions.ts';
import { inherits } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE, DataSlot, ENUMERABLE, isEnumerable, WRITABLE } from '../values/slots.ts';
import { JsString } from '../values/text.ts';
import type { Key, Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';

function objectFrom(machine: Machine, value: Value): JsObject {
  if (value instanceof JsObject) return value;
  return (
    machine.realm.wrapped(value) ??
    machine.throwError('TypeError', 'Cannot convert undefined or null to object')
  );
}

/** The enumerable own properties with names, and their values. */
function entriesOf(machine: Machine, object: JsObject): [string, Value][] {
  const keys = keysOf(machine, object);
  const found: [string, Value][] = [];
  for (const key of keys) {
    const own = typeof key === 'string' ? object.own(key) : undefined;
    if (typeof key === 'string' && own !== undefined && isEnumerable(own.stored))
      found.push([key, machine.get(object, key)]);
  }
  return found;
}

const listing =
  (pick: (machine: Machine, entry: [string, Value]) => Value): NativeRun =>
  (machine, _, [value]) =>
    machine.realm.array(entriesOf(machine, objectFrom(machine, value)).map((entry) => pick(machine, entry)));

const assign: NativeRun = (machine, _, [target, ...sources]) => {
  const to = objectFrom(machine, target);
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    const from = typeof source === 'string' ? new JsString(null, source) : source;
    if (!(from instanceof JsObject)) continue;
    for (const key of keysOf(machine, from)) {
      const own = from.own(key);
      if (own !== undefined && isEnumerable(own.stored)) setSync(machine, to, key, machine.get(from, key));
    }
  }
  return to;
};

/** Object.defineProperty. @throws TypeError where it can't be */
export function define(machine: Machine, object: JsObject, key: Key, descriptor: Value): void {
  const own = object.own(key);
  const flags = own?.stored instanceof DataSlot || own?.stored instanceof Accessor ? own.stored.flags : 7;
  const writableOnly = own?.stored instanceof DataSlot && (flags & WRITABLE) !== 0;
  if (own !== undefined && (flags & CONFIGURABLE) === 0 && !writableOnly)
    machine.throwError(
      'TypeError',
      `Cannot redefine property: ${String(typeof key === 'string' ? key : key.description)}`,
    );
  if (own === undefined && !object.extensible)
    machine.throwError(
      'TypeError',
      `Cannot define property ${String(typeof key === 'string' ? key : key.description)}, object is not extensible`,
    );
  const made = fromDescriptor(machine, descriptor, own?.stored, own === undefined);
  if (object instanceof JsFunction && (key === 'name' || key === 'length')) object.own(key);
  object.put(key, made);
}

/** The keys of the properties that have flags: those of an array's elements are the array's. */
function flagged(machine: Machine, object: JsObject): Key[] {
  if (!(object instanceof JsArray)) return keysOf(machine, object);
  machine.charge(object.props.size);
  return [...object.props.keys()];
}

function protect(machine: Machine, object: JsObject, mask: number): void {
  for (const key of flagged(machine, object)) {
    const own = object.own(key);
    if (own === undefined) continue;
    const { stored } = own;
    if (stored instanceof Accessor)
      object.put(key, new Accessor(stored.get, stored.set, stored.flags & mask));
    else if (stored instanceof DataSlot) object.put(key, new DataSlot(stored.value, stored.flags & mask));
    else object.put(key, new DataSlot(stored, 7 & mask));
  }
  change(object).extensible = false;
}

const isProtected = (machine: Machine, value: Value, bit: number): boolean =>
  !(value instanceof JsObject) ||
  (!value.extensible &&
    !(value instanceof JsArray && bit === WRITABLE && value.inner !== 'frozen') &&
    flagged(machine, value).every((key) => {
      const stored = value.own(key)?.stored;
      return (stored instanceof DataSlot || stored instanceof Accessor) && (stored.flags & bit) === 0;
    }));

function tagOf(machine: Machine, self: Value): string {
  if (self === undefined) return 'Undefined';
  if (self === null) return 'Null';
  const tag = getOf(machine, self, machine.realm.symbol('toStringTag'));
  if (typeof tag === 'string') return tag;
  if (!(self instanceof JsObject))
    return { string: 'String', number: 'Number', boolean: 'Boolean' }[String(typeof self)] ?? 'Object';
  if (behind(self) instanceof JsArray) return self.inner === 'Arguments' ? 'Arguments' : 'Array';
  if (self instanceof JsFunction) return 'Function';
  return ['Error', 'Date', 'RegExp', 'Boolean', 'Number', 'String'].includes(self.kind)
    ? self.kind
    : 'Object';
}

export const objectDefinitions: Definitions = {
  Object: {
    constructs: true,
    arity: 1,
    call: (machine, _, [value], newTarget) => {
      if (newTarget !== undefined && newTarget.intrinsic !== 'Object')
        return new JsObject(machine.prototypeFor(newTarget, 'Object.prototype'));
      return value === undefined || value === null ? machine.realm.plainObject() : objectFrom(machine, value);
    },
    links: { prototype: 'Object.prototype' },
    methods: {
      keys: (machine, _, [value]) => {
        const object = objectFrom(machine, value);
        return machine.realm.array(
          keysOf(machine, object).filter((key) => {
            const own = typeof key === 'string' ? object.own(key) : undefined;
            return own !== undefined && isEnumerable(own.stored);
          }),
        );
      },
      values: listing((_, [, value]) => value),
      entries: listing((machine, entry) => machine.realm.array(entry)),
      assign,
      freeze: (machine, _, [value]) => {
        if (value instanceof JsObject) protect(machine, value, ENUMERABLE);
        if (value instanceof JsArray) change(value).inner = 'frozen';
        return value;
      },
      seal: (machine, _, [value]) => {
        if (value instanceof JsObject) protect(machine, value, ENUMERABLE | WRITABLE);
        return value;
      },
      preventExtensions: (_, __, [value]) => {
        if (value instanceof JsObject) change(value).extensible = false;
        return value;
      },
      isFrozen: (machine, _, [value]) => isProtected(machine, value, WRITABLE),
      isSealed: (machine, _, [value]) => isProtected(machine, value, CONFIGURABLE),
      isExtensible: (_, __, [value]) => value instanceof JsObject && value.extensible,
      is: (machine, _, [a, b]) => {
        payForComparing(machine, a, b);
        return Object.is(a, b);
      },
      create: (machine, _, [proto, properties]) => {
        if (!(proto instanceof JsObject) && proto !== null)
          return machine.throwError(
            'TypeError',
            `Object prototype may only be an Object or null: ${toText(machine, proto)}`,
          );
        const made = new JsObject(proto);
        if (properties instanceof JsObject)
          for (const [key, descriptor] of entriesOf(machine, properties))
            define(machine, made, key, descriptor);
        return made;
      },
      getPrototypeOf: (machine, _, [value]) =>
        value instanceof JsObject ? value.proto : (holder(machine, value) ?? null),
      setPrototypeOf: (machine, _, [value, proto]) => {
        if (!(proto instanceof JsObject) && proto !== null)
          return machine.throwError(
            'TypeError',
            `Object prototype may only be an Object or null: ${machine.runtime.shown(proto)}`,
          );
        if (value instanceof JsObject) changePrototype(machine, value, proto);
        return value;
      },
      defineProperty: (machine, _, [object, key, descriptor]) => {
        if (!(object instanceof JsObject))
          return machine.throwError('TypeError', 'Object.defineProperty called on non-object');
        define(machine, object, toKey(machine, key), descriptor);
        return object;
      },
      defineProperties: (machine, _, [object, properties]) => {
        if (object instanceof JsObject && properties instanceof JsObject)
          for (const [key, descriptor] of entriesOf(machine, properties))
            define(machine, object, key, descriptor);
        return object;
      },
      getOwnPropertyDescriptor: (machine, _, [object, key]) => {
        const own = objectFrom(machine, object).own(toKey(machine, key));
        return own === undefined ? undefined : describe(machine, own.stored);
      },
      getOwnPropertyDescriptors: (machine, _, [object]) => {
        const from = objectFrom(machine, object);
        const made = machine.realm.plainObject();
        for (const key of keysOf(machine, from)) made.put(key, describe(machine, from.own(key)?.stored));
        return made;
      },
      getOwnPropertyNames: (machine, _, [object]) =>
        machine.realm.array(
          keysOf(machine, objectFrom(machine, object)).filter((key) => typeof key === 'string'),
        ),
      getOwnPropertySymbols: (machine, _, [object]) =>
        machine.realm.array(
          keysOf(machine, objectFrom(machine, object)).filter((key) => typeof key !== 'string'),
        ),
      hasOwn: (machine, _, [object, key]) =>
        objectFrom(machine, object).own(toKey(machine, key)) !== undefined,
    },
    source: `({
      fromEntries(entries) { const made = {}; for (const [key, value] of entries) made[key] = value; return made; },
      groupBy(items, callback) {
        const groups = Object.create(null); let index = 0;
        for (const item of items) { const key = callback(item, index++); (groups[key] ??= []).push(item); }
        return groups;
      },
    })`,
  },
  'Object.prototype': {
    proto: 'null',
    links: { constructor: 'Object' },
    methods: {
      hasOwnProperty: (machine: Machine, self: Value, [key]: readonly Value[]) =>
        objectFrom(machine, self).own(toKey(machine, key)) !== undefined,
      propertyIsEnumerable: (machine: Machine, self: Value, [key]: readonly Value[]) => {
        const own = objectFrom(machine, self).own(toKey(machine, key));
        return own !== undefined && isEnumerable(own.stored);
      },
      isPrototypeOf: (_: Machine, self: Value, [value]: readonly Value[]) => {
        return value instanceof JsObject && inherits(value, self);
      },
      toString: (machine: Machine, self: Value) => `[object ${tagOf(machine, self)}]`,
      toLocaleString: (machine: Machine, self: Value) => toText(machine, self),
      valueOf: (machine: Machine, self: Value) => objectFrom(machine, self),
    },
    getters: {
      __proto__: (machine, self) => (self instanceof JsObject ? self.proto : (holder(machine, self) ?? null)),
    },
    setters: {
      __proto__: (machine, self, [proto]) => {
        if (self instanceof JsObject && (proto instanceof JsObject || proto === null))
          changePrototype(machine, self, proto);
        return undefined;
      },
    },
  },
};
