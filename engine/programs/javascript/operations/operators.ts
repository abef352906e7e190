import type { Operation } from '../code.ts';
import {
  looselyEqual,
  payForComparing,
  STRING_MAX,
  toKey,
  toNumber,
  toNumeric,
  toPrimitive,
  toText,
  typeOf,
  weight,
} from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { hasProperty } from '../machine/properties.ts';
import { isProxy } from '../machine/proxies.ts';
import { Closure, JsFunction } from '../values/functions.ts';
import { PRIVATE } from '../values/keys.ts';
import { inherits, lookup } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

/** Bits of a whole number of any size. */
const BIGINT_BITS_MAX = 100_000;

export function concatenate(machine: Machine, a: string, b: string): string {
  const length = a.length + b.length;
  machine.charge(length >> 10);
  if (length > STRING_MAX) machine.throwError('RangeError', 'Invalid string length');
  return a + b;
}

const add: Operation = (machine, { stack }) => {
  const b = stack.pop();
  const a = stack.pop();
  stack.push(sum(machine, a, b));
};

function sum(machine: Machine, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return concatenate(machine, a, b);
  const left = toPrimitive(machine, a, 'default');
  const right = toPrimitive(machine, b, 'default');
  if (typeof left === 'string' || typeof right === 'string')
    return concatenate(machine, toText(machine, left), toText(machine, right));
  return arithmetic(
    machine,
    left,
    right,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

function arithmetic(
  machine: Machine,
  a: Value,
  b: Value,
  numbers: (a: number, b: number) => number,
  whole: (a: bigint, b: bigint) => bigint,
): Value {
  if (typeof a === 'number' && typeof b === 'number') return numbers(a, b);
  const left = toNumeric(machine, a);
  const right = toNumeric(machine, b);
  if (typeof left === 'number' && typeof right === 'number') return numbers(left, right);
  if (typeof left === 'number' || typeof right === 'number')
    machine.throwError('TypeError', 'Cannot mix BigInt and other types, use explicit conversions');
  machine.charge(8 + weight(left) + weight(right));
  const result = whole(left, right);
  if (result > bound || result < -bound) machine.throwError('RangeError', 'Maximum BigInt size exceeded');
  return result;
}

const bound = 1n << BigInt(BIGINT_BITS_MAX);

function operator(
  numbers: (a: number, b: number) => number,
  whole: (machine: Machine, a: bigint, b: bigint) => bigint,
): Operation {
  return (machine, { stack }) => {
    const b = stack.pop();
    const a = stack.pop();
    stack.push(arithmetic(machine, a, b, numbers, (x, y) => whole(machine, x, y)));
  };
}

function nonZero(machine: Machine, divisor: bigint): bigint {
  return divisor === 0n ? machine.throwError('RangeError', 'Division by zero') : divisor;
}

function shift(machine: Machine, count: bigint): bigint {
  return count > BigInt(BIGINT_BITS_MAX)
    ? machine.throwError('RangeError', 'Maximum BigInt size exceeded')
    : count;
}

function power(machine: Machine, base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) machine.throwError('RangeError', 'Exponent must be non-negative');
  const bits = BigInt(base.toString(16).length * 4) * exponent;
  if (bits > BigInt(BIGINT_BITS_MAX)) machine.throwError('RangeError', 'Maximum BigInt size exceeded');
  return base ** exponent;
}

function comparison(
  compare: (a: string | number | bigint, b: string | number | bigint) => boolean,
): Operation {
  return (machine, { stack }) => {
    const b = toPrimitive(machine, stack.pop(), 'number');
    const a = toPrimitive(machine, stack.pop(), 'number');
    payForComparing(machine, a, b);
    if (typeof a === 'string' && typeof b === 'string') stack.push(compare(a, b));
    else
      stack.push(
        compare(
          typeof a === 'bigint' ? a : toNumber(machine, a),
          typeof b === 'bigint' ? b : toNumber(machine, b),
        ),
      );
  };
}

function equality(compare: (machine: Machine, a: Value, b: Value) => boolean): Operation {
  return (machine, { stack }) => {
    const b = stack.pop();
    const a = stack.pop();
    payForComparing(machine, a, b);
    stack.push(compare(machine, a, b));
  };
}

export const binary: Readonly<Record<string, Operation>> = {
  '+': add,
  '-': operator(
    (a, b) => a - b,
    (_, a, b) => a - b,
  ),
  '*': operator(
    (a, b) => a * b,
    (_, a, b) => a * b,
  ),
  '/': operator(
    (a, b) => a / b,
    (machine, a, b) => a / nonZero(machine, b),
  ),
  '%': operator(
    (a, b) => a % b,
    (machine, a, b) => a % nonZero(machine, b),
  ),
  '**': operator((a, b) => a ** b, power),
  '&': operator(
    (a, b) => a & b,
    (_, a, b) => a & b,
  ),
  '|': operator(
    (a, b) => a | b,
    (_, a, b) => a | b,
  ),
  '^': operator(
    (a, b) => a ^ b,
    (_, a, b) => a ^ b,
  ),
  '<<': operator(
    (a, b) => a << b,
    (machine, a, b) => a << shift(machine, b),
  ),
  '>>': operator(
    (a, b) => a >> b,
    (machine, a, b) => a >> shift(machine, b),
  ),
  '>>>': operator(
    (a, b) => a >>> b,
    (machine) => machine.throwError('TypeError', 'BigInts have no unsigned right shift, use >> instead'),
  ),
  '<': comparison((a, b) => a < b),
  '>': comparison((a, b) => a > b),
  '<=': comparison((a, b) => a <= b),
  '>=': comparison((a, b) => a >= b),
  '===': equality((_, a, b) => a === b),
  '!==': equality((_, a, b) => a !== b),
  '==': equality(looselyEqual),
  '!=': equality((machine, a, b) => !looselyEqual(machine, a, b)),
  in: (machine, { stack }) => {
    const object = stack.pop();
    const key = toKey(machine, stack.pop());
    if (!(object instanceof JsObject))
      return machine.throwError(
        'TypeError',
        `Cannot use 'in' operator to search for '${String(key)}' in ${toText(machine, object)}`,
      );
    stack.push(hasProperty(object, key));
  },
  instanceof: (machine, { stack }) => {
    const type = stack.pop();
    stack.push(isInstance(machine, stack.pop(), type));
  },
};

function isInstance(machine: Machine, value: Value, type: Value): boolean {
  if (!(type instanceof JsObject))
    machine.throwError('TypeError', "Right-hand side of 'instanceof' is not an object");
  const own = machine.get(type, machine.realm.symbol('hasInstance'));
  if (own instanceof Closure) return Boolean(machine.callSync(own, type, [value]));
  if (!(type instanceof JsFunction))
    machine.throwError('TypeError', "Right-hand side of 'instanceof' is not callable");
  if (!(value instanceof JsObject)) return false;
  const target = !isProxy(type) && 'target' in type && type.target instanceof JsObject ? type.target : type;
  const prototype = machine.get(target, 'prototype');
  if (!(prototype instanceof JsObject))
    machine.throwError(
      'TypeError',
      `Function has non-object prototype '${machine.runtime.shown(prototype)}' in instanceof check`,
    );
  return inherits(value, prototype);
}

export const not: Operation = (_, { stack }) => {
  stack.push(!stack.pop());
};

export const negate: Operation = (machine, { stack }) => {
  const value = toNumeric(machine, stack.pop());
  stack.push(-value);
};

export const toNumberOperation: Operation = (machine, { stack }) => {
  stack.push(toNumber(machine, stack.pop()));
};

export const toNumericOperation: Operation = (machine, { stack }) => {
  stack.push(toNumeric(machine, stack.pop()));
};

export const invert: Operation = (machine, { stack }) => {
  stack.push(~toNumeric(machine, stack.pop()));
};

export const typeofOperation: Operation = (_, { stack }) => {
  stack.push(typeOf(stack.pop()));
};

/** `n`: 1 or -1 */
export const step: Operation = (_, { stack }, { n }) => {
  const value = stack.pop();
  stack.push(typeof value === 'bigint' ? value + BigInt(n) : Number(value) + n);
};

/** The parts of a template literal become one string. */
export const join: Operation = (machine, { stack }, { n }) => {
  let text = '';
  for (const part of stack.splice(stack.length - n)) text = concatenate(machine, text, toText(machine, part));
  stack.push(text);
};

export const toKeyOperation: Operation = (machine, { stack }) => {
  stack.push(toKey(machine, stack.pop()));
};

/** `#name in object` */
export const hasPrivate: Operation = (machine, { stack }, { s }) => {
  const object = stack.pop();
  if (!(object instanceof JsObject))
    return machine.throwError(
      'TypeError',
      `Cannot use 'in' operator to search for '#${s}' in ${toText(machine, object)}`,
    );
  stack.push(lookup(object, `${PRIVATE}${s}`) !== undefined);
};
