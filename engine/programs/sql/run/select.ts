import { SqlError } from '../errors.ts';
import { COLUMNS_MAX, ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Expr, Locking, OrderItem, Select, SelectItem } from '../syntax/tree.ts';
import { TEXT } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { aggregateNamed } from './aggregates.ts';
import { castTo } from './cast.ts';
import { compile, condition } from './compile.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { planFrom } from './from.ts';
import { Groups } from './grouping.ts';
import { sortRows } from './query-rows.ts';
import { lockColumns, lockedRows, type RowLocks, rowLocks } from './row-locks.ts';
import { type Compiled, findColumn, type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { isSetFunction, planSetFunction } from './set-functions.ts';
import { prepared, type SortKey } from './sort.ts';
import { WindowList } from './windows.ts';

/** SELECT … FROM … WHERE … GROUP BY … HAVING … ORDER BY. */
export function planSelect(
  env: Environment,
  select: Select,
  order: readonly OrderItem[],
  parent: Scope | undefined,
  lock?: Locking,
): Plan {
  env.meter.charge(5);
  const from = select.from === undefined ? nothing : planFrom(env, select.from, parent, lock);
  const scope = scopeOf(from.columns, parent);
  const items = select.items.flatMap((item) => expanded(item, scope));
  if (items.length > COLUMNS_MAX) throw new SqlError('tooLarge');
  const where =
    select.where === undefined
      ? undefined
      : compiledIn(env, 'where clause', scope, () =>
          condition(env, compile(env, select.where ?? { kind: 'null' }, scope), 'WHERE'),
        );
  const groups = grouped(env, select, items, order, scope);
  const locks =
    lock === undefined ? undefined : rowLocks(select, groups !== undefined, from, lock, env.mysql);
  const output: Scope = { ...scope, cell: scope.cell, grouped: groups, clause: 'field list' };
  const windows = new WindowList(env, { ...output });
  output.windows = windows;
  const having =
    select.having === undefined
      ? undefined
      : condition(
          env,
          compile(env, aliased(env, select.having, items), { ...output, clause: 'having clause' }),
          'HAVING',
        );
  const sets = new SetItems(env, output);
  const outputs = items.map(({ expr }, index) => {
    if (groups !== undefined) groups.item = index + 1;
    return sets.compiled(expr);
  });
  const columns = items.map((item, index) => outColumn(env, item, outputs[index], scope));
  const final = outputs.map((each) => (each.literal === undefined ? each : castTo(env, each, TEXT)));
  const keys = order.map((item) => sortKey(env, item, items, final, output));
  const on = select.distinctOn.map((expr) => compile(env, expr, output));
  return {
    columns,
    run: () =>
      rows(env, {
        from,
        scope,
        where,
        groups,
        single: select.group.length === 0,
        having,
        windows,
        sets,
        outputs: final,
        keys,
        distinct: select.distinct,
        on,
        locks,
      }),
  };
}

const nothing: Plan = {
  columns: [],
  *run() {
    yield [[]];
  },
};

function compiledIn<T>(_env: Environment, clause: string, scope: Scope, run: () => T): T {
  scope.clause = clause;
  const found = run();
  scope.clause = 'field list';
  return found;
}

function expanded(item: SelectItem, scope: Scope): SelectItem[] {
  if (item.expr.kind !== 'star') return [item];
  const { table, at } = item.expr;
  const found = scope.columns.flatMap((column, index) =>
    column.rowOf === undefined && (table === undefined ? column.hidden !== true : column.table === table)
      ? [{ column, index }]
      : [],
  );
  if (found.length === 0 && (table !== undefined || scope.columns.length === 0)) {
    if (table !== undefined)
      throw new SqlError('missingFrom', { table, name: '*', clause: 'field list' }, at);
    throw new SqlError('badArgument', { words: 'SELECT * with no tables specified is not valid' }, at);
  }
  return found.map(({ column }) => ({
    expr: {
      kind: 'column',
      path: [...(column.table === undefined || column.table === '?' ? [] : [column.table]), column.name],
      at,
    },
    alias: column.name,
  }));
}

function outColumn(
  env: Environment,
  { expr, alias }: SelectItem,
  compiled: Compiled | undefined,
  scope: Scope,
): OutColumn {
  const type =
    compiled?.literal === undefined && compiled?.type.base !== 'unknown' ? (compiled?.type ?? TEXT) : TEXT;
  const name = alias ?? nameOf(expr);
  if (expr.kind !== 'column') return { name, type };
  try {
    const found = findColumn(env, scope, expr.path, 0);
    const column = found.scope.columns[found.index];
    return {
      name,
      type,
      ...(column?.source === undefined ? {} : { source: column.source }),
      ...(column?.table === undefined ? {} : { table: column.table }),
      ...(column?.schema === undefined ? {} : { schema: column.schema }),
    };
  } catch {
    return { name, type };
  }
}

/** What PostgreSQL calls a column without an alias. */
function nameOf(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.path.at(-1) ?? '';
    case 'call':
      return expr.name === 'session_user' ? 'session_user' : expr.name;
    case 'cast':
      return expr.arg.kind === 'column' || expr.arg.kind === 'call'
        ? nameOf(expr.arg)
        : typeName(expr.type.name);
    case 'case':
      return 'case';
    case 'exists':
      return 'exists';
    case 'array':
    case 'array query':
      return 'array';
    case 'row':
      return 'row';
    case 'bool':
      return 'bool';
    case 'scalar': {
      const { body } = expr.query;
      const item = body.kind === 'select' ? body.items[0] : undefined;
      return item === undefined ? '?column?' : (item.alias ?? nameOf(item.expr));
    }
    default:
      return '?column?';
  }
}

