import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Conflict, Expr, Insert } from '../syntax/tree.ts';
import type { Row, Value } from '../values/value.ts';
import { compile, pointed } from './compile.ts';
import { condition } from './conditions.ts';
import { type Environment, PAUSE } from './environment.ts';
import { checkParents } from './references.ts';
import { deleteRow, updateRow } from './row-changes.ts';
import {
  assigned,
  autoIncrement,
  checkedRow,
  columnIndex,
  duplicate,
  inColumn,
  type Rules,
  rulesOf,
  type UniqueKey,
  uniqueProblem,
} from './rows.ts';
import { type Compiled, type Plan, type Scope, scopeOf } from './scope.ts';
import { prepared } from './sort.ts';
import { checkExpressions } from './unique-expressions.ts';

export interface Inserted {
  readonly count: number;
  readonly rows: Row[];
}

/** INSERT, with what it does about rows that are there already. */
export function insertRows(
  env: Environment,
  change: Insert,
  def: TableDef,
  parent: Scope | undefined,
): () => Generator<readonly Row[], Inserted> {
  const rules = rulesOf(env, def);
  const targets = targetsOf(env, change, def);
  const source = sourceOf(env, change, def, targets, parent);
  const conflict =
    change.conflict === undefined ? undefined : conflictOf(env, change, change.conflict, def, rules, parent);
  return function* () {
    const result: { count: number; rows: Row[] } = { count: 0, rows: [] };
    let number = 0;
    env.session.affected = 0;
    for (const batch of source.run()) {
      for (const values of batch) {
        const row = yield* fullRow(env, rules, targets, values, ++number);
        const stored = checkedRow(env, rules, row, number);
        const outcome = yield* insertOne(env, rules, stored, conflict);
        result.count += outcome.count;
        if (outcome.row !== undefined && change.returning.length > 0) {
          result.rows.push(outcome.row);
          env.meter.hold(outcome.row);
        }
        if (env.meter.tick(2)) yield PAUSE;
      }
      yield PAUSE;
    }
    return result;
  };
}

function targetsOf(env: Environment, change: Insert, def: TableDef): number[] {
  if (change.columns.length === 0) return def.columns.map((_, index) => index);
  const seen = new Set<string>();
  return change.columns.map((name, at) => {
    const index = columnIndex(def, name, env.mysql);
    if (index < 0) throw new SqlError('undefinedColumnOf', { name, table: def.name }, change.places[at]);
    if (seen.has(name)) throw new SqlError('columnTwice', { name }, change.places[at]);
    seen.add(name);
    return index;
  });
}

/** DEFAULT in a list of values. */
const DEFAULT = Symbol('default');
type Given = Value | typeof DEFAULT;

/** Rows of VALUES that are compiled before the statement runs. */
const AHEAD_ROWS = 100;

interface ValuesSource {
  run(): Generator<readonly (readonly Given[])[], void>;
}

function sourceOf(
  env: Environment,
  change: Insert,
  def: TableDef,
  targets: readonly number[],
  parent: Scope | undefined,
): ValuesSource {
  const { source } = change;
  if (source === undefined)
    return {
      *run() {
        yield [targets.map(() => DEFAULT)];
      },
    };
  const column = (index: number) => def.columns[targets[index] ?? -1];
  const fits = (width: number, row: number, given: readonly Expr[] = []) => {
    const extra = given[targets.length];
    if (width > targets.length)
      throw new SqlError(
        'moreExpressions',
        { row },
        extra !== undefined && 'at' in extra ? extra.at : undefined,
      );
    if (width < targets.length && (change.columns.length > 0 || env.mysql) && !(env.mysql && width === 0))
      throw new SqlError('moreTargets', { row }, change.places[width]);
  };
  if (
    source.body.kind === 'values' &&
    source.order.length === 0 &&
    source.limit === undefined &&
    source.with.length === 0
  ) {
    const scope = scopeOf([], parent);
    if (env.mysql) scope.clause = 'field list';
    const rows = source.body.rows;
    if (!env.mysql && rows.some((row) => row.length !== rows[0]?.length)) throw new SqlError('valuesLengths');
    const compiled = (row: readonly Expr[], index: number) => {
      fits(row.length, index + 1, row);
      return row.map((expr, at) => valueFor(env, expr, column(at), scope, index + 1, change.overriding));
    };
    // A few show what their parameters are; many are compiled as they come.
    const first = rows.slice(0, AHEAD_ROWS).map(compiled);
    return {
      *run() {
        for (const [index, given] of rows.entries()) {
          const row = first[index] ?? compiled(given, index);
          yield* subs(row);
          yield [row.map((each) => (each === DEFAULT ? DEFAULT : each.get()))];
        }
      },
    };
  }
  const plan: Plan = env.plan(env, source, parent);
  fits(plan.columns.length, 1);
  const cell: { row: Row } = { row: [] };
  const casts = plan.columns.flatMap(({ type }, index) => {
    const target = column(index);
    return target === undefined
      ? []
      : [assigned(env, { type, subs: [], get: () => cell.row[index] ?? null }, target)];
  });
  return {
    *run() {
      for (const batch of plan.run()) {
        yield batch.map((row) => {
          cell.row = row;
          return casts.map((each) => each.get());
        });
      }
    },
  };
}

function* subs(row: readonly (Compiled | typeof DEFAULT)[]): Generator<readonly never[], void> {
  for (const each of row) {
    if (each === DEFAULT || each.subs.length === 0) continue;
    for (const _batch of prepared([each])) yield [];
  }
}

