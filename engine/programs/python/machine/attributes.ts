import { change } from '../../heap/change.ts';
import { builtinAttribute } from '../builtins/attributes.ts';
import { builtinClass, classOf, isSubclass, lookUp, typeName } from './classes.ts';
import type { Machine } from './machine.ts';
import { namesOf } from './namespaces.ts';
import { plain } from './plain.ts';
import { Raised } from './raised.ts';
import { allowedSlots } from './slots.ts';
import { type ClassThing, type Instance, is, isThing, type Then, type Value } from './values.ts';

/** What looking an attribute up found: a value, or a function to call for it (a property's). */
type Found =
  | { readonly value: Value }
  | { readonly call: Value; readonly positional: readonly Value[] }
  | undefined;

export function loadAttribute(machine: Machine, object: Value, name: string, after: Then): void {
  const found = find(machine, object, name);
  if (found === undefined) {
    const fallback = lookUp(classOf(object), '__getattr__');
    if (fallback !== undefined) {
      machine.invoke(fallback, [object, name], after);
      return;
    }
    throw noAttribute(machine, object, name);
  }
  if ('value' in found) machine.deliver(found.value, after);
  else machine.invoke(found.call, found.positional, after);
  undefined;
  return;
}

/** For natives. Undefined: there is none. */
export function attributeOf(machine: Machine, object: Value, name: string): Value | undefined {
  const found = find(machine, object, name);
  if (found === undefined) {
    const fallback = lookUp(classOf(object), '__getattr__');
    return fallback === undefined
      ? undefined
      : tryAttribute(machine, () => machine.sync(fallback, [object, name]));
  }
  if ('value' in found) return found.value;
  return tryAttribute(machine, () => machine.sync(found.call, found.positional));
}

function tryAttribute(_machine: Machine, get: () => Value): Value | undefined {
  try {
    return get();
  } catch (error) {
    if (error instanceof Raised && isSubclass(error.error.class, builtinClass('AttributeError')))
      return undefined;
    throw error;
  }
}

export function noAttribute(machine: Machine, object: Value, name: string): Raised {
  const more: readonly (readonly [string, Value])[] = [
    ['name', name],
    ['obj', object],
  ];
  if (is(object, 'class')) {
    return machine.error('AttributeError', `type object '${object.name}' has no attribute '${name}'`, more);
  }
  if (is(object, 'module')) {
    return machine.error('AttributeError', `module '${object.name}' has no attribute '${name}'`, more);
  }
  return machine.error('AttributeError', `'${typeName(object)}' object has no attribute '${name}'`, more);
}

function find(machine: Machine, object: Value, name: string): Found {
  if (isThing(object)) {
    switch (object.t) {
      case 'instance':
        return ofInstance(machine, object, name);
      case 'class':
        return ofClass(machine, object, name);
      case 'module': {
        const value = object.globals.get(name);
        if (value !== undefined) return { value };
        break;
      }
      case 'super':
        return ofSuper(machine, object, name);
      case 'function': {
        const value = object.attributes.get(name);
        if (value !== undefined) return { value };
        break;
      }
      case 'method': {
        const own = builtinAttribute(machine, object, name);
        return own === undefined ? find(machine, object.function, name) : { value: own };
      }
      case 'alias': {
        const own = builtinAttribute(machine, object, name);
        return own === undefined ? find(machine, object.origin, name) : { value: own };
      }
      case 'tuple':
        if (object.of !== undefined) return ofTuple(machine, object, name);
        break;
      default:
        break;
    }
  }
  return wrapped(builtinAttribute(machine, object, name));
}

const wrapped = (value: Value | undefined): Found => (value === undefined ? undefined : { value });

function ofTuple(machine: Machine, object: Extract<Value, { t: 'tuple' }>, name: string): Found {
  const found = object.of === undefined ? undefined : lookUp(object.of, name);
  return found === undefined
    ? wrapped(builtinAttribute(machine, object, name))
    : bound(machine, found, object, classOf(object));
}

function ofInstance(machine: Machine, object: Instance, name: string): Found {
  const found = lookUp(object.class, name);
  if (is(found, 'property') || hasMethod(found, '__set__'))
    return bound(machine, found ?? null, object, object.class);
  const own = object.attributes.get(name);
  if (own !== undefined) return { value: own };
  if (found !== undefined) return bound(machine, found, object, object.class);
  return wrapped(builtinAttribute(machine, object, name));
}

function hasMethod(value: Value | undefined, name: string): boolean {
  return is(value, 'instance') && lookUp(value.class, name) !== undefined;
}

function ofClass(machine: Machine, object: ClassThing, name: string): Found {
  const found = lookUp(object, name);
  if (found !== undefined) {
    if (is(found, 'wrapper')) {
      return found.of === 'staticmethod'
        ? { value: found.function }
        : { value: { t: 'method', self: object, function: found.function } };
    }
    if (is(found, 'instance')) {
      const get = lookUp(found.class, '__get__');
      if (get !== undefined) return { call: get, positional: [found, null, object] };
    }
    return { value: found };
  }
  const meta = object.metaclass === undefined ? undefined : lookUp(object.metaclass, name);
  if (meta !== undefined) return bound(machine, meta, object, object.metaclass ?? object);
  return wrapped(builtinAttribute(machine, object, name));
}

