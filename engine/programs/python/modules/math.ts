import { integerArgument, numberArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { floatModulo } from '../machine/arithmetic.ts';
import { weightOfInteger } from '../machine/integers.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeRun, natives } from '../machine/native.ts';
import { binary } from '../machine/operators.ts';
import { plain } from '../machine/plain.ts';
import { float, tuple, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';

const real =
  (compute: (value: number, other: number) => number): NativeRun =>
  (machine, [value, other]) => {
    const given = numberArgument(machine, value);
    const result = compute(given, other === undefined ? Number.NaN : numberArgument(machine, other));
    if (Number.isNaN(result) && !Number.isNaN(given)) throw machine.error('ValueError', 'math domain error');
    if (!Number.isFinite(result) && Number.isFinite(given))
      throw machine.error('OverflowError', 'math range error');
    return float(result);
  };

const rounded =
  (round: (value: number) => number): NativeRun =>
  (machine, [value]) => {
    const own = plain(asOptional(value));
    if (typeof own === 'number' || typeof own === 'bigint') return own;
    const result = round(numberArgument(machine, own));
    if (!Number.isFinite(result))
      throw machine.error('OverflowError', `cannot convert float infinity to integer`);
    return narrowed(BigInt(result));
  };

function big(machine: Machine, value: Value | undefined): bigint {
  const own = plain(asOptional(value));
  return typeof own === 'bigint' ? own : BigInt(integerArgument(machine, own));
}

function gcd(machine: Machine, a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) {
    machine.work(0.5 + (weightOfInteger(x) >> 3));
    [x, y] = [y, x % y];
  }
  return x;
}

/** Largest n of factorial(n). */
const FACTORIAL_MAX = 20_000;

function factorial(machine: Machine, value: Value | undefined): Value {
  const n = integerArgument(machine, value);
  if (n < 0) throw machine.error('ValueError', 'factorial() not defined for negative values');
  if (n > FACTORIAL_MAX) throw machine.error('OverflowError', 'factorial() argument should not be so large');
  let result = 1n;
  for (let factor = 2n; factor <= BigInt(n); factor++) {
    machine.work(0.5 + (weightOfInteger(result) >> 8));
    result *= factor;
  }
  return narrowed(result);
}

function squareRoot(machine: Machine, value: Value | undefined): Value {
  const n = big(machine, value);
  if (n < 0n) throw machine.error('ValueError', 'isqrt() argument must be nonnegative');
  if (n < 2n) return narrowed(n);
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    machine.work(weightOfInteger(n));
    const y = (x + n / x) >> 1n;
    if (y >= x) return narrowed(x);
    x = y;
  }
}

function logarithm(machine: Machine, value: Value | undefined, base: Value | undefined): Value {
  const given = numberArgument(machine, value);
  if (given <= 0) throw machine.error('ValueError', 'math domain error');
  if (base === undefined) return float(Math.log(given));
  const by = numberArgument(machine, base);
  return float(by === 2 ? Math.log2(given) : by === 10 ? Math.log10(given) : Math.log(given) / Math.log(by));
}

