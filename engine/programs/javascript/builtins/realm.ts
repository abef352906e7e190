import { change } from '../../heap/change.ts';
import type { Environment, FunctionCode, Unit } from '../code.ts';
import type { Machine } from '../machine/machine.ts';
import { stackHere } from '../machine/stack-trace.ts';
import { JsArray } from '../values/array.ts';
import { Closure, Native, type NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE, DataSlot, ENUMERABLE, type Stored, WRITABLE } from '../values/slots.ts';
import { JsString } from '../values/text.ts';
import { JsSymbol, type Key, Thrown, type Value } from '../values/value.ts';
import type { Definition, Definitions } from './definition.ts';
import { newPattern } from './patterns.ts';
import { wellKnown } from './symbols.ts';

/** What the interpreter is put together from: it follows from the program's own text, not from the process. */
export interface Library {
  readonly definitions: Definitions;
  /** Functions that are made while a program runs, such as those that settle a promise. */
  readonly internals: Readonly<Record<string, NativeRun>>;
  /** Compiles JavaScript of ours; the same text gives the same unit. */
  compile(name: string, text: string): Unit;
}

/** What making an object takes, in operations. */
const OPERATIONS_PER_OBJECT = 8;

/** The objects that every program has, of one process. */
export class Realm {
  readonly #machine: Machine;
  readonly #library: Library;
  readonly #objects = new Map<string, JsObject>();

  constructor(machine: Machine, library: Library) {
    this.#machine = machine;
    this.#library = library;
  }

  get global(): JsObject {
    return this.object('globalThis');
  }

  /** All that have been made so far. */
  made(): Iterable<readonly [name: string, object: JsObject]> {
    return this.#objects;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#library.definitions, name);
  }

  /** An object by its name: `Array.prototype`, or `Array.prototype/push`. */
  object(name: string): JsObject {
    const known = this.#objects.get(name);
    if (known !== undefined) return known;
    const slash = name.lastIndexOf('/');
    if (slash > 0) {
      const parent = this.object(name.slice(0, slash));
      parent.complete();
      const child = this.#objects.get(name);
      if (child !== undefined) return child;
      // The program had it from another version of ours.
      throw new Error(`no such object: ${name}`);
    }
    return this.#make(name);
  }

  #make(name: string): JsObject {
    const definition = Object.hasOwn(this.#library.definitions, name)
      ? this.#library.definitions[name]
      : undefined;
    if (definition === undefined) throw new Error(`no such object: ${name}`);
    const made = this.#bare(name, definition);
    made.intrinsic = name;
    this.#objects.set(name, made);
    made.lazy = (key) => this.#fill(made, name, definition, key);
    return made;
  }

