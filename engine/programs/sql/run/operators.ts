import { SqlError } from '../errors.ts';
import { ITEMS_MAX, VALUE_CHARS_MAX } from '../limits.ts';
import { parseJson } from '../values/json.ts';
import {
  BOOL,
  categoryOf,
  FLOAT8,
  JSONB,
  OID,
  type SqlType,
  TEXT,
  TIMESTAMP,
  titleOf,
} from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { arithmetic } from './arithmetic.ts';
import { castTo, commonType, textOf } from './cast.ts';
import { compareAs, compareValues } from './compare.ts';
import type { Environment } from './environment.ts';
import { joined, json } from './json-operators.ts';
import type { Compiled } from './scope.ts';
import { strict } from './strict.ts';
import { temporal } from './temporal-operators.ts';

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** A binary operator but AND and OR. */
export function binary(env: Environment, op: string, left: Compiled, right: Compiled, at: number): Compiled {
  const test = Object.hasOwn(comparisons, op) ? comparisons[op] : undefined;
  if (test !== undefined) return comparison(env, op, left, right, test, at);
  const found =
    op === '||'
      ? concatenation(env, left, right)
      : (temporal(env, op, left, right) ??
        json(env, op, left, right) ??
        list(env, op, left, right) ??
        arithmetic(env, op, left, right));
  if (found === undefined) throw noOperator(op, left.type, right.type, at);
  return found;
}

function noOperator(op: string, left: SqlType, right: SqlType, at: number): SqlError {
  return new SqlError('undefinedOperator', { op, left: titleOf(left), right: titleOf(right), what: op }, at, {
    hint: 'No operator matches the given name and argument types. You might need to add explicit type casts.',
  });
}

/** Both sides as one type. */
export function unified(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
  at: number,
): readonly [Compiled, Compiled] {
  if (env.mysql) return mysqlUnified(env, left, right);
  const number = (each: Compiled, other: Compiled) =>
    each.type.base === 'regclass' && categoryOf(other.type) === 'number' ? castTo(env, each, OID) : each;
  if (left.type.base !== right.type.base && [left, right].some(({ type }) => type.base === 'regclass'))
    return [number(left, right), number(right, left)];
  const type = commonType(left.type, right.type, false);
  if (type === undefined) throw noOperator(op, left.type, right.type, at);
  const plain: SqlType =
    type.base === 'enum' ? type : { base: type.base, ...(type.array === true ? { array: true } : {}) };
  const one = (each: Compiled) =>
    categoryOf(each.type) === 'unknown' || categoryOf(each.type) === 'time' ? castTo(env, each, plain) : each;
  return [one(left), one(right)];
}

function mysqlUnified(env: Environment, left: Compiled, right: Compiled): readonly [Compiled, Compiled] {
  const [a, b] = [categoryOf(left.type), categoryOf(right.type)];
  if (a === b)
    return a === 'time' && left.type.base !== right.type.base
      ? [castTo(env, left, TIMESTAMP), castTo(env, right, TIMESTAMP)]
      : [left, right];
  const isText = (category: string) => category === 'text' || category === 'unknown' || category === 'other';
  if (isText(a) && isText(b)) return [left, right];
  if (a === 'time' && isText(b))
    return [left, castTo(env, right, left.type.base === 'time' ? left.type : { base: left.type.base }, true)];
  if (b === 'time' && isText(a)) return [castTo(env, left, { base: right.type.base }, true), right];
  const number = (each: Compiled, category: string) =>
    category === 'number' ? each : castTo(env, each, FLOAT8, true);
  return [number(left, a), number(right, b)];
}

function comparison(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
  test: (order: number) => boolean,
  at: number,
): Compiled {
  const [a, b] = unified(env, op, left, right, at);
  const trimmed = a.type.base === 'bpchar' || b.type.base === 'bpchar';
  const value = (each: Value) => (trimmed && typeof each === 'string' ? each.trimEnd() : each);
  // MySQL compares labels of an enum as texts.
  const type = a.type.base === 'enum' && !env.mysql ? a.type : undefined;
  return strict(env, a, b, BOOL, (x, y) => test(compareAs(type, value(x), value(y), env.mysql)));
}

function concatenation(env: Environment, left: Compiled, right: Compiled): Compiled | undefined {
  if (left.type.array === true || right.type.array === true) return appended(env, left, right);
  if (left.type.base === 'jsonb' && (right.type.base === 'jsonb' || right.literal !== undefined)) {
    return strict(env, left, castTo(env, right, JSONB), JSONB, (a, b) =>
      joined(parseJson(String(a)), parseJson(String(b))),
    );
  }
  if (![left, right].some(({ type }) => ['text', 'unknown'].includes(categoryOf(type)))) return undefined;
  return strict(env, left, right, TEXT, (a, b) => {
    const text = textOf(env, left.type, a) + textOf(env, right.type, b);
    if (text.length > VALUE_CHARS_MAX) throw new SqlError('tooLarge');
    return text;
  });
}

function appended(env: Environment, left: Compiled, right: Compiled): Compiled {
  const type = left.type.array === true ? left.type : right.type;
  return strict(env, left, right, type, (a, b) => {
    const items: Value[] = [...(Array.isArray(a) ? a : [a]), ...(Array.isArray(b) ? b : [b])];
    if (items.length > ITEMS_MAX) throw new SqlError('tooLarge');
    return items;
  });
}

function list(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  if (left.type.array !== true && right.type.array !== true) return undefined;
  const has = (a: readonly Value[], b: Value) =>
    a.some((item) => item !== null && b !== null && compareValues(item, b, false) === 0);
  const items = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);
  const each = (a: Value, b: Value) => env.meter.charge((items(a).length * items(b).length) / 50);
  if (op === '@>')
    return strict(env, left, right, BOOL, (a, b) => {
      each(a, b);
      return items(b).every((item) => has(items(a), item));
    });
  if (op === '<@')
    return strict(env, left, right, BOOL, (a, b) => {
      each(a, b);
      return items(a).every((item) => has(items(b), item));
    });
  if (op === '&&')
    return strict(env, left, right, BOOL, (a, b) => {
      each(a, b);
      return items(a).some((item) => has(items(b), item));
    });
  return undefined;
}
