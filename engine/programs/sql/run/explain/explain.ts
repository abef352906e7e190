import { SqlError } from '../../errors.ts';
import { plainSelect } from '../../syntax/plain-select.ts';
import type { Statement } from '../../syntax/statement-tree.ts';
import type { From } from '../../syntax/tree.ts';
import { TEXT } from '../../values/types.ts';
import type { Row } from '../../values/value.ts';
import { planChange } from '../changes.ts';
import type { Environment } from '../environment.ts';
import { planFrom } from '../from.ts';
import { conjuncts } from './conditions.ts';
import { type PlanNode, planLines, times } from './node.ts';
import { contextOf, countRows, explainFrom, explainQuery } from './plan.ts';

type Explain = Extract<Statement, { kind: 'explain' }>;
type Planning<T> = Generator<readonly Row[], T>;

export const EXPLAINED = [{ name: 'QUERY PLAN', type: TEXT }];

/** EXPLAIN of PostgreSQL: a plan such as its planner makes, over the rows that there are; ANALYZE counts what comes out. */
export function* explain(env: Environment, { statement, analyze, options }: Explain): Planning<Row[]> {
  if (statement.kind === 'explain') throw new SqlError('syntax', { near: 'EXPLAIN', rest: '', line: 1 });
  const node = yield* planOf(env, statement);
  const actual = new Map<PlanNode, number>();
  if (analyze) yield* count(env, node, actual);
  if (analyze && (statement.kind === 'insert' || statement.kind === 'update' || statement.kind === 'delete'))
    for (const batch of planChange(env, statement).run()) yield batch.slice(0, 0);
  const shown = {
    analyze,
    actual,
    costs: options.costs !== false,
    timing: options.timing !== false,
    buffers: analyze && options.buffers === true,
  };
  const lines = planLines(node, shown);
  const end = analyze && options.summary !== false ? times(node) : [];
  return [...lines, ...end].map((line): Row => [line]);
}

/** Rows that really come out of each node. */
function* count(env: Environment, node: PlanNode, actual: Map<PlanNode, number>): Planning<void> {
  for (const child of node.children) yield* count(env, child, actual);
  const below = node.children.at(-1);
  const rows =
    node.counted === undefined
      ? below === undefined || node.title === 'Aggregate'
        ? node.rows
        : (actual.get(below) ?? node.rows)
      : yield* countRows(env, node.counted);
  actual.set(node, node.title === 'Materialize' ? rows * (node.loops ?? 1) : rows);
}

function* planOf(env: Environment, statement: Statement): Planning<PlanNode> {
  if (statement.kind === 'query') return yield* explainQuery(env, statement);
  if (statement.kind !== 'insert' && statement.kind !== 'update' && statement.kind !== 'delete')
    throw new SqlError('unsupported', { what: `EXPLAIN ${statement.kind.toUpperCase()}` });
  planChange(env, statement);
  const name = statement.table.path.at(-1) ?? '';
  const title = `${statement.kind === 'insert' ? 'Insert' : statement.kind === 'update' ? 'Update' : 'Delete'} on ${name}`;
  if (statement.kind === 'insert') {
    const source =
      statement.source === undefined
        ? { title: 'Result', details: [], children: [], start: 0, total: 0.01, rows: 1, width: 4 }
        : yield* explainQuery(env, statement.source);
    return change(title, source);
  }
  const own: From = {
    kind: 'table',
    ...statement.table,
    columns: [],
    ...(statement.alias === undefined ? {} : { alias: statement.alias }),
  };
  const from: From =
    statement.from === undefined
      ? own
      : { kind: 'join', join: 'cross', left: own, right: statement.from, using: [], natural: false };
  const { columns } = planFrom(env, from, undefined);
  const context = contextOf(env, columns);
  const query = {
    kind: 'query',
    with: [],
    recursive: false,
    order: [],
    body: { kind: 'values', rows: [] },
  } as const;
  return change(title, yield* explainFrom(context, from, conjuncts(statement.where), query));
}

/** A change answers nothing. */
function change(title: string, source: PlanNode): PlanNode {
  const { start, total } = source;
  return { title, details: [], children: [source], start, total, rows: 0, width: 0, counted: NOTHING };
}

const NOTHING = plainSelect({
  items: [{ expr: { kind: 'number', text: '1' } }],
  where: { kind: 'bool', value: false },
});
