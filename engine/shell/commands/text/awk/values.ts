import { formatPrintf } from './format.ts';

/** Input that looks like a number is both. Null: never set. */
export type Value = number | string | null | { readonly text: string; readonly number: number };

/** What a variable holds. */
export type Cell = Value | { readonly array: number };

/** Keys are behind a `$`, so that none is special in JavaScript and they stay in their order. */
export type AwkArray = { [key: string]: Value };

const leading = /^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
const whole = /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\r\f\v]*$/;

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value !== 'string') return value.number;
  const match = leading.exec(value);
  return match === null ? 0 : Number(match[1]);
}

export function toText(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'number') return value.text;
  return numberText(value, format);
}

export function numberText(value: number, format: string): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Number.isInteger(value)
    ? formatPrintf('%d', [value], format)
    : formatPrintf(format, [value], format);
}

export function truth(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  return toNumber(value) !== 0;
}

/** A value that came from outside: a field, a line, an argument. */
export function fromInput(text: string): Value {
  return text.length < 400 && whole.test(text) ? { text, number: Number(text) } : text;
}

export function compareValues(left: Value, right: Value, format: string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [toNumber(left), toNumber(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [toText(left, format), toText(right, format)];
  return a < b ? -1 : a > b ? 1 : 0;
}
