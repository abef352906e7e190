import { SqlError } from '../errors.ts';
import type { Column, Constraint, ForeignKey, Index, TableDef } from '../store/definitions.ts';
import { isColumn } from '../syntax/column-references.ts';
import type { ColumnDef, ConstraintDef } from '../syntax/definition-tree.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { Expr } from '../syntax/tree.ts';
import { castTo } from './cast.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import type { Environment } from './environment.ts';
import { findRelation, qualified } from './names.ts';
import { referencesAreOff } from './references.ts';
import { scopeOf } from './scope.ts';
import { typeNamed } from './type-named.ts';

/** A table while it is made: what constraints add to it. */
export interface Draft {
  columns: Column[];
  constraints: Constraint[];
  indexes: Index[];
}

export function columnOf(env: Environment, def: ColumnDef): Column {
  const type = typeNamed(env, def.type);
  const primary = def.constraints.some(({ kind }) => kind === 'primary');
  const notNull =
    def.notNull ||
    primary ||
    def.constraints.some(
      ({ kind, columns, check }) => kind === 'check' && columns.length === 0 && check === undefined,
    );
  const constantNull = /^null$/i.test(def.default?.text ?? '');
  const column: Column = {
    name: def.name,
    type,
    notNull,
    ...(def.default === undefined || constantNull ? {} : { default: def.default.text }),
    ...(def.identity === undefined ? {} : { identity: def.identity }),
    ...(env.mysql && (def.autoIncrement || def.type.name === 'serial') ? { auto: true } : {}),
    ...(def.generated === undefined ? {} : { generated: def.generated.text }),
    ...(def.onUpdateNow ? { onUpdateNow: true } : {}),
    ...(def.comment === undefined ? {} : { comment: def.comment }),
  };
  // A default that doesn't fit is refused when it is written.
  if (column.default !== undefined)
    castTo(env, compile(env, parseExpression(column.default, env.mysql), scopeOf([])), type);
  return column;
}

/** Adds a constraint to a table that is made or altered. @throws SqlError */
export function addConstraint(
  env: Environment,
  draft: Draft,
  table: { readonly schema: string; readonly name: string; readonly id: number },
  def: ConstraintDef,
): Constraint | undefined {
  if (def.kind === 'check' && def.check === undefined) return undefined;
  for (const name of def.columns) {
    const index = draft.columns.findIndex(
      (column) => column.name === name || (env.mysql && column.name.toLowerCase() === name.toLowerCase()),
    );
    if (index < 0) throw new SqlError('undefinedKeyColumn', { name });
  }
  if (def.kind === 'index') {
    draft.indexes.push({
      id: env.transaction.cluster.takeId(),
      name: def.name ?? uniqueName(draft, def.columns[0] ?? 'key', ''),
      columns: def.columns,
      unique: false,
      method: 'btree',
    });
    return undefined;
  }
  const name = def.name ?? constraintName(env, draft, table.name, def);
  if (draft.constraints.some((each) => each.name === name && (each.kind !== 'primary' || !env.mysql)))
    throw new SqlError('duplicateConstraint', { name, table: table.name });
  if (def.kind === 'primary') {
    if (draft.constraints.some(({ kind }) => kind === 'primary'))
      throw new SqlError('twoPrimaryKeys', { table: table.name });
    draft.columns = draft.columns.map((column) =>
      def.columns.includes(column.name) ? { ...column, notNull: true } : column,
    );
  }
  if (def.kind === 'primary' || def.kind === 'unique') {
    draft.indexes.push({
      id: env.transaction.cluster.takeId(),
      name: env.mysql && def.kind === 'primary' ? 'PRIMARY' : name,
      columns: def.columns,
      unique: true,
      method: 'btree',
    });
  }
  const constraint: Constraint = {
    kind: def.kind,
    name,
    columns: def.columns,
    ...(def.check === undefined ? {} : { check: def.check.text }),
    ...(def.references === undefined ? {} : { references: foreignKey(env, draft, table, name, def) }),
  };
  if (constraint.check !== undefined) checkExpression(env, draft, table.name, constraint.check);
  draft.constraints.push(constraint);
  if (
    def.kind === 'foreign' &&
    env.mysql &&
    !draft.indexes.some(({ columns }) => columns[0] === def.columns[0])
  ) {
    draft.indexes.push({
      id: env.transaction.cluster.takeId(),
      name: def.name ?? uniqueName(draft, def.columns[0] ?? name, ''),
      columns: def.columns,
      unique: false,
      method: 'btree',
    });
  }
  return constraint;
}

