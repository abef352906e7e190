import { SqlError } from '../errors.ts';
import type { Column, TableDef } from '../store/definitions.ts';
import type { Alteration, Definition } from '../syntax/definition-tree.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { SqlType } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import { castTo, convert } from './cast.ts';
import { compile, typeNamed } from './compile.ts';
import { addConstraint, columnOf, type Draft, serialSequence } from './define-columns.ts';
import { checkUnique, type Defined, mustOwn, notice } from './define-tables.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { columnsOf } from './from.ts';
import { checkRelation, checkSchema, findRelation, relationNamed } from './names.ts';
import { checkParents, referencesOf } from './references.ts';
import { columnIndex, defaultOf, rulesOf } from './rows.ts';
import { scopeOf } from './scope.ts';
import { prepared } from './sort.ts';

type AlterTable = Extract<Definition, { kind: 'alter table' }>;

export function* alterTable(env: Environment, statement: AlterTable): Generator<readonly Row[], Defined> {
  const tag = `ALTER ${statement.what.toUpperCase()}`;
  const found = statement.what === 'index' ? undefined : findRelation(env, statement.table);
  if (statement.what === 'index') return { tag };
  if (found === undefined) {
    if (!statement.ifExists) relationNamed(env, statement.table);
    notice(env, `relation "${statement.table.path.join('.')}" does not exist, skipping`, '00000');
    return { tag };
  }
  if (env.mysql) checkRelation(env, found, 'alter');
  mustOwn(env, found.owner, found.kind, found.name);
  for (const action of statement.actions) {
    const current = env.transaction.definitions().find((def) => 'schema' in def && def.id === found.id);
    if (
      current === undefined ||
      current.kind === 'enum' ||
      current.kind === 'schema' ||
      current.kind === 'database' ||
      current.kind === 'role'
    )
      break;
    if (action.do === 'owner')
      env.transaction.define({
        ...current,
        owner: action.role === 'current_user' ? env.session.user : action.role,
      });
    else if (action.do === 'rename' || action.do === 'set schema') rename(env, current, action);
    else if (current.kind === 'table') yield* alter(env, current, action);
  }
  return { tag };
}

function rename(
  env: Environment,
  def: Exclude<ReturnType<typeof findRelation>, undefined>,
  action: Extract<Alteration, { do: 'rename' | 'set schema' }>,
): void {
  const [name, schema] = action.do === 'rename' ? [action.to, def.schema] : [def.name, action.schema];
  if (env.transaction.object(`relation\0${def.database}\0${schema}\0${name}`) !== undefined)
    throw new SqlError('duplicateTable', { name });
  env.transaction.drop(def);
  env.transaction.define({ ...def, name, schema });
  for (const other of env.transaction.definitions()) {
    if (
      other.kind !== 'table' ||
      !other.constraints.some(
        ({ references }) => references?.schema === def.schema && references.table === def.name,
      )
    )
      continue;
    const constraints = other.constraints.map((constraint) =>
      constraint.references?.schema === def.schema && constraint.references.table === def.name
        ? { ...constraint, references: { ...constraint.references, schema, table: name } }
        : constraint,
    );
    env.transaction.define({ ...other, constraints });
  }
}

export function renameTables(
  env: Environment,
  { pairs }: Extract<Definition, { kind: 'rename tables' }>,
): Defined {
  for (const [from, to] of pairs) {
    const def = relationNamed(env, from);
    checkRelation(env, def, 'alter');
    checkRelation(env, def, 'drop');
    checkSchema(env, to.path.length > 1 ? (to.path[0] ?? def.schema) : def.schema);
    const [name = '', schema = def.schema] = [...to.path].reverse();
    rename(env, def, { do: 'rename', to: name });
    if (schema !== def.schema)
      rename(env, relationNamed(env, { path: [def.schema, name], at: 0 }), { do: 'set schema', schema });
  }
  return { tag: 'RENAME TABLE' };
}

function* alter(env: Environment, def: TableDef, action: Alteration): Batches {
  switch (action.do) {
    case 'add column':
      yield* addColumn(env, def, action);
      return;
    case 'drop column':
      yield* dropColumn(env, def, action);
      return;
    case 'redefine column':
      yield* redefine(env, def, action.name, columnOf(env, action.column));
      return;
    case 'set type':
      yield* setType(env, def, action);
      return;
    case 'add constraint':
      yield* constrain(env, def, action.constraint);
      return;
    case 'auto increment':
      env.transaction.cluster.setCounter(def.id, action.value - 1, true);
      return;
    case 'set not null':
      yield* redefine(env, def, action.name, {
        ...columnNamed(env, def, action.name),
        notNull: action.notNull,
      });
      return;
    default:
      alterQuickly(env, def, action);
  }
}

function columnNamed(env: Environment, def: TableDef, name: string): Column {
  const column = def.columns[columnIndex(def, name, env.mysql)];
  if (column === undefined) throw new SqlError('undefinedColumnOf', { name, table: def.name });
  return column;
}

