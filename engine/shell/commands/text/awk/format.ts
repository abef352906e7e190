import { toNumber, type Value } from './values.ts';

/** What a width or a precision may be. */
const WIDTH_MAX = 10_000;
const PRECISION_MAX = 100;

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** printf's text. Missing arguments count as empty. */
export function formatPrintf(format: string, values: readonly Value[], numberFormat: string): string {
  let next = 0;
  const take = () => values[next++] ?? null;
  return format.replace(
    /%([-+ #0]*)(\*|[1-9]\d*)?(?:\.(\*|\d*))?[hlLjzt]*([a-zA-Z%])/g,
    (_, flags: string, width: string | undefined, precision: string | undefined, letter: string) => {
      if (letter === '%') return '%';
      const measure = (text: string) => (text === '*' ? Math.trunc(toNumber(take())) : Number(text));
      let wide = width === undefined ? 0 : measure(width);
      const left = wide < 0 ? `${flags}-` : flags;
      wide = Math.min(WIDTH_MAX, Math.abs(wide));
      const precise = precision === undefined ? undefined : Math.min(PRECISION_MAX, measure(precision));
      return convert({ flags: left, width: wide, precision: precise, letter }, take(), numberFormat);
    },
  );
}

function convert(conversion: Conversion, value: Value, numberFormat: string): string {
  const { letter, precision } = conversion;
  if (letter === 'c') return padded(conversion, character(value, numberFormat), false);
  if (letter === 's') {
    const text = toText(value, numberFormat);
    return padded(conversion, precision === undefined ? text : text.slice(0, precision), false);
  }
  const number = toNumber(value);
  if (!Number.isFinite(number))
    return padded(conversion, signed(conversion, Number.isNaN(number) ? 'nan' : 'inf', number < 0), false);
  if ('diouxX'.includes(letter))
    return padded(conversion, integer(conversion, number), precision === undefined);
  const magnitude = Math.abs(number);
  const text = floating(conversion, magnitude);
  return padded(conversion, signed(conversion, text, number < 0 || Object.is(number, -0)), true);
}

function character(value: Value, numberFormat: string): string {
  if (typeof value === 'number') return String.fromCharCode(value & 255);
  return toText(value, numberFormat).slice(0, 1);
}

function signed({ flags }: Conversion, text: string, negative: boolean): string {
  if (negative) return `-${text}`;
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text;
}

function integer(conversion: Conversion, number: number): string {
  const { letter, precision, flags } = conversion;
  let whole = BigInt(Math.trunc(number));
  const decimal = letter === 'd' || letter === 'i';
  if (!decimal && whole < 0n) whole = BigInt.asUintN(64, whole);
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  let digits = (whole < 0n ? -whole : whole).toString(base);
  if (letter === 'X') digits = digits.toUpperCase();
  digits = digits.padStart(precision ?? 0, '0');
  if (flags.includes('#') && base === 16 && whole !== 0n) digits = `0${letter}${digits}`;
  if (flags.includes('#') && base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  return decimal ? signed(conversion, digits, whole < 0n) : digits;
}

function floating({ letter, precision = 6, flags }: Conversion, magnitude: number): string {
  const lower = letter.toLowerCase();
  let text: string;
  if (lower === 'f') text = fixed(magnitude, precision);
  else if (lower === 'e') text = exponent(magnitude, precision);
  else text = general(magnitude, precision === 0 ? 1 : precision, flags.includes('#'));
  return letter === lower ? text : text.toUpperCase();
}

function fixed(magnitude: number, precision: number): string {
  if (magnitude < 1e21) return magnitude.toFixed(precision);
  return BigInt(magnitude).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponent(magnitude: number, precision: number): string {
  return magnitude.toExponential(precision).replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(magnitude: number, precision: number, keepZeros: boolean): string {
  const power = magnitude === 0 ? 0 : Number(magnitude.toExponential(precision - 1).split('e')[1]);
  const text =
    power < -4 || power >= precision
      ? exponent(magnitude, precision - 1)
      : fixed(magnitude, Math.min(PRECISION_MAX, precision - 1 - power));
  return keepZeros ? text : text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

function padded({ flags, width }: Conversion, text: string, zeros: boolean): string {
  if (text.length >= width) return text;
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || !zeros) return text.padStart(width);
  const sign = /^(?:[-+ ]|0[xX])/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

export function toText(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'number') return value.text;
  return numberText(value, format);
}

function numberText(value: number, format: string): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Number.isInteger(value)
    ? formatPrintf('%d', [value], format)
    : formatPrintf(format, [value], format);
}

export function compareValues(left: Value, right: Value, format: string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [toNumber(left), toNumber(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [toText(left, format), toText(right, format)];
  return a < b ? -1 : a > b ? 1 : 0;
}
