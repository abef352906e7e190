import { toInteger, toNumber } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsBytes } from '../../values/bytes.ts';
import type { NativeRun } from '../../values/functions.ts';
import type { Value } from '../../values/value.ts';

/** How numbers of a kind lie in bytes. */
export interface Form {
  readonly bytes: number;
  read(view: DataView, at: number, little: boolean): number | bigint;
  write(view: DataView, at: number, value: Value, little: boolean, machine: Machine): void;
  /** The least and the most that fit; undefined: anything does. */
  readonly range?: readonly [number, number];
}

function whole(bits: 8 | 16 | 32, signed: boolean): Form {
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const name = `${signed ? 'Int' : 'Uint'}${bits}` as const;
  return {
    bytes: bits / 8,
    range: [low, high],
    read: (view, at, little) => view[`get${name}`](at, little),
    write: (view, at, value, little, machine) => view[`set${name}`](at, toNumber(machine, value), little),
  };
}

const big = (signed: boolean): Form => ({
  bytes: 8,
  read: (view, at, little) => (signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little)),
  write: (view, at, value, little, machine) =>
    view.setBigUint64(
      at,
      BigInt.asUintN(
        64,
        typeof value === 'bigint' ? value : machine.throwError('TypeError', 'Cannot convert to a BigInt'),
      ),
      little,
    ),
});

export const forms: Readonly<Record<string, Form>> = {
  Int8: whole(8, true),
  UInt8: whole(8, false),
  Int16: whole(16, true),
  UInt16: whole(16, false),
  Int32: whole(32, true),
  UInt32: whole(32, false),
  BigInt64: big(true),
  BigUInt64: big(false),
  Float: {
    bytes: 4,
    read: (view, at, little) => view.getFloat32(at, little),
    write: (view, at, value, little, machine) => view.setFloat32(at, toNumber(machine, value), little),
  },
  Double: {
    bytes: 8,
    read: (view, at, little) => view.getFloat64(at, little),
    write: (view, at, value, little, machine) => view.setFloat64(at, toNumber(machine, value), little),
  },
};

function outOfRange(machine: Machine, what: string, range: string, value: Value): never {
  throw machine.realm.thrownCoded(
    'RangeError',
    'ERR_OUT_OF_RANGE',
    `The value of "${what}" is out of range. It must be ${range}. Received ${machine.runtime.shown(value)}`,
  );
}

function place(
  machine: Machine,
  self: Value,
  given: Value,
  width: number,
): { readonly view: DataView; readonly at: number } {
  if (!(self instanceof JsBytes)) return machine.throwError('TypeError', 'argument must be a buffer');
  const { bytes } = self;
  const at = toInteger(machine, given);
  if (bytes.length < width)
    throw machine.realm.thrownCoded(
      'RangeError',
      'ERR_BUFFER_OUT_OF_BOUNDS',
      'Attempt to access memory outside buffer bounds',
    );
  if (at < 0 || at + width > bytes.length)
    outOfRange(machine, 'offset', `>= 0 and <= ${bytes.length - width}`, given);
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at };
}

function pair(form: Form, little: boolean): readonly [NativeRun, NativeRun] {
  return [
    (machine, self, [given]) => {
      const { view, at } = place(machine, self, given, form.bytes);
      return form.read(view, at, little);
    },
    (machine, self, [value, given]) => {
      const { view, at } = place(machine, self, given, form.bytes);
      const [low, high] = form.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      if (form.range !== undefined && (toNumber(machine, value) < low || toNumber(machine, value) > high))
        outOfRange(machine, 'value', `>= ${low} and <= ${high}`, value);
      form.write(view, at, value, little, machine);
      if (self instanceof JsBytes) self.written();
      return at + form.bytes;
    },
  ];
}

/** readUInt16BE and all its kin. */
export const bufferNumbers: Readonly<Record<string, NativeRun>> = Object.fromEntries(
  Object.entries(forms).flatMap(([name, form]) =>
    (form.bytes === 1 ? [''] : ['LE', 'BE']).flatMap((order) => {
      const [read, write] = pair(form, order === 'LE');
      const names = [name, name.replace('UInt', 'Uint')].map((each) => each + order);
      return names.flatMap((each): [string, NativeRun][] => [
        [`read${each}`, read],
        [`write${each}`, write],
      ]);
    }),
  ),
);

/** Methods of buffers that are made of others, in JavaScript. */
export const bufferSource = `({
  compare(other) { return Buffer.compare(this, other); },
  fill(value, start, end, encoding) {
    if (typeof start === 'string') { encoding = start; start = 0; end = this.length; }
    const from = start ?? 0;
    const to = Math.min(end ?? this.length, this.length);
    const bytes = typeof value === 'string' ? Buffer.from(value, encoding) : typeof value === 'number' || typeof value === 'boolean' ? [value & 255] : value;
    if (bytes.length === 0) { for (let at = from; at < to; at++) this[at] = 0; return this; }
    for (let at = from; at < to; at++) this[at] = bytes[(at - from) % bytes.length];
    return this;
  },
  lastIndexOf(value, from, encoding) {
    const bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, encoding);
    for (let at = Math.min(from ?? this.length, this.length - bytes.length); at >= 0; at--) if (this.subarray(at, at + bytes.length).equals(bytes)) return at;
    return -1;
  },
  reverse() { for (let low = 0, high = this.length - 1; low < high; low++, high--) { const kept = this[low]; this[low] = this[high]; this[high] = kept; } return this; },
  swap16() { for (let at = 0; at + 1 < this.length; at += 2) { const kept = this[at]; this[at] = this[at + 1]; this[at + 1] = kept; } return this; },
  readUIntBE(at, count) { let made = 0; for (let index = 0; index < count; index++) made = made * 256 + this[at + index]; return made; },
  readUIntLE(at, count) { let made = 0; for (let index = count - 1; index >= 0; index--) made = made * 256 + this[at + index]; return made; },
  writeUIntBE(value, at, count) { for (let index = count - 1; index >= 0; index--) { this[at + index] = value % 256; value = Math.floor(value / 256); } return at + count; },
  writeUIntLE(value, at, count) { for (let index = 0; index < count; index++) { this[at + index] = value % 256; value = Math.floor(value / 256); } return at + count; },
})`;
