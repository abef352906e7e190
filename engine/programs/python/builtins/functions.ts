import {
  attributeOf,
  deleteAttribute,
  deletePlain,
  loadAttribute,
  noAttribute,
  storeAttribute,
} from '../machine/attributes.ts';
import { typeNew } from '../machine/class-making.ts';
import { classOf, isSubclass, lookUp } from '../machine/classes.ts';
import { weightOfInteger } from '../machine/integers.ts';
import { isIterable, iterableItems, iteratorOf, next } from '../machine/iteration.ts';
import { hashOf, makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { dictOf } from '../machine/namespaces.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { binary } from '../machine/operators.ts';
import { plain } from '../machine/plain.ts';
import { type ClassThing, float, is, isThing, list, tuple, type Value } from '../machine/values.ts';
import { narrowed } from '../syntax/numbers.ts';
import { formatted } from './format.ts';
import { integerArgument, numberArgument, textArgument } from './given.ts';
import { fixed } from './number-text.ts';
import { asOptional } from './optional.ts';
import { asciiOnly } from './repr.ts';
import { characters, textLength } from './text.ts';

export function lengthOf(machine: Machine, value: Value): Value {
  if (is(value, 'instance') || is(value, 'class')) {
    const own = lookUp(classOf(value), '__len__');
    if (own !== undefined && !is(own, 'native')) return machine.sync(own, [value]);
  }
  const object = plain(value);
  if (typeof object === 'string') return textLength(object);
  if (isThing(object)) {
    switch (object.t) {
      case 'list':
      case 'tuple':
        return object.items.length;
      case 'dict':
      case 'set':
        return object.map.size;
      case 'bytes':
        return object.v.length;
      case 'repeated':
        return object.count * (object.of === 'str' ? textLength(object.unit) : object.unit.length);
      case 'range':
        return Math.max(0, Math.ceil((object.stop - object.start) / object.step));
      case 'view':
        return object.dict.map.size;
      default:
        break;
    }
  }
  throw machine.error('TypeError', `object of type '${machine.typeName(value)}' has no len()`);
}

/** @param subject the value, or the class itself */
function matchesClass(
  machine: Machine,
  type: ClassThing,
  subject: Value,
  given: Value,
  what: 'isinstance' | 'issubclass',
): boolean {
  if (is(given, 'tuple')) return given.items.some((each) => matchesClass(machine, type, subject, each, what));
  if (is(given, 'alias') && given.origin === null)
    return given.arguments.some((each) => matchesClass(machine, type, subject, each, what));
  if (given === null) return type === classOf(null);
  if (!is(given, 'class')) {
    throw machine.error('TypeError', `${what}() arg 2 must be a type, a tuple of types, or a union`);
  }
  const check =
    given.metaclass === undefined
      ? undefined
      : lookUp(given.metaclass, what === 'isinstance' ? '__instancecheck__' : '__subclasscheck__');
  if (check !== undefined && !is(check, 'native'))
    return machine.truth(machine.sync(check, [given, subject]));
  const hook = given.attributes.get('__protocol__');
  if (hook !== undefined)
    return typeof hook === 'string' && (lookUp(type, hook) !== undefined || type.builtin);
  return isSubclass(type, given);
}

const round: NativeRun = (machine, [given, places], keywords) => {
  const value = plain(asOptional(given));
  const digits = places ?? keywords.get('ndigits') ?? null;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    const number = typeof value === 'boolean' ? Number(value) : value;
    const count = digits === null ? 0 : integerArgument(machine, digits);
    if (count >= 0) return number;
    const unit = 10n ** BigInt(-count);
    return narrowed((BigInt(number) / unit) * unit);
  }
  if (is(value, 'instance')) {
    const own = lookUp(value.class, '__round__');
    if (own !== undefined) return machine.sync(own, digits === null ? [value] : [value, digits]);
  }
  const number = numberArgument(machine, value);
  if (digits === null) {
    if (!Number.isFinite(number))
      throw machine.error('OverflowError', 'cannot convert float infinity to integer');
    return narrowed(BigInt(halfEven(number)));
  }
  const count = integerArgument(machine, digits);
  if (!Number.isFinite(number)) return float(number);
  if (count < 0) return float(halfEven(number / 10 ** -count) * 10 ** -count);
  return float(Number(fixed(number, count)));
};

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const based =
  (base: number, prefix: string): NativeRun =>
  (machine, [given]) => {
    const value = BigInt(integerBig(machine, given));
    machine.work(weightOfInteger(value));
    return `${value < 0n ? '-' : ''}${prefix}${(value < 0n ? -value : value).toString(base)}`;
  };

function integerBig(machine: Machine, given: Value | undefined): number | bigint {
  const value = plain(asOptional(given));
  return typeof value === 'bigint' ? value : integerArgument(machine, value);
}

