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

/** `list[from:to]`: from the first, or to the last, where a side isn't there. */
export function slice(arg: Compiled, from: Compiled | undefined, to: Compiled | undefined): Compiled {
  return {
    type: arg.type,
    subs: [arg, from, to].flatMap((each) => each?.subs ?? []),
    get: () => {
      const [list, first, last] = [arg.get(), from?.get(), to?.get()];
      if (!Array.isArray(list) || first === null || last === null) return null;
      return list.slice(Math.max(0, Number(first ?? 1) - 1), Math.max(0, Number(last ?? list.length)));
    },
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
