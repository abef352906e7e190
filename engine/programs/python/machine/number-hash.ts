import { narrowed } from '../syntax/numbers.ts';

/** CPython's: numbers that are equal have equal hashes, modulo this prime. */
const MODULUS = (1n << 61n) - 1n;
const BITS = 61;

function signed(hash: bigint, isNegative: boolean): number | bigint {
  const made = isNegative ? -hash : hash;
  return narrowed(made === -1n ? -2n : made);
}

export function hashOfInteger(value: number | bigint): number | bigint {
  const whole = BigInt(value);
  return signed((whole < 0n ? -whole : whole) % MODULUS, whole < 0n);
}

/** A float as a fraction in its lowest terms. @throws RangeError where it is no number */
export function ratioOf(value: number): readonly [numerator: bigint, halvings: number] {
  let halvings = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings++;
  }
  return [BigInt(scaled), halvings];
}

export function hashOfFloat(value: number): number | bigint {
  if (Number.isNaN(value)) return 0;
  if (!Number.isFinite(value)) return value > 0 ? 314159 : -314159;
  const [numerator, halvings] = ratioOf(value);
  // Modulo 2^61 - 1, halving is a rotation.
  const inverse = 1n << BigInt((BITS - (halvings % BITS)) % BITS);
  const whole = ((numerator < 0n ? -numerator : numerator) * inverse) % MODULUS;
  return signed(whole, numerator < 0n);
}
