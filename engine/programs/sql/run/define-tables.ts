import { SqlError } from '../errors.ts';
import { COLUMNS_MAX, TABLES_MAX } from '../limits.ts';
import type { Column, TableDef } from '../store/definitions.ts';
import { keyText } from '../store/key-places.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { Row } from '../values/value.ts';
import { addConstraint, columnOf, type Draft } from './define-columns.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { checkRelation, checkSchema, findRelation, isOwner, placeOf, tableNamed } from './names.ts';
import { rulesOf, uniqueKeys, uniqueProblem } from './rows.ts';
import { serialSequence } from './sequences.ts';
import { checkExpressions, isOverColumns } from './unique-expressions.ts';

type CreateTable = Extract<Definition, { kind: 'create table' }>;

/** What a definition answers: the words of its tag, where they aren't those of the statement. */
export interface Defined {
  readonly tag: string;
  readonly rows?: number;
}

export function* createTable(env: Environment, statement: CreateTable): Generator<readonly Row[], Defined> {
  const { schema, name } = placeOf(env, statement.table);
  checkSchema(env, schema);
  const { database } = env.session;
  const existing = findRelation(env, { path: [schema, name], at: statement.table.at });
  if (existing !== undefined) {
    if (!statement.ifNotExists) throw new SqlError('duplicateTable', { name });
    notice(env, `relation "${name}" already exists, skipping`, '42P07', `Table '${name}' already exists`);
    return { tag: 'CREATE TABLE' };
  }
  if (env.transaction.definitions().length > TABLES_MAX * 3) throw new SqlError('tooLarge');
  const id = env.transaction.cluster.takeId();
  const table = { id, database, schema, name, owner: env.session.user };
  const draft: Draft = { columns: [], constraints: [], indexes: [] };
  const query = statement.as === undefined ? undefined : env.plan(env, statement.as);
  if (query !== undefined)
    draft.columns = query.columns.map(
      (column): Column => ({ name: column.name, type: column.type, notNull: false }),
    );
  if (statement.like !== undefined) Object.assign(draft, copied(env, tableNamed(env, statement.like)));
  for (const def of statement.columns) {
    if (draft.columns.some((column) => column.name === def.name))
      throw new SqlError(env.mysql ? 'duplicateColumn' : 'columnTwice', { name: def.name, table: name });
    const column = columnOf(env, def);
    const serial = !env.mysql && def.autoIncrement;
    draft.columns.push(serial ? serialSequence(env, table, column, def.sequence) : column);
  }
  if (draft.columns.length > COLUMNS_MAX) throw new SqlError('tooLarge');
  if (env.mysql && draft.columns.length === 0) throw new SqlError('syntaxAtEnd', { line: 1 });
  const constraints = [
    ...statement.columns.flatMap((column) => column.constraints),
    ...statement.constraints,
  ];
  for (const each of [
    ...constraints.filter(({ kind }) => kind === 'primary'),
    ...constraints.filter(({ kind }) => kind !== 'primary'),
  ])
    addConstraint(env, draft, table, each);
  const auto = draft.columns.find((column) => column.auto === true);
  if (auto !== undefined && !draft.indexes.some(({ columns }) => columns[0] === auto.name))
    throw new SqlError('autoWithoutKey');
  const def: TableDef = {
    kind: 'table',
    ...table,
    ...draft,
    grants: [],
    createdMs: env.nowMs,
    ...(statement.comment === undefined ? {} : { comment: statement.comment }),
  };
  env.transaction.define(def);
  if (statement.autoIncrement !== undefined)
    env.transaction.cluster.setCounter(id, statement.autoIncrement - 1, true);
  if (query === undefined) return { tag: 'CREATE TABLE' };
  let rows = 0;
  for (const batch of query.run()) {
    for (const row of batch) {
      env.transaction.insert(def, row);
      rows++;
    }
    if (env.meter.tick(batch.length)) yield PAUSE;
  }
  return { tag: env.mysql ? 'CREATE TABLE' : `SELECT ${rows}`, rows };
}

function copied(env: Environment, { columns, constraints, indexes }: TableDef): Draft {
  return {
    columns: [...columns],
    constraints: constraints.filter(({ kind }) => env.mysql && kind !== 'foreign'),
    indexes: env.mysql ? indexes.map((index) => ({ ...index, id: env.transaction.cluster.takeId() })) : [],
  };
}

