import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Expr, From } from '../syntax/tree.ts';
import { categoryOf } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import { castTo, commonType } from './cast.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import { type Environment, PAUSE } from './environment.ts';
import type { Compiled, OutColumn, Plan, Scope } from './scope.ts';
import { prepared } from './sort.ts';

type Join = Extract<From, { kind: 'join' }>;
type PlanFrom = (env: Environment, from: From, parent: Scope | undefined) => Plan;

export function planJoin(env: Environment, from: Join, parent: Scope | undefined, planFrom: PlanFrom): Plan {
  const left = planFrom(env, from.left, parent);
  const lateral = from.right.kind === 'function' || (from.right.kind === 'query' && from.right.lateral);
  const leftScope: Scope = {
    columns: left.columns,
    parent,
    cell: { row: [] },
    usedFromWithin: false,
    clause: 'from clause',
  };
  const right = planFrom(env, from.right, lateral ? leftScope : parent);
  twice(left.columns, right.columns);
  const names = from.natural
    ? left.columns.flatMap(({ name, hidden }) =>
        hidden !== true && right.columns.some((column) => column.name === name && column.hidden !== true)
          ? [name]
          : [],
      )
    : from.using;
  const [leftColumns, rightColumns] = [
    from.join === 'right' || from.join === 'full' ? filledUp(left.columns) : left.columns,
    from.join === 'left' || from.join === 'full' ? filledUp(right.columns) : right.columns,
  ];
  const { columns, keep } = merged(leftColumns, rightColumns, names, from.join === 'right');
  const scope: Scope = { columns, parent, cell: { row: [] }, usedFromWithin: false, clause: 'on clause' };
  const on =
    names.length > 0
      ? usingExpr(env, left, right, names, scope.cell)
      : from.on === undefined
        ? undefined
        : condition(env, compile(env, from.on, scope), 'JOIN/ON');
  const keys =
    lateral || from.on === undefined ? undefined : equality(env, from.on, scope, left.columns.length);
  return {
    columns,
    run: () => loop(env, { kind: from.join, left, right, on, keys, scope, leftScope, lateral, keep }),
  };
}

function twice(left: readonly OutColumn[], right: readonly OutColumn[]): void {
  const names = new Set(left.map(({ table }) => table));
  const same = right.find(({ table }) => table !== undefined && table !== '?' && names.has(table));
  const other = left.find(({ table }) => table === same?.table);
  if (same?.table !== undefined && other?.schema === same.schema)
    throw new SqlError('duplicateAlias', { name: same.table });
}

/** With USING the column of one side hides the other's. */
function merged(
  left: readonly OutColumn[],
  right: readonly OutColumn[],
  names: readonly string[],
  rightWins: boolean,
) {
  const hide = (columns: readonly OutColumn[], hidden: boolean) =>
    columns.map(
      (column): OutColumn => (hidden && names.includes(column.name) ? { ...column, hidden: true } : column),
    );
  return { columns: [...hide(left, rightWins), ...hide(right, !rightWins)], keep: names };
}

/** The side that an outer join fills up has nulls. */
function filledUp(columns: readonly OutColumn[]): OutColumn[] {
  return columns.map((column) => ({ ...column, notNull: false }));
}

function usingExpr(
  env: Environment,
  left: Plan,
  right: Plan,
  names: readonly string[],
  cell: { row: Row },
): Compiled {
  const pairs = names.map((name): readonly [Compiled, Compiled] => {
    const [a, b] = [
      left.columns.findIndex((column) => column.name === name),
      right.columns.findIndex((column) => column.name === name),
    ];
    if (a < 0 || b < 0) throw new SqlError('undefinedColumn', { name, clause: 'from clause' });
    const width = left.columns.length;
    return [reader(left.columns[a], a, cell), reader(right.columns[b], b + width, cell)];
  });
  const tests = pairs.map(([a, b]) => {
    const type = commonType(a.type, b.type, env.mysql) ?? a.type;
    const [x, y] = [castTo(env, a, type), castTo(env, b, type)];
    return () => {
      const [p, q] = [x.get(), y.get()];
      return p !== null && q !== null && valueKey(p) === valueKey(q);
    };
  });
  return { type: { base: 'bool' }, subs: [], get: () => tests.every((test) => test()) };
}

function reader(column: OutColumn | undefined, index: number, cell: { row: Row }): Compiled {
  return { type: column?.type ?? { base: 'text' }, subs: [], get: () => cell.row[index] ?? null };
}

