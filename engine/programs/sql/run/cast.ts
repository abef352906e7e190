import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { fitted, float, integer, parseValue } from '../values/input.ts';
import { parseJson, showJson } from '../values/json.ts';
import { showMysqlValue, showValue, utf8 } from '../values/output.ts';
import { fieldsOf } from '../values/times.ts';
import { BOOL, categoryOf, isFloat, isInteger, type SqlType, TEXT, titleOf } from '../values/types.ts';
import { DAY, Decimal, decimalOf, Interval, numberOf, type Value } from '../values/value.ts';
import { type Environment, warn } from './environment.ts';
import { asRelation, relationNumber } from './relation-names.ts';
import type { Compiled } from './scope.ts';

/** Turns an expression into one of a type. A literal is read as that type, as if it had been written so. */
export function castTo(env: Environment, from: Compiled, type: SqlType, explicit = false): Compiled {
  if (type.base === 'regclass' && type.array !== true && from.parameter === undefined)
    return asRelation(env, from, type);
  if (from.type.base === 'regclass' && isInteger(type)) return { ...relationNumber(env, from), type };
  if (from.literal !== undefined && !env.mysql) {
    const value = parseValue(explicit ? uncut(type) : type, from.literal, env.nowMs);
    const cut = explicit ? fitted(type, value, true) : value;
    return { type, get: () => cut, subs: [] };
  }
  if (from.parameter !== undefined) {
    env.parameterTypes[from.parameter - 1] ??= type;
    return {
      type,
      subs: [],
      get: () =>
        convert(env, env.parameterTypes[(from.parameter ?? 1) - 1] ?? TEXT, type, from.get(), explicit),
    };
  }
  if (sameType(from.type, type)) return { ...from, type };
  if (!env.mysql) checkCast(from.type, type);
  return { type, subs: from.subs, get: () => convert(env, from.type, type, from.get(), explicit) };
}

function uncut(type: SqlType): SqlType {
  return type.base === 'varchar' || type.base === 'bpchar' ? { base: type.base } : type;
}

function sameType(a: SqlType, b: SqlType): boolean {
  return (
    a.base === b.base &&
    a.array === b.array &&
    (b.length === undefined || (a.length === b.length && a.scale === b.scale)) &&
    b.base !== 'enum' &&
    b.shown === undefined
  );
}

function checkCast(from: SqlType, to: SqlType): void {
  const [a, b] = [categoryOf(from), categoryOf(to)];
  const fine =
    a === b ||
    a === 'unknown' ||
    a === 'text' ||
    b === 'text' ||
    (a === 'bool' && to.base === 'int4') ||
    (b === 'bool' && from.base === 'int4') ||
    (a === 'time' && b === 'interval') ||
    (a === 'interval' && to.base === 'time') ||
    (a === 'json' && (b === 'number' || b === 'bool')) ||
    to.base === 'enum' ||
    a === 'other' ||
    b === 'other';
  if (!fine) throw new SqlError('cannotCast', { from: titleOf(from), to: titleOf(to) });
}

/** @throws SqlError where the value can't be one of that type */
export function convert(env: Environment, from: SqlType, to: SqlType, value: Value, explicit = false): Value {
  if (value === null) return null;
  const category = categoryOf(to);
  if (to.array === true) return typeof value === 'string' ? parseValue(to, value, env.nowMs) : value;
  if (to.base === 'bytea' && typeof value === 'string' && from.base !== 'bytea')
    return fitted(to, env.mysql ? utf8(value) : parseValue(to, value, env.nowMs), explicit);
  if (category === 'text' || to.base === 'enum' || to.base === 'bytea') {
    const text =
      env.mysql && from.base === 'bytea' && to.base !== 'bytea' ? decode(String(value)) : undefined;
    return fitted(to, text ?? textOf(env, from, value), explicit);
  }
  if (category === 'bool') return toBool(env, from, value);
  if (env.mysql && category === 'number') return mysqlNumber(env, from, to, value, explicit);
  if (typeof value === 'string' && (categoryOf(from) !== 'json' || category !== 'json')) {
    return readText(env, from, to, value, explicit);
  }
  if (category === 'number') return toNumber(to, value);
  if (category === 'time') return toTime(env, from, to, value);
  if (to.base === 'interval') return typeof value === 'number' ? new Interval(0, 0, value) : value;
  if (to.base === 'jsonb' && typeof value === 'string') return showJson(parseJson(value));
  if (category === 'json')
    return typeof value === 'string' ? value : showJson(parseJson(textOf(env, from, value)));
  return value;
}

function readText(env: Environment, from: SqlType, to: SqlType, value: string, explicit: boolean): Value {
  const text = from.base === 'jsonb' ? value.replace(/^"(.*)"$/, '$1') : value;
  try {
    return parseValue(to, text, env.nowMs);
  } catch (error) {
    if (env.mysql && explicit && error instanceof SqlError) return null;
    throw error;
  }
}

