import type { Literal } from './tree.ts';

/** A number of a source. */
export function numberOf(text: string): Literal {
  const digits = text.replaceAll('_', '');
  if (/[jJ]$/.test(digits)) return { imaginary: Number(digits.slice(0, -1)) };
  if (/^0[xXoObB]/.test(digits)) return narrowed(BigInt(digits));
  if (/[.eE]/.test(digits)) return { float: Number(digits) };
  return narrowed(BigInt(digits));
}

/** Integers are numbers where these are exact. */
export function narrowed(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;
}
