import { mariadbWords, mysqlWords, type SqlError } from '../errors.ts';
import type { OutColumn } from '../run/scope.ts';
import { showMysqlValue, utf8 } from '../values/output.ts';
import { fieldsOf } from '../values/times.ts';
import { type SqlType, TEXT } from '../values/types.ts';
import { DAY, type Row, type Value } from '../values/value.ts';

/** A bit of the status that ends an answer. */
export const AUTOCOMMIT = 2;

/** Integers as MySQL has them: little-endian, one character a byte. */
export function int(value: number, bytes: number): string {
  let text = '';
  let rest = value;
  for (let count = 0; count < bytes; count++) {
    text += String.fromCharCode(rest % 256);
    rest = Math.floor(rest / 256);
  }
  return text;
}

export function readInt(text: string, at: number, bytes: number): number {
  let value = 0;
  for (let count = bytes - 1; count >= 0; count--) value = value * 256 + (text.charCodeAt(at + count) || 0);
  return value;
}

export function lengthCoded(value: number): string {
  if (value < 251) return int(value, 1);
  if (value < 65_536) return `\xfc${int(value, 2)}`;
  return value < 16_777_216 ? `\xfd${int(value, 3)}` : `\xfe${int(value, 8)}`;
}

/** @returns the number and where what follows begins */
export function readLength(text: string, at: number): readonly [value: number, next: number] {
  const first = text.charCodeAt(at);
  const size = first === 0xfc ? 2 : first === 0xfd ? 3 : first === 0xfe ? 8 : 0;
  return size === 0 ? [first, at + 1] : [readInt(text, at + 1, size), at + 1 + size];
}

const string = (text: string): string => lengthCoded(text.length) + text;

export function packet(sequence: number, body: string): string {
  return int(body.length, 3) + int(sequence & 255, 1) + body;
}

export function takePacket(input: string): { sequence: number; body: string; size: number } | undefined {
  if (input.length < 4) return undefined;
  const length = readInt(input, 0, 3);
  if (input.length < 4 + length) return undefined;
  return { sequence: input.charCodeAt(3), body: input.slice(4, 4 + length), size: 4 + length };
}

export function okBody(
  affected: number,
  insertId: bigint,
  status: number,
  warnings: number,
  info = '',
): string {
  return `\0${lengthCoded(affected)}${lengthCoded(Number(insertId))}${int(status, 2)}${int(warnings, 2)}${info === '' ? '' : string(utf8(info))}`;
}

export const eofBody = (status: number, warnings = 0): string =>
  `\xfe${int(Math.min(warnings, 65_535), 2)}${int(status, 2)}`;

export function errorBody(error: SqlError, mariadb = false): string {
  const { code, state, message } = mariadb ? mariadbWords(error) : mysqlWords(error);
  return `\xff${int(code, 2)}#${state}${utf8(message)}`;
}

export function problemBody(code: number, state: string, words: string): string {
  return `\xff${int(code, 2)}#${state}${utf8(words)}`;
}

const codes: Readonly<Record<string, number>> = {
  bool: 8,
  int2: 2,
  int4: 3,
  int8: 8,
  oid: 3,
  float4: 4,
  float8: 5,
  numeric: 246,
  date: 10,
  time: 11,
  timestamp: 12,
  timestamptz: 12,
  json: 245,
  jsonb: 245,
  bytea: 252,
  text: 252,
  bpchar: 254,
  enum: 254,
};

