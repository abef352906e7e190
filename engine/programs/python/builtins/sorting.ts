import { change } from '../../heap/change.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { is, tuple, type Value } from '../machine/values.ts';
import { integerArgument } from './given.ts';
import { asOptional } from './optional.ts';

/** Lists up to this length are sorted at once, longer ones in runs of it, which are merged. */
const RUN = 4_000;
/** Values that one call puts in their place. */
const MERGED = 4_000;
/** Values in tuples in each other that are compared without Python. */
const DEPTH_MAX = 3;

/** What needs no Python to be compared. */
type Plain = number | bigint | string | readonly Plain[];

/** Two values that `<` refuses, or that Python has to compare. */
class Unordered extends Error {}

/** What a value is compared by; undefined: Python has to do it. */
function plainOf(value: Value, depth = 0): Plain | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (is(value, 'float')) return Number.isNaN(value.v) ? undefined : value.v;
  if (!is(value, 'tuple') || value.of !== undefined || depth > DEPTH_MAX) return undefined;
  const items: Plain[] = [];
  for (const item of value.items) {
    const own = plainOf(item, depth + 1);
    if (own === undefined) return undefined;
    items.push(own);
  }
  return items;
}

/** @throws Unordered */
function compare(a: Plain, b: Plain): number {
  if (typeof a === 'object' && typeof b === 'object') return compareItems(a, b);
  if (typeof a === 'object' || typeof b === 'object') throw new Unordered();
  if ((typeof a === 'string') !== (typeof b === 'string')) throw new Unordered();
  return a < b ? -1 : a > b ? 1 : 0;
}

function compared(a: Plain, b: Plain): number | undefined {
  try {
    return compare(a, b);
  } catch (error) {
    if (error instanceof Unordered) return undefined;
    throw error;
  }
}

function compareItems(a: readonly Plain[], b: readonly Plain[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) break;
    const found = compare(item, other);
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

/** Places of keys from one on, in their order; equal ones stay as they are. Undefined: Python has to do it. */
function orderOf(
  machine: Machine,
  values: readonly Value[],
  from: number,
  reverse: boolean,
): number[] | undefined {
  const keys: Plain[] = [];
  for (const value of values.slice(from, from + RUN)) {
    const key = plainOf(value);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  machine.work(keys.length);
  const sign = reverse ? -1 : 1;
  try {
    return keys
      .map((_, index) => index)
      .sort((a, b) => sign * compare(keys[a] ?? 0, keys[b] ?? 0) || a - b)
      .map((index) => from + index);
  } catch (error) {
    if (error instanceof Unordered) return undefined;
    throw error;
  }
}

/** Sorts what is short and plain. @returns false: that takes Python, or more than one call */
export function sortAtOnce(machine: Machine, items: readonly Value[], reverse: boolean): boolean {
  const order = items.length > RUN ? undefined : orderOf(machine, items, 0, reverse);
  if (order === undefined) return false;
  const sorted = order.map((at) => items[at] ?? null);
  for (const [at, item] of sorted.entries()) change(items)[at] = item;
  return true;
}

function listOf(value: Value | undefined): readonly Value[] {
  const found = plain(asOptional(value));
  return is(found, 'list') ? found.items : [];
}

/** What of `list.sort` is done at once: the rest is in Python, so that it can be stopped and compare by it. */
export const sortingSteps: Readonly<Record<string, NativeRun>> = {
  /** Sorts a run in a list of places by their keys. @returns how long runs are; 1: Python has to compare the keys */
  sort_run: (machine, [self, keys, start, reverse]) => {
    const from = integerArgument(machine, start);
    const order = orderOf(machine, listOf(keys), from, machine.truth(asOptional(reverse)));
    if (order === undefined) return 1;
    const places = change(listOf(self));
    for (const [at, place] of order.entries()) places[from + at] = place;
    return RUN;
  },
  /**
   * Goes on merging two runs, as far as Python isn't needed: order, keys, where it stands in both runs, where they end.
   * @returns where it stands, and whether that is the end
   */
  merge_more: (machine, [self, order, keys, left, right, middle, stop, reverse]) => {
    const [into, places, values] = [change(listOf(self)), listOf(order), listOf(keys)];
    const [end, last] = [integerArgument(machine, middle), integerArgument(machine, stop)];
    const sign = machine.truth(asOptional(reverse)) ? -1 : 1;
    let [a, b] = [integerArgument(machine, left), integerArgument(machine, right)];
    const keyAt = (at: number) => plainOf(values[Number(places[at])] ?? null);
    let [x, y] = [keyAt(a), keyAt(b)];
    let count = 0;
    for (; a < end && b < last && count < MERGED && x !== undefined && y !== undefined; count++) {
      const found = compared(x, y);
      if (found === undefined) break;
      if (sign * found <= 0) {
        into.push(places[a++] ?? null);
        x = keyAt(a);
      } else {
        into.push(places[b++] ?? null);
        y = keyAt(b);
      }
    }
    if (a >= end || b >= last) {
      const rest = b >= last ? places.slice(a, Math.min(end, last)) : places.slice(b, last);
      for (const place of rest) into.push(place);
      count += rest.length >> 3;
      [a, b] = [end, last];
    }
    machine.work(count / 4);
    return tuple([a, b, a >= end && b >= last]);
  },
  /** Puts the values of a list where an order wants them. */
  place: (machine, [self, order]) => {
    const target = plain(asOptional(self));
    const places = listOf(order);
    machine.work(places.length >> 3);
    if (is(target, 'list')) change(target).items = places.map((at) => target.items[Number(at)] ?? null);
    return null;
  },
};