/** Alterations that don't look at rows. */
function alterQuickly(env: Environment, def: TableDef, action: Alteration): void {
  const columns = (change: (column: Column) => Column, name: string) => {
    const target = columnNamed(env, def, name);
    env.transaction.define({
      ...def,
      columns: def.columns.map((column) => (column === target ? change(column) : column)),
    });
  };
  if (action.do === 'set default') {
    columns(({ default: _, ...column }) => {
      const changed: Column = action.value === undefined ? column : { ...column, default: action.value.text };
      defaultOf(env, changed);
      return changed;
    }, action.name);
  } else if (action.do === 'rename column') {
    if (columnIndex(def, action.to, env.mysql) >= 0)
      throw new SqlError('duplicateColumn', { name: action.to, table: def.name });
    if (columnIndex(def, action.from, env.mysql) < 0)
      throw new SqlError(env.mysql ? 'undefinedColumnOf' : 'undefinedColumn', {
        name: action.from,
        table: def.name,
        clause: def.name,
      });
    const swap = (name: string) => (name === action.from ? action.to : name);
    env.transaction.define({
      ...def,
      columns: def.columns.map((column) => ({ ...column, name: swap(column.name) })),
      constraints: def.constraints.map((constraint) => ({
        ...constraint,
        columns: constraint.columns.map(swap),
      })),
      indexes: def.indexes.map((index) => ({ ...index, columns: index.columns.map(swap) })),
    });
  } else if (
    action.do === 'drop constraint' ||
    action.do === 'drop index' ||
    action.do === 'drop primary key'
  ) {
    const name =
      action.do === 'drop primary key'
        ? (def.constraints.find(({ kind }) => kind === 'primary')?.name ?? 'PRIMARY')
        : action.name;
    const known =
      def.constraints.some((each) => each.name === name) || def.indexes.some((each) => each.name === name);
    if (!known) {
      if (action.do === 'drop constraint' && action.ifExists) return;
      throw new SqlError('undefinedConstraint', { name, table: def.name });
    }
    const index = env.mysql && action.do === 'drop primary key' ? 'PRIMARY' : name;
    env.transaction.define({
      ...def,
      constraints: def.constraints.filter((each) => each.name !== name),
      indexes: def.indexes.filter((each) => each.name !== index),
    });
  }
}

function* addColumn(
  env: Environment,
  def: TableDef,
  action: Extract<Alteration, { do: 'add column' }>,
): Batches {
  const { name } = action.column;
  if (columnIndex(def, name, env.mysql) >= 0) {
    if (!action.ifNotExists) throw new SqlError('duplicateColumn', { name, table: def.name });
    notice(env, `column "${name}" of relation "${def.name}" already exists, skipping`, '42701');
    return;
  }
  const made = columnOf(env, action.column);
  const column = !env.mysql && action.column.autoIncrement ? serialSequence(env, def, made) : made;
  const at =
    action.place === undefined
      ? def.columns.length
      : action.place === ''
        ? 0
        : columnIndex(def, action.place, env.mysql) + 1;
  const draft: Draft = {
    columns: [...def.columns.slice(0, at), column, ...def.columns.slice(at)],
    constraints: [...def.constraints],
    indexes: [...def.indexes],
  };
  for (const constraint of action.column.constraints) addConstraint(env, draft, def, constraint);
  const changed: TableDef = { ...def, ...draft };
  const value = column.auto === true ? undefined : defaultOf(env, column);
  let count = 0;
  yield* rewrite(env, def, changed, function* (row) {
    if (value !== undefined) yield* prepared([value]);
    const filler = env.mysql && column.notNull ? zero(column.type) : null;
    const filled: Value = column.auto === true ? ++count : (value?.get() ?? filler);
    return [...row.slice(0, at), filled, ...row.slice(at)];
  });
  if (column.auto === true) env.transaction.cluster.setCounter(def.id, count, true);
  if (column.notNull && (value === undefined || column.default === undefined)) nullsIn(env, changed, at);
  if (column.generated !== undefined) yield* regenerate(env, changed);
}

/** What MySQL fills a new NOT NULL column with. */
function zero(type: SqlType): Value {
  if (['int2', 'int4', 'float4', 'float8'].includes(type.base)) return 0;
  if (type.base === 'int8') return 0n;
  return ['text', 'varchar', 'bpchar'].includes(type.base) ? '' : null;
}

function nullsIn(env: Environment, def: TableDef, index: number): void {
  if (env.transaction.scan(def).some(([, row]) => (row[index] ?? null) === null)) {
    throw new SqlError('containsNulls', { name: def.columns[index]?.name ?? '', table: def.name });
  }
}

