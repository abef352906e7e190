import { change } from '../../heap/change.ts';
import { narrowed } from '../syntax/numbers.ts';
import { arithmetic } from './arithmetic.ts';
import { classOf, isSubclass, lookUp, typeName } from './classes.ts';
import { contains, equal, order } from './comparison.ts';
import { iterableItems } from './iteration.ts';
import { makeSet, setIn } from './keys.ts';
import type { Machine } from './machine.ts';
import { mappingEntries } from './mappings.ts';
import { plain } from './plain.ts';
import { complex, float, is, isThing, NOT_IMPLEMENTED, type Value } from './values.ts';

const METHODS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};

export function truth(machine: Machine, value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (!isThing(value)) return value !== 0 && value !== '' && value !== 0n;
  switch (value.t) {
    case 'float':
      return value.v !== 0;
    case 'complex':
      return value.re !== 0 || value.im !== 0;
    case 'list':
    case 'tuple':
      return value.items.length > 0;
    case 'dict':
    case 'set':
      return value.map.size > 0;
    case 'bytes':
      return value.v !== '';
    case 'range':
      return value.step > 0 ? value.start < value.stop : value.start > value.stop;
    case 'view':
      return value.dict.map.size > 0;
    case 'instance': {
      const own = lookUp(value.class, '__bool__');
      if (own !== undefined) return machine.sync(own, [value]) === true;
      const length = lookUp(value.class, '__len__');
      if (length !== undefined) return machine.sync(length, [value]) !== 0;
      return value.payload === undefined || truth(machine, value.payload);
    }
    default:
      return true;
  }
}

/** What a class of the program says to an operator; NotImplemented: nothing. */
function special(machine: Machine, object: Value, name: string, other: Value): Value {
  if (!is(object, 'instance') && !is(object, 'class')) return NOT_IMPLEMENTED;
  const found = lookUp(classOf(object), name);
  return found === undefined || found === null || is(found, 'native')
    ? NOT_IMPLEMENTED
    : machine.sync(found, [object, other]);
}

export function binary(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = quickArithmetic(operator, left, right);
    if (quick !== undefined) return quick;
  }
  if (is(left, 'instance') || is(right, 'instance') || is(left, 'class') || is(right, 'class')) {
    const name = METHODS[operator] ?? '';
    // The reflected method of a subclass comes first.
    const reversed = classOf(left) !== classOf(right) && isSubclass(classOf(right), classOf(left));
    const tries: (() => Value)[] = [
      () => special(machine, left, `__${name}__`, right),
      () => special(machine, right, `__r${name}__`, left),
    ];
    for (const attempt of reversed ? tries.toReversed() : tries) {
      const result = attempt();
      if (result !== NOT_IMPLEMENTED) return result;
    }
  }
  const result = arithmetic(machine, operator, plain(left), plain(right));
  if (result !== undefined) return result;
  throw unsupportedOperands(machine, operator === '**' ? '** or pow()' : operator, left, right);
}

function quickArithmetic(operator: string, left: number, right: number): number | undefined {
  let result: number;
  switch (operator) {
    case '+':
      result = left + right;
      break;
    case '-':
      result = left - right;
      break;
    case '*':
      result = left * right;
      break;
    case '%':
      if (right === 0) return undefined;
      result = left - Math.floor(left / right) * right;
      break;
    default:
      return undefined;
  }
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}

