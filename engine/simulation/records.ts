import type { RecordChange, StoredRecord } from '../../db/sandbox/changes.ts';

/** JSON values of one kind by key, held in memory, whose changes wait for the next commit. */
export class Records<V> {
  readonly #values = new Map<string, V>();
  readonly #dirty = new Set<string>();

  /** Takes a value as it is stored. */
  restore(key: string, text: string): void {
    this.#values.set(key, JSON.parse(text));
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** Also says that a value was changed in place: it is written as it is when the commit comes. */
  set(key: string, value: V): void {
    this.#values.set(key, value);
    this.#dirty.add(key);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#dirty.add(key);
  }

  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  values(): IterableIterator<V> {
    return this.#values.values();
  }

  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  get size(): number {
    return this.#values.size;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** What changed since the last call: JSON to store, or undefined to delete. */
  *takeDirty(): Iterable<readonly [key: string, text: string | undefined]> {
    for (const key of this.#dirty) {
      const value = this.#values.get(key);
      yield [key, value === undefined ? undefined : JSON.stringify(value)];
    }
    this.#dirty.clear();
  }
}

/** Between an owner and the key of what is its own, where records are stored. No owner's name has it. */
const SEPARATOR = ' ';

/**
 * JSON values of one kind that belong to owners, held and written like `Records`: inodes of a file system, processes
 * of a host. What is asked for all the time is found without a key being put together for it.
 */
export class OwnedRecords<K extends string | number, V> {
  readonly #owners = new Map<string, Map<K, V>>();
  readonly #dirty = new Map<string, Set<K>>();
  readonly #keyOf: (text: string) => K;
  #size = 0;

  constructor(keyOf: (text: string) => K) {
    this.#keyOf = keyOf;
  }

  restore(key: string, text: string): void {
    const end = key.indexOf(SEPARATOR);
    this.#put(key.slice(0, end), this.#keyOf(key.slice(end + 1)), JSON.parse(text));
  }

  get(owner: string, key: K): V | undefined {
    return this.#owners.get(owner)?.get(key);
  }

  /** All of an owner's. */
  of(owner: string): ReadonlyMap<K, V> {
    return this.#owners.get(owner) ?? NONE;
  }

  /** Also says that a value was changed in place: it is written as it is when the commit comes. */
  set(owner: string, key: K, value: V): void {
    this.#put(owner, key, value);
    this.#mark(owner, key);
  }

  delete(owner: string, key: K): void {
    const values = this.#owners.get(owner);
    if (values?.delete(key) !== true) return;
    if (values.size === 0) this.#owners.delete(owner);
    this.#size--;
    this.#mark(owner, key);
  }

  *values(): IterableIterator<V> {
    for (const values of this.#owners.values()) yield* values.values();
  }

  get size(): number {
    return this.#size;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  *takeDirty(): Iterable<readonly [key: string, text: string | undefined]> {
    for (const [owner, keys] of this.#dirty) {
      const values = this.#owners.get(owner);
      for (const key of keys) {
        const value = values?.get(key);
        yield [owner + SEPARATOR + key, value === undefined ? undefined : JSON.stringify(value)];
      }
    }
    this.#dirty.clear();
  }

  #put(owner: string, key: K, value: V): void {
    let values = this.#owners.get(owner);
    if (values === undefined) {
      values = new Map();
      this.#owners.set(owner, values);
    }
    const before = values.size;
    values.set(key, value);
    this.#size += values.size - before;
  }

  #mark(owner: string, key: K): void {
    const keys = this.#dirty.get(owner);
    if (keys === undefined) this.#dirty.set(owner, new Set([key]));
    else keys.add(key);
  }
}

const NONE: ReadonlyMap<never, never> = new Map<never, never>();

/** What keeps pages, and knows which of them have changed. */
export interface PageSource {
  /** The pages that changed since the last call: JSON to store, or undefined to delete. */
  takePages(): Iterable<readonly [page: number, text: string | undefined]>;
}

/**
 * Large values that belong to owners, each in pages of JSON by number: a commit writes the pages that have changed.
 * Pages are in the memory of their source; here they are only until it has read them.
 */
export class PagedRecords {
  readonly #stored = new Map<string, Map<number, string>>();
  readonly #sources = new Map<string, PageSource>();
  /** Numbers of the pages in the database. */
  readonly #written = new Map<string, Set<number>>();
  readonly #dirty = new Set<string>();
  readonly #gone = new Set<string>();

