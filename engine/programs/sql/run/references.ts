import { SqlError } from '../errors.ts';
import type { Constraint, TableDef } from '../store/definitions.ts';
import { keyText } from '../store/key-places.ts';
import { showMysqlValue, showValue } from '../values/output.ts';
import type { Row, Value } from '../values/value.ts';
import type { Environment, Work } from './environment.ts';

export interface ForeignKeyRule {
  readonly constraint: Constraint;
  readonly child: TableDef;
  readonly parent: TableDef;
  readonly childColumns: readonly number[];
  readonly parentColumns: readonly number[];
}

/** Foreign keys of a table, and those of others (and itself) that point at it. */
export interface References {
  readonly own: readonly ForeignKeyRule[];
  readonly others: readonly ForeignKeyRule[];
}

const indexOf = ({ columns }: TableDef, name: string): number =>
  columns.findIndex((column) => column.name === name);

function ruleOf(env: Environment, child: TableDef, constraint: Constraint): ForeignKeyRule | undefined {
  const { references } = constraint;
  if (references === undefined) return undefined;
  const parent = env.transaction.object(
    `relation\0${child.database}\0${references.schema}\0${references.table}`,
  );
  if (parent?.kind !== 'table') return undefined;
  return {
    constraint,
    child,
    parent,
    childColumns: constraint.columns.map((name) => indexOf(child, name)),
    parentColumns: references.columns.map((name) => indexOf(parent, name)),
  };
}

export function referencesOf(env: Environment, def: TableDef): References {
  const rules = (table: TableDef) =>
    table.constraints.flatMap((constraint) => ruleOf(env, table, constraint) ?? []);
  const others = env.transaction
    .definitions()
    .flatMap((each) =>
      each.kind === 'table' ? rules(each).filter(({ parent }) => parent.id === def.id) : [],
    );
  return { own: rules(def), others };
}

function shown(env: Environment, { columns }: TableDef, indexes: readonly number[], row: Row): string {
  return indexes
    .map((index) => {
      const [type, value] = [columns[index]?.type, row[index] ?? null];
      if (type === undefined || value === null) return 'null';
      return env.mysql ? showMysqlValue(type, value) : showValue(type, value);
    })
    .join(', ');
}

/** As MySQL quotes a foreign key in errors. */
export function shownKey({ constraint, child, parent }: ForeignKeyRule): string {
  const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
  const actions = [
    constraint.references?.onDelete === 'no action' || constraint.references === undefined
      ? ''
      : ` ON DELETE ${constraint.references.onDelete.toUpperCase()}`,
    constraint.references?.onUpdate === 'no action' || constraint.references === undefined
      ? ''
      : ` ON UPDATE ${constraint.references.onUpdate.toUpperCase()}`,
  ];
  return `\`${child.schema}\`.\`${child.name}\`, CONSTRAINT \`${constraint.name}\` FOREIGN KEY (${list(constraint.columns)}) REFERENCES \`${parent.name}\` (${list(constraint.references?.columns ?? [])})${actions.join('')}`;
}

/** MySQL leaves foreign keys alone where it is told to. */
export const referencesAreOff = (env: Environment): boolean =>
  env.mysql && /^(?:0|off)$/i.test(env.session.settings.get('foreign_key_checks') ?? '1');

/** Every row that it points at has to be there. @throws SqlError */
export function checkParents(env: Environment, { own }: References, row: Row): void {
  if (referencesAreOff(env)) return;
  for (const rule of own) {
    const values: Value[] = [];
    for (const [index, column] of rule.childColumns.entries())
      values[rule.parentColumns[index] ?? 0] = row[column] ?? null;
    const key = keyText(values, rule.parentColumns);
    if (key === undefined || env.transaction.find(rule.parent, rule.parentColumns, key) !== undefined)
      continue;
    // A row may point at itself.
    if (rule.parent.id === rule.child.id && keyText(row, rule.parentColumns) === key) continue;
    const names = rule.constraint.columns.join(', ');
    throw new SqlError(
      'foreignChild',
      { table: rule.child.name, name: rule.constraint.name, shown: shownKey(rule) },
      undefined,
      {
        detail: `Key (${names})=(${shown(env, rule.child, rule.childColumns, row)}) is not present in table "${rule.parent.name}".`,
        about: { schema: rule.child.schema, table: rule.child.name, constraint: rule.constraint.name },
      },
    );
  }
}

/** Rows that point at a row which goes away or gets another key: they go, change, or forbid it. */
export interface Consequence {
  readonly rule: ForeignKeyRule;
  readonly row: number;
  readonly before: Row;
  /** Null: it goes, too. */
  readonly after: Row | null;
}

/** @param after null: the row is deleted. @throws SqlError where others forbid it */
export function* consequences(
  env: Environment,
  { others }: References,
  before: Row,
  after: Row | null,
): Work<Consequence[]> {
  const found: Consequence[] = [];
  if (referencesAreOff(env)) return found;
  for (const rule of others) {
    const key = keyText(before, rule.parentColumns);
    if (key === undefined || (after !== null && keyText(after, rule.parentColumns) === key)) continue;
    const action =
      (after === null ? rule.constraint.references?.onDelete : rule.constraint.references?.onUpdate) ??
      'no action';
    for (const id of env.transaction.findAll(rule.child, rule.childColumns, key)) {
      if (env.meter.tick()) yield;
      const row = env.transaction.row(rule.child, id);
      if (row === undefined) continue;
      if (rule.child.id === rule.parent.id && after === null && row === before) continue;
      if (action === 'no action' || action === 'restrict') throw forbidden(env, rule, before);
      const changed = [...row];
      for (const [index, column] of rule.childColumns.entries()) {
        changed[column] = action === 'cascade' ? (after?.[rule.parentColumns[index] ?? 0] ?? null) : null;
      }
      found.push({
        rule,
        row: id,
        before: row,
        after: action === 'cascade' && after === null ? null : changed,
      });
    }
  }
  return found;
}

function forbidden(env: Environment, rule: ForeignKeyRule, row: Row): SqlError {
  const { parent, child, constraint } = rule;
  const names = (constraint.references?.columns ?? []).join(', ');
  return new SqlError(
    'foreignParent',
    { parent: parent.name, table: child.name, name: constraint.name, shown: shownKey(rule) },
    undefined,
    {
      detail: `Key (${names})=(${shown(env, parent, rule.parentColumns, row)}) is still referenced from table "${child.name}".`,
      about: { schema: child.schema, table: child.name, constraint: constraint.name },
    },
  );
}
