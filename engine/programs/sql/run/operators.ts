import { SqlError } from '../errors.ts';
import { ITEMS_MAX, VALUE_CHARS_MAX } from '../limits.ts';
import { float, integer } from '../values/input.ts';
import { containsJson, type JsonValue, member, parseJson, showJson } from '../values/json.ts';
import { shifted } from '../values/times.ts';
import {
  BOOL,
  categoryOf,
  DATE,
  FLOAT8,
  INT4,
  INT8,
  INTERVAL,
  isFloat,
  isInteger,
  JSONB,
  NUMERIC,
  type SqlType,
  TEXT,
  TIMESTAMP,
  titleOf,
} from '../values/types.ts';
import {
  DAY,
  Decimal,
  decimalOf,
  Interval,
  numberOf,
  quotientScale,
  type Value,
  weightOf,
} from '../values/value.ts';
import { castTo, commonType, textOf, wider } from './cast.ts';
import { compareValues } from './compare.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

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

function strict(
  env: Environment,
  left: Compiled,
  right: Compiled,
  type: SqlType,
  run: (a: Exclude<Value, null>, b: Exclude<Value, null>) => Value,
): Compiled {
  return {
    type,
    subs: [...left.subs, ...right.subs],
    get: () => {
      const a = left.get();
      if (a === null) return null;
      const b = right.get();
      if (b === null) return null;
      const weight = weightOf(a) + weightOf(b);
      if (weight > 0) env.meter.charge(weight);
      return run(a, b);
    },
  };
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
  const type = commonType(left.type, right.type, false);
  if (type === undefined) throw noOperator(op, left.type, right.type, at);
  const plain: SqlType =
    type.base === 'enum' ? type : { base: type.base, ...(type.array === true ? { array: true } : {}) };
  const one = (each: Compiled) =>
    categoryOf(each.type) === 'unknown' || categoryOf(each.type) === 'time'
      ? pointed(() => castTo(env, each, plain), each, at)
      : each;
  return [one(left), one(right)];
}

