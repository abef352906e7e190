import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { JsSymbol, type Key, type Value } from '../values/value.ts';
import type { Machine } from './machine.ts';

/** Characters of a string. */
export const STRING_MAX = 16_000_000;

export function typeOf(value: Value): string {
  if (value === null) return 'object';
  if (value instanceof JsSymbol) return 'symbol';
  if (value instanceof JsObject) return value instanceof JsFunction ? 'function' : 'object';
  return typeof value;
}

/** An object becomes a primitive value: by its own methods. */
export function toPrimitive(machine: Machine, value: Value, hint: 'default' | 'number' | 'string'): Value {
  if (!(value instanceof JsObject)) return value;
  const exotic = machine.get(value, machine.realm.symbol('toPrimitive'));
  if (exotic !== undefined && exotic !== null) {
    const made = machine.callSync(exotic, value, [hint]);
    if (!(made instanceof JsObject)) return made;
    machine.throwError('TypeError', 'Cannot convert object to primitive value');
  }
  const names = hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString'];
  for (const name of names) {
    const method = machine.get(value, name);
    if (!machine.isCallable(method)) continue;
    const made = machine.callSync(method, value, []);
    if (!(made instanceof JsObject)) return made;
  }
  machine.throwError('TypeError', 'Cannot convert object to primitive value');
}

/** Comparing long strings takes its time. */
export function payForComparing(machine: Machine, a: Value, b: Value): void {
  if (typeof a === 'string' && typeof b === 'string') machine.charge(Math.min(a.length, b.length) >> 8);
}

/** A text longer than this costs by its length where all of it is looked at: as a key, or as a number. */
const LONG_TEXT_CHARS = 256;

export function payForText(machine: Machine, value: Value): void {
  if (typeof value === 'string' && value.length > LONG_TEXT_CHARS) machine.charge(value.length >> 5);
}

/** Whole numbers this large cost more, the larger they are. */
const LARGE = 1n << 256n;

/** What computing with a large whole number takes, in operations. */
export function weight(value: bigint): number {
  return value < LARGE && value > -LARGE ? 1 : value.toString(16).length >> 2;
}

/** The digits of a whole number. */
export function digitsOf(machine: Machine, value: bigint, radix = 10): string {
  machine.charge(4 * weight(value));
  return value.toString(radix);
}

export function toText(machine: Machine, value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof JsSymbol) machine.throwError('TypeError', 'Cannot convert a Symbol value to a string');
  if (value instanceof JsObject) return toText(machine, toPrimitive(machine, value, 'string'));
  return typeof value === 'bigint' ? digitsOf(machine, value) : String(value);
}

export function toNumber(machine: Machine, value: Value): number {
  if (typeof value === 'number') return value;
  if (value instanceof JsSymbol) machine.throwError('TypeError', 'Cannot convert a Symbol value to a number');
  if (typeof value === 'bigint') machine.throwError('TypeError', 'Cannot convert a BigInt value to a number');
  if (value instanceof JsObject) return toNumber(machine, toPrimitive(machine, value, 'number'));
  payForText(machine, value);
  return Number(value);
}

export function toNumeric(machine: Machine, value: Value): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  const primitive = toPrimitive(machine, value, 'number');
  return typeof primitive === 'bigint' ? primitive : toNumber(machine, primitive);
}

export function toInteger(machine: Machine, value: Value, fallback = 0): number {
  if (value === undefined) return fallback;
  const number = toNumber(machine, value);
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

export function toKey(machine: Machine, value: Value): Key {
  payForText(machine, value);
  if (typeof value === 'string' || value instanceof JsSymbol) return value;
  if (typeof value === 'number') return String(value);
  const primitive = toPrimitive(machine, value, 'string');
  return primitive instanceof JsSymbol ? primitive : toText(machine, primitive);
}

export function looselyEqual(machine: Machine, a: Value, b: Value): boolean {
  if (a === null || a === undefined) return b === null || b === undefined;
  if (b === null || b === undefined) return false;
  if (a instanceof JsObject && b instanceof JsObject) return a === b;
  if (a instanceof JsObject) return looselyEqual(machine, toPrimitive(machine, a, 'default'), b);
  if (b instanceof JsObject) return looselyEqual(machine, a, toPrimitive(machine, b, 'default'));
  if (a instanceof JsSymbol || b instanceof JsSymbol) return a === b;
  // Both are primitive values of the host's: its rules are the language's.
  // biome-ignore lint/suspicious/noDoubleEquals: this is the operator
  return a == b;
}

/** As Object.is, but for 0 and -0: what Map and includes go by. */
export function sameValueZero(a: Value, b: Value): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
