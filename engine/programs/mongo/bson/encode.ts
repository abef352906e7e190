import { encode } from '../../../shell/commands/bytes.ts';
import { MongoError } from '../errors.ts';
import {
  Binary,
  BsonDate,
  Code,
  Decimal,
  type Document,
  isDocument,
  isList,
  ObjectId,
  Regex,
  Timestamp,
  type Value,
} from './values.ts';

const DEPTH_MAX = 100;

const scratch = new DataView(new ArrayBuffer(8));
const eight = (): string => String.fromCharCode(...new Uint8Array(scratch.buffer));

function int32(value: number): string {
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);
}

function double(value: number): string {
  scratch.setFloat64(0, value, true);
  return eight();
}

function int64(value: bigint): string {
  scratch.setBigInt64(0, value, true);
  return eight();
}

const name = (text: string): string => `${encode(text).replaceAll('\0', '')}\0`;

function string(text: string): string {
  const bytes = encode(text);
  return `${int32(bytes.length + 1)}${bytes}\0`;
}

/** A document as its bytes, one character each. */
export function documentText(document: Document, depth = 0): string {
  return elements([...document], depth);
}

function elements(fields: readonly (readonly [string, Value])[], depth: number): string {
  if (depth > DEPTH_MAX) throw new MongoError('Overflow', 'BSONObj exceeded maximum nested object depth');
  const parts: string[] = [];
  for (const [key, value] of fields) if (value !== undefined) parts.push(element(key, value, depth));
  const body = parts.join('');
  return `${int32(body.length + 5)}${body}\0`;
}

function element(key: string, value: Value, depth: number): string {
  const [type, text] = typed(value, depth);
  return String.fromCharCode(type) + name(key) + text;
}

function typed(value: Value, depth: number): [type: number, text: string] {
  if (value === null || value === undefined) return [0x0a, ''];
  if (typeof value === 'boolean') return [0x08, value ? '\x01' : '\0'];
  if (typeof value === 'number') {
    const isInt = Number.isInteger(value) && Math.abs(value) <= 0x7fffffff && !Object.is(value, -0);
    return isInt ? [0x10, int32(value)] : [0x01, double(value)];
  }
  if (typeof value === 'bigint') return [0x12, int64(value)];
  if (typeof value === 'string') return [0x02, string(value)];
  if (isList(value)) {
    const fields = value.map((item, index): [string, Value] => [String(index), item ?? null]);
    return [0x04, elements(fields, depth + 1)];
  }
  if (isDocument(value)) return [0x03, documentText(value, depth + 1)];
  if (value instanceof ObjectId)
    return [
      0x07,
      (value.hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''),
    ];
  if (value instanceof BsonDate) return [0x09, int64(BigInt(Math.trunc(value.ms)))];
  if (value instanceof Regex) return [0x0b, name(value.pattern) + name(value.flags)];
  if (value instanceof Binary)
    return [0x05, int32(value.bytes.length) + String.fromCharCode(value.subtype) + value.bytes];
  if (value instanceof Timestamp) return [0x11, int32(value.increment) + int32(value.seconds)];
  if (value instanceof Decimal) return [0x13, value.bytes];
  if (value instanceof Code) return [0x0d, string(value.text)];
  return [value.sign < 0 ? 0xff : 0x7f, ''];
}
