import { allocate } from '../heap/allocation.ts';
import { change } from '../heap/change.ts';
import type { Environment, FunctionCode } from './code.ts';
import type { Machine } from './machine/machine.ts';

export class JsSymbol {
  readonly description: string | undefined;

  constructor(description: string | undefined) {
    this.description = description;
  }
}

/**
 * A value of the interpreted language. Whoever changes one that the program can reach gets it from `change`
 * (heap/change.ts), so that it is stored anew. Primitive values are the host's own.
 */
export type Value = undefined | null | boolean | number | string | bigint | JsSymbol | JsObject;
export type Key = string | JsSymbol;

/** What stands in a variable that isn't initialised yet, and in a hole of an array: programs never see it. */
export const EMPTY = new JsSymbol('empty');
/** What a native function answers that has pushed a frame: the frame's value comes instead. */
export const PENDING = new JsSymbol('pending');

/** What an object takes of our memory, roughly. */
const OBJECT_BYTES = 250;

export const WRITABLE = 1;
export const ENUMERABLE = 2;
export const CONFIGURABLE = 4;

/** A property that isn't a plain one: writable, enumerable and configurable. */
export class DataSlot {
  readonly value: Value;
  readonly flags: number;

  constructor(value: Value, flags: number) {
    this.value = value;
    this.flags = flags;
  }
}

export class Accessor {
  readonly get: Value;
  readonly set: Value;
  readonly flags: number;

  constructor(get: Value, set: Value, flags: number) {
    this.get = get;
    this.set = set;
    this.flags = flags;
  }
}

export type Stored = Value | DataSlot | Accessor;

/** Undefined where a property isn't there: a property may have the value undefined. */
export type Own = { readonly stored: Stored } | undefined;

export class JsObject {
  readonly proto: JsObject | null;
  /** `Object`, `Error`, `Arguments`, `Number` … */
  readonly kind: string;
  readonly props: ReadonlyMap<Key, Stored> = new Map();
  readonly extensible: boolean = true;
  /** What a wrapped primitive, a date, or another object of the language holds inside. */
  readonly inner: unknown = undefined;
  /** Of what every program has from the start: where it is. */
  intrinsic: string | undefined = undefined;
  /** The program has changed what it had from the start. */
  changed = false;
  /** Of what every program has: makes properties when somebody asks for them; without a key: all. */
  lazy: ((key?: Key) => void) | undefined = undefined;

  constructor(proto: JsObject | null, kind = 'Object') {
    this.proto = proto;
    this.kind = kind;
    allocate(OBJECT_BYTES);
  }

  own(key: Key): Own {
    if (this.lazy !== undefined && !this.props.has(key)) this.lazy(key);
    const stored = this.props.get(key);
    return stored === undefined && !this.props.has(key) ? undefined : { stored };
  }

  /** Sets or makes an own property, whatever it was before. */
  put(key: Key, stored: Stored): void {
    if (this.lazy !== undefined) this.complete();
    change(this.props).set(key, stored);
    if (this.intrinsic !== undefined) this.changed = true;
  }

  /** @returns false: it can't be removed */
  remove(key: Key): boolean {
    if (this.lazy !== undefined) this.complete();
    const stored = this.props.get(key);
    if ((stored instanceof DataSlot || stored instanceof Accessor) && (stored.flags & CONFIGURABLE) === 0)
      return false;
    change(this.props).delete(key);
    if (this.intrinsic !== undefined) this.changed = true;
    return true;
  }

  keys(): Key[] {
    if (this.lazy !== undefined) this.complete();
    return inOrder([...this.props.keys()]);
  }

  /** Makes all properties there are from the start. */
  complete(): void {
    const { lazy } = this;
    lazy?.();
    this.lazy = undefined;
  }
}

const indexPattern = /^(?:0|[1-9]\d{0,9})$/;

export function arrayIndex(key: Key): number | undefined {
  return typeof key === 'string' && indexPattern.test(key) && Number(key) < 4_294_967_295
    ? Number(key)
    : undefined;
}

/** Private names of classes begin with this: nothing lists them. */
export const PRIVATE = '\u0001';

