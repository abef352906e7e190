import { sameValueZero, toInteger, toNumber, toText } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsArray } from '../../values/array.ts';
import { isTypedName, JsBytes, TYPED_ARRAYS, type Typed, type TypedName } from '../../values/bytes.ts';
import type { NativeRun } from '../../values/functions.ts';
import { JsObject } from '../../values/object.ts';
import { EMPTY, type Value } from '../../values/value.ts';
import { relative } from '../array.ts';
import type { Definition, Definitions } from '../definition.ts';
import { bufferOf } from './array-buffer.ts';
import { size, storeOf } from './bytes.ts';
import { typedArraySource } from './typed-array-source.ts';

/** Elements that are moved, or looked at, for the price of an operation. */
const MOVED_PER_OPERATION = 64;
const SEEN_PER_OPERATION = 8;

const names = Object.keys(TYPED_ARRAYS).filter(isTypedName);

function own(machine: Machine, self: Value): JsBytes {
  return self instanceof JsBytes ? self : machine.throwError('TypeError', 'this is not a typed array.');
}

/** A value as an element of such arrays. */
function element(machine: Machine, kind: string, value: Value): number | bigint {
  if (!kind.startsWith('Big')) return toNumber(machine, value === EMPTY ? undefined : value);
  if (typeof value === 'bigint') return value;
  return machine.throwError('TypeError', `Cannot convert ${toText(machine, value)} to a BigInt`);
}

/** An array of a class, with what is done in it put into one place: the host's classes refuse what doesn't fit. */
function attempt<T>(machine: Machine, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return machine.throwError('RangeError', error.message);
    throw error;
  }
}

/** A typed array over a buffer that is there. */
function over(machine: Machine, kind: TypedName, store: ArrayBuffer, at: Value, count: Value): Typed {
  const start = toInteger(machine, at);
  const Kind = TYPED_ARRAYS[kind];
  const length = count === undefined ? undefined : toInteger(machine, count);
  return attempt(machine, () => new Kind(store, start, length));
}

function filled(machine: Machine, kind: TypedName, values: readonly Value[]): Typed {
  machine.charge(values.length >> 1);
  const made = blank(machine, kind, values.length);
  for (const [index, value] of values.entries()) made[index] = element(machine, kind, value);
  return made;
}

function blank(machine: Machine, kind: TypedName, length: number): Typed {
  const Kind = TYPED_ARRAYS[kind];
  if (length < 0) machine.throwError('RangeError', `Invalid typed array length: ${length}`);
  machine.charge(size(machine, length * Kind.BYTES_PER_ELEMENT) >> 7);
  return new Kind(length);
}

const construct =
  (kind: TypedName): NativeRun =>
  (machine, _, [value, at, count], newTarget) => {
    if (newTarget === undefined) return machine.throwError('TypeError', `Constructor ${kind} requires 'new'`);
    const proto = machine.prototypeFor(newTarget, `${kind}.prototype`);
    const store = storeOf(value);
    if (store !== undefined && value instanceof JsObject) {
      const made = new JsBytes(proto, over(machine, kind, store, at, count), kind);
      return Object.assign(made, { buffer: value });
    }
    if (value instanceof JsBytes) {
      machine.charge(value.elements.length / SEEN_PER_OPERATION);
      const made = blank(machine, kind, value.elements.length);
      for (const [index, item] of value.elements.entries()) made[index] = element(machine, kind, item);
      return new JsBytes(proto, made, kind);
    }
    if (value instanceof JsArray) return new JsBytes(proto, filled(machine, kind, value.items), kind);
    if (value instanceof JsObject)
      return machine.tail(machine.realm.object('$typedArrays/make'), undefined, [newTarget, value]);
    return new JsBytes(proto, blank(machine, kind, toInteger(machine, value)), kind);
  };

/** An array of the class of another, and of the same prototype. */
function like(array: JsBytes, elements: Typed): JsBytes {
  return new JsBytes(array.proto, elements, isTypedName(array.kind) ? array.kind : 'Uint8Array');
}

function slice(machine: Machine, self: Value, [start, end]: readonly Value[]): JsBytes {
  const array = own(machine, self);
  const { length } = array.elements;
  const [from, to] = [relative(machine, start, length, 0), relative(machine, end, length, length)];
  const made = array.elements.slice(from, to);
  machine.charge(made.byteLength >> 7);
  return like(array, made);
}

/** A part that shares its bytes. */
export function part(machine: Machine, self: Value, [start, end]: readonly Value[]): JsBytes {
  const array = own(machine, self);
  const { length } = array.elements;
  const [from, to] = [relative(machine, start, length, 0), relative(machine, end, length, length)];
  const made = like(array, array.elements.subarray(from, Math.max(from, to)));
  return Object.assign(made, { buffer: array.buffer });
}

function listOf(machine: Machine, self: Value): (number | bigint)[] {
  const { elements } = own(machine, self);
  machine.charge(elements.length >> 2);
  return [...elements];
}

const search =
  (find: (elements: Typed, value: number | bigint, from: number) => Value): NativeRun =>
  (machine, self, [value, from]) => {
    const { elements } = own(machine, self);
    machine.charge(elements.length / SEEN_PER_OPERATION);
    if (typeof value !== 'number' && typeof value !== 'bigint')
      return find(elements, Number.NaN, elements.length);
    return find(elements, value, relative(machine, from, elements.length, 0));
  };

