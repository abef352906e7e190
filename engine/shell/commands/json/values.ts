import { JqError, type JsonValue } from './syntax.ts';

export function typeOf(value: JsonValue): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}

export function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTrue(value: JsonValue): boolean {
  return value !== null && value !== false;
}

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];

/** The order of all values. */
export function compare(left: JsonValue, right: JsonValue): number {
  const rank = (value: JsonValue) =>
    ORDER.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isArray(left) && isArray(right)) return compareLists(left, right);
  if (isObject(left) && isObject(right)) {
    const [a, b] = [Object.keys(left).sort(), Object.keys(right).sort()];
    return (
      compareLists(a, b) ||
      compareLists(
        a.map((key) => left[key] ?? null),
        b.map((key) => right[key] ?? null),
      )
    );
  }
  return 0;
}

function compareLists(left: readonly JsonValue[], right: readonly JsonValue[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compare(left[index] ?? null, right[index] ?? null);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** A value in messages: its type and how it begins. */
export function described(value: JsonValue): string {
  const text = JSON.stringify(value);
  const short = text.length > 11 ? `${text.slice(0, 10)}...` : text;
  return `${typeOf(value)} (${short})`;
}

export function arithmetic(operator: string, left: JsonValue, right: JsonValue): JsonValue {
  if (operator === '+') {
    if (left === null) return right;
    if (right === null) return left;
    if (typeof left === 'number' && typeof right === 'number') return left + right;
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (isArray(left) && isArray(right)) return [...left, ...right];
    if (isObject(left) && isObject(right)) return { ...left, ...right };
    throw new JqError(`${described(left)} and ${described(right)} cannot be added`);
  }
  if (operator === '-') {
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (isArray(left) && isArray(right))
      return left.filter((item) => right.every((other) => compare(item, other) !== 0));
    throw new JqError(`${described(left)} and ${described(right)} cannot be subtracted`);
  }
  if (operator === '*') {
    if (typeof left === 'number' && typeof right === 'number') return left * right;
    if (typeof left === 'string' && typeof right === 'number') return repeated(left, right);
    if (isObject(left) && isObject(right)) return merged(left, right);
    throw new JqError(`${described(left)} and ${described(right)} cannot be multiplied`);
  }
  return divided(operator, left, right);
}

const TEXT_MAX = 4_194_304;

function repeated(text: string, times: number): JsonValue {
  if (times <= 0) return null;
  if (text.length * times > TEXT_MAX) throw new JqError('Repeat string result too long');
  return text.repeat(Math.max(1, Math.floor(times)));
}

function divided(operator: string, left: JsonValue, right: JsonValue): JsonValue {
  if (typeof left === 'number' && typeof right === 'number') {
    const divisor = operator === '%' ? Math.trunc(right) : right;
    if (divisor === 0) {
      throw new JqError(
        `${described(left)} and ${described(right)} cannot be divided because the divisor is zero`,
      );
    }
    return operator === '/' ? left / right : Math.trunc(left) % Math.abs(divisor);
  }
  if (operator === '/' && typeof left === 'string' && typeof right === 'string')
    return left === '' ? [] : left.split(right);
  throw new JqError(`${described(left)} and ${described(right)} cannot be divided`);
}

function merged(
  left: { readonly [key: string]: JsonValue },
  right: { readonly [key: string]: JsonValue },
): JsonValue {
  const entries = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const before = entries.get(key);
    entries.set(
      key,
      before !== undefined && isObject(before) && isObject(value) ? merged(before, value) : value,
    );
  }
  return Object.fromEntries(entries);
}

export function compared(operator: string, left: JsonValue, right: JsonValue): boolean {
  const order = compare(left, right);
  return (
    {
      '==': order === 0,
      '!=': order !== 0,
      '<': order < 0,
      '<=': order <= 0,
      '>': order > 0,
      '>=': order >= 0,
    }[operator] ?? false
  );
}

const ARRAY_INDEX_MAX = 100_000;

export function indexed(value: JsonValue, key: JsonValue): JsonValue {
  if (typeof key === 'string' && (value === null || isObject(value))) {
    return value !== null && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
  }
  if (typeof key === 'number' && (value === null || isArray(value))) {
    if (value === null) return null;
    const at = Math.floor(key);
    return value[at < 0 ? value.length + at : at] ?? null;
  }
  if (isArray(value) && isArray(key)) {
    return value.flatMap((_, at) =>
      key.every((item, offset) => compare(value[at + offset] ?? null, item) === 0) ? [at] : [],
    );
  }
  const what = typeof key === 'string' ? JSON.stringify(key) : typeOf(key);
  throw new JqError(`Cannot index ${typeOf(value)} with ${what}`);
}

export type Path = readonly (string | number)[];

export function atPath(value: JsonValue, path: Path): JsonValue {
  return path.reduce<JsonValue>((at, key) => (at === null ? null : indexed(at, key)), value);
}

/** The value with another one at a path; undefined takes it away. */
export function withPath(value: JsonValue, [key, ...rest]: Path, put: JsonValue | undefined): JsonValue {
  if (key === undefined) return put ?? null;
  const inner = rest.length === 0 ? put : withPath(indexed(value, key), rest, put);
  if (typeof key === 'string') {
    if (value !== null && !isObject(value))
      throw new JqError(`Cannot index ${typeOf(value)} with ${JSON.stringify(key)}`);
    const entries = new Map(Object.entries(value ?? {}));
    if (inner === undefined) entries.delete(key);
    else entries.set(key, inner);
    return Object.fromEntries(entries);
  }
  if (value !== null && !isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with number`);
  const list = [...(value ?? [])];
  const at = key < 0 ? list.length + key : key;
  if (at < 0) throw new JqError('Out of bounds negative array index');
  if (at > ARRAY_INDEX_MAX) throw new JqError('Array index too large');
  if (inner === undefined) list.splice(at, 1);
  else {
    while (list.length < at) list.push(null);
    list[at] = inner;
  }
  return list;
}
