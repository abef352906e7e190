import { BASE_EXCEPTION, builtinClass, classOf, isSubclass, lookUp, moduleOf } from '../machine/classes.ts';
import { weightOfInteger } from '../machine/integers.ts';
import { viewItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type Instance, is, isThing, type Thing, type Value } from '../machine/values.ts';
import { complexText } from './complex.ts';
import { DIGITS_WEIGHT, floatText, INTEGER_DIGITS_MAX } from './number-text.ts';
import { written } from './repeated.ts';

/** How deep containers in containers are shown. */
const DEPTH_MAX = 150;

/** str() */
export function showText(machine: Machine, value: Value): string {
  if (typeof value === 'string') return value;
  if (is(value, 'repeated') && value.of === 'str') return showText(machine, written(machine, value));
  if (is(value, 'instance')) {
    const own = lookUp(value.class, '__str__');
    if (own !== undefined && !is(own, 'native'))
      return textOnly(machine, machine.sync(own, [value]), '__str__');
    if (isSubclass(value.class, BASE_EXCEPTION)) return errorText(machine, value);
    if (typeof value.payload === 'string') return value.payload;
  }
  if (is(value, 'class') && value.metaclass !== undefined) {
    const own = lookUp(value.metaclass, '__str__');
    if (own !== undefined) return textOnly(machine, machine.sync(own, [value]), '__str__');
  }
  return showRepr(machine, value);
}

function textOnly(machine: Machine, value: Value, name: string): string {
  if (typeof value === 'string') return value;
  if (is(value, 'instance') && typeof value.payload === 'string') return value.payload;
  throw machine.error('TypeError', `${name} returned non-string (type ${machine.typeName(value)})`);
}

export function errorText(machine: Machine, error: Instance): string {
  const { attributes } = error;
  const given = attributes.get('args');
  const positional = is(given, 'tuple') ? given.items : [];
  if (isSubclass(error.class, builtinClass('OSError')) && positional.length === 2) {
    const file = attributes.get('filename') ?? null;
    const [number = null, words = null] = positional;
    return `[Errno ${machine.text(number)}] ${machine.text(words)}${file === null ? '' : `: ${machine.repr(file)}`}`;
  }
  const [only] = positional;
  if (positional.length === 0) return '';
  if (positional.length === 1 && only !== undefined) {
    return isSubclass(error.class, builtinClass('KeyError')) ? machine.repr(only) : machine.text(only);
  }
  return machine.repr({ t: 'tuple', items: positional });
}

