import { SqlError } from '../errors.ts';
import { VALUE_CHARS_MAX } from '../limits.ts';
import { parseJson, showJson } from './json.ts';
import { utf8 } from './output.ts';
import { parseInterval, parseMoment, parseTime } from './times.ts';
import { factsOf, type SqlType, titleOf } from './types.ts';
import { DAY, Decimal, type Value } from './value.ts';

const ranges: Readonly<Record<string, readonly [low: bigint, high: bigint]>> = {
  int2: [-32_768n, 32_767n],
  int4: [-2_147_483_648n, 2_147_483_647n],
  int8: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
  oid: [0n, 4_294_967_295n],
};
const mysqlRanges: Readonly<Record<string, readonly [low: bigint, high: bigint]>> = {
  tinyint: [-128n, 127n],
  mediumint: [-8_388_608n, 8_388_607n],
  year: [0n, 2155n],
};

/** An integer of a type. @throws SqlError where it doesn't fit */
export function integer(
  type: SqlType,
  value: bigint,
  problem: 'outOfRange' | 'valueOutOfRange' = 'outOfRange',
): number | bigint {
  const [low, high] = rangeOf(type);
  if (type.shown === 'year') return Number(fullYear(type, value));
  if (value < low || value > high) throw new SqlError(problem, { type: titleOf(type), value: String(value) });
  return type.base === 'int8' ? value : Number(value);
}

function rangeOf(type: SqlType): readonly [bigint, bigint] {
  const word = type.shown?.split(/[ (]/)[0] ?? '';
  const [low, high] = mysqlRanges[word] ?? ranges[type.base] ?? [0n, 0n];
  return type.unsigned === true ? [0n, high - low] : [low, high];
}

/** MySQL's YEAR: two digits are of this century below 70, and of the last one from there. */
function fullYear(type: SqlType, value: bigint): bigint {
  if (type.shown !== 'year' || value <= 0n || value > 99n) return value;
  return value + (value < 70n ? 2000n : 1900n);
}

/** A number with a fraction, within a float's. */
export function float(type: SqlType, value: number): number {
  return type.base === 'float4' ? Number(Math.fround(value).toPrecision(7)) : value;
}

/** The value that a text means in a type, as a literal does. @throws SqlError */
export function parseValue(type: SqlType, text: string, nowMs: number): Value {
  if (type.array === true) return parseArray(type, text, nowMs);
  switch (type.base) {
    case 'bool':
      return parseBool(text);
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
      if (!/^\s*[+-]?\d{1,400}\s*$/.test(text)) throw invalid(type, text);
      return integer(type, fullYear(type, BigInt(text.trim().replace(/^\+/, ''))), 'valueOutOfRange');
    case 'numeric': {
      const value = Decimal.parse(text);
      if (value === undefined) throw invalid(type, text);
      return fitted(type, value);
    }
    case 'float4':
    case 'float8': {
      const special = {
        nan: Number.NaN,
        infinity: Number.POSITIVE_INFINITY,
        '-infinity': Number.NEGATIVE_INFINITY,
      };
      const named = Object.entries(special).find(([word]) => word === text.trim().toLowerCase());
      if (named !== undefined) return named[1];
      if (!/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text.slice(0, 1000)))
        throw invalid(type, text);
      return float(type, Number(text));
    }
    default:
      return parseOther(type, text, nowMs);
  }
}

function parseOther(type: SqlType, text: string, nowMs: number): Value {
  switch (type.base) {
    case 'date':
    case 'timestamp':
    case 'timestamptz': {
      const moment = parseMoment(text, nowMs, mysqlWord(type));
      if (moment === undefined) throw new SqlError('invalidDate', { type: mysqlWord(type), value: text });
      if (type.base === 'date') return Math.floor(moment.microseconds / DAY);
      const zone = type.base === 'timestamptz' ? (moment.offset ?? 0) : 0;
      return roundedTime(type, moment.microseconds - zone * 60_000_000);
    }
    case 'time': {
      const time = parseTime(text) ?? momentTime(text, nowMs);
      if (time === undefined) throw new SqlError('invalidDate', { type: mysqlWord(type), value: text });
      return roundedTime(type, time);
    }
    case 'interval': {
      const interval = parseInterval(text);
      if (interval === undefined) throw new SqlError('invalidDate', { type: 'interval', value: text });
      return interval;
    }
    case 'uuid': {
      const digits = text.replace(/[-{}]/g, '').toLowerCase();
      if (!/^[0-9a-f]{32}$/.test(digits)) throw invalid(type, text);
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    }
    case 'json':
      parseJson(text);
      return text;
    case 'jsonb':
      return showJson(parseJson(text));
    case 'bytea':
      return parseBytes(text);
    default:
      return fitted(type, text);
  }
}

function momentTime(text: string, nowMs: number): number | undefined {
  const moment = parseMoment(text, nowMs);
  return moment === undefined ? undefined : ((moment.microseconds % DAY) + DAY) % DAY;
}