/** An error about a literal points at it. */
function pointed(run: () => Compiled, _of: Compiled, at: number): Compiled {
  try {
    return run();
  } catch (error) {
    if (error instanceof SqlError) error.at ??= at;
    throw error;
  }
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
  return strict(env, a, b, BOOL, (x, y) => test(compareValues(value(x), value(y), env.mysql)));
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

function joined(a: JsonValue, b: JsonValue): string {
  if (
    typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    !Array.isArray(a) &&
    !Array.isArray(b)
  ) {
    return showJson({ ...a, ...b });
  }
  const items = (value: JsonValue): readonly JsonValue[] => (Array.isArray(value) ? value : [value]);
  return showJson([...items(a), ...items(b)]);
}

function temporal(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return undefined;
  const [a, b] = [categoryOf(left.type), categoryOf(right.type)];
  if (b === 'interval' && (a === 'time' || (env.mysql && a !== 'interval')) && (op === '+' || op === '-'))
    return moved(env, op, left, right);
  if (a === 'interval' && b === 'time' && op === '+') return moved(env, op, right, left);
  if (a === 'interval' && (b === 'interval' || b === 'unknown') && (op === '+' || op === '-')) {
    return strict(env, left, castTo(env, right, INTERVAL), INTERVAL, (x, y) =>
      x instanceof Interval && y instanceof Interval ? x.plus(y, op === '-' ? -1 : 1) : null,
    );
  }
  if (a === 'interval' && b === 'number' && (op === '*' || op === '/')) {
    return strict(env, left, right, INTERVAL, (x, y) =>
      x instanceof Interval ? x.times(op === '*' ? numberOf(y) : 1 / numberOf(y)) : null,
    );
  }
  if (b === 'interval' && a === 'number' && op === '*') return temporal(env, op, right, left);
  if (a !== 'time' || env.mysql) return undefined;
  if (left.type.base === 'date' && b === 'number')
    return strict(env, left, right, DATE, (x, y) => numberOf(x) + (op === '-' ? -1 : 1) * numberOf(y));
  if (op !== '-' || (b !== 'time' && b !== 'unknown')) return undefined;
  const other = b === 'unknown' ? castTo(env, right, { base: left.type.base }) : right;
  if (left.type.base === 'date' && other.type.base === 'date')
    return strict(env, left, other, INT4, (x, y) => numberOf(x) - numberOf(y));
  const micro = (type: SqlType, value: Value) => numberOf(value) * (type.base === 'date' ? DAY : 1);
  return strict(env, left, other, INTERVAL, (x, y) => {
    const difference = micro(left.type, x) - micro(other.type, y);
    const days = Math.trunc(difference / DAY);
    return new Interval(0, days, difference - days * DAY);
  });
}

function moved(env: Environment, op: string, left: Compiled, right: Compiled): Compiled {
  const base = left.type.base;
  const type: SqlType = base === 'date' || categoryOf(left.type) !== 'time' ? TIMESTAMP : left.type;
  const from = castTo(env, left, type);
  const dateOnly = env.mysql && base === 'date';
  return strict(env, from, right, dateOnly ? DATE : type, (a, b) => {
    if (!(b instanceof Interval)) return null;
    const to = shifted(numberOf(a), b, op === '-' ? -1 : 1);
    if (type.base === 'time') return ((to % DAY) + DAY) % DAY;
    return dateOnly ? Math.floor(to / DAY) : to;
  });
}

function json(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  const isJson = categoryOf(left.type) === 'json';
  if (!isJson) return undefined;
  const asText = op === '->>' || op === '#>>';
  if (op === '->' || op === '->>' || op === '#>' || op === '#>>') {
    return strict(env, left, right, asText ? TEXT : left.type, (a, b) => {
      let value: JsonValue | undefined = parseJson(String(a));
      const steps: readonly (string | number)[] = op.startsWith('#')
        ? String(b)
            .replace(/^\{|\}$/g, '')
            .split(',')
        : typeof b === 'number' || typeof b === 'bigint'
          ? [Number(b)]
          : env.mysql
            ? jsonPath(String(b))
            : [String(b)];
      for (const step of steps) value = value === undefined ? undefined : member(value, step);
      return shownJson(value, asText);
    });
  }
  if (op === '-') return strict(env, left, right, left.type, (a, b) => without(parseJson(String(a)), b));
  const other = right.literal === undefined || op === '?' ? right : castTo(env, right, JSONB);
  if (op === '@>')
    return strict(env, left, other, BOOL, (a, b) =>
      containsJson(parseJson(String(a)), parseJson(String(b)), (units) => env.meter.charge(units)),
    );
  if (op === '<@')
    return strict(env, left, other, BOOL, (a, b) =>
      containsJson(parseJson(String(b)), parseJson(String(a)), (units) => env.meter.charge(units)),
    );
  if (op === '?') {
    return strict(env, left, right, BOOL, (a, b) => {
      const value = parseJson(String(a));
      return Array.isArray(value) ? value.includes(String(b)) : member(value, String(b)) !== undefined;
    });
  }
  return undefined;
}

function without(value: JsonValue, key: Value): string {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    return showJson(
      typeof key === 'string'
        ? list.filter((item) => item !== key)
        : list.filter((_, index) => index !== Number(key)),
    );
  }
  if (typeof value !== 'object' || value === null) return showJson(value);
  return showJson(Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)));
}

export function shownJson(value: JsonValue | undefined, asText: boolean): Value {
  if (value === undefined || (value === null && asText)) return null;
  return asText && typeof value === 'string' ? value : showJson(value);
}

