import { iterableItems } from '../machine/iteration.ts';
import { natives } from '../machine/native.ts';
import { is, type Property, type Value } from '../machine/values.ts';
import { asOptional } from './optional.ts';

const with_ = (self: Value | undefined, change: Partial<Property>): Value =>
  is(self, 'property') ? { ...self, ...change } : asOptional(self);

/** `@x.setter`, and what named tuples need. */
export const wrapperMethods = [
  ...natives('property.', {
    getter: (_machine, [self, get]) => with_(self, { get: asOptional(get) }),
    setter: (_machine, [self, set]) => with_(self, { set: asOptional(set) }),
    deleter: (_machine, [self, remove]) => with_(self, { delete: asOptional(remove) }),
  }),
  ...natives('_collections.', {
    tuple_of: (machine, [type, items]) => {
      if (!is(type, 'class')) throw machine.error('TypeError', 'a type is needed');
      return { t: 'tuple', items: [...iterableItems(machine, asOptional(items))], of: type };
    },
    plain_tuple: (machine, [items]) => ({
      t: 'tuple',
      items: [...iterableItems(machine, asOptional(items))],
    }),
  }),
];
