import { SqlError } from '../errors.ts';
import { ANSWER_BYTES_MAX, ROWS_MAX } from '../limits.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import { TEXT } from '../values/types.ts';
import { bytesOfRow, type Row } from '../values/value.ts';
import { planChange } from './changes.ts';
import { closeCursor, declareCursor, fetchedColumns, fetchRows } from './cursors.ts';
import { define } from './define.ts';
import { notice } from './define-tables.ts';
import { type Environment, PAUSE } from './environment.ts';
import { EXPLAINED, explain } from './explain/explain.ts';
import { checkRelation, seesSchema, tableNamed } from './names.ts';
import { planQuery } from './query.ts';
import { referencesOf, shownKey } from './references.ts';
import type { OutColumn, Plan } from './scope.ts';
import { set } from './set.ts';
import { settings, settingValue } from './settings.ts';
import { showMysql } from './show.ts';
import { killThread } from './signals.ts';

/** What a statement answers. */
export interface Result {
  /** Undefined: it has no rows to answer with. */
  readonly columns?: readonly OutColumn[];
  readonly rows: readonly Row[];
  /** Rows that were changed. */
  readonly count: number;
  /** PostgreSQL's command tag. */
  readonly tag: string;
}

export type Running = Generator<readonly Row[], Result>;

export const plan: Environment['plan'] = (env, query, parent) => planQuery(env, query, parent, planChange);

/** The columns of a statement's answer, before it runs; undefined: it has none. */
export function describe(env: Environment, statement: Statement): readonly OutColumn[] | undefined {
  if (statement.kind === 'query') return plan(env, statement).columns;
  if (statement.kind === 'insert' || statement.kind === 'update' || statement.kind === 'delete') {
    const { columns } = planChange(env, statement);
    return columns.length === 0 ? undefined : columns;
  }
  if (statement.kind === 'show variable') return [{ name: statement.name, type: TEXT }];
  if (statement.kind === 'explain') return EXPLAINED;
  if (statement.kind === 'fetch') return fetchedColumns(env, statement);
  if (statement.kind === 'show') return showMysql(env, statement).columns;
  return undefined;
}

/** Runs a statement that isn't about transactions. */
export function* execute(env: Environment, statement: Statement): Running {
  switch (statement.kind) {
    case 'query':
      return yield* query(env, plan(env, statement));
    case 'insert':
    case 'update':
    case 'delete':
      return yield* change(env, statement);
    case 'truncate':
      return yield* truncate(env, statement);
    case 'set':
      set(env, statement);
      return done('SET');
    case 'show variable':
      return showVariable(env, statement.name);
    case 'show':
      return yield* query(env, showMysql(env, statement));
    case 'use':
      return use(env, statement.name);
    case 'nothing':
      return done(statement.tag);
    case 'declare':
      return yield* declareCursor(env, statement);
    case 'fetch':
      return fetchRows(env, statement);
    case 'close':
      return closeCursor(env, statement.name);
    case 'kill':
      killThread(env, statement.id, statement.signal);
      return done('');
    case 'lock table':
      return lockTables(env, statement);
    case 'explain': {
      if (env.mysql) throw new SqlError('unsupported', { what: 'EXPLAIN' });
      const rows = yield* explain(env, statement);
      return { columns: EXPLAINED, rows, count: rows.length, tag: 'EXPLAIN' };
    }
    case 'copy':
      throw new SqlError('unsupported', { what: statement.kind.toUpperCase() });
    case 'begin':
    case 'commit':
    case 'rollback':
    case 'savepoint':
    case 'release':
    case 'prepare':
    case 'execute':
    case 'deallocate':
      throw new Error('the session does these');
    default: {
      const { tag, rows = 0 } = yield* define(env, statement);
      return { ...done(tag), count: rows };
    }
  }
}

export function done(tag: string, count = 0): Result {
  return { rows: [], count, tag };
}