function typeName(name: string): string {
  const short: Readonly<Record<string, string>> = {
    int: 'int4',
    integer: 'int4',
    bigint: 'int8',
    smallint: 'int2',
    boolean: 'bool',
    decimal: 'numeric',
    real: 'float4',
    char: 'bpchar',
  };
  return short[name] ?? name;
}

function grouped(
  env: Environment,
  select: Select,
  items: readonly SelectItem[],
  order: readonly OrderItem[],
  scope: Scope,
): Groups | undefined {
  const asks = [
    ...items.map(({ expr }) => expr),
    ...order.map(({ expr }) => expr),
    ...(select.having === undefined ? [] : [select.having]),
  ].some(hasAggregate);
  if (!asks && select.group.length === 0 && select.having === undefined) return undefined;
  const keys = select.group.map((expr) => {
    if (expr.kind === 'number' && /^\d+$/.test(expr.text)) {
      const item = items[Number(expr.text) - 1];
      if (item === undefined)
        throw new SqlError('positionRange', {
          where: 'GROUP BY',
          name: expr.text,
          clause: 'group statement',
        });
      return item.expr;
    }
    if (expr.kind !== 'column' || expr.path.length !== 1) return expr;
    const [name] = expr.path;
    if (scope.columns.some((column) => column.name === name)) return expr;
    return items.find(({ alias }) => alias === name)?.expr ?? expr;
  });
  return new Groups(env, scope, keys);
}

function hasAggregate(expr: Expr): boolean {
  if (expr.kind === 'call' && expr.over === undefined && aggregateNamed(expr.name) !== undefined) return true;
  return Object.values(expr).some((part) => partHas(part));
}

function partHas(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(partHas);
  return isExpr(part) && hasAggregate(part);
}

function isExpr(value: unknown): value is Expr {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('kind' in value ? value.kind !== 'query' : 'expr' in value || 'partition' in value)
  );
}

/** MySQL lets HAVING use names of the answer's columns. */
function aliased(env: Environment, expr: Expr, items: readonly SelectItem[]): Expr {
  if (!env.mysql) return expr;
  if (expr.kind === 'column' && expr.path.length === 1)
    return items.find(({ alias }) => alias === expr.path[0])?.expr ?? expr;
  if (expr.kind === 'binary')
    return { ...expr, left: aliased(env, expr.left, items), right: aliased(env, expr.right, items) };
  if (expr.kind === 'unary') return { ...expr, arg: aliased(env, expr.arg, items) };
  return expr;
}

function sortKey(
  env: Environment,
  item: OrderItem,
  items: readonly SelectItem[],
  outputs: readonly Compiled[],
  scope: Scope,
): SortKey {
  const of = (value: Compiled): SortKey => ({
    value,
    descending: item.descending,
    nullsFirst: item.nullsFirst,
  });
  const { expr } = item;
  if (expr.kind === 'number' && /^\d+$/.test(expr.text)) {
    const value = outputs[Number(expr.text) - 1];
    if (value === undefined)
      throw new SqlError('positionRange', { where: 'ORDER BY', name: expr.text, clause: 'order clause' });
    return of(value);
  }
  if (expr.kind === 'column' && expr.path.length === 1) {
    const [name = ''] = expr.path;
    const index = items.findIndex((each) => (each.alias ?? nameOf(each.expr)) === name);
    const value = outputs[index];
    if (value !== undefined) return of(value);
  }
  return of(compile(env, aliased(env, expr, items), { ...scope, clause: 'order clause' }));
}

/** Functions in the SELECT list that give many rows, such as unnest(): each row comes once for each of theirs. */
class SetItems {
  readonly #env: Environment;
  readonly #scope: Scope;
  readonly plans: Plan[] = [];
  readonly cells: { row: Row }[] = [];

  constructor(env: Environment, scope: Scope) {
    this.#env = env;
    this.#scope = scope;
  }

