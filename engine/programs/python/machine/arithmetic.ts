import { percentFormat } from '../builtins/percent-format.ts';
import { multiplied, written } from '../builtins/repeated.ts';
import { narrowed } from '../syntax/numbers.ts';
import { typeName } from './classes.ts';
import { asComplex, complexArithmetic } from './complex.ts';
import { bits, weightOfInteger } from './integers.ts';
import { makeDict, makeSet } from './keys.ts';
import type { Machine } from './machine.ts';
import { bytes, float, is, type Key, list, tuple, type Value } from './values.ts';

/** Bits of the largest integers: what takes longer to compute than anybody waits. */
const INTEGER_BITS_MAX = 1_050_000;
/** Items of what `*` makes of a list or tuple. */
const ITEMS_MAX = 4_000_000;

type Integer = number | bigint;

/** Undefined: these don't go together. */
export function arithmetic(
  machine: Machine,
  operator: string,
  leftGiven: Value,
  rightGiven: Value,
): Value | undefined {
  const left =
    typeof leftGiven === 'boolean' && !bothBooleans(operator, leftGiven, rightGiven)
      ? Number(leftGiven)
      : leftGiven;
  const right =
    typeof rightGiven === 'boolean' && !bothBooleans(operator, leftGiven, rightGiven)
      ? Number(rightGiven)
      : rightGiven;
  if (is(left, 'complex') || is(right, 'complex')) {
    const [a, b] = [asComplex(left), asComplex(right)];
    return a === undefined || b === undefined ? undefined : complexArithmetic(machine, operator, a, b);
  }
  if (isInteger(left) && isInteger(right)) return integers(machine, operator, left, right);
  if ((isInteger(left) || is(left, 'float')) && (isInteger(right) || is(right, 'float'))) {
    return floats(
      machine,
      operator,
      isInteger(left) ? toFloat(machine, left) : left.v,
      isInteger(right) ? toFloat(machine, right) : right.v,
    );
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    return operator === '&' ? left && right : operator === '|' ? left || right : left !== right;
  }
  if (operator === '%' && (typeof left === 'string' || is(left, 'bytes')))
    return percentFormat(machine, left, right);
  if (operator === '+') return joined(machine, left, right);
  if (operator === '*')
    return isInteger(right)
      ? repeated(machine, left, right)
      : isInteger(left)
        ? repeated(machine, right, left)
        : undefined;
  return collections(machine, operator, left, right);
}

function bothBooleans(operator: string, left: Value, right: Value): boolean {
  return typeof left === 'boolean' && typeof right === 'boolean' && '&|^'.includes(operator);
}

function isInteger(value: Value): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint';
}

function toFloat(machine: Machine, value: Integer): number {
  const result = Number(value);
  if (!Number.isFinite(result)) throw machine.error('OverflowError', 'int too large to convert to float');
  return result;
}

function integers(machine: Machine, operator: string, left: Integer, right: Integer): Value | undefined {
  if (typeof left === 'bigint' || typeof right === 'bigint')
    machine.work(weightOfInteger(left) + weightOfInteger(right));
  switch (operator) {
    case '+':
      return narrowed(BigInt(left) + BigInt(right));
    case '-':
      return narrowed(BigInt(left) - BigInt(right));
    case '*':
      checkSize(machine, bits(left) + bits(right));
      return narrowed(BigInt(left) * BigInt(right));
    case '/':
      return divided(machine, left, right);
    case '//':
    case '%':
      return floorDivided(machine, operator, left, right);
    case '**':
      return power(machine, left, right);
    default:
      return bitwise(machine, operator, left, right);
  }
}

/** @param size of a whole number, in bits. @throws MemoryError */
export function checkSize(machine: Machine, size: number): void {
  if (size > INTEGER_BITS_MAX) throw machine.error('MemoryError', '');
}

function divided(machine: Machine, left: Integer, right: Integer): Value {
  if (Number(right) === 0) throw machine.error('ZeroDivisionError', 'division by zero');
  if (typeof left === 'number' && typeof right === 'number') return float(left / right);
  const [a, b] = [BigInt(left), BigInt(right)];
  const result = Number(a) / Number(b);
  if (Number.isFinite(result)) return float(result);
  // Both may be too large where their quotient isn't.
  const scaled = Number((a << 64n) / b) / 2 ** 64;
  if (!Number.isFinite(scaled))
    throw machine.error('OverflowError', 'integer division result too large for a float');
  return float(scaled);
}

function floorDivided(machine: Machine, operator: '//' | '%', left: Integer, right: Integer): Value {
  if (Number(right) === 0) {
    throw machine.error(
      'ZeroDivisionError',
      operator === '%' ? 'integer modulo by zero' : 'integer division or modulo by zero',
    );
  }
  if (typeof left === 'number' && typeof right === 'number') {
    const quotient = Math.floor(left / right);
    const rest = left - quotient * right;
    if (Number.isSafeInteger(quotient * right) && Math.abs(rest) < Math.abs(right)) {
      return (operator === '//' ? quotient : rest) + 0;
    }
  }
  const [a, b] = [BigInt(left), BigInt(right)];
  let quotient = a / b;
  let rest = a % b;
  if (rest !== 0n && rest < 0n !== b < 0n) {
    quotient -= 1n;
    rest += b;
  }
  return narrowed(operator === '//' ? quotient : rest);
}

