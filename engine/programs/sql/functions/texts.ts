import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOf } from '../../../shell/commands/bytes.ts';
import { SqlError } from '../errors.ts';
import { VALUE_CHARS_MAX } from '../limits.ts';
import { textOf } from '../run/cast.ts';
import { compareValues } from '../run/compare.ts';
import type { Meter } from '../run/environment.ts';
import { matcherOf } from '../run/patterns.ts';
import { hexOf, utf8 } from '../values/output.ts';
import { decimalOf, type Value } from '../values/value.ts';
import { define, type Functions, intArg, textArg } from './function.ts';

function bounded(length: number): void {
  if (length > VALUE_CHARS_MAX) throw new SqlError('tooLarge');
}

function padded(text: string, length: number, fill: string, left: boolean): string {
  bounded(length);
  const characters = [...text];
  if (characters.length >= length) return characters.slice(0, Math.max(0, length)).join('');
  if (fill === '') return text;
  const needed = length - characters.length;
  const padding = [...fill.repeat(Math.ceil(needed / [...fill].length))].slice(0, needed).join('');
  return left ? padding + text : text + padding;
}

function trimmed(text: string, given: string, start: boolean, end: boolean): string {
  const characters = new Set(given);
  let [from, to] = [0, text.length];
  while (start && from < to && characters.has(text[from] ?? '')) from++;
  while (end && to > from && characters.has(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

function substring(text: string, from: number, length?: number): string {
  const characters = [...text];
  const end = length === undefined ? characters.length + 1 : from + length;
  if (length !== undefined && length < 0)
    throw new SqlError('badArgument', { words: 'negative substring length not allowed' });
  return characters.slice(Math.max(0, from - 1), Math.max(0, end - 1)).join('');
}

function replaced(text: string, what: string, by: string): string {
  if (what === '') return text;
  const parts = text.split(what);
  bounded(text.length + parts.length * by.length);
  return parts.join(by);
}

function formatted(format: string, args: readonly string[]): string {
  let next = 0;
  return format.replace(/%(?:(\d+)\$)?([sIL%])/g, (_whole, position: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const value = args[position === undefined ? next++ : Number(position) - 1] ?? '';
    if (kind === 'I') return /^[a-z_][a-z0-9_]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
    return kind === 'L' ? `'${value.replaceAll("'", "''")}'` : value;
  });
}

function regexReplaced(meter: Meter, text: string, pattern: string, by: string, flags: string): string {
  const matcher = matcherOf(meter, text, pattern, flags.includes('i'));
  const parts: string[] = [];
  let [from, length] = [0, 0];
  while (matcher.find()) {
    bounded(length);
    const groups = (digit: string) =>
      (digit === '&' ? matcher.group(0) : matcher.group(Math.min(Number(digit), matcher.groupCount()))) ?? '';
    const put = by.replace(/\\([0-9&])/g, (_all, digit: string) => groups(digit));
    parts.push(text.slice(from, matcher.start()), put);
    length += put.length;
    meter.charge(0.2 + put.length / 50);
    from = matcher.end();
    if (!flags.includes('g')) break;
  }
  const result = parts.join('') + text.slice(from);
  bounded(result.length);
  return result;
}

function left(text: string, count: number): string {
  const characters = [...text];
  return characters.slice(0, count < 0 ? Math.max(0, characters.length + count) : count).join('');
}

function right(text: string, count: number): string {
  const characters = [...text];
  const kept = count < 0 ? Math.max(0, characters.length + count) : Math.min(count, characters.length);
  return characters.slice(characters.length - kept).join('');
}

/** The n-th part, counted from the end where it is negative. */
function splitPart(text: string, by: string, index: number): string {
  const parts = by === '' ? [text] : text.split(by);
  return parts.at(index > 0 ? index - 1 : index) ?? '';
}

function capitalized(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

export const textFunctions: Functions = {
  lower: define('text → text', ([a]) => textArg(a).toLowerCase()),
  upper: define('text → text', ([a]) => textArg(a).toUpperCase()),
  overlay: define('text text int4 int4? → text', ([a, b, from, length]) => {
    const [characters, by, place] = [[...textArg(a)], textArg(b), intArg(from)];
    if (place < 1) throw new SqlError('badArgument', { words: 'negative substring length not allowed' });
    const end = place - 1 + (length === undefined ? [...by].length : intArg(length));
    return characters.slice(0, place - 1).join('') + by + characters.slice(Math.max(0, end)).join('');
  }),
  initcap: define('text → text', ([a]) => capitalized(textArg(a))),
  char_length: define('text → int4', ([a]) => [...textArg(a)].length),
  octet_length: [
    define('text → int4', ([a]) => utf8(textArg(a)).length),
    define('bytea → int4', ([a]) => textArg(a).length),
  ],
  length: [
    define('text → int4', ([a], env) => (env.mysql ? utf8(textArg(a)).length : [...textArg(a)].length)),
    define('bytea → int4', ([a]) => textArg(a).length),
  ],
  concat: define(
    'any* → text',
    (args, env, types) => {
      if (env.mysql && args.includes(null)) return null;
      const parts = args.map((arg, index) =>
        arg === null ? '' : plain(textOf(env, types[index] ?? { base: 'text' }, arg), arg),
      );
      bounded(parts.reduce((sum, part) => sum + part.length, 0));
      return parts.join('');
    },
    { nulls: true },
  ),
  concat_ws: define(
    'text any* → text',
    ([by = null, ...args], env, types) => {
      if (by === null) return null;
      const parts = args.flatMap((arg, index) =>
        arg === null ? [] : [plain(textOf(env, types[index + 1] ?? { base: 'text' }, arg), arg)],
      );
      bounded(parts.reduce((sum, part) => sum + part.length + textArg(by).length, 0));
      return parts.join(textArg(by));
    },
    { nulls: true },
  ),
  btrim: define('text text? → text', ([a, b]) => trimmed(textArg(a), textArg(b ?? ' '), true, true)),
  ltrim: define('text text? → text', ([a, b]) => trimmed(textArg(a), textArg(b ?? ' '), true, false)),
  rtrim: define('text text? → text', ([a, b]) => trimmed(textArg(a), textArg(b ?? ' '), false, true)),
  substring: [
    define('text int4 int4? → text', ([a, b, c], env) => {
      const from = intArg(b);
      const text = textArg(a);
      const start = env.mysql && from < 0 ? [...text].length + from + 1 : from;
      return env.mysql && from === 0
        ? ''
        : substring(
            text,
            start,
            c === undefined ? undefined : env.mysql ? Math.max(0, intArg(c)) : intArg(c),
          );
    }),
    define('text text → text', ([a, b], env) => {
      const matcher = matcherOf(env.meter, textArg(a), textArg(b), false);
      return matcher.find() ? (matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? null) : null;
    }),
  ],
  strpos: define(
    'text text → int4',
    ([a, b], env) =>
      (env.mysql
        ? textArg(a).toLowerCase().indexOf(textArg(b).toLowerCase())
        : textArg(a).indexOf(textArg(b))) + 1,
  ),
  locate: define(
    'text text → int4',
    ([a, b]) => textArg(b).toLowerCase().indexOf(textArg(a).toLowerCase()) + 1,
  ),
  replace: define('text text text → text', ([a, b, c]) => replaced(textArg(a), textArg(b), textArg(c))),
  translate: define('text text text → text', ([a, b, c]) => {
    const to = [...textArg(c)];
    const places = new Map<string, string>();
    for (const [index, character] of [...textArg(b)].entries())
      if (!places.has(character)) places.set(character, to[index] ?? '');
    return Array.from(textArg(a), (character) => places.get(character) ?? character).join('');
  }),
  left: define('text int4 → text', ([a, b]) => left(textArg(a), intArg(b))),
  right: define('text int4 → text', ([a, b]) => right(textArg(a), intArg(b))),
  lpad: define('text int4 text? → text', ([a, b, c]) =>
    padded(textArg(a), intArg(b), textArg(c ?? ' '), true),
  ),
  rpad: define('text int4 text? → text', ([a, b, c]) =>
    padded(textArg(a), intArg(b), textArg(c ?? ' '), false),
  ),
  repeat: define('text int4 → text', ([a, b]) => {
    if (textArg(a).length * intArg(b) > VALUE_CHARS_MAX) throw new SqlError('tooLarge');
    return textArg(a).repeat(Math.max(0, intArg(b)));
  }),
  reverse: define('text → text', ([a]) => [...textArg(a)].reverse().join('')),
  space: define('int4 → text', ([a]) => {
    bounded(intArg(a));
    return ' '.repeat(Math.max(0, intArg(a)));
  }),
  split_part: define('text text int4 → text', ([a, b, c]) => splitPart(textArg(a), textArg(b), intArg(c))),
  substring_index: define('text text int4 → text', ([a, b, c]) => {
    const parts = textArg(a).split(textArg(b));
    return (intArg(c) >= 0 ? parts.slice(0, intArg(c)) : parts.slice(intArg(c))).join(textArg(b));
  }),
  starts_with: define('text text → bool', ([a, b]) => textArg(a).startsWith(textArg(b))),
  ascii: define('text → int4', ([a]) => textArg(a).codePointAt(0) ?? 0),
  chr: define('int4 → text', ([a]) => String.fromCodePoint(Math.min(0x10ffff, Math.max(1, intArg(a))))),
  char: define('int4 → text', ([a]) => String.fromCodePoint(Math.min(0x10ffff, Math.max(1, intArg(a))))),
  md5: define('text → text', ([a]) => bytesToHex(md5(bytesOf(utf8(textArg(a)))))),
  sha1: define('text → text', ([a]) => bytesToHex(sha1(bytesOf(utf8(textArg(a)))))),
  sha2: define('text int4 → text', ([a]) => bytesToHex(sha256(bytesOf(utf8(textArg(a)))))),
  sha256: define('bytea → bytea', ([a]) => String.fromCharCode(...sha256(bytesOf(textArg(a))))),
  hex: define('any → text', ([a], _env, [type]) =>
    typeof a === 'string'
      ? hexOf(type?.base === 'bytea' ? a : utf8(a)).toUpperCase()
      : BigInt.asUintN(64, decimalOf(a ?? null).round(0).units)
          .toString(16)
          .toUpperCase(),
  ),
  to_hex: define('int8 → text', ([a]) => BigInt.asUintN(64, BigInt(String(a))).toString(16)),
  encode: define('bytea text → text', ([a, b]) =>
    textArg(b) === 'hex' ? hexOf(textArg(a)) : btoa(textArg(a)),
  ),
  decode: define('text text → bytea', ([a, b]) => decoded(textArg(a), textArg(b))),
  quote_ident: define('text → text', ([a]) => formatted('%I', [textArg(a)])),
  quote_literal: define('text → text', ([a]) => formatted('%L', [textArg(a)])),
  quote: define('text → text', ([a]) => formatted('%L', [textArg(a)])),
  format: define(
    'text any* → text',
    ([a, ...rest], env, types) =>
      env.mysql
        ? grouped(a, intArg(rest[0]))
        : formatted(
            textArg(a),
            rest.map((arg, index) =>
              arg === null ? '' : textOf(env, types[index + 1] ?? { base: 'text' }, arg),
            ),
          ),
    { nulls: true },
  ),
  regexp_replace: define('text text text text? → text', ([a, b, c, d], env) =>
    regexReplaced(env.meter, textArg(a), textArg(b), textArg(c), env.mysql ? 'gi' : textArg(d)),
  ),
  similar_to_escape: define('text → text', ([a]) => similarTo(textArg(a))),
  regexp_like: define('text text → bool', ([a, b], env) =>
    matcherOf(env.meter, textArg(a), textArg(b), env.mysql).find(),
  ),
  strcmp: define('text text → int4', ([a, b], env) =>
    Math.sign(compareValues(textArg(a), textArg(b), env.mysql)),
  ),
  field: define(
    'any any* → int4',
    ([a, ...rest], env) =>
      rest.findIndex(
        (each) => each !== null && a !== undefined && a !== null && compareValues(a, each, env.mysql) === 0,
      ) + 1,
    { nulls: true },
  ),
  find_in_set: define('text text → int4', ([a, b]) => textArg(b).split(',').indexOf(textArg(a)) + 1),
};

/** MySQL's FORMAT: commas between thousands. */
function grouped(value: Value | undefined, places: number): string | null {
  if (value === undefined || value === null) return null;
  const [whole = '', fraction] = decimalOf(value)
    .round(Math.max(0, Math.min(30, places)))
    .toString()
    .split('.');
  const shown = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}

/** A pattern of SIMILAR TO as a regular expression. */
function similarTo(pattern: string): string {
  const inner = pattern.replace(/\\.|[%_.^$]/g, (each) =>
    each === '%' ? '.*' : each === '_' ? '.' : each.startsWith('\\') ? each : `\\${each}`,
  );
  return `^(?:${inner})$`;
}

/** Booleans in texts that are put together are letters. */
function plain(text: string, value: unknown): string {
  return value === true ? 't' : value === false ? 'f' : text;
}

function decoded(text: string, form: string): string {
  if (form === 'hex')
    return (text.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
  try {
    return atob(text);
  } catch {
    throw new SqlError('badArgument', { words: 'invalid base64 end sequence' });
  }
}

export const textAliases: Readonly<Record<string, string>> = {
  character_length: 'char_length',
  lcase: 'lower',
  ucase: 'upper',
  substr: 'substring',
  mid: 'substring',
  trim: 'btrim',
  instr: 'strpos',
  ord: 'ascii',
  sha: 'sha1',
};