const pow: NativeRun = (machine, [base, exponent, modulus]) => {
  if (modulus === undefined || modulus === null)
    return binary(machine, '**', asOptional(base), asOptional(exponent));
  const m = BigInt(integerBig(machine, modulus));
  if (m === 0n) throw machine.error('ValueError', 'pow() 3rd argument cannot be 0');
  let result = 1n;
  let factor = ((BigInt(integerBig(machine, base)) % m) + m) % m;
  for (let rest = BigInt(integerBig(machine, exponent)); rest > 0n; rest >>= 1n) {
    machine.work(1 + 2 * weightOfInteger(m) + (weightOfInteger(rest) >> 4));
    if (rest & 1n) result = (result * factor) % m;
    factor = (factor * factor) % m;
  }
  return narrowed(result % m);
};

function names(machine: Machine, value: Value | undefined): Value {
  if (value === undefined) {
    const { frame } = machine;
    return list([...(frame.names ?? frame.globals.globals).keys()].sort());
  }
  const found = new Set<string>();
  if (is(value, 'module')) for (const name of value.globals.keys()) found.add(name);
  if (is(value, 'instance')) for (const name of value.attributes.keys()) found.add(name);
  const type = is(value, 'class') ? value : classOf(value);
  for (const each of type.order) for (const name of each.attributes.keys()) found.add(name);
  for (const name of machine.methodNames(
    type.order.filter(({ builtin }) => builtin).map((each) => each.name),
  ))
    found.add(name);
  return list([...found].sort());
}

const getattr: NativeFunction = {
  special: (machine, [object, name, fallback], _keywords, after) => {
    const key = textArgument(machine, name, 'attribute name');
    if (fallback === undefined) loadAttribute(machine, asOptional(object), key, after);
    else machine.deliver(attributeOf(machine, asOptional(object), key) ?? fallback, after);
  },
};

