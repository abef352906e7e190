import type { Machine } from './machine.ts';
import { plain } from './plain.ts';
import type { Slice, Value } from './values.ts';

/** What an index is as a number; undefined: it is none. */
export function integerIndex(index: Value): number | undefined {
  const value = plain(index);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'bigint'
    ? value > 0n
      ? Number.MAX_SAFE_INTEGER
      : Number.MIN_SAFE_INTEGER
    : undefined;
}

/** slice.indices() */
export function sliceBounds(
  machine: Machine,
  { from, to, step }: Slice,
  length: number,
): [from: number, to: number, step: number] {
  const number = (value: Value): number | undefined => {
    if (value === null) return undefined;
    const found = integerIndex(value);
    if (found === undefined) {
      throw machine.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
    }
    return found;
  };
  const by = number(step) ?? 1;
  if (by === 0) throw machine.error('ValueError', 'slice step cannot be zero');
  const [low, high] = by > 0 ? [0, length] : [-1, length - 1];
  const clamp = (value: number | undefined, fallback: number): number => {
    if (value === undefined) return fallback;
    const place = value < 0 ? value + length : value;
    return Math.min(Math.max(place, low), high);
  };
  return by > 0
    ? [clamp(number(from), 0), clamp(number(to), length), by]
    : [clamp(number(from), length - 1), clamp(number(to), -1), by];
}