function placeOf(elements: Typed, value: number | bigint, from: number): number {
  for (let at = from; at < elements.length; at++) if (elements[at] === value) return at;
  return -1;
}

const set: NativeRun = (machine, self, [values, offset]) => {
  const array = own(machine, self);
  const at = toInteger(machine, offset);
  const items =
    values instanceof JsBytes ? values.elements : values instanceof JsArray ? values.items : undefined;
  if (items === undefined) return machine.tail(machine.realm.object('$typedArrays/set'), self, [values, at]);
  if (at < 0 || at + items.length > array.elements.length)
    machine.throwError('RangeError', 'offset is out of bounds');
  if (values instanceof JsBytes && values.kind === array.kind) {
    machine.charge(items.length / MOVED_PER_OPERATION);
    array.bytes.set(values.bytes, at * array.elements.BYTES_PER_ELEMENT);
  } else {
    machine.charge(items.length >> 1);
    for (const [index, item] of [...items].entries())
      array.elements[at + index] = element(machine, array.kind, item);
  }
  array.written();
  return undefined;
};

const fill: NativeRun = (machine, self, [value, start, end]) => {
  const array = own(machine, self);
  const { length } = array.elements;
  const item = element(machine, array.kind, value);
  const from = relative(machine, start, length, 0);
  const to = relative(machine, end, length, length);
  machine.charge(length / SEEN_PER_OPERATION / 2);
  for (let at = from; at < to; at++) array.elements[at] = item;
  array.written();
  return self;
};

const methods: Readonly<Record<string, NativeRun>> = {
  slice,
  subarray: part,
  set,
  fill,
  indexOf: search(placeOf),
  includes: search((elements, value, from) => {
    for (let at = from; at < elements.length; at++) if (sameValueZero(elements[at], value)) return true;
    return false;
  }),
  reverse: (machine, self) => {
    const array = own(machine, self);
    machine.charge(array.elements.length / MOVED_PER_OPERATION);
    array.elements.reverse();
    array.written();
    return self;
  },
  copyWithin: (machine, self, [to, start, end]) => {
    const array = own(machine, self);
    machine.charge(array.elements.length / MOVED_PER_OPERATION);
    array.elements.copyWithin(
      toInteger(machine, to),
      toInteger(machine, start),
      toInteger(machine, end, array.elements.length),
    );
    array.written();
    return self;
  },
  join: (machine, self, [separator]) =>
    listOf(machine, self).join(separator === undefined ? ',' : toText(machine, separator)),
  '@@iterator': (machine, self) =>
    machine.tail(
      machine.realm.object('Array.prototype/values'),
      machine.realm.array(listOf(machine, self)),
      [],
    ),
};

function definitionsOf(kind: TypedName): readonly (readonly [string, Definition])[] {
  const values = { BYTES_PER_ELEMENT: TYPED_ARRAYS[kind].BYTES_PER_ELEMENT };
  return [
    [
      kind,
      {
        proto: '$TypedArray',
        constructs: true,
        arity: 3,
        call: construct(kind),
        links: { prototype: `${kind}.prototype` },
        values,
      },
    ],
    [`${kind}.prototype`, { proto: '$TypedArray.prototype', links: { constructor: kind }, values }],
  ];
}

export const typedArrayDefinitions: Definitions = {
  $TypedArray: {
    name: 'TypedArray',
    constructs: true,
    call: (machine) =>
      machine.throwError('TypeError', 'Abstract class TypedArray not directly constructable'),
    links: { prototype: '$TypedArray.prototype' },
    source: `({
      from(items, callback, self) { return new this(Array.from(items, callback, self)); },
      of(...items) { return new this(items); },
    })`,
  },
  '$TypedArray.prototype': {
    links: { constructor: '$TypedArray' },
    source: typedArraySource,
    getters: {
      length: (machine, self) => own(machine, self).elements.length,
      byteLength: (machine, self) => own(machine, self).elements.byteLength,
      byteOffset: (machine, self) => own(machine, self).elements.byteOffset,
      buffer: (machine, self) => bufferOf(machine, own(machine, self)),
      '@@toStringTag': (_, self) => (self instanceof JsBytes ? self.kind : undefined),
    },
    methods,
  },
  $typedArrays: {
    methods: {
      /** An array of the class of another. */
      like: (machine, _, [array, count]) => {
        const from = own(machine, array);
        const kind = isTypedName(from.kind) ? from.kind : 'Uint8Array';
        return like(from, blank(machine, kind, toInteger(machine, count)));
      },
      /** Sorts by size. */
      sort: (machine, _, [array]) => {
        const sorted = own(machine, array);
        machine.charge(sorted.elements.length);
        sorted.elements.sort();
        sorted.written();
        return array;
      },
    },
    source: `({
      make(Kind, items) { return new Kind(Array.from(items)); },
      set(values, at) { this.set(Array.from(values), at); },
    })`,
  },
  ...Object.fromEntries(names.flatMap(definitionsOf)),
};
