import { quoted } from '../catalog/definitions.ts';
import { tick } from '../catalog/mysql-definitions.ts';
import { SqlError } from '../errors.ts';
import type { Index, RelationDef, TableDef, ViewQuery } from '../store/definitions.ts';
import { isColumn } from '../syntax/column-references.ts';
import { tokens } from '../syntax/lexer.ts';
import { parseExpression, parseStatements } from '../syntax/statements.ts';
import { viewsOn } from './define-views.ts';
import type { Environment } from './environment.ts';
import { tablesIn } from './with-schemas.ts';

/** Where an expression names a column: offsets of the name's beginnings and ends. */
function placesOf(text: string, column: string, mysql: boolean): (readonly [start: number, end: number])[] {
  const starts = new Map<number, number>();
  JSON.stringify(parseExpression(text, mysql), (_key, value: unknown) => {
    if (isColumn(value) && value.path.at(-1) === column && 'at' in value && typeof value.at === 'number')
      starts.set(value.at, value.path.length);
    return value;
  });
  const all = tokens(text, { mysql });
  return all.flatMap((token, index) => {
    const parts = starts.get(token.at);
    // Its parts have points between them.
    const name = parts === undefined ? undefined : all[index + 2 * (parts - 1)];
    return name === undefined ? [] : [[name.at, name.end] as const];
  });
}

/** Whether an expression over a table's columns names one of them. */
export function names(text: string, column: string, mysql: boolean): boolean {
  return text.includes(column) && placesOf(text, column, mysql).length > 0;
}

/** Of an index: a column, or an expression over some, or the condition for its rows. */
export function indexNames({ columns, where }: Index, column: string, mysql: boolean): boolean {
  return [...columns, ...(where === undefined ? [] : [where])].some(
    (text) => text === column || names(text, column, mysql),
  );
}

function renamedIn(text: string, from: string, to: string, mysql: boolean): string {
  if (!text.includes(from)) return text;
  let changed = text;
  for (const [start, end] of placesOf(text, from, mysql).reverse())
    changed = changed.slice(0, start) + (mysql ? tick(to) : quoted(to)) + changed.slice(end);
  return changed;
}

/** A table with another name for a column, in its keys and expressions too. @throws SqlError where MySQL's expressions hold it */
export function withColumnNamed({ mysql }: Environment, def: TableDef, from: string, to: string): TableDef {
  if (mysql) held(def, from);
  const swap = (name: string) => (name === from ? to : name);
  const text = (each: string) => renamedIn(each, from, to, mysql);
  return {
    ...def,
    columns: def.columns.map((column) => ({
      ...column,
      name: swap(column.name),
      ...(column.generated === undefined ? {} : { generated: text(column.generated) }),
    })),
    constraints: def.constraints.map((constraint) => ({
      ...constraint,
      columns: constraint.columns.map(swap),
      ...(constraint.check === undefined ? {} : { check: text(constraint.check) }),
    })),
    indexes: def.indexes.map((index) => ({
      ...index,
      columns: index.columns.map((each) =>
        def.columns.some(({ name }) => name === each) ? swap(each) : text(each),
      ),
      ...(index.where === undefined ? {} : { where: text(index.where) }),
    })),
  };
}

function held(def: TableDef, name: string): void {
  for (const { check, name: constraint } of def.constraints)
    if (check !== undefined && names(check, name, true))
      throw new SqlError('checkHolds', { constraint, name });
  if (def.columns.some(({ generated }) => generated !== undefined && names(generated, name, true)))
    throw new SqlError('generatedHolds', { name });
}

/** Foreign keys to a column follow its name. */
export function renameReferences(env: Environment, def: TableDef, from: string, to: string): void {
  for (const other of env.transaction.definitions()) {
    if (other.kind !== 'table' || other.database !== def.database) continue;
    const constraints = other.constraints.map((constraint) => {
      const { references } = constraint;
      if (references?.schema !== def.schema || references.table !== def.name) return constraint;
      const columns = references.columns.map((name) => (name === from ? to : name));
      return { ...constraint, references: { ...references, columns } };
    });
    const changes = constraints.some((each, at) => each !== other.constraints[at]);
    if (changes) env.transaction.define({ ...other, constraints });
  }
}

/** What stands for a relation in the views that read it, now that it, or a column, is called otherwise. */
export function renameInViews(
  env: Environment,
  before: RelationDef,
  after: RelationDef,
  column?: { readonly from: string; readonly to: string },
): void {
  if (env.mysql) return;
  for (const view of viewsOn(env, before, column?.from)) {
    const change = (query: ViewQuery): ViewQuery => ({
      ...query,
      query: withRelation(query, before, after, column),
      written: query.written ?? query.query,
    });
    if (view.kind === 'view') env.transaction.define({ ...view, ...change(view) });
    else if (view.filledBy !== undefined)
      env.transaction.define({ ...view, filledBy: change(view.filledBy) });
  }
}

function withRelation(
  { query, path: searchPath }: ViewQuery,
  before: RelationDef,
  after: RelationDef,
  column: { readonly from: string; readonly to: string } | undefined,
): string {
  const [parsed] = parseStatements(query, false);
  if (parsed?.statement.kind !== 'query') throw new SqlError('corrupt');
  const all = tokens(query, { mysql: false });
  const own = `${quoted(after.schema)}.${quoted(after.name)}`;
  // A column has its old name for the view.
  const columns = after.kind === 'sequence' ? [] : after.columns;
  const shown = columns.map(({ name }) =>
    name === column?.to ? `${quoted(name)} AS ${quoted(column.from)}` : quoted(name),
  );
  const source = column === undefined ? own : `(SELECT ${shown.join(', ')} FROM ${own})`;
  let text = query;
  const found = tablesIn(parsed.statement).tables.filter(({ path }) => {
    const [name, schema = searchPath[0]] = [...path].reverse();
    return name === before.name && schema === before.schema;
  });
  for (const { at, path, alias } of [...found].sort((a, b) => b.at - a.at)) {
    const first = all.findIndex((token) => token.at === at);
    const end = all[first + 2 * (path.length - 1)]?.end ?? at;
    text = `${text.slice(0, at)}${source}${alias === undefined ? ` ${quoted(before.name)}` : ''}${text.slice(end)}`;
  }
  return text;
}
