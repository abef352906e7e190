import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Delete, Expr, From, Locking, Update } from '../syntax/tree.ts';
import type { Row } from '../values/value.ts';
import type { ChangePlan } from './changes.ts';
import { compile, pointed } from './compile.ts';
import { condition } from './conditions.ts';
import { type Environment, PAUSE } from './environment.ts';
import { planFrom } from './from.ts';
import { checkRelation } from './names.ts';
import { deleteRow, touch, updateRow } from './row-changes.ts';
import { assigned, columnIndex, defaultOf, rulesOf } from './rows.ts';
import { type Compiled, type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { prepared } from './sort.ts';

/** A table among those that MySQL's UPDATE and DELETE join, whose rows change. */
interface Target {
  readonly def: TableDef;
  readonly alias: string;
  /** Where a joined row has the row's number, and its first column. */
  readonly number: number;
  readonly first: number;
  readonly set: readonly { readonly index: number; readonly value: Compiled }[];
}

/** UPDATE and DELETE of MySQL with joined tables: each row changes once, however often the join has it. */
export function planMany(
  env: Environment,
  change: (Update | Delete) & { readonly tables: From },
  parent: Scope | undefined,
): ChangePlan {
  const aliases = change.kind === 'delete' ? (change.targets ?? []) : assignedTables(env, change, parent);
  const lock: Locking = { mode: 'update', words: 'FOR UPDATE', of: aliases, otherwise: 'wait' };
  const from = planFrom(env, change.tables, parent, lock);
  const scope = scopeOf(from.columns, parent);
  const targets = aliases.map((alias) => targetOf(env, change, alias, from, scope));
  scope.clause = 'where clause';
  const where =
    change.where === undefined ? undefined : condition(env, compile(env, change.where, scope), 'WHERE');
  let count = 0;
  return {
    columns: [],
    count: () => count,
    *run() {
      count = 0;
      const rows = yield* matching(env, from, scope, where);
      for (const target of targets) {
        const seen = new Set<number>();
        const rules = rulesOf(env, target.def);
        for (const both of rows) {
          const id = both[target.number] ?? null;
          if (typeof id !== 'number' || seen.has(id)) continue;
          seen.add(id);
          const before = env.transaction.row(target.def, id);
          if (before === undefined) continue;
          if (change.kind === 'delete') {
            yield* deleteRow(env, rules, id, before);
            count++;
          } else {
            const after = yield* assignedRow(env, scope, target, both, before);
            if ((yield* updateRow(env, rules, id, before, after)) !== undefined) count++;
          }
          if (env.meter.tick()) yield PAUSE;
        }
      }
    },
  };
}

/** Assignments see those before them. */
function* assignedRow(
  env: Environment,
  scope: Scope,
  { def, set, first }: Target,
  both: Row,
  before: Row,
): Generator<readonly Row[], Row> {
  const after = [...before];
  const seen = [...both];
  scope.cell.row = seen;
  for (const { index, value } of set) {
    yield* prepared([value]);
    after[index] = value.get();
    seen[first + index] = after[index] ?? null;
  }
  touch(env, def, after, set);
  return after;
}

function* matching(
  env: Environment,
  from: Plan,
  scope: Scope,
  where: Compiled | undefined,
): Generator<readonly Row[], Row[]> {
  const found: Row[] = [];
  for (const batch of from.run()) {
    for (const row of batch) {
      scope.cell.row = row;
      if (where !== undefined) yield* prepared([where]);
      if (where !== undefined && where.get() !== true) continue;
      found.push(row);
      env.meter.hold(row);
      if (env.meter.tick()) yield PAUSE;
    }
    yield PAUSE;
  }
  return found;
}

function places(columns: readonly OutColumn[], name: string, table?: string): OutColumn[] {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
  const found = columns.filter(
    (column) => same(column.name, name) && (table === undefined || same(column.table, table)),
  );
  if (found.length === 0) {
    const shown = table === undefined ? name : `${table}.${name}`;
    throw new SqlError('undefinedColumn', { name: shown, clause: 'field list' });
  }
  if (found.length > 1) throw new SqlError('ambiguousColumn', { name, clause: 'field list' });
  return found;
}

/** Aliases of the tables whose columns are assigned to. */
function assignedTables(
  env: Environment,
  change: Update & { readonly tables: From },
  parent: Scope | undefined,
): string[] {
  const { columns } = planFrom(env, change.tables, parent);
  const found = new Set<string>();
  for (const { column, table } of change.set)
    for (const place of places(columns, column, table)) found.add(place.table ?? '');
  return [...found];
}

function targetOf(
  env: Environment,
  change: Update | Delete,
  alias: string,
  from: Plan,
  scope: Scope,
): Target {
  const number = from.columns.findIndex(
    ({ table, rowOf }) => rowOf !== undefined && table?.toLowerCase() === alias.toLowerCase(),
  );
  const def = from.columns[number]?.rowOf;
  if (def === undefined) {
    if (from.columns.some(({ table }) => table === alias))
      throw new SqlError('viewReadOnly', { name: alias });
    throw new SqlError('unknownTarget', { name: alias });
  }
  checkRelation(env, def, change.kind);
  const set =
    change.kind === 'delete'
      ? []
      : change.set
          .filter(({ column, table }) =>
            places(from.columns, column, table).some((place) => place.table === from.columns[number]?.table),
          )
          .map(({ column, value, at }) => assignment(env, def, scope, column, value, at));
  return { def, alias, number, first: number - def.columns.length, set };
}

function assignment(env: Environment, def: TableDef, scope: Scope, name: string, value: Expr, at: number) {
  const index = columnIndex(def, name, true);
  const column = def.columns[index];
  if (column === undefined) throw new SqlError('undefinedColumnOf', { name, table: def.name }, at);
  const compiled =
    value.kind === 'default'
      ? (defaultOf(env, column) ?? { type: column.type, get: () => null, subs: [] })
      : pointed(value, () => assigned(env, compile(env, value, scope), column, at));
  return { index, value: compiled };
}