interface Keys {
  readonly left: Compiled;
  readonly right: Compiled;
}

/** `a.x = b.y` among the conditions: rows of the right side are looked up by that. */
function equality(env: Environment, on: Expr, scope: Scope, width: number): Keys | undefined {
  if (on.kind !== 'binary') return undefined;
  if (on.op === 'and') return equality(env, on.left, scope, width) ?? equality(env, on.right, scope, width);
  if (on.op !== '=' || on.left.kind !== 'column' || on.right.kind !== 'column') return undefined;
  const side = (path: readonly string[]): number => {
    const [name, table] = [...path].reverse();
    return scope.columns.findIndex(
      (column) => column.name === name && (table === undefined || column.table === table),
    );
  };
  const [a, b] = [side(on.left.path), side(on.right.path)];
  if (a < 0 || b < 0 || a < width === b < width) return undefined;
  const [l, r] = a < width ? [a, b] : [b, a];
  const [left, right] = [
    reader(scope.columns[l], l, scope.cell),
    reader(scope.columns[r], r - width, scope.cell),
  ];
  const same =
    left.type.base === right.type.base ||
    (categoryOf(left.type) === 'number' && categoryOf(right.type) === 'number');
  return same && left.type.base !== 'bpchar' ? { left, right } : undefined;
}

interface Loop {
  readonly kind: Join['join'];
  readonly left: Plan;
  readonly right: Plan;
  readonly on: Compiled | undefined;
  readonly keys: Keys | undefined;
  readonly scope: Scope;
  readonly leftScope: Scope;
  readonly lateral: boolean;
  readonly keep: readonly string[];
}

function keyText(env: Environment, value: Value): string | undefined {
  if (value === null) return undefined;
  return env.mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value);
}

function* loop(env: Environment, of: Loop) {
  const { kind, left, right, on, scope, leftScope, lateral } = of;
  let inner: Row[] = [];
  const load = function* () {
    inner = [];
    for (const batch of right.run()) {
      for (const row of batch) {
        inner.push(row);
        env.meter.hold(row);
      }
      if (inner.length > ROWS_MAX) throw new SqlError('tooManyRows');
      yield PAUSE;
    }
  };
  if (!lateral) yield* load();
  const lookup = lateral ? undefined : yield* hashed(env, of, inner);
  const matched = new Set<Row>();
  const nothing = right.columns.map(() => null);
  for (const batch of left.run()) {
    let out: Row[] = [];
    for (const row of batch) {
      leftScope.cell.row = row;
      if (lateral) yield* load();
      let any = false;
      for (const other of candidates(env, of, row, inner, lookup)) {
        const both = [...row, ...other];
        scope.cell.row = both;
        if (on !== undefined) yield* prepared([on]);
        if (on === undefined || on.get() === true) {
          any = true;
          if (kind === 'right' || kind === 'full') matched.add(other);
          out.push(both);
        }
        if (env.meter.tick()) {
          yield out;
          yield PAUSE;
          out = [];
        }
      }
      if (!any && (kind === 'left' || kind === 'full')) out.push([...row, ...nothing]);
      if (env.meter.tick()) yield PAUSE;
    }
    yield out;
  }
  if (kind !== 'right' && kind !== 'full') return;
  const blank = left.columns.map(() => null);
  for (let at = 0; at < inner.length; at += 128) {
    yield inner.slice(at, at + 128).flatMap((row) => (matched.has(row) ? [] : [[...blank, ...row]]));
    if (env.meter.tick(128)) yield PAUSE;
  }
}

function* hashed(
  env: Environment,
  { keys, scope }: Loop,
  inner: readonly Row[],
): Generator<readonly Row[], Map<string, Row[]> | undefined> {
  if (keys === undefined) return undefined;
  const places = new Map<string, Row[]>();
  for (const row of inner) {
    scope.cell.row = row;
    const key = keyText(env, keys.right.get());
    if (env.meter.tick()) yield PAUSE;
    if (key === undefined) continue;
    env.meter.holdBytes(key.length + 48);
    const list = places.get(key);
    if (list === undefined) places.set(key, [row]);
    else list.push(row);
  }
  return places;
}

function candidates(
  env: Environment,
  { keys, scope }: Loop,
  row: Row,
  inner: readonly Row[],
  lookup: Map<string, Row[]> | undefined,
): readonly Row[] {
  if (keys === undefined || lookup === undefined) return inner;
  scope.cell.row = row;
  const key = keyText(env, keys.left.get());
  return key === undefined ? [] : (lookup.get(key) ?? []);
}