export function notice(
  env: Environment,
  words: string,
  state: string,
  mysqlWords = words,
  detail?: string,
): void {
  env.notices.push({
    level: env.mysql ? 'Note' : 'NOTICE',
    state,
    words: env.mysql ? mysqlWords : words,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** CASCADE tells what it takes along. */
export function goesToo(env: Environment, words: readonly string[]): void {
  const lines = words.map((each) => `drop cascades to ${each}`);
  if (lines.length === 1) notice(env, lines[0] ?? '', '00000');
  else if (lines.length > 1)
    notice(env, `drop cascades to ${lines.length} other objects`, '00000', undefined, lines.join('\n'));
}

export function* createIndex(
  env: Environment,
  statement: Extract<Definition, { kind: 'create index' }>,
): Generator<readonly Row[], Defined> {
  const table = tableNamed(env, statement.table);
  if (env.mysql) checkRelation(env, table, 'index');
  mustOwn(env, table.owner, 'table', table.name);
  const base = `${table.name}_${statement.columns.map((column) => partName(env, table, column)).join('_')}_idx`;
  const name = statement.name ?? base;
  const taken = env.transaction
    .definitions()
    .some(
      (def) =>
        def.kind === 'table' &&
        def.database === table.database &&
        (env.mysql ? def.id === table.id : def.schema === table.schema) &&
        def.indexes.some((index) => index.name === name),
    );
  if (taken) {
    if (!statement.ifNotExists)
      throw new SqlError(env.mysql ? 'duplicateConstraint' : 'duplicateTable', { name, table: table.name });
    notice(env, `relation "${name}" already exists, skipping`, '42P07');
    return { tag: 'CREATE INDEX' };
  }
  for (const column of statement.columns) {
    if (
      /^[\w$]+$/.test(column) &&
      !table.columns.some(
        (each) => each.name === column || (env.mysql && each.name.toLowerCase() === column.toLowerCase()),
      )
    ) {
      throw new SqlError(env.mysql ? 'undefinedKeyColumn' : 'undefinedColumn', { name: column, clause: '' });
    }
  }
  const index = {
    id: env.transaction.cluster.takeId(),
    name,
    columns: statement.columns,
    unique: statement.unique,
    method: statement.method,
    ...(statement.orders.some((order) => order !== '') ? { orders: statement.orders } : {}),
    ...(statement.where === undefined ? {} : { where: statement.where.text }),
  };
  const changed: TableDef = { ...table, indexes: [...table.indexes, index] };
  env.transaction.define(changed);
  yield* checkUnique(env, changed, name);
  if (index.unique && !env.mysql && !isOverColumns(changed, index)) {
    const rules = rulesOf(env, changed);
    for (const [id, row] of env.transaction.scan(changed)) {
      yield* checkExpressions(env, rules, row, id);
    }
  }
  return { tag: 'CREATE INDEX' };
}

/** What a column, or an expression, is called in the name of an index. */
function partName(env: Environment, table: TableDef, column: string): string {
  if (env.mysql || table.columns.some(({ name }) => name === column)) return column.replace(/\W+/g, '_');
  const expr = parseExpression(column, false);
  return expr.kind === 'call' ? expr.name : 'expr';
}

/** Whether the rows that are there fit a new unique key. */
export function* checkUnique(env: Environment, def: TableDef, name: string): Batches {
  for (const key of uniqueKeys(def).filter(
    (each) => each.name === name || (each.primary && name === 'PRIMARY'),
  )) {
    const seen = new Set<string>();
    for (const [, row] of env.transaction.scan(def)) {
      const text = keyText(row, key.columns);
      if (text !== undefined && seen.has(text)) {
        const { detail, details, about } = uniqueProblem(env, def, key, row);
        throw new SqlError('uniqueIndex', details, undefined, {
          detail: detail?.replace(' already exists.', ' is duplicated.') ?? '',
          about,
        });
      }
      if (text !== undefined) seen.add(text);
      if (env.meter.tick()) yield PAUSE;
    }
  }
}

export function mustOwn(env: Environment, owner: string, what: string, name: string): void {
  if (isOwner(env, owner)) return;
  if (env.mysql) return;
  throw new SqlError('notOwner', {
    what,
    name,
    privilege: 'ALTER',
    user: env.session.user,
    host: env.session.clientHost,
  });
}