function roundedTime(type: SqlType, microseconds: number): number {
  if (type.length === undefined || type.length >= 6) return microseconds;
  const unit = 10 ** (6 - type.length);
  return Math.round(microseconds / unit) * unit;
}

/** MySQL names the type by its own word in errors. */
function mysqlWord(type: SqlType): string {
  return type.shown === undefined
    ? titleOf(type)
    : (type.shown.split('(')[0] ?? '').replace('timestamp', 'datetime');
}

function invalid(type: SqlType, value: string): SqlError {
  return new SqlError('invalidInput', {
    type: type.shown === undefined ? titleOf(type) : mysqlInputWord(type),
    value: value.slice(0, 200),
  });
}

function mysqlInputWord(type: SqlType): string {
  return factsOf(type).category === 'number'
    ? type.base === 'numeric'
      ? 'decimal'
      : type.base.startsWith('float')
        ? 'double'
        : 'integer'
    : (type.shown ?? '');
}

function parseBool(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== '') {
    if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return true;
    if ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'off' || word === 'of' || word === '0')
      return false;
  }
  throw new SqlError('invalidInput', { type: 'boolean', value: text.slice(0, 200) });
}

function parseBytes(text: string): string {
  if (!text.startsWith('\\x'))
    return utf8(text).replace(/\\(?:([0-3][0-7]{2})|\\)/g, (_all, octal: string | undefined) =>
      octal === undefined ? '\\' : String.fromCharCode(Number.parseInt(octal, 8)),
    );
  return (text.slice(2).match(/[0-9a-fA-F]{2}/g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
}

function parseArray(type: SqlType, text: string, nowMs: number): Value {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) {
    throw new SqlError('badArgument', { words: `malformed array literal: "${text}"` }, undefined, {
      detail: 'Array value must start with "{" or dimension information.',
    });
  }
  const element: SqlType = { ...type, array: false };
  const items: Value[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([^,"{}]*))\s*(?:,|$)/gy;
  const inside = trimmed.slice(1, -1);
  if (inside.trim() === '') return [];
  for (let match = pattern.exec(inside); match !== null; match = pattern.exec(inside)) {
    const [, quoted, plain] = match;
    if (quoted !== undefined) items.push(parseValue(element, quoted.replace(/\\(.)/g, '$1'), nowMs));
    else if (plain?.trim().toLowerCase() === 'null') items.push(null);
    else items.push(parseValue(element, plain?.trim() ?? '', nowMs));
    if (pattern.lastIndex >= inside.length) break;
  }
  return items;
}

/** A value of the right kind within its type's length and digits. @param explicit a cast, which cuts text silently */
export function fitted(type: SqlType, value: Value, explicit = false): Value {
  if (value instanceof Decimal && type.base === 'numeric') return fitDecimal(type, value);
  if (typeof value !== 'string') return value;
  if (value.length > VALUE_CHARS_MAX) throw new SqlError('tooLarge');
  if (type.base === 'enum') {
    const found = type.labels?.find(
      (label) => label === value || (type.shown !== undefined && label.toLowerCase() === value.toLowerCase()),
    );
    if (found === undefined) throw new SqlError('invalidEnum', { type: type.name ?? '', value });
    return found;
  }
  if (type.shown?.startsWith('set(') === true) return fittedSet(type.shown, value);
  if (type.length === undefined || (type.base !== 'varchar' && type.base !== 'bpchar')) return value;
  const characters = value.length > type.length ? [...value] : [];
  if (characters.length > type.length) {
    const kept = characters.slice(0, type.length).join('');
    if (!explicit && characters.slice(type.length).some((character) => character !== ' '))
      throw new SqlError('tooLong', { type: titleOf(type, true) });
    return kept;
  }
  return type.base === 'bpchar' && type.shown === undefined ? value.padEnd(type.length) : value;
}

/** The members of a SET, each once and in the order of its definition. */
function fittedSet(shown: string, value: string): string {
  const labels = [...shown.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) =>
    label.replaceAll("''", "'"),
  );
  const given = value === '' ? [] : value.toLowerCase().split(',');
  const unknown = given.some((each) => !labels.some((label) => label.toLowerCase() === each));
  if (unknown) throw new SqlError('invalidEnum', { type: 'set', value });
  return labels.filter((label) => given.includes(label.toLowerCase())).join(',');
}

function fitDecimal(type: SqlType, value: Decimal): Decimal {
  if (type.length === undefined) return value;
  const scale = type.scale ?? 0;
  const rounded = value.round(scale);
  const digits = type.length - scale;
  if (rounded.units >= 10n ** BigInt(type.length) || rounded.units <= -(10n ** BigInt(type.length))) {
    throw new SqlError('numericOverflow', {}, undefined, {
      detail: `A field with precision ${type.length}, scale ${scale} must round to an absolute value less than ${digits === 0 ? '1' : `10^${digits}`}.`,
    });
  }
  return rounded;
}
