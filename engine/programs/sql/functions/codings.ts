import { decode, encode } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { matcherOf, regexMatch, splitBy } from '../run/patterns.ts';
import { TEXT } from '../values/types.ts';
import { Decimal } from '../values/value.ts';
import { define, type Functions, intArg, textArg } from './function.ts';

const TEXTS = { result: () => ({ ...TEXT, array: true }) };

/** How a word sounds, as Russell's soundex codes it: MySQL's isn't cut off at four. */
function soundex(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '');
  const codes = '01230120022455012623010202';
  const code = (letter: string) => codes[letter.charCodeAt(0) - 65] ?? '0';
  let found = letters[0] ?? '';
  let before = code(found);
  for (const letter of letters.slice(1)) {
    const each = code(letter);
    if (each !== '0' && each !== before) found += each;
    if (!/[HW]/.test(letter)) before = each;
  }
  return found.padEnd(4, '0');
}

function addressNumber(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** Texts as other texts and numbers: bases, codes, addresses; parts that a pattern finds. */
export const codingFunctions: Functions = {
  bit_length: define('text → int4', ([a]) => encode(textArg(a)).length * 8),
  oct: define('int8 → text', ([a]) => BigInt.asUintN(64, BigInt(String(a))).toString(8)),
  bit_count: define('int8 → int8', ([a]) =>
    BigInt([...BigInt.asUintN(64, BigInt(String(a))).toString(2)].filter((bit) => bit === '1').length),
  ),
  soundex: define('text → text', ([a]) => soundex(textArg(a))),
  unhex: define('text → text', ([a]) => {
    const text = textArg(a);
    if (!/^[0-9a-fA-F]*$/.test(text)) return null;
    const bytes = text.padStart(text.length + (text.length % 2), '0').match(/../g) ?? [];
    return decode(bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''));
  }),
  to_base64: define('text → text', ([a]) => (btoa(encode(textArg(a))).match(/.{1,76}/g) ?? []).join('\n')),
  from_base64: define('text → text', ([a]) => {
    try {
      return decode(atob(textArg(a).replace(/\s/g, '')));
    } catch {
      return null;
    }
  }),
  inet_aton: define('text → int8', ([a]) => addressNumber(textArg(a))),
  inet_ntoa: define('int8 → text', ([a]) => {
    const number = Number(a);
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
  }),
  elt: define('int4 text* → text', ([a, ...list]) => list[intArg(a) - 1] ?? null, { nulls: true }),
  make_set: define(
    'int8 text* → text',
    ([a, ...list]) =>
      list
        .filter((each, at) => each !== null && (BigInt(String(a ?? 0)) >> BigInt(at)) % 2n === 1n)
        .join(','),
    { nulls: true },
  ),
  insert: define('text int4 int4 text → text', ([a, b, c, d]) => {
    const [characters, from, length] = [[...textArg(a)], intArg(b), intArg(c)];
    if (from < 1 || from > characters.length) return textArg(a);
    const end = length < 0 ? characters.length : from - 1 + length;
    return characters.slice(0, from - 1).join('') + textArg(d) + characters.slice(end).join('');
  }),
  regexp_substr: define(
    'text text → text',
    ([a, b], env) => regexMatch(env.meter, textArg(a), textArg(b), env.mysql)?.whole ?? null,
  ),
  regexp_instr: define(
    'text text → int4',
    ([a, b], env) => (regexMatch(env.meter, textArg(a), textArg(b), env.mysql)?.at ?? -1) + 1,
  ),
  regexp_count: define('text text → int4', ([a, b], env) => {
    const matcher = matcherOf(env.meter, textArg(a), textArg(b), env.mysql);
    let count = 0;
    while (matcher.find()) count++;
    return count;
  }),
  regexp_match: define(
    'text text text? → text',
    ([a, b, c], env) => {
      const found = regexMatch(env.meter, textArg(a), textArg(b), textArg(c).includes('i'));
      if (found === undefined) return null;
      return found.groups.length === 0 ? [found.whole] : found.groups;
    },
    TEXTS,
  ),
  regexp_split_to_array: define(
    'text text → text',
    ([a, b], env) => splitBy(env.meter, textArg(a), textArg(b)),
    TEXTS,
  ),
  to_number: define('text text → numeric', ([a, b]) => {
    const given = textArg(a).replace(/[^\d.+-]/g, '');
    const digits = given.endsWith('-') ? `-${given.slice(0, -1)}` : given;
    const value = digits.includes('.') && !/[.D]/i.test(textArg(b)) ? digits.replace('.', '') : digits;
    if (!/\d/.test(value))
      throw new SqlError('badArgument', { words: `invalid input syntax for type numeric: "${textArg(a)}"` });
    return Decimal.parse(value.replace(/^\+/, '')) ?? null;
  }),
};
