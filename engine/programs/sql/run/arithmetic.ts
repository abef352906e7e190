import { SqlError } from '../errors.ts';
import { float, integer } from '../values/input.ts';
import {
  categoryOf,
  FLOAT8,
  INT4,
  INT8,
  isFloat,
  isInteger,
  NUMERIC,
  type SqlType,
} from '../values/types.ts';
import { Decimal, decimalOf, Interval, numberOf, quotientScale, type Value } from '../values/value.ts';
import { castTo, wider } from './cast.ts';
import { type Environment, warn } from './environment.ts';
import type { Compiled } from './scope.ts';
import { strict } from './strict.ts';

export function arithmetic(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
): Compiled | undefined {
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

/** MySQL answers with null, and warns. */
function zeroDivision(env: Environment): null {
  if (env.mysql) {
    warn(env, '1365', 'Division by 0');
    return null;
  }
  throw new SqlError('divisionByZero');
}

function mysqlQuotient(env: Environment, left: Compiled, right: Compiled): Compiled {
  return strict(env, left, right, NUMERIC, (x, y) => {
    const [a, b] = [decimalOf(x), decimalOf(y)];
    return b.units === 0n ? zeroDivision(env) : a.divide(b, a.scale + 4);
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
/** `-x`, `~x`, `@x` */
export function signed(env: Environment, op: string, arg: Compiled): Compiled {
  const category = categoryOf(arg.type);
  const type = category === 'unknown' || (env.mysql && category === 'text') ? FLOAT8 : arg.type;
  const operand = castTo(env, arg, type, env.mysql);
  return {
    type,
    subs: operand.subs,
    get: () => {
      const value = operand.get();
      if (value === null) return null;
      if (op === '~') return typeof value === 'bigint' ? ~value : ~numberOf(value);
      if (op === '@')
        return value instanceof Decimal
          ? value.units < 0n
            ? value.negate()
            : value
          : Math.abs(numberOf(value));
      if (value instanceof Decimal) return value.negate();
      if (value instanceof Interval) return value.times(-1);
      return typeof value === 'bigint' ? -value : -numberOf(value);
    },
  };
}
