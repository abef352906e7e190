import { SqlError } from '../errors.ts';
import { TEXT, titleOf } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { commonOf } from './calls.ts';
import { castTo } from './cast.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

function unmatched(what: string, a: Compiled | undefined, b: Compiled | undefined, at?: number): SqlError {
  const [left, right] = [titleOf(a?.type ?? TEXT), titleOf(b?.type ?? TEXT)];
  return new SqlError('setTypes', { op: what, left, right, what }, at);
}

/** CASE: the result of the first test that is true. */
export function chosen(
  env: Environment,
  tests: readonly Compiled[],
  results: readonly Compiled[],
  otherwise: Compiled,
): Compiled {
  const type = commonOf(env, [...results, otherwise]);
  if (type === undefined) throw unmatched('CASE', results[0], otherwise);
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

/** COALESCE: the first that isn't null. */
export function coalesced(env: Environment, args: readonly Compiled[], at: number): Compiled {
  const type = commonOf(env, args);
  if (type === undefined) throw unmatched('COALESCE', args[0], args[1], at);
  const ready = args.map((arg) => castTo(env, arg, type));
  const get = (): Value => {
    for (const each of ready) {
      const value = each.get();
      if (value !== null) return value;
    }
    return null;
  };
  return { type, get, subs: ready.flatMap(({ subs }) => subs) };
}

/** NULLIF. @param same whether it equals the other */
export function nullIf(value: Compiled, same: Compiled): Compiled {
  return {
    type: value.type.base === 'unknown' ? TEXT : value.type,
    subs: [...value.subs, ...same.subs],
    get: () => (same.get() === true ? null : value.get()),
  };
}
