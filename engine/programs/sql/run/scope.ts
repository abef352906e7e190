import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Call, Expr } from '../syntax/tree.ts';
import type { SqlType } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import type { Batches, Environment } from './environment.ts';

/** A column of what a query reads or answers. */
export interface OutColumn {
  readonly name: string;
  readonly type: SqlType;
  /** The alias of the table it comes from. */
  readonly table?: string;
  readonly schema?: string;
  /** The table it is a column of, and which. */
  readonly source?: { readonly table: number; readonly column: number };
  /** It has no nulls, as MySQL tells its clients. */
  readonly notNull?: boolean;
  /** Part of a join's USING: not found by its name alone, not in `*`. */
  readonly hidden?: boolean;
  /** It has the row's own number, for locking it: nobody finds it by a name. */
  readonly rowOf?: TableDef;
}

export interface Plan {
  readonly columns: readonly OutColumn[];
  run(): Batches;
}

/** A subquery that has to be worked out before an expression is. */
export interface Sub {
  prepare(): Batches;
}

/** An expression that is ready: what it needs of rows is in the scopes' cells. */
export interface Compiled {
  readonly type: SqlType;
  readonly get: () => Value;
  readonly subs: readonly Sub[];
  /** A literal without a type of its own. */
  readonly literal?: string;
  /** It is the same for all rows and executions. */
  readonly constant?: boolean;
  /** A parameter whose type isn't known. */
  readonly parameter?: number;
}

export interface Scope {
  readonly parent?: Scope | undefined;
  readonly columns: readonly OutColumn[];
  /** The row that is being looked at. */
  readonly cell: { row: Row };
  /** Set when an expression in a query within has used a column from here or farther out. */
  usedFromWithin: boolean;
  /** The clause that is compiled, for MySQL's errors. */
  clause: string;
  /** What stands behind calls of aggregates; undefined: there may be none. */
  grouped?: Grouped | undefined;
  /** Where values of window functions are; undefined: there may be none. */
  windows?: Windows | undefined;
  /** Common tables that are named here. */
  readonly tables?: ReadonlyMap<string, Plan>;
}

/** A query that groups: its expressions read keys and aggregates, no longer rows. */
export interface Grouped {
  /** @returns undefined where the expression has to be taken apart */
  replace(expr: Expr): Compiled | undefined;
}

export interface Windows {
  add(call: Call): Compiled;
}

export function scopeOf(columns: readonly OutColumn[], parent?: Scope): Scope {
  return { columns, parent, cell: { row: [] }, usedFromWithin: false, clause: 'field list' };
}

export interface Found {
  readonly scope: Scope;
  readonly index: number;
}

function same(mysql: boolean, a: string | undefined, b: string): boolean {
  return a === b || (mysql && a?.toLowerCase() === b.toLowerCase());
}

/** Looks a column up from the inside out. @throws SqlError where there is none, or more than one */
export function findColumn(env: Environment, scope: Scope, path: readonly string[], at: number): Found {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.parent) {
    const index = within(env, here, path, at);
    if (index === undefined) continue;
    for (let each: Scope | undefined = scope; each !== undefined && each !== here; each = each.parent)
      each.usedFromWithin = true;
    return { scope: here, index };
  }
  const name = path.at(-1) ?? '';
  const clause = scope.clause;
  if (path.length === 1) throw new SqlError('undefinedColumn', { name, clause }, at);
  const table = path.at(-2) ?? '';
  for (let here: Scope | undefined = scope; here !== undefined; here = here.parent) {
    if (here.columns.some((column) => same(env.mysql, column.table, table)))
      throw new SqlError('undefinedQualified', { name: `${table}.${name}`, clause }, at);
  }
  throw new SqlError('missingFrom', { table, name, clause }, at);
}

function within(
  env: Environment,
  { columns, clause }: Scope,
  path: readonly string[],
  at: number,
): number | undefined {
  const [name = '', table, schema] = [...path].reverse();
  let found: number | undefined;
  env.meter.charge(columns.length / 100);
  for (const [index, column] of columns.entries()) {
    if (!same(env.mysql, column.name, name)) continue;
    if (table === undefined ? column.hidden === true : !same(env.mysql, column.table, table)) continue;
    if (schema !== undefined && column.schema !== undefined && !same(env.mysql, column.schema, schema))
      continue;
    if (found !== undefined) throw new SqlError('ambiguousColumn', { name, clause }, at);
    found = index;
  }
  return found;
}
