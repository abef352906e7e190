import { change } from '../../heap/change.ts';
import type { Code } from '../compile/code.ts';
import { builtinClass, isSubclass, lookUp, OBJECT, resolutionOrder, TYPE } from './classes.ts';
import { iterableItems } from './iteration.ts';
import { makeDict } from './keys.ts';
import type { Machine } from './machine.ts';
import type { Keywords } from './native.ts';
import { plain } from './plain.ts';
import {
  type ClassInMaking,
  type ClassThing,
  type Frame,
  is,
  list,
  type Then,
  tuple,
  type Value,
} from './values.ts';

export function beginClass(
  machine: Machine,
  frame: Frame,
  code: Code,
  name: string,
  bases: readonly Value[],
  keywords: Map<string, Value>,
): void {
  const resolved = withEntries(machine, bases);
  const metaclass = metaclassOf(machine, resolved, keywords.get('metaclass'));
  const names = preparedNames(machine, metaclass, name, resolved, keywords);
  const module = frame.globals.globals.get('__name__');
  names.set('__module__', module ?? '__main__');
  names.set('__qualname__', code.qualifiedName);
  if (code.document !== undefined) names.set('__doc__', code.document);
  if (resolved !== bases) names.set('__orig_bases__', tuple(bases));
  const make: ClassInMaking = {
    name,
    qualifiedName: code.qualifiedName,
    bases: resolved,
    keywords,
    metaclass,
  };
  machine.pushFrame({
    code,
    ip: 0,
    stack: [],
    scope: frame.scope,
    names,
    globals: frame.globals,
    blocks: [],
    handled: [],
    function: undefined,
    home: { class: undefined },
    generator: undefined,
    after: { kind: 'class', make, after: { kind: 'push' } },
  });
}

/** Bases, with what others say that they stand for (`__mro_entries__`). */
function withEntries(machine: Machine, bases: readonly Value[]): readonly Value[] {
  const own = (base: Value) => (is(base, 'instance') ? lookUp(base.class, '__mro_entries__') : undefined);
  if (!bases.some((base) => own(base) !== undefined)) return bases;
  return bases.flatMap((base) => {
    const entries = own(base);
    if (entries === undefined) return [base];
    return [...iterableItems(machine, machine.sync(entries, [base, tuple(bases)]))];
  });
}