function* regenerate(env: Environment, def: TableDef): Batches {
  const rules = rulesOf(env, def);
  yield* rewrite(env, def, def, function* (row) {
    yield PAUSE;
    const changed = [...row];
    rules.scope.cell.row = row;
    for (const [index, value] of rules.generated) changed[index] = value.get();
    return changed;
  });
}

/** Puts every row in a new shape. */
function* rewrite(
  env: Environment,
  before: TableDef,
  after: TableDef,
  shape: (row: Row) => Generator<readonly Row[], Row>,
): Batches {
  const rows = env.transaction.scan(before);
  env.transaction.define(after);
  for (const [id, row] of rows) {
    env.transaction.put(after, id, yield* shape(row));
    if (env.meter.tick(2)) yield PAUSE;
  }
}

function* dropColumn(
  env: Environment,
  def: TableDef,
  action: Extract<Alteration, { do: 'drop column' }>,
): Batches {
  const at = columnIndex(def, action.name, env.mysql);
  if (at < 0) {
    if (!action.ifExists) throw new SqlError('cantDropColumn', { name: action.name, table: def.name });
    notice(env, `column "${action.name}" of relation "${def.name}" does not exist, skipping`, '00000');
    return;
  }
  const { name } = columnNamed(env, def, action.name);
  const changed: TableDef = {
    ...def,
    columns: def.columns.filter((_, index) => index !== at),
    constraints: def.constraints.filter(({ columns }) => !columns.includes(name)),
    indexes: def.indexes.filter(({ columns }) => !columns.includes(name)),
  };
  for (const sequence of env.transaction.definitions()) {
    if (
      sequence.kind === 'sequence' &&
      sequence.ownedBy?.table === def.id &&
      sequence.ownedBy.column === name
    )
      env.transaction.drop(sequence);
  }
  yield* rewrite(env, def, changed, function* (row) {
    if (env.meter.tick()) yield PAUSE;
    return row.filter((_, index) => index !== at);
  });
}

function* setType(env: Environment, def: TableDef, action: Extract<Alteration, { do: 'set type' }>): Batches {
  const at = columnIndex(def, action.name, env.mysql);
  const column = columnNamed(env, def, action.name);
  const type = typeNamed(env, action.type);
  const scope = scopeOf(columnsOf(def));
  const using =
    action.using === undefined
      ? undefined
      : castTo(env, compile(env, parseExpression(action.using.text, env.mysql), scope), type, true);
  yield* rewrite(
    env,
    def,
    { ...def, columns: def.columns.map((each, index) => (index === at ? { ...column, type } : each)) },
    function* (row) {
      scope.cell.row = row;
      if (using !== undefined) yield* prepared([using]);
      return row.map((value, index) =>
        index !== at ? value : using === undefined ? convert(env, column.type, type, value) : using.get(),
      );
    },
  );
}

function* redefine(env: Environment, def: TableDef, name: string, column: Column): Batches {
  const at = columnIndex(def, name, env.mysql);
  const before = columnNamed(env, def, name);
  const swap = (each: string) => (each === before.name ? column.name : each);
  const changed: TableDef = {
    ...def,
    columns: def.columns.map((each, index) => (index === at ? column : each)),
    constraints: def.constraints.map((constraint) => ({
      ...constraint,
      columns: constraint.columns.map(swap),
    })),
    indexes: def.indexes.map((index) => ({ ...index, columns: index.columns.map(swap) })),
  };
  yield* rewrite(env, def, changed, function* (row) {
    if (env.meter.tick()) yield PAUSE;
    return row.map((value, index) => (index === at ? convert(env, before.type, column.type, value) : value));
  });
  if (column.notNull) nullsIn(env, changed, at);
}

function* constrain(
  env: Environment,
  def: TableDef,
  given: Extract<Alteration, { do: 'add constraint' }>['constraint'],
): Batches {
  const draft: Draft = {
    columns: [...def.columns],
    constraints: [...def.constraints],
    indexes: [...def.indexes],
  };
  const constraint = addConstraint(env, draft, def, given);
  const changed: TableDef = { ...def, ...draft };
  env.transaction.define(changed);
  if (constraint === undefined) return;
  if (constraint.kind === 'primary' || constraint.kind === 'unique')
    yield* checkUnique(env, changed, constraint.name);
  for (const column of constraint.kind === 'primary' ? constraint.columns : [])
    nullsIn(env, changed, columnIndex(changed, column, env.mysql));
  const rules = rulesOf(env, changed);
  const references = referencesOf(env, changed);
  const own = { own: references.own.filter((rule) => rule.constraint.name === constraint.name), others: [] };
  const check = rules.checks.find(([each]) => each.name === constraint.name)?.[1];
  for (const [, row] of env.transaction.scan(changed)) {
    rules.scope.cell.row = row;
    if (check?.get() === false)
      throw new SqlError('checkExisting', { name: constraint.name, table: def.name });
    checkParents(env, own, row);
    if (env.meter.tick()) yield PAUSE;
  }
}
