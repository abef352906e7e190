import { SqlError } from '../errors.ts';
import { valueKey } from '../store/key-places.ts';
import {
  categoryOf,
  FLOAT8,
  INT8,
  isFloat,
  isInteger,
  NUMERIC,
  type SqlType,
  TEXT,
  titleOf,
} from '../values/types.ts';
import { Decimal, decimalOf, numberOf, quotientScale, type Value } from '../values/value.ts';
import type { Accumulator, Aggregate } from './aggregate.ts';
import { leading } from './cast.ts';

/** @throws SqlError where an aggregate isn't about values of such types */
function mustBe(fine: boolean, name: string, args: readonly SqlType[]): void {
  if (fine) return;
  const signature = `${name}(${args.map((type) => titleOf(type)).join(', ')})`;
  throw new SqlError('undefinedFunction', { signature, name, schema: '' }, undefined, {
    hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
  });
}

/** @param sample whether the values are some of many; of MySQL what isn't named so is about all of them */
function spread(name: string, root: boolean, sample: boolean | 'except MySQL'): Aggregate {
  const floats = (type: SqlType, mysql: boolean) => mysql || isFloat(type);
  return {
    type: ([type = TEXT], { mysql }) => {
      mustBe(mysql || categoryOf(type) === 'number', name, [type]);
      return floats(type, mysql) ? FLOAT8 : NUMERIC;
    },
    make: ([type = TEXT], { mysql }) => {
      const some = sample === 'except MySQL' ? !mysql : sample;
      return floats(type, mysql) ? floatSpread(root, some) : exactSpread(root, some);
    },
  };
}

function floatSpread(root: boolean, sample: boolean): Accumulator {
  let [count, sum, squares] = [0, 0, 0];
  return {
    add([value = null]) {
      const number = numberOf(value);
      count++;
      sum += number;
      if (count > 1) squares += (number * count - sum) ** 2 / (count * (count - 1));
    },
    result() {
      if (count < (sample ? 2 : 1)) return null;
      const variance = squares / (sample ? count - 1 : count);
      return root ? Math.sqrt(variance) : variance;
    },
  };
}

/** Of exact numbers, with as many digits as PostgreSQL gives a quotient. */
function exactSpread(root: boolean, sample: boolean): Accumulator {
  let count = 0;
  let sum = new Decimal(0n, 0);
  let squares = sum;
  return {
    add([value = null]) {
      const number = decimalOf(value);
      count++;
      sum = sum.add(number);
      squares = squares.add(number.multiply(number));
    },
    result() {
      if (count < (sample ? 2 : 1)) return null;
      const all = Decimal.of(count);
      const dividend = squares.multiply(all).add(sum.multiply(sum).negate());
      if (dividend.units <= 0n) return new Decimal(0n, 0);
      const divisor = all.multiply(Decimal.of(sample ? count - 1 : count));
      const scale = quotientScale(dividend, divisor);
      const variance = dividend.divide(divisor, scale);
      return root ? squareRoot(variance, scale) : variance;
    },
  };
}

/** By Newton's steps over whole numbers, with a digit more than is wanted. */
function squareRoot(value: Decimal, scale: number): Decimal {
  const target = value.round(2 * (scale + 1)).units;
  let root = 1n << BigInt(Math.ceil(target.toString(2).length / 2));
  for (let next = (root + target / root) / 2n; next < root; next = (root + target / root) / 2n) root = next;
  return new Decimal(root, scale + 1).round(scale);
}

