import { change } from '../../heap/change.ts';
import { toKey } from '../machine/conversions.ts';
import { describe } from '../machine/descriptors.ts';
import type { Machine } from '../machine/machine.ts';
import { changePrototype, getProperty, hasProperty, keysOf, setOn } from '../machine/properties.ts';
import { isProxy, newProxy } from '../machine/proxies.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { PENDING, Thrown, type Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';
import { define } from './object.ts';

function target(machine: Machine, value: Value, method: string): JsObject {
  return value instanceof JsObject
    ? value
    : machine.throwError('TypeError', `Reflect.${method} called on non-object`);
}

function list(machine: Machine, value: Value): Value[] {
  if (value instanceof JsArray) return [...value.items];
  if (!(value instanceof JsObject))
    return machine.throwError('TypeError', 'CreateListFromArrayLike called on non-object');
  const length = Math.min(100_000, Number(machine.get(value, 'length')) || 0);
  machine.charge(length);
  return Array.from({ length }, (_, index) => machine.get(value, String(index)));
}

/** Answers whether it could be done. */
function attempt(change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (error instanceof Thrown) return false;
    throw error;
  }
}

function pair(machine: Machine, [object, handler]: readonly Value[]) {
  if (!(object instanceof JsObject) || !(handler instanceof JsObject))
    return machine.throwError('TypeError', 'Cannot create proxy with a non-object as target or handler');
  return newProxy(machine, object, handler);
}

export const reflectDefinitions: Definitions = {
  Reflect: {
    values: { '@@toStringTag': 'Reflect' },
    methods: {
      ownKeys: (machine, _, [object]) =>
        machine.realm.array(keysOf(machine, target(machine, object, 'ownKeys'))),
      has: (machine, _, [object, key]) => hasProperty(target(machine, object, 'has'), toKey(machine, key)),
      get: (machine, _, args) => {
        const object = target(machine, args[0], 'get');
        return getProperty(machine, object, toKey(machine, args[1]), args.length > 2 ? args[2] : object);
      },
      set: (machine, _, args) => {
        const object = target(machine, args[0], 'set');
        return setOn(machine, object, toKey(machine, args[1]), args[2], args.length > 3 ? args[3] : object);
      },
      getPrototypeOf: (machine, _, [object]) => target(machine, object, 'getPrototypeOf').proto,
      setPrototypeOf: (machine, _, [object, proto]) =>
        attempt(() =>
          changePrototype(
            machine,
            target(machine, object, 'setPrototypeOf'),
            proto instanceof JsObject ? proto : null,
          ),
        ),
      isExtensible: (machine, _, [object]) => target(machine, object, 'isExtensible').extensible,
      preventExtensions: (machine, _, [object]) => {
        change(target(machine, object, 'preventExtensions')).extensible = false;
        return true;
      },
      deleteProperty: (machine, _, [object, key]) =>
        target(machine, object, 'deleteProperty').remove(toKey(machine, key)),
      defineProperty: (machine, _, [object, key, descriptor]) =>
        attempt(() =>
          define(machine, target(machine, object, 'defineProperty'), toKey(machine, key), descriptor),
        ),
      getOwnPropertyDescriptor: (machine, _, [object, key]) => {
        const own = target(machine, object, 'getOwnPropertyDescriptor').own(toKey(machine, key));
        return own === undefined ? undefined : describe(machine, own.stored);
      },
      apply: (machine, _, [callee, self, args]) => machine.tail(callee, self, list(machine, args)),
      construct: (machine, _, [callee, args, newTarget = callee]) => {
        if (!machine.canConstruct(callee) || !machine.canConstruct(newTarget))
          return machine.throwError('TypeError', `${machine.runtime.shown(callee)} is not a constructor`);
        machine.construct(callee, list(machine, args), newTarget, machine.after);
        return PENDING;
      },
    },
  },
  Proxy: {
    constructs: true,
    arity: 2,
    call: (machine, _, args, newTarget) =>
      newTarget === undefined
        ? machine.throwError('TypeError', "Constructor Proxy requires 'new'")
        : pair(machine, args),
    methods: {
      revocable: (machine, _, args) => {
        const proxy = pair(machine, args);
        const revoke = machine.realm.internal('revoke');
        change(revoke).inner = proxy;
        return machine.realm.plainObject({ proxy, revoke });
      },
    },
  },
};

/** What Proxy.revocable gives besides the proxy. */
export function revoke(proxy: unknown): undefined {
  if (!(proxy instanceof JsObject) || !isProxy(proxy)) return undefined;
  change(proxy).target = null;
  change(proxy).handler = null;
  return undefined;
}
