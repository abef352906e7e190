import { SqlError } from '../errors.ts';
import type { Expr } from '../syntax/tree.ts';
import { BOOL, categoryOf, INT4, type SqlType, TEXT, UNKNOWN } from '../values/types.ts';
import { aggregateNamed } from './aggregates.ts';
import { signed } from './arithmetic.ts';
import { callFunction } from './calls.ts';
import { castTo } from './cast.ts';
import { chosen, coalesced, nullIf } from './choices.ts';
import { condition, connected, distinctFrom, isWhat, negated } from './conditions.ts';
import type { Environment } from './environment.ts';
import { inList } from './in-list.ts';
import { arrayOf, element, rowOf, slice } from './lists.ts';
import { constant, numberLiteral, parameter, variable } from './literals.ts';
import { binary } from './operators.ts';
import { like, matching } from './patterns.ts';
import { type Compiled, findColumn, type Scope } from './scope.ts';
import { arrayQuery, exists, inQuery, quantified, scalar } from './subqueries.ts';
import { typeNamed } from './type-named.ts';

/** An expression, ready to be worked out for the rows in the scope's cells. @throws SqlError */
export function compile(env: Environment, expr: Expr, scope: Scope): Compiled {
  env.meter.charge(0.25);
  const replaced = scope.grouped?.replace(expr);
  if (replaced !== undefined) return replaced;
  switch (expr.kind) {
    case 'null':
      return constant(UNKNOWN, null);
    case 'bool':
      return constant(BOOL, expr.value);
    case 'number':
      return numberLiteral(expr.text, env.mysql);
    case 'string':
      if (expr.bytes === true) return constant({ base: 'bytea' }, expr.text);
      return {
        type: env.mysql ? TEXT : UNKNOWN,
        get: () => expr.text,
        subs: [],
        constant: true,
        literal: expr.text,
      };
    case 'parameter':
      return parameter(env, expr.index);
    case 'column':
      return column(env, expr, scope);
    case 'unary': {
      const arg = compile(env, expr.arg, scope);
      return expr.op === 'not' ? negated(condition(env, arg, 'NOT')) : signed(env, expr.op, arg);
    }
    case 'binary':
      return operation(env, expr, scope);
    case 'cast':
      return pointed(expr.arg, () =>
        castTo(env, compile(env, expr.arg, scope), typeNamed(env, expr.type), true),
      );
    case 'call':
      return calls(env, expr, scope);
    default:
      return more(env, expr, scope);
  }
}

function compileAll(env: Environment, list: readonly Expr[], scope: Scope): Compiled[] {
  return list.map((each) => compile(env, each, scope));
}

function more(
  env: Environment,
  expr: Exclude<Expr, { kind: 'column' | 'call' | 'cast' | 'unary' | 'binary' }>,
  scope: Scope,
): Compiled {
  switch (expr.kind) {
    case 'is':
      return isWhat(env, compile(env, expr.arg, scope), expr.what, expr.not);
    case 'distinct': {
      const [left, right] = [compile(env, expr.left, scope), compile(env, expr.right, scope)];
      return distinctFrom(env, left, right, expr);
    }
    case 'in':
      return inList(env, compile(env, expr.arg, scope), compileAll(env, expr.list, scope), expr);
    case 'like':
    case 'matches':
      return pattern(env, expr, scope);
    case 'case':
      return cases(env, expr, scope);
    case 'variable':
      return variable(env, expr.name);
    case 'exists':
      return exists(env, expr.query, scope);
    case 'scalar':
      return scalar(env, expr.query, scope);
    case 'array query':
      return arrayQuery(env, expr.query, scope);
    case 'in query':
      return inQuery(env, compile(env, expr.arg, scope), expr.query, expr.not, scope, expr.at);
    case 'quantified':
      return quantifier(env, expr, scope);
    case 'array':
      return arrayOf(env, compileAll(env, expr.items, scope));
    case 'row':
      return rowOf(compileAll(env, expr.items, scope));
    case 'element':
      return element(compile(env, expr.arg, scope), castTo(env, compile(env, expr.index, scope), INT4));
    case 'slice': {
      const bound = (each: Expr | undefined) =>
        each === undefined ? undefined : castTo(env, compile(env, each, scope), INT4);
      return slice(compile(env, expr.arg, scope), bound(expr.from), bound(expr.to));
    }
    case 'default':
      throw new SqlError('syntax', { near: 'DEFAULT', rest: 'DEFAULT', line: 1 });
    case 'star':
      throw new SqlError('syntax', { near: '*', rest: '*', line: 1 }, expr.at);
    default:
      throw new SqlError('unsupported', { what: expr.kind });
  }
}

