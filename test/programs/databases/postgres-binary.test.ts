import { expect, it } from 'vitest';
import { binaryOf, valueOfBinary } from '../../../engine/programs/sql/postgres/binary.ts';
import { parseValue } from '../../../engine/programs/sql/values/input.ts';
import { hexOf, showValue } from '../../../engine/programs/sql/values/output.ts';
import type { SqlType } from '../../../engine/programs/sql/values/types.ts';

/** What a PostgreSQL server sends for these, in hexadecimal. */
const forms: readonly (readonly [SqlType, string, string])[] = [
  [{ base: 'bool' }, 't', '01'],
  [{ base: 'int2' }, '-2', 'fffe'],
  [{ base: 'int4' }, '258', '00000102'],
  [{ base: 'int8' }, '-1', 'ffffffffffffffff'],
  [{ base: 'float4' }, '1.5', '3fc00000'],
  [{ base: 'float8' }, '1.5', '3ff8000000000000'],
  [{ base: 'numeric' }, '12.5', '0002000000000001000c1388'],
  [{ base: 'numeric' }, '-0.0001', '0001ffff400000040001'],
  [{ base: 'numeric' }, '120000', '000200010000000000' + '0c0000'],
  [{ base: 'date' }, '2000-01-02', '00000001'],
  [{ base: 'time' }, '00:00:01', '00000000000f4240'],
  [{ base: 'timestamp' }, '2000-01-01 00:00:01', '00000000000f4240'],
  [{ base: 'timestamptz' }, '2000-01-01 00:00:01+00', '00000000000f4240'],
  [{ base: 'interval' }, '1 day 00:00:01', '00000000000f42400000000100000000'],
  [{ base: 'uuid' }, '00112233-4455-6677-8899-aabbccddeeff', '00112233445566778899aabbccddeeff'],
  [{ base: 'bytea' }, '\\x00ff', '00ff'],
  [{ base: 'jsonb' }, '{"a": 1}', '017b2261223a20317d'],
  [{ base: 'text' }, 'é', 'c3a9'],
  [
    { base: 'int4', array: true },
    '{1,NULL}',
    `${'00000001'.repeat(2)}00000017${'00000002'}${'00000001'}0000000400000001ffffffff`,
  ],
];

it.each(forms)('$base $1 $2', (type, text, hex) => {
  const value = parseValue(type, text, 0);
  if (value === null) throw new Error('it is something');
  expect(hexOf(binaryOf(type, value))).toBe(hex);
  const bytes = (hex.match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
  const read = valueOfBinary(type, bytes, 0);
  expect(read === null ? null : showValue(type, read)).toBe(text);
});
