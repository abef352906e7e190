import { ExpressionWriter } from '../../catalog/expressions.ts';
import { SqlError } from '../../errors.ts';
import type { Expr, From, Query, Select } from '../../syntax/tree.ts';
import type { Row } from '../../values/value.ts';
import { aggregateNamed } from '../aggregates.ts';
import { type Environment, PAUSE } from '../environment.ts';
import { planFrom } from '../from.ts';
import { findRelation } from '../names.ts';
import { nameOf } from '../output-names.ts';
import { commonScope } from '../query.ts';
import type { OutColumn, Scope } from '../scope.ts';
import { conjuncts } from './conditions.ts';
import type { Context } from './context.ts';
import { joined } from './joins.ts';
import type { PlanNode } from './node.ts';
import { rowsOf, scan } from './scans.ts';

type Planning<T> = Generator<readonly Row[], T>;

/** Expressions as a plan over some tables shows them. */
export function contextOf(env: Environment, columns: readonly OutColumn[]): Context {
  const tables = new Set(columns.map(({ table }) => table));
  const texts = (qualified: boolean) => {
    const writer = new ExpressionWriter(env, columns, { folded: true, qualified });
    const text = (expr: Expr): string => writer.text(expr) ?? subqueryText(expr, text);
    return text;
  };
  return { env, columns, text: texts(tables.size > 1), plainText: texts(false) };
}

/** Subqueries are said by the number of their plan. */
function subqueryText(expr: Expr, text: (expr: Expr) => string): string {
  if (expr.kind === 'in query') return expr.not ? '(NOT (hashed SubPlan 1))' : '(hashed SubPlan 1)';
  if (expr.kind === 'exists') return '(SubPlan 1)';
  if (expr.kind === 'unary' && expr.op === 'not') return `(NOT ${text(expr.arg)})`;
  if (expr.kind === 'scalar') return '$0';
  if (expr.kind === 'binary') {
    const op = expr.op === 'and' || expr.op === 'or' ? expr.op.toUpperCase() : expr.op;
    return `(${text(expr.left)} ${op} ${text(expr.right)})`;
  }
  return nameOf(expr);
}

/** How many rows a query answers. */
export function* countRows(env: Environment, query: Query, parent?: Scope): Planning<number> {
  let count = 0;
  for (const batch of env.plan(env, query, parent).run()) {
    count += batch.length;
    yield PAUSE;
  }
  return count;
}

/** A plan for a query, with the rows that its tables have. */
export function* explainQuery(env: Environment, query: Query): Planning<PlanNode> {
  const { body } = query;
  if (body.kind === 'select') {
    const node = yield* explainSelect(env, query, body);
    return yield* withCommon(env, query, node);
  }
  if (body.kind === 'nested') return limited(query, yield* explainQuery(env, body.query));
  if (body.kind === 'values') {
    const rows = body.rows.length;
    const width = (body.rows[0]?.length ?? 0) * 4;
    const values = { details: [], children: [], start: 0, total: rows * 0.0125, rows, width };
    return limited(query, { ...values, title: rows === 1 ? 'Result' : 'Values Scan on "*VALUES*"' });
  }
  const plain = (part: typeof body.left): Query => ({
    kind: 'query',
    with: [],
    recursive: false,
    order: [],
    body: part,
  });
  const sides = [yield* explainQuery(env, plain(body.left)), yield* explainQuery(env, plain(body.right))];
  const rows = sides.reduce((sum, side) => sum + side.rows, 0);
  const [first] = sides;
  const base = {
    rows,
    width: first?.width ?? 4,
    start: 0,
    total: sides.reduce((sum, side) => sum + side.total, 0) + rows * 0.005,
  };
  const append: PlanNode = { ...base, title: 'Append', details: [], children: sides };
  if (body.op === 'union' && body.all) return limited(query, yield* ordered(env, query, append, []));
  const names = env.plan(env, query).columns.map(({ name }) => name);
  const title =
    body.op === 'union'
      ? 'HashAggregate'
      : `HashSetOp ${body.op === 'except' ? 'Except' : 'Intersect'}${body.all ? ' All' : ''}`;
  const details = body.op === 'union' ? [`Group Key: ${names.join(', ')}`] : [];
  const set: PlanNode = {
    ...base,
    title,
    details,
    children: [append],
    total: base.total + rows * 0.01,
    counted: { ...query, order: [] },
  };
  return limited(query, yield* ordered(env, query, set, []));
}

/** Common tables stand above what reads them. */
function* withCommon(env: Environment, query: Query, node: PlanNode): Planning<PlanNode> {
  const tables: PlanNode[] = [];
  for (const { name, statement } of query.with) {
    if (statement.kind !== 'query' || query.recursive) continue;
    tables.push({ ...(yield* explainQuery(env, statement)), heading: `CTE ${name}` });
  }
  if (tables.length === 0) return node;
  const cost = tables.reduce((sum, { total }) => sum + total, 0);
  return {
    ...node,
    start: node.start + cost,
    total: node.total + cost,
    children: [...tables, ...node.children],
  };
}

