/** Values by type, as JSON. Text is one character per byte. */
export type Value =
  | { type: 'string'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'set'; members: string[] }
  | { type: 'hash'; fields: Record<string, string> }
  | { type: 'zset'; scores: Record<string, number> };

export type Entry = { value: Value; expiresMs?: number };

/** The keys of one database. */
export type Database = { [key: string]: Entry };

/** Bytes that all keys and values of a server may have together. */
const bytesMax = 8_388_608;

class WrongType extends Error {
  constructor() {
    super('WRONGTYPE Operation against a key holding the wrong kind of value');
  }
}

/** One database, at one moment. */
export class Store {
  readonly database: Database;
  readonly now: number;

  constructor(database: Database, now: number) {
    this.database = database;
    this.now = now;
  }

  entry(key: string): Entry | undefined {
    if (!Object.hasOwn(this.database, key)) return undefined;
    const entry = this.database[key];
    if (entry?.expiresMs === undefined || entry.expiresMs > this.now) return entry;
    delete this.database[key];
    return undefined;
  }

  get<T extends Value['type']>(key: string, type: T): Extract<Value, { type: T }> | undefined {
    const value = this.entry(key)?.value;
    if (value === undefined) return undefined;
    if (!isOf(value, type)) throw new WrongType();
    return value;
  }

  /** The value of a key, made where there is none. */
  make<T extends Value['type']>(
    key: string,
    type: T,
    empty: Extract<Value, { type: T }>,
  ): Extract<Value, { type: T }> {
    const known = this.get(key, type);
    if (known !== undefined) return known;
    this.set(key, empty);
    return empty;
  }

  set(key: string, value: Value, expiresMs?: number): void {
    // A key named __proto__ is a key like any other.
    Object.defineProperty(this.database, key, {
      value: expiresMs === undefined ? { value } : { value, expiresMs },
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }

  delete(key: string): boolean {
    if (this.entry(key) === undefined) return false;
    delete this.database[key];
    return true;
  }

  keys(): string[] {
    return Object.keys(this.database).filter((key) => this.entry(key) !== undefined);
  }
}

function isOf<T extends Value['type']>(value: Value, type: T): value is Extract<Value, { type: T }> {
  return value.type === type;
}

/** Whether more may be stored. */
export function hasRoom(databases: readonly Database[], more: number): boolean {
  return JSON.stringify(databases).length + more < bytesMax;
}
