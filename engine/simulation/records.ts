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

/** All records of a sandbox, by kind. */
export class RecordStore {
  readonly #kinds = new Map<string, Records<unknown>>();

  /**
   * The records of a kind, e.g. `processes`. Who asks says of what type they are, and is the only one who does.
   * Asked for while the sandbox is made, before stored records are loaded.
   */
  of<V>(kind: string): Records<V> {
    const records = new Records<V>();
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