function column(env: Environment, expr: Extract<Expr, { kind: 'column' }>, scope: Scope): Compiled {
  if (expr.path.length === 1 && !env.mysql) {
    // A table's name alone is its row.
    const [name = ''] = expr.path;
    if (!scope.columns.some((each) => each.name === name)) {
      const parts = scope.columns.flatMap((each, index) =>
        each.table === name && each.rowOf === undefined ? [{ name: each.name, index, type: each.type }] : [],
      );
      if (parts.length > 0) return wholeRow(env, parts, scope);
    }
  }
  const found = findColumn(env, scope, expr.path, expr.at);
  const { cell } = found.scope;
  const type = found.scope.columns[found.index]?.type ?? TEXT;
  return { type, subs: [], get: () => cell.row[found.index] ?? null };
}

function wholeRow(
  env: Environment,
  parts: readonly { name: string; index: number; type: SqlType }[],
  scope: Scope,
): Compiled {
  const pairs = parts.flatMap(({ name, index, type }): Compiled[] => [
    constant(TEXT, name),
    { type, subs: [], get: () => scope.cell.row[index] ?? null },
  ]);
  return callFunction(
    env,
    { kind: 'call', name: 'jsonb_build_object', args: [], star: false, distinct: false, order: [], at: 0 },
    pairs,
  );
}

/** An error about a literal points at it. */
export function pointed<T>(of: Expr, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SqlError && 'at' in of) error.at ??= of.at;
    throw error;
  }
}

function operation(env: Environment, expr: Extract<Expr, { kind: 'binary' }>, scope: Scope): Compiled {
  const { op } = expr;
  if (op === 'and' || op === 'or' || op === 'xor') {
    const side = (each: Expr) => condition(env, compile(env, each, scope), op.toUpperCase());
    return connected(op, side(expr.left), side(expr.right));
  }
  if (expr.left.kind === 'row' && expr.right.kind === 'row')
    return rows(env, expr, expr.left.items, expr.right.items, scope);
  const [left, right] = [compile(env, expr.left, scope), compile(env, expr.right, scope)];
  const literal = expr.right.kind === 'string' ? expr.right : expr.left;
  return pointed(literal, () => binary(env, op, left, right, expr.at));
}

/** (a, b) = (1, 2) */
function rows(
  env: Environment,
  { op, at }: Extract<Expr, { kind: 'binary' }>,
  left: readonly Expr[],
  right: readonly Expr[],
  scope: Scope,
): Compiled {
  const parts = left.map(
    (each, index): Expr => ({
      kind: 'binary',
      op: '=',
      left: each,
      right: right[index] ?? { kind: 'null' },
      at,
    }),
  );
  if (op === '=' || op === '<>') {
    const same = parts.reduce((a, b): Expr => ({ kind: 'binary', op: 'and', left: a, right: b, at }));
    return compile(env, op === '=' ? same : { kind: 'unary', op: 'not', arg: same, at }, scope);
  }
  const [a, b] = [rowOf(compileAll(env, left, scope)), rowOf(compileAll(env, right, scope))];
  return binary(
    env,
    op,
    { ...a, type: { base: 'record', array: true } },
    { ...b, type: { base: 'record', array: true } },
    at,
  );
}

