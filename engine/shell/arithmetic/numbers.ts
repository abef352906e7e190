import { wrap } from './operators.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';

/** A number as it is written: `10`, `010`, `0x10`, `2#10`. Otherwise what is wrong with it. */
export function numberOf(text: string): bigint | 'syntax' | 'digit' {
  const hash = text.indexOf('#');
  if (hash > 0) return based(Number(text.slice(0, hash)), text.slice(hash + 1));
  if (/^0[xX]/.test(text)) return wrap(BigInt(text));
  if (text.length > 1 && text.startsWith('0')) return based(8, text.slice(1));
  return wrap(BigInt(text));
}

function based(base: number, digits: string): bigint | 'syntax' | 'digit' {
  if (base < 2 || base > 64) return 'syntax';
  let value = 0n;
  for (const digit of base <= 36 ? digits.toLowerCase() : digits) {
    const worth = DIGITS.indexOf(digit);
    if (worth < 0 || worth >= base) return 'digit';
    value = wrap(value * BigInt(base) + BigInt(worth));
  }
  return value;
}