function checkExpression(env: Environment, draft: Draft, table: string, text: string): void {
  const scope = scopeOf(draft.columns.map(({ name, type }) => ({ name, type, table })));
  condition(env, compile(env, parseExpression(text, env.mysql), scope), 'CHECK');
}

function uniqueName(draft: Draft, base: string, suffix: string): string {
  const taken = (name: string) =>
    draft.indexes.some((index) => index.name === name) ||
    draft.constraints.some((constraint) => constraint.name === name);
  for (let count = 0; ; count++) {
    const number = count === 0 ? '' : suffix === '' ? `_${count + 1}` : String(count);
    if (!taken(`${base}${suffix}${number}`)) return `${base}${suffix}${number}`;
  }
}

/** As each product names what has no name. */
function constraintName(env: Environment, draft: Draft, table: string, def: ConstraintDef): string {
  if (env.mysql) {
    if (def.kind === 'primary') return 'PRIMARY';
    if (def.kind === 'unique') return uniqueName(draft, def.columns[0] ?? '', '');
    const kind = def.kind === 'foreign' ? 'ibfk' : 'chk';
    const numbers = draft.constraints.flatMap(({ name }) =>
      name.startsWith(`${table}_${kind}_`) ? [Number(name.slice(table.length + kind.length + 2)) || 0] : [],
    );
    const count = Math.max(0, ...numbers) + 1;
    return env.server.mariadb && def.kind === 'check'
      ? (def.columns[0] ?? `CONSTRAINT_${count}`)
      : `${table}_${kind}_${count}`;
  }
  if (def.kind === 'primary') return `${table}_pkey`;
  const columns = def.kind === 'check' ? checkColumns(draft, def) : def.columns;
  const middle = columns.length === 0 ? '' : `_${columns.join('_')}`;
  const suffix = def.kind === 'unique' ? '_key' : def.kind === 'foreign' ? '_fkey' : '_check';
  return uniqueName(draft, `${table}${middle}`.slice(0, 50), suffix);
}

/** The one column that a check of the table is about. */
function checkColumns(draft: Draft, { check, columns }: ConstraintDef): readonly string[] {
  if (columns.length > 0) return columns;
  const used = new Set<string>();
  const visit = (expr: Expr) => {
    JSON.stringify(expr, (_key, value: unknown) => {
      if (isColumn(value)) used.add(String(value.path.at(-1)));
      return value;
    });
  };
  visit(parseExpression(check?.text ?? 'null', false));
  const names = [...used].filter((name) => draft.columns.some((column) => column.name === name));
  return names.length === 1 ? names : [];
}

function foreignKey(
  env: Environment,
  draft: Draft,
  table: { readonly schema: string; readonly name: string; readonly id: number },
  name: string,
  def: ConstraintDef,
): ForeignKey {
  const { references } = def;
  if (references === undefined) throw new Error('a foreign key refers to a table');
  const [target, schema] = [...references.table.path].reverse();
  const itself = target === table.name && (schema === undefined || schema === table.schema);
  const parent = itself ? undefined : findRelation(env, references.table);
  if (parent === undefined && !itself && referencesAreOff(env)) {
    // The table may come later.
    const place = { schema: schema ?? table.schema, table: target ?? '' };
    return {
      ...place,
      columns: references.columns,
      onDelete: references.onDelete,
      onUpdate: references.onUpdate,
    };
  }
  if (!itself && parent?.kind !== 'table') {
    throw new SqlError('foreignNoTable', {
      name: references.table.path.join('.'),
      qualified: qualified(env, references.table.path),
    });
  }
  const other: Pick<TableDef, 'columns' | 'constraints' | 'indexes'> =
    parent?.kind === 'table' ? parent : draft;
  const primary = other.constraints.find(({ kind }) => kind === 'primary')?.columns ?? [];
  const columns = references.columns.length === 0 ? primary : references.columns;
  for (const column of columns) {
    if (!other.columns.some((each) => each.name === column))
      throw new SqlError('undefinedColumn', { name: column, clause: 'foreign key' });
  }
  const key = [...columns].sort().join();
  const found = [
    ...other.constraints.filter(({ kind }) => kind === 'primary' || kind === 'unique'),
    ...other.indexes.filter(({ unique }) => unique || env.mysql),
  ].some((each) => [...each.columns].sort().join() === key);
  if (!found || columns.length === 0) throw new SqlError('foreignMissingKey', { parent: target ?? '', name });
  const place = parent ?? table;
  return {
    schema: place.schema,
    table: place.name,
    columns,
    onDelete: references.onDelete,
    onUpdate: references.onUpdate,
  };
}
