import { SqlError } from '../errors.ts';
import type { Expr } from '../syntax/tree.ts';
import {
  BOOL,
  categoryOf,
  FLOAT8,
  INT4,
  INT8,
  mysqlType,
  NUMERIC,
  postgresType,
  type SqlType,
  TEXT,
  titleOf,
  UNKNOWN,
} from '../values/types.ts';
import { Decimal, Interval, numberOf, type Value } from '../values/value.ts';
import { aggregateNamed } from './aggregates.ts';
import { callFunction, commonOf } from './calls.ts';
import { castTo, leading } from './cast.ts';
import { compareValues } from './compare.ts';
import type { Environment } from './environment.ts';
import { inList } from './in-list.ts';
import { binary, unified } from './operators.ts';
import { isLike, matcherOf } from './patterns.ts';
import { type Compiled, findColumn, type Scope } from './scope.ts';
import { settingValue } from './settings.ts';
import { arrayQuery, exists, inQuery, quantified, scalar } from './subqueries.ts';

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
    case 'unary':
      return unary(env, expr, scope);
    case 'binary':
      return logical(env, expr, scope);
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

function more(
  env: Environment,
  expr: Exclude<Expr, { kind: 'column' | 'call' | 'cast' | 'unary' | 'binary' }>,
  scope: Scope,
): Compiled {
  switch (expr.kind) {
    case 'is':
      return isWhat(env, expr, scope);
    case 'distinct': {
      const [a, b] = unified(
        env,
        '=',
        compile(env, expr.left, scope),
        compile(env, expr.right, scope),
        expr.at,
      );
      return {
        type: BOOL,
        subs: [...a.subs, ...b.subs],
        get: () => isDistinct(a.get(), b.get(), env.mysql) !== expr.not,
      };
    }
    case 'in':
      return inList(
        env,
        compile(env, expr.arg, scope),
        expr.list.map((each) => compile(env, each, scope)),
        expr,
      );
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
      return arrayOf(env, expr.items, scope);
    case 'row':
      return rowOf(env, expr.items, scope);
    case 'element':
      return element(compile(env, expr.arg, scope), castTo(env, compile(env, expr.index, scope), INT4));
    case 'default':
      throw new SqlError('syntax', { near: 'DEFAULT', rest: 'DEFAULT', line: 1 });
    case 'star':
      throw new SqlError('syntax', { near: '*', rest: '*', line: 1 }, expr.at);
    default:
      throw new SqlError('unsupported', { what: expr.kind });
  }
}

function constant(type: SqlType, value: Value): Compiled {
  return { type, get: () => value, subs: [], constant: true };
}

function numberLiteral(text: string, mysql: boolean): Compiled {
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text);
    if (value >= -2_147_483_648n && value <= 2_147_483_647n)
      return constant(mysql ? INT8 : INT4, mysql ? value : Number(value));
    if (value >= -9_223_372_036_854_775_808n && value <= 9_223_372_036_854_775_807n)
      return constant(INT8, value);
  }
  if (mysql && /e/i.test(text)) return constant(FLOAT8, Number(text));
  return constant(NUMERIC, Decimal.parse(text) ?? null);
}

function parameter(env: Environment, index: number): Compiled {
  const type = env.parameterTypes[index - 1];
  const get = (): Value => env.parameters[index - 1] ?? null;
  if (type !== undefined && type.base !== 'unknown') return { type, get, subs: [] };
  if (index > 65_535) throw new SqlError('undefinedParameter', { index });
  return { type: UNKNOWN, get, subs: [], parameter: index };
}

export function typeNamed(env: Environment, name: Parameters<typeof postgresType>[0]): SqlType {
  if (env.mysql) return mysqlType(name);
  return postgresType(name, (label) => {
    const { database, searchPath } = env.session;
    for (const schema of searchPath) {
      const def = env.transaction.object(`type\0${database}\0${schema}\0${label}`);
      if (def?.kind === 'enum') return { base: 'enum', name: def.name, labels: def.labels };
    }
    return undefined;
  });
}

