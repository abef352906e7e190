import type { Json } from '../../linux/system.ts';
import { binary, bytesOf } from '../../shell/commands/bytes.ts';
import { ArrayCursor } from './builtins/array.ts';
import { Dictionary, DictionaryCursor } from './builtins/collections.ts';
import { DateState } from './builtins/date.ts';
import { PendingStack } from './builtins/errors.ts';
import { PatternState } from './builtins/patterns.ts';
import { wellKnown } from './builtins/symbols.ts';
import { Environment, type FunctionCode, type Unit, type UnitKind } from './code.ts';
import { Frame } from './machine/frame.ts';
import type { Machine } from './machine/machine.ts';
import { GeneratorState, PromiseState } from './machine/promises.ts';
import { FunctionProxy, ObjectProxy } from './machine/proxies.ts';
import { Awaited, ReturnRequest } from './operations/control.ts';
import { Iteration } from './operations/iteration.ts';
import { Child, Listener, Socket } from './run/handles.ts';
import {
  Accessor,
  Bound,
  Closure,
  DataSlot,
  EMPTY,
  JsArray,
  JsBytes,
  JsObject,
  JsString,
  JsSymbol,
  Native,
  PENDING,
} from './values.ts';

/** What a process may keep, in bytes as it is stored. */
export const STORED_BYTES_MAX = 24_000_000;

/** The classes whose objects are stored field by field. Their order is part of what is stored: new ones come last. */
const classes: readonly { readonly prototype: object }[] = [
  JsObject,
  JsArray,
  JsString,
  Closure,
  Bound,
  DataSlot,
  Accessor,
  Environment,
  Frame,
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

type Stored = Json[];

/** A graph of objects as JSON: a list of nodes that refer to each other by number. */
export interface Snapshot {
  readonly [key: string]: Json;
  readonly root: Json;
  readonly nodes: Json[];
  readonly units: Json[];
  /** Objects that every program has, and that this one has changed: their names and properties. */
  readonly changed: Json[];
}

/** How the compiled text of a stored program is found again. */
export interface Units {
  user(file: string, text: string, kind: UnitKind): Unit;
  own(file: string): Unit;
}

class Writer {
  readonly nodes: Stored[] = [];
  readonly units: Json[] = [];
  bytes = 0;
  readonly #ids = new Map<object, number>();
  readonly #units = new Map<Unit, number>();
  readonly #pending: { readonly object: object; readonly node: Stored }[] = [];

  /** Writes what is reachable: without recursion, however deep it goes. */
  drain(): void {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop())
      this.#fill(next.object, next.node);
  }

  value(value: unknown): Json {
    this.bytes += 8;
    switch (typeof value) {
      case 'string':
        this.bytes += value.length;
        return value;
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['n', String(Object.is(value, -0) ? '-0' : value)];
      case 'undefined':
        return [];
      case 'bigint':
        return ['b', String(value)];
      case 'object':
        return value === null ? null : this.#reference(value);
      default:
        throw new Error('a function of ours cannot be stored');
    }
  }

  #reference(object: object): Json {
    if (object === EMPTY) return ['e'];
    if (object === PENDING) return ['p'];
    if (object instanceof JsObject && object.intrinsic !== undefined) return ['i', object.intrinsic];
    if (object instanceof JsSymbol && object.description !== undefined) {
      const known = object.description.replace(/^Symbol\./, '');
      if (wellKnown.get(known) === object) return ['w', known];
    }
    const known = this.#ids.get(object);
    if (known !== undefined) return [known];
    const node: Stored = [];
    this.#ids.set(object, this.nodes.length);
    this.nodes.push(node);
    this.#pending.push({ object, node });
    return [this.nodes.length - 1];
  }

  #fill(object: object, node: Stored): void {
    this.bytes += 24;
    if (Array.isArray(object)) {
      node.push('a');
      for (const item of object) node.push(this.value(item));
    } else if (object instanceof Map) {
      node.push('m');
      for (const [key, value] of object) node.push(this.value(key), this.value(value));
    } else if (object instanceof Native) node.push('f', object.internal ?? '', this.value(object.inner));
    else if (object instanceof JsBytes) {
      const text = binary(object.bytes);
      this.bytes += text.length;
      node.push('y', text, this.value(object.proto), this.value(object.props));
    } else if (object instanceof Dictionary)
      node.push('d', this.value(object.keys), this.value(object.values));
    else if (object instanceof JsSymbol) node.push('s', this.value(object.description));
    else if (isCode(object)) node.push('c', this.#unit(object.unit), object.index);
    else this.#fields(object, node);
  }

  #fields(object: object, node: Stored): void {
    const tag = tags.get(Object.getPrototypeOf(object));
    node.push(tag ?? 'o');
    for (const [key, value] of Object.entries(object)) {
      if (
        DERIVED.has(key) ||
        value === undefined ||
        (key === 'extensible' && value === true) ||
        (key === 'kind' && value === 'Object')
      )
        continue;
      node.push(key, this.value(value));
    }
  }

  #unit(unit: Unit): number {
    const known = this.#units.get(unit);
    if (known !== undefined) return known;
    this.#units.set(unit, this.units.length);
    const own = unit.kind === 'builtin' || unit.kind === 'library';
    if (!own) this.bytes += unit.text.length;
    this.units.push(own ? [unit.file] : [unit.file, unit.text, unit.kind]);
    return this.units.length - 1;
  }
}

function isCode(object: object): object is FunctionCode {
  return 'instructions' in object && 'unit' in object;
}

