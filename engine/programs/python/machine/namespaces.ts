import { change } from '../../heap/change.ts';
import { raiseError } from './exceptions.ts';
import type { Dict, Key, Value } from './values.ts';

type Entry = readonly [key: Value, value: Value];

/** The entries of the dict that a namespace is: `__dict__` and `globals()`. Setting one sets an attribute or a variable. */
export class NamespaceEntries implements ReadonlyMap<Key, Entry> {
  readonly names: ReadonlyMap<string, Value>;

  constructor(names: ReadonlyMap<string, Value> = new Map()) {
    this.names = names;
  }

  get size(): number {
    return this.names.size;
  }

  get(key: Key): Entry | undefined {
    const value = typeof key === 'string' ? this.names.get(key) : undefined;
    return value === undefined || typeof key !== 'string' ? undefined : [key, value];
  }

  has(key: Key): boolean {
    return typeof key === 'string' && this.names.has(key);
  }

  set(key: Key, [name, value]: Entry): this {
    if (typeof name !== 'string' || name !== key)
      throw raiseError('NotImplementedError', ['a name that is no text: not part of the simulation']);
    change(this.names).set(name, value);
    return this;
  }

  delete(key: Key): boolean {
    return typeof key === 'string' && change(this.names).delete(key);
  }

  clear(): void {
    change(this.names).clear();
  }

  *entries(): MapIterator<[Key, Entry]> {
    for (const [name, value] of this.names) yield [name, [name, value]];
  }

  keys(): MapIterator<Key> {
    return this.names.keys();
  }

  *values(): MapIterator<Entry> {
    yield* this.names;
  }

  forEach(visit: (value: Entry, key: Key, map: ReadonlyMap<Key, Entry>) => void): void {
    for (const [key, entry] of this) visit(entry, key, this);
  }

  [Symbol.iterator](): MapIterator<[Key, Entry]> {
    return this.entries();
  }
}

/** The names of a dict that was made a namespace: `self.__dict__ = dict`, or the globals of exec(). */
export class DictNames implements ReadonlyMap<string, Value> {
  readonly dict: ReadonlyMap<Key, Entry>;

  constructor(dict: ReadonlyMap<Key, Entry> = new Map()) {
    this.dict = dict;
  }

  get size(): number {
    return this.dict.size;
  }

  get(name: string): Value | undefined {
    return this.dict.get(name)?.[1];
  }

  has(name: string): boolean {
    return this.dict.has(name);
  }

  set(name: string, value: Value): this {
    change(this.dict).set(name, [name, value]);
    return this;
  }

  delete(name: string): boolean {
    return change(this.dict).delete(name);
  }

  clear(): void {
    change(this.dict).clear();
  }

  *entries(): MapIterator<[string, Value]> {
    for (const [name, value] of this.dict.values()) if (typeof name === 'string') yield [name, value];
  }

  *keys(): MapIterator<string> {
    for (const [name] of this) yield name;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this) yield value;
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}

export function dictOf(names: ReadonlyMap<string, Value>): Dict {
  return { t: 'dict', map: names instanceof DictNames ? names.dict : new NamespaceEntries(names) };
}

export function namesOf({ map }: Dict): ReadonlyMap<string, Value> {
  return map instanceof NamespaceEntries ? map.names : new DictNames(map);
}
