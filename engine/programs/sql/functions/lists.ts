import { SqlError } from '../errors.ts';
import { ITEMS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import { type SqlType, TEXT } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { define, type Functions, intArg } from './function.ts';

const items = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);
const same = (a: Value, b: Value): boolean => valueKey(a) === valueKey(b);
const listOf = (type: SqlType | undefined): SqlType => ({ ...(type ?? TEXT), array: true });
/** An array like the first argument, and like the second. */
const first = { nulls: true, result: ([type]: readonly SqlType[]) => type ?? TEXT };
const second = { nulls: true, result: ([, type]: readonly SqlType[]) => type ?? TEXT };

/** Arrays of PostgreSQL, of one dimension. */
export const listFunctions: Functions = {
  array_prepend: define('any any → any', ([a, b]) => [a ?? null, ...items(b)], second),
  array_cat: define('any any → any', ([a, b]) => [...items(a), ...items(b)], first),
  array_remove: define('any any → any', ([a, b]) => items(a).filter((each) => !same(each, b ?? null)), first),
  array_replace: define(
    'any any any → any',
    ([a, b, c]) => items(a).map((each) => (same(each, b ?? null) ? (c ?? null) : each)),
    first,
  ),
  array_positions: define(
    'any any → any',
    ([a, b]) => [...items(a).entries()].flatMap(([at, each]) => (same(each, b ?? null) ? [at + 1] : [])),
    { nulls: true, result: () => ({ base: 'int4', array: true }) },
  ),
  array_lower: define('any int4 → int4', ([a]) => (items(a).length > 0 ? 1 : null)),
  array_upper: define('any int4 → int4', ([a]) => items(a).length || null),
  array_ndims: define('any → int4', ([a]) => (items(a).length > 0 ? 1 : null)),
  array_dims: define('any → text', ([a]) => (items(a).length > 0 ? `[1:${items(a).length}]` : null)),
  array_fill: define(
    'any any → any',
    ([a, b]) => {
      if (items(b).length > 1)
        throw new SqlError('unsupported', { what: 'array_fill() of several dimensions' });
      const length = intArg(items(b)[0]);
      if (length > ITEMS_MAX) throw new SqlError('tooLarge');
      return Array.from({ length: Math.max(0, length) }, () => a ?? null);
    },
    { nulls: true, result: ([type]) => listOf(type) },
  ),
  trim_array: define('any int4 → any', ([a, b]) => items(a).slice(0, items(a).length - intArg(b)), {
    result: ([type]) => type ?? TEXT,
  }),
};
