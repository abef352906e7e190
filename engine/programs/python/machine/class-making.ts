import { change } from '../../heap/change.ts';
import type { Code } from '../compile/code.ts';
import { builtinClass, lookUp, OBJECT, resolutionOrder, TYPE } from './classes.ts';
import type { Machine } from './machine.ts';
import {
  type ClassInMaking,
  type ClassThing,
  type Frame,
  is,
  list,
  type Then,
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
  const names = new Map<string, Value>();
  const module = frame.globals.globals.get('__name__');
  names.set('__module__', module ?? '__main__');
  names.set('__qualname__', code.qualifiedName);
  if (code.document !== undefined) names.set('__doc__', code.document);
  const make: ClassInMaking = { name, qualifiedName: code.qualifiedName, bases, keywords };
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

/** The body of a class is through. */
export function finishClass(machine: Machine, frame: Frame, make: ClassInMaking, after: Then): void {
  const made = makeClass(machine, make, frame.names ?? new Map());
  if (frame.home !== undefined) change(frame.home).class = made;
  machine.deliver(made, after);
  afterwards(machine, made, make.keywords);
}

function makeClass(
  machine: Machine,
  make: ClassInMaking,
  attributes: ReadonlyMap<string, Value>,
): ClassThing {
  const bases = make.bases.map((base) => baseOf(machine, base)).filter((base) => base !== undefined);
  if (bases.length === 0) bases.push(OBJECT);
  const given = make.keywords.get('metaclass');
  const metaclass =
    is(given, 'class') && given !== TYPE
      ? given
      : bases.find((base) => base.metaclass !== undefined)?.metaclass;
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
    metaclass,
  };
  const order = resolutionOrder(made, bases);
  if (order === undefined) {
    throw machine.error(
      'TypeError',
      `Cannot create a consistent method resolution order (MRO) for bases ${bases.map(({ name }) => name).join(', ')}`,
    );
  }
  change(made).order = order;
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

/** Which methods are still abstract, where its metaclass is ABCMeta. */
function noteAbstract(made: ClassThing): void {
  if (made.metaclass?.name !== 'ABCMeta') return;
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
  for (const base of made.order.slice(1)) {
    const hook = base.attributes.get('__init_subclass__');
    if (hook === undefined) continue;
    const rest = new Map([...keywords].filter(([name]) => name !== 'metaclass'));
    machine.sync(is(hook, 'wrapper') ? hook.function : hook, [made], rest);
    return;
  }
}

/** type(name, bases, namespace) */
export function classFromParts(machine: Machine, name: Value, bases: Value, names: Value): ClassThing {
  if (typeof name !== 'string' || !is(bases, 'tuple') || !is(names, 'dict')) {
    throw machine.error('TypeError', 'type() takes 1 or 3 arguments');
  }
  const attributes = new Map<string, Value>([['__module__', '__main__']]);
  for (const [key, value] of names.map.values()) if (typeof key === 'string') attributes.set(key, value);
  return makeClass(
    machine,
    { name, qualifiedName: name, bases: bases.items, keywords: new Map() },
    attributes,
  );
}
