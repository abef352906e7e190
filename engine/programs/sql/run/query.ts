import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Body, CommonTable, OrderItem, Query } from '../syntax/tree.ts';
import { INT8, type SqlType, TEXT, titleOf } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { castTo, commonType, convert } from './cast.ts';
import { compile } from './compile.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { sortRows } from './query-rows.ts';
import { type Compiled, type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { planSelect } from './select.ts';
import { prepared, type SortKey } from './sort.ts';

/** What a query answers, and how. Changes within WITH are planned by `planChange`. */
export function planQuery(env: Environment, query: Query, parent?: Scope, planChange?: PlanChange): Plan {
  env.meter.plan();
  const scope =
    query.with.length === 0 ? parent : commonScope(env, query.with, query.recursive, parent, planChange);
  const limited = limits(env, query, scope);
  if (query.body.kind === 'select')
    return limited(planSelect(env, query.body, query.order, scope, query.lock));
  const plan = planBody(env, query.body, scope);
  return limited(query.order.length === 0 ? plan : ordered(env, plan, query.order));
}

export type PlanChange = (
  env: Environment,
  change: Exclude<CommonTable['statement'], Query>,
  parent: Scope | undefined,
) => Plan;

/** A scope with the tables of WITH. */
export function commonScope(
  env: Environment,
  tables: readonly CommonTable[],
  recursive: boolean,
  parent: Scope | undefined,
  planChange?: PlanChange,
): Scope {
  const found = new Map<string, Plan>();
  const scope: Scope = { ...scopeOf([], parent), tables: found };
  for (const { name, columns, statement } of tables) {
    if (statement.kind !== 'query') {
      if (planChange === undefined)
        throw new SqlError('unsupported', { what: 'a change in WITH within a query' });
      found.set(name, renamed(once(env, planChange(env, statement, scope)), columns));
    } else if (recursive && statement.body.kind === 'set' && statement.body.op === 'union') {
      found.set(name, recursion(env, name, columns, statement, statement.body, scope, found));
    } else found.set(name, renamed(once(env, env.plan(env, statement, scope)), columns));
  }
  return scope;
}

function renamed({ columns, run }: Plan, names: readonly string[]): Plan {
  return {
    columns: columns.map(
      (column, index): OutColumn => ({
        name: names[index] ?? column.name,
        type: column.type,
        notNull: column.notNull === true,
      }),
    ),
    run,
  };
}

/** Runs once, however often it is read. */
function once(env: Environment, plan: Plan): Plan {
  let rows: Row[] | undefined;
  return {
    columns: plan.columns,
    *run() {
      if (rows === undefined) {
        const collected: Row[] = [];
        for (const batch of plan.run()) {
          for (const row of batch) {
            collected.push(row);
            env.meter.hold(row);
          }
          if (collected.length > ROWS_MAX) throw new SqlError('tooManyRows');
          yield PAUSE;
        }
        rows = collected;
      }
      for (let at = 0; at < rows.length; at += 128) yield rows.slice(at, at + 128);
    },
  };
}

function recursion(
  env: Environment,
  name: string,
  names: readonly string[],
  query: Query,
  body: Extract<Body, { kind: 'set' }>,
  scope: Scope,
  tables: Map<string, Plan>,
): Plan {
  const start = renamed(planBody(env, body.left, scope), names);
  const first: Plan = { ...start, columns: start.columns.map((column) => ({ ...column, notNull: false })) };
  let working: Row[] = [];
  tables.set(name, {
    columns: first.columns,
    *run() {
      for (let at = 0; at < working.length; at += 128) yield working.slice(at, at + 128);
    },
  });
  const step = planBody(env, body.right, scope);
  if (step.columns.length !== first.columns.length) throw new SqlError('setColumns', { op: 'UNION' });
  const run = function* (): Batches {
    const seen = new Set<string>();
    let total = 0;
    for (let plan = first, round = 0; ; plan = step, round++) {
      const next: Row[] = [];
      for (const batch of plan.run()) {
        for (const row of batch) {
          const shaped =
            round === 0
              ? row
              : row.map((value, index) =>
                  convert(env, step.columns[index]?.type ?? TEXT, first.columns[index]?.type ?? TEXT, value),
                );
          const key = body.all ? '' : shaped.map(valueKey).join('\0');
          if (!body.all && seen.has(key)) continue;
          if (!body.all) seen.add(key);
          next.push(shaped);
          env.meter.hold(shaped);
          if (++total > ROWS_MAX) throw new SqlError('tooManyRows');
          if (env.meter.tick()) yield PAUSE;
        }
        yield PAUSE;
      }
      if (next.length === 0) return;
      for (let at = 0; at < next.length; at += 128) yield next.slice(at, at + 128);
      working = next;
    }
  };
  const plan = limits(env, query, scope)({ columns: first.columns, run });
  return once(env, plan);
}

function planBody(env: Environment, body: Body, parent: Scope | undefined): Plan {
  switch (body.kind) {
    case 'select':
      return planSelect(env, body, [], parent);
    case 'nested':
      return planQuery(env, body.query, parent);
    case 'values':
      return planValues(env, body.rows, parent);
    default:
      return planSet(env, body, parent);
  }
}

function planValues(
  env: Environment,
  rows: Extract<Body, { kind: 'values' }>['rows'],
  parent: Scope | undefined,
): Plan {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) throw new SqlError('valuesLengths', { row: 2 });
  const scope = scopeOf([], parent);
  const compiled = rows.map((row) => row.map((expr) => compile(env, expr, scope)));
  const types = Array.from({ length: width }, (_, index) =>
    compiled.reduce<SqlType>((type, row) => {
      const common = commonType(type, row[index]?.type ?? TEXT, env.mysql);
      if (common === undefined)
        throw new SqlError('setTypes', {
          op: 'VALUES',
          left: titleOf(type),
          right: titleOf(row[index]?.type ?? TEXT),
          what: 'VALUES',
        });
      return common;
    }, compiled[0]?.[index]?.type ?? TEXT),
  );
  const ready = compiled.map((row) => row.map((each, index) => castTo(env, each, types[index] ?? TEXT)));
  return {
    columns: types.map((type, index) => ({
      name: env.mysql ? `column_${index}` : `column${index + 1}`,
      type,
    })),
    *run() {
      for (const row of ready) {
        yield* prepared(row);
        yield [row.map((each) => each.get())];
        if (env.meter.tick(row.length)) yield PAUSE;
      }
    },
  };
}

