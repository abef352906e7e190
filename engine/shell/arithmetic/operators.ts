/** How tightly each binds. */
export const BINARY: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
};

export const ASSIGNING = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|=', '<<=', '>>=']);

export const OPERATIONS: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '&': (left, right) => left & right,
  '==': (left, right) => (left === right ? 1n : 0n),
  '!=': (left, right) => (left !== right ? 1n : 0n),
  '<': (left, right) => (left < right ? 1n : 0n),
  '>': (left, right) => (left > right ? 1n : 0n),
  '<=': (left, right) => (left <= right ? 1n : 0n),
  '>=': (left, right) => (left >= right ? 1n : 0n),
  '<<': (left, right) => left << (right & 63n),
  '>>': (left, right) => left >> (right & 63n),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** A number as 64 bits hold it. */
export function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