/** The most derived of the metaclasses, or a function that is given for one. */
function metaclassOf(machine: Machine, bases: readonly Value[], given: Value | undefined): Value | undefined {
  if (given !== undefined && !is(given, 'class')) return given;
  let found = is(given, 'class') && given !== TYPE ? given : undefined;
  for (const base of bases) {
    const own = is(base, 'class') ? base.metaclass : undefined;
    if (own === undefined || (found !== undefined && isSubclass(found, own))) continue;
    if (found === undefined || isSubclass(own, found)) found = own;
    else
      throw machine.error(
        'TypeError',
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
  }
  return found;
}

function preparedNames(
  machine: Machine,
  metaclass: Value | undefined,
  name: string,
  bases: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Map<string, Value> {
  const prepare = is(metaclass, 'class') ? lookUp(metaclass, '__prepare__') : undefined;
  const names = new Map<string, Value>();
  if (prepare === undefined) return names;
  const called = is(prepare, 'wrapper') ? prepare.function : prepare;
  const first = is(prepare, 'wrapper') && prepare.of === 'classmethod' ? [metaclass ?? null] : [];
  const made = plain(machine.sync(called, [...first, name, tuple(bases)], withoutMetaclass(keywords)));
  if (is(made, 'dict'))
    for (const [key, value] of made.map.values()) if (typeof key === 'string') names.set(key, value);
  return names;
}

function withoutMetaclass(keywords: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map([...keywords].filter(([name]) => name !== 'metaclass'));
}

/** The body of a class is through. */
export function finishClass(machine: Machine, frame: Frame, make: ClassInMaking, after: Then): void {
  const names = frame.names ?? new Map<string, Value>();
  const { metaclass } = make;
  if (metaclass === undefined || (is(metaclass, 'class') && !isSpecial(metaclass))) {
    const made = makeClass(machine, make, names);
    if (frame.home !== undefined) change(frame.home).class = made;
    machine.deliver(made, after);
    afterwards(machine, made, make.keywords);
    return;
  }
  const namespace = makeDict(machine, names);
  const rest = withoutMetaclass(make.keywords);
  const made = machine.sync(metaclass, [make.name, tuple(make.bases), namespace], rest);
  if (frame.home !== undefined && is(made, 'class')) change(frame.home).class = made;
  machine.deliver(made, after);
}

/** It has a say in how its classes are made. */
function isSpecial(metaclass: ClassThing): boolean {
  return ['__new__', '__init__'].some((name) => lookUp(metaclass, name) !== undefined);
}

/** Calls a metaclass: makes a class. */
export function classFromMeta(
  machine: Machine,
  metaclass: ClassThing,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const own = lookUp(metaclass, '__new__');
  const made =
    own === undefined
      ? typeNew(machine, metaclass, positional, keywords)
      : machine.sync(is(own, 'wrapper') ? own.function : own, [metaclass, ...positional], keywords);
  const init = lookUp(metaclass, '__init__');
  if (init !== undefined && is(made, 'class') && isSubclass(made.metaclass ?? TYPE, metaclass))
    machine.sync(init, [made, ...positional], keywords);
  return made;
}

/** type.__new__ */
export function typeNew(
  machine: Machine,
  metaclass: Value,
  [name = null, bases = null, names = null]: readonly Value[],
  keywords: Keywords,
): ClassThing {
  const members = plain(names);
  if (typeof name !== 'string' || !is(bases, 'tuple') || !is(members, 'dict'))
    throw machine.error('TypeError', 'type.__new__() takes exactly 3 arguments');
  const attributes = new Map<string, Value>();
  for (const [key, value] of members.map.values()) if (typeof key === 'string') attributes.set(key, value);
  if (!attributes.has('__module__')) attributes.set('__module__', callingModule(machine));
  const qualified = attributes.get('__qualname__');
  const made = makeClass(
    machine,
    {
      name,
      qualifiedName: typeof qualified === 'string' ? qualified : name,
      bases: bases.items,
      keywords: new Map(),
      metaclass: metaclassOf(machine, bases.items, metaclass),
    },
    attributes,
  );
  for (const value of attributes.values()) {
    const called = is(value, 'wrapper') ? value.function : is(value, 'property') ? value.get : value;
    if (is(called, 'function') && called.home !== undefined && called.home.class === undefined)
      change(called.home).class = made;
  }
  afterwards(machine, made, keywords);
  return made;
}

function callingModule(machine: Machine): Value {
  const caller = machine.frames.findLast(({ code }) => !code.unit.hidden);
  return caller?.globals.globals.get('__name__') ?? '__main__';
}

function makeClass(
  machine: Machine,
  make: ClassInMaking,
  attributes: ReadonlyMap<string, Value>,
): ClassThing {
  const bases = make.bases.map((base) => baseOf(machine, base)).filter((base) => base !== undefined);
  if (bases.length === 0) bases.push(OBJECT);
  const doubled = bases.find((base, index) => bases.indexOf(base) !== index);
  if (doubled !== undefined) throw machine.error('TypeError', `duplicate base class ${doubled.name}`);
  const module = attributes.get('__module__');
  const made: ClassThing = {
    t: 'class',
    name: make.name,
    qualifiedName: make.qualifiedName,
    module: typeof module === 'string' ? module : '__main__',
    bases,
    order: [],
    attributes,
    builtin: false,
    metaclass: is(make.metaclass, 'class') && make.metaclass !== TYPE ? make.metaclass : undefined,
  };
  change(attributes).delete('__qualname__');
  const order = resolutionOrder(made, bases);
  if (order === undefined) {
    throw machine.error(
      'TypeError',
      `Cannot create a consistent method resolution\norder (MRO) for bases ${bases.map(({ name }) => name).join(', ')}`,
    );
  }
  change(made).order = order;
  if (attributes.has('__eq__') && !attributes.has('__hash__')) change(attributes).set('__hash__', null);
  for (const base of bases) if (!base.builtin) addSubclass(base, made);
  machine.allocate(1000);
  noteAbstract(made);
  return made;
}

function baseOf(machine: Machine, base: Value): ClassThing | undefined {
  if (is(base, 'alias')) return baseOf(machine, base.origin);
  if (!is(base, 'class')) {
    throw machine.error('TypeError', `bases must be types, not '${machine.typeName(base)}'`);
  }
  for (const final of ['bool', 'range', 'slice', 'NoneType', 'function']) {
    if (base === builtinClass(final))
      throw machine.error('TypeError', `type '${final}' is not an acceptable base type`);
  }
  return base;
}

function addSubclass(base: ClassThing, made: ClassThing): void {
  if (base.subclasses === undefined) change(base).subclasses = [made];
  else change(base.subclasses).push(made);
}

/** Which methods are still abstract, where its metaclass is ABCMeta. */
function noteAbstract(made: ClassThing): void {
  if (made.metaclass?.order.some(({ name }) => name === 'ABCMeta') !== true) return;
  const names = new Set<string>();
  for (const each of made.order.toReversed()) {
    for (const [name, value] of each.attributes) if (isAbstract(value)) names.add(name);
  }
  const missing = [...names].filter((name) => isAbstract(lookUp(made, name)));
  if (missing.length > 0) change(made.attributes).set('__abstractmethods__', list(missing.sort()));
}

function isAbstract(value: Value | undefined): boolean {
  if (is(value, 'property')) return isAbstract(value.get);
  if (is(value, 'wrapper')) return isAbstract(value.function);
  return is(value, 'function') && value.attributes.get('__isabstractmethod__') === true;
}

/** `__set_name__` of what is in it, and `__init_subclass__` of its bases. */
function afterwards(machine: Machine, made: ClassThing, keywords: ReadonlyMap<string, Value>): void {
  for (const [name, value] of [...made.attributes]) {
    if (!is(value, 'instance')) continue;
    const set = lookUp(value.class, '__set_name__');
    if (set !== undefined) machine.sync(set, [value, made, name]);
  }
  const rest = withoutMetaclass(keywords);
  for (const base of made.order.slice(1)) {
    const hook = base.attributes.get('__init_subclass__');
    if (hook === undefined) continue;
    machine.sync(is(hook, 'wrapper') ? hook.function : hook, [made], rest);
    return;
  }
  if (rest.size > 0)
    throw machine.error('TypeError', `${made.name}.__init_subclass__() takes no keyword arguments`);
}
