import type { Code } from '../compile/code.ts';

/**
 * A value of Python. Whoever changes one that the program can reach gets it from `change` (heap/change.ts), so that it
 * is stored anew. Integers are numbers where these are exact, else bigints; a number is never a
 * float.
 */
export type Value = null | boolean | number | bigint | string | Thing;

export type Thing =
  | Float
  | Complex
  | Bytes
  | Repeated
  | List
  | Tuple
  | Dict
  | SetThing
  | Range
  | Slice
  | FunctionThing
  | Native
  | Method
  | ClassThing
  | Instance
  | Module
  | Generator
  | Iterator
  | FileThing
  | View
  | Wrapper
  | Property
  | Super
  | Alias
  | Singleton;

export interface Float {
  readonly t: 'float';
  readonly v: number;
}

export interface Complex {
  readonly t: 'complex';
  readonly re: number;
  readonly im: number;
}

/** One character per byte. */
export interface Bytes {
  readonly t: 'bytes';
  readonly v: string;
  readonly mutable: boolean;
}

/** Text or bytes that are too long to be written out: what `' ' * 10**9` gives. */
export interface Repeated {
  readonly t: 'repeated';
  readonly unit: string;
  readonly count: number;
  readonly of: 'str' | 'bytes' | 'bytearray';
}

export interface List {
  readonly t: 'list';
  readonly items: readonly Value[];
}

export interface Tuple {
  readonly t: 'tuple';
  readonly items: readonly Value[];
  /** The type of a named tuple. */
  readonly of?: ClassThing;
}

/** What a dict finds an entry by: equal keys have the same. */
export type Key = string | number | bigint | Thing;

export interface Dict {
  readonly t: 'dict';
  readonly map: ReadonlyMap<Key, readonly [key: Value, value: Value]>;
}

export interface SetThing {
  readonly t: 'set';
  readonly map: ReadonlyMap<Key, Value>;
  readonly frozen: boolean;
}

