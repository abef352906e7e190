import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Expr } from '../syntax/tree.ts';
import { TEXT } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import type { Groups } from './grouping.ts';
import { sortRows } from './query-rows.ts';
import { lockColumns, lockedRows, type RowLocks } from './row-locks.ts';
import type { Compiled, Plan, Scope } from './scope.ts';
import { isSetFunction, planSetFunction } from './set-functions.ts';
import { prepared, type SortKey } from './sort.ts';
import type { WindowList } from './windows.ts';

/** Functions in the SELECT list that give many rows, such as unnest(): each row comes once for each of theirs. */
export class SetItems {
  readonly #env: Environment;
  readonly #scope: Scope;
  readonly plans: Plan[] = [];
  readonly cells: { row: Row }[] = [];

  constructor(env: Environment, scope: Scope) {
    this.#env = env;
    this.#scope = scope;
  }

  compiled(expr: Expr): Compiled {
    if (this.#env.mysql || expr.kind !== 'call' || !isSetFunction(expr.name))
      return compile(this.#env, expr, this.#scope);
    const plan = planSetFunction(this.#env, expr, this.#scope);
    const cell: { row: Row } = { row: [] };
    this.plans.push(plan);
    this.cells.push(cell);
    return { type: plan.columns[0]?.type ?? TEXT, subs: [], get: () => cell.row[0] ?? null };
  }
}

interface Running {
  readonly from: Plan;
  readonly scope: Scope;
  readonly where: Compiled | undefined;
  readonly groups: Groups | undefined;
  readonly single: boolean;
  readonly having: Compiled | undefined;
  readonly windows: WindowList;
  readonly sets: SetItems;
  readonly outputs: readonly Compiled[];
  readonly keys: readonly SortKey[];
  readonly distinct: boolean;
  readonly on: readonly Compiled[];
  readonly locks: RowLocks | undefined;
}

export function* rows(env: Environment, of: Running): Batches {
  const { groups, scope, keys, distinct, on } = of;
  const filtered = filter(env, of.from.run(), of.where, (row) => (scope.cell.row = row));
  const enter = (row: Row) => {
    if (groups === undefined) scope.cell.row = row;
    else groups.cell.row = row;
  };
  const input =
    groups === undefined ? filtered : filter(env, groups.run(filtered, of.single), of.having, enter);
  const width = of.outputs.length;
  const made = outputRows(env, of, input, enter);
  const ordered =
    keys.length === 0
      ? made
      : sortRows(
          env,
          made,
          keys.map((key, index) => ({ ...key, value: at(key.value, width + index) })),
          (row) => (sortCell.row = row),
        );
  const sortCell: { row: Row } = { row: [] };
  function at({ type }: Compiled, index: number): Compiled {
    return { type, subs: [], get: () => sortCell.row[index] ?? null };
  }
  if (of.locks !== undefined) {
    yield* lockedRows(env, of.locks, ordered, width + keys.length + on.length, width);
    return;
  }
  const seen = new Set<string>();
  for (const batch of ordered) {
    const out: Row[] = [];
    for (const row of batch) {
      if (distinct) {
        const parts = on.length > 0 ? row.slice(width + keys.length) : row.slice(0, width);
        const name = parts
          .map((value) =>
            env.mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value),
          )
          .join('\0');
        if (seen.has(name)) continue;
        seen.add(name);
        env.meter.holdBytes(name.length + 32);
        if (seen.size > ROWS_MAX) throw new SqlError('tooManyRows');
      }
      out.push(row.length === width ? row : row.slice(0, width));
    }
    yield out;
    if (env.meter.tick(batch.length)) yield PAUSE;
  }
}

function* filter(
  env: Environment,
  batches: Batches,
  test: Compiled | undefined,
  enter: (row: Row) => void,
): Batches {
  if (test === undefined) {
    yield* batches;
    return;
  }
  for (const batch of batches) {
    let out: Row[] = [];
    for (const row of batch) {
      enter(row);
      if (test.subs.length > 0) yield* prepared([test]);
      if (test.get() === true) out.push(row);
      if (!env.meter.tick()) continue;
      yield out;
      out = [];
      yield PAUSE;
    }
    yield out;
  }
}

/** The answer's columns, and behind them what it is sorted and told apart by. */
function* outputRows(env: Environment, of: Running, input: Batches, enter: (row: Row) => void): Batches {
  const { windows, outputs, keys, on, sets } = of;
  const all = [...outputs, ...keys.map(({ value }) => value), ...on, ...lockColumns(of)];
  const hasSubs = all.some(({ subs }) => subs.length > 0);
  const make = function* (row: Row): Generator<readonly Row[], Row[]> {
    enter(row);
    if (hasSubs) yield* prepared(all);
    if (sets.plans.length === 0) return [all.map((each) => each.get())];
    return yield* multiplied(env, sets, all);
  };
  if (windows.empty) {
    for (const batch of input) {
      let out: Row[] = [];
      for (const row of batch) {
        for (const each of yield* make(row)) out.push(each);
        if (!env.meter.tick(all.length)) continue;
        yield out;
        out = [];
        yield PAUSE;
      }
      yield out;
    }
    return;
  }
  const rowsIn: Row[] = [];
  for (const batch of input) {
    for (const row of batch) {
      rowsIn.push(row);
      env.meter.hold(row);
    }
    if (rowsIn.length > ROWS_MAX) throw new SqlError('tooManyRows');
    yield PAUSE;
  }
  const values = yield* windows.values(rowsIn, enter);
  for (const [index, row] of rowsIn.entries()) {
    windows.cell.row = values[index] ?? [];
    yield yield* make(row);
    if (env.meter.tick()) yield PAUSE;
  }
}

function* multiplied(
  env: Environment,
  sets: SetItems,
  all: readonly Compiled[],
): Generator<readonly Row[], Row[]> {
  const lists: Row[][] = [];
  for (const plan of sets.plans) {
    const list: Row[] = [];
    for (const batch of plan.run()) {
      for (const row of batch) {
        list.push(row);
        env.meter.hold(row);
      }
      if (list.length > ROWS_MAX) throw new SqlError('tooManyRows');
      yield PAUSE;
    }
    lists.push(list);
  }
  const out: Row[] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    for (const [index, cell] of sets.cells.entries()) cell.row = lists[index]?.[at] ?? [null];
    const row = all.map((each) => each.get());
    out.push(row);
    env.meter.hold(row);
    if (env.meter.tick(all.length)) yield PAUSE;
  }
  return out;
}