function lockTables(
  env: Environment,
  { tables, mode, wait }: Extract<Statement, { kind: 'lock table' }>,
): Result {
  if (!env.inTransaction) throw new SqlError('outsideTransaction', { what: 'LOCK TABLE' });
  for (const path of tables) {
    const def = tableNamed(env, path);
    checkRelation(env, def, mode === 'access share' ? 'select' : 'update');
    env.transaction.lockTable(def, mode, wait);
  }
  return done('LOCK TABLE');
}

function* query(env: Environment, planned: Plan): Running {
  const rows: Row[] = [];
  let size = 0;
  for (const batch of planned.run()) {
    for (const row of batch) {
      rows.push(row);
      env.meter.hold(row);
      size += bytesOfRow(row);
      if (rows.length > ROWS_MAX || size > ANSWER_BYTES_MAX) throw new SqlError('tooManyRows');
    }
    yield PAUSE;
  }
  env.session.foundRows = rows.length;
  env.session.affected = -1;
  return { columns: planned.columns, rows, count: rows.length, tag: `SELECT ${rows.length}` };
}

function* change(
  env: Environment,
  statement: Extract<Statement, { kind: 'insert' | 'update' | 'delete' }>,
): Running {
  const planned = planChange(env, statement);
  const rows: Row[] = [];
  for (const batch of planned.run()) {
    for (const row of batch) {
      rows.push(row);
      env.meter.hold(row);
    }
    yield PAUSE;
  }
  const count = planned.count();
  env.session.affected = count;
  const tag = statement.kind === 'insert' ? `INSERT 0 ${count}` : `${statement.kind.toUpperCase()} ${count}`;
  return { rows, count, tag, ...(statement.returning.length === 0 ? {} : { columns: planned.columns }) };
}

function* truncate(
  env: Environment,
  { tables, restart, cascade }: Extract<Statement, { kind: 'truncate' }>,
): Running {
  const defs = tables.map((table) => tableNamed(env, table));
  for (const def of defs) {
    checkRelation(env, def, env.mysql ? 'drop' : 'truncate');
    for (const rule of referencesOf(env, def).others) {
      if (defs.some(({ id }) => id === rule.child.id)) continue;
      if (cascade) {
        defs.push(rule.child);
        notice(env, `truncate cascades to table "${rule.child.name}"`, '00000');
      } else {
        throw new SqlError('truncateReferenced', { shown: shownKey(rule) }, undefined, {
          detail: `Table "${rule.child.name}" references "${def.name}".`,
          hint: `Truncate table "${rule.child.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      }
    }
  }
  for (const def of defs) {
    for (const [id] of env.transaction.scan(def)) {
      env.transaction.put(def, id, null);
      if (env.meter.tick()) yield PAUSE;
    }
    if (env.mysql) env.transaction.cluster.setCounter(def.id, 0, true);
    if (!restart) continue;
    for (const sequence of env.transaction.definitions()) {
      if (sequence.kind === 'sequence' && sequence.ownedBy?.table === def.id)
        env.transaction.cluster.setCounter(sequence.id, sequence.start, false);
    }
  }
  return done('TRUNCATE TABLE');
}

function showVariable(env: Environment, name: string): Result {
  if (name === 'all') {
    const columns = ['name', 'setting', 'description'].map((each) => ({ name: each, type: TEXT }));
    return {
      columns,
      rows: [...settings(env)].sort().map(([key, value]) => [key, value, '']),
      count: 0,
      tag: 'SHOW',
    };
  }
  const shown =
    name === 'search_path' && !env.session.settings.has(name) ? '"$user", public' : settingValue(env, name);
  const title = name === 'timezone' ? 'TimeZone' : name === 'datestyle' ? 'DateStyle' : name;
  return { columns: [{ name: title, type: TEXT }], rows: [[shown]], count: 1, tag: 'SHOW' };
}

function use(env: Environment, name: string): Result {
  const { session } = env;
  if (
    name !== 'information_schema' &&
    env.transaction.object(`schema\0${session.database}\0${name}`) === undefined
  )
    throw new SqlError('undefinedSchema', { name });
  if (!seesSchema(env, name))
    throw new SqlError('deniedDatabase', { user: session.user, host: session.accountHost, name, what: '' });
  session.searchPath = [name];
  return done('USE');
}
