import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { indexIn } from '../../../simulation/text-search.ts';
import { change } from '../../heap/change.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray } from '../values/array.ts';
import { JsBytes } from '../values/bytes.ts';
import type { NativeRun } from '../values/functions.ts';
import { inherits } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import { bufferNumbers, bufferSource, byteArraySource } from './buffer-numbers.ts';
import type { Definitions } from './definition.ts';

/** Bytes of one buffer. */
const BUFFER_MAX = 16_777_216;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { fatal: false, ignoreBOM: true });

function encodeText(machine: Machine, text: string, encoding: string): Uint8Array {
  machine.charge(text.length >> 3);
  switch (encoding.toLowerCase()) {
    case 'hex':
      return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
    case 'base64':
    case 'base64url':
      return fromBase64(text);
    case 'latin1':
    case 'binary':
    case 'ascii':
      return Uint8Array.from(text, (character) => character.charCodeAt(0) & 255);
    case 'utf8':
    case 'utf-8':
      return encoder.encode(text);
    case 'ucs2':
    case 'utf16le':
      return Uint8Array.from(
        [...Array(text.length).keys()].flatMap((at) => [text.charCodeAt(at) & 255, text.charCodeAt(at) >> 8]),
      );
    default:
      return machine.throwError('TypeError', `Unknown encoding: ${encoding}`);
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

function decodeBytes(machine: Machine, bytes: Uint8Array, encoding: string): string {
  machine.charge(bytes.length >> 3);
  switch (encoding.toLowerCase()) {
    case 'hex':
      return hexOf(bytes);
    case 'base64':
      return btoa(binary(bytes));
    case 'base64url':
      return btoa(binary(bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    case 'latin1':
    case 'binary':
      return binary(bytes);
    case 'ascii':
      return binary(bytes.map((byte) => byte & 127));
    case 'utf8':
    case 'utf-8':
      return decoder.decode(bytes);
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return utf16.decode(bytes.subarray(0, bytes.length & ~1));
    default:
      return machine.throwError('TypeError', `Unknown encoding: ${encoding}`);
  }
}

function fromBase64(text: string): Uint8Array {
  const clean = text
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return bytesOf(atob(clean.slice(0, clean.length % 4 === 1 ? -1 : undefined)));
}

export function newBytes(machine: Machine, bytes: Uint8Array): JsBytes {
  machine.charge(bytes.length >> 7);
  if (bytes.length > BUFFER_MAX)
    machine.throwError('RangeError', 'buffers this large are not part of the simulation');
  return new JsBytes(machine.realm.object('Buffer.prototype'), bytes);
}

/** Bytes of a value that has some: a buffer, or text. */
export function bytesFrom(machine: Machine, value: Value, encoding: Value = undefined): Uint8Array {
  if (value instanceof JsBytes) return value.bytes;
  if (typeof value === 'string')
    return encodeText(machine, value, encoding === undefined ? 'utf8' : toText(machine, encoding));
  if (value instanceof JsArray) machine.charge(value.items.length);
  if (value instanceof JsArray) return Uint8Array.from(value.items, (item) => toInteger(machine, item) & 255);
  const received = machine.callSync(machine.realm.object('$received'), undefined, [value]);
  throw machine.realm.thrownCoded(
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received ${String(received)}`,
  );
}

function own(machine: Machine, self: Value): Uint8Array {
  return self instanceof JsBytes ? self.bytes : machine.throwError('TypeError', 'argument must be a buffer');
}

function size(machine: Machine, value: Value): number {
  const count = toInteger(machine, value);
  if (count < 0 || count > BUFFER_MAX)
    throw machine.realm.thrownCoded(
      'RangeError',
      'ERR_OUT_OF_RANGE',
      `The value of "size" is out of range. It must be >= 0 && <= ${BUFFER_MAX}. Received ${count}`,
    );
  return count;
}

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

function listOf(machine: Machine, self: Value): number[] {
  const bytes = own(machine, self);
  machine.charge(bytes.length >> 2);
  return [...bytes];
}

function paid(machine: Machine, text: string): string {
  machine.charge(text.length >> 4);
  return text;
}

function copied(machine: Machine, self: Value, start: number, end: number): JsBytes {
  const made = own(machine, self).slice(start, end);
  machine.charge(made.length >> 7);
  return new JsBytes(self instanceof JsObject ? self.proto : null, made);
}

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

export const bytesDefinitions: Definitions = {
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
      from: (machine, _, [value, encoding]) => {
        const data =
          value instanceof JsObject && !(value instanceof JsBytes) ? machine.get(value, 'data') : undefined;
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
      toJSON: (machine, self) =>
        machine.realm.plainObject({ type: 'Buffer', data: machine.realm.array(listOf(machine, self)) }),
      equals: (machine, self, [other]) => compared(machine, self, other) === 0,
      write: (machine, self, [text, offset]) => {
        const bytes = own(machine, self);
        const at = toInteger(machine, offset);
        const data = encoder.encode(toText(machine, text)).subarray(0, Math.max(0, bytes.length - at));
        if (self instanceof JsBytes) change(self);
        bytes.set(data, at);
        return data.length;
      },
      // It shares its bytes, as subarray does.
      slice: (machine, self, [start, end]) =>
        newBytes(
          machine,
          own(machine, self).subarray(
            toInteger(machine, start),
            toInteger(machine, end, own(machine, self).length),
          ),
        ),
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
        const part = bytes.subarray(0, Math.max(0, into.length - place));
        into.set(part, place);
        return part.length;
      },
    },
  },
  Uint8Array: {
    constructs: true,
    call: (machine, _, [value], newTarget) => {
      const bytes =
        typeof value === 'number'
          ? new Uint8Array(size(machine, value))
          : Uint8Array.from(bytesFrom(machine, value ?? machine.realm.array([])));
      return new JsBytes(machine.prototypeFor(newTarget, 'Uint8Array.prototype'), bytes);
    },
    links: { prototype: 'Uint8Array.prototype' },
    values: { BYTES_PER_ELEMENT: 1 },
    methods: {
      from: (machine, _, [items, callback]) =>
        machine.tail(machine.realm.object('$byteArrays/from'), undefined, [items, callback]),
      of: (machine, _, items) =>
        new JsBytes(
          machine.realm.object('Uint8Array.prototype'),
          Uint8Array.from(items, (item) => toInteger(machine, item) & 255),
        ),
    },
  },
  $byteArrays: {
    source: `({ from(items, callback) { return new Uint8Array(Array.from(items, callback)); } })`,
  },
  /** A byte array of the class of another. */
  $bytesLike: {
    call: (machine, _, [bytes, count]) =>
      new JsBytes(bytes instanceof JsObject ? bytes.proto : null, new Uint8Array(size(machine, count))),
  },
  'Uint8Array.prototype': {
    links: { constructor: 'Uint8Array' },
    source: byteArraySource,
    getters: {
      length: (machine, self) => own(machine, self).length,
      byteLength: (machine, self) => own(machine, self).length,
    },
    methods: {
      fill: (machine, self, [value]) => {
        machine.charge(own(machine, self).length >> 7);
        own(machine, self).fill(toInteger(machine, value));
        return self;
      },
      slice: (machine, self, [start, end]) =>
        copied(machine, self, toInteger(machine, start), toInteger(machine, end, own(machine, self).length)),
      subarray: (machine, self, [start, end]) =>
        new JsBytes(
          self instanceof JsObject ? self.proto : null,
          own(machine, self).subarray(
            toInteger(machine, start),
            toInteger(machine, end, own(machine, self).length),
          ),
        ),
      '@@iterator': (machine, self) =>
        machine.tail(
          machine.realm.object('Array.prototype/values'),
          machine.realm.array(listOf(machine, self)),
          [],
        ),
      join: (machine, self, [separator]) =>
        listOf(machine, self).join(separator === undefined ? ',' : toText(machine, separator)),
    },
  },
  TextEncoder: {
    constructs: true,
    call: (machine, _, __, newTarget) =>
      new JsObject(machine.prototypeFor(newTarget, 'TextEncoder.prototype')),
    links: { prototype: 'TextEncoder.prototype' },
  },
  'TextEncoder.prototype': {
    links: { constructor: 'TextEncoder' },
    methods: {
      encode: (machine, _, [text]) =>
        new JsBytes(
          machine.realm.object('Uint8Array.prototype'),
          encodeText(machine, toText(machine, text ?? ''), 'utf8'),
        ),
    },
  },
  TextDecoder: {
    constructs: true,
    call: (machine, _, __, newTarget) =>
      new JsObject(machine.prototypeFor(newTarget, 'TextDecoder.prototype')),
    links: { prototype: 'TextDecoder.prototype' },
  },
  'TextDecoder.prototype': {
    links: { constructor: 'TextDecoder' },
    methods: {
      decode: (machine, _, [bytes]) =>
        bytes instanceof JsBytes ? decodeBytes(machine, bytes.bytes, 'utf8') : '',
    },
  },
  atob: {
    call: (machine, _, [text]) => binary(encodeText(machine, toText(machine, text), 'base64')),
  },
  btoa: { call: (machine, _, [text]) => btoa(paid(machine, toText(machine, text))) },
};