interface Range {
  readonly t: 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

export interface Slice {
  readonly t: 'slice';
  readonly from: Value;
  readonly to: Value;
  readonly step: Value;
}

/** Local variables of a call: closures share them. */
export interface Scope {
  readonly slots: readonly (Value | undefined)[];
  readonly parent: Scope | undefined;
}

export interface FunctionThing {
  readonly t: 'function';
  readonly code: Code;
  readonly globals: Module;
  readonly scope: Scope | undefined;
  /** Of parameters that have one, by name. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** Filled in when the class is made whose body defines it: super() looks there. */
  readonly home: Home | undefined;
  readonly attributes: ReadonlyMap<string, Value>;
}

interface Home {
  readonly class: ClassThing | undefined;
}

/** A function that isn't written in Python; `name` is its key in the table of natives. */
export interface Native {
  readonly t: 'native';
  readonly name: string;
}

/** A function with its first argument. */
interface Method {
  readonly t: 'method';
  readonly self: Value;
  readonly function: Value;
}

export interface ClassThing {
  readonly t: 'class';
  readonly name: string;
  readonly qualifiedName: string;
  readonly module: string;
  readonly bases: readonly ClassThing[];
  /** Method resolution order, itself first. */
  readonly order: readonly ClassThing[];
  readonly attributes: ReadonlyMap<string, Value>;
  /** One that Python has, and not the program: it isn't stored. */
  readonly builtin: boolean;
  readonly metaclass: ClassThing | undefined;
  /** Of a class of the program's: those that extend it directly. */
  readonly subclasses?: readonly ClassThing[];
}

export interface Instance {
  readonly t: 'instance';
  readonly class: ClassThing;
  readonly attributes: ReadonlyMap<string, Value>;
  /** Where its class extends a built-in one: the value of that. */
  readonly payload?: Value;
  /** Of an exception: where it went through, the innermost frame last. */
  readonly trace?: readonly TraceEntry[];
}

export interface TraceEntry {
  readonly file: string;
  readonly name: string;
  readonly at: {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
  /** Its lines, as the source has them. */
  readonly lines: readonly string[];
  /** While pytest runs: what the function was called with, by its parameters. */
  readonly arguments?: readonly (readonly [name: string, value: Value])[];
}

export interface Module {
  readonly t: 'module';
  readonly name: string;
  readonly globals: ReadonlyMap<string, Value>;
}

/** A block of a frame that catches what is raised in it. */
interface Block {
  readonly kind: 'try' | 'with';
  readonly target: number;
  readonly depth: number;
  readonly handled: number;
  readonly exit?: Value;
}

/** A call that is under way. Its own fields and lists need no `change`: frames are noted when they run. */
export interface Frame {
  readonly code: Code;
  ip: number;
  stack: Value[];
  readonly scope: Scope | undefined;
  /** The namespace of a module's or class's body. */
  readonly names: ReadonlyMap<string, Value> | undefined;
  readonly globals: Module;
  readonly blocks: Block[];
  /** Exceptions that are being handled here. */
  handled: Instance[];
  readonly function: FunctionThing | undefined;
  readonly home: Home | undefined;
  readonly generator: Generator | undefined;
  after: Then;
}

/** What becomes of what a frame returns. */
export type Then =
  | { readonly kind: 'push' | 'drop' | 'leave' | 'end' }
  /** Push this in its place: the instance, after `__init__`. */
  | { readonly kind: 'give'; readonly value: Value }
  /** Of a loop: where to go on when it is over. */
  | { readonly kind: 'loop'; readonly exit: number; readonly delegate: boolean }
  /** Of next(): what to give at the end, where StopIteration isn't to be raised. */
  | { readonly kind: 'next'; readonly fallback: Value | undefined }
  /** Call something with the result in the place of an argument. */
  | {
      readonly kind: 'call';
      readonly function: Value;
      readonly positional: Value[];
      readonly index: number;
      readonly keywords: Map<string, Value>;
      readonly after: Then;
    }
  | { readonly kind: 'class'; readonly make: ClassInMaking; readonly after: Then }
  | { readonly kind: 'module'; readonly module: Module; readonly rest: ImportRest };

export interface ClassInMaking {
  readonly name: string;
  readonly qualifiedName: string;
  readonly bases: readonly Value[];
  readonly keywords: Map<string, Value>;
  readonly metaclass: Value | undefined;
}

/** What an import still has to do when a module's body is through. */
export interface ImportRest {
  /** Full names of modules to load yet, in their order. */
  readonly pending: readonly string[];
  /** Those of them that needn't be there: `from package import name`. */
  readonly optional: readonly string[];
  /** The module that the statement is given. */
  readonly result: string;
  readonly after: Then;
}

export interface Generator {
  readonly t: 'generator';
  readonly name: string;
  readonly frame: Frame | undefined;
  readonly state: 'new' | 'waiting' | 'running' | 'done';
  readonly coroutine: boolean;
  readonly code: Code;
}

/** An iterator over a value that isn't written in Python. */
export interface Iterator {
  readonly t: 'iterator';
  readonly of: 'list' | 'tuple' | 'str' | 'bytes' | 'range' | 'keys' | 'set' | 'file';
  readonly source: Value;
  /** Snapshots of what a dict or set, or a text's characters, are. */
  readonly items: readonly Value[] | undefined;
  readonly at: number;
}

export interface FileThing {
  readonly t: 'file';
  readonly descriptor: number;
  readonly name: string;
  readonly mode: string;
  readonly text: boolean;
  /** Written out: at every line, at once, or when there is enough. */
  readonly buffering: 'line' | 'none' | 'block';
  /** Bytes to write; bytes that were read ahead. */
  readonly output: string;
  readonly input: string;
  readonly ended: boolean;
  readonly closed: boolean;
}

interface View {
  readonly t: 'view';
  readonly of: 'keys' | 'values' | 'items';
  readonly dict: Dict;
}

interface Wrapper {
  readonly t: 'wrapper';
  readonly of: 'staticmethod' | 'classmethod';
  readonly function: Value;
}

export interface Property {
  readonly t: 'property';
  readonly get: Value;
  readonly set: Value;
  readonly delete: Value;
}

interface Super {
  readonly t: 'super';
  readonly after: ClassThing;
  readonly self: Value;
}

/** `list[int]`, `str | None` */
interface Alias {
  readonly t: 'alias';
  readonly origin: Value;
  readonly arguments: readonly Value[];
}

export interface Singleton {
  readonly t: 'singleton';
  readonly name: 'Ellipsis' | 'NotImplemented';
}

export const ELLIPSIS: Singleton = { t: 'singleton', name: 'Ellipsis' };
export const NOT_IMPLEMENTED: Singleton = { t: 'singleton', name: 'NotImplemented' };

export const float = (v: number): Float => ({ t: 'float', v });
export const complex = (re: number, im: number): Complex => ({ t: 'complex', re, im });
export const bytes = (v: string): Bytes => ({ t: 'bytes', v, mutable: false });
export const list = (items: Value[]): List => ({ t: 'list', items });
export const tuple = (items: readonly Value[]): Tuple => ({ t: 'tuple', items });
export const native = (name: string): Native => ({ t: 'native', name });

export function isThing(value: Value | undefined): value is Thing {
  return typeof value === 'object' && value !== null;
}

export function is<T extends Thing['t']>(
  value: Value | undefined,
  t: T,
): value is Extract<Thing, { readonly t: T }> {
  return isThing(value) && value.t === t;
}
