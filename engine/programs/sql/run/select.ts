import { SqlError } from '../errors.ts';
import { COLUMNS_MAX } from '../limits.ts';
import type { Expr, Locking, OrderItem, Select, SelectItem } from '../syntax/tree.ts';
import { TEXT } from '../values/types.ts';
import { aggregateNamed } from './aggregates.ts';
import { castTo } from './cast.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import type { Environment } from './environment.ts';
import { planFrom } from './from.ts';
import { Groups } from './grouping.ts';
import { nameOf, outColumn } from './output-names.ts';
import { rowLocks } from './row-locks.ts';
import { type Compiled, type Plan, type Scope, scopeOf } from './scope.ts';
import { rows, SetItems } from './select-rows.ts';
import type { SortKey } from './sort.ts';
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
  const windows = new WindowList(env, { ...output }, select.windows ?? []);
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
        single: select.group.length === 0 && (select.groupingSets?.length ?? 1) === 1,
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
  return new Groups(env, scope, keys, select.groupingSets);
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
