import { toInteger, toText } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsArray } from '../../values/array.ts';
import { alone, JsBytes } from '../../values/bytes.ts';
import { JsObject } from '../../values/object.ts';
import type { Value } from '../../values/value.ts';
import { encodeText } from './encodings.ts';

/** Bytes of one buffer. */
const BUFFER_MAX = 16_777_216;

/** A Buffer with these bytes. */
export function newBytes(machine: Machine, bytes: Uint8Array): JsBytes {
  machine.charge(bytes.length >> 7);
  if (bytes.length > BUFFER_MAX)
    machine.throwError('RangeError', 'buffers this large are not part of the simulation');
  return new JsBytes(machine.realm.object('Buffer.prototype'), alone(bytes));
}

/** The host's buffer in an ArrayBuffer of the program's. */
export function storeOf(value: Value): ArrayBuffer | undefined {
  return value instanceof JsObject && value.inner instanceof ArrayBuffer ? value.inner : undefined;
}

/** Bytes of a value that has some: a buffer, or text. */
export function bytesFrom(machine: Machine, value: Value, encoding: Value = undefined): Uint8Array {
  if (value instanceof JsBytes) return value.bytes;
  if (typeof value === 'string')
    return encodeText(machine, value, encoding === undefined ? 'utf8' : toText(machine, encoding));
  if (value instanceof JsArray) {
    machine.charge(value.items.length);
    return Uint8Array.from(value.items, (item) => toInteger(machine, item) & 255);
  }
  const store = storeOf(value);
  if (store !== undefined) return new Uint8Array(store);
  if (value instanceof JsObject && value.inner instanceof JsBytes) return value.inner.bytes;
  const received = machine.callSync(machine.realm.object('$received'), undefined, [value]);
  throw machine.realm.thrownCoded(
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received ${String(received)}`,
  );
}

/** The bytes of what has to be a buffer. */
export function own(machine: Machine, self: Value): Uint8Array {
  return self instanceof JsBytes ? self.bytes : machine.throwError('TypeError', 'argument must be a buffer');
}

/** A buffer's size in bytes, as it was given. */
export function size(machine: Machine, value: Value): number {
  const count = toInteger(machine, value);
  if (count < 0 || count > BUFFER_MAX)
    throw machine.realm.thrownCoded(
      'RangeError',
      'ERR_OUT_OF_RANGE',
      `The value of "size" is out of range. It must be >= 0 && <= ${BUFFER_MAX}. Received ${count}`,
    );
  return count;
}