function* explainSelect(env: Environment, query: Query, select: Select): Planning<PlanNode> {
  // What is wrong with the query is said first.
  env.plan(env, query);
  const columns = select.from === undefined ? [] : planFrom(env, select.from, withTables(env, query)).columns;
  const context = contextOf(env, columns);
  let node: PlanNode;
  if (select.from === undefined) {
    node = {
      title: 'Result',
      details: [],
      children: [],
      start: 0,
      total: 0.01,
      rows: 1,
      width: select.items.length * 4,
    };
  } else node = yield* explainFrom(context, select.from, conjuncts(select.where), query);
  node = yield* grouped(context, query, select, node);
  node = windows(context, select, node);
  if (select.distinct) {
    const key = select.items.map(({ expr }) => context.text(expr)).join(', ');
    const rows = Math.max(1, yield* countRows(env, whole(query)));
    node = {
      title: 'HashAggregate',
      rows,
      width: 4 * select.items.length,
      details: [`Group Key: ${key}`],
      children: [node],
      start: node.total + node.rows * 0.0025,
      total: node.total + node.rows * 0.0025 + rows * 0.01,
      counted: whole(query),
    };
  }
  return limited(query, yield* ordered(env, query, node, select.items, context));
}

function withTables(env: Environment, query: Query): Scope | undefined {
  return query.with.length === 0 ? undefined : commonScope(env, query.with, query.recursive, undefined);
}

/** Where the rows come from, with the conditions that can be asked there. */
export function* explainFrom(
  context: Context,
  from: From,
  conditions: readonly Expr[],
  query: Query,
): Planning<PlanNode> {
  const { env } = context;
  if (from.kind === 'join')
    return yield* joined(context, from, conditions, (each, own) => explainFrom(context, each, own, query));
  const filter = conditions.length === 0 ? [] : [`Filter: ${conditions.map(context.text).join(' AND ')}`];
  if (from.kind === 'function') {
    const alias = from.alias === undefined || from.alias === from.call.name ? '' : ` ${from.alias}`;
    const rows = yield* countRows(env, rowsOf(from, conditions));
    return {
      title: `Function Scan on ${from.call.name}${alias}`,
      details: filter,
      children: [],
      start: 0,
      total: rows * 0.01,
      rows,
      width: 4,
    };
  }
  if (from.kind === 'query') {
    const inner = yield* explainQuery(env, from.query);
    return {
      ...inner,
      title: `Subquery Scan on ${from.alias ?? 'unnamed_subquery'}`,
      details: filter,
      children: [inner],
      total: inner.total + inner.rows * 0.0025,
    };
  }
  const def = findRelation(env, from);
  const name = from.path.at(-1) ?? '';
  if (def?.kind !== 'table' || query.with.some((each) => each.name === name)) {
    const isCommon = query.with.some((each) => each.name === name);
    const rows = isCommon ? 1 : yield* countRows(env, rowsOf(from, conditions));
    const alias = from.alias === undefined || from.alias === name ? '' : ` ${from.alias}`;
    const title = isCommon ? `CTE Scan on ${name}${alias}` : `Subquery Scan on ${name}${alias}`;
    return { title, details: filter, children: [], start: 0, total: rows * 0.02, rows, width: 32 };
  }
  const all = env.transaction.scan(def).length;
  const plainConditions = conditions.filter((each) => !hasQuery(each));
  const matching = conditions.length === 0 ? all : yield* countRows(env, rowsOf(from, plainConditions));
  const found = scan(env, {
    def,
    from,
    columns: context.columns,
    conditions,
    all,
    matching,
    text: context.plainText,
  });
  return yield* withSubplans(env, found, conditions);
}

/** Plans of the subqueries that conditions ask; those that hang on the row have none here. */
function* withSubplans(env: Environment, node: PlanNode, conditions: readonly Expr[]): Planning<PlanNode> {
  const children: PlanNode[] = [];
  for (const each of conditions) {
    const query = subqueryOf(each);
    if (query === undefined || each.kind === 'exists') continue;
    try {
      const heading = each.kind === 'in query' ? 'SubPlan 1' : 'InitPlan 1 (returns $0)';
      children.push({ ...(yield* explainQuery(env, query)), heading });
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
    }
  }
  return children.length === 0 ? node : { ...node, children: [...node.children, ...children] };
}

function subqueryOf(expr: Expr): Query | undefined {
  if (expr.kind === 'in query' || expr.kind === 'scalar') return expr.query;
  if (expr.kind === 'unary') return subqueryOf(expr.arg);
  return expr.kind === 'binary' ? (subqueryOf(expr.left) ?? subqueryOf(expr.right)) : undefined;
}

function hasQuery(expr: Expr): boolean {
  return JSON.stringify(expr).includes('"kind":"query"');
}

