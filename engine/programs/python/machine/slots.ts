import { type ClassThing, is } from './values.ts';

/** The names of `__slots__`, where every class of the object's has some. */
export function allowedSlots(type: ClassThing): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const each of type.order) {
    if (each.name === 'object' && each.builtin) continue;
    const slots = each.attributes.get('__slots__');
    if (slots === undefined) return undefined;
    const items = is(slots, 'tuple') || is(slots, 'list') ? slots.items : [slots];
    for (const item of items) if (typeof item === 'string') names.add(item);
  }
  return names;
}
