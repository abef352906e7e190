import type { Row } from '../values/value.ts';
import { KeyPlaces } from './key-places.ts';

/** The rows of a table that are committed, and where its keys find them. */
export class Heap {
  readonly rows = new Map<number, Row>();
  next = 1;
  /** Differs from its file. */
  dirty = false;
  readonly #indexes = new Map<string, KeyPlaces>();
  #list: readonly (readonly [number, Row])[] | undefined;

  /** Rows in order, as they are now: what comes later doesn't change the list. */
  list(): readonly (readonly [number, Row])[] {
    this.#list ??= [...this.rows];
    return this.#list;
  }

  put(id: number, row: Row | null): void {
    const before = this.rows.get(id);
    for (const index of this.#indexes.values()) index.put(id, before, row);
    if (row === null) this.rows.delete(id);
    else this.rows.set(id, row);
    this.next = Math.max(this.next, id + 1);
    this.dirty = true;
    this.#list = undefined;
  }

  /** The rows with that key. */
  find(columns: readonly number[], key: string): Iterable<number> {
    const signature = columns.join();
    let index = this.#indexes.get(signature);
    if (index === undefined) {
      index = new KeyPlaces(columns);
      for (const [id, row] of this.rows) index.put(id, undefined, row);
      this.#indexes.set(signature, index);
    }
    return index.find(key);
  }

  /** Columns have moved: keys are looked up anew. */
  forgetIndexes(): void {
    this.#indexes.clear();
  }
}
