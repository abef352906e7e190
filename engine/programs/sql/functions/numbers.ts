import { SqlError } from '../errors.ts';
import { compareAs } from '../run/compare.ts';
import { FLOAT8, isFloat, NUMERIC, type SqlType } from '../values/types.ts';
import { Decimal, decimalOf, numberOf, type Value } from '../values/value.ts';
import { define, type Functions, intArg } from './function.ts';

/** The argument's own type; a float where there is none. */
const own = ([type]: readonly SqlType[]): SqlType =>
  type === undefined || type.base === 'unknown' ? FLOAT8 : { base: type.base };
const exactOrFloat = ([type]: readonly SqlType[]): SqlType =>
  type !== undefined && !isFloat(type) && type.base !== 'unknown' ? NUMERIC : FLOAT8;

function absolute(value: Value): Value {
  if (value instanceof Decimal) return value.units < 0n ? value.negate() : value;
  if (typeof value === 'bigint') return value < 0n ? -value : value;
  return Math.abs(numberOf(value));
}

/** To a whole number, of a float or an exact one. */
function whole(name: 'floor' | 'ceil'): (args: readonly Value[]) => Value {
  return ([value = null]) => {
    if (typeof value === 'number') return Math[name](value);
    const exact = decimalOf(value);
    const cut = exact.truncate(0);
    if (cut.compare(exact) === 0) return cut;
    const up = name === 'ceil' && exact.units > 0n;
    const down = name === 'floor' && exact.units < 0n;
    return new Decimal(cut.units + (up ? 1n : down ? -1n : 0n), 0);
  };
}

function rounded(value: Value, places: number, isFloating: boolean): Value {
  if (isFloating) {
    const factor = 10 ** places;
    const scaled = numberOf(value) * factor;
    const even = Math.abs(scaled % 1) === 0.5 ? 2 * Math.round(scaled / 2) : Math.round(scaled);
    return places === 0 ? even : Math.round(scaled) / factor;
  }
  return decimalOf(value).round(Math.max(-1000, Math.min(1000, places)));
}

const float = (run: (value: number) => number) => define('float8 → float8', ([a]) => run(numberOf(a ?? 0)));

function root(value: number): number {
  if (value < 0) throw new SqlError('badArgument', { words: 'cannot take square root of a negative number' });
  return Math.sqrt(value);
}

function logarithm(value: number, run: (value: number) => number): number {
  if (value <= 0)
    throw new SqlError('badArgument', {
      words: `cannot take logarithm of ${value === 0 ? 'zero' : 'a negative number'}`,
    });
  return run(value);
}

function extreme(args: readonly Value[], sign: number, mysql: boolean, type?: SqlType): Value {
  let found: Value = null;
  for (const value of args) {
    if (value === null) {
      if (mysql) return null;
      continue;
    }
    if (found === null || compareAs(mysql ? undefined : type, value, found, mysql) * sign > 0) found = value;
  }
  return found;
}

