import type { Json } from '../../linux/system.ts';
import { binary, bytesOf } from '../../shell/commands/bytes.ts';
import type { Dialect, ReadValue, WriteValue } from '../heap/dialect.ts';
import { ArrayCursor } from './builtins/array.ts';
import { Dictionary, DictionaryCursor } from './builtins/collections.ts';
import { DateState } from './builtins/date.ts';
import { PendingStack } from './builtins/errors.ts';
import { PatternState } from './builtins/patterns.ts';
import { wellKnown } from './builtins/symbols.ts';
import { Environment, type FunctionCode, type Unit, type UnitKind } from './code.ts';
import { Frame, NESTED, PUSH, TASK } from './machine/frame.ts';
import type { Machine } from './machine/machine.ts';
import { GeneratorState, PromiseState } from './machine/promises.ts';
import { FunctionProxy, ObjectProxy } from './machine/proxies.ts';
import { Awaited, ReturnRequest } from './operations/control.ts';
import { Iteration } from './operations/iteration.ts';
import { Child, Listener, Socket } from './run/handles.ts';
import { JsArray } from './values/array.ts';
import { isTypedName, JsBytes, TYPED_ARRAYS } from './values/bytes.ts';
import { Bound, Closure, Native } from './values/functions.ts';
import { JsObject } from './values/object.ts';
import { Accessor, DataSlot } from './values/slots.ts';
import { JsString } from './values/text.ts';
import { EMPTY, JsSymbol, PENDING } from './values/value.ts';

/** The classes whose objects are stored field by field, by the number of their tag. */
const classes: readonly { readonly prototype: object }[] = [
  JsObject,
  JsArray,
  JsString,
  Closure,
  Bound,
  Environment,
  PromiseState,
  GeneratorState,
  DateState,
  PatternState,
  ArrayCursor,
  DictionaryCursor,
  Iteration,
  ReturnRequest,
  Listener,
  Socket,
  Awaited,
  ObjectProxy,
  FunctionProxy,
  PendingStack,
  Child,
];

const tags = new Map(classes.map((each, index) => [each.prototype, index]));

/** Fields that follow from others, or that no stored object has. */
const DERIVED: ReadonlySet<string> = new Set(['intrinsic', 'lazy', 'changed', 'machine']);
/** Fields that an object has though they aren't stored. */
const ABSENT = ['inner', 'intrinsic', 'lazy', 'home', 'fields', 'givenName'] as const;

const FRAME = 'F';
const NATIVE = 'f';
const BYTES = 'y';
/** What typed arrays lie in. */
const STORE = 'Y';
const DICTIONARY = 'd';
const SYMBOL = 'S';
const UNIT = 'u';
const PLAIN = 'o';

/** How the compiled text of a stored program is found again. */
export interface Units {
  user(file: string, text: string, kind: UnitKind): Unit;
  own(file: string): Unit;
}

/** The heap of JavaScript: its objects, frames and jobs, field by field. Code isn't stored but the text it follows from. */
export function javascriptDialect(machine: Machine, units: Units): Dialect {
  return {
    reference,
    resolve: (stored, read) => resolve(machine, stored, read),
    write: writeNode,
    visit: visitNode,
    make: (node) => make(machine, units, node),
    fill: (object, node, read) => {
      fill(object, node, read);
      if (object instanceof ObjectProxy || object instanceof FunctionProxy) object.machine = machine;
    },
    heldBytes: (object) => (object instanceof ArrayBuffer ? object.byteLength : 0),
    modelledBytes: (object) => (isUnit(object) && !isOwn(object) ? object.text.length : 0),
  };
}

function isCode(object: object): object is FunctionCode {
  return 'instructions' in object && 'unit' in object;
}

function isUnit(object: object): object is Unit {
  return 'functions' in object && 'imports' in object;
}

/** True for a text of ours. */
function isOwn({ kind }: Unit): boolean {
  return kind === 'builtin' || kind === 'library';
}

function reference(object: object, write: WriteValue): Json[] | undefined {
  if (object instanceof DataSlot) return ['D', write(object.value), object.flags];
  if (object instanceof Accessor) return ['G', write(object.get), write(object.set), object.flags];
  if (object instanceof JsObject) return object.intrinsic === undefined ? undefined : ['i', object.intrinsic];
  if (object instanceof JsSymbol) {
    if (object === EMPTY) return ['e'];
    if (object === PENDING) return ['p'];
    const name = object.description?.replace(/^Symbol\./, '');
    return name !== undefined && wellKnown.get(name) === object ? ['w', name] : undefined;
  }
  if (isCode(object)) return ['c', write(object.unit), object.index];
  for (const after of [PUSH, TASK, NESTED]) if (object === after) return ['t', after.do];
  return undefined;
}

function resolve(machine: Machine, stored: readonly Json[], read: ReadValue): unknown {
  const [kind, detail, second, third] = stored;
  switch (kind) {
    case 'D':
      return Object.assign(new DataSlot(undefined, Number(second)), { value: read(detail) });
    case 'G':
      return Object.assign(new Accessor(undefined, undefined, Number(third)), {
        get: read(detail),
        set: read(second),
      });
    case 'i':
      return machine.realm.object(String(detail));
    case 'e':
      return EMPTY;
    case 'p':
      return PENDING;
    case 'w':
      return wellKnown.get(String(detail));
    case 'c': {
      const unit = read(detail);
      return typeof unit === 'object' && unit !== null && isUnit(unit)
        ? unit.functions[Number(second)]
        : undefined;
    }
    default:
      return detail === PUSH.do ? PUSH : detail === TASK.do ? TASK : NESTED;
  }
}

