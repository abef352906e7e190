import type { ReplacementPart } from '../sed/program.ts';
import { substitute } from '../sed/substitute.ts';
import { dynamicPattern } from './fields.ts';
import { formatPrintf, toText } from './format.ts';
import { toNumber, type Value } from './values.ts';

type Pure = (values: readonly Value[], format: string) => Value;

const number =
  (calculate: (x: number, y: number) => number): Pure =>
  (values) =>
    calculate(toNumber(values[0] ?? null), toNumber(values[1] ?? null));
const bits = (calculate: (x: bigint, y: bigint) => bigint) =>
  number((x, y) => Number(BigInt.asUintN(53, calculate(BigInt(Math.trunc(x)), BigInt(Math.trunc(y))))));

/** The functions that only compute. */
export const pureFunctions: Readonly<Record<string, Pure>> = {
  length: (values, format) => toText(values[0] ?? null, format).length,
  index: (values, format) => toText(values[0] ?? null, format).indexOf(toText(values[1] ?? null, format)) + 1,
  substr: (values, format) => substring(toText(values[0] ?? null, format), values[1] ?? null, values[2]),
  sprintf: (values, format) => formatPrintf(toText(values[0] ?? null, format), values.slice(1), format),
  tolower: (values, format) =>
    toText(values[0] ?? null, format).replace(/[A-Z]+/g, (text) => text.toLowerCase()),
  toupper: (values, format) =>
    toText(values[0] ?? null, format).replace(/[a-z]+/g, (text) => text.toUpperCase()),
  sin: number(Math.sin),
  cos: number(Math.cos),
  atan2: number(Math.atan2),
  exp: number(Math.exp),
  log: number(Math.log),
  sqrt: number(Math.sqrt),
  int: number((x) => Math.trunc(x)),
  and: bits((x, y) => x & y),
  or: bits((x, y) => x | y),
  xor: bits((x, y) => x ^ y),
  lshift: bits((x, y) => x << y),
  rshift: bits((x, y) => x >> y),
  compl: bits((x) => ~x),
  strftime: (values, format) => timeText(toText(values[0] ?? null, format), toNumber(values[1] ?? null)),
  gensub: (values, format) => gensub(values.map((value) => toText(value, format))),
};

function substring(text: string, start: Value, length: Value | undefined): string {
  const round = (value: number) => Math.round(value);
  const from = round(toNumber(start));
  const to = length === undefined ? text.length + 1 : from + round(toNumber(length));
  if (Number.isNaN(from) || Number.isNaN(to)) return '';
  return text.slice(Math.max(from, 1) - 1, Math.max(to, 1) - 1);
}

/** The new text and how many were replaced. */
export function replace(
  text: string,
  regex: string,
  replacement: string,
  all: boolean,
): readonly [string, number] {
  let count = 0;
  const parts = replacementParts(replacement, false);
  const pattern = dynamicPattern(regex);
  const replaced = substitute(text, pattern, { ...substitution, parts, global: all }, () => count++);
  return [replaced ?? text, replaced === undefined ? 0 : count];
}

const substitution = {
  do: 'substitute',
  regex: { source: undefined, ignoreCase: false, multiline: false },
  number: 1,
  print: false,
  file: undefined,
} as const;

function gensub([regex = '', replacement = '', how = '', target = '']: readonly string[]): string {
  const all = /^[gG]/.test(how);
  const parts = replacementParts(replacement, true);
  const command = { ...substitution, parts, global: all, number: all ? 1 : Math.max(1, Number(how) || 1) };
  return substitute(target, dynamicPattern(regex), command) ?? target;
}

/** `&` is what matched, `\&` is an ampersand. @param groups `\1` is a group, as gensub has it */
function replacementParts(replacement: string, groups: boolean): ReplacementPart[] {
  const tokens = replacement.match(/\\\\|\\&|\\\d|&|[^\\&]+|\\/g) ?? [];
  return tokens.map((token) => {
    if (token === '&') return { group: 0 };
    if (token === '\\&') return { text: '&' };
    if (token === '\\\\') return { text: '\\' };
    if (groups && token.length === 2) return { group: Number(token.slice(1)) };
    return { text: token };
  });
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const two = (value: number) => String(value).padStart(2, '0');

const timeParts: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  H: (date) => two(date.getUTCHours()),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  A: (date) => days[date.getUTCDay()] ?? '',
  a: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  B: (date) => months[date.getUTCMonth()] ?? '',
  b: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  F: (date) => date.toISOString().slice(0, 10),
  T: (date) => date.toISOString().slice(11, 19),
  Z: () => 'UTC',
  z: () => '+0000',
  n: () => '\n',
  '%': () => '%',
};

function timeText(format: string, seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => timeParts[letter]?.(date) ?? whole);
}