export const numberFunctions: Functions = {
  abs: define('any → any', ([a]) => absolute(a ?? null), { result: own }),
  ceil: define('any → any', whole('ceil'), { result: exactOrFloat }),
  floor: define('any → any', whole('floor'), { result: exactOrFloat }),
  round: define(
    'any int4? → any',
    ([a, b], _env, [type]) => rounded(a ?? null, intArg(b), type !== undefined && isFloat(type)),
    { result: exactOrFloat },
  ),
  trunc: define(
    'any int4? → any',
    ([a, b]) =>
      typeof a === 'number'
        ? Math.trunc(a * 10 ** intArg(b)) / 10 ** intArg(b)
        : decimalOf(a ?? null).truncate(intArg(b)),
    {
      result: exactOrFloat,
    },
  ),
  sign: define('any → any', ([a]) => Decimal.of(Math.sign(numberOf(a ?? null))), { result: () => NUMERIC }),
  mod: define('numeric numeric → numeric', ([a, b], env) => {
    const divisor = decimalOf(b ?? null);
    if (divisor.units !== 0n) return decimalOf(a ?? null).remainder(divisor);
    if (env.mysql) return null;
    throw new SqlError('divisionByZero');
  }),
  power: define('float8 float8 → float8', ([a, b]) => numberOf(a ?? 0) ** numberOf(b ?? 0)),
  sqrt: float(root),
  cbrt: float(Math.cbrt),
  exp: float(Math.exp),
  ln: float((value) => logarithm(value, Math.log)),
  log10: float((value) => logarithm(value, Math.log10)),
  log2: float((value) => logarithm(value, Math.log2)),
  log: define('float8 float8? → float8', ([a, b], env) => {
    if (b !== undefined) return Math.log(numberOf(b)) / Math.log(numberOf(a ?? 0));
    return logarithm(numberOf(a ?? 0), env.mysql ? Math.log : Math.log10);
  }),
  sin: float(Math.sin),
  cos: float(Math.cos),
  tan: float(Math.tan),
  asin: float(Math.asin),
  acos: float(Math.acos),
  atan: float(Math.atan),
  atan2: define('float8 float8 → float8', ([a, b]) => Math.atan2(numberOf(a ?? 0), numberOf(b ?? 0))),
  radians: float((value) => (value * Math.PI) / 180),
  degrees: float((value) => (value * 180) / Math.PI),
  pi: define('→ float8', () => Math.PI),
  gcd: define('int8 int8 → int8', ([a, b]) => gcd(BigInt(String(a)), BigInt(String(b)))),
  lcm: define('int8 int8 → int8', ([a, b]) => {
    const [x, y] = [BigInt(String(a)), BigInt(String(b))];
    return x === 0n || y === 0n ? 0n : abs((x / gcd(x, y)) * y);
  }),
  div: define('numeric numeric → numeric', ([a, b]) => {
    const divisor = decimalOf(b ?? 0);
    if (divisor.units === 0n) throw new SqlError('divisionByZero');
    return truncated(decimalOf(a ?? 0).divide(divisor, 20));
  }),
  factorial: define('int8 → numeric', ([a]) => {
    const number = Number(a);
    if (number < 0)
      throw new SqlError('badArgument', { words: 'factorial of a negative number is undefined' });
    if (number > FACTORIAL_MAX) throw new SqlError('numericOverflow');
    let product = 1n;
    for (let each = 2n; each <= BigInt(number); each++) product *= each;
    return new Decimal(product, 0);
  }),
  cot: define('float8 → float8', ([a]) => 1 / Math.tan(numberOf(a ?? 0))),
  scale: define('numeric → int4', ([a]) => decimalOf(a ?? 0).scale),
  width_bucket: define('float8 float8 float8 int4 → int4', ([a, low, high, count]) => {
    const [at, from, to, buckets] = [a, low, high, count].map((each) => numberOf(each ?? 0));
    if (at === undefined || from === undefined || to === undefined || buckets === undefined) return null;
    return Math.max(0, Math.min(buckets + 1, Math.floor(((at - from) / (to - from)) * buckets) + 1));
  }),
  random: define('→ float8', (_args, env) => env.random()),
  // With a seed it is the same every time: the first of MySQL's own generator.
  rand: define('int8? → float8', ([seed], env) =>
    seed === undefined ? env.random() : seeded(Number(seed ?? 0)),
  ),
  setseed: define('float8 → void', () => ''),
  greatest: define('same same* → same', (args, env, [type]) => extreme(args, 1, env.mysql, type), {
    nulls: true,
  }),
  least: define('same same* → same', (args, env, [type]) => extreme(args, -1, env.mysql, type), {
    nulls: true,
  }),
  conv: define('text int4 int4 → text', ([a, b, c]) =>
    Number.parseInt(String(a), Math.max(2, Math.min(36, intArg(b))))
      .toString(Math.max(2, Math.min(36, intArg(c))))
      .toUpperCase(),
  ),
  crc32: define('text → int8', ([a]) => {
    let crc = 0xffffffff;
    for (const character of String(a)) {
      crc ^= character.charCodeAt(0);
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return BigInt((crc ^ 0xffffffff) >>> 0);
  }),
};

/** MySQL's generator: the first number after a seed. */
function seeded(seed: number): number {
  const most = 0x3fffffff;
  const first = (Math.abs(seed) * 0x10001 + 55_555_555) % most;
  const second = (Math.abs(seed) * 0x10000001) % most;
  return ((first * 3 + second) % most) / most;
}

function truncated(value: Decimal): Decimal {
  return new Decimal(value.units / 10n ** BigInt(value.scale), 0);
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
/** Its factorial has some two thousand digits. */
const FACTORIAL_MAX = 800;

export const numberAliases: Readonly<Record<string, string>> = {
  ceiling: 'ceil',
  pow: 'power',
  truncate: 'trunc',
};