function writeNode(object: object, write: WriteValue): Json[] {
  if (object instanceof Frame) return [FRAME, ...frameFields(object, write)];
  if (object instanceof Native)
    return [NATIVE, object.internal ?? '', write(object.inner), write(object.props)];
  if (object instanceof JsBytes) return [BYTES, ...bytesFields(object, write)];
  if (object instanceof ArrayBuffer) return [STORE, object.byteLength, write(packed(object))];
  if (object instanceof Dictionary) return [DICTIONARY, write(object.keys), write(object.values)];
  if (object instanceof JsSymbol) return [SYMBOL, write(object.description)];
  if (isUnit(object))
    return isOwn(object) ? [UNIT, object.file] : [UNIT, object.file, object.text, object.kind];
  const node: Json[] = [tags.get(Object.getPrototypeOf(object)) ?? PLAIN];
  for (const [key, value] of Object.entries(object)) {
    const isUsual =
      value === undefined ||
      (key === 'extensible' && value === true) ||
      (key === 'kind' && value === 'Object');
    if (!isUsual && !DERIVED.has(key)) node.push(key, write(value));
  }
  return node;
}

/** Ordinary objects, of which there are many, are gone over without writing them. */
function visitNode(object: object, visit: WriteValue): void {
  const type = Object.getPrototypeOf(object);
  if (object instanceof ArrayBuffer) return;
  if (!(object instanceof JsObject) || !(type === JsObject.prototype || type === JsArray.prototype)) {
    writeNode(object, visit);
    return;
  }
  visit(object.proto);
  visit(object.props);
  if (object.inner !== undefined) visit(object.inner);
  if (object instanceof JsArray) visit(object.items);
}

/** The bytes of a buffer up to the last that isn't zero, as text. */
function packed(store: ArrayBuffer): string {
  const bytes = new Uint8Array(store);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return btoa(binary(bytes.subarray(0, end)));
}

/** Where a typed array lies in its buffer, which it may share with others. */
function bytesFields(array: JsBytes, write: WriteValue): Json[] {
  const { buffer, byteOffset, length } = array.elements;
  const place = [write(buffer), byteOffset, length];
  return [array.kind, ...place, write(array.buffer), write(array.proto), write(array.props)];
}

function fillBytes(made: object, fields: readonly Json[], read: ReadValue): void {
  const [kind, stored, offset, length, buffer, proto, props] = fields;
  const name = String(kind);
  const store = read(stored);
  if (!isTypedName(name) || !(store instanceof ArrayBuffer)) return;
  const elements = new TYPED_ARRAYS[name](store, Number(offset), Number(length));
  Object.assign(made, { kind: name, elements, buffer: read(buffer), proto: read(proto), props: read(props) });
}

/** Frames change with every operation, so what is theirs alone is written with them. */
function frameFields(frame: Frame, write: WriteValue): Json[] {
  return [
    write(frame.code),
    frame.pc,
    frame.stack.map(write),
    write(frame.environment),
    write(frame.callee),
    frame.args.map(write),
    frame.handlers.map(({ target, depth, environment }) => [target, depth, write(environment)]),
    write(frame.result),
    write(frame.after),
  ];
}

function make(machine: Machine, units: Units, node: readonly Json[]): object {
  const [tag, detail, text, kind] = node;
  if (tag === FRAME) return Object.create(Frame.prototype);
  if (tag === NATIVE) return machine.realm.internal(String(detail));
  if (tag === BYTES) return new JsBytes(null, new Uint8Array());
  if (tag === STORE) return new ArrayBuffer(Number(detail));
  if (tag === DICTIONARY) return new Dictionary();
  if (tag === SYMBOL) return new JsSymbol(undefined);
  if (tag === UNIT) {
    if (typeof text !== 'string') return units.own(String(detail));
    return units.user(String(detail), text, kind === 'module' || kind === 'script' ? kind : 'commonjs');
  }
  if (tag === PLAIN) return {};
  return Object.create(classes[Number(tag)]?.prototype ?? {});
}

function fill(made: object, node: readonly Json[], read: ReadValue): void {
  const [tag, ...rest] = node;
  const set = (name: string, value: unknown) => Reflect.set(made, name, value);
  if (tag === UNIT) return;
  if (tag === FRAME) fillFrame(made, rest, read);
  else if (tag === NATIVE) {
    set('inner', read(rest[1]));
    set('props', read(rest[2]));
  } else if (tag === BYTES) fillBytes(made, rest, read);
  else if (tag === STORE) {
    if (made instanceof ArrayBuffer) new Uint8Array(made).set(bytesOf(atob(String(read(rest[1])))));
  } else if (tag === DICTIONARY) {
    set('keys', read(rest[0]));
    set('values', read(rest[1]));
  } else if (tag === SYMBOL) set('description', read(rest[0]));
  else {
    if (made instanceof JsObject) {
      for (const name of ABSENT) set(name, undefined);
      set('extensible', true);
      set('kind', 'Object');
      set('changed', false);
    }
    for (let at = 0; at < rest.length; at += 2) set(String(rest[at]), read(rest[at + 1]));
  }
}

function fillFrame(made: object, fields: readonly Json[], read: ReadValue): void {
  const [code, pc, stack, environment, callee, args, handlers, result, after] = fields;
  const list = (stored: Json | undefined): readonly Json[] => (Array.isArray(stored) ? stored : []);
  Object.assign(made, {
    code: read(code),
    pc,
    stack: list(stack).map(read),
    environment: read(environment),
    callee: read(callee),
    args: list(args).map(read),
    handlers: list(handlers).map((handler) => {
      const [target, depth, inner] = list(handler);
      return { target, depth, environment: read(inner) };
    }),
    result: read(result),
    after: read(after),
  });
}