function pattern(
  env: Environment,
  expr: Extract<Expr, { kind: 'like' | 'matches' }>,
  scope: Scope,
): Compiled {
  const text = (each: Expr) => castTo(env, compile(env, each, scope), TEXT);
  const [arg, sample] = [text(expr.arg), text(expr.pattern)];
  if (expr.kind === 'matches') return matching(env, arg, sample, expr);
  return like(env, arg, sample, expr.escape === undefined ? undefined : text(expr.escape), expr);
}

function cases(env: Environment, expr: Extract<Expr, { kind: 'case' }>, scope: Scope): Compiled {
  const { operand } = expr;
  const tests = expr.branches.map(([when]) => {
    const test: Expr =
      operand === undefined ? when : { kind: 'binary', op: '=', left: operand, right: when, at: 0 };
    return condition(env, compile(env, test, scope), 'CASE/WHEN');
  });
  const results = expr.branches.map(([, then]) => compile(env, then, scope));
  const otherwise =
    expr.otherwise === undefined ? constant(UNKNOWN, null) : compile(env, expr.otherwise, scope);
  return chosen(env, tests, results, otherwise);
}

function quantifier(env: Environment, expr: Extract<Expr, { kind: 'quantified' }>, scope: Scope): Compiled {
  const left = compile(env, expr.left, scope);
  if (expr.right.kind === 'query') {
    if (expr.op === '=' && !expr.all) return inQuery(env, left, expr.right, false, scope, expr.at);
    return quantified(env, left, expr.op, expr.all, arrayQuery(env, expr.right, scope), expr.at);
  }
  const right = compile(env, expr.right, scope);
  const list =
    right.literal === undefined && right.parameter === undefined
      ? right
      : castTo(env, right, { ...(categoryOf(left.type) === 'unknown' ? TEXT : left.type), array: true });
  return quantified(env, left, expr.op, expr.all, list, expr.at);
}

/** MySQL's names of clauses as PostgreSQL says them. */
const clauses: Readonly<Record<string, string>> = {
  'where clause': 'WHERE',
  'on clause': 'JOIN conditions',
  'group statement': 'GROUP BY',
  'having clause': 'HAVING',
};

function calls(env: Environment, expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Compiled {
  if (expr.over !== undefined) {
    if (scope.windows !== undefined) return scope.windows.add(expr);
    throw new SqlError(
      'windowHere',
      { where: clauses[scope.clause] ?? scope.clause, name: expr.name },
      expr.at,
    );
  }
  if (aggregateNamed(expr.name) !== undefined)
    throw new SqlError('aggregateHere', { where: clauses[scope.clause] ?? scope.clause }, expr.at);
  const lazy = lazyCall(env, expr, scope);
  if (lazy !== undefined) return lazy;
  // The new values of a row that is already there.
  if (env.mysql && expr.name === 'values' && expr.args[0]?.kind === 'column')
    return compile(env, { ...expr.args[0], path: ['excluded', ...expr.args[0].path] }, scope);
  return callFunction(env, expr, compileAll(env, expr.args, scope));
}

/** Functions that don't ask for all of their arguments. */
function lazyCall(
  env: Environment,
  { name, args, at }: Extract<Expr, { kind: 'call' }>,
  scope: Scope,
): Compiled | undefined {
  const [first, second, third] = args;
  if ((name === 'coalesce' || name === 'ifnull') && first !== undefined)
    return coalesced(env, compileAll(env, args, scope), at);
  if (name === 'nullif' && first !== undefined && second !== undefined) {
    const same = compile(env, { kind: 'binary', op: '=', left: first, right: second, at }, scope);
    return nullIf(compile(env, first, scope), same);
  }
  if (name === 'if' && env.mysql && first !== undefined && second !== undefined && third !== undefined)
    return compile(env, { kind: 'case', branches: [[first, second]], otherwise: third }, scope);
  return undefined;
}
