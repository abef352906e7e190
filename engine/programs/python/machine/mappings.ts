import { attributeOf } from './attributes.ts';
import { typeName } from './classes.ts';
import { loadItemNow } from './items.ts';
import { iterableItems } from './iteration.ts';
import type { Machine } from './machine.ts';
import { plain } from './plain.ts';
import { is, type Value } from './values.ts';

/** The entries of a dict, or of what has keys() as one. */
export function mappingEntries(machine: Machine, value: Value): (readonly [Value, Value])[] {
  const own = plain(value);
  if (is(own, 'dict')) return [...own.map.values()];
  const keys = attributeOf(machine, value, 'keys');
  if (keys === undefined) throw machine.error('TypeError', `'${typeName(value)}' object is not a mapping`);
  return iterableItems(machine, machine.sync(keys, [])).map((key) => [key, loadItemNow(machine, value, key)]);
}
