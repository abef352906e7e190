import { change } from '../../heap/change.ts';
import {
  payForComparing,
  STRING_MAX,
  sameValueZero,
  toInteger,
  toNumber,
  toText,
} from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { ARRAY_MAX, setLength } from '../machine/properties.ts';
import { behind } from '../machine/proxies.ts';
import { JsArray } from '../values/array.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { EMPTY, type Value } from '../values/value.ts';
import { forArrays } from './array-likes.ts';
import { arraySource } from './array-source.ts';
import type { Definitions } from './definition.ts';

const COMPARED_FREELY_CHARS = 256;

function itemsOf(machine: Machine, self: Value): readonly Value[] {
  if (self instanceof JsArray) return self.items;
  return machine.throwError('TypeError', 'array methods on what is no array are not part of the simulation');
}

/** A place in a list, as the language counts: from the end where it is negative. */
export function relative(machine: Machine, value: Value, length: number, fallback: number): number {
  const index = toInteger(machine, value, fallback);
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

const bare = (item: Value): Value => (item === EMPTY ? undefined : item);

function room(machine: Machine, self: JsArray, more: number): void {
  machine.charge(more >> 3);
  if (!self.extensible)
    machine.throwError('TypeError', `Cannot add property ${self.items.length}, object is not extensible`);
  if (self.items.length + more > ARRAY_MAX) machine.throwError('RangeError', 'Invalid array length');
}

function frozen(machine: Machine, self: Value): void {
  if (self instanceof JsArray && self.inner === 'frozen')
    machine.throwError('TypeError', "Cannot assign to read only property '0' of object '[object Array]'");
}

function flatten(machine: Machine, items: readonly Value[], depth: number, into: Value[]): Value[] {
  machine.charge(1 + (items.length >> 2));
  for (const item of items) {
    if (item instanceof JsArray && depth > 0) flatten(machine, item.items, depth - 1, into);
    else if (item !== EMPTY) into.push(item);
  }
  if (into.length > ARRAY_MAX) machine.throwError('RangeError', 'Invalid array length');
  return into;
}

/** The texts of the elements. An array inside itself is nothing. */
function joined(
  machine: Machine,
  items: readonly Value[],
  separator: string,
  seen: ReadonlySet<Value>,
): string {
  machine.charge(1 + (items.length >> 1));
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const none = item === undefined || item === null || item === EMPTY || seen.has(item);
    const part = none
      ? ''
      : item instanceof JsArray && item.props.size === 0
        ? joined(machine, item.items, ',', new Set([...seen, item]))
        : toText(machine, item);
    length += part.length + separator.length;
    if (length > STRING_MAX + separator.length) machine.throwError('RangeError', 'Invalid string length');
    parts.push(part);
  }
  machine.charge(length >> 7);
  return parts.join(separator);
}

/** Texts that are as long as the one that is sought are compared. */
function payForSearching(machine: Machine, items: readonly Value[], value: Value): void {
  if (typeof value !== 'string' || value.length < COMPARED_FREELY_CHARS) return;
  for (const item of items)
    if (typeof item === 'string' && item.length === value.length) payForComparing(machine, item, value);
}

const push: NativeRun = (machine, self, args) => {
  const items = itemsOf(machine, self);
  if (self instanceof JsArray) room(machine, self, args.length);
  for (const arg of args) change(items).push(arg);
  return items.length;
};

const iterator =
  (mode: 'keys' | 'values' | 'entries'): NativeRun =>
  (machine, self) => {
    const made = new JsObject(machine.realm.object('ArrayIterator.prototype'), 'Array Iterator');
    change(made).inner = new ArrayCursor(self, mode);
    return made;
  };

/** Where an iterator of an array is. */
export class ArrayCursor {
  readonly target: Value;
  readonly mode: 'keys' | 'values' | 'entries';
  readonly index: number = 0;

  constructor(target: Value, mode: 'keys' | 'values' | 'entries') {
    this.target = target;
    this.mode = mode;
  }
}

const advance: NativeRun = (machine, self) => {
  const cursor = self instanceof JsObject ? self.inner : undefined;
  const { realm } = machine;
  if (!(cursor instanceof ArrayCursor) || !(cursor.target instanceof JsObject))
    return realm.iteratorResult(undefined, true);
  const length = toNumber(machine, machine.get(cursor.target, 'length'));
  if (cursor.index >= length) return realm.iteratorResult(undefined, true);
  const index = change(cursor).index++;
  const value = cursor.mode === 'keys' ? index : machine.get(cursor.target, String(index));
  return realm.iteratorResult(cursor.mode === 'entries' ? realm.array([index, value]) : value, false);
};