/** The steps of `$.a[0].b`. */
export function jsonPath(path: string): (string | number)[] {
  return (path.match(/\.(?:"[^"]*"|\w+)|\[\d+\]/g) ?? []).map((step) =>
    step.startsWith('[') ? Number(step.slice(1, -1)) : step.slice(1).replace(/^"|"$/g, ''),
  );
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

function arithmetic(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  let [a, b] = [left, right];
  if (env.mysql) {
    const number = (each: Compiled) =>
      categoryOf(each.type) === 'number'
        ? each
        : categoryOf(each.type) === 'bool'
          ? castTo(env, each, INT4)
          : castTo(env, each, FLOAT8, true);
    [a, b] = [number(left), number(right)];
  } else {
    if (categoryOf(a.type) === 'unknown') a = castTo(env, a, categoryOf(b.type) === 'number' ? b.type : INT4);
    if (categoryOf(b.type) === 'unknown')
      b = castTo(env, b, categoryOf(a.type) === 'number' ? { base: a.type.base } : INT4);
  }
  if (categoryOf(a.type) !== 'number' || categoryOf(b.type) !== 'number') return undefined;
  const type = wider(a.type, b.type);
  if (op === '^')
    return env.mysql
      ? bits(env, op, a, b)
      : strict(env, a, b, type.base === 'numeric' ? NUMERIC : FLOAT8, (x, y) =>
          power(x, y, type.base === 'numeric'),
        );
  if (['&', '|', '#', '<<', '>>'].includes(op)) return bits(env, op, a, b);
  if (isFloat(type)) return floats(env, op, a, b, env.mysql ? FLOAT8 : type);
  if (env.mysql && op === '/') return mysqlQuotient(env, a, b);
  if (type.base === 'numeric') return decimals(env, op, a, b);
  return integers(env, op, a, b, env.mysql ? INT8 : type.base === 'oid' ? INT8 : type);
}

function power(x: Value, y: Value, exact: boolean): Value {
  const value = numberOf(x) ** numberOf(y);
  if (!exact) return value;
  const [base, exponent] = [decimalOf(x), numberOf(y)];
  if (Number.isInteger(exponent) && exponent >= 0 && exponent < 200 && base.units < 1_000_000_000n) {
    let product = Decimal.of(1);
    for (let count = 0; count < exponent; count++) product = product.multiply(base);
    return product.round(Math.max(product.scale, 16));
  }
  if (!Number.isFinite(value)) throw new SqlError('overflow');
  return Decimal.parse(value.toPrecision(16))?.round(16) ?? null;
}

function bits(env: Environment, op: string, left: Compiled, right: Compiled): Compiled {
  const type = wider(left.type, right.type);
  return strict(env, left, right, isInteger(type) ? type : INT8, (x, y) => {
    const [a, b] = [decimalOf(x).round(0).units, decimalOf(y).round(0).units];
    const shift = b < 0n ? 0n : b > 63n ? 63n : b;
    const value =
      op === '&' ? a & b : op === '|' ? a | b : op === '<<' ? a << shift : op === '>>' ? a >> shift : a ^ b;
    return integer(isInteger(type) ? type : INT8, BigInt.asIntN(64, value));
  });
}

function floats(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
  type: SqlType,
): Compiled | undefined {
  const run = (x: number, y: number): number | undefined =>
    op === '+'
      ? x + y
      : op === '-'
        ? x - y
        : op === '*'
          ? x * y
          : op === '/'
            ? x / y
            : op === '%'
              ? x % y
              : op === 'div'
                ? Math.trunc(x / y)
                : undefined;
  if (run(1, 1) === undefined) return undefined;
  return strict(env, left, right, type, (x, y) => {
    const divisor = numberOf(y);
    if (divisor === 0 && (op === '/' || op === '%' || op === 'div')) return zeroDivision(env);
    return float(type, run(numberOf(x), divisor) ?? 0);
  });
}

/** MySQL answers with null. */
function zeroDivision(env: Environment): null {
  if (env.mysql) return null;
  throw new SqlError('divisionByZero');
}

function mysqlQuotient(env: Environment, left: Compiled, right: Compiled): Compiled {
  return strict(env, left, right, NUMERIC, (x, y) => {
    const [a, b] = [decimalOf(x), decimalOf(y)];
    return b.units === 0n ? null : a.divide(b, a.scale + 4);
  });
}

function decimals(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  if (!['+', '-', '*', '/', '%', 'div'].includes(op)) return undefined;
  return strict(env, left, right, NUMERIC, (x, y) => {
    const [a, b] = [decimalOf(x), decimalOf(y)];
    if (op === '+') return a.add(b);
    if (op === '-') return a.add(b.negate());
    if (op === '*') return a.multiply(b);
    if (b.units === 0n) return zeroDivision(env);
    if (op === '%') return a.remainder(b);
    return op === 'div' ? a.divide(b, 0) : a.divide(b, quotientScale(a, b));
  });
}

function integers(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
  type: SqlType,
): Compiled | undefined {
  if (!['+', '-', '*', '/', '%', 'div'].includes(op)) return undefined;
  return strict(env, left, right, type, (x, y) => {
    const [a, b] = [
      BigInt(String(Number.isFinite(x) || typeof x === 'bigint' ? x : 0)),
      BigInt(String(Number.isFinite(y) || typeof y === 'bigint' ? y : 0)),
    ];
    if (b === 0n && (op === '/' || op === '%' || op === 'div')) return zeroDivision(env);
    return integer(
      type,
      op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '%' ? a % b : a / b,
    );
  });
}