function column(env: Environment, expr: Extract<Expr, { kind: 'column' }>, scope: Scope): Compiled {
  if (expr.path.length === 1) {
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

function unary(env: Environment, expr: Extract<Expr, { kind: 'unary' }>, scope: Scope): Compiled {
  const arg = compile(env, expr.arg, scope);
  if (expr.op === 'not') {
    const value = condition(env, arg, 'NOT');
    return {
      type: BOOL,
      subs: value.subs,
      get: () => {
        const truth = value.get();
        return truth === null ? null : truth !== true;
      },
    };
  }
  const type =
    categoryOf(arg.type) === 'unknown'
      ? FLOAT8
      : env.mysql && categoryOf(arg.type) === 'text'
        ? FLOAT8
        : arg.type;
  const operand = castTo(env, arg, type, env.mysql);
  return {
    type,
    subs: operand.subs,
    get: () => {
      const value = operand.get();
      if (value === null) return null;
      if (expr.op === '~') return typeof value === 'bigint' ? ~value : ~numberOf(value);
      if (expr.op === '@')
        return value instanceof Decimal
          ? value.units < 0n
            ? value.negate()
            : value
          : Math.abs(numberOf(value));
      if (value instanceof Decimal) return value.negate();
      if (value instanceof Interval) return value.times(-1);
      return typeof value === 'bigint' ? -value : -numberOf(value);
    },
  };
}

/** An expression as a condition. @param where for the error: `WHERE`, `AND` … */
export function condition(env: Environment, given: Compiled, where: string): Compiled {
  const category = categoryOf(given.type);
  if (category === 'bool') return given;
  if (category === 'unknown') return castTo(env, given, BOOL);
  if (!env.mysql) throw new SqlError('notBoolean', { where, type: titleOf(given.type) });
  return {
    type: BOOL,
    subs: given.subs,
    get: () => {
      const value = given.get();
      if (value === null || typeof value === 'boolean') return value;
      return (
        (typeof value === 'string'
          ? leading(value)
          : value instanceof Decimal
            ? Number(value.units)
            : Number(value)) !== 0
      );
    },
  };
}

function logical(env: Environment, expr: Extract<Expr, { kind: 'binary' }>, scope: Scope): Compiled {
  const { op } = expr;
  if (op !== 'and' && op !== 'or' && op !== 'xor') {
    if (expr.left.kind === 'row' && expr.right.kind === 'row')
      return rows(env, expr, expr.left.items, expr.right.items, scope);
    const left = compile(env, expr.left, scope);
    return pointed(expr.right, () => binary(env, op, left, compile(env, expr.right, scope), expr.at));
  }
  const word = op.toUpperCase();
  const left = condition(env, compile(env, expr.left, scope), word);
  const right = condition(env, compile(env, expr.right, scope), word);
  const decided = op === 'or';
  const get = (): Value => {
    const a = left.get();
    if (op === 'xor') {
      const b = right.get();
      return a === null || b === null ? null : a !== b;
    }
    if (a === decided) return decided;
    const b = right.get();
    if (b === decided) return decided;
    return a === null || b === null ? null : !decided;
  };
  return { type: BOOL, get, subs: [...left.subs, ...right.subs] };
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
  const [a, b] = [rowOf(env, left, scope), rowOf(env, right, scope)];
  return binary(
    env,
    op,
    { ...a, type: { base: 'record', array: true } },
    { ...b, type: { base: 'record', array: true } },
    at,
  );
}

function isWhat(env: Environment, expr: Extract<Expr, { kind: 'is' }>, scope: Scope): Compiled {
  const compiled = compile(env, expr.arg, scope);
  const arg = expr.what === 'null' ? compiled : condition(env, compiled, `IS ${expr.what.toUpperCase()}`);
  const wanted: Value = expr.what === 'true' ? true : expr.what === 'false' ? false : null;
  return { type: BOOL, subs: arg.subs, get: () => (arg.get() === wanted) !== expr.not };
}

function isDistinct(a: Value, b: Value, mysql: boolean): boolean {
  if (a === null || b === null) return a !== b;
  return compareValues(a, b, mysql) !== 0;
}

function pattern(
  env: Environment,
  expr: Extract<Expr, { kind: 'like' | 'matches' }>,
  scope: Scope,
): Compiled {
  const arg = castTo(env, compile(env, expr.arg, scope), TEXT);
  const sample = castTo(env, compile(env, expr.pattern, scope), TEXT);
  const escaping =
    expr.kind === 'like' && expr.escape !== undefined
      ? castTo(env, compile(env, expr.escape, scope), TEXT)
      : undefined;
  return {
    type: BOOL,
    subs: [...arg.subs, ...sample.subs],
    get: () => {
      const [text, wanted] = [arg.get(), sample.get()];
      if (text === null || wanted === null) return null;
      const found =
        expr.kind === 'like'
          ? isLike(
              String(text),
              String(wanted),
              expr.insensitive,
              escaping === undefined ? '\\' : String(escaping.get()),
              env.meter,
            )
          : matcherOf(env.meter, String(text), String(wanted), expr.insensitive).find();
      return found !== expr.not;
    },
  };
}

function cases(env: Environment, expr: Extract<Expr, { kind: 'case' }>, scope: Scope): Compiled {
  const tests = expr.branches.map(([when]) =>
    condition(
      env,
      compile(
        env,
        expr.operand === undefined
          ? when
          : { kind: 'binary', op: '=', left: expr.operand, right: when, at: 0 },
        scope,
      ),
      'CASE/WHEN',
    ),
  );
  const results = expr.branches.map(([, then]) => compile(env, then, scope));
  const otherwise =
    expr.otherwise === undefined ? constant(UNKNOWN, null) : compile(env, expr.otherwise, scope);
  const type = commonOf(env, [...results, otherwise]);
  if (type === undefined) {
    const [a, b] = [results[0]?.type ?? TEXT, otherwise.type];
    throw new SqlError('setTypes', { op: 'CASE', left: titleOf(a), right: titleOf(b), what: 'CASE' });
  }
  const [ready, last] = [results.map((each) => castTo(env, each, type)), castTo(env, otherwise, type)];
  return {
    type,
    subs: [...tests, ...ready, last].flatMap(({ subs }) => subs),
    get: () => {
      const index = tests.findIndex((test) => test.get() === true);
      return (index < 0 ? last : (ready[index] ?? last)).get();
    },
  };
}

function variable(env: Environment, name: string): Compiled {
  if (name.startsWith('@@')) {
    const key = name
      .slice(2)
      .replace(/^(?:session|global)\./i, '')
      .toLowerCase();
    const text = settingValue(env, key);
    return /^\d{1,15}$/.test(text) ? constant(INT8, BigInt(text)) : constant(TEXT, text);
  }
  const value = env.session.variables.get(name.slice(1).toLowerCase()) ?? null;
  const type =
    typeof value === 'bigint'
      ? INT8
      : typeof value === 'number'
        ? FLOAT8
        : value instanceof Decimal
          ? NUMERIC
          : TEXT;
  return { type, subs: [], get: () => env.session.variables.get(name.slice(1).toLowerCase()) ?? null };
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

function arrayOf(env: Environment, items: readonly Expr[], scope: Scope): Compiled {
  const compiled = items.map((item) => compile(env, item, scope));
  const type = commonOf(env, compiled) ?? TEXT;
  const ready = compiled.map((item) => castTo(env, item, type));
  return {
    type: { ...type, array: true },
    subs: ready.flatMap(({ subs }) => subs),
    get: () => ready.map((item) => item.get()),
  };
}

function rowOf(env: Environment, items: readonly Expr[], scope: Scope): Compiled {
  const compiled = items.map((item) => compile(env, item, scope));
  return {
    type: { base: 'record' },
    subs: compiled.flatMap(({ subs }) => subs),
    get: () => compiled.map((item) => item.get()),
  };
}

function element(arg: Compiled, index: Compiled): Compiled {
  return {
    type: { ...arg.type, array: false },
    subs: [...arg.subs, ...index.subs],
    get: () => {
      const [list, at] = [arg.get(), index.get()];
      return Array.isArray(list) && at !== null ? (list[Number(at) - 1] ?? null) : null;
    },
  };
}

function calls(env: Environment, expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Compiled {
  if (expr.over !== undefined) {
    if (scope.windows !== undefined) return scope.windows.add(expr);
    throw new SqlError('mismatch', { words: `window functions are not allowed in ${scope.clause}` }, expr.at);
  }
  if (aggregateNamed(expr.name) !== undefined)
    throw new SqlError('aggregateHere', { where: scope.clause }, expr.at);
  const lazy = lazyCall(env, expr, scope);
  if (lazy !== undefined) return lazy;
  // The new values of a row that is already there.
  if (env.mysql && expr.name === 'values' && expr.args[0]?.kind === 'column')
    return compile(env, { ...expr.args[0], path: ['excluded', ...expr.args[0].path] }, scope);
  return callFunction(
    env,
    expr,
    expr.args.map((arg) => compile(env, arg, scope)),
  );
}

/** Functions that don't ask for all of their arguments. */
function lazyCall(
  env: Environment,
  { name, args, at }: Extract<Expr, { kind: 'call' }>,
  scope: Scope,
): Compiled | undefined {
  const [first, second, third] = args;
  if ((name === 'coalesce' || name === 'ifnull') && first !== undefined) {
    const compiled = args.map((arg) => compile(env, arg, scope));
    const type = commonOf(env, compiled);
    if (type === undefined)
      throw new SqlError(
        'setTypes',
        {
          op: 'COALESCE',
          left: titleOf(compiled[0]?.type ?? TEXT),
          right: titleOf(compiled[1]?.type ?? TEXT),
          what: 'COALESCE',
        },
        at,
      );
    const ready = compiled.map((arg) => castTo(env, arg, type));
    const get = (): Value => {
      for (const each of ready) {
        const value = each.get();
        if (value !== null) return value;
      }
      return null;
    };
    return { type, get, subs: ready.flatMap(({ subs }) => subs) };
  }
  if (name === 'nullif' && first !== undefined && second !== undefined) {
    const value = compile(env, first, scope);
    const same = compile(env, { kind: 'binary', op: '=', left: first, right: second, at }, scope);
    const type = value.type.base === 'unknown' ? TEXT : value.type;
    return {
      type,
      subs: [...value.subs, ...same.subs],
      get: () => (same.get() === true ? null : value.get()),
    };
  }
  if (name === 'if' && env.mysql && first !== undefined && second !== undefined && third !== undefined)
    return compile(env, { kind: 'case', branches: [[first, second]], otherwise: third }, scope);
  return undefined;
}
