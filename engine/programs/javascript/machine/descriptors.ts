import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE, DataSlot, ENUMERABLE, type Stored, WRITABLE } from '../values/slots.ts';
import type { Value } from '../values/value.ts';
import { toText } from './conversions.ts';
import type { Machine } from './machine.ts';

/** A property as the object says that describes it. @param known what it was before; undefined: it is new */
export function fromDescriptor(
  machine: Machine,
  descriptor: Value,
  known: Stored | undefined,
  isNew: boolean,
): Stored {
  if (!(descriptor instanceof JsObject))
    machine.throwError('TypeError', `Property description must be an object: ${toText(machine, descriptor)}`);
  const has = (name: string) =>
    machine.get(descriptor, name) !== undefined || descriptor.own(name) !== undefined;
  const before = known instanceof DataSlot || known instanceof Accessor ? known.flags : isNew ? 0 : 7;
  const flag = (name: string, bit: number) =>
    has(name) ? (machine.get(descriptor, name) ? bit : 0) : before & bit;
  const flags = flag('enumerable', ENUMERABLE) | flag('configurable', CONFIGURABLE);
  if (has('get') || has('set')) {
    if (has('value') || has('writable'))
      machine.throwError(
        'TypeError',
        'Invalid property descriptor. Cannot both specify accessors and a value or writable attribute',
      );
    const old = known instanceof Accessor ? known : undefined;
    return new Accessor(
      has('get') ? machine.get(descriptor, 'get') : old?.get,
      has('set') ? machine.get(descriptor, 'set') : old?.set,
      flags,
    );
  }
  if (known instanceof Accessor && !has('value') && !has('writable'))
    return new Accessor(known.get, known.set, flags);
  const oldValue = known instanceof DataSlot ? known.value : known instanceof Accessor ? undefined : known;
  const value = has('value') ? machine.get(descriptor, 'value') : oldValue;
  const all = flags | flag('writable', WRITABLE);
  return all === 7 ? value : new DataSlot(value, all);
}

/** The object that describes a property. */
export function describe(machine: Machine, stored: Stored): JsObject {
  const flags = stored instanceof DataSlot || stored instanceof Accessor ? stored.flags : 7;
  const common = { enumerable: (flags & ENUMERABLE) !== 0, configurable: (flags & CONFIGURABLE) !== 0 };
  if (stored instanceof Accessor)
    return machine.realm.plainObject({ get: stored.get, set: stored.set, ...common });
  const value = stored instanceof DataSlot ? stored.value : stored;
  return machine.realm.plainObject({ value, writable: (flags & WRITABLE) !== 0, ...common });
}
