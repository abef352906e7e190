import { change } from '../../heap/change.ts';
import { Table } from '../../heap/table.ts';
import { Entry, isEmpty, type TypeName, typeOf, type Value } from './entry.ts';

/** What all keys and values of a server may take together, about as redis counts it, in bytes. */
export const DATA_BYTES_MAX = 8_388_608;

export type Database = Table<Entry>;

/** All databases of a server. */
export class Keyspace {
  readonly databases: readonly Database[];
  readonly bytes: number = 0;

  constructor(count: number) {
    this.databases = Array.from({ length: count }, () => new Table<Entry>());
  }

  database(index: number): Database {
    const database = this.databases[index];
    if (database === undefined) throw new Error(`no database ${index}`);
    return database;
  }

  /** Counts what a value takes more, or less. */
  grow(bytes: number): void {
    change<Keyspace>(this).bytes += bytes;
  }

  clear(index: number): number {
    const { size } = this.database(index);
    for (const entry of this.database(index).values()) this.grow(-entry.bytes);
    change(this.databases)[index] = new Table<Entry>();
    return size;
  }

  swap(left: number, right: number): void {
    const [a, b] = [this.database(left), this.database(right)];
    const databases = change(this.databases);
    databases[left] = b;
    databases[right] = a;
  }
}

/** What a key and a value of so many bytes take beside those. */
const KEY_BYTES = 48;
const COLLECTION_BYTES = 64;
/** What an element takes beside its text. */
export const ELEMENT_BYTES = 16;

export class WrongType extends Error {
  constructor() {
    super('WRONGTYPE Operation against a key holding the wrong kind of value');
  }
}

/** What happened to a key. `type` is the class of notification: g, $, l, s, h, z, t, x, e, n. */
export type Event = {
  readonly type: string;
  readonly name: string;
  readonly key: string;
  readonly database: number;
};

/** What commands see of the keys: one database, at one moment. */
export class Store {
  readonly keyspace: Keyspace;
  readonly index: number;
  readonly now: number;
  /** Told of changes. */
  readonly onEvent: (event: Event) => void;

  constructor(keyspace: Keyspace, index: number, now: number, onEvent: (event: Event) => void = () => {}) {
    this.keyspace = keyspace;
    this.index = index;
    this.now = now;
    this.onEvent = onEvent;
  }

  get database(): Database {
    return this.keyspace.database(this.index);
  }

  other(index: number): Store {
    return new Store(this.keyspace, index, this.now, this.onEvent);
  }

  event(type: string, name: string, key: string): void {
    this.onEvent({ type, name, key, database: this.index });
  }

  /** Without counting it as used. */
  peek(key: string): Entry | undefined {
    const entry = this.database.get(key);
    if (entry?.expiresMs === undefined || entry.expiresMs > this.now) return entry;
    this.#remove(key, entry);
    this.event('x', 'expired', key);
    return undefined;
  }

  entry(key: string): Entry | undefined {
    const entry = this.peek(key);
    if (entry !== undefined) {
      entry.usedMs = this.now;
      entry.uses++;
    }
    return entry;
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }

  text(key: string): string | undefined {
    const value = this.entry(key)?.value;
    if (value !== undefined && typeof value !== 'string') throw new WrongType();
    return value;
  }

  /** @throws WrongType */
  get<T extends Value & object>(key: string, type: new () => T): T | undefined {
    const value = this.entry(key)?.value;
    if (value === undefined) return undefined;
    if (!(value instanceof type)) throw new WrongType();
    return value;
  }

  /** The value of a key, made where there is none. @throws WrongType */
  make<T extends Value & object>(key: string, type: new () => T): T {
    const known = this.get(key, type);
    if (known !== undefined) return known;
    const made = new type();
    this.set(key, made);
    return made;
  }

  /** Replaces what a key has. `keep`: it expires when it did. */
  set(key: string, value: Value, expires: number | undefined | 'keep' = undefined, bytes = 0): Entry {
    const before = this.entry(key);
    const expiresMs = expires === 'keep' ? before?.expiresMs : expires;
    const size =
      KEY_BYTES + key.length + (typeof value === 'string' ? value.length : COLLECTION_BYTES + bytes);
    const entry = new Entry(value, expiresMs, size);
    entry.usedMs = this.now;
    this.keyspace.grow(size - (before?.bytes ?? 0));
    this.database.set(key, entry);
    return entry;
  }

  expire(key: string, expiresMs: number | undefined): void {
    const entry = this.peek(key);
    if (entry !== undefined) change<Entry>(entry).expiresMs = expiresMs;
  }

  /** Counts what a collection has got or lost. */
  grow(key: string, bytes: number): void {
    const entry = this.peek(key);
    if (entry === undefined) return;
    change<Entry>(entry).bytes += bytes;
    this.keyspace.grow(bytes);
  }

  /** A collection with nothing in it is no key. @returns whether it went */
  dropEmpty(key: string): boolean {
    const entry = this.peek(key);
    if (entry === undefined || !isEmpty(entry.value)) return false;
    this.#remove(key, entry);
    this.event('g', 'del', key);
    return true;
  }

  delete(key: string): boolean {
    const entry = this.peek(key);
    if (entry === undefined) return false;
    this.#remove(key, entry);
    return true;
  }

  typeOf(key: string): TypeName | 'none' {
    const entry = this.peek(key);
    return entry === undefined ? 'none' : typeOf(entry.value);
  }

  #remove(key: string, entry: Entry): void {
    this.database.delete(key);
    this.keyspace.grow(-entry.bytes);
  }
}
