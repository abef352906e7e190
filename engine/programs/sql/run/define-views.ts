import { SqlError } from '../errors.ts';
import type { RelationDef, TableDef, ViewDef, ViewQuery } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import { parseStatements } from '../syntax/statements.ts';
import { titleOf } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { type Defined, mustOwn, notice } from './define-tables.ts';
import { type Environment, PAUSE } from './environment.ts';
import { checkSchema, findRelation, placeOf, relationNamed } from './names.ts';
import type { OutColumn, Plan } from './scope.ts';
import { tablesIn, withSchemas } from './with-schemas.ts';

type CreateView = Extract<Definition, { kind: 'create view' }>;

export function* createView(env: Environment, statement: CreateView): Generator<readonly Row[], Defined> {
  const { schema, name } = placeOf(env, statement.table);
  checkSchema(env, schema);
  const existing = findRelation(env, { path: [schema, name], at: 0 });
  if (existing !== undefined && statement.ifNotExists) {
    notice(env, `relation "${name}" already exists, skipping`, '42P07');
    return { tag: statement.materialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE VIEW' };
  }
  if (existing !== undefined && (!statement.replace || existing.kind !== 'view'))
    throw new SqlError('duplicateTable', { name });
  const plan = env.plan(env, statement.query);
  const columns = plan.columns.map((column, index) => ({
    name: statement.columns[index] ?? column.name,
    type: column.type,
    notNull: false,
  }));
  distinctNames(columns);
  if (existing?.kind === 'view' && !env.mysql) replaceable(existing, columns);
  const text = env.mysql ? statement.source.text : withSchemas(env, statement);
  const query: ViewQuery = {
    query: text,
    ...(text === statement.source.text ? {} : { written: statement.source.text }),
    path: env.mysql ? [schema] : env.session.searchPath,
  };
  const base = {
    id: existing?.id ?? env.transaction.cluster.takeId(),
    database: env.session.database,
    schema,
    name,
    owner: env.session.user,
    grants: existing?.grants ?? [],
    columns,
  };
  if (!statement.materialized) {
    env.transaction.define({ kind: 'view', ...base, ...query });
    return { tag: 'CREATE VIEW' };
  }
  const def: TableDef = {
    kind: 'table',
    ...base,
    constraints: [],
    indexes: [],
    createdMs: env.nowMs,
    filledBy: query,
  };
  env.transaction.define(def);
  const rows = statement.withData ? yield* fill(env, def, plan) : 0;
  return { tag: statement.withData ? `SELECT ${rows}` : 'CREATE MATERIALIZED VIEW', rows };
}

function distinctNames(columns: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw new SqlError('columnTwice', { name });
    seen.add(name);
  }
}

/** CREATE OR REPLACE VIEW may add columns, and leaves those that are there. */
function replaceable(before: ViewDef, columns: readonly Pick<OutColumn, 'name' | 'type'>[]): void {
  for (const [index, old] of before.columns.entries()) {
    const column = columns[index];
    if (column === undefined) throw new SqlError('viewColumn', { words: 'cannot drop columns from view' });
    if (column.name !== old.name) {
      throw new SqlError(
        'viewColumn',
        { words: `cannot change name of view column "${old.name}" to "${column.name}"` },
        undefined,
        { hint: 'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.' },
      );
    }
    const [from, to] = [titleOf(old.type), titleOf(column.type)];
    if (from !== to)
      throw new SqlError('viewColumn', {
        words: `cannot change data type of view column "${old.name}" from ${from} to ${to}`,
      });
  }
}

function* fill(env: Environment, def: TableDef, plan: Plan): Generator<readonly Row[], number> {
  let rows = 0;
  for (const batch of plan.run()) {
    for (const row of batch) {
      env.transaction.insert(def, row);
      rows++;
    }
    yield PAUSE;
  }
  return rows;
}

/** REFRESH MATERIALIZED VIEW */
export function* refreshView(
  env: Environment,
  { table, concurrently, withData }: Extract<Definition, { kind: 'refresh' }>,
): Generator<readonly Row[], Defined> {
  const def = relationNamed(env, table);
  if (def.kind !== 'table' || def.filledBy === undefined)
    throw new SqlError('notWhat', { name: def.name, what: 'materialized view', qualified: '' });
  mustOwn(env, def.owner, 'materialized view', def.name);
  if (concurrently && !def.indexes.some(({ unique }) => unique)) {
    throw new SqlError('refreshConcurrently', { name: `${def.schema}.${def.name}` }, undefined, {
      hint: 'Create a unique index with no WHERE clause on one or more columns of the materialized view.',
    });
  }
  const [parsed] = parseStatements(def.filledBy.query, env.mysql);
  if (parsed?.statement.kind !== 'query') throw new SqlError('corrupt');
  for (const [id] of env.transaction.scan(def)) {
    env.transaction.put(def, id, null);
    if (env.meter.tick()) yield PAUSE;
  }
  const searchPath = def.filledBy.path;
  if (withData) {
    const owner = { ...env, session: { ...env.session, searchPath } };
    yield* fill(env, def, env.plan(owner, parsed.statement));
  }
  return { tag: 'REFRESH MATERIALIZED VIEW' };
}

/** Views that read a relation. @param column only those that use this column of it */
export function viewsOn(
  env: Environment,
  { id, database, schema, name }: RelationDef,
  column?: string,
): (TableDef | ViewDef)[] {
  return env.transaction.definitions().filter((def): def is TableDef | ViewDef => {
    const view = def.kind === 'view' ? def : def.kind === 'table' ? def.filledBy : undefined;
    if (view === undefined || !('id' in def) || def.id === id) return false;
    if (!('database' in def) || def.database !== database) return false;
    // Most views don't even have the name.
    if (!view.query.includes(name)) return false;
    env.meter.charge(20 + view.query.length / 4);
    const [parsed] = parseStatements(view.query, env.mysql);
    if (parsed?.statement.kind !== 'query') return false;
    const { tables, columns } = tablesIn(parsed.statement);
    const reads = tables.some(({ path }) => {
      const [last, first = view.path[0]] = [...path].reverse();
      return last === name && first === schema;
    });
    return reads && (column === undefined || columns.has(column) || columns.has('*'));
  });
}
