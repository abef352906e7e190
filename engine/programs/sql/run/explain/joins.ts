import type { Expr, From } from '../../syntax/tree.ts';
import type { Row } from '../../values/value.ts';
import { conjuncts, tablesOf } from './conditions.ts';
import type { Context } from './context.ts';
import type { PlanNode } from './node.ts';
import { rowsOf } from './scans.ts';

type Join = Extract<From, { kind: 'join' }>;
type Planning<T> = Generator<readonly Row[], T>;
type ExplainFrom = (from: From, conditions: readonly Expr[]) => Planning<PlanNode>;

/** Aliases of the tables that a part of FROM has. */
function aliasesOf(from: From): string[] {
  if (from.kind === 'join') return [...aliasesOf(from.left), ...aliasesOf(from.right)];
  if (from.kind === 'table') return [from.alias ?? from.path.at(-1) ?? ''];
  return [from.alias ?? (from.kind === 'function' ? from.call.name : '?')];
}

/** A join by a hash of the smaller side where columns have to be equal, and row by row where they don't. */
export function* joined(
  { columns, text }: Context,
  from: Join,
  conditions: readonly Expr[],
  explain: ExplainFrom,
): Planning<PlanNode> {
  const [leftNames, rightNames] = [new Set(aliasesOf(from.left)), new Set(aliasesOf(from.right))];
  const within = (expr: Expr, names: ReadonlySet<string>) => {
    const used = tablesOf(expr, columns);
    return used.size > 0 && [...used].every((each) => names.has(each));
  };
  const outer = from.join === 'left' || from.join === 'right' || from.join === 'full';
  const on = [...conjuncts(from.on), ...usingOf(from)];
  // A condition behind an outer join is asked where all rows are there; one of its own only of the side that is filled up.
  const leftOwn = [
    ...conditions.filter((each) => from.join !== 'right' && from.join !== 'full' && within(each, leftNames)),
    ...(outer
      ? from.join === 'right'
        ? on.filter((each) => within(each, leftNames))
        : []
      : on.filter((each) => within(each, leftNames))),
  ];
  const rightOwn = [
    ...conditions.filter((each) => from.join !== 'left' && from.join !== 'full' && within(each, rightNames)),
    ...(outer
      ? from.join === 'left'
        ? on.filter((each) => within(each, rightNames))
        : []
      : on.filter((each) => within(each, rightNames))),
  ];
  const taken = new Set([...leftOwn, ...rightOwn]);
  const both = [...on, ...(outer ? [] : conditions)].filter((each) => !taken.has(each));
  const later = outer ? conditions.filter((each) => !taken.has(each)) : [];
  const left = yield* explain(from.left, leftOwn);
  const right = yield* explain(from.right, rightOwn);
  const keys = both.filter((each) =>
    isEquality(
      each,
      (side) => within(side, leftNames),
      (side) => within(side, rightNames),
    ),
  );
  const rest = both.filter((each) => !keys.includes(each));
  return made(from, { left, right, keys, rest, later, text, counted: rowsOf(from, conditions) });
}

/** USING, and the columns that both sides have of NATURAL, as conditions. */
function usingOf(from: Join): Expr[] {
  const side = (part: From, name: string): Expr => ({
    kind: 'column',
    path: [aliasesOf(part)[0] ?? '', name],
    at: 0,
  });
  return from.using.map(
    (name): Expr => ({
      kind: 'binary',
      op: '=',
      left: side(from.left, name),
      right: side(from.right, name),
      at: 0,
    }),
  );
}

function isEquality(expr: Expr, left: (side: Expr) => boolean, right: (side: Expr) => boolean): boolean {
  if (expr.kind !== 'binary' || expr.op !== '=') return false;
  return (left(expr.left) && right(expr.right)) || (right(expr.left) && left(expr.right));
}

const words = { inner: '', cross: '', left: ' Left', right: ' Right', full: ' Full' } as const;

function made(
  from: Join,
  of: {
    readonly left: PlanNode;
    readonly right: PlanNode;
    readonly keys: readonly Expr[];
    readonly rest: readonly Expr[];
    readonly later: readonly Expr[];
    readonly text: (expr: Expr) => string;
    readonly counted: PlanNode['counted'] & object;
  },
): PlanNode {
  const all = (list: readonly Expr[]) => list.map(of.text).join(' AND ');
  const filters = [
    ...(of.rest.length === 0 ? [] : [`Join Filter: ${all(of.rest)}`]),
    ...(of.later.length === 0 ? [] : [`Filter: ${all(of.later)}`]),
  ];
  const swapped = (from.join === 'inner' || from.join === 'cross') && of.left.rows < of.right.rows;
  const [outer, inner] = swapped ? [of.right, of.left] : [of.left, of.right];
  const width = outer.width + inner.width;
  if (of.keys.length > 0) {
    const start = inner.total + outer.start + inner.rows * 0.0125;
    const hash: PlanNode = {
      title: 'Hash',
      details: [],
      children: [inner],
      start: inner.total,
      total: inner.total,
      rows: inner.rows,
      width: inner.width,
      ...(inner.counted === undefined ? {} : { counted: inner.counted }),
      measured: `Buckets: ${Math.max(1024, 2 ** Math.ceil(Math.log2(Math.max(1, inner.rows))))}  Batches: 1  Memory Usage: ${8 + Math.ceil((inner.rows * (inner.width + 24)) / 1024)}kB`,
    };
    const rows = Math.max(outer.rows, from.join === 'full' ? inner.rows : 1);
    return {
      title: `Hash${words[from.join]} Join`,
      details: [
        `Hash Cond: ${of.keys.map((key) => keyText(key, outer === of.left, of, from)).join(' AND ')}`,
        ...filters,
      ],
      children: [outer, hash],
      start,
      total: start + outer.total + outer.rows * 0.0025 + rows * 0.0008,
      rows,
      width,
      counted: of.counted,
    };
  }
  const rows = Math.max(1, outer.rows * inner.rows);
  const simple = { details: [], start: 0, rows: inner.rows, width: inner.width, loops: outer.rows };
  const again: PlanNode = {
    ...simple,
    title: 'Materialize',
    children: [inner],
    total: inner.total + inner.rows * 0.005,
  };
  return {
    title: `Nested Loop${words[from.join]}${words[from.join] === '' ? '' : ' Join'}`,
    details: filters,
    children: [outer, inner.rows > 1 ? again : inner],
    start: outer.start + inner.start,
    total: outer.total + inner.total + rows * 0.0125,
    rows: of.rest.length === 0 ? rows : Math.max(1, Math.round(rows / 3)),
    width,
    counted: of.counted,
  };
}

/** The side that is read stands first. */
function keyText(
  key: Expr,
  leftFirst: boolean,
  { text }: { readonly text: (expr: Expr) => string },
  from: Join,
): string {
  if (key.kind !== 'binary' || key.left.kind !== 'column') return text(key);
  const names = aliasesOf(leftFirst ? from.left : from.right);
  const table = key.left.path.at(-2);
  const already = table === undefined || names.includes(table);
  return text(already ? key : { ...key, left: key.right, right: key.left });
}