function planSet(env: Environment, body: Extract<Body, { kind: 'set' }>, parent: Scope | undefined): Plan {
  const [left, right] = [planBody(env, body.left, parent), planBody(env, body.right, parent)];
  const op = body.op.toUpperCase();
  if (left.columns.length !== right.columns.length) throw new SqlError('setColumns', { op });
  const columns = left.columns.map((column, index): OutColumn => {
    const other = right.columns[index]?.type ?? TEXT;
    const type = commonType(column.type, other, env.mysql);
    if (type === undefined)
      throw new SqlError('setTypes', { op, left: titleOf(column.type), right: titleOf(other), what: op });
    const notNull = column.notNull === true && right.columns[index]?.notNull === true;
    return { name: column.name, type, notNull };
  });
  const shaped = (plan: Plan, row: Row): Row =>
    row.map((value, index) =>
      convert(env, plan.columns[index]?.type ?? TEXT, columns[index]?.type ?? TEXT, value),
    );
  const key = (row: Row) => row.map(valueKey).join('\0');
  const counted = function* (counts: Map<string, number>): Batches {
    for (const batch of right.run()) {
      for (const row of batch) {
        const name = key(shaped(right, row));
        env.meter.holdBytes(name.length + 32);
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (env.meter.tick()) yield PAUSE;
      }
      yield PAUSE;
    }
  };
  const run = function* (): Batches {
    const counts = new Map<string, number>();
    if (body.op !== 'union') yield* counted(counts);
    const seen = new Set<string>();
    for (const plan of body.op === 'union' ? [left, right] : [left]) {
      for (const batch of plan.run()) {
        const out: Row[] = [];
        for (const row of batch) {
          if (env.meter.tick()) yield PAUSE;
          const each = shaped(plan, row);
          if (body.op === 'union' && body.all) {
            out.push(each);
            continue;
          }
          const name = key(each);
          const count = counts.get(name) ?? 0;
          if (body.all) counts.set(name, count - 1);
          else if (seen.has(name)) continue;
          else {
            seen.add(name);
            env.meter.holdBytes(name.length + 32);
          }
          if (body.op === 'union' || (body.op === 'intersect') === count > 0) out.push(each);
          if (seen.size > ROWS_MAX) throw new SqlError('tooManyRows');
        }
        yield out;
      }
    }
  };
  return { columns, run };
}

/** Sorts by columns of the answer: their names, numbers, or expressions of them. */
function ordered(env: Environment, plan: Plan, order: readonly OrderItem[]): Plan {
  const scope = scopeOf(plan.columns);
  scope.clause = 'order clause';
  const keys = order.map((item): SortKey => {
    const position =
      item.expr.kind === 'number' && /^\d+$/.test(item.expr.text) ? Number(item.expr.text) : undefined;
    if (position !== undefined && plan.columns[position - 1] === undefined)
      throw new SqlError('positionRange', { where: 'ORDER BY', name: position, clause: 'order clause' });
    const value: Compiled =
      position === undefined
        ? compile(env, item.expr, scope)
        : {
            type: plan.columns[position - 1]?.type ?? TEXT,
            subs: [],
            get: () => scope.cell.row[position - 1] ?? null,
          };
    return { value, descending: item.descending, nullsFirst: item.nullsFirst };
  });
  return {
    columns: plan.columns,
    run: () => sortRows(env, plan.run(), keys, (row) => (scope.cell.row = row)),
  };
}

function limits(env: Environment, { limit, offset }: Query, parent: Scope | undefined): (plan: Plan) => Plan {
  if (limit === undefined && offset === undefined) return (plan) => plan;
  const scope = scopeOf([], parent);
  const [most, first] = [limit, offset].map((expr) =>
    expr === undefined ? undefined : castTo(env, compile(env, expr, scope), INT8),
  );
  return ({ columns, run }) => ({
    columns,
    *run() {
      yield* prepared([most, first].filter((each) => each !== undefined));
      const wanted = most?.get() ?? null;
      let left = wanted === null ? Number.POSITIVE_INFINITY : Number(wanted);
      let skip = Number(first?.get() ?? 0);
      if (left < 0) throw new SqlError('badArgument', { words: 'LIMIT must not be negative' });
      if (skip < 0) throw new SqlError('badArgument', { words: 'OFFSET must not be negative' });
      if (left === 0) return;
      for (const batch of run()) {
        const rest = batch.slice(Math.min(skip, batch.length));
        skip = Math.max(0, skip - batch.length);
        yield rest.slice(0, Math.min(left, rest.length));
        left -= rest.length;
        if (left <= 0) return;
      }
    },
  });
}
