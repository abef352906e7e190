import { integerArgument, numberArgument, textArgument } from '../builtins/given.ts';
import { bytesOf, textOf } from '../builtins/repeated.ts';
import { raiseError } from '../machine/exceptions.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, float, is, tuple, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';

/** Bytes of one structure. */
const STRUCTURE_MAX = 262_144;

/** Sizes of types in the native order, and in the standard ones where they differ. */
const SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  P: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};
const STANDARD: Readonly<Record<string, number>> = { l: 4, L: 4 };

/** As errors call them. */
const NAMES: Readonly<Record<string, string>> = { b: 'byte', B: 'ubyte', h: 'short', H: 'ushort' };

interface Item {
  readonly code: string;
  readonly count: number;
  readonly size: number;
  /** Where it begins. */
  readonly at: number;
}

interface Layout {
  readonly items: readonly Item[];
  readonly size: number;
  readonly little: boolean;
}

function failed(words: string): never {
  throw raiseError('ValueError', [words], [['__struct__', true]]);
}

/** Lays a format out: `<I4s2H`. */
function layoutOf(format: string): Layout {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? '@';
  const isNative = order === '@';
  const items: Item[] = [];
  let at = 0;
  const rest = format.replace(/^[@=<>!]/, '').replace(/\s/g, '');
  const pattern = /(\d*)(.)/gy;
  for (let found = pattern.exec(rest); found !== null; found = pattern.exec(rest)) {
    const [, digits = '', code = ''] = found;
    const unit = (isNative ? undefined : STANDARD[code]) ?? SIZES[code];
    if (unit === undefined || (!isNative && 'nNP'.includes(code))) failed('bad char in struct format');
    const count = digits === '' ? 1 : Number(digits);
    if (count > STRUCTURE_MAX) failed('total struct size too long');
    if (isNative) at = Math.ceil(at / unit) * unit;
    items.push({ code, count, size: unit, at });
    at += unit * count;
    if (at > STRUCTURE_MAX) failed('total struct size too long');
  }
  if (/\d$/.test(rest)) failed('repeat count given without format specifier');
  return { items, size: at, little: order !== '>' && order !== '!' };
}

function valuesOf({ items }: Layout): number {
  let count = 0;
  for (const { code, count: times } of items) count += code === 'x' ? 0 : 'sp'.includes(code) ? 1 : times;
  return count;
}

function whole(value: Value, code: string, size: number): bigint {
  const own = plain(value);
  if (typeof own !== 'number' && typeof own !== 'bigint' && typeof own !== 'boolean')
    failed('required argument is not an integer');
  const given = BigInt(own);
  const bits = BigInt(size * 8);
  const isSigned = code === code.toLowerCase();
  const low = isSigned ? -(1n << (bits - 1n)) : 0n;
  const high = isSigned ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (given < low || given > high) {
    if (size === 8 || given >= 1n << 64n || given < -(1n << 63n)) failed('argument out of range');
    failed(`${NAMES[code] ?? `'${code}'`} format requires ${low} <= number <= ${high}`);
  }
  return BigInt.asUintN(size * 8, given);
}

function write(
  machine: Machine,
  view: DataView,
  at: number,
  little: boolean,
  item: Item,
  value: Value,
): void {
  const { code, size } = item;
  if (code === 'c') {
    const raw = bytesOf(machine, value);
    if (raw?.length !== 1) failed('char format requires a bytes object of length 1');
    view.setUint8(at, raw.charCodeAt(0));
  } else if (code === '?') view.setUint8(at, machine.truth(value) ? 1 : 0);
  else if (code === 'd') view.setFloat64(at, numberArgument(machine, value), little);
  else if (code === 'f') view.setFloat32(at, numberArgument(machine, value), little);
  else if (code === 'e') failed('half precision floats are not part of the simulation');
  else {
    const bits = whole(value, code, size);
    for (let index = 0; index < size; index++) {
      const place = little ? index : size - 1 - index;
      view.setUint8(at + place, Number((bits >> BigInt(index * 8)) & 255n));
    }
  }
}

