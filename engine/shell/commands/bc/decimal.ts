/** A number of bc: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Decimal places, and digits in all. */
export const SCALE_MAX = 1_000;
const DIGITS_MAX = 20_000;
const LINE = 69;

export class BcError extends Error {}

export function decimal(text: string): Decimal {
  const [whole = '', places = ''] = text.split('.');
  return { digits: BigInt(whole + places || '0'), scale: places.length };
}

export function integer(value: number): Decimal {
  return { digits: BigInt(Math.trunc(value)), scale: 0 };
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** With so many places: cut off, not rounded. */
export function scaled({ digits, scale }: Decimal, places: number): Decimal {
  if (places >= scale) return { digits: digits * power(places - scale), scale: places };
  return { digits: digits / power(scale - places), scale: places };
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [scaled(left, scale).digits, scaled(right, scale).digits, scale];
}

export function compare(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right);
  return { digits: a + b, scale };
}

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function multiply(left: Decimal, right: Decimal, scale: number): Decimal {
  const exact = { digits: left.digits * right.digits, scale: left.scale + right.scale };
  return scaled(exact, Math.min(exact.scale, Math.max(scale, left.scale, right.scale)));
}

export function divide(left: Decimal, right: Decimal, scale: number): Decimal {
  if (right.digits === 0n) throw new BcError('Divide by zero');
  const digits = (left.digits * power(scale + right.scale)) / (right.digits * power(left.scale));
  return { digits, scale };
}

export function remainder(left: Decimal, right: Decimal, scale: number): Decimal {
  if (right.digits === 0n) throw new BcError('Modulo by zero');
  const quotient = divide(left, right, scale);
  const places = Math.max(left.scale, scale + right.scale);
  const product = { digits: quotient.digits * right.digits, scale: quotient.scale + right.scale };
  return scaled(add(left, negate(product)), places);
}

export function raise(base: Decimal, exponent: Decimal, scale: number): Decimal {
  const times = Number(scaled(exponent, 0).digits);
  const size = Math.abs(times);
  if (!Number.isSafeInteger(times) || base.digits.toString().length * size > DIGITS_MAX)
    throw new BcError('exponent too large');
  const exact = { digits: base.digits ** BigInt(size), scale: base.scale * size };
  if (times < 0) return divide(integer(1), exact, scale);
  return scaled(exact, Math.min(exact.scale, Math.max(scale, base.scale)));
}

export function squareRoot(value: Decimal, scale: number): Decimal {
  if (value.digits < 0n) throw new BcError('Square root of a negative number');
  const places = Math.max(scale, value.scale);
  const { digits } = scaled(value, 2 * places);
  if (digits < 2n) return { digits, scale: places };
  let guess = power(Math.ceil(digits.toString().length / 2));
  for (;;) {
    const next = (guess + digits / guess) / 2n;
    if (next >= guess) return { digits: guess, scale: places };
    guess = next;
  }
}

/** As bc prints it: without a zero before the point, in lines of seventy characters. */
export function shown({ digits, scale }: Decimal): string {
  if (digits === 0n) return '0';
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale, '0');
  const whole = text.slice(0, text.length - scale);
  const all = sign + whole + (scale > 0 ? `.${text.slice(text.length - scale)}` : '');
  return all.length <= LINE ? all : (all.match(new RegExp(`.{1,${LINE - 1}}`, 'g')) ?? []).join('\\\n');
}
