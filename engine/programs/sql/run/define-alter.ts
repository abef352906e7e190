import { SqlError } from '../errors.ts';
import type { Column, TableDef } from '../store/definitions.ts';
import type { Alteration, Definition } from '../syntax/definition-tree.ts';
import type { Row } from '../values/value.ts';
import { addColumn, columnNamed, dropColumn, nullsIn, redefine, setType } from './alter-columns.ts';
import { addConstraint, columnOf, type Draft } from './define-columns.ts';
import { checkUnique, type Defined, mustOwn, notice } from './define-tables.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { checkRelation, checkSchema, findRelation, relationNamed } from './names.ts';
import { checkParents, referencesOf } from './references.ts';
import { renameInViews, renameReferences, withColumnNamed } from './renaming.ts';
import { columnIndex, defaultOf, rulesOf } from './rows.ts';
import { alterSequence, serialSequence } from './sequences.ts';

type AlterTable = Extract<Definition, { kind: 'alter table' }>;

export function* alterTable(env: Environment, statement: AlterTable): Generator<readonly Row[], Defined> {
  const tag = `ALTER ${statement.what.toUpperCase()}`;
  if (statement.what === 'index') {
    alterIndex(env, statement);
    return { tag };
  }
  const found = findRelation(env, statement.table);
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
    else if (action.do === 'sequence') {
      if (current.kind === 'sequence') alterSequence(env, current, action.options);
    } else if (current.kind === 'table') yield* alter(env, current, action);
  }
  return { tag };
}

/** ALTER INDEX … RENAME TO: an index is found by its name, in whichever table it is. */
function alterIndex(env: Environment, { table: path, ifExists, actions }: AlterTable): void {
  const name = path.path.at(-1) ?? '';
  const table = env.transaction
    .definitions()
    .find(
      (def) =>
        def.kind === 'table' &&
        def.database === env.session.database &&
        def.indexes.some((index) => index.name === name),
    );
  if (table?.kind !== 'table') {
    if (!ifExists) throw new SqlError('undefinedTable', { name, qualified: name });
    notice(env, `relation "${name}" does not exist, skipping`, '00000');
    return;
  }
  mustOwn(env, table.owner, 'index', name);
  for (const action of actions) if (action.do === 'rename') renameKey(env, table, name, action.to);
}

/** A constraint and the index under it have one name. */
function renameKey(env: Environment, def: TableDef, from: string, to: string): void {
  const known = [...def.constraints, ...def.indexes].map(({ name }) => name);
  if (!known.includes(from)) throw new SqlError('undefinedConstraint', { name: from, table: def.name });
  if (known.includes(to)) {
    const index = !env.mysql && def.indexes.some(({ name }) => name === to);
    throw index
      ? new SqlError('duplicateTable', { name: to })
      : new SqlError('duplicateConstraint', { name: to, table: def.name });
  }
  const swap = <T extends { readonly name: string }>(each: T): T =>
    each.name === from ? { ...each, name: to } : each;
  env.transaction.define({ ...def, constraints: def.constraints.map(swap), indexes: def.indexes.map(swap) });
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
  renameInViews(env, def, { ...def, name, schema });
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

/** Alterations that don't look at rows. */
function alterQuickly(env: Environment, def: TableDef, action: Alteration): void {
  const columns = (change: (column: Column) => Column, name: string) => {
    const target = columnNamed(env, def, name);
    env.transaction.define({
      ...def,
      columns: def.columns.map((column) => (column === target ? change(column) : column)),
    });
  };
  if (action.do === 'add identity') {
    const { identity } = action;
    columns(
      (column) => ({ ...serialSequence(env, def, column, action.options), identity, notNull: true }),
      action.name,
    );
  } else if (action.do === 'set default') {
    columns(({ default: _, ...column }) => {
      const changed: Column = action.value === undefined ? column : { ...column, default: action.value.text };
      defaultOf(env, changed);
      return changed;
    }, action.name);
  } else if (action.do === 'rename constraint' || action.do === 'rename index') {
    renameKey(env, def, action.from, action.to);
  } else if (action.do === 'rename column') {
    if (columnIndex(def, action.to, env.mysql) >= 0)
      throw new SqlError('duplicateColumn', { name: action.to, table: def.name });
    if (columnIndex(def, action.from, env.mysql) < 0)
      throw new SqlError(env.mysql ? 'undefinedColumnOf' : 'undefinedColumn', {
        name: action.from,
        table: def.name,
        clause: def.name,
      });
    const { name: from } = columnNamed(env, def, action.from);
    const renamed = withColumnNamed(env, def, from, action.to);
    env.transaction.define(renamed);
    renameReferences(env, renamed, from, action.to);
    renameInViews(env, def, renamed, { from, to: action.to });
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
