import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { parseValue } from '../values/input.ts';
import { hexOf, showValue, utf8 } from '../values/output.ts';
import { oidOf, type SqlType, typeOfOid } from '../values/types.ts';
import { DAY, Decimal, decimalOf, Interval, numberOf, type Value } from '../values/value.ts';
import { int16, int32, readInt16, readInt32 } from './integers.ts';

/** 2000-01-01, from which PostgreSQL counts, since 1970. */
const EPOCH_DAYS = 10_957;
const EPOCH = EPOCH_DAYS * DAY;

interface Form {
  write(value: Exclude<Value, null>): string;
  read(bytes: string): Value;
}

function int64(value: bigint): string {
  const bits = BigInt.asUintN(64, value);
  return int32(Number(bits >> 32n)) + int32(Number(bits & 0xffffffffn));
}

function readInt64(bytes: string, at = 0): bigint {
  const [high, low] = [readInt32(bytes, at) >>> 0, readInt32(bytes, at + 4) >>> 0];
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
}

function float(bytes: 4 | 8): Form {
  const view = new DataView(new ArrayBuffer(8));
  return {
    write(value) {
      if (bytes === 4) view.setFloat32(0, numberOf(value));
      else view.setFloat64(0, numberOf(value));
      return int32(view.getUint32(0)) + (bytes === 4 ? '' : int32(view.getUint32(4)));
    },
    read(text) {
      view.setInt32(0, readInt32(text, 0));
      view.setInt32(4, bytes === 4 ? 0 : readInt32(text, 4));
      return bytes === 4 ? Number(view.getFloat32(0).toPrecision(7)) : view.getFloat64(0);
    },
  };
}

const micro = (epoch: number): Form => ({
  write: (value) => int64(BigInt(numberOf(value) - epoch)),
  read: (bytes) => Number(readInt64(bytes)) + epoch,
});

const small: Form = {
  write: (value) => int16(Number(value)),
  read: (bytes) => (readInt16(bytes, 0) << 16) >> 16,
};
const whole: Form = { write: (value) => int32(Number(value)), read: (bytes) => readInt32(bytes, 0) };

/** Digits to the base of ten thousand: how many, the first one's weight, the sign, digits after the point. */
const numeric: Form = {
  write(value) {
    const { units, scale } = decimalOf(value);
    const digits = String(units < 0n ? -units : units);
    const padded = digits + '0'.repeat((4 - (scale % 4)) % 4);
    const groups = padded.padStart(Math.ceil(padded.length / 4) * 4, '0').match(/.{4}/g) ?? [];
    const weight = groups.length - 1 - Math.ceil(scale / 4);
    const list = groups.map((group) => int16(Number(group))).join('');
    return int16(groups.length) + int16(weight) + int16(units < 0n ? 0x4000 : 0) + int16(scale) + list;
  },
  read(bytes) {
    const [count, weight, sign, scale] = [0, 2, 4, 6].map((at) => readInt16(bytes, at));
    const first = ((weight ?? 0) << 16) >> 16;
    if (sign === 0xc000) return Number.NaN;
    let units = 0n;
    for (let index = 0; index < Math.min(count ?? 0, 500); index++)
      units = units * 10_000n + BigInt(readInt16(bytes, 8 + index * 2));
    const made = new Decimal(sign === 0x4000 ? -units : units, 0);
    const exponent = (first - (count ?? 0) + 1) * 4;
    return (Decimal.parse(`${made}e${exponent}`) ?? Decimal.of(0)).round(scale ?? 0);
  },
};

/** Types whose binary form isn't their text. */
const forms: Readonly<Record<string, Form>> = {
  bool: { write: (value) => (value === true ? '\x01' : '\0'), read: (bytes) => bytes !== '\0' },
  int2: small,
  int4: whole,
  oid: whole,
  int8: { write: (value) => int64(BigInt(String(value))), read: (bytes) => readInt64(bytes) },
  float4: float(4),
  float8: float(8),
  numeric,
  date: {
    write: (value) => int32(numberOf(value) - EPOCH_DAYS),
    read: (bytes) => readInt32(bytes, 0) + EPOCH_DAYS,
  },
  time: micro(0),
  timestamp: micro(EPOCH),
  timestamptz: micro(EPOCH),
  interval: {
    write: (value) =>
      value instanceof Interval
        ? int64(BigInt(value.microseconds)) + int32(value.days) + int32(value.months)
        : '',
    read: (bytes) => new Interval(readInt32(bytes, 12), readInt32(bytes, 8), Number(readInt64(bytes))),
  },
  uuid: {
    write: (value) =>
      String(value)
        .replaceAll('-', '')
        .replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))),
    read: (bytes) => hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  },
  bytea: { write: String, read: (bytes) => bytes },
  jsonb: { write: (value) => `\x01${utf8(String(value))}`, read: (bytes) => decode(bytes.slice(1)) },
};

/** A value in the binary form of its type. Null never comes here. */
export function binaryOf(type: SqlType, value: Exclude<Value, null>): string {
  if (type.array === true && Array.isArray(value)) return binaryList({ ...type, array: false }, value);
  const form = type.array === true ? undefined : forms[type.base];
  return form === undefined ? utf8(showValue(type, value)) : form.write(value);
}

function binaryList(type: SqlType, items: readonly Value[]): string {
  const head = int32(items.length === 0 ? 0 : 1) + int32(items.includes(null) ? 1 : 0) + int32(oidOf(type));
  if (items.length === 0) return head;
  const parts = items.map((item) => {
    if (item === null) return int32(-1);
    const bytes = binaryOf(type, item);
    return int32(bytes.length) + bytes;
  });
  return head + int32(items.length) + int32(1) + parts.join('');
}

/** What a client has sent in the binary form of a type. @throws SqlError where it can't be read */
export function valueOfBinary(type: SqlType, bytes: string, nowMs: number): Value {
  if (type.array === true) return readList(type, bytes, nowMs);
  const form = forms[type.base];
  if (form === undefined) return parseValue(type, decode(bytes), nowMs);
  const value = form.read(bytes);
  return type.base === 'jsonb' ? parseValue(type, String(value), nowMs) : value;
}

function readList(type: SqlType, bytes: string, nowMs: number): Value {
  if (readInt32(bytes, 0) === 0) return [];
  const count = readInt32(bytes, 12);
  if (count < 0 || count * 4 > bytes.length) throw new SqlError('badArgument', { words: 'invalid array' });
  const element = typeOfOid(readInt32(bytes, 8)) ?? { ...type, array: false };
  let at = 20;
  return Array.from({ length: count }, () => {
    const length = readInt32(bytes, at);
    at += 4;
    if (length < 0) return null;
    const item = bytes.slice(at, at + length);
    at += length;
    return valueOfBinary(element, item, nowMs);
  });
}