/** Indexes come first, in their order; symbols last; private names never. */
function inOrder(keys: Key[]): Key[] {
  const indexes: number[] = [];
  const names: Key[] = [];
  const symbols: Key[] = [];
  for (const key of keys) {
    if (typeof key !== 'string') symbols.push(key);
    else if (arrayIndex(key) !== undefined) indexes.push(Number(key));
    else if (!key.startsWith(PRIVATE)) names.push(key);
  }
  indexes.sort((a, b) => a - b);
  return [...indexes.map(String), ...names, ...symbols];
}

export class JsArray extends JsObject {
  readonly items: readonly Value[];

  constructor(proto: JsObject | null, items: Value[]) {
    super(proto, 'Array');
    this.items = items;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index !== undefined) {
      const value = this.items[index];
      return index >= this.items.length || value === EMPTY ? undefined : { stored: value };
    }
    if (key === 'length') return { stored: new DataSlot(this.items.length, WRITABLE) };
    return super.own(key);
  }

  override put(key: Key, stored: Stored): void {
    const index = arrayIndex(key);
    if (index === undefined || stored instanceof Accessor) super.put(key, stored);
    else {
      const items = change(this.items);
      while (items.length < index) items.push(EMPTY);
      items[index] = stored instanceof DataSlot ? stored.value : stored;
    }
  }

  override remove(key: Key): boolean {
    const index = arrayIndex(key);
    if (index === undefined) return super.remove(key);
    if (index < this.items.length) change(this.items)[index] = EMPTY;
    return true;
  }

  override keys(): Key[] {
    const indexes: Key[] = [];
    for (const [index, item] of this.items.entries()) if (item !== EMPTY) indexes.push(String(index));
    return [...indexes, 'length', ...super.keys()];
  }
}

/** A Buffer or another Uint8Array. */
export class JsBytes extends JsObject {
  /** Whoever changes them says so of the object: `change(object)`. */
  readonly bytes: Uint8Array;

  constructor(proto: JsObject | null, bytes: Uint8Array) {
    super(proto, 'Uint8Array');
    this.bytes = bytes;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index === undefined) return super.own(key);
    return index < this.bytes.length ? { stored: this.bytes[index] } : undefined;
  }

  override put(key: Key, stored: Stored): void {
    const index = arrayIndex(key);
    if (index === undefined) super.put(key, stored);
    else if (index < this.bytes.length && typeof stored === 'number') change(this).bytes[index] = stored;
  }

  override keys(): Key[] {
    return [...Array.from(this.bytes.keys(), String), ...super.keys()];
  }
}

export class JsString extends JsObject {
  readonly text: string;

  constructor(proto: JsObject | null, text: string) {
    super(proto, 'String');
    this.text = text;
    change(this).inner = text;
  }

  override own(key: Key): Own {
    const index = arrayIndex(key);
    if (index !== undefined && index < this.text.length)
      return { stored: new DataSlot(this.text[index], ENUMERABLE) };
    return key === 'length' ? { stored: new DataSlot(this.text.length, 0) } : super.own(key);
  }

  override keys(): Key[] {
    return [...Array.from(this.text, (_, index) => String(index)), ...super.keys()];
  }
}

export abstract class JsFunction extends JsObject {
  constructor(proto: JsObject | null, kind = 'Function') {
    super(proto, kind);
  }

  /** What `name` and `length` are where the program hasn't changed them. */
  abstract readonly defaultName: string;
  abstract readonly arity: number;

  override own(key: Key): Own {
    const found = super.own(key);
    if (found !== undefined) return found;
    if (key === 'name') return { stored: new DataSlot(this.defaultName, CONFIGURABLE) };
    if (key === 'length') return { stored: new DataSlot(this.arity, CONFIGURABLE) };
    return undefined;
  }

  override keys(): Key[] {
    const own = super.keys();
    const first = ['length', 'name', 'prototype'].filter(
      (key) => own.includes(key) || this.own(key) !== undefined,
    );
    return [...first, ...own.filter((key) => !first.includes(String(key)) || typeof key !== 'string')];
  }
}

/** A function of the program: its code, and where it was made. */
export class Closure extends JsFunction {
  readonly code: FunctionCode;
  readonly environment: Environment | undefined;
  /** Of methods: where `super` starts to look. */
  readonly home: JsObject | undefined = undefined;
  /** Of classes: sets the fields of a new object. */
  readonly fields: Closure | undefined = undefined;
  /** Where it was given by what it was assigned to. */
  readonly givenName: string | undefined = undefined;