function read(view: DataView, at: number, little: boolean, { code, size }: Item): Value {
  if (code === 'c') return bytes(String.fromCharCode(view.getUint8(at)));
  if (code === '?') return view.getUint8(at) !== 0;
  if (code === 'd') return float(view.getFloat64(at, little));
  if (code === 'f') return float(view.getFloat32(at, little));
  if (code === 'e') return failed('half precision floats are not part of the simulation');
  let bits = 0n;
  for (let index = 0; index < size; index++)
    bits = (bits << 8n) | BigInt(view.getUint8(at + (little ? size - 1 - index : index)));
  return narrowed(code === code.toLowerCase() ? BigInt.asIntN(size * 8, bits) : bits);
}

function packed(machine: Machine, format: string, values: readonly Value[]): Value {
  const layout = layoutOf(format);
  const wanted = valuesOf(layout);
  if (values.length !== wanted) failed(`pack expected ${wanted} items for packing (got ${values.length})`);
  machine.allocate(layout.size);
  machine.work(layout.size >> 1);
  const made = new Uint8Array(layout.size);
  const view = new DataView(made.buffer);
  let next = 0;
  for (const item of layout.items) {
    if (item.code === 'x') continue;
    if (item.code === 's' || item.code === 'p') {
      const raw = bytesOf(machine, values[next++]);
      if (raw === undefined) failed(`argument for '${item.code}' must be a bytes object`);
      const start = item.code === 'p' ? 1 : 0;
      const part = raw.slice(0, Math.max(0, item.count - start));
      if (item.code === 'p' && item.count > 0) made[item.at] = Math.min(255, part.length);
      for (let index = 0; index < part.length; index++)
        made[item.at + start + index] = part.charCodeAt(index);
      continue;
    }
    for (let index = 0; index < item.count; index++)
      write(machine, view, item.at + index * item.size, layout.little, item, values[next++] ?? null);
  }
  return bytes(text(made));
}

function text(from: Uint8Array): string {
  let made = '';
  for (const byte of from) made += String.fromCharCode(byte);
  return made;
}

function unpacked(machine: Machine, format: string, raw: string): Value {
  const layout = layoutOf(format);
  if (raw.length !== layout.size) failed(`unpack requires a buffer of ${layout.size} bytes`);
  machine.work(layout.size >> 1);
  const from = Uint8Array.from(raw, (each) => each.charCodeAt(0));
  const view = new DataView(from.buffer);
  const values: Value[] = [];
  for (const item of layout.items) {
    if (item.code === 'x') continue;
    if (item.code === 's') values.push(bytes(raw.slice(item.at, item.at + item.count)));
    else if (item.code === 'p') {
      const length = Math.min(item.count - 1, raw.charCodeAt(item.at));
      values.push(bytes(raw.slice(item.at + 1, item.at + 1 + length)));
    } else
      for (let index = 0; index < item.count; index++)
        values.push(read(view, item.at + index * item.size, layout.little, item));
  }
  machine.allocate(values.length * 32);
  return tuple(values);
}

function formatGiven(machine: Machine, value: Value | undefined): string {
  return textOf(machine, value) ?? bytesOf(machine, value) ?? textArgument(machine, value);
}

export const structNatives = natives('_struct.', {
  pack: (machine, [format, values]) =>
    packed(machine, formatGiven(machine, format), is(values, 'tuple') ? values.items : []),
  unpack: (machine, [format, data]) => {
    const raw = bytesOf(machine, data);
    if (raw === undefined)
      throw machine.error(
        'TypeError',
        `a bytes-like object is required, not '${machine.typeName(data ?? null)}'`,
      );
    return unpacked(machine, formatGiven(machine, format), raw);
  },
  size: (machine, [format]) => layoutOf(formatGiven(machine, format)).size,
  /** How many values a format has. */
  count: (machine, [format]) => integerArgument(machine, valuesOf(layoutOf(formatGiven(machine, format)))),
});