export function textOf(env: Environment, type: SqlType, value: Value): string {
  if (typeof value === 'string' && type.base !== 'bytea')
    return type.base === 'bpchar' ? value.trimEnd() : value;
  if (typeof value === 'boolean' && !env.mysql) return value ? 'true' : 'false';
  return env.mysql ? showMysqlValue(type, value) : showValue(type, value);
}

function toBool(env: Environment, from: SqlType, value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (env.mysql) return leading(value) !== 0;
    const read = parseValue(BOOL, value, env.nowMs);
    return read === true;
  }
  return categoryOf(from) === 'interval' ? true : numberOf(value) !== 0;
}

function toNumber(to: SqlType, value: Value): Value {
  if (isInteger(to)) {
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new SqlError('outOfRange', { type: titleOf(to) });
      return integer(to, BigInt(roundHalfEven(value)));
    }
    return integer(to, value instanceof Decimal ? value.round(0).units : BigInt(decimalOf(value).units));
  }
  if (isFloat(to)) return float(to, numberOf(value));
  if (typeof value === 'number' && !Number.isFinite(value)) throw new SqlError('numericOverflow');
  return fitted(to, decimalOf(typeof value === 'number' ? Number(value.toPrecision(15)) : value));
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function toTime(env: Environment, from: SqlType, to: SqlType, value: Value): Value {
  if (typeof value !== 'number') return env.mysql ? parseValue(to, String(value), env.nowMs) : value;
  const micro = from.base === 'date' ? value * DAY : value;
  if (to.base === 'date') return Math.floor(micro / DAY);
  if (to.base === 'time') return ((micro % DAY) + DAY) % DAY;
  if (from.base === 'time' && env.mysql) return Math.floor((env.nowMs * 1000) / DAY) * DAY + micro;
  if (to.length === undefined || to.length >= 6) return micro;
  const unit = 10 ** (6 - to.length);
  return Math.round(micro / unit) * unit;
}

/** The number that a text begins with, as MySQL reads it; 0 where there is none. */
export function leading(text: string): number {
  const match = /^\s*[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:e[+-]?\d{1,3})?/i.exec(text);
  return match === null ? 0 : Number(match[0]);
}

function mysqlNumber(env: Environment, from: SqlType, to: SqlType, value: Value, explicit: boolean): Value {
  if (typeof value === 'string') {
    const whole = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value.slice(0, 2000));
    const type = to.base === 'numeric' ? 'decimal' : isInteger(to) ? 'integer' : 'double';
    if (!whole && !explicit) throw new SqlError('invalidInput', { type, value });
    if (!whole)
      warn(env, '1292', `Truncated incorrect ${type.toUpperCase()} value: '${value.slice(0, 128)}'`);
    const exact = isFloat(to)
      ? undefined
      : Decimal.parse(/^\s*[+-]?[\d.]*(?:e[+-]?\d{1,3})?/i.exec(value)?.[0] ?? '');
    return toNumber(to, exact ?? leading(value));
  }
  if (categoryOf(from) === 'time' && typeof value === 'number') return toNumber(to, timeNumber(from, value));
  return toNumber(to, typeof value === 'boolean' ? (value ? 1 : 0) : value);
}

/** 2024-01-31 12:00:00 as 20240131120000. */
function timeNumber(from: SqlType, value: number): number {
  const f = fieldsOf(from.base === 'date' ? value * DAY : value);
  const date = (f.year * 100 + f.month) * 100 + f.day;
  const clock = (f.hour * 100 + f.minute) * 100 + f.second;
  return from.base === 'date' ? date : from.base === 'time' ? clock : date * 1_000_000 + clock;
}

/** The type that two expressions have in common; undefined: they have none. */
export function commonType(a: SqlType, b: SqlType, mysql: boolean): SqlType | undefined {
  const [left, right] = [categoryOf(a), categoryOf(b)];
  if (left === 'unknown') return right === 'unknown' ? TEXT : b;
  if (right === 'unknown') return a;
  if (left === 'number' && right === 'number') return wider(a, b);
  if (left === right && left === 'text')
    return a.base === b.base && a.length === b.length
      ? a
      : a.base === 'varchar' && b.base === 'varchar'
        ? { base: 'varchar' }
        : TEXT;
  if (left === right && left === 'time') {
    if (a.base === b.base) return a;
    return a.base === 'timestamptz' || b.base === 'timestamptz'
      ? { base: 'timestamptz' }
      : { base: 'timestamp' };
  }
  if (a.base === b.base && a.array === b.array) return a;
  if (left === 'json' && right === 'json') return { base: 'jsonb' };
  if (mysql)
    return left === 'bool' && right === 'number' ? b : right === 'bool' && left === 'number' ? a : TEXT;
  return undefined;
}

const widths = ['int2', 'oid', 'int4', 'int8', 'numeric', 'float4', 'float8'];

export function wider(a: SqlType, b: SqlType): SqlType {
  if (a.base === 'numeric' && b.base === 'numeric') {
    return a.length === b.length && a.scale === b.scale ? a : { base: 'numeric' };
  }
  const base = widths.indexOf(a.base) >= widths.indexOf(b.base) ? a : b;
  return base.base === 'numeric' ? { base: 'numeric' } : { base: base.base };
}