function hasAggregate(expr: Expr): boolean {
  let found = false;
  JSON.stringify(expr, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
    if (value.kind === 'query') return undefined;
    if (value.kind === 'call' && 'name' in value)
      found ||= aggregateNamed(String(value.name)) !== undefined && !('over' in value);
    return value;
  });
  return found;
}

function* grouped({ env, text }: Context, query: Query, select: Select, node: PlanNode): Planning<PlanNode> {
  const calls = [
    ...select.items.map(({ expr }) => expr),
    ...(select.having === undefined ? [] : [select.having]),
  ];
  if (select.group.length === 0 && !calls.some(hasAggregate)) return node;
  const keys = select.group.map((expr) => {
    const item = expr.kind === 'number' ? select.items[Number(expr.text) - 1]?.expr : undefined;
    const alias =
      expr.kind === 'column' ? select.items.find((each) => each.alias === expr.path.at(-1))?.expr : undefined;
    return text(item ?? alias ?? expr);
  });
  const aggregates = calls.filter(hasAggregate).length;
  const work = node.total + node.rows * 0.0025 * (keys.length + aggregates);
  const filter = select.having === undefined ? [] : [`Filter: ${text(select.having)}`];
  if (keys.length === 0)
    return {
      title: 'Aggregate',
      details: filter,
      children: [node],
      start: work,
      total: work + 0.01,
      rows: 1,
      width: 8 * aggregates,
    };
  const rows = Math.max(1, yield* countRows(env, whole(query)));
  return {
    title: 'HashAggregate',
    details: [`Group Key: ${keys.join(', ')}`, ...filter],
    children: [node],
    start: work,
    total: work + rows * 0.01,
    rows,
    width: 4 * keys.length + 8 * aggregates,
    counted: whole(query),
    measured: 'Batches: 1  Memory Usage: 24kB',
  };
}

/** All rows of a query, in whatever order. */
function whole({ limit: _limit, offset: _offset, ...query }: Query): Query {
  return { ...query, order: [] };
}

function windows({ text }: Context, select: Select, node: PlanNode): PlanNode {
  const over = select.items.flatMap(({ expr }) =>
    expr.kind === 'call' && expr.over !== undefined ? [expr.over] : [],
  );
  const [first] = over;
  if (first === undefined) return node;
  const base = select.windows?.find(({ name }) => name === first.base?.name)?.window ?? first;
  const keys = [
    ...base.partition.map(text),
    ...base.order.map((item) => `${text(item.expr)}${item.descending ? ' DESC' : ''}`),
  ];
  const below = keys.length === 0 ? node : sort(node, keys);
  return {
    ...below,
    title: 'WindowAgg',
    details: [],
    children: [below],
    total: below.total + below.rows * 0.015,
    width: below.width + 8 * over.length,
  };
}

function sort(node: PlanNode, keys: readonly string[]): PlanNode {
  const start = node.total + 0.005 * node.rows * Math.log2(Math.max(2, node.rows));
  const kilobytes = Math.max(25, Math.ceil((node.rows * (node.width + 32)) / 1024));
  const { scanned: _scanned, loops: _loops, ...rest } = node;
  return {
    ...rest,
    title: 'Sort',
    details: [`Sort Key: ${keys.join(', ')}`],
    children: [node],
    start,
    total: start + node.rows * 0.0025,
    measured: `Sort Method: quicksort  Memory: ${kilobytes}kB`,
  };
}

function* ordered(
  _env: Environment,
  query: Query,
  node: PlanNode,
  items: Select['items'],
  context?: Context,
): Planning<PlanNode> {
  if (query.order.length === 0) return node;
  const keys = query.order.map(({ expr, descending, nullsFirst }) => {
    const place = expr.kind === 'number' ? items[Number(expr.text) - 1]?.expr : undefined;
    const alias =
      expr.kind === 'column' && expr.path.length === 1
        ? items.find((item) => item.alias === expr.path[0])?.expr
        : undefined;
    const of = place ?? alias ?? expr;
    const shown = context?.text(of) ?? nameOf(of);
    const bracketed = of.kind === 'column' || shown.startsWith('(') ? shown : `(${shown})`;
    const nulls =
      nullsFirst === undefined || nullsFirst === descending
        ? ''
        : nullsFirst
          ? ' NULLS FIRST'
          : ' NULLS LAST';
    return `${bracketed}${descending ? ' DESC' : ''}${nulls}`;
  });
  return sort(node, keys);
}

function limited(query: Query, node: PlanNode): PlanNode {
  const { limit, offset } = query;
  if (limit?.kind !== 'number' && offset?.kind !== 'number') return node;
  const skipped = offset?.kind === 'number' ? Number(offset.text) : 0;
  const wanted = limit?.kind === 'number' ? Number(limit.text) : node.rows;
  const rows = Math.max(0, Math.min(wanted, node.rows - skipped));
  const share = Math.min(1, (rows + skipped) / Math.max(1, node.rows));
  return {
    title: 'Limit',
    details: [],
    children: [node],
    start: node.start,
    total: node.start + (node.total - node.start) * share,
    rows,
    width: node.width,
    counted: query,
  };
}
