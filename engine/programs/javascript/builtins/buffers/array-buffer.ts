import { change } from '../../../heap/change.ts';
import { toInteger } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsBytes } from '../../values/bytes.ts';
import type { NativeRun } from '../../values/functions.ts';
import { JsObject } from '../../values/object.ts';
import type { Value } from '../../values/value.ts';
import { relative } from '../array.ts';
import type { Definitions } from '../definition.ts';
import { size, storeOf } from './bytes.ts';
import { type Form, forms } from './numbers.ts';

function newBuffer(proto: JsObject, store: ArrayBufferLike): JsObject {
  const made = new JsObject(proto, 'ArrayBuffer');
  change(made).inner = store;
  return made;
}

/** The ArrayBuffer behind a typed array. */
export function bufferOf(machine: Machine, array: JsBytes): JsObject {
  if (array.buffer !== undefined) return array.buffer;
  const made = newBuffer(machine.realm.object('ArrayBuffer.prototype'), array.elements.buffer);
  change(array).buffer = made;
  return made;
}

function own(machine: Machine, self: Value): ArrayBuffer {
  return (
    storeOf(self) ??
    machine.throwError('TypeError', 'Method ArrayBuffer.prototype.byteLength called on incompatible receiver')
  );
}

/** A DataView holds the bytes that it shows as a typed array. */
function viewed(machine: Machine, self: Value): JsBytes {
  const inner = self instanceof JsObject && self.kind === 'DataView' ? self.inner : undefined;
  return inner instanceof JsBytes
    ? inner
    : machine.throwError('TypeError', 'Method DataView.prototype.getInt8 called on incompatible receiver');
}

const newView: NativeRun = (machine, _, [buffer, at, count], newTarget) => {
  if (newTarget === undefined) return machine.throwError('TypeError', "Constructor DataView requires 'new'");
  const store = storeOf(buffer);
  if (store === undefined || !(buffer instanceof JsObject))
    return machine.throwError('TypeError', 'First argument to DataView constructor must be an ArrayBuffer');
  const start = toInteger(machine, at);
  const length = count === undefined ? store.byteLength - start : toInteger(machine, count);
  if (start < 0 || start > store.byteLength)
    machine.throwError('RangeError', `Start offset ${start} is outside the bounds of the buffer`);
  if (length < 0 || start + length > store.byteLength)
    machine.throwError('RangeError', `Invalid DataView length ${length}`);
  const bytes = new JsBytes(
    machine.realm.object('Uint8Array.prototype'),
    new Uint8Array(store, start, length),
  );
  change(bytes).buffer = buffer;
  const made = new JsObject(machine.prototypeFor(newTarget, 'DataView.prototype'), 'DataView');
  change(made).inner = bytes;
  return made;
};

function place(machine: Machine, { elements }: JsBytes, given: Value, width: number) {
  const at = toInteger(machine, given);
  if (at < 0 || at + width > elements.byteLength)
    machine.throwError('RangeError', 'Offset is outside the bounds of the DataView');
  return { view: new DataView(elements.buffer, elements.byteOffset, elements.byteLength), at };
}

/** `getInt16` and all its kin. */
function accessors([name, form]: readonly [string, Form]): readonly (readonly [string, NativeRun])[] {
  const shown = name.replace('UInt', 'Uint').replace('Float', 'Float32').replace('Double', 'Float64');
  return [
    [
      `get${shown}`,
      (machine, self, [given, little]) => {
        const { view, at } = place(machine, viewed(machine, self), given, form.bytes);
        return form.read(view, at, Boolean(little));
      },
    ],
    [
      `set${shown}`,
      (machine, self, [given, value, little]) => {
        const bytes = viewed(machine, self);
        const { view, at } = place(machine, bytes, given, form.bytes);
        form.write(view, at, value, Boolean(little), machine);
        bytes.written();
        return undefined;
      },
    ],
  ];
}

export const arrayBufferDefinitions: Definitions = {
  ArrayBuffer: {
    constructs: true,
    arity: 1,
    call: (machine, _, [length], newTarget) => {
      if (newTarget === undefined)
        return machine.throwError('TypeError', "Constructor ArrayBuffer requires 'new'");
      const count = size(machine, length);
      machine.charge(count >> 7);
      return newBuffer(machine.prototypeFor(newTarget, 'ArrayBuffer.prototype'), new ArrayBuffer(count));
    },
    links: { prototype: 'ArrayBuffer.prototype' },
    methods: {
      isView: (_, __, [value]) =>
        value instanceof JsBytes || (value instanceof JsObject && value.kind === 'DataView'),
    },
  },
  'ArrayBuffer.prototype': {
    links: { constructor: 'ArrayBuffer' },
    getters: { byteLength: (machine, self) => own(machine, self).byteLength },
    values: { '@@toStringTag': 'ArrayBuffer' },
    methods: {
      slice: (machine, self, [start, end]) => {
        const store = own(machine, self);
        const length = store.byteLength;
        machine.charge(length >> 7);
        return newBuffer(
          machine.realm.object('ArrayBuffer.prototype'),
          store.slice(relative(machine, start, length, 0), relative(machine, end, length, length)),
        );
      },
    },
  },
  DataView: {
    constructs: true,
    arity: 1,
    call: newView,
    links: { prototype: 'DataView.prototype' },
  },
  'DataView.prototype': {
    links: { constructor: 'DataView' },
    getters: {
      buffer: (machine, self) => viewed(machine, self).buffer,
      byteLength: (machine, self) => viewed(machine, self).elements.byteLength,
      byteOffset: (machine, self) => viewed(machine, self).elements.byteOffset,
    },
    values: { '@@toStringTag': 'DataView' },
    methods: Object.fromEntries(Object.entries(forms).flatMap(accessors)),
  },
};
