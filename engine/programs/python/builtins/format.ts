import { classOf, lookUp } from '../machine/classes.ts';
import { weightOfInteger } from '../machine/integers.ts';
import type { Machine } from '../machine/machine.ts';
import { plain } from '../machine/plain.ts';
import { is, type Value } from '../machine/values.ts';
import { type FormatSpec, padded, parseSpec } from './format-spec.ts';
import { DIGITS_WEIGHT, exponential, fixed, floatText, general, grouped } from './number-text.ts';

const CHARACTERS_PER_INSTRUCTION = 16;

/** format() */
export function formatted(machine: Machine, value: Value, text: string): string {
  if (is(value, 'instance')) {
    const own = lookUp(classOf(value), '__format__');
    if (own !== undefined) return machine.text(machine.sync(own, [value, text]));
  }
  if (text === '') return machine.text(value);
  const own = plain(value);
  const spec = parseSpec(text);
  const isNumber =
    typeof own === 'number' || typeof own === 'bigint' || typeof own === 'boolean' || is(own, 'float');
  if (!isNumber && typeof own !== 'string') {
    throw machine.error(
      'TypeError',
      `unsupported format string passed to ${machine.typeName(value)}.__format__`,
    );
  }
  if (spec === undefined)
    throw machine.error(
      'ValueError',
      `Invalid format specifier '${text}' for object of type '${machine.typeName(value)}'`,
    );
  makeRoom(machine, spec);
  if (typeof own === 'string') return textFormat(machine, own, spec);
  if (is(own, 'float')) return floatFormat(machine, own.v, spec);
  if (spec.type !== '' && 'eEfFgG%'.includes(spec.type)) return floatFormat(machine, Number(own), spec);
  if (typeof own === 'boolean' && spec.type === '')
    return textFormat(machine, machine.text(own), { ...spec, type: 's' });
  return integerFormat(machine, BigInt(own), spec);
}

/** For what fills up. @throws Raised MemoryError where there is none */
export function makeRoom(machine: Machine, { width, precision = 0 }: FormatSpec): void {
  const size = Math.max(width, precision);
  machine.allocate(size);
  machine.work(size / CHARACTERS_PER_INSTRUCTION);
}

function unknownCode(machine: Machine, { type }: FormatSpec, of: string) {
  return machine.error('ValueError', `Unknown format code '${type}' for object of type '${of}'`);
}

function textFormat(machine: Machine, text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(machine, spec, 'str');
  if (spec.sign !== '') throw machine.error('ValueError', 'Sign not allowed in string format specifier');
  const cut = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('');
  if (spec.align === '=') {
    return padded({ ...spec, align: '<' }, '', cut, '<');
  }
  return padded(spec, '', cut, '<');
}

const BASES: Readonly<Record<string, readonly [base: number, prefix: string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

export function integerFormat(machine: Machine, value: bigint, spec: FormatSpec): string {
  if (spec.precision !== undefined)
    throw machine.error('ValueError', 'Precision not allowed in integer format specifier');
  if (spec.type === 'c') return padded(spec, '', String.fromCodePoint(Number(value)), '<');
  const [base, prefix] = BASES[spec.type] ?? [10, ''];
  if (!['', 'd', 'n', 'b', 'o', 'x', 'X'].includes(spec.type)) throw unknownCode(machine, spec, 'int');
  machine.work(weightOfInteger(value) * (base === 10 ? DIGITS_WEIGHT : 1));
  const magnitude = (value < 0n ? -value : value).toString(base);
  const digits = spec.type === 'X' ? magnitude.toUpperCase() : magnitude;
  const sign = signOf(value < 0n, spec) + (spec.alternate ? prefix : '');
  return number(spec, sign, digits, '', base === 10 ? 3 : 4);
}

function signOf(negative: boolean, { sign }: FormatSpec): string {
  if (negative) return '-';
  return sign === '-' ? '' : sign;
}

/** Puts separators in and fills up; zeros that fill up have separators, too. */
function number(spec: FormatSpec, sign: string, whole: string, rest: string, group: number): string {
  if (spec.grouping === '') return padded(spec, sign, whole + rest, '>');
  let digits = whole;
  if (spec.fill === '0' && spec.align === '=') {
    const room = spec.width - sign.length - rest.length;
    const shown = (count: number) => count + Math.floor((count - 1) / group);
    let count = whole.length;
    while (shown(count) < room) count++;
    if (shown(count) > room && count > whole.length) count--;
    digits = whole.padStart(count, '0');
  }
  return padded(spec, sign, grouped(digits, spec.grouping, group) + rest, '>');
}

export function floatFormat(machine: Machine, value: number, spec: FormatSpec): string {
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const sign = signOf(negative, spec);
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'nan' : 'inf';
    return padded(
      { ...spec, fill: spec.fill === '0' ? ' ' : spec.fill },
      sign,
      /[EFG]/.test(spec.type) ? text.toUpperCase() : text,
      '>',
    );
  }
  const [whole = '', rest = ''] = split(digitsOf(machine, magnitude, spec));
  return number(spec, sign, whole, rest, 3);
}

function split(text: string): [string, string] {
  const [whole = ''] = /^\d+/.exec(text) ?? [];
  return [whole, text.slice(whole.length)];
}

function digitsOf(machine: Machine, value: number, spec: FormatSpec): string {
  const { precision, type, alternate } = spec;
  switch (type) {
    case '':
      return precision === undefined ? floatText(value) : withPoint(general(value, precision, alternate));
    case 'f':
    case 'F':
      return fixed(value, precision ?? 6);
    case 'e':
    case 'E': {
      const text = exponential(value, precision ?? 6);
      return type === 'E' ? text.toUpperCase() : text;
    }
    case 'g':
    case 'G':
    case 'n': {
      const text = general(value, precision ?? 6, alternate);
      return type === 'G' ? text.toUpperCase() : text;
    }
    case '%':
      return `${fixed(value * 100, precision ?? 6)}%`;
    default:
      throw unknownCode(machine, spec, 'float');
  }
}

function withPoint(text: string): string {
  return /[.e]/.test(text) ? text : `${text}.0`;
}