  #bare(name: string, definition: Definition): JsObject {
    const { call, make } = definition;
    if (make !== undefined) return make(this);
    const proto =
      definition.proto === 'null'
        ? null
        : this.object(definition.proto ?? (call === undefined ? 'Object.prototype' : 'Function.prototype'));
    if (call === undefined) return new JsObject(proto);
    return new Native(proto, definition.name ?? name, call, {
      constructs: definition.constructs ?? false,
      arity: definition.arity ?? 0,
    });
  }

  #fill(object: JsObject, name: string, definition: Definition, wanted: Key | undefined): void {
    const shown = definition.enumerable === true ? ENUMERABLE : 0;
    const add = (text: string, make: () => Stored) => {
      const key = text.startsWith('@@') ? this.symbol(text.slice(2)) : text;
      if ((wanted === undefined || wanted === key) && !object.props.has(key))
        change(object.props).set(key, make());
    };
    const method = (key: string, run: NativeRun, prefix = '') =>
      this.#native(`${name}/${prefix}${key}`, `${prefix}${shortName(key)}`, run);
    const plain = (value: Value) => (shown === 0 ? new DataSlot(value, WRITABLE | CONFIGURABLE) : value);
    for (const [key, run] of Object.entries(definition.methods ?? {}))
      add(key, () => plain(method(key, run)));
    for (const key of new Set([
      ...Object.keys(definition.getters ?? {}),
      ...Object.keys(definition.setters ?? {}),
    ])) {
      const get = definition.getters?.[key];
      const set = definition.setters?.[key];
      add(
        key,
        () =>
          new Accessor(
            get === undefined ? undefined : method(key, get, 'get '),
            set === undefined ? undefined : method(key, set, 'set '),
            CONFIGURABLE | shown,
          ),
      );
    }
    for (const [key, value] of Object.entries(definition.values ?? {})) add(key, () => plain(value));
    for (const [key, link] of Object.entries(definition.links ?? {}))
      add(key, () => (key === 'prototype' ? new DataSlot(this.object(link), 0) : plain(this.object(link))));
    if (definition.source !== undefined) this.#fillFromSource(name, definition.source, add, plain);
  }

  #fillFromSource(
    name: string,
    source: string,
    add: (key: string, make: () => Stored) => void,
    plain: (value: Value) => Stored,
  ): void {
    const unit = this.#library.compile(`node:internal/${name}`, source);
    for (const code of unit.functions) {
      if (code.parent !== 0 || code.name === '') continue;
      add(code.name, () => {
        const intrinsic = `${name}/${code.name}`;
        const known = this.#objects.get(intrinsic);
        const closure = known ?? this.closure(code, undefined);
        closure.intrinsic = intrinsic;
        if (closure instanceof Closure && code.name.startsWith('@@'))
          change(closure).givenName = shortName(code.name);
        this.#objects.set(intrinsic, closure);
        return plain(closure);
      });
    }
  }

  #native(intrinsic: string, name: string, run: NativeRun): Native {
    const known = this.#objects.get(intrinsic);
    if (known instanceof Native) return known;
    const made = new Native(this.object('Function.prototype'), name, run);
    made.intrinsic = intrinsic;
    this.#objects.set(intrinsic, made);
    return made;
  }

  symbol(name: string): JsSymbol {
    return wellKnown.get(name) ?? new JsSymbol(name);
  }

  /** A function whose behaviour is in the table of internal ones. What it works on is in `inner`. */
  internal(name: string): Native {
    const run = this.#library.internals[name];
    if (run === undefined) throw new Error(`no such function: ${name}`);
    return new Native(this.object('Function.prototype'), '', run, { internal: name, arity: 1 });
  }

  compile(name: string, text: string): Unit {
    return this.#library.compile(name, text);
  }

  array(items: Value[]): JsArray {
    this.#machine.charge(OPERATIONS_PER_OBJECT);
    return new JsArray(this.object('Array.prototype'), items);
  }

  plainObject(entries: Readonly<Record<string, Value>> = {}): JsObject {
    this.#machine.charge(OPERATIONS_PER_OBJECT);
    const made = new JsObject(this.object('Object.prototype'));
    for (const [key, value] of Object.entries(entries)) change(made.props).set(key, value);
    return made;
  }

  closure(code: FunctionCode, environment: Environment | undefined): Closure {
    const proto =
      code.kind === 'generator'
        ? 'GeneratorFunction.prototype'
        : code.kind === 'async generator'
          ? 'AsyncGeneratorFunction.prototype'
          : code.isAsync
            ? 'AsyncFunction.prototype'
            : 'Function.prototype';
    return new Closure(this.object(proto), code, environment);
  }

  iteratorResult(value: Value, done: boolean): JsObject {
    return this.plainObject({ value, done });
  }

  argumentsObject(args: readonly Value[]): JsObject {
    const made = new JsArray(this.object('Object.prototype'), [...args]);
    change(made).inner = 'Arguments';
    change(made.props).set(
      this.symbol('iterator'),
      new DataSlot(this.object('Array.prototype/values'), WRITABLE | CONFIGURABLE),
    );
    return made;
  }

  wrapped(value: Value): JsObject | null {
    if (value instanceof JsObject) return value;
    if (typeof value === 'string') return new JsString(this.object('String.prototype'), value);
    const name = { number: 'Number', boolean: 'Boolean', bigint: 'BigInt' }[String(typeof value)];
    if (name === undefined && !(value instanceof JsSymbol)) return null;
    const made = new JsObject(this.object(`${name ?? 'Symbol'}.prototype`), name ?? 'Symbol');
    change(made).inner = value;
    return made;
  }

  pattern(source: string, flags: string): JsObject {
    return newPattern(this.#machine, source, flags);
  }

  /** An error with where it came about. */
  error(kind: string, message: string): JsObject {
    const made = new JsObject(this.object(`${kind}.prototype`), 'Error');
    change(made.props).set(
      'stack',
      new DataSlot(stackHere(this.#machine, `${kind}: ${message}`), WRITABLE | CONFIGURABLE),
    );
    change(made.props).set('message', new DataSlot(message, WRITABLE | CONFIGURABLE));
    return made;
  }

  thrownCoded(kind: string, code: string, message: string): Thrown {
    return new Thrown(this.codedError(kind, code, message));
  }

  /** An error as Node's own modules throw it. */
  codedError(kind: string, code: string, message: string): JsObject {
    const made = new JsObject(this.object(`${kind}.prototype`), 'Error');
    const stack = stackHere(this.#machine, `${kind} [${code}]: ${message}`);
    change(made.props).set('stack', new DataSlot(stack, WRITABLE | CONFIGURABLE));
    change(made.props).set('message', new DataSlot(message, WRITABLE | CONFIGURABLE));
    change(made.props).set('code', code);
    change(made.props).set('toString', new DataSlot(this.object('$coded/toString'), WRITABLE | CONFIGURABLE));
    return made;
  }
}

function shortName(key: string): string {
  return key.startsWith('@@') ? `[Symbol.${key.slice(2)}]` : key;
}
