import { valueKey } from '../store/key-places.ts';
import type { Expr } from '../syntax/tree.ts';
import { BOOL } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import type { Environment } from './environment.ts';
import { binary, unified } from './operators.ts';
import type { Compiled } from './scope.ts';

/** So many are compared one by one; more are looked up. */
const FEW = 8;

/** `x IN (1, 2, …)` */
export function inList(
  env: Environment,
  arg: Compiled,
  items: readonly Compiled[],
  { not, at }: Extract<Expr, { kind: 'in' }>,
): Compiled {
  return (
    (items.length > FEW ? lookedUp(env, arg, items, not, at) : undefined) ??
    compared(env, arg, items, not, at)
  );
}

function compared(
  env: Environment,
  arg: Compiled,
  items: readonly Compiled[],
  not: boolean,
  at: number,
): Compiled {
  const tests = items.map((item) => binary(env, '=', arg, item, at));
  return {
    type: BOOL,
    subs: [...arg.subs, ...items.flatMap(({ subs }) => subs)],
    get: () => {
      let unknown = false;
      env.meter.charge(tests.length / 10);
      for (const test of tests) {
        const value = test.get();
        if (value === true) return !not;
        if (value === null) unknown = true;
      }
      return unknown ? null : not;
    },
  };
}

/** Constants that are compared as one type are put into a set; undefined: they aren't such. */
function lookedUp(
  env: Environment,
  arg: Compiled,
  items: readonly Compiled[],
  not: boolean,
  at: number,
): Compiled | undefined {
  if (items.some(({ constant }) => constant !== true)) return undefined;
  const keyOf = (value: Value) =>
    env.mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value);
  const keys = new Set<string>();
  let [left, nulls]: [Compiled | undefined, boolean] = [undefined, false];
  for (const item of items) {
    const [a, b] = unified(env, '=', arg, item, at);
    if (a.type.base === 'bpchar' || b.type.base === 'bpchar') return undefined;
    if (left !== undefined && (a.type.base !== left.type.base || a.type.array !== left.type.array))
      return undefined;
    left = a;
    const value = b.get();
    if (value === null) nulls = true;
    else keys.add(keyOf(value));
  }
  const subject = left;
  if (subject === undefined) return undefined;
  const get = (): Value => {
    const value = subject.get();
    if (value === null) return null;
    if (keys.has(keyOf(value))) return !not;
    return nulls ? null : not;
  };
  return { type: BOOL, get, subs: subject.subs };
}
