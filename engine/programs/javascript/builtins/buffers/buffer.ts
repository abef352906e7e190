import { binary } from '../../../../shell/commands/bytes.ts';
import { indexIn } from '../../../../simulation/text-search.ts';
import { toInteger, toText } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsArray } from '../../values/array.ts';
import { JsBytes } from '../../values/bytes.ts';
import type { NativeRun } from '../../values/functions.ts';
import { inherits } from '../../values/lookup.ts';
import { JsObject } from '../../values/object.ts';
import type { Value } from '../../values/value.ts';
import type { Definitions } from '../definition.ts';
import { bytesFrom, newBytes, own, size, storeOf } from './bytes.ts';
import { decodeBytes, encodeText } from './encodings.ts';
import { bufferNumbers, bufferSource } from './numbers.ts';
import { part } from './typed-arrays.ts';

const encodingOf = (machine: Machine, value: Value) =>
  value === undefined ? 'utf8' : toText(machine, value);

const alloc: NativeRun = (machine, _, [count, fill]) => {
  const made = new Uint8Array(size(machine, count));
  machine.charge(made.length >> 6);
  if (typeof fill === 'number') made.fill(fill);
  else if (typeof fill === 'string' && fill !== '')
    for (let at = 0; at < made.length; at++) made[at] = fill.charCodeAt(at % fill.length);
  return newBytes(machine, made);
};

function compared(machine: Machine, first: Value, second: Value): number {
  const [a, b] = [own(machine, first), own(machine, second)];
  const both = Math.min(a.length, b.length);
  machine.charge(both >> 6);
  for (let at = 0; at < both; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

function placeIn(machine: Machine, self: Value, value: Value, from: number): number {
  const bytes = own(machine, self);
  machine.charge(bytes.length >> 4);
  const wanted =
    typeof value === 'number' ? String.fromCharCode(value & 255) : binary(bytesFrom(machine, value));
  return indexIn(binary(bytes), wanted, from);
}

/** A Buffer that shares the bytes of an ArrayBuffer. */
function over(machine: Machine, buffer: JsObject, store: ArrayBuffer, at: Value, count: Value): JsBytes {
  const start = toInteger(machine, at);
  if (start < 0 || start > store.byteLength)
    throw machine.realm.thrownCoded(
      'RangeError',
      'ERR_BUFFER_OUT_OF_BOUNDS',
      '"offset" is outside of buffer bounds',
    );
  const length = Math.min(toInteger(machine, count, store.byteLength), store.byteLength - start);
  const elements = new Uint8Array(store, start, Math.max(0, length));
  return Object.assign(new JsBytes(machine.realm.object('Buffer.prototype'), elements), { buffer });
}

export const bufferDefinitions: Definitions = {
  Buffer: {
    constructs: true,
    call: (machine, _, [value, encoding]) =>
      newBytes(
        machine,
        typeof value === 'number'
          ? new Uint8Array(size(machine, value))
          : Uint8Array.from(bytesFrom(machine, value, encoding)),
      ),
    links: { prototype: 'Buffer.prototype' },
    methods: {
      from: (machine, _, [value, encoding, length]) => {
        const store = storeOf(value);
        if (store !== undefined && value instanceof JsObject)
          return over(machine, value, store, encoding, length);
        const data =
          value instanceof JsObject && !(value instanceof JsBytes) ? machine.get(value, 'data') : undefined;
        if (value instanceof JsBytes && value.elements.BYTES_PER_ELEMENT > 1)
          return newBytes(
            machine,
            Uint8Array.from([...value.elements], (item) => Number(item)),
          );
        return newBytes(
          machine,
          Uint8Array.from(bytesFrom(machine, data instanceof JsArray ? data : value, encoding)),
        );
      },
      alloc,
      allocUnsafe: alloc,
      isBuffer: (machine, _, [value]) =>
        value instanceof JsBytes && inherits(value, machine.realm.object('Buffer.prototype')),
      isEncoding: (_, __, [name]) =>
        typeof name === 'string' &&
        /^(?:utf-?8|hex|base64|base64url|latin1|binary|ascii|ucs-?2|utf-?16le)$/i.test(name),
      compare: (machine, _, [first, second]) => compared(machine, first, second),
      byteLength: (machine, _, [value, encoding]) => bytesFrom(machine, value, encoding).length,
      concat: (machine, _, [list]) => {
        const parts = list instanceof JsArray ? list.items.map((item) => own(machine, item)) : [];
        const total = parts.reduce((sum, part) => sum + part.length, 0);
        machine.charge(parts.length);
        const made = new Uint8Array(size(machine, total));
        let at = 0;
        for (const part of parts) {
          made.set(part, at);
          at += part.length;
        }
        return newBytes(machine, made);
      },
    },
  },
  'Buffer.prototype': {
    proto: 'Uint8Array.prototype',
    links: { constructor: 'Buffer' },
    source: bufferSource,
    methods: {
      ...bufferNumbers,
      toString: (machine: Machine, self: Value, [encoding, start, end]: readonly Value[]) => {
        const bytes = own(machine, self);
        return decodeBytes(
          machine,
          bytes.subarray(toInteger(machine, start), toInteger(machine, end, bytes.length)),
          encodingOf(machine, encoding),
        );
      },
      toJSON: (machine, self) => {
        const bytes = own(machine, self);
        machine.charge(bytes.length >> 2);
        return machine.realm.plainObject({ type: 'Buffer', data: machine.realm.array([...bytes]) });
      },
      equals: (machine, self, [other]) => compared(machine, self, other) === 0,
      write: (machine, self, [text, ...rest]) => {
        const encoding = rest.find((each) => typeof each === 'string');
        const [offset, length] = rest.filter((each) => typeof each !== 'string');
        const bytes = own(machine, self);
        const at = toInteger(machine, offset);
        const room = Math.max(0, Math.min(toInteger(machine, length, bytes.length), bytes.length - at));
        const data = encodeText(machine, toText(machine, text), encodingOf(machine, encoding)).subarray(
          0,
          room,
        );
        bytes.set(data, at);
        if (self instanceof JsBytes) self.written();
        return data.length;
      },
      // It shares its bytes, as subarray does.
      slice: part,
      indexOf: (machine, self, [value, from]) => placeIn(machine, self, value, toInteger(machine, from)),
      includes: (machine, self, [value]) => placeIn(machine, self, value, 0) >= 0,
      copy: (machine, self, [target, at, from, to]) => {
        const into = own(machine, target);
        const place = toInteger(machine, at);
        const bytes = own(machine, self).subarray(
          toInteger(machine, from),
          toInteger(machine, to, own(machine, self).length),
        );
        machine.charge(bytes.length >> 7);
        const taken = bytes.subarray(0, Math.max(0, into.length - place));
        into.set(taken, place);
        if (target instanceof JsBytes) target.written();
        return taken.length;
      },
    },
  },
};
