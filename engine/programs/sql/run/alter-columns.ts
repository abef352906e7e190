import { SqlError } from '../errors.ts';
import { type Column, type Index, kindOf, type TableDef } from '../store/definitions.ts';
import type { Alteration } from '../syntax/definition-tree.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { SqlType } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import { castTo, convert } from './cast.ts';
import { compile } from './compile.ts';
import { addConstraint, columnOf, type Draft } from './define-columns.ts';
import { goesToo, notice } from './define-tables.ts';
import { viewsOn } from './define-views.ts';
import { dependentViews } from './dependents.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { columnsOf } from './from.ts';
import { referencesOf } from './references.ts';
import { indexNames, names, renameReferences, withColumnNamed } from './renaming.ts';
import { columnIndex, defaultOf, rulesOf } from './rows.ts';
import { scopeOf } from './scope.ts';
import { serialSequence } from './sequences.ts';
import { prepared } from './sort.ts';
import { typeNamed } from './type-named.ts';

export function columnNamed(env: Environment, def: TableDef, name: string): Column {
  const column = def.columns[columnIndex(def, name, env.mysql)];
  if (column === undefined) throw new SqlError('undefinedColumnOf', { name, table: def.name });
  return column;
}

export function* addColumn(
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
  const column =
    !env.mysql && action.column.autoIncrement ? serialSequence(env, def, made, action.column.sequence) : made;
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

export function nullsIn(env: Environment, def: TableDef, index: number): void {
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

export function* dropColumn(
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
  const views = dependentViews(env, def, name);
  const generated = def.columns.filter((each) => names(each.generated ?? '', name, env.mysql));
  if (env.mysql && generated.length > 0) throw new SqlError('generatedHolds', { name });
  const keys = referencesOf(env, def).others.filter(({ parentColumns }) => parentColumns.includes(at));
  const dependents = [
    ...generated.map((each) => ({
      words: `column ${each.name} of table ${def.name}`,
      on: `column ${name} of table ${def.name}`,
    })),
    ...keys.map(({ constraint, child }) => ({
      words: `constraint ${constraint.name} on table ${child.name}`,
      on: `column ${name} of table ${def.name}`,
    })),
    ...views,
  ];
  if (dependents.length > 0 && !action.cascade) {
    if (env.mysql)
      throw new SqlError('dropReferencedColumn', { name, constraint: keys[0]?.constraint.name ?? '' });
    throw new SqlError('dependents', { what: 'column', name: `${name} of table ${def.name}` }, undefined, {
      detail: dependents.map(({ words, on }) => `${words} depends on ${on}`).join('\n'),
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
  }
  goesToo(
    env,
    dependents.map(({ words }) => words),
  );
  for (const { child, constraint } of keys) {
    const constraints = child.constraints.filter(({ name: each }) => each !== constraint.name);
    if (child.id !== def.id) env.transaction.define({ ...child, constraints });
  }
  for (const { remove } of views) remove();
  const changed: TableDef = {
    ...def,
    columns: def.columns.filter((each, index) => index !== at && !generated.includes(each)),
    constraints: def.constraints.filter(({ columns }) => !columns.includes(name)),
    indexes: def.indexes.flatMap((index) => indexWithout(env, index, name)),
  };
  for (const sequence of env.transaction.definitions()) {
    if (
      sequence.kind === 'sequence' &&
      sequence.ownedBy?.table === def.id &&
      sequence.ownedBy.column === name
    )
      env.transaction.drop(sequence);
  }
  const kept = new Set(changed.columns.map((each) => def.columns.indexOf(each)));
  yield* rewrite(env, def, changed, function* (row) {
    if (env.meter.tick()) yield PAUSE;
    return row.filter((_, index) => kept.has(index));
  });
}

/** Of MySQL, an index loses the column, and goes with its last one. */
function indexWithout({ mysql }: Environment, index: Index, column: string): Index[] {
  if (!mysql) return indexNames(index, column, false) ? [] : [index];
  const columns = index.columns.filter((each) => each !== column);
  return columns.length === 0 ? [] : [{ ...index, columns }];
}

export function* setType(
  env: Environment,
  def: TableDef,
  action: Extract<Alteration, { do: 'set type' }>,
): Batches {
  const at = columnIndex(def, action.name, env.mysql);
  const column = columnNamed(env, def, action.name);
  const [view] = viewsOn(env, def, column.name);
  if (view !== undefined)
    throw new SqlError('viewedType', {}, undefined, {
      detail: `rule _RETURN on ${kindOf(view)} ${view.name} depends on column "${column.name}"`,
    });
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

export function* redefine(env: Environment, def: TableDef, name: string, column: Column): Batches {
  const at = columnIndex(def, name, env.mysql);
  const before = columnNamed(env, def, name);
  const renamed = column.name === before.name ? def : withColumnNamed(env, def, before.name, column.name);
  const changed: TableDef = {
    ...renamed,
    columns: renamed.columns.map((each, index) => (index === at ? column : each)),
  };
  yield* rewrite(env, def, changed, function* (row) {
    if (env.meter.tick()) yield PAUSE;
    return row.map((value, index) => (index === at ? convert(env, before.type, column.type, value) : value));
  });
  if (column.notNull) nullsIn(env, changed, at);
  if (renamed !== def) renameReferences(env, changed, before.name, column.name);
}
