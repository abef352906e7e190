import { SqlError } from '../errors.ts';
import type { Column, Constraint, TableDef } from '../store/definitions.ts';
import { keyText } from '../store/key-places.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { Expr } from '../syntax/tree.ts';
import { fitted } from '../values/input.ts';
import { showMysqlValue, showValue } from '../values/output.ts';
import { categoryOf, isInteger, titleOf } from '../values/types.ts';
import { numberOf, type Row, type Value } from '../values/value.ts';
import { castTo } from './cast.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import type { Environment } from './environment.ts';
import { columnsOf } from './from.ts';
import { type References, referencesOf } from './references.ts';
import { type Compiled, type Scope, scopeOf } from './scope.ts';
import { type ExpressionKey, expressionKeys } from './unique-expressions.ts';

/** What a table asks of its rows, compiled once for a statement. */
export interface Rules {
  readonly def: TableDef;
  readonly scope: Scope;
  readonly defaults: readonly (Compiled | undefined)[];
  readonly generated: readonly (readonly [index: number, value: Compiled])[];
  readonly checks: readonly (readonly [Constraint, Compiled])[];
  readonly keys: readonly UniqueKey[];
  readonly expressionKeys: readonly ExpressionKey[];
  readonly references: References;
}

export interface UniqueKey {
  readonly name: string;
  readonly columns: readonly number[];
  readonly primary: boolean;
}

export function columnIndex({ columns }: TableDef, name: string, mysql: boolean): number {
  return columns.findIndex(
    (column) => column.name === name || (mysql && column.name.toLowerCase() === name.toLowerCase()),
  );
}

export function uniqueKeys(def: TableDef): UniqueKey[] {
  const found: UniqueKey[] = [];
  const add = (name: string, columns: readonly string[], primary: boolean) => {
    const indexes = columns.map((column) => columnIndex(def, column, false));
    if (indexes.every((index) => index >= 0)) found.push({ name, columns: indexes, primary });
  };
  for (const { kind, name, columns } of def.constraints)
    if (kind === 'primary' || kind === 'unique') add(name, columns, kind === 'primary');
  for (const { name, columns, unique, where } of def.indexes)
    if (unique && where === undefined && !found.some((key) => key.name === name)) add(name, columns, false);
  return found;
}

/** What has been compiled for a statement: a cascade asks for the same table with every row. */
const compiledRules = new WeakMap<Environment, WeakMap<TableDef, Rules>>();

export function rulesOf(env: Environment, def: TableDef): Rules {
  let known = compiledRules.get(env);
  if (known === undefined) {
    known = new WeakMap();
    compiledRules.set(env, known);
  }
  const found = known.get(def) ?? newRules(env, def);
  known.set(def, found);
  return found;
}

function newRules(env: Environment, def: TableDef): Rules {
  const scope = scopeOf(columnsOf(def));
  const text = (source: string): Expr => parseExpression(source, env.mysql);
  return {
    def,
    scope,
    defaults: def.columns.map((column) => defaultOf(env, column)),
    generated: def.columns.flatMap((column, index) =>
      column.generated === undefined
        ? []
        : [[index, castTo(env, compile(env, text(column.generated), scope), column.type)] as const],
    ),
    checks: def.constraints.flatMap((constraint) =>
      constraint.check === undefined
        ? []
        : [[constraint, condition(env, compile(env, text(constraint.check), scope), 'CHECK')] as const],
    ),
    keys: uniqueKeys(def),
    expressionKeys: expressionKeys(env, def, scope),
    references: referencesOf(env, def),
  };
}

export function defaultOf(env: Environment, column: Column): Compiled | undefined {
  if (column.default === undefined) return undefined;
  const compiled = compile(env, parseExpression(column.default, env.mysql), scopeOf([]));
  return castTo(env, compiled, column.type);
}

/** What a key's columns are, and their values, as errors show them. */
function keyDetail(
  env: Environment,
  def: TableDef,
  columns: readonly number[],
  row: Row,
): { names: string; values: string } {
  const shown = (index: number) => {
    const [type, value] = [def.columns[index]?.type, row[index] ?? null];
    if (type === undefined || value === null) return 'null';
    return env.mysql ? showMysqlValue(type, value) : showValue(type, value);
  };
  return {
    names: columns.map((index) => def.columns[index]?.name ?? '').join(', '),
    values: columns.map(shown).join(env.mysql ? '-' : ', '),
  };
}

