import { systemRelation } from '../catalog/relations.ts';
import { SqlError } from '../errors.ts';
import type { TableDef, ViewDef } from '../store/definitions.ts';
import { parseStatements } from '../syntax/statements.ts';
import type { From, Locking } from '../syntax/tree.ts';
import { INT4, INT8 } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { type Environment, PAUSE } from './environment.ts';
import { planJoin } from './joins.ts';
import { checkRelation, findRelation, qualified } from './names.ts';
import { type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { planSetFunction } from './set-functions.ts';

/** What FROM reads. @param parent where columns of outer queries are @param lock tables whose rows are to be locked */
export function planFrom(env: Environment, from: From, parent: Scope | undefined, lock?: Locking): Plan {
  switch (from.kind) {
    case 'table': {
      const alias = from.alias ?? from.path.at(-1) ?? '';
      const locked = lock !== undefined && (lock.of.length === 0 || lock.of.includes(alias));
      return named(planTable(env, from, parent, locked), alias, from.columns);
    }
    case 'query': {
      const plan = env.plan(env, from.query, parent);
      return named(plan, from.alias ?? '?', from.columns);
    }
    case 'function': {
      const plan = planSetFunction(env, from.call, parent, from.alias);
      const numbered = from.ordinality ? withOrdinality(plan) : plan;
      return named(numbered, from.alias ?? from.call.name, from.columns);
    }
    default:
      return planJoin(env, from, parent, (inner, side, outer) => planFrom(inner, side, outer, lock));
  }
}

function named({ columns, run }: Plan, table: string, names: readonly string[]): Plan {
  return {
    columns: columns.map((column, index) => ({
      ...column,
      table,
      name: names[index] ?? column.name,
      hidden: column.rowOf !== undefined,
    })),
    run,
  };
}

function withOrdinality({ columns, run }: Plan): Plan {
  return {
    columns: [...columns, { name: 'ordinality', type: INT8 }],
    *run() {
      let count = 0n;
      for (const batch of run()) yield batch.map((row) => [...row, ++count]);
    },
  };
}

function planTable(
  env: Environment,
  from: Extract<From, { kind: 'table' }>,
  parent: Scope | undefined,
  locked: boolean,
): Plan {
  const [only] = from.path;
  if (from.path.length === 1 && only !== undefined) {
    for (let scope = parent; scope !== undefined; scope = scope.parent) {
      const common = scope.tables?.get(only);
      if (common !== undefined) return common;
    }
  }
  const found = findRelation(env, from);
  if (found === undefined) {
    const system = systemRelation(env, from.path);
    if (system !== undefined) return system;
    throw new SqlError(
      'undefinedTable',
      { name: from.path.join('.'), qualified: qualified(env, from.path) },
      from.at,
    );
  }
  checkRelation(env, found, 'select');
  if (locked) checkRelation(env, found, 'update');
  if (found.kind === 'table') return locked ? planLockable(env, found) : planHeap(env, found);
  if (found.kind === 'view') return planView(env, found);
  const counter = env.transaction.cluster.counters.get(found.id);
  const row: Row = [BigInt(counter?.last ?? found.start), 0n, counter?.called ?? false];
  return {
    columns: [
      { name: 'last_value', type: INT8 },
      { name: 'log_cnt', type: INT8 },
      { name: 'is_called', type: { base: 'bool' } },
    ],
    *run() {
      yield [row];
    },
  };
}

export function columnsOf(def: TableDef): OutColumn[] {
  return def.columns.map(({ name, type, notNull }, index) => ({
    name,
    type,
    notNull,
    table: def.name,
    schema: def.schema,
    source: { table: def.id, column: index },
  }));
}

const batchRows = 128;

function planHeap(env: Environment, def: TableDef): Plan {
  return {
    columns: columnsOf(def),
    *run() {
      const list = env.transaction.scan(def);
      env.meter.tick(list.length / 50);
      for (let at = 0; at < list.length; at += batchRows) {
        const batch = list.slice(at, at + batchRows).map(([, row]) => row);
        yield batch;
        if (env.meter.tick(batch.length)) yield PAUSE;
      }
    },
  };
}

/** Rows with their numbers in a last column. */
function planLockable(env: Environment, def: TableDef): Plan {
  return {
    columns: [...columnsOf(def), { name: '\0row', type: INT4, table: def.name, hidden: true, rowOf: def }],
    *run() {
      for (const batch of scanWithIds(env, def)) yield batch.map(([id, row]) => [...row, id]);
    },
  };
}

/** Rows with the ids that changes need. */
export function* scanWithIds(
  env: Environment,
  def: TableDef,
): Generator<readonly (readonly [number, Row])[], void> {
  const list = env.transaction.scan(def);
  for (let at = 0; at < list.length; at += batchRows) {
    yield list.slice(at, at + batchRows);
    if (env.meter.tick(batchRows)) yield [];
  }
}

/** How many views may stand on one another. */
const viewsMax = 20;
let depth = 0;

function planView(env: Environment, def: ViewDef): Plan {
  env.meter.plan();
  env.meter.charge(20 + def.query.length / 4);
  const [parsed] = parseStatements(def.query, env.mysql);
  if (parsed?.statement.kind !== 'query' || depth >= viewsMax) throw new SqlError('tooComplex');
  depth++;
  try {
    const owner = {
      ...env,
      session: {
        ...env.session,
        user: env.mysql ? env.session.user : def.owner,
        searchPath: def.path,
      },
    };
    const plan = env.plan(owner, parsed.statement, scopeOf([]));
    // What `*` stands for was settled when the view was made.
    const width = def.columns.length;
    const columns = plan.columns.slice(0, width).map((column, index) => ({
      name: def.columns[index]?.name ?? column.name,
      type: column.type,
    }));
    if (plan.columns.length === width) return { columns, run: () => plan.run() };
    return {
      columns,
      *run() {
        for (const batch of plan.run()) yield batch.map((row) => row.slice(0, width));
      },
    };
  } finally {
    depth--;
  }
}