function ofSuper(machine: Machine, { after, self }: Extract<Value, { t: 'super' }>, name: string): Found {
  const viaClass = is(self, 'class') && self.order.includes(after);
  const type = viaClass ? self : classOf(self);
  const order = type.order.slice(type.order.indexOf(after) + 1);
  for (const each of order) {
    const found = each.attributes.get(name);
    if (found === undefined) continue;
    if (is(found, 'wrapper') && found.of === 'staticmethod') return { value: found.function };
    // Looked up through the class, a function stays unbound.
    if (name === '__new__' && is(found, 'function')) return { value: found };
    if (viaClass && is(found, 'function')) {
      const ofClasses = name === '__init_subclass__' || name === '__class_getitem__';
      return { value: ofClasses ? { t: 'method', self, function: found } : found };
    }
    return bound(machine, found, self, type);
  }
  for (const each of order) {
    const key = `${each.name}.${name}`;
    if (each.builtin && machine.native(key) !== undefined) {
      const function_: Value = { t: 'native', name: key };
      return { value: name === '__new__' ? function_ : { t: 'method', self, function: function_ } };
    }
  }
  throw machine.error('AttributeError', `'super' object has no attribute '${name}'`);
}

/** What a class has, as seen from an instance. */
function bound(_machine: Machine, found: Value, object: Value, type: ClassThing): Found {
  if (!isThing(found)) return { value: found };
  switch (found.t) {
    case 'function':
      return { value: { t: 'method', self: object, function: found } };
    case 'native':
      return found.name.startsWith('=')
        ? { value: found }
        : { value: { t: 'method', self: object, function: found } };
    case 'wrapper':
      return {
        value:
          found.of === 'staticmethod'
            ? found.function
            : { t: 'method', self: type, function: found.function },
      };
    case 'property':
      if (found.get === null) return undefined;
      return { call: found.get, positional: [object] };
    case 'instance': {
      const get = lookUp(found.class, '__get__');
      return get === undefined ? { value: found } : { call: get, positional: [found, object, type] };
    }
    default:
      return { value: found };
  }
}

export function storeAttribute(
  machine: Machine,
  object: Value,
  name: string,
  value: Value,
  after: Then,
): void {
  if (is(object, 'instance')) {
    const found = lookUp(object.class, name);
    if (is(found, 'property')) {
      if (found.set === null) {
        throw machine.error(
          'AttributeError',
          `property '${name}' of '${typeName(object)}' object has no setter`,
        );
      }
      machine.invoke(found.set, [object, value], after);
      return;
    }
    const set = is(found, 'instance') ? lookUp(found.class, '__set__') : undefined;
    if (found !== undefined && set !== undefined) {
      machine.invoke(set, [found, object, value], after);
      return;
    }
    const own = lookUp(object.class, '__setattr__');
    if (own !== undefined) {
      machine.invoke(own, [object, name, value], after);
      return;
    }
  }
  const ofMeta =
    is(object, 'class') && object.metaclass !== undefined
      ? lookUp(object.metaclass, '__setattr__')
      : undefined;
  if (ofMeta !== undefined) {
    machine.invoke(ofMeta, [object, name, value], after);
    return;
  }
  storePlain(machine, object, name, value);
  machine.deliver(null, after);
}

/** object.__setattr__ */
export function storePlain(machine: Machine, object: Value, name: string, value: Value): void {
  if (is(object, 'instance')) {
    const slots = allowedSlots(object.class);
    if (slots !== undefined && !slots.has(name)) throw noAttribute(machine, object, name);
    if (name === '__dict__') {
      const dict = plain(value);
      if (!is(dict, 'dict'))
        throw machine.error('TypeError', `__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
      change(object).attributes = namesOf(dict);
      return;
    }
    if (!object.attributes.has(name)) machine.allocate(100);
    change(object.attributes).set(name, value);
  } else if (is(object, 'class')) {
    if (object.builtin) {
      throw machine.error('TypeError', `cannot set '${name}' attribute of immutable type '${object.name}'`);
    }
    change(object.attributes).set(name, value);
  } else if (is(object, 'module')) change(object.globals).set(name, value);
  else if (is(object, 'function')) change(object).attributes = new Map(object.attributes).set(name, value);
  else if (is(object, 'method')) {
    throw machine.error('AttributeError', `'method' object has no attribute '${name}'`);
  } else if (builtinAttribute(machine, object, name) !== undefined) {
    throw machine.error('AttributeError', `'${typeName(object)}' object attribute '${name}' is read-only`);
  } else throw noAttribute(machine, object, name);
}

export function deleteAttribute(machine: Machine, object: Value, name: string): void {
  const ofMeta =
    is(object, 'class') && object.metaclass !== undefined
      ? lookUp(object.metaclass, '__delattr__')
      : undefined;
  if (ofMeta !== undefined) {
    machine.sync(ofMeta, [object, name]);
    return;
  }
  if (is(object, 'instance')) {
    const found = lookUp(object.class, name);
    if (is(found, 'property') && found.delete !== null) {
      machine.sync(found.delete, [object]);
      return;
    }
    const remove = is(found, 'instance') ? lookUp(found.class, '__delete__') : undefined;
    if (found !== undefined && remove !== undefined) {
      machine.sync(remove, [found, object]);
      return;
    }
    const own = lookUp(object.class, '__delattr__');
    if (own !== undefined) {
      machine.sync(own, [object, name]);
      return;
    }
  }
  deletePlain(machine, object, name);
}

/** object.__delattr__ */
export function deletePlain(machine: Machine, object: Value, name: string): void {
  if (is(object, 'instance')) {
    if (change(object.attributes).delete(name)) return;
  } else if (is(object, 'class') && change(object.attributes).delete(name)) return;
  else if (is(object, 'module') && change(object.globals).delete(name)) return;
  else if (is(object, 'function') && object.attributes.has(name)) {
    const left = new Map(object.attributes);
    left.delete(name);
    change(object).attributes = left;
    return;
  }
  throw noAttribute(machine, object, name);
}