export function uniqueProblem(env: Environment, def: TableDef, key: UniqueKey, row: Row): SqlError {
  const { names, values } = keyDetail(env, def, key.columns, row);
  return new SqlError(
    'unique',
    { name: env.mysql && key.primary ? 'PRIMARY' : key.name, entry: values, table: def.name },
    undefined,
    {
      detail: `Key (${names})=(${values}) already exists.`,
      about: { schema: def.schema, table: def.name, constraint: key.name },
    },
  );
}

/** The row with the same value of a unique key. */
export function duplicate(
  env: Environment,
  def: TableDef,
  key: UniqueKey,
  row: Row,
  own?: number,
): number | undefined {
  const text = keyText(row, key.columns);
  if (text === undefined) return undefined;
  const found = env.transaction.find(def, key.columns, text);
  return found === own ? undefined : found;
}

function failingRow(env: Environment, def: TableDef, row: Row): string {
  const shown = def.columns.map(({ type }, index) => {
    const value = row[index] ?? null;
    return value === null ? 'null' : env.mysql ? showMysqlValue(type, value) : showValue(type, value);
  });
  return `Failing row contains (${shown.join(', ')}).`;
}

/** Generated columns, NOT NULL, lengths and checks. @returns the row as it will be stored. @throws SqlError */
export function checkedRow(env: Environment, rules: Rules, given: Row, number = 1): Row {
  const { def, scope } = rules;
  const row = def.columns.map(({ type, name }, index): Value => {
    try {
      return fitted(type, given[index] ?? null);
    } catch (error) {
      throw inColumn(error, name, number);
    }
  });
  for (const [index, value] of rules.generated) {
    scope.cell.row = row;
    row[index] = value.get();
  }
  for (const [index, column] of def.columns.entries()) {
    if (!column.notNull || (row[index] ?? null) !== null) continue;
    throw new SqlError('notNull', { name: column.name, table: def.name }, undefined, {
      detail: failingRow(env, def, row),
      about: { schema: def.schema, table: def.name, column: column.name },
    });
  }
  scope.cell.row = row;
  for (const [constraint, check] of rules.checks) {
    if (check.get() !== false) continue;
    throw new SqlError('check', { schema: def.schema, table: def.name, name: constraint.name }, undefined, {
      detail: failingRow(env, def, row),
      about: { schema: def.schema, table: def.name, constraint: constraint.name },
    });
  }
  return row;
}

/** Errors about a value of MySQL's name its column. */
export function inColumn(error: unknown, column: string, row: number): unknown {
  if (!(error instanceof SqlError)) return error;
  const { problem, details, at, detail, hint, about } = error;
  return new SqlError(problem, { column, row, ...details }, at, {
    ...(detail === undefined ? {} : { detail }),
    ...(hint === undefined ? {} : { hint }),
    about,
  });
}

/** The next number of an AUTO_INCREMENT column; a number that was given moves the counter on. */
export function autoIncrement(env: Environment, def: TableDef, index: number, given: Value): Value {
  const { cluster } = env.transaction;
  const counter = cluster.counters.get(def.id);
  const last = counter?.last ?? 0;
  const type = def.columns[index]?.type;
  if (given !== null && numberOf(given) !== 0) {
    if (numberOf(given) > last) cluster.setCounter(def.id, numberOf(given), true);
    return given;
  }
  const next = last + 1;
  cluster.setCounter(def.id, next, true);
  return type !== undefined && isInteger(type) && type.base === 'int8' ? BigInt(next) : next;
}

/** A value for a column of another type, as an assignment casts it. @throws SqlError */
export function assigned(env: Environment, value: Compiled, column: Column, at?: number): Compiled {
  const [from, to] = [categoryOf(value.type), categoryOf(column.type)];
  const literal = value.literal !== undefined || value.parameter !== undefined || from === 'unknown';
  const fine =
    literal ||
    env.mysql ||
    from === to ||
    to === 'text' ||
    (from === 'interval' && to === 'time') ||
    (column.type.array === value.type.array && column.type.base === value.type.base);
  if (
    !fine ||
    ((column.type.array === true) !== (value.type.array === true && !literal) && !literal && to !== 'text')
  ) {
    throw new SqlError(
      'wrongColumnType',
      { name: column.name, type: titleOf(column.type), given: titleOf(value.type) },
      at,
      { hint: 'You will need to rewrite or cast the expression.' },
    );
  }
  return castTo(env, value, column.type);
}
