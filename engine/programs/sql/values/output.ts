import { binary } from '../../../shell/commands/bytes.ts';
import { showDate, showInterval, showTime, showTimestamp } from './times.ts';
import type { SqlType } from './types.ts';
import { Decimal, Interval, type Value } from './value.ts';

/** A value as PostgreSQL sends it as text. Null never comes here. */
export function showValue(type: SqlType, value: Value): string {
  if (Array.isArray(value)) return showArray(type, value);
  if (typeof value === 'boolean')
    return type.base === 'text' || type.base === 'varchar' ? String(value) : value ? 't' : 'f';
  if (value instanceof Interval) return showInterval(value);
  if (typeof value === 'number') return showNumber(type, value);
  if (type.base === 'bytea' && typeof value === 'string') return `\\x${hexOf(value)}`;
  return String(value);
}

export function hexOf(bytes: string): string {
  return Array.from(bytes, (each) => each.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function showNumber(type: SqlType, value: number): string {
  switch (type.base) {
    case 'date':
      return showDate(value);
    case 'time':
      return showTime(value);
    case 'timestamp':
      return showTimestamp(value);
    case 'timestamptz':
      return `${showTimestamp(value)}+00`;
    case 'float4':
    case 'float8':
      return showFloat(value);
    default:
      return String(value);
  }
}

function showFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

function showArray(type: SqlType, items: readonly Value[]): string {
  const element: SqlType = { ...type, array: false };
  const shown = items.map((item) => {
    if (item === null) return 'NULL';
    const text = showValue(element, item);
    return text === '' || /[\s,"\\{}]|^null$/i.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
  });
  return `{${shown.join(',')}}`;
}

/** A value as MySQL sends it as text. */
export function showMysqlValue(type: SqlType, value: Value): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') {
    const places = type.shown === undefined && type.length === undefined ? undefined : (type.length ?? 0);
    if (type.base === 'timestamp' || type.base === 'timestamptz') return showTimestamp(value, places);
    if (type.base === 'time') return showTime(value, places);
    if (type.base === 'date') return showDate(value);
    return showMysqlFloat(value);
  }
  if (value instanceof Interval) return showInterval(value);
  return Array.isArray(value) ? showArray(type, value) : String(value);
}

function showMysqlFloat(value: number): string {
  const size = Math.abs(value);
  return size < 1e15 && (size >= 1e-5 || size === 0)
    ? String(value)
    : value.toExponential().replace('e+', 'e');
}

/** Values as they are kept in files. Each type knows how to read them again. */
export type Stored = null | boolean | number | string | readonly Stored[];

export function stored(value: Value): Stored {
  if (typeof value === 'bigint' || value instanceof Decimal) return String(value);
  if (value instanceof Interval) return [value.months, value.days, value.microseconds];
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(stored);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  throw new Error('every value is one of these');
}

export function restored(type: SqlType, value: Stored): Value {
  if (value === null) return null;
  if (type.array === true) {
    const list: readonly Stored[] = Array.isArray(value) ? value : [];
    return list.map((item) => restored({ ...type, array: false }, item));
  }
  if (type.base === 'int8') return BigInt(String(value));
  if (type.base === 'numeric') return Decimal.parse(String(value)) ?? new Decimal(0n, 0);
  if (type.base === 'interval' && Array.isArray(value)) {
    const [months, days, microseconds] = value;
    return new Interval(Number(months), Number(days), Number(microseconds));
  }
  if ((type.base === 'float8' || type.base === 'float4') && typeof value === 'string') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const encoder = new TextEncoder();
/** Text as bytes of UTF-8, one character each. */
export function utf8(text: string): string {
  return binary(encoder.encode(text));
}