  compiled(expr: Expr): Compiled {
    if (this.#env.mysql || expr.kind !== 'call' || !isSetFunction(expr.name))
      return compile(this.#env, expr, this.#scope);
    const plan = planSetFunction(this.#env, expr, this.#scope);
    const cell: { row: Row } = { row: [] };
    this.plans.push(plan);
    this.cells.push(cell);
    return { type: plan.columns[0]?.type ?? TEXT, subs: [], get: () => cell.row[0] ?? null };
  }
}

interface Running {
  readonly from: Plan;
  readonly scope: Scope;
  readonly where: Compiled | undefined;
  readonly groups: Groups | undefined;
  readonly single: boolean;
  readonly having: Compiled | undefined;
  readonly windows: WindowList;
  readonly sets: SetItems;
  readonly outputs: readonly Compiled[];
  readonly keys: readonly SortKey[];
  readonly distinct: boolean;
  readonly on: readonly Compiled[];
  readonly locks: RowLocks | undefined;
}

function* rows(env: Environment, of: Running): Batches {
  const { groups, scope, keys, distinct, on } = of;
  const filtered = filter(env, of.from.run(), of.where, (row) => (scope.cell.row = row));
  const enter = (row: Row) => {
    if (groups === undefined) scope.cell.row = row;
    else groups.cell.row = row;
  };
  const input =
    groups === undefined ? filtered : filter(env, groups.run(filtered, of.single), of.having, enter);
  const width = of.outputs.length;
  const made = outputRows(env, of, input, enter);
  const ordered =
    keys.length === 0
      ? made
      : sortRows(
          env,
          made,
          keys.map((key, index) => ({ ...key, value: at(key.value, width + index) })),
          (row) => (sortCell.row = row),
        );
  const sortCell: { row: Row } = { row: [] };
  function at({ type }: Compiled, index: number): Compiled {
    return { type, subs: [], get: () => sortCell.row[index] ?? null };
  }
  if (of.locks !== undefined) {
    yield* lockedRows(env, of.locks, ordered, width + keys.length + on.length, width);
    return;
  }
  const seen = new Set<string>();
  for (const batch of ordered) {
    const out: Row[] = [];
    for (const row of batch) {
      if (distinct) {
        const parts = on.length > 0 ? row.slice(width + keys.length) : row.slice(0, width);
        const name = parts
          .map((value) =>
            env.mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value),
          )
          .join('\0');
        if (seen.has(name)) continue;
        seen.add(name);
        env.meter.holdBytes(name.length + 32);
        if (seen.size > ROWS_MAX) throw new SqlError('tooManyRows');
      }
      out.push(row.length === width ? row : row.slice(0, width));
    }
    yield out;
    if (env.meter.tick(batch.length)) yield PAUSE;
  }
}

function* filter(
  env: Environment,
  batches: Batches,
  test: Compiled | undefined,
  enter: (row: Row) => void,
): Batches {
  if (test === undefined) {
    yield* batches;
    return;
  }
  for (const batch of batches) {
    let out: Row[] = [];
    for (const row of batch) {
      enter(row);
      if (test.subs.length > 0) yield* prepared([test]);
      if (test.get() === true) out.push(row);
      if (!env.meter.tick()) continue;
      yield out;
      out = [];
      yield PAUSE;
    }
    yield out;
  }
}

/** The answer's columns, and behind them what it is sorted and told apart by. */
function* outputRows(env: Environment, of: Running, input: Batches, enter: (row: Row) => void): Batches {
  const { windows, outputs, keys, on, sets } = of;
  const all = [...outputs, ...keys.map(({ value }) => value), ...on, ...lockColumns(of)];
  const hasSubs = all.some(({ subs }) => subs.length > 0);
  const make = function* (row: Row): Generator<readonly Row[], Row[]> {
    enter(row);
    if (hasSubs) yield* prepared(all);
    if (sets.plans.length === 0) return [all.map((each) => each.get())];
    return yield* multiplied(env, sets, all);
  };
  if (windows.empty) {
    for (const batch of input) {
      let out: Row[] = [];
      for (const row of batch) {
        for (const each of yield* make(row)) out.push(each);
        if (!env.meter.tick(all.length)) continue;
        yield out;
        out = [];
        yield PAUSE;
      }
      yield out;
    }
    return;
  }
  const rowsIn: Row[] = [];
  for (const batch of input) {
    for (const row of batch) {
      rowsIn.push(row);
      env.meter.hold(row);
    }
    if (rowsIn.length > ROWS_MAX) throw new SqlError('tooManyRows');
    yield PAUSE;
  }
  const values = yield* windows.values(rowsIn, enter);
  for (const [index, row] of rowsIn.entries()) {
    windows.cell.row = values[index] ?? [];
    yield yield* make(row);
    if (env.meter.tick()) yield PAUSE;
  }
}

function* multiplied(
  env: Environment,
  sets: SetItems,
  all: readonly Compiled[],
): Generator<readonly Row[], Row[]> {
  const lists: Row[][] = [];
  for (const plan of sets.plans) {
    const list: Row[] = [];
    for (const batch of plan.run()) {
      for (const row of batch) {
        list.push(row);
        env.meter.hold(row);
      }
      if (list.length > ROWS_MAX) throw new SqlError('tooManyRows');
      yield PAUSE;
    }
    lists.push(list);
  }
  const out: Row[] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    for (const [index, cell] of sets.cells.entries()) cell.row = lists[index]?.[at] ?? [null];
    const row = all.map((each) => each.get());
    out.push(row);
    env.meter.hold(row);
    if (env.meter.tick(all.length)) yield PAUSE;
  }
  return out;
}