/** The sum of floats, rounded once (Shewchuk's partial sums, which don't overlap). */
function exactSum(items: readonly number[]): number {
  const partials: number[] = [];
  for (let x of items) {
    let kept = 0;
    for (const other of partials) {
      const [large, small] = Math.abs(x) < Math.abs(other) ? [other, x] : [x, other];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  if (partials.some((part) => !Number.isFinite(part))) return items.reduce((sum, each) => sum + each, 0);
  let sum = partials.pop() ?? 0;
  for (let part = partials.pop(); part !== undefined; part = partials.pop()) {
    const high = sum + part;
    const low = part - (high - sum);
    sum = high;
    if (low === 0) continue;
    const next = partials.at(-1) ?? 0;
    // Half of the last place, and more of the same sign to come: it is rounded up.
    if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
      const twice = low * 2;
      if (high + twice - high === twice) sum = high + twice;
    }
    break;
  }
  return sum;
}

export const mathNatives = natives('math.', {
  sqrt: real(Math.sqrt),
  cbrt: real(Math.cbrt),
  exp: real(Math.exp),
  sin: real(Math.sin),
  cos: real(Math.cos),
  tan: real(Math.tan),
  asin: real(Math.asin),
  acos: real(Math.acos),
  atan: real(Math.atan),
  sinh: real(Math.sinh),
  cosh: real(Math.cosh),
  tanh: real(Math.tanh),
  asinh: real(Math.asinh),
  acosh: real(Math.acosh),
  atanh: real(Math.atanh),
  expm1: real(Math.expm1),
  exp2: real((value) => 2 ** value),
  ldexp: real((value, exponent) => value * 2 ** exponent),
  atan2: real(Math.atan2),
  pow: real((a, b) => a ** b),
  fmod: real((a, b) => a % b),
  fabs: real(Math.abs),
  log2: real(Math.log2),
  log10: real(Math.log10),
  log1p: real(Math.log1p),
  degrees: real((value) => (value * 180) / Math.PI),
  radians: real((value) => (value * Math.PI) / 180),
  copysign: real((a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a))),
  log: (machine, [value, base]) => logarithm(machine, value, base),
  floor: rounded(Math.floor),
  ceil: rounded(Math.ceil),
  trunc: rounded(Math.trunc),
  isqrt: (machine, [value]) => squareRoot(machine, value),
  factorial: (machine, [value]) => factorial(machine, value),
  gcd: (machine, values) =>
    narrowed(values.reduce<bigint>((sum, each) => gcd(machine, sum, big(machine, each)), 0n)),
  lcm: (machine, values) =>
    narrowed(
      values.reduce<bigint>((product, each) => {
        const value = big(machine, each);
        return value === 0n ? 0n : (product * value) / gcd(machine, product, value);
      }, 1n),
    ),
  comb: (machine, [n, k]) => {
    const [total, chosen] = [integerArgument(machine, n), integerArgument(machine, k)];
    let result = 1n;
    if (Math.min(chosen, total - chosen) > FACTORIAL_MAX)
      throw machine.error('OverflowError', 'comb() arguments should not be so large');
    for (let index = 0; index < Math.min(chosen, total - chosen); index++) {
      machine.work(0.5 + (weightOfInteger(result) >> 7));
      result = (result * BigInt(total - index)) / BigInt(index + 1);
    }
    return narrowed(chosen > total ? 0n : result);
  },
  prod: (machine, [items], keywords) =>
    iterableItems(machine, asOptional(items)).reduce<Value>(
      (product, each) => binary(machine, '*', product, each),
      keywords.get('start') ?? 1,
    ),
  hypot: (machine, values) => float(Math.hypot(...values.map((each) => numberArgument(machine, each)))),
  fsum: (machine, [items]) =>
    float(exactSum(iterableItems(machine, asOptional(items)).map((each) => numberArgument(machine, each)))),
  isnan: (machine, [value]) => Number.isNaN(numberArgument(machine, value)),
  isinf: (machine, [value]) => Math.abs(numberArgument(machine, value)) === Number.POSITIVE_INFINITY,
  isfinite: (machine, [value]) => Number.isFinite(numberArgument(machine, value)),
  isclose: (machine, [a, b], keywords) => {
    const [x, y] = [numberArgument(machine, a), numberArgument(machine, b)];
    const relative = keywords.has('rel_tol') ? numberArgument(machine, keywords.get('rel_tol')) : 1e-9;
    const absolute = keywords.has('abs_tol') ? numberArgument(machine, keywords.get('abs_tol')) : 0;
    return Math.abs(x - y) <= Math.max(relative * Math.max(Math.abs(x), Math.abs(y)), absolute);
  },
  modf: (machine, [value]) => {
    const given = numberArgument(machine, value);
    return tuple([float(given % 1), float(Math.trunc(given))]);
  },
  remainder: (machine, [a, b]) => float(floatModulo(numberArgument(machine, a), numberArgument(machine, b))),
});