function power(machine: Machine, left: Integer, right: Integer): Value {
  if (right < 0) {
    if (Number(left) === 0)
      throw machine.error('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return float(Number(left) ** Number(right));
  }
  const size = Math.abs(Number(left)) > 1 ? bits(left) * Number(right) : 1;
  checkSize(machine, size);
  machine.work(size >> 4);
  return narrowed(BigInt(left) ** BigInt(right));
}

function bitwise(machine: Machine, operator: string, left: Integer, right: Integer): Value | undefined {
  const [a, b] = [BigInt(left), BigInt(right)];
  switch (operator) {
    case '&':
      return narrowed(a & b);
    case '|':
      return narrowed(a | b);
    case '^':
      return narrowed(a ^ b);
    case '<<':
    case '>>':
      if (b < 0n) throw machine.error('ValueError', 'negative shift count');
      if (operator === '<<') checkSize(machine, bits(left) + Number(b));
      return narrowed(operator === '<<' ? a << b : a >> b);
    default:
      return undefined;
  }
}

function floats(machine: Machine, operator: string, left: number, right: number): Value | undefined {
  switch (operator) {
    case '+':
      return float(left + right);
    case '-':
      return float(left - right);
    case '*':
      return float(left * right);
    case '/':
      if (right === 0) throw machine.error('ZeroDivisionError', 'float division by zero');
      return float(left / right);
    case '//':
      if (right === 0) throw machine.error('ZeroDivisionError', 'float floor division by zero');
      return float(Math.floor(left / right));
    case '%':
      if (right === 0) throw machine.error('ZeroDivisionError', 'float modulo');
      return float(floatModulo(left, right));
    case '**': {
      if (left === 0 && right < 0)
        throw machine.error('ZeroDivisionError', '0.0 cannot be raised to a negative power');
      const result = left ** right;
      if (
        !Number.isFinite(result) &&
        Number.isFinite(left) &&
        Number.isFinite(right) &&
        !Number.isNaN(result)
      ) {
        throw machine.error('OverflowError', "(34, 'Numerical result out of range')");
      }
      if (Number.isNaN(result) && !Number.isNaN(left) && !Number.isNaN(right))
        throw machine.unsupported('complex numbers');
      return float(result);
    }
    default:
      return undefined;
  }
}

export function floatModulo(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

function joined(machine: Machine, left: Value, right: Value): Value | undefined {
  if (is(left, 'repeated') || is(right, 'repeated')) {
    const [a, b] = [left, right].map((each) => (is(each, 'repeated') ? written(machine, each) : each));
    return joined(machine, a ?? null, b ?? null);
  }
  if (typeof left === 'string' && typeof right === 'string') {
    machine.allocate(49 + left.length + right.length);
    return left + right;
  }
  if (is(left, 'list') && is(right, 'list')) {
    const size = left.items.length + right.items.length;
    machine.allocate(56 + 8 * size);
    machine.work(size >> 4);
    return list([...left.items, ...right.items]);
  }
  if (is(left, 'tuple') && is(right, 'tuple')) {
    machine.allocate(40 + 8 * (left.items.length + right.items.length));
    machine.work((left.items.length + right.items.length) >> 4);
    return tuple([...left.items, ...right.items]);
  }
  if (is(left, 'bytes') && is(right, 'bytes')) {
    machine.allocate(33 + left.v.length + right.v.length);
    return left.mutable ? { t: 'bytes', v: left.v + right.v, mutable: true } : bytes(left.v + right.v);
  }
  if (is(left, 'bytes'))
    throw machine.error('TypeError', `can't concat ${typeName(right)} to ${typeName(left)}`);
  return undefined;
}

function repeated(machine: Machine, value: Value, times: Integer): Value | undefined {
  const count = Math.max(0, Number(times));
  if (is(value, 'list') || is(value, 'tuple')) {
    if (value.items.length * count > ITEMS_MAX) throw machine.error('MemoryError', '');
    machine.allocate(56 + 8 * value.items.length * count);
    machine.work((value.items.length * count) >> 3);
    const items: Value[] = [];
    for (let time = 0; time < count; time++) for (const item of value.items) items.push(item);
    return value.t === 'list' ? list(items) : tuple(items);
  }
  return multiplied(machine, value, count);
}

function collections(machine: Machine, operator: string, left: Value, right: Value): Value | undefined {
  if (is(left, 'dict') && is(right, 'dict') && operator === '|') {
    return makeDict(machine, [...left.map.values(), ...right.map.values()]);
  }
  const types = (value: Value) => is(value, 'class') || value === null || is(value, 'alias');
  if (operator === '|' && types(left) && types(right))
    return { t: 'alias', origin: null, arguments: [left, right] };
  const [a, b] = [setItems(left), setItems(right)];
  if (a === undefined || b === undefined) return undefined;
  machine.work((a.length + b.length) >> 1);
  const [first, second] = [makeSet(machine, a), makeSet(machine, b)];
  const frozen = is(left, 'set') && left.frozen;
  const pick = (from: typeof first, keep: (key: Key) => boolean) =>
    [...from.map].filter(([key]) => keep(key)).map(([, value]) => value);
  switch (operator) {
    case '&':
      return makeSet(
        machine,
        pick(first, (key) => second.map.has(key)),
        frozen,
      );
    case '|':
      return makeSet(machine, [...a, ...b], frozen);
    case '-':
      return makeSet(
        machine,
        pick(first, (key) => !second.map.has(key)),
        frozen,
      );
    case '^':
      return makeSet(
        machine,
        [...pick(first, (key) => !second.map.has(key)), ...pick(second, (key) => !first.map.has(key))],
        frozen,
      );
    default:
      return undefined;
  }
}

function setItems(value: Value): Value[] | undefined {
  if (is(value, 'set')) return [...value.map.values()];
  if (is(value, 'view') && value.of !== 'values')
    return [...value.dict.map.values()].map(([key, each]) =>
      value.of === 'keys' ? key : tuple([key, each]),
    );
  return undefined;
}