function unsupportedOperands(machine: Machine, operator: string, left: Value, right: Value) {
  const hint =
    operator === '+' && typeof left === 'string'
      ? `can only concatenate str (not "${typeName(right)}") to str`
      : operator === '+' && (is(left, 'list') || is(left, 'tuple'))
        ? `can only concatenate ${left.t} (not "${typeName(right)}") to ${left.t}`
        : undefined;
  const multiplied = operator === '*' ? sequenceFactor(left, right) : undefined;
  return machine.error(
    'TypeError',
    hint ??
      multiplied ??
      `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function sequenceFactor(left: Value, right: Value): string | undefined {
  const sequence = (value: Value) => typeof value === 'string' || is(value, 'list') || is(value, 'tuple');
  if (sequence(left)) return `can't multiply sequence by non-int of type '${typeName(right)}'`;
  return sequence(right) ? `can't multiply sequence by non-int of type '${typeName(left)}'` : undefined;
}

export function inPlace(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (is(left, 'instance')) {
    const result = special(machine, left, `__i${METHODS[operator] ?? ''}__`, right);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const own = plain(left);
  if (is(own, 'list') && operator === '+') {
    const items = iterableItems(machine, right);
    machine.allocate(8 * items.length);
    for (const item of [...items]) change(own.items).push(item);
    return left;
  }
  if (is(own, 'bytes') && own.mutable && operator === '+') {
    const other = plain(right);
    if (is(other, 'bytes')) {
      change(own).v += other.v;
      return left;
    }
  }
  if (is(own, 'set') && !own.frozen && operator === '|' && is(plain(right), 'set')) {
    for (const [key, value] of makeSet(machine, iterableItems(machine, right)).map)
      change(own.map).set(key, value);
    return left;
  }
  if (is(own, 'dict') && operator === '|') {
    for (const [key, value] of mappingEntries(machine, right)) setIn(machine, own, key, value);
    return left;
  }
  try {
    return binary(machine, operator, left, right);
  } catch (error) {
    throw asInPlace(machine, error, operator, left, right);
  }
}

/** Messages name the operator as it was written. */
function asInPlace(machine: Machine, error: unknown, operator: string, left: Value, right: Value): unknown {
  if (typeof error !== 'object' || error === null || !('error' in error)) return error;
  const { error: raised } = error;
  if (
    typeof raised !== 'object' ||
    raised === null ||
    !('attributes' in raised) ||
    !(raised.attributes instanceof Map)
  )
    return error;
  const positional: unknown = raised.attributes.get('args');
  const [message] =
    typeof positional === 'object' &&
    positional !== null &&
    'items' in positional &&
    Array.isArray(positional.items)
      ? positional.items
      : [];
  const plainWords = `unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: `;
  if (typeof message !== 'string' || !message.startsWith(plainWords)) return error;
  return machine.error(
    'TypeError',
    `unsupported operand type(s) for ${operator}=: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

export function unary(machine: Machine, operator: string, value: Value): Value {
  if (operator === 'not') return !truth(machine, value);
  if (is(value, 'instance')) {
    const name = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator] ?? '';
    const own = lookUp(value.class, name);
    if (own !== undefined) return machine.sync(own, [value]);
  }
  const own = plain(value);
  const number = typeof own === 'boolean' ? Number(own) : own;
  if (typeof number === 'number')
    return operator === '-' ? 0 - number : operator === '~' ? -number - 1 : number;
  if (typeof number === 'bigint')
    return narrowed(operator === '-' ? -number : operator === '~' ? ~number : number);
  if (is(number, 'float') && operator !== '~') return float(operator === '-' ? -number.v : number.v);
  if (is(number, 'complex') && operator !== '~')
    return operator === '-' ? complex(-number.re, -number.im) : number;
  throw machine.error('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`);
}

export function compareValues(machine: Machine, operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case 'is':
      return same(left, right);
    case 'is not':
      return !same(left, right);
    case 'in':
      return contains(machine, right, left);
    case 'not in':
      return !contains(machine, right, left);
    case '==':
      return equalOrOwn(machine, left, right);
    case '!=': {
      const own = special(machine, left, '__ne__', right);
      if (own !== NOT_IMPLEMENTED) return own;
      return !truth(machine, equalOrOwn(machine, left, right));
    }
    default:
      return order(machine, operator, left, right);
  }
}

function equalOrOwn(machine: Machine, left: Value, right: Value): Value {
  for (const [object, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const result = special(machine, object, '__eq__', other);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return equal(machine, left, right);
}

function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  // Methods are made anew for every look; empty tuples are one.
  return is(left, 'tuple') && is(right, 'tuple') && left.items.length === 0 && right.items.length === 0;
}
