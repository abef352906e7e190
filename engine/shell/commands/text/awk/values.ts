/** Input that looks like a number is both. Null: never set. */
export type Value = number | string | null | { readonly text: string; readonly number: number };

/** What a variable holds. */
export type Cell = Value | { readonly array: number };

/** Keys are behind a `$`, so that none is special in JavaScript and they stay in their order. */
export type AwkArray = { [key: string]: Value };

const leading = /^[ \t\n\r\f\v]*([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)/;
const whole = /^[ \t\n\r\f\v]*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\r\f\v]*$/;

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value !== 'string') return value.number;
  const match = leading.exec(value);
  return match === null ? 0 : Number(match[1]);
}

export function truth(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  return toNumber(value) !== 0;
}

/** A value that came from outside: a field, a line, an argument. */
export function fromInput(text: string): Value {
  return text.length < 400 && whole.test(text) ? { text, number: Number(text) } : text;
}
