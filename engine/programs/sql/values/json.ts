import { SqlError } from '../errors.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** @throws SqlError where the text isn't JSON */
export function parseJson(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const token = /[A-Za-z0-9_]+|\S/.exec(text)?.[0] ?? '';
    throw new SqlError('invalidJson', {}, undefined, { detail: `Token "${token}" is invalid.` });
  }
}

/** As jsonb shows itself: keys by length and then by letters, blanks after commas and colons. */
export function showJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(showJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(
      ([a], [b]) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0),
    );
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}: ${showJson(each)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** What a key or an index finds; undefined: nothing. */
export function member(value: JsonValue, key: string | number): JsonValue | undefined {
  if (Array.isArray(value)) {
    const index = typeof key === 'number' ? key : /^-?\d{1,9}$/.test(key) ? Number(key) : Number.NaN;
    const list: readonly JsonValue[] = value;
    return list.at(Number.isNaN(index) ? list.length : index);
  }
  if (typeof value !== 'object' || value === null || typeof key !== 'string') return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** Whether the one has all of the other: jsonb's `@>`. @param charge is told of the work, and may throw */
export function containsJson(left: JsonValue, right: JsonValue, charge: (units: number) => void): boolean {
  charge(0.1);
  if (Array.isArray(left)) {
    const list: readonly JsonValue[] = left;
    const wanted: readonly JsonValue[] = Array.isArray(right) ? right : [right];
    return wanted.every((each) => list.some((item) => containsJson(item, each, charge)));
  }
  if (typeof left === 'object' && left !== null) {
    if (typeof right !== 'object' || right === null || Array.isArray(right)) return false;
    return Object.entries(right).every(([key, each]) => {
      const found = member(left, key);
      return found !== undefined && containsJson(found, each, charge);
    });
  }
  return left === right;
}