export const arrayDefinitions: Definitions = {
  Array: {
    constructs: true,
    arity: 1,
    call: (machine, _, args, newTarget) => {
      const made = new JsArray(machine.prototypeFor(newTarget, 'Array.prototype'), []);
      const [first] = args;
      if (args.length === 1 && typeof first === 'number') setLength(machine, made, first);
      else change(made).items = [...args];
      return made;
    },
    links: { prototype: 'Array.prototype' },
    methods: {
      isArray: (_, __, [given]) => {
        const value = behind(given);
        return value instanceof JsArray && value.inner !== 'Arguments';
      },
      of: (machine, _, args) => machine.realm.array([...args]),
    },
    getters: { '@@species': (_, self) => self },
    source: `({
      from(items, callback, self) {
        if (items === undefined || items === null) throw new TypeError(String(items) + ' is not iterable');
        if (callback !== undefined && !$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
        const made = this === Array || !$isFunction(this) ? [] : new this();
        let index = 0;
        if (items[Symbol.iterator]) { for (const item of items) { made[index] = callback ? $call(callback, self, item, index) : item; index++; } }
        else { const length = Number(items.length) || 0; for (; index < length; index++) made[index] = callback ? $call(callback, self, items[index], index) : items[index]; }
        made.length = index;
        return made;
      },
      async fromAsync(items, callback) { const made = []; let index = 0; for await (const item of items) made.push(callback ? await callback(item, index++) : item); return made; },
    })`,
  },
  'Array.prototype': {
    make: (realm) => new JsArray(realm.object('Object.prototype'), []),
    links: { constructor: 'Array' },
    methods: {
      ...forArrays({
        push,
        pop: (machine, self) => {
          frozen(machine, self);
          return bare(change(itemsOf(machine, self)).pop());
        },
        shift: (machine, self) => {
          frozen(machine, self);
          return bare(change(itemsOf(machine, self)).shift());
        },
        unshift: (machine, self, args) => {
          if (self instanceof JsArray) room(machine, self, args.length);
          return change(itemsOf(machine, self)).unshift(...args);
        },
        slice: (machine, self, [start, end]) => {
          const items = itemsOf(machine, self);
          return machine.realm.array(
            items.slice(
              relative(machine, start, items.length, 0),
              relative(machine, end, items.length, items.length),
            ),
          );
        },
        splice: (machine, self, args) => {
          frozen(machine, self);
          const items = itemsOf(machine, self);
          const start = relative(machine, args[0], items.length, 0);
          const count =
            args.length < 2
              ? items.length - start
              : Math.max(0, Math.min(toInteger(machine, args[1]), items.length - start));
          if (self instanceof JsArray) room(machine, self, args.length);
          return machine.realm.array(
            args.length === 0 ? [] : change(items).splice(start, count, ...args.slice(2)),
          );
        },
        concat: (machine, self, args) => {
          const made = [...itemsOf(machine, self)];
          for (const arg of args) {
            machine.charge(1 + (arg instanceof JsArray ? arg.items.length >> 3 : 0));
            if (arg instanceof JsArray) for (const item of arg.items) made.push(item);
            else made.push(arg);
          }
          if (made.length > ARRAY_MAX) machine.throwError('RangeError', 'Invalid array length');
          return machine.realm.array(made);
        },
        join: (machine, self, [separator]) =>
          joined(
            machine,
            itemsOf(machine, self),
            separator === undefined ? ',' : toText(machine, separator),
            new Set([self]),
          ),
        toString: (machine: Machine, self: Value) =>
          joined(machine, itemsOf(machine, self), ',', new Set([self])),
        reverse: (machine, self) => {
          change(itemsOf(machine, self)).reverse();
          return self;
        },
        toReversed: (machine, self) => machine.realm.array([...itemsOf(machine, self)].reverse()),
        indexOf: (machine, self, [value, from]) => {
          const items = itemsOf(machine, self);
          payForSearching(machine, items, value);
          return items.indexOf(value, toInteger(machine, from));
        },
        lastIndexOf: (machine, self, [value, from]) => {
          const items = itemsOf(machine, self);
          payForSearching(machine, items, value);
          return items.lastIndexOf(value, toInteger(machine, from, items.length - 1));
        },
        includes: (machine, self, [value, from]) => {
          const items = itemsOf(machine, self);
          payForSearching(machine, items, value);
          const start = relative(machine, from, items.length, 0);
          return (start === 0 ? items : items.slice(start)).some((item) => sameValueZero(bare(item), value));
        },
        at: (machine, self, [index]) => bare(itemsOf(machine, self).at(toInteger(machine, index))),
        with: (machine, self, [index, value]) => {
          const made = [...itemsOf(machine, self)];
          const at = toInteger(machine, index);
          const place = at < 0 ? made.length + at : at;
          if (place < 0 || place >= made.length) machine.throwError('RangeError', `Invalid index : ${at}`);
          made[place] = value;
          return machine.realm.array(made);
        },
        fill: (machine, self, [value, start, end]) => {
          const items = itemsOf(machine, self);
          change(items).fill(
            value,
            relative(machine, start, items.length, 0),
            relative(machine, end, items.length, items.length),
          );
          return self;
        },
        flat: (machine, self, [depth]) => {
          const made = flatten(
            machine,
            itemsOf(machine, self),
            Math.min(100, toInteger(machine, depth, 1)),
            [],
          );
          return machine.realm.array(made);
        },
        copyWithin: (machine, self, [to, start, end]) => {
          const items = itemsOf(machine, self);
          const { length } = items;
          const place = relative(machine, to, length, 0);
          const part = items.slice(
            relative(machine, start, length, 0),
            relative(machine, end, length, length),
          );
          const into = change(items);
          for (const [at, item] of part.slice(0, length - place).entries()) into[place + at] = item;
          return self;
        },
      }),
      keys: iterator('keys'),
      values: iterator('values'),
      entries: iterator('entries'),
      '@@iterator': iterator('values'),
    },
    source: arraySource,
  },
  'ArrayIterator.prototype': {
    proto: 'Iterator.prototype',
    methods: { next: advance },
    values: { '@@toStringTag': 'Array Iterator' },
  },
};
