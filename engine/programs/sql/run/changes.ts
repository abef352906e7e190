import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Change, Delete, Insert, Update } from '../syntax/tree.ts';
import { INT8 } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { castTo } from './cast.ts';
import { compile, pointed } from './compile.ts';
import { condition } from './conditions.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { planFrom, scanWithIds } from './from.ts';
import { insertRows } from './insert.ts';
import { planMany } from './multi-changes.ts';
import { checkRelation, tableNamed } from './names.ts';
import { commonScope } from './query.ts';
import { sortRows } from './query-rows.ts';
import { returning, targetColumns } from './returning.ts';
import { deleteRow, touch, updateRow } from './row-changes.ts';
import { assigned, columnIndex, defaultOf, rulesOf } from './rows.ts';
import { type Compiled, type Plan, type Scope, scopeOf } from './scope.ts';
import { prepared, type SortKey } from './sort.ts';

/** A change: what it answers (its RETURNING), and how many rows it has changed. */
export interface ChangePlan extends Plan {
  readonly count: () => number;
}

export function planChange(env: Environment, change: Change, parent?: Scope): ChangePlan {
  const scope = change.with.length === 0 ? parent : commonScope(env, change.with, false, parent, planChange);
  if (change.kind !== 'insert' && change.tables !== undefined)
    return planMany(env, { ...change, tables: change.tables }, scope);
  const def = tableNamed(env, change.table);
  checkRelation(env, def, change.kind);
  if (def.filledBy !== undefined) throw new SqlError('changeMaterialized', { name: def.name });
  switch (change.kind) {
    case 'insert':
      return planInsert(env, change, def, scope);
    case 'update':
      return planUpdate(env, change, def, scope);
    default:
      return planDelete(env, change, def, scope);
  }
}

function planInsert(env: Environment, change: Insert, def: TableDef, scope: Scope | undefined): ChangePlan {
  const alias = change.alias ?? def.name;
  const { cell, plan } = returning(env, def, alias, change.returning, scope);
  const insert = insertRows(env, change, def, scope);
  let count = 0;
  return {
    columns: plan?.columns ?? [],
    count: () => count,
    *run() {
      cell.rows = [];
      const result = yield* insert();
      count = result.count;
      cell.rows = result.rows;
      if (plan !== undefined) yield* plan.run();
    },
  };
}

interface Target {
  readonly id: number;
  readonly row: Row;
  readonly both: Row;
}

/** Rows that a condition picks, with those of FROM beside them. */
function* targets(
  env: Environment,
  def: TableDef,
  other: Plan | undefined,
  scope: Scope,
  where: Compiled | undefined,
): Generator<readonly Row[], Target[]> {
  const found: Target[] = [];
  const beside: Row[] = [];
  if (other !== undefined) {
    for (const batch of other.run()) {
      for (const row of batch) {
        beside.push(row);
        env.meter.hold(row);
      }
      yield PAUSE;
    }
  }
  for (const batch of scanWithIds(env, def)) {
    for (const [id, row] of batch) {
      for (const more of other === undefined ? [[]] : beside) {
        const both = [...row, ...more];
        scope.cell.row = both;
        if (where !== undefined && where.subs.length > 0) yield* prepared([where]);
        if (env.meter.tick()) yield PAUSE;
        if (where !== undefined && where.get() !== true) continue;
        found.push({ id, row, both });
        env.meter.holdBytes(48);
        break;
      }
    }
    yield PAUSE;
  }
  return found;
}