function localNames(machine: Machine): Value {
  const { frame } = machine;
  if (frame.names !== undefined) return dictOf(frame.names);
  const entries: [string, Value][] = [];
  for (const [index, name] of frame.code.slots.entries()) {
    const value = frame.scope?.slots[index];
    if (value !== undefined && !name.startsWith('.')) entries.push([name, value]);
  }
  return makeDict(machine, entries);
}

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  len: (machine, [value]) => lengthOf(machine, asOptional(value)),
  repr: (machine, [value]) => machine.repr(asOptional(value)),
  ascii: (machine, [value]) => asciiOnly(machine.repr(asOptional(value))),
  format: (machine, [value, spec]) =>
    formatted(machine, asOptional(value), spec === undefined ? '' : textArgument(machine, spec)),
  abs: (machine, [given]) => {
    const value = plain(asOptional(given));
    if (is(value, 'float')) return float(Math.abs(value.v));
    if (is(value, 'complex')) return float(Math.hypot(value.re, value.im));
    if (typeof value === 'bigint') return narrowed(value < 0n ? -value : value);
    if (is(value, 'instance')) {
      const own = lookUp(value.class, '__abs__');
      if (own !== undefined) return machine.sync(own, [value]);
    }
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw machine.error(
        'TypeError',
        `bad operand type for abs(): '${machine.typeName(asOptional(given))}'`,
      );
    }
    return Math.abs(Number(value));
  },
  round,
  pow,
  divmod: (machine, [a, b]) =>
    tuple([
      binary(machine, '//', asOptional(a), asOptional(b)),
      binary(machine, '%', asOptional(a), asOptional(b)),
    ]),
  bin: based(2, '0b'),
  oct: based(8, '0o'),
  hex: based(16, '0x'),
  chr: (machine, [code]) => {
    const value = integerArgument(machine, code);
    if (value < 0 || value > 0x10ffff) throw machine.error('ValueError', 'chr() arg not in range(0x110000)');
    return String.fromCodePoint(value);
  },
  ord: (machine, [given]) => {
    if (is(given, 'bytes') && given.v.length === 1) return given.v.charCodeAt(0);
    const letters = characters(textArgument(machine, given, 'ord() argument'));
    if (letters.length !== 1) {
      throw machine.error(
        'TypeError',
        `ord() expected a character, but string of length ${letters.length} found`,
      );
    }
    return letters[0]?.codePointAt(0) ?? 0;
  },
  id: (machine, [value]) =>
    isThing(value)
      ? 0x7f03a0000000 + machine.identity(value) * 48
      : Number(hashOf(machine, asOptional(value))),
  hash: (machine, [value]) => hashOf(machine, asOptional(value)),
  callable: (_machine, [value]) =>
    is(value, 'function') ||
    is(value, 'native') ||
    is(value, 'method') ||
    is(value, 'class') ||
    (is(value, 'instance') && lookUp(value.class, '__call__') !== undefined),
  isinstance: (machine, [value, type]) =>
    matchesClass(machine, classOf(asOptional(value)), asOptional(value), asOptional(type), 'isinstance'),
  issubclass: (machine, [value, type]) => {
    if (!is(value, 'class')) throw machine.error('TypeError', 'issubclass() arg 1 must be a class');
    return matchesClass(machine, value, value, asOptional(type), 'issubclass');
  },
  getattr,
  hasattr: (machine, [object, name]) =>
    attributeOf(machine, asOptional(object), textArgument(machine, name)) !== undefined,
  setattr: {
    special: (machine, [object, name, value], _keywords, after) =>
      storeAttribute(
        machine,
        asOptional(object),
        textArgument(machine, name),
        asOptional(value),
        after.kind === 'push' ? { kind: 'give', value: null } : after,
      ),
  },
  delattr: (machine, [object, name]) => {
    deleteAttribute(machine, asOptional(object), textArgument(machine, name));
    return null;
  },
  iter: { special: (machine, [value], _keywords, after) => iteratorOf(machine, asOptional(value), after) },
  next: {
    special: (machine, [iterator, fallback], _keywords, after) =>
      next(machine, asOptional(iterator), fallback, after),
  },
  globals: (machine) => dictOf(machine.frame.globals.globals),
  locals: (machine) => localNames(machine),
  vars: (machine, [object]) => {
    if (object === undefined) return localNames(machine);
    const found = attributeOf(machine, object, '__dict__');
    if (found === undefined) throw machine.error('TypeError', 'vars() argument must have __dict__ attribute');
    return found;
  },
  dir: (machine, [value]) => names(machine, value),
  /** Of an initializer the instance is what counts. */
  second: (_machine, [, value]) => asOptional(value),
  is_iterable: (_machine, [value]) => isIterable(asOptional(value)),
  /** Sorts by keys that are there already. */
  reversed_items: (machine, [value]) => list([...iterableItems(machine, asOptional(value))].reverse()),
  'object.__init__': () => null,
  'object.__setattr__': (machine, [object, name, value]) => {
    machine.storePlain(asOptional(object), textArgument(machine, name), asOptional(value));
    return null;
  },
  'object.__delattr__': (machine, [object, name]) => {
    deletePlain(machine, asOptional(object), textArgument(machine, name));
    return null;
  },
  'type.__setattr__': (machine, [object, name, value]) => {
    machine.storePlain(asOptional(object), textArgument(machine, name), asOptional(value));
    return null;
  },
  'type.__delattr__': (machine, [object, name]) => {
    deletePlain(machine, asOptional(object), textArgument(machine, name));
    return null;
  },
  'object.__getattribute__': (machine, [object, name]) => {
    const found = attributeOf(machine, asOptional(object), textArgument(machine, name));
    if (found === undefined) throw noAttribute(machine, asOptional(object), textArgument(machine, name));
    return found;
  },
  'object.__repr__': (machine, [object]) => machine.plainRepr(asOptional(object)),
  'object.__str__': (machine, [object]) => machine.repr(asOptional(object)),
  'object.__eq__': (_machine, [a, b]) => a === b,
  'object.__hash__': (machine, [object]) => (isThing(object) ? machine.identity(object) : 0),
  'object.__init_subclass__': () => null,
  'object.__new__': (machine, [type, ...positional], keywords) =>
    machine.allocateInstance(asOptional(type), positional, keywords),
  'object.__format__': (machine, [value, spec]) =>
    formatted(machine, machine.text(asOptional(value)), textArgument(machine, spec)),
  'type.mro': (_machine, [type]) => list(is(type, 'class') ? [...type.order] : []),
  'type.__call__': {
    special: (machine, [type, ...positional], keywords, after) =>
      machine.create(asOptional(type), positional, keywords, after),
  },
  'type.__new__': (machine, [type, ...positional], keywords) =>
    positional.length === 1
      ? classOf(asOptional(positional[0]))
      : typeNew(machine, asOptional(type), positional, keywords),
  'type.__prepare__': (machine) => makeDict(machine),
  'type.__instancecheck__': (_machine, [type, value]) =>
    is(type, 'class') && isSubclass(classOf(asOptional(value)), type),
  'type.__subclasscheck__': (_machine, [type, value]) =>
    is(type, 'class') && is(value, 'class') && isSubclass(value, type),
  'type.__init__': () => null,
  'type.__subclasses__': (_machine, [type]) => list(is(type, 'class') ? [...(type.subclasses ?? [])] : []),
};

export const functions = natives('', table);

/** Those that programs can name. */
export const functionNames = Object.keys(table).filter(
  (name) => !name.includes('.') && !['second', 'is_iterable', 'reversed_items'].includes(name),
);