/** Of pairs: how one number goes with the other. */
function paired(result: (sums: Sums) => Value, type = FLOAT8): Aggregate {
  return {
    type: () => type,
    make: () => {
      const sums: Sums = { count: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
      return {
        add([first = null, second = null]) {
          const [y, x] = [numberOf(first), numberOf(second)];
          const n = ++sums.count;
          sums.x += x;
          sums.y += y;
          if (n === 1) return;
          const [dx, dy, scale] = [x * n - sums.x, y * n - sums.y, 1 / (n * (n - 1))];
          sums.xx += dx * dx * scale;
          sums.yy += dy * dy * scale;
          sums.xy += dx * dy * scale;
        },
        result: () => (sums.count === 0 && type !== INT8 ? null : result(sums)),
      };
    },
  };
}

/** Sums, and sums of products of what lies beside the means, as Youngs and Cramer add them up. */
interface Sums {
  count: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

/** Values come in their order, each behind the fraction that is asked for, or a list of fractions. */
function percentile(between: boolean): Aggregate {
  const name = between ? 'percentile_cont' : 'percentile_disc';
  return {
    type: ([fraction = TEXT, type = TEXT]) => {
      mustBe(!between || categoryOf(type) === 'number', name, [fraction, type]);
      const result = between ? FLOAT8 : type;
      return fraction.array === true ? { ...result, array: true } : result;
    },
    make: () => {
      const values: Value[] = [];
      let fractions: Value = 0;
      const one = (fraction: Value): Value =>
        fraction === null ? null : percentileOf(values, numberOf(fraction), between);
      return {
        add([at = null, value = null]) {
          fractions = at;
          values.push(value);
        },
        result: () =>
          values.length === 0 ? null : Array.isArray(fractions) ? fractions.map(one) : one(fractions),
      };
    },
  };
}

function percentileOf(values: readonly Value[], fraction: number, between: boolean): Value {
  if (!(fraction >= 0 && fraction <= 1))
    throw new SqlError('badArgument', { words: `percentile value ${fraction} is not between 0 and 1` });
  if (!between) return values[Math.max(0, Math.ceil(fraction * values.length) - 1)] ?? null;
  const place = fraction * (values.length - 1);
  const low = numberOf(values[Math.floor(place)] ?? null);
  const high = numberOf(values[Math.ceil(place)] ?? null);
  return low + (high - low) * (place % 1);
}

const mostFrequent: Aggregate = {
  type: ([type = TEXT]) => type,
  make: () => {
    const counts = new Map<string, { count: number; readonly value: Value }>();
    return {
      add([value = null]) {
        const key = valueKey(value);
        const entry = counts.get(key) ?? { count: 0, value };
        entry.count++;
        counts.set(key, entry);
      },
      result: () => {
        const most = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a), {
          count: 0,
          value: null,
        });
        return most.value;
      },
    };
  },
};

function bits(name: string, start: bigint, combine: (a: bigint, b: bigint) => bigint): Aggregate {
  return {
    type: ([type = INT8], { mysql }) => {
      mustBe(mysql || isInteger(type), name, [type]);
      return mysql ? { ...INT8, unsigned: true } : type;
    },
    make: ([type = INT8]: readonly SqlType[], { mysql }) => {
      let found: bigint | null = mysql ? start : null;
      return {
        add([value = null]) {
          const number = mysql ? BigInt.asUintN(64, whole(value)) : whole(value);
          found = found === null ? number : combine(found, number);
        },
        result: () => (found === null || mysql || type.base === 'int8' ? found : Number(found)),
      };
    },
  };
}

/** As MySQL takes texts and fractions for whole numbers. */
function whole(value: Value): bigint {
  return decimalOf(typeof value === 'string' ? leading(value) : value).round(0).units;
}

/** Aggregates of a statistician, and of bits. */
export const statistics: Readonly<Record<string, Aggregate>> = {
  stddev: spread('stddev', true, 'except MySQL'),
  stddev_samp: spread('stddev_samp', true, true),
  stddev_pop: spread('stddev_pop', true, false),
  std: spread('std', true, false),
  variance: spread('variance', false, 'except MySQL'),
  var_samp: spread('var_samp', false, true),
  var_pop: spread('var_pop', false, false),
  corr: paired(({ xx, yy, xy }) => (xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy))),
  covar_pop: paired(({ count, xy }) => xy / count),
  covar_samp: paired(({ count, xy }) => (count < 2 ? null : xy / (count - 1))),
  regr_slope: paired(({ xx, xy }) => (xx === 0 ? null : xy / xx)),
  regr_intercept: paired(({ count, x, y, xx, xy }) => (xx === 0 ? null : (y - (x * xy) / xx) / count)),
  regr_r2: paired(({ xx, yy, xy }) => (xx === 0 ? null : yy === 0 ? 1 : (xy * xy) / (xx * yy))),
  regr_avgx: paired(({ count, x }) => x / count),
  regr_avgy: paired(({ count, y }) => y / count),
  regr_sxx: paired(({ xx }) => xx),
  regr_syy: paired(({ yy }) => yy),
  regr_sxy: paired(({ xy }) => xy),
  regr_count: paired(({ count }) => BigInt(count), INT8),
  percentile_cont: percentile(true),
  percentile_disc: percentile(false),
  mode: mostFrequent,
  bit_and: bits('bit_and', (1n << 64n) - 1n, (a, b) => a & b),
  bit_or: bits('bit_or', 0n, (a, b) => a | b),
  bit_xor: bits('bit_xor', 0n, (a, b) => a ^ b),
};