  restore(key: string, text: string): void {
    const end = key.indexOf(SEPARATOR);
    const [owner, page] = [key.slice(0, end), Number(key.slice(end + 1))];
    inside(this.#stored, owner, () => new Map()).set(page, text);
    inside(this.#written, owner, () => new Set()).add(page);
  }

  /** Takes what was stored of an owner, once. */
  read(owner: string): ReadonlyMap<number, string> {
    const pages = this.#stored.get(owner) ?? NONE;
    this.#stored.delete(owner);
    return pages;
  }

  /** Says that pages of an owner may have changed: the source is asked for them when the commit comes. */
  set(owner: string, source: PageSource): void {
    this.#sources.set(owner, source);
    this.#dirty.add(owner);
  }

  delete(owner: string): void {
    this.#stored.delete(owner);
    this.#sources.delete(owner);
    this.#dirty.delete(owner);
    for (const page of this.#written.get(owner) ?? []) this.#gone.add(owner + SEPARATOR + page);
    this.#written.delete(owner);
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0 || this.#gone.size > 0;
  }

  *takeDirty(): Iterable<readonly [key: string, text: string | undefined]> {
    for (const owner of this.#dirty) {
      const written = inside(this.#written, owner, () => new Set());
      for (const [page, text] of this.#sources.get(owner)?.takePages() ?? []) {
        const key = owner + SEPARATOR + page;
        // A later process may have the number of one that has ended since the last commit.
        this.#gone.delete(key);
        if (text === undefined) written.delete(page);
        else written.add(page);
        yield [key, text];
      }
    }
    for (const key of this.#gone) yield [key, undefined];
    this.#dirty.clear();
    this.#gone.clear();
  }
}

function inside<K, V>(maps: Map<K, V>, key: K, make: () => V): V {
  const found = maps.get(key) ?? make();
  maps.set(key, found);
  return found;
}

/** What the store needs of records. */
type StoredRecords = Pick<Records<unknown>, 'restore' | 'isDirty' | 'takeDirty'>;

/** All records of a sandbox, by kind. */
export class RecordStore {
  readonly #kinds = new Map<string, StoredRecords>();

  /**
   * The records of a kind, e.g. `processes`. Who asks says of what type they are, and is the only one who does.
   * Asked for while the sandbox is made, before stored records are loaded.
   */
  of<V>(kind: string): Records<V> {
    const records = new Records<V>();
    this.#kinds.set(kind, records);
    return records;
  }

  /** The same for records that have owners. @param keyOf reads a key: `Number` or `String` */
  owned<K extends string | number, V>(kind: string, keyOf: (text: string) => K): OwnedRecords<K, V> {
    const records = new OwnedRecords<K, V>(keyOf);
    this.#kinds.set(kind, records);
    return records;
  }

  /** The same for values in pages. */
  paged(kind: string): PagedRecords {
    const records = new PagedRecords();
    this.#kinds.set(kind, records);
    return records;
  }

  load(rows: Iterable<StoredRecord>): void {
    for (const { kind, key, value } of rows) this.#kinds.get(kind)?.restore(key, value);
  }

  /** True where something waits to be written. */
  get isDirty(): boolean {
    return [...this.#kinds.values()].some((records) => records.isDirty);
  }

  takeDirty(): RecordChange[] {
    const changes: RecordChange[] = [];
    for (const [kind, records] of this.#kinds) {
      for (const [key, value] of records.takeDirty()) changes.push({ kind, key, value });
    }
    return changes;
  }
}