/** repr() */
export function showRepr(machine: Machine, value: Value, depth = 0): string {
  machine.work(1);
  switch (typeof value) {
    case 'string':
      machine.work(value.length >> 3);
      return quoted(value);
    case 'number':
      return String(value);
    case 'bigint':
      return integerText(machine, value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      if (value === null) return 'None';
      if (depth > DEPTH_MAX)
        throw machine.error(
          'RecursionError',
          'maximum recursion depth exceeded while getting the repr of an object',
        );
      return isThing(value) ? reprOf(machine, value, depth) : '';
  }
}

function integerText(machine: Machine, value: bigint): string {
  machine.work(weightOfInteger(value) * DIGITS_WEIGHT);
  const text = value.toString();
  if (text.length > INTEGER_DIGITS_MAX + 1) {
    throw machine.error(
      'ValueError',
      `Exceeds the limit (${INTEGER_DIGITS_MAX} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return text;
}

function reprOf(machine: Machine, value: Thing, depth: number): string {
  const inner = (each: Value) => showRepr(machine, each, depth + 1);
  switch (value.t) {
    case 'float':
      return floatText(value.v);
    case 'complex':
      return complexText(value);
    case 'bytes':
      machine.work(value.v.length >> 2);
      return value.mutable ? `bytearray(${bytesRepr(value.v)})` : bytesRepr(value.v);
    case 'repeated':
      return showRepr(machine, written(machine, value));
    case 'list':
      return `[${value.items.map((item) => (item === value ? '[...]' : inner(item))).join(', ')}]`;
    case 'tuple':
      return tupleRepr(machine, value, inner);
    case 'dict':
      return `{${[...value.map.values()].map(([key, each]) => `${inner(key)}: ${each === value ? '{...}' : inner(each)}`).join(', ')}}`;
    case 'set':
      return setRepr([...value.map.values()].map(inner), value.frozen);
    case 'range':
      return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
    case 'slice':
      return `slice(${inner(value.from)}, ${inner(value.to)}, ${inner(value.step)})`;
    case 'view':
      return `dict_${value.of}([${viewItems(value).map(inner).join(', ')}])`;
    case 'instance':
      return instanceRepr(machine, value, depth);
    default:
      return objectRepr(machine, value, inner);
  }
}

function tupleRepr(
  machine: Machine,
  value: Extract<Thing, { t: 'tuple' }>,
  inner: (value: Value) => string,
): string {
  if (value.of !== undefined) {
    const own = lookUp(value.of, '__repr__');
    if (own !== undefined && !is(own, 'native')) return machine.text(machine.sync(own, [value]));
    const fields = value.of.attributes.get('_fields');
    const names = is(fields, 'tuple') ? fields.items : [];
    return `${value.of.name}(${value.items.map((item, index) => `${String(names[index])}=${inner(item)}`).join(', ')})`;
  }
  return value.items.length === 1
    ? `(${inner(value.items[0] ?? null)},)`
    : `(${value.items.map(inner).join(', ')})`;
}

function setRepr(items: readonly string[], frozen: boolean): string {
  if (frozen) return items.length === 0 ? 'frozenset()' : `frozenset({${items.join(', ')}})`;
  return items.length === 0 ? 'set()' : `{${items.join(', ')}}`;
}

function address(machine: Machine, value: object): string {
  return `0x7f${(0x3a0000000 + machine.identity(value) * 48).toString(16).padStart(10, '0')}`;
}

function instanceRepr(machine: Machine, value: Instance, depth: number): string {
  const own = lookUp(value.class, '__repr__');
  if (own !== undefined && !is(own, 'native'))
    return textOnly(machine, machine.sync(own, [value]), '__repr__');
  if (isSubclass(value.class, BASE_EXCEPTION)) {
    const given = value.attributes.get('args');
    const positional = is(given, 'tuple') ? given.items : [];
    return `${value.class.name}(${positional.map((each) => showRepr(machine, each, depth + 1)).join(', ')})`;
  }
  return value.payload === undefined
    ? plainRepr(machine, value)
    : showRepr(machine, value.payload, depth + 1);
}

/** object.__repr__ */
export function plainRepr(machine: Machine, value: Thing): string {
  const type = classOf(value);
  const own = moduleOf(type);
  const module = own === 'builtins' ? '' : `${own}.`;
  return `<${module}${type.qualifiedName} object at ${address(machine, value)}>`;
}

function objectRepr(machine: Machine, value: Thing, inner: (value: Value) => string): string {
  switch (value.t) {
    case 'class':
      return classRepr(machine, value);
    case 'function':
      return `<function ${value.code.qualifiedName} at ${address(machine, value)}>`;
    case 'native':
      return `<built-in function ${value.name.slice(value.name.lastIndexOf('.') + 1)}>`;
    case 'method':
      return methodRepr(machine, value, inner);
    case 'module':
      return moduleRepr(value);
    case 'generator':
      return `<${value.coroutine ? 'coroutine' : 'generator'} object ${value.name} at ${address(machine, value)}>`;
    case 'file':
      return value.text
        ? `<_io.TextIOWrapper name=${nameRepr(value.name)} mode='${value.mode}' encoding='utf-8'>`
        : `<_io.BufferedReader name=${nameRepr(value.name)}>`;
    case 'alias':
      return aliasRepr(value, inner);
    case 'singleton':
      return value.name;
    case 'super':
      return `<super: <class '${value.after.name}'>, <${machine.typeName(value.self)} object>>`;
    default:
      return plainRepr(machine, value);
  }
}

function nameRepr(name: string): string {
  return quoted(name);
}

function moduleRepr(value: Extract<Thing, { t: 'module' }>): string {
  const file = value.globals.get('__file__');
  return typeof file === 'string'
    ? `<module '${value.name}' from '${file}'>`
    : `<module '${value.name}' (built-in)>`;
}

function classRepr(machine: Machine, value: Extract<Thing, { t: 'class' }>): string {
  const own = value.metaclass === undefined ? undefined : lookUp(value.metaclass, '__repr__');
  if (own !== undefined) return machine.text(machine.sync(own, [value]));
  const module = moduleOf(value);
  return `<class '${module === 'builtins' ? '' : `${module}.`}${value.qualifiedName}'>`;
}

function methodRepr(
  machine: Machine,
  value: Extract<Thing, { t: 'method' }>,
  inner: (value: Value) => string,
): string {
  const { self, function: called } = value;
  if (is(called, 'function')) return `<bound method ${called.code.qualifiedName} of ${inner(self)}>`;
  const name = is(called, 'native') ? called.name.slice(called.name.indexOf('.') + 1) : '?';
  return `<built-in method ${name} of ${machine.typeName(self)} object at ${isThing(self) ? address(machine, self) : '0x7f03a0000010'}>`;
}

function aliasRepr(
  { origin, arguments: given }: Extract<Thing, { t: 'alias' }>,
  inner: (value: Value) => string,
): string {
  const show = (value: Value): string =>
    is(value, 'class')
      ? moduleOf(value) === 'builtins'
        ? value.qualifiedName
        : `${moduleOf(value)}.${value.qualifiedName}`
      : inner(value);
  if (origin === null) return given.map(show).join(' | ');
  return `${show(origin)}[${given.map(show).join(', ')}]`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** repr() of a text. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('\\') && !text.includes(quote))
    return quote + text + quote;
  let result = '';
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else if (ESCAPES[character] !== undefined) result += ESCAPES[character];
    else if (character < ' ' || character === '\x7f' || (character > '\x7f' && NOT_PRINTABLE.test(character)))
      result += escaped(character);
    else result += character;
  }
  return quote + result + quote;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

function bytesRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else if (ESCAPES[character] !== undefined) result += ESCAPES[character];
    else if (character < ' ' || character > '~') result += escaped(character);
    else result += character;
  }
  return `b${quote}${result}${quote}`;
}

/** ascii() */
export function asciiOnly(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, escaped);
}
