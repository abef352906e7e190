import type { ClassThing, Value } from './values.ts';
import { is, isThing } from './values.ts';

/** Name → names of its bases; the exceptions as in the documentation's tree. */
const TREE: readonly (readonly [names: string, base: string])[] = [
  ['type int float complex str bytes bytearray list tuple dict set frozenset range slice', 'object'],
  ['function builtin_function_or_method method module generator coroutine NoneType ellipsis', 'object'],
  ['NotImplementedType property staticmethod classmethod super memoryview BaseException', 'object'],
  ['dict_keys dict_values dict_items list_iterator tuple_iterator str_iterator range_iterator', 'object'],
  [
    'bytes_iterator dict_keyiterator set_iterator file_iterator TextIOWrapper BufferedReader GenericAlias',
    'object',
  ],
  ['traceback code', 'object'],
  ['bool', 'int'],
  ['SystemExit KeyboardInterrupt GeneratorExit Exception', 'BaseException'],
  [
    'StopIteration StopAsyncIteration ArithmeticError AssertionError AttributeError BufferError EOFError',
    'Exception',
  ],
  [
    'ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError SyntaxError',
    'Exception',
  ],
  ['SystemError TypeError ValueError Warning', 'Exception'],
  ['FloatingPointError OverflowError ZeroDivisionError', 'ArithmeticError'],
  ['ModuleNotFoundError', 'ImportError'],
  ['IndexError KeyError', 'LookupError'],
  ['UnboundLocalError', 'NameError'],
  ['BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError', 'OSError'],
  ['InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError', 'OSError'],
  ['TimeoutError', 'OSError'],
  ['BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError', 'ConnectionError'],
  ['NotImplementedError RecursionError', 'RuntimeError'],
  ['IndentationError', 'SyntaxError'],
  ['TabError', 'IndentationError'],
  ['UnicodeError', 'ValueError'],
  ['UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError', 'UnicodeError'],
  ['BytesWarning EncodingWarning ImportWarning UnicodeWarning', 'Warning'],
  ['DeprecationWarning FutureWarning PendingDeprecationWarning ResourceWarning RuntimeWarning', 'Warning'],
  ['SyntaxWarning UserWarning', 'Warning'],
];

const table = new Map<string, ClassThing>();

function define(name: string, bases: readonly ClassThing[]): ClassThing {
  const order: ClassThing[] = [];
  const made: ClassThing = {
    t: 'class',
    name,
    qualifiedName: name,
    module: name === 'TextIOWrapper' || name === 'BufferedReader' ? '_io' : 'builtins',
    bases,
    order,
    attributes: new Map(),
    builtin: true,
    metaclass: undefined,
  };
  order.push(made, ...(bases[0]?.order ?? []));
  table.set(name, made);
  return made;
}

export const OBJECT = define('object', []);
for (const [names, base] of TREE) for (const name of names.split(' ')) define(name, [builtinClass(base)]);

export function builtinClass(name: string): ClassThing {
  const found = table.get(name);
  if (found === undefined) throw new Error(`no built-in class ${name}`);
  return found;
}

export function builtinClasses(): Iterable<ClassThing> {
  return table.values();
}

export const TYPE = builtinClass('type');
export const BASE_EXCEPTION = builtinClass('BaseException');

const ITERATORS = {
  list: 'list_iterator',
  tuple: 'tuple_iterator',
  str: 'str_iterator',
  bytes: 'bytes_iterator',
  range: 'range_iterator',
  keys: 'dict_keyiterator',
  set: 'set_iterator',
  file: 'file_iterator',
} as const;

/** The name of a value's type, as errors say it: that of some modules' types has their name before it. */
export function typeName(value: Value): string {
  const { name, module } = classOf(value);
  return module === 'datetime' ? `datetime.${name}` : name;
}

/** `__module__`: what the program has set, or where the class was made. */
export function moduleOf(type: ClassThing): string {
  const own = type.attributes.get('__module__');
  return typeof own === 'string' ? own : type.module;
}

export function classOf(value: Value): ClassThing {
  if (value === null) return builtinClass('NoneType');
  switch (typeof value) {
    case 'string':
      return builtinClass('str');
    case 'number':
    case 'bigint':
      return builtinClass('int');
    case 'boolean':
      return builtinClass('bool');
    default:
      return isThing(value) ? classOfThing(value) : OBJECT;
  }
}

function classOfThing(value: Exclude<Value, null | boolean | number | bigint | string>): ClassThing {
  switch (value.t) {
    case 'instance':
      return value.class;
    case 'class':
      return value.metaclass ?? TYPE;
    case 'bytes':
      return builtinClass(value.mutable ? 'bytearray' : 'bytes');
    case 'repeated':
      return builtinClass(value.of);
    case 'tuple':
      return value.of ?? builtinClass('tuple');
    case 'set':
      return builtinClass(value.frozen ? 'frozenset' : 'set');
    case 'native':
      return builtinClass('builtin_function_or_method');
    case 'method':
      return builtinClass(is(value.function, 'native') ? 'builtin_function_or_method' : 'method');
    case 'generator':
      return builtinClass(value.coroutine ? 'coroutine' : 'generator');
    case 'iterator':
      return builtinClass(ITERATORS[value.of]);
    case 'file':
      return builtinClass(value.text ? 'TextIOWrapper' : 'BufferedReader');
    case 'view':
      return builtinClass(`dict_${value.of}`);
    case 'wrapper':
      return builtinClass(value.of);
    case 'alias':
      return builtinClass('GenericAlias');
    case 'singleton':
      return builtinClass(value.name === 'Ellipsis' ? 'ellipsis' : 'NotImplementedType');
    default:
      return builtinClass(value.t);
  }
}

export function isSubclass(lower: ClassThing, upper: ClassThing): boolean {
  return lower.order.includes(upper);
}

/** What a class or one of its bases has by that name. */
export function lookUp(type: ClassThing, name: string): Value | undefined {
  for (const each of type.order) {
    const found = each.attributes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** C3 linearization. Undefined: there is none. */
export function resolutionOrder(own: ClassThing, bases: readonly ClassThing[]): ClassThing[] | undefined {
  const sequences = [...bases.map((base) => [...base.order]), [...bases]];
  const order = [own];
  for (;;) {
    const open = sequences.filter((sequence) => sequence.length > 0);
    if (open.length === 0) return order;
    const next = open
      .map(([head]) => head)
      .find((head) => head !== undefined && !open.some((sequence) => sequence.indexOf(head) > 0));
    if (next === undefined) return undefined;
    order.push(next);
    for (const sequence of open) if (sequence[0] === next) sequence.shift();
  }
}
