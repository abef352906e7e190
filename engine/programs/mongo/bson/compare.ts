import {
  Binary,
  BsonDate,
  Code,
  Decimal,
  Extreme,
  isDocument,
  isList,
  ObjectId,
  Regex,
  Timestamp,
  type Value,
} from './values.ts';

/** The order of types among each other. */
function rank(value: Value): number {
  if (value instanceof Extreme) return value.sign < 0 ? -1 : 127;
  if (value === undefined) return 0;
  if (value === null) return 5;
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal) return 10;
  if (typeof value === 'string') return 15;
  if (isDocument(value)) return 20;
  if (isList(value)) return 25;
  if (value instanceof Binary) return 30;
  if (value instanceof ObjectId) return 35;
  if (typeof value === 'boolean') return 40;
  if (value instanceof BsonDate) return 45;
  if (value instanceof Timestamp) return 47;
  return value instanceof Regex ? 50 : 60;
}

const sign = (left: number | bigint | string, right: number | bigint | string): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** Texts are in the order of their code points. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    const isHigh = (code: number) => code >= 0xd800 && code <= 0xdfff;
    if (isHigh(a) !== isHigh(b)) return isHigh(a) ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}

/** The order of values as sorting has it: by type, then by value. */
export function compare(left: Value, right: Value): number {
  const [a, b] = [rank(left), rank(right)];
  if (a !== b) return a - b;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  if (
    (typeof left === 'number' || typeof left === 'bigint') &&
    (typeof right === 'number' || typeof right === 'bigint')
  )
    return sign(left, right);
  if (isList(left) && isList(right)) return compareLists(left, right);
  if (isDocument(left) && isDocument(right)) return compareLists([...left].flat(), [...right].flat());
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof ObjectId && right instanceof ObjectId) return sign(left.hex, right.hex);
  if (left instanceof BsonDate && right instanceof BsonDate) return left.ms - right.ms;
  if (left instanceof Binary && right instanceof Binary) {
    return (
      left.bytes.length - right.bytes.length || left.subtype - right.subtype || sign(left.bytes, right.bytes)
    );
  }
  if (left instanceof Timestamp && right instanceof Timestamp)
    return left.seconds - right.seconds || left.increment - right.increment;
  if (left instanceof Regex && right instanceof Regex)
    return sign(`${left.pattern}/${left.flags}`, `${right.pattern}/${right.flags}`);
  if (left instanceof Code && right instanceof Code) return compareTexts(left.text, right.text);
  return left instanceof Decimal && right instanceof Decimal ? sign(left.bytes, right.bytes) : 0;
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  return Number.isNaN(right) ? 1 : sign(left, right);
}

function compareLists(left: readonly Value[], right: readonly Value[]): number {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = compare(left[at], right[at]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

export const isEqual = (left: Value, right: Value): boolean => compare(left, right) === 0;
export const sameType = (left: Value, right: Value): boolean => rank(left) === rank(right);

/** A text that is the same for equal values, and for no others. */
export function keyOf(value: Value): string {
  if (value === undefined || value === null) return 'n';
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `#${value}`;
  if (value instanceof ObjectId) return `o${value.hex}`;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof BsonDate) return `d${value.ms}`;
  if (isList(value)) return `[${value.map(part).join('')}]`;
  if (isDocument(value)) return `{${[...value].map(([name, item]) => part(name) + part(item)).join('')}}`;
  if (value instanceof Binary) return `b${value.subtype}:${value.bytes}`;
  if (value instanceof Timestamp) return `T${value.seconds}:${value.increment}`;
  if (value instanceof Regex) return `r${value.flags}/${value.pattern}`;
  if (value instanceof Code) return `c${value.text}`;
  return value instanceof Decimal ? `D${value.bytes}` : `x${value.sign}`;
}

function part(value: Value): string {
  const key = keyOf(value);
  return `${key.length}:${key}`;
}
