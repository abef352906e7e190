import { loadItemNow } from '../machine/items.ts';
import type { Machine } from '../machine/machine.ts';
import { plain } from '../machine/plain.ts';
import { bytes, is, type Value } from '../machine/values.ts';
import { floatFormat, integerFormat, makeRoom } from './format.ts';
import type { FormatSpec } from './format-spec.ts';
import { asciiOnly } from './repr.ts';

const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d{1,10})?(?:\.(\*|\d{1,10}))?[hlL]?([a-zA-Z%])?/g;

/** `'%s is %d' % (name, age)` */
export function percentFormat(
  machine: Machine,
  format: string | Extract<Value, { t: 'bytes' }>,
  given: Value,
): Value {
  const isText = typeof format === 'string';
  const values = is(given, 'tuple') && given.of === undefined ? given.items : [given];
  let used = 0;
  let named = false;
  const next = (): Value => {
    if (used >= values.length) throw machine.error('TypeError', 'not enough arguments for format string');
    return values[used++] ?? null;
  };
  const source = isText ? format : format.v;
  machine.work(source.length >> 3);
  const result = source.replace(CONVERSION, (_whole, name, flags, width, precision, type, at) => {
    if (type === '%') return '%';
    if (type === undefined) throw machine.error('ValueError', 'incomplete format');
    if (name !== undefined) named = true;
    const wide = width === '*' ? Number(next()) : Number(width ?? 0);
    const exact =
      precision === '*' ? Number(next()) : precision === undefined ? undefined : Number(precision);
    const value = name === undefined ? next() : loadItemNow(machine, given, name);
    const spec = specOf(flags, wide, exact);
    makeRoom(machine, spec);
    return converted(machine, type, value, spec, Number(at));
  });
  if (used < values.length && !named && !is(plain(given), 'dict')) {
    throw machine.error('TypeError', 'not all arguments converted during string formatting');
  }
  return isText ? result : bytes(result);
}

function specOf(flags: string, width: number, precision: number | undefined): FormatSpec {
  const left = flags.includes('-');
  const zero = flags.includes('0') && !left;
  return {
    fill: zero ? '0' : ' ',
    align: left ? '<' : zero ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    alternate: flags.includes('#'),
    width,
    grouping: '',
    precision,
    type: '',
  };
}

function converted(machine: Machine, type: string, value: Value, spec: FormatSpec, at: number): string {
  const text = (body: string) => {
    const cut = spec.precision === undefined ? body : body.slice(0, spec.precision);
    return spec.align === '<' ? cut.padEnd(spec.width) : cut.padStart(spec.width);
  };
  switch (type) {
    case 's':
      return text(is(value, 'bytes') ? value.v : machine.text(value));
    case 'r':
      return text(machine.repr(value));
    case 'a':
      return text(asciiOnly(machine.repr(value)));
    case 'c':
      return text(typeof value === 'number' ? String.fromCodePoint(value) : machine.text(value));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return integerFormat(machine, integer(machine, value, type), {
        ...spec,
        precision: undefined,
        type: /[diu]/.test(type) ? 'd' : type,
      });
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return floatFormat(machine, real(machine, value), { ...spec, type });
    default:
      throw machine.error(
        'ValueError',
        `unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)}) at index ${at + 1}`,
      );
  }
}

function integer(machine: Machine, value: Value, type: string): bigint {
  const own = plain(value);
  if (typeof own === 'number' || typeof own === 'bigint' || typeof own === 'boolean') return BigInt(own);
  if (is(own, 'float') && /[diu]/.test(type) && Number.isFinite(own.v)) return BigInt(Math.trunc(own.v));
  const what = /[diu]/.test(type) ? 'a real number is required' : 'an integer is required';
  throw machine.error('TypeError', `%${type} format: ${what}, not ${machine.typeName(value)}`);
}

function real(machine: Machine, value: Value): number {
  const own = plain(value);
  if (is(own, 'float')) return own.v;
  if (typeof own === 'number' || typeof own === 'bigint' || typeof own === 'boolean') return Number(own);
  throw machine.error('TypeError', `must be real number, not ${machine.typeName(value)}`);
}