function typeCode(type: SqlType): number {
  const word = type.shown?.split(/[ (]/)[0] ?? '';
  if (word === 'tinyint') return 1;
  if (word === 'timestamp') return 7;
  return word === 'year' ? 13 : word === 'mediumint' ? 9 : (codes[type.base] ?? 253);
}

export function columnBody({ name, type, table = '', schema = '', notNull }: OutColumn): string {
  const code = typeCode(type);
  const number = [1, 2, 3, 4, 5, 8, 9, 13, 246].includes(code);
  const text = (words: string) => string(utf8(words));
  const flags =
    (notNull === true ? 1 : 0) +
    (number ? 32_768 : 0) +
    (type.unsigned === true ? 32 : 0) +
    (code === 252 && type.base === 'bytea' ? 128 : 0);
  const facts =
    int(number || type.base === 'bytea' ? 63 : 255, 2) +
    int(type.length ?? 1024, 4) +
    int(code, 1) +
    int(flags, 2) +
    int(type.scale ?? (code === 5 ? 31 : 0), 1);
  return `${text('def')}${text(schema)}${text(table)}${text(table)}${text(name)}${text(name)}\x0c${facts}\0\0`;
}

export function textRow(columns: readonly OutColumn[], row: Row): string {
  return columns
    .map(({ type }, index) => {
      const value = row[index] ?? null;
      return value === null
        ? '\xfb'
        : string(type.base === 'bytea' ? String(value) : utf8(showMysqlValue(type, value)));
    })
    .join('');
}

export function binaryRow(columns: readonly OutColumn[], row: Row): string {
  const bits = new Uint8Array(Math.floor((columns.length + 9) / 8));
  const values = columns.map(({ type }, index) => {
    const value = row[index] ?? null;
    if (value !== null) return binaryValue(type, value);
    const bit = index + 2;
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
    return '';
  });
  return `\0${String.fromCharCode(...bits)}${values.join('')}`;
}

function binaryValue(type: SqlType, value: Exclude<Value, null>): string {
  const code = typeCode(type);
  const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 13: 2, 3: 4, 9: 4 };
  const size = sizes[code];
  if (size !== undefined) return int(((Number(value) % 256 ** size) + 256 ** size) % 256 ** size, size);
  if (code === 8) {
    const unsigned = BigInt.asUintN(64, BigInt(typeof value === 'boolean' ? Number(value) : String(value)));
    return int(Number(unsigned & 0xffffffffn), 4) + int(Number(unsigned >> 32n), 4);
  }
  if (code === 4 || code === 5) {
    const view = new DataView(new ArrayBuffer(8));
    if (code === 4) view.setFloat32(0, Number(value), true);
    else view.setFloat64(0, Number(value), true);
    return String.fromCharCode(...new Uint8Array(view.buffer, 0, code === 4 ? 4 : 8));
  }
  if ((code === 10 || code === 12 || code === 7) && typeof value === 'number') {
    const f = fieldsOf(code === 10 ? value * DAY : value);
    const date = int(f.year, 2) + int(f.month, 1) + int(f.day, 1);
    if (code === 10) return `\x04${date}`;
    return `\x0b${date}${int(f.hour, 1)}${int(f.minute, 1)}${int(f.second, 1)}${int(f.microsecond, 4)}`;
  }
  if (code === 11 && typeof value === 'number') {
    const f = fieldsOf(value);
    return `\x0c\0${int(0, 4)}${int(f.hour, 1)}${int(f.minute, 1)}${int(f.second, 1)}${int(f.microsecond, 4)}`;
  }
  return string(type.base === 'bytea' ? String(value) : utf8(showMysqlValue(type, value)));
}

/** A parameter of a prepared statement, as text; its type is the one that the statement asks for. */
export function readParameter(
  body: string,
  at: number,
  code: number,
): { text: string; next: number; type: SqlType } {
  const sized: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 4, 8: 8, 9: 4, 13: 2 };
  const size = sized[code & 127];
  if (size !== undefined) {
    let value = 0n;
    for (let count = size - 1; count >= 0; count--)
      value = (value << 8n) | BigInt(body.charCodeAt(at + count) || 0);
    return { text: String(BigInt.asIntN(size * 8, value)), next: at + size, type: { base: 'int8' } };
  }
  if (code === 4 || code === 5) {
    const bytes = Uint8Array.from(body.slice(at, at + (code === 4 ? 4 : 8)), (each) => each.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const value = code === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
    return { text: String(value), next: at + bytes.length, type: { base: 'float8' } };
  }
  if (code === 7 || code === 10 || code === 12) {
    const length = body.charCodeAt(at);
    const part = (offset: number, bytes: number) =>
      offset <= length ? readInt(body, at + offset, bytes) : 0;
    const pad = (value: number, width = 2) => String(value).padStart(width, '0');
    const date = `${pad(part(1, 2), 4)}-${pad(part(3, 1))}-${pad(part(4, 1))}`;
    const clock =
      length > 4
        ? ` ${pad(part(5, 1))}:${pad(part(6, 1))}:${pad(part(7, 1))}${length > 7 ? `.${pad(part(8, 4), 6)}` : ''}`
        : '';
    return { text: date + clock, next: at + 1 + length, type: TEXT };
  }
  const [length, start] = readLength(body, at);
  const type: SqlType = code >= 249 && code <= 252 ? { base: 'bytea' } : TEXT;
  return { text: body.slice(start, start + length), next: start + length, type };
}
