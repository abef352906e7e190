import { change } from '../../heap/change.ts';
import { classFromMeta } from './class-making.ts';
import { BASE_EXCEPTION, builtinClass, isSubclass, lookUp, TYPE } from './classes.ts';
import type { Machine } from './machine.ts';
import type { Keywords } from './native.ts';
import { type ClassThing, type Instance, is, type Then, tuple, type Value } from './values.ts';

/** Calls a class. */
export function instantiate(
  machine: Machine,
  type: ClassThing,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  if (type.metaclass !== undefined) {
    const call = lookUp(type.metaclass, '__call__');
    if (call !== undefined) {
      machine.invoke(call, [type, ...positional], after, keywords);
      return;
    }
  }
  create(machine, type, positional, keywords, after);
}

/** type.__call__ */
export function create(
  machine: Machine,
  type: ClassThing,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  if (type !== TYPE && isSubclass(type, TYPE)) {
    machine.deliver(classFromMeta(machine, type, positional, keywords), after);
    return;
  }
  if (type.builtin && !isSubclass(type, BASE_EXCEPTION)) {
    const name = `new ${type.name}`;
    if (machine.native(name) === undefined) {
      throw machine.error('TypeError', `cannot create '${type.name}' instances`);
    }
    machine.invoke({ t: 'native', name }, positional, after, keywords);
    return;
  }
  const missing = abstractMethods(type);
  if (missing.length > 0) {
    const plural = missing.length === 1 ? 'method' : 'methods';
    throw machine.error(
      'TypeError',
      `Can't instantiate abstract class ${type.name} without an implementation for abstract ${plural} ${missing.map((name) => `'${name}'`).join(', ')}`,
    );
  }
  const own = lookUp(type, '__new__');
  if (own !== undefined) {
    const made = machine.sync(is(own, 'wrapper') ? own.function : own, [type, ...positional], keywords);
    if (!is(made, 'instance') || !isSubclass(made.class, type)) {
      machine.deliver(made, after);
      return;
    }
    initialize(machine, made, positional, keywords, after);
    return;
  }
  initialize(machine, allocate(machine, type, positional, keywords), positional, keywords, after);
}

/** object.__new__, or that of the built-in class that it extends. */
export function allocate(
  machine: Machine,
  type: ClassThing,
  positional: readonly Value[],
  keywords: Keywords,
): Instance {
  machine.allocate(200);
  const made: Instance = { t: 'instance', class: type, attributes: new Map() };
  if (isSubclass(type, BASE_EXCEPTION)) {
    change(made.attributes).set('args', tuple(positional));
    return made;
  }
  const base = type.order.find((each) => each.builtin && each.name !== 'object' && each !== TYPE);
  if (base === undefined) return made;
  const initializes = lookUp(type, '__init__') !== undefined;
  const mutable = base.name === 'dict' || base.name === 'list' || base.name === 'set';
  const given = initializes && mutable ? [] : positional;
  change(made).payload = machine.sync(
    { t: 'native', name: `new ${base.name}` },
    given,
    initializes ? undefined : keywords,
  );
  return made;
}

function initialize(
  machine: Machine,
  made: Instance,
  positional: readonly Value[],
  keywords: Keywords,
  after: Then,
): void {
  const init = lookUp(made.class, '__init__');
  if (init !== undefined) {
    // A deeper continuation than the instance itself has to get it.
    const give: Then =
      after.kind === 'push'
        ? { kind: 'give', value: made }
        : {
            kind: 'call',
            function: { t: 'native', name: 'second' },
            positional: [null, made],
            index: 0,
            keywords: new Map(),
            after,
          };
    machine.invoke(init, [made, ...positional], give, keywords);
    return;
  }
  if (isSubclass(made.class, BASE_EXCEPTION)) fillError(made, positional, keywords);
  else if (
    made.payload === undefined &&
    (positional.length > 0 || keywords.size > 0) &&
    lookUp(made.class, '__new__') === undefined
  ) {
    throw machine.error('TypeError', `${made.class.name}() takes no arguments`);
  }
  machine.deliver(made, after);
}

/** What built-in exceptions keep of their arguments. */
export function fillError(
  error: Instance,
  positional: readonly Value[],
  keywords: Keywords = new Map(),
): void {
  const { attributes } = error;
  const is_ = (name: string) => isSubclass(error.class, builtinClass(name));
  change(attributes).set('args', tuple(positional));
  if (is_('OSError')) {
    const [number = null, words = null, file = null] = positional.length >= 2 ? positional : [];
    change(attributes).set('errno', number);
    change(attributes).set('strerror', words);
    change(attributes).set('filename', file);
    if (positional.length > 2) change(attributes).set('args', tuple(positional.slice(0, 2)));
  } else if (is_('SystemExit'))
    change(attributes).set('code', positional.length > 1 ? tuple(positional) : (positional[0] ?? null));
  else if (is_('StopIteration')) change(attributes).set('value', positional[0] ?? null);
  for (const [name, value] of keywords) change(attributes).set(name, value);
}

function abstractMethods(type: ClassThing): string[] {
  const found = type.attributes.get('__abstractmethods__');
  return is(found, 'list') ? found.items.filter((item) => typeof item === 'string') : [];
}
