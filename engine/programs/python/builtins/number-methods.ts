import { natives } from '../machine/native.ts';
import { ratioOf } from '../machine/number-hash.ts';
import { plain } from '../machine/plain.ts';
import { bytes, tuple } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';
import { integerArgument, numberArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { bytesOf } from './repeated.ts';

export const numberMethods = [
  ...natives('int.', {
    bit_length: (_machine, [self]) => {
      const value = plain(asOptional(self));
      const number = BigInt(
        typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' ? value : 0,
      );
      return number === 0n ? 0 : (number < 0n ? -number : number).toString(2).length;
    },
    to_bytes: (machine, [self, length, order], keywords) => {
      let value = BigInt(integerArgument(machine, self));
      const size = integerArgument(machine, length ?? keywords.get('length'), 1);
      if (value < 0n) value += 1n << BigInt(8 * size);
      let text = '';
      for (let index = 0; index < size; index++, value >>= 8n)
        text = String.fromCharCode(Number(value & 255n)) + text;
      if (value > 0n) throw machine.error('OverflowError', 'int too big to convert');
      return bytes(
        (order ?? keywords.get('byteorder') ?? 'big') === 'little' ? [...text].reverse().join('') : text,
      );
    },
    from_bytes: (machine, [data, order], keywords) => {
      const text = bytesOf(machine, data) ?? '';
      const letters =
        (order ?? keywords.get('byteorder') ?? 'big') === 'little' ? [...text].reverse() : [...text];
      let value = 0n;
      for (const letter of letters) value = value * 256n + BigInt(letter.charCodeAt(0));
      return narrowed(value);
    },
    is_integer: () => true,
    bit_count: (machine, [self]) => {
      const value = BigInt(integerArgument(machine, self));
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
