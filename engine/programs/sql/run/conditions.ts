import { SqlError } from '../errors.ts';
import type { Expr } from '../syntax/tree.ts';
import { BOOL, categoryOf, titleOf } from '../values/types.ts';
import { Decimal, type Value } from '../values/value.ts';
import { castTo, leading } from './cast.ts';
import { compareValues } from './compare.ts';
import type { Environment } from './environment.ts';
import { unified } from './operators.ts';
import type { Compiled } from './scope.ts';

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

export function negated(value: Compiled): Compiled {
  return {
    type: BOOL,
    subs: value.subs,
    get: () => {
      const truth = value.get();
      return truth === null ? null : truth !== true;
    },
  };
}

/** Both are conditions. */
export function connected(op: 'and' | 'or' | 'xor', left: Compiled, right: Compiled): Compiled {
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

export function isWhat(
  env: Environment,
  compiled: Compiled,
  what: Extract<Expr, { kind: 'is' }>['what'],
  not: boolean,
): Compiled {
  const arg = what === 'null' ? compiled : condition(env, compiled, `IS ${what.toUpperCase()}`);
  const wanted: Value = what === 'true' ? true : what === 'false' ? false : null;
  return { type: BOOL, subs: arg.subs, get: () => (arg.get() === wanted) !== not };
}

export function distinctFrom(
  env: Environment,
  left: Compiled,
  right: Compiled,
  { not, at }: Extract<Expr, { kind: 'distinct' }>,
): Compiled {
  const [one, other] = unified(env, '=', left, right, at);
  const differ = (a: Value, b: Value) =>
    a === null || b === null ? a !== b : compareValues(a, b, env.mysql) !== 0;
  return {
    type: BOOL,
    subs: [...one.subs, ...other.subs],
    get: () => differ(one.get(), other.get()) !== not,
  };
}
