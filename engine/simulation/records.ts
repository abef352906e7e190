/**
 * A table of JSON values by key, held in memory, whose changes wait for the next commit. Values are
 * replaced, never changed in place.
 */
export class Records<V> {
  readonly #values = new Map<string, V>();
  readonly #dirty = new Set<string>();

  load(rows: ReadonlyMap<string, string>): void {
    for (const [key, text] of rows) this.#values.set(key, JSON.parse(text));
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
    this.#dirty.add(key);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#dirty.add(key);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  get size(): number {
    return this.#values.size;
  }

  /** What changed since the last call: JSON to store, or undefined to delete. */
  takeDirty(): Map<string, string | undefined> {
    const changes = new Map<string, string | undefined>();
    for (const key of this.#dirty) {
      const value = this.#values.get(key);
      changes.set(key, value === undefined ? undefined : JSON.stringify(value));
    }
    this.#dirty.clear();
    return changes;
  }
}
