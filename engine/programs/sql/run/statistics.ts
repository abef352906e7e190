import { valueKey } from '../store/key-places.ts';
import { FLOAT8, INT8, type SqlType, TEXT } from '../values/types.ts';
import { numberOf, type Value } from '../values/value.ts';
import type { Aggregate } from './aggregate.ts';

/** @param sample whether the values are some of many; of MySQL what isn't named so is about all of them */
function spread(root: boolean, sample: boolean | 'except MySQL'): Aggregate {
  return {
    type: () => FLOAT8,
    make: (_args, { mysql }) => {
      let [count, mean, squares] = [0, 0, 0];
      return {
        add([value = null]) {
          const number = numberOf(value);
          count++;
          const delta = number - mean;
          mean += delta / count;
          squares += delta * (number - mean);
        },
        result() {
          const some = sample === 'except MySQL' ? !mysql : sample;
          if (count < (some ? 2 : 1)) return null;
          const variance = squares / (some ? count - 1 : count);
          return root ? Math.sqrt(variance) : variance;
        },
      };
    },
  };
}

/** Of pairs: how one number goes with the other. */
function paired(result: (sums: Sums) => number | null): Aggregate {
  return {
    type: () => FLOAT8,
    make: () => {
      const sums: Sums = { count: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
      return {
        add([first = null, second = null]) {
          const [y, x] = [numberOf(first), numberOf(second)];
          sums.count++;
          const [dx, dy] = [x - sums.x, y - sums.y];
          sums.x += dx / sums.count;
          sums.y += dy / sums.count;
          sums.xx += dx * (x - sums.x);
          sums.yy += dy * (y - sums.y);
          sums.xy += dx * (y - sums.y);
        },
        result: () => (sums.count === 0 ? null : result(sums)),
      };
    },
  };
}

/** Means, and sums of products of what lies beside them. */
interface Sums {
  count: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

/** Values come in their order, each behind the fraction that is asked for. */
function percentile(between: boolean): Aggregate {
  return {
    type: ([, type = TEXT]) => (between ? FLOAT8 : type),
    make: () => {
      const values: Value[] = [];
      let fraction = 0;
      return {
        add([at = null, value = null]) {
          fraction = numberOf(at);
          values.push(value);
        },
        result() {
          if (values.length === 0) return null;
          if (!between) return values[Math.max(0, Math.ceil(fraction * values.length) - 1)] ?? null;
          const place = fraction * (values.length - 1);
          const [low, high] = [Math.floor(place), Math.ceil(place)].map((at) => numberOf(values[at] ?? null));
          return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
        },
      };
    },
  };
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

function bits(start: bigint | null, combine: (a: bigint, b: bigint) => bigint): Aggregate {
  return {
    type: ([type = INT8], { mysql }) => (mysql ? INT8 : type),
    make: ([type = INT8]: readonly SqlType[], { mysql }) => {
      let found: bigint | null = mysql ? start : null;
      return {
        add([value = null]) {
          const number = BigInt(String(value));
          found = found === null ? number : combine(found, number);
        },
        result: () => (found === null || mysql || type.base === 'int8' ? found : Number(found)),
      };
    },
  };
}

/** Aggregates of a statistician, and of bits. */
export const statistics: Readonly<Record<string, Aggregate>> = {
  stddev: spread(true, 'except MySQL'),
  stddev_samp: spread(true, true),
  stddev_pop: spread(true, false),
  std: spread(true, false),
  variance: spread(false, 'except MySQL'),
  var_samp: spread(false, true),
  var_pop: spread(false, false),
  corr: paired(({ xx, yy, xy }) => (xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy))),
  covar_pop: paired(({ count, xy }) => xy / count),
  covar_samp: paired(({ count, xy }) => (count < 2 ? null : xy / (count - 1))),
  regr_slope: paired(({ xx, xy }) => (xx === 0 ? null : xy / xx)),
  regr_intercept: paired(({ x, y, xx, xy }) => (xx === 0 ? null : y - (x * xy) / xx)),
  percentile_cont: percentile(true),
  percentile_disc: percentile(false),
  mode: mostFrequent,
  bit_and: bits((1n << 64n) - 1n, (a, b) => a & b),
  bit_or: bits(0n, (a, b) => a | b),
  bit_xor: bits(0n, (a, b) => a ^ b),
};
