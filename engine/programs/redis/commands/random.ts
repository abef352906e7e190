import type { Table } from '../../heap/table.ts';
import { type Call, Refusal } from '../command.ts';

/** As many with repetitions. */
const CHOSEN_MAX = 20_000;

/** Entries by chance: so many different ones, or, for a negative count, so many that may be the same. */
export function chosen<V>(call: Call, table: Table<V> | undefined, count: number): [string, V][] {
  if (Math.abs(count) > Number.MAX_SAFE_INTEGER / 2 || count < -CHOSEN_MAX)
    throw new Refusal('ERR value is out of range');
  if (table === undefined || table.size === 0 || count === 0) return [];
  if (count < 0) {
    const all = [...table.entries()];
    return Array.from({ length: -count }, () => all[Math.floor(call.random() * all.length)]).filter(
      (entry) => entry !== undefined,
    );
  }
  const all = [...table.entries()];
  if (count >= all.length) return all;
  // The first places of a shuffle.
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(call.random() * (all.length - at));
    const [a, b] = [all[at], all[other]];
    if (a === undefined || b === undefined) continue;
    all[at] = b;
    all[other] = a;
  }
  return all.slice(0, count);
}
