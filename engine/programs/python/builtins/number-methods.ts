import { checkSize } from '../machine/arithmetic.ts';
import { weightOfInteger } from '../machine/integers.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { ratioOf } from '../machine/number-hash.ts';
import { plain } from '../machine/plain.ts';
import { bytes, tuple, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';
import { integerArgument, numberArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { bytesOf } from './repeated.ts';

/** A whole number, however large. */
function integer(machine: Machine, self: Value | undefined): bigint {
  const value = plain(asOptional(self));
  if (typeof value !== 'bigint') return BigInt(integerArgument(machine, value));
  machine.work(weightOfInteger(value));
  return value;
}

const isLittle = (order: Value | undefined) => order === 'little';
const reversed = (text: string) => [...text].reverse().join('');

/** A whole number in so many bytes, one character each. */
function bigEndian(machine: Machine, value: bigint, size: number, signed: boolean): string {
  if (value < 0n && !signed) throw machine.error('OverflowError', "can't convert negative int to unsigned");
  const top = 1n << BigInt(Math.max(0, 8 * size - (signed ? 1 : 0)));
  if (value >= top || -value > top) throw machine.error('OverflowError', 'int too big to convert');
  if (size === 0) return '';
  const digits = (value < 0n ? value + (1n << BigInt(8 * size)) : value).toString(16).padStart(2 * size, '0');
  return digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}

export const numberMethods = [
  ...natives('int.', {
    bit_length: (machine, [self]) => {
      const value = integer(machine, self);
      return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
    },
    to_bytes: (machine, [self, length, order], keywords) => {
      const size = integerArgument(machine, length ?? keywords.get('length'), 1);
      if (size < 0) throw machine.error('ValueError', 'length argument must be non-negative');
      machine.allocate(size);
      machine.work(size);
      const text = bigEndian(machine, integer(machine, self), size, keywords.get('signed') === true);
      return bytes(isLittle(order ?? keywords.get('byteorder')) ? reversed(text) : text);
    },
    from_bytes: (machine, [data, order], keywords) => {
      const given = bytesOf(machine, plain(asOptional(data))) ?? '';
      checkSize(machine, 8 * given.length);
      machine.work(given.length);
      const text = isLittle(order ?? keywords.get('byteorder')) ? reversed(given) : given;
      const digits = Array.from(text, (each) => each.charCodeAt(0).toString(16).padStart(2, '0')).join('');
      const isNegative = keywords.get('signed') === true && text.charCodeAt(0) > 127;
      return narrowed(BigInt(`0x0${digits}`) - (isNegative ? 1n << BigInt(8 * text.length) : 0n));
    },
    is_integer: () => true,
    bit_count: (machine, [self]) => {
      const value = integer(machine, self);
      return [...(value < 0n ? -value : value).toString(2)].filter((digit) => digit === '1').length;
    },
    conjugate: (_machine, [self]) => plain(asOptional(self)),
    as_integer_ratio: (_machine, [self]) => tuple([plain(asOptional(self)), 1]),
  }),
  ...natives('float.', {
    is_integer: (machine, [self]) => Number.isInteger(numberArgument(machine, self)),
    as_integer_ratio: (machine, [self]) => {
      const value = numberArgument(machine, self);
      if (Number.isNaN(value)) throw machine.error('ValueError', 'cannot convert NaN to integer ratio');
      if (!Number.isFinite(value))
        throw machine.error('OverflowError', 'cannot convert Infinity to integer ratio');
      const [numerator, halvings] = ratioOf(value);
      return tuple([narrowed(numerator), narrowed(1n << BigInt(halvings))]);
    },
    hex: (machine) => {
      throw machine.unsupported('float.hex()');
    },
  }),
];
