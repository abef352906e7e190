import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Query } from '../syntax/tree.ts';
import { BOOL, TEXT } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import { castTo } from './cast.ts';
import type { Batches, Environment } from './environment.ts';
import { PAUSE } from './environment.ts';
import { binary, unified } from './operators.ts';
import type { Compiled, Plan, Scope, Sub } from './scope.ts';

interface Within {
  readonly plan: Plan;
  /** What it answers is the same for all rows. */
  readonly same: boolean;
}

function planned(env: Environment, query: Query, scope: Scope): Within {
  const mark = { columns: [], parent: scope, cell: { row: [] }, usedFromWithin: false, clause: scope.clause };
  const plan = env.plan(env, query, mark);
  return { plan, same: !mark.usedFromWithin };
}

/** Runs a subquery when it is needed; once, where it is the same for all rows. */
function sub({ plan, same }: Within, take: (rows: Batches) => Batches): Sub {
  let done = false;
  return {
    *prepare() {
      if (done && same) return;
      yield* take(plan.run());
      done = true;
    },
  };
}

function oneColumn({ plan }: Within): void {
  if (plan.columns.length !== 1) throw new SqlError('subqueryColumns');
}

export function scalar(env: Environment, query: Query, scope: Scope): Compiled {
  const within = planned(env, query, scope);
  oneColumn(within);
  let value: Value = null;
  const subs = [
    sub(within, function* (batches) {
      value = null;
      let count = 0;
      for (const batch of batches) {
        for (const row of batch) {
          if (++count > 1) throw new SqlError('moreThanOneRow');
          value = row[0] ?? null;
        }
        yield PAUSE;
      }
    }),
  ];
  return { type: within.plan.columns[0]?.type ?? TEXT, get: () => value, subs };
}

export function exists(env: Environment, query: Query, scope: Scope): Compiled {
  const within = planned(env, query, scope);
  let found = false;
  const subs = [
    sub(within, function* (batches) {
      found = false;
      for (const batch of batches) {
        if (batch.length > 0) {
          found = true;
          return;
        }
        yield PAUSE;
      }
    }),
  ];
  return { type: BOOL, get: () => found, subs };
}

export function arrayQuery(env: Environment, query: Query, scope: Scope): Compiled {
  const within = planned(env, query, scope);
  oneColumn(within);
  let items: Value[] = [];
  const subs = [
    sub(within, function* (batches) {
      items = [];
      for (const batch of batches) {
        for (const row of batch) {
          items.push(row[0] ?? null);
          env.meter.hold(row);
        }
        if (items.length > ROWS_MAX) throw new SqlError('tooManyRows');
        yield PAUSE;
      }
    }),
  ];
  return { type: { ...(within.plan.columns[0]?.type ?? TEXT), array: true }, get: () => items, subs };
}

/** `x IN (SELECT …)`: values are looked up in a set. */
export function inQuery(
  env: Environment,
  arg: Compiled,
  query: Query,
  not: boolean,
  scope: Scope,
  at: number,
): Compiled {
  const within = planned(env, query, scope);
  if (arg.type.base !== 'record') oneColumn(within);
  const [column] = within.plan.columns;
  const inner: Compiled = { type: column?.type ?? TEXT, get: () => null, subs: [] };
  const [left, right] = arg.type.base === 'record' ? [arg, inner] : unified(env, '=', arg, inner, at);
  const keyOf = (value: Value) =>
    env.mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value);
  let [keys, nulls] = [new Set<string>(), false];
  const cell: { row: Row } = { row: [] };
  const read = castTo(env, { ...inner, get: () => cell.row[0] ?? null }, right.type);
  const subs = [
    ...left.subs,
    sub(within, function* (batches) {
      [keys, nulls] = [new Set(), false];
      for (const batch of batches) {
        for (const row of batch) {
          cell.row = row;
          const value = arg.type.base === 'record' ? row : read.get();
          if (value === null) nulls = true;
          else if (!keys.has(keyOf(value))) {
            const key = keyOf(value);
            keys.add(key);
            env.meter.holdBytes(key.length + 32);
            if (keys.size > ROWS_MAX) throw new SqlError('tooManyRows');
          }
          if (env.meter.tick()) yield PAUSE;
        }
        yield PAUSE;
      }
    }),
  ];
  const get = (): Value => {
    if (keys.size === 0 && !nulls) return not;
    const value = left.get();
    if (value === null) return null;
    if (keys.has(keyOf(value))) return !not;
    return nulls ? null : not;
  };
  return { type: BOOL, get, subs };
}

/** `x = ANY (list)`, `x > ALL (list)` */
export function quantified(
  env: Environment,
  left: Compiled,
  op: string,
  all: boolean,
  list: Compiled,
  at: number,
): Compiled {
  const item: { value: Value } = { value: null };
  const right: Compiled = { type: { ...list.type, array: false }, get: () => item.value, subs: [] };
  const test = binary(env, op, left, right, at);
  const get = (): Value => {
    const items = list.get();
    if (!Array.isArray(items)) return null;
    let unknown = false;
    env.meter.charge(items.length / 10);
    for (const each of items) {
      item.value = each;
      const truth = test.get();
      if (truth === null) unknown = true;
      else if (truth !== all) return !all;
    }
    return unknown ? null : all;
  };
  return { type: BOOL, get, subs: [...left.subs, ...list.subs] };
}