function valueFor(
  env: Environment,
  expr: Expr,
  column: TableDef['columns'][number] | undefined,
  scope: Scope,
  row: number,
  overriding: Insert['overriding'],
): Compiled | typeof DEFAULT {
  if (expr.kind === 'default' || (overriding === 'user' && column?.identity !== undefined)) return DEFAULT;
  if (column === undefined) return compile(env, expr, scope);
  const numbered = column.identity === 'always' && expr.kind !== 'null' && overriding === undefined;
  if (column.generated !== undefined || numbered) {
    throw new SqlError('generatedAlways', { name: column.name, table: '' }, undefined, {
      detail:
        column.identity === undefined
          ? `Column "${column.name}" is a generated column.`
          : `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
      ...(column.identity === undefined ? {} : { hint: 'Use OVERRIDING SYSTEM VALUE to override.' }),
    });
  }
  try {
    const value = pointed(expr, () => assigned(env, compile(env, expr, scope), column));
    return { ...value, get: () => named(() => value.get(), column.name, row) };
  } catch (error) {
    throw inColumn(error, column.name, row);
  }
}

function named<T>(run: () => T, column: string, row: number): T {
  try {
    return run();
  } catch (error) {
    throw inColumn(error, column, row);
  }
}

function* fullRow(
  env: Environment,
  rules: Rules,
  targets: readonly number[],
  values: readonly Given[],
  _number: number,
): Generator<readonly Row[], Value[]> {
  const { def } = rules;
  const row: Value[] = def.columns.map(() => null);
  for (const [index, column] of def.columns.entries()) {
    const at = targets.indexOf(index);
    const given = at < 0 ? DEFAULT : (values[at] ?? (at < values.length ? null : DEFAULT));
    if (column.auto === true) {
      row[index] = autoIncrement(env, def, index, given === DEFAULT ? null : given);
      if (given === DEFAULT || given === null)
        env.session.lastInsertId =
          env.session.affected++ === 0 ? BigInt(String(row[index])) : env.session.lastInsertId;
      continue;
    }
    if (given !== DEFAULT) {
      row[index] = given;
      continue;
    }
    const value = rules.defaults[index];
    if (value !== undefined) {
      yield* prepared([value]);
      row[index] = value.get();
    } else if (env.mysql && column.notNull && column.generated === undefined)
      throw new SqlError('noDefault', { name: column.name, table: def.name });
  }
  return row;
}

interface ConflictRule {
  readonly keys: readonly UniqueKey[];
  readonly replace: boolean;
  /** It is about whatever key there is. */
  readonly any: boolean;
  readonly set: readonly { readonly index: number; readonly value: Compiled }[];
  readonly where: Compiled | undefined;
  readonly scope: Scope;
}

function conflictOf(
  env: Environment,
  change: Insert,
  conflict: Conflict,
  def: TableDef,
  rules: Rules,
  parent: Scope | undefined,
): ConflictRule {
  const alias = change.alias ?? def.name;
  const columns = (table: string) =>
    def.columns.map(({ name, type }) => ({ name, type, table, schema: def.schema }));
  const excluded = columns(env.mysql && change.alias !== undefined ? change.alias : 'excluded').map(
    (column) => ({ ...column, hidden: true }),
  );
  const scope = scopeOf([...columns(env.mysql ? def.name : alias), ...excluded], parent);
  const wanted = conflict.columns.map((name) => columnIndex(def, name, env.mysql)).sort((a, b) => a - b);
  const keys = rules.keys.filter((key) => {
    if (conflict.constraint !== undefined) return key.name === conflict.constraint;
    return conflict.columns.length === 0 || [...key.columns].sort((a, b) => a - b).join() === wanted.join();
  });
  if (keys.length === 0 && (conflict.columns.length > 0 || conflict.constraint !== undefined))
    throw new SqlError('noConflictTarget');
  const set = conflict.set.map(({ column: name, value, at }) => {
    const index = columnIndex(def, name, env.mysql);
    const column = def.columns[index];
    if (column === undefined) throw new SqlError('undefinedColumnOf', { name, table: def.name }, at);
    return { index, value: assigned(env, compile(env, value, scope), column, at) };
  });
  const where =
    conflict.where === undefined ? undefined : condition(env, compile(env, conflict.where, scope), 'WHERE');
  const any = conflict.columns.length === 0 && conflict.constraint === undefined;
  return { keys, set, where, scope, any, replace: conflict.replace === true };
}

function* insertOne(
  env: Environment,
  rules: Rules,
  row: Row,
  conflict: ConflictRule | undefined,
): Generator<readonly Row[], { count: number; row?: Row }> {
  const { def } = rules;
  let replaced = 0;
  for (const key of rules.keys) {
    const other = duplicate(env, def, key, row);
    if (other === undefined) continue;
    const before = env.transaction.row(def, other);
    if (conflict === undefined || before === undefined || !conflict.keys.includes(key))
      throw uniqueProblem(env, def, key, row);
    if (conflict.replace) {
      yield* deleteRow(env, rules, other, before);
      replaced++;
      continue;
    }
    if (conflict.set.length === 0) return { count: 0 };
    conflict.scope.cell.row = [...before, ...row];
    yield* prepared(conflict.set.map(({ value }) => value));
    if (conflict.where !== undefined && conflict.where.get() !== true) return { count: 0 };
    const after = [...before];
    for (const { index, value } of conflict.set) after[index] = value.get();
    const stored = yield* updateRow(env, rules, other, before, after);
    return { count: env.mysql ? (stored === undefined ? 0 : 2) : 1, row: stored ?? before };
  }
  try {
    yield* checkExpressions(env, rules, row);
  } catch (error) {
    const skips = conflict?.set.length === 0 && !conflict.replace && conflict.any;
    if (error instanceof SqlError && error.problem === 'unique' && skips === true) return { count: 0 };
    throw error;
  }
  checkParents(env, rules.references, row);
  env.transaction.insert(def, row);
  return { count: 1 + replaced, row };
}
