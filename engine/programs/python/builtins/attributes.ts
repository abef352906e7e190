import { BASE_EXCEPTION, classOf, isSubclass } from '../machine/classes.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { dictOf } from '../machine/namespaces.ts';
import { allowedSlots } from '../machine/slots.ts';
import {
  type ClassThing,
  float,
  type Instance,
  is,
  type Thing,
  tuple,
  type Value,
} from '../machine/values.ts';
import { ofFunction, ofGenerator } from './function-attributes.ts';
import { traceObject } from './tracebacks.ts';

/** What a value has because of its built-in type. Undefined: nothing by that name. */
export function builtinAttribute(machine: Machine, object: Value, name: string): Value | undefined {
  if (name === '__class__') return classOf(object);
  const data = is(object, 'class') ? ofClass(machine, object, name) : dataOf(machine, object, name);
  if (data !== undefined) return data;
  const type = is(object, 'class') ? object : classOf(object);
  if (name === '__hash__' && type.order.some((each) => each.builtin && UNHASHABLE.has(each.name)))
    return null;
  const value = is(object, 'instance') && object.payload !== undefined ? object.payload : object;
  for (const { name: owner, builtin } of type.order) {
    if (!builtin) continue;
    const key = `${owner}.${name}`;
    if (machine.native(key) === undefined) continue;
    if (is(object, 'class')) return classMethod(object, name, key);
    const keepsItself = owner === 'object' || owner === 'BaseException';
    return { t: 'method', self: keepsItself ? object : value, function: { t: 'native', name: key } };
  }
  const ofType = is(object, 'class') && (object.metaclass !== undefined || OF_TYPES.has(name));
  if (ofType && machine.native(`type.${name}`) !== undefined) {
    return { t: 'method', self: object, function: { t: 'native', name: `type.${name}` } };
  }
  return undefined;
}

const UNHASHABLE: ReadonlySet<string> = new Set(['list', 'dict', 'set', 'bytearray']);

/** What every class can be asked. */
const OF_TYPES: ReadonlySet<string> = new Set(['__subclasses__', 'mro', '__call__']);

/** Methods that are called on the class: `dict.fromkeys`, `str.maketrans`. */
const OF_CLASSES: ReadonlySet<string> = new Set(['fromkeys', 'maketrans', 'fromhex', '__new__']);

function classMethod(object: ClassThing, name: string, key: string): Value {
  if (OF_CLASSES.has(name) || object.builtin || !['__subclasses__', 'mro'].includes(name))
    return { t: 'native', name: key };
  return { t: 'method', self: object, function: { t: 'native', name: key } };
}

function ofClass(machine: Machine, object: ClassThing, name: string): Value | undefined {
  switch (name) {
    case '__name__':
      return object.name;
    case '__qualname__':
      return object.qualifiedName;
    case '__module__':
      return object.module;
    case '__mro__':
      return tuple(object.order);
    case '__bases__':
      return tuple(object.bases);
    case '__base__':
      return object.bases[0] ?? null;
    case '__dict__':
      return makeDict(machine, object.attributes);
    case '__doc__':
      return null;
    default:
      return undefined;
  }
}

function dataOf(machine: Machine, object: Value, name: string): Value | undefined {
  if (typeof object === 'number' || typeof object === 'bigint' || typeof object === 'boolean') {
    if (name === 'real' || name === 'numerator') return Number(object);
    return name === 'imag' ? 0 : name === 'denominator' ? 1 : undefined;
  }
  if (typeof object !== 'object' || object === null) return name === '__doc__' ? null : undefined;
  switch (object.t) {
    case 'float':
      return name === 'real' ? object : name === 'imag' ? float(0) : undefined;
    case 'complex':
      return name === 'real' ? float(object.re) : name === 'imag' ? float(object.im) : undefined;
    case 'function':
      return ofFunction(machine, object, name);
    case 'instance':
      return ofInstance(machine, object, name);
    case 'module':
      return name === '__dict__' ? dictOf(object.globals) : undefined;
    default:
      return ofOthers(machine, object, name);
  }
}

function ofOthers(machine: Machine, object: Thing, name: string): Value | undefined {
  switch (object.t) {
    case 'native':
      return name === '__name__' || name === '__qualname__'
        ? object.name.slice(object.name.lastIndexOf('.') + 1)
        : name === '__doc__'
          ? null
          : undefined;
    case 'method':
      return name === '__self__' ? object.self : name === '__func__' ? object.function : undefined;
    case 'range':
    case 'slice':
      return name === 'start'
        ? object.t === 'range'
          ? object.start
          : object.from
        : name === 'stop'
          ? object.t === 'range'
            ? object.stop
            : object.to
          : name === 'step'
            ? object.step
            : undefined;
    case 'property':
      return name === 'fget' ? object.get : undefined;
    case 'wrapper':
      return name === '__func__' ? object.function : undefined;
    case 'alias':
      return name === '__origin__'
        ? object.origin
        : name === '__args__'
          ? tuple(object.arguments)
          : undefined;
    case 'generator':
      return ofGenerator(object, name);
    case 'file':
      return fileData(machine, object, name);
    default:
      return undefined;
  }
}

function fileData(_machine: Machine, object: Extract<Thing, { t: 'file' }>, name: string): Value | undefined {
  switch (name) {
    case 'name':
      return object.name;
    case 'mode':
      return object.mode;
    case 'closed':
      return object.closed;
    case 'encoding':
      return object.text ? 'utf-8' : undefined;
    case 'buffer':
      return object.text ? { ...object, text: false, buffering: 'none' } : undefined;
    default:
      return undefined;
  }
}

/** What built-in exceptions have beside their `__dict__`. */
const OF_EXCEPTIONS: ReadonlySet<string> = new Set(
  'args errno strerror filename code value exceptions message name obj __cause__ __context__ __suppress_context__ __traceback__ __names__'.split(
    ' ',
  ),
);

function dictOfInstance(machine: Machine, object: Instance): Value | undefined {
  if (allowedSlots(object.class) !== undefined) return undefined;
  if (!isSubclass(object.class, BASE_EXCEPTION)) return dictOf(object.attributes);
  return makeDict(
    machine,
    [...object.attributes].filter(([name]) => !OF_EXCEPTIONS.has(name)),
  );
}

function ofInstance(machine: Machine, object: Instance, name: string): Value | undefined {
  if (name === '__dict__') return dictOfInstance(machine, object);
  if (name === '__doc__' || name === '__module__') return name === '__doc__' ? null : object.class.module;
  if (!isSubclass(object.class, BASE_EXCEPTION)) return undefined;
  if (name === '__traceback__') return traceObject(machine, object);
  if (name === '__cause__' || name === '__context__') return null;
  return name === '__suppress_context__' ? false : undefined;
}
