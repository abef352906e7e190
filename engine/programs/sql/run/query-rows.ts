import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { type Row, type Value, weightOf } from '../values/value.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { compareRows, prepared, type SortKey, sorted } from './sort.ts';

/** Rows in the order of keys that are worked out for each of them. */
export function* sortRows(
  env: Environment,
  batches: Batches,
  keys: readonly SortKey[],
  enter: (row: Row) => void,
): Batches {
  let weight = 0;
  const rows: { readonly keys: Value[]; readonly row: Row }[] = [];
  for (const batch of batches) {
    for (const row of batch) {
      enter(row);
      yield* prepared(keys.map(({ value }) => value));
      const kept = { keys: keys.map(({ value }) => value.get()), row };
      rows.push(kept);
      env.meter.hold(row);
      env.meter.hold(kept.keys);
      for (const key of kept.keys) weight = Math.max(weight, weightOf(key));
      if (env.meter.tick()) yield PAUSE;
      if (rows.length > ROWS_MAX) throw new SqlError('tooManyRows');
    }
    yield PAUSE;
  }
  const sorting = sorted(
    rows,
    (a, b) => compareRows(a.keys, b.keys, keys, env.mysql),
    env.meter,
    1 + weight / 4,
  );
  let step = sorting.next();
  for (; step.done !== true; step = sorting.next()) yield PAUSE;
  for (let at = 0; at < step.value.length; at += 128)
    yield step.value.slice(at, at + 128).map(({ row }) => row);
}