function* limited(
  env: Environment,
  change: Update | Delete,
  scope: Scope,
  found: Target[],
): Generator<readonly Row[], Target[]> {
  if (change.order.length === 0 && change.limit === undefined) return found;
  let list = found;
  if (change.order.length > 0) {
    const keys = change.order.map(
      (item): SortKey => ({ value: compile(env, item.expr, scope), descending: item.descending }),
    );
    const places = new Map(found.map((target) => [target.both, target]));
    list = [];
    const batches = sortRows(
      env,
      (function* (): Batches {
        yield found.map(({ both }) => both);
      })(),
      keys,
      (row) => (scope.cell.row = row),
    );
    for (const batch of batches) {
      for (const row of batch) {
        const target = places.get(row);
        if (target !== undefined) list.push(target);
      }
      yield PAUSE;
    }
  }
  if (change.limit === undefined) return list;
  const limit = castTo(env, compile(env, change.limit, scopeOf([])), INT8).get();
  return list.slice(0, Number(limit ?? list.length));
}

function planUpdate(env: Environment, change: Update, def: TableDef, parent: Scope | undefined): ChangePlan {
  const alias = change.alias ?? def.name;
  const other = change.from === undefined ? undefined : planFrom(env, change.from, parent);
  const scope = scopeOf([...targetColumns(def, alias), ...(other?.columns ?? [])], parent);
  scope.clause = 'field list';
  const set = change.set.map((assignment) => {
    const index = columnIndex(def, assignment.column, env.mysql);
    const column = def.columns[index];
    if (column === undefined)
      throw new SqlError('undefinedColumnOf', { name: assignment.column, table: def.name }, assignment.at);
    const value =
      assignment.value.kind === 'default'
        ? (defaultOf(env, column) ?? { type: column.type, get: () => null, subs: [] })
        : pointed(assignment.value, () =>
            assigned(env, compile(env, assignment.value, scope), column, assignment.at),
          );
    return { index, value };
  });
  scope.clause = 'where clause';
  const where =
    change.where === undefined ? undefined : condition(env, compile(env, change.where, scope), 'WHERE');
  const { cell, plan } = returning(env, def, alias, change.returning, parent, other?.columns);
  const rules = rulesOf(env, def);
  let count = 0;
  return {
    columns: plan?.columns ?? [],
    count: () => count,
    *run() {
      count = 0;
      cell.rows = [];
      const list = yield* limited(env, change, scope, yield* targets(env, def, other, scope, where));
      for (const { id, row, both } of list) {
        const after = [...row];
        scope.cell.row = both;
        yield* prepared(set.map(({ value }) => value));
        for (const { index, value } of set) {
          after[index] = value.get();
          // MySQL's assignments see those before them.
          if (env.mysql) scope.cell.row = [...after, ...both.slice(row.length)];
        }
        touch(env, def, after, set);
        const stored = yield* updateRow(env, rules, id, row, after);
        if (stored !== undefined || !env.mysql) count++;
        if (plan !== undefined) cell.rows.push([...(stored ?? row), ...both.slice(row.length)]);
        if (env.meter.tick()) yield PAUSE;
      }
      if (plan !== undefined) yield* plan.run();
    },
  };
}

function planDelete(env: Environment, change: Delete, def: TableDef, parent: Scope | undefined): ChangePlan {
  const alias = change.alias ?? def.name;
  const other = change.from === undefined ? undefined : planFrom(env, change.from, parent);
  const scope = scopeOf([...targetColumns(def, alias), ...(other?.columns ?? [])], parent);
  scope.clause = 'where clause';
  const where =
    change.where === undefined ? undefined : condition(env, compile(env, change.where, scope), 'WHERE');
  const { cell, plan } = returning(env, def, alias, change.returning, parent, other?.columns);
  const rules = rulesOf(env, def);
  let count = 0;
  return {
    columns: plan?.columns ?? [],
    count: () => count,
    *run() {
      count = 0;
      cell.rows = [];
      for (const { id, row, both } of yield* limited(
        env,
        change,
        scope,
        yield* targets(env, def, other, scope, where),
      )) {
        if (env.transaction.row(def, id) === undefined) continue;
        yield* deleteRow(env, rules, id, row);
        count++;
        if (plan !== undefined) cell.rows.push(both);
        if (env.meter.tick()) yield PAUSE;
      }
      if (plan !== undefined) yield* plan.run();
    },
  };
}
