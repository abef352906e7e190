import { TEXT } from '../values/types.ts';
import { commonOf } from './calls.ts';
import { castTo } from './cast.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

/** ARRAY[…] */
export function arrayOf(env: Environment, items: readonly Compiled[]): Compiled {
  const type = commonOf(env, items) ?? TEXT;
  const ready = items.map((item) => castTo(env, item, type));
  return {
    type: { ...type, array: true },
    subs: ready.flatMap(({ subs }) => subs),
    get: () => ready.map((item) => item.get()),
  };
}

/** ROW(…) */
export function rowOf(items: readonly Compiled[]): Compiled {
  return {
    type: { base: 'record' },
    subs: items.flatMap(({ subs }) => subs),
    get: () => items.map((item) => item.get()),
  };
}

/** `list[index]`, from one on. */
export function element(arg: Compiled, index: Compiled): Compiled {
  return {
    type: { ...arg.type, array: false },
    subs: [...arg.subs, ...index.subs],
    get: () => {
      const [list, at] = [arg.get(), index.get()];
      return Array.isArray(list) && at !== null ? (list[Number(at) - 1] ?? null) : null;
    },
  };
}