  constructor(proto: JsObject | null, code: FunctionCode, environment: Environment | undefined) {
    super(proto);
    this.code = code;
    this.environment = environment;
  }

  get defaultName(): string {
    return this.givenName ?? this.code.name;
  }

  get arity(): number {
    return this.code.arity;
  }

  override own(key: Key): Own {
    if (key === 'prototype' && !this.props.has(key) && this.code.hasPrototype) {
      const generators = this.code.kind.endsWith('generator') ? this.proto?.inner : undefined;
      const made = new JsObject(generators instanceof JsObject ? generators : root(this));
      if (this.code.kind === 'normal') made.put('constructor', new DataSlot(this, WRITABLE | CONFIGURABLE));
      change(this.props).set('prototype', new DataSlot(made, WRITABLE));
    }
    return super.own(key);
  }
}

export type NativeRun = (
  machine: Machine,
  self: Value,
  args: readonly Value[],
  newTarget: JsObject | undefined,
  callee: Native,
) => Value;

/** The last prototype: that of all objects. */
function root(object: JsObject): JsObject {
  let at = object;
  while (at.proto !== null) at = at.proto;
  return at;
}

/** A function that is built in. Which one it is says its `intrinsic`. */
export class Native extends JsFunction {
  readonly defaultName: string;
  readonly arity: number;
  readonly run: NativeRun;
  readonly constructs: boolean;
  /** The key of `run` in the table of internal functions, where it is made at run time. */
  readonly internal: string | undefined;

  constructor(
    proto: JsObject | null,
    name: string,
    run: NativeRun,
    {
      constructs = false,
      arity = 0,
      internal,
    }: { constructs?: boolean; arity?: number; internal?: string } = {},
  ) {
    super(proto);
    this.defaultName = name;
    this.run = run;
    this.constructs = constructs;
    this.arity = arity;
    this.internal = internal;
  }
}

export class Bound extends JsFunction {
  readonly target: JsObject;
  readonly self: Value;
  readonly args: readonly Value[];

  constructor(proto: JsObject | null, target: JsObject, self: Value, args: readonly Value[]) {
    super(proto);
    this.target = target;
    this.self = self;
    this.args = args;
  }

  get defaultName(): string {
    return `bound ${this.target instanceof JsFunction ? this.target.defaultName : ''}`;
  }

  get arity(): number {
    return this.target instanceof JsFunction ? Math.max(0, this.target.arity - this.args.length) : 0;
  }
}

/** Prototypes above each other. */
const CHAIN_MAX = 200;

/** What stands for another object: it says itself what a property's value is. */
export interface Opaque {
  find(key: Key, receiver: Value): Own;
  has(key: Key): boolean;
  /** @returns false: it can't be set */
  assign(key: Key, value: Value, receiver: Value): boolean;
}

export function isOpaque(object: JsObject): object is JsObject & Opaque {
  return object.kind === 'Proxy' && 'find' in object;
}

/**
 * Finds a property in an object or its prototypes.
 * @throws RangeError where there are too many of them
 */
export function lookup(object: JsObject, key: Key, receiver: Value = object): Own {
  let left = CHAIN_MAX;
  for (let at: JsObject | null = object; at !== null; at = at.proto) {
    if (at.kind === 'Proxy' && isOpaque(at)) return at.find(key, receiver);
    const found = at.own(key);
    if (found !== undefined) return found;
    if (--left === 0) throw new RangeError('Maximum call stack size exceeded');
  }
  return undefined;
}

/** Whether an object is among the prototypes of another. */
export function inherits(object: JsObject, prototype: Value): boolean {
  let left = CHAIN_MAX;
  for (let at = object.proto; at !== null && left > 0; at = at.proto, left--)
    if (at === prototype) return true;
  return false;
}

export function isEnumerable(stored: Stored): boolean {
  return stored instanceof DataSlot || stored instanceof Accessor ? (stored.flags & ENUMERABLE) !== 0 : true;
}

/** A value that a program threw, on its way through native code. */
export class Thrown extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('thrown by the program');
    this.value = value;
  }
}