/** Writes all of a process. @returns with how many bytes it takes */
export function write(
  machine: Machine,
  root: object,
): { readonly snapshot: Snapshot; readonly bytes: number } {
  const writer = new Writer();
  const top = writer.value(root);
  const changed: Json[] = [];
  for (const [name, object] of machine.realm.made()) {
    if (!object.changed) continue;
    const items = object instanceof JsArray ? writer.value(object.items) : [];
    changed.push([name, writer.value(object.props), writer.value(object.proto), items]);
  }
  writer.drain();
  return {
    snapshot: { root: top, nodes: writer.nodes, units: writer.units, changed },
    bytes: writer.bytes,
  };
}

class Reader {
  readonly #machine: Machine;
  readonly #nodes: readonly Json[];
  readonly #units: Unit[];
  readonly #made: unknown[] = [];

  constructor(machine: Machine, { nodes, units }: Snapshot, find: Units) {
    this.#machine = machine;
    this.#nodes = nodes;
    this.#units = units.map((unit) => {
      if (!Array.isArray(unit)) throw new Error('not a unit');
      const [file, text, kind] = unit.map(String);
      return text === undefined || kind === undefined
        ? find.own(file ?? '')
        : find.user(file ?? '', text, kind === 'module' || kind === 'script' ? kind : 'commonjs');
    });
    for (const node of nodes) this.#made.push(this.#bare(list(node)));
  }

  fill(): void {
    for (const [index, node] of this.#nodes.entries()) this.#fill(this.#made[index], list(node));
  }

  value(stored: Json | undefined): unknown {
    if (!Array.isArray(stored)) return stored;
    const [kind, detail] = stored;
    if (typeof kind === 'number') return this.#made[kind];
    if (kind === undefined) return undefined;
    const text = String(detail);
    if (kind === 'n') return Number(text);
    if (kind === 'b') return BigInt(text);
    if (kind === 'e') return EMPTY;
    if (kind === 'p') return PENDING;
    if (kind === 'i') return this.#machine.realm.object(text);
    return wellKnown.get(text);
  }

  #bare(node: readonly Json[]): unknown {
    const [tag, detail, second] = node;
    if (tag === 'a') return [];
    if (tag === 'm') return new Map();
    if (tag === 'o') return {};
    if (tag === 'f') return this.#machine.realm.internal(String(detail));
    if (tag === 'y') return new JsBytes(null, bytesOf(String(detail)));
    if (tag === 'd') return new Dictionary();
    if (tag === 's') return new JsSymbol(typeof detail === 'string' ? detail : undefined);
    if (tag === 'c') return this.#units[Number(detail)]?.functions[Number(second)];
    return Object.create(classes[Number(tag)]?.prototype ?? {});
  }

  #fill(made: unknown, node: readonly Json[]): void {
    const [tag, ...rest] = node;
    if (Array.isArray(made)) for (const item of rest) made.push(this.value(item));
    else if (made instanceof Map) {
      for (let at = 0; at < rest.length; at += 2) made.set(this.value(rest[at]), this.value(rest[at + 1]));
    } else if (made instanceof Native) made.inner = this.value(rest[1]);
    else if (made instanceof JsBytes) {
      Reflect.set(made, 'proto', this.value(rest[1]));
      Reflect.set(made, 'props', this.value(rest[2]));
    } else if (typeof tag === 'number' || tag === 'o') this.#fields(made, rest);
  }

  #fields(made: unknown, rest: readonly Json[]): void {
    if (typeof made !== 'object' || made === null) return;
    const fields = new Map<string, unknown>();
    for (let at = 0; at < rest.length; at += 2) fields.set(String(rest[at]), this.value(rest[at + 1]));
    if (made instanceof JsObject) {
      for (const name of ['inner', 'intrinsic', 'lazy', 'home', 'fields', 'givenName'])
        if (!fields.has(name)) Reflect.set(made, name, undefined);
      Reflect.set(made, 'extensible', true);
      Reflect.set(made, 'kind', 'Object');
      Reflect.set(made, 'changed', false);
      if (made instanceof ObjectProxy || made instanceof FunctionProxy) made.machine = this.#machine;
    }
    for (const [key, value] of fields) Reflect.set(made, key, value);
  }

  /** Those that are made from others, when these are whole. */
  finish(): void {
    for (const [index, node] of this.#nodes.entries()) {
      const [tag, keys, values] = list(node);
      if (tag !== 'd') continue;
      const found = this.#made[index];
      const [keyList, valueList] = [this.value(keys), this.value(values)];
      if (found instanceof Dictionary && Array.isArray(keyList) && Array.isArray(valueList))
        found.load(keyList, valueList);
    }
  }
}

function list(node: Json | undefined): readonly Json[] {
  return Array.isArray(node) ? node : [];
}

/** Makes a process again. @returns the root that was written */
export function read(machine: Machine, snapshot: Snapshot, units: Units): unknown {
  const reader = new Reader(machine, snapshot, units);
  reader.fill();
  reader.finish();
  for (const each of snapshot.changed) {
    const [name, props, proto, items] = list(each);
    const object = machine.realm.object(String(name));
    object.lazy = undefined;
    object.changed = true;
    Reflect.set(object, 'props', reader.value(props));
    Reflect.set(object, 'proto', reader.value(proto));
    if (object instanceof JsArray) Reflect.set(object, 'items', reader.value(items) ?? []);
  }
  return reader.value(snapshot.root);
}
