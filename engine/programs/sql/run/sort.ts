import type { Row } from '../values/value.ts';
import { compareAs } from './compare.ts';
import type { Batches, Meter, Work } from './environment.ts';
import type { Compiled } from './scope.ts';

export interface SortKey {
  readonly value: Compiled;
  readonly descending: boolean;
  readonly nullsFirst?: boolean | undefined;
}

/** Works out the subqueries of expressions, for the row that is in their cells. */
export function* prepared(expressions: readonly Compiled[]): Batches {
  for (const { subs } of expressions) for (const sub of subs) yield* sub.prepare();
}

/** Compares rows by their first columns, which are the keys' values. PostgreSQL has nulls last, MySQL first. */
export function compareRows(a: Row, b: Row, keys: readonly SortKey[], mysql: boolean): number {
  for (const [index, { descending, nullsFirst }] of keys.entries()) {
    const [x = null, y = null] = [a[index], b[index]];
    if (x === null || y === null) {
      if (x === y) continue;
      const first = nullsFirst ?? (mysql ? !descending : descending);
      return (x === null) === first ? -1 : 1;
    }
    const order = compareAs(keys[index]?.value.type, x, y, mysql);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Sorts by merging, which can be stopped anywhere. Equal rows stay in their order. @param units of a comparison */
export function* sorted<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  meter: Meter,
  units = 1,
): Work<T[]> {
  let [from, to]: [T[], T[]] = [[...items], []];
  for (let width = 1; width < from.length; width *= 2) {
    to = [];
    for (let start = 0; start < from.length; start += width * 2) {
      const [middle, end] = [Math.min(start + width, from.length), Math.min(start + width * 2, from.length)];
      let [left, right] = [start, middle];
      while (left < middle || right < end) {
        const [a, b] = [from[left], from[right]];
        if (right >= end || (left < middle && a !== undefined && b !== undefined && compare(a, b) <= 0)) {
          if (a !== undefined) to.push(a);
          left++;
        } else {
          if (b !== undefined) to.push(b);
          right++;
        }
        if (meter.tick(units)) yield;
      }
    }
    from = to;
  }
  return from;
}
