import { Decimal, type Row, type Value } from '../values/value.ts';

/** The rows of a table that are committed, and where its unique keys find them. */
export class Heap {
  readonly rows = new Map<number, Row>();
  next = 1;
  /** Differs from its file. */
  dirty = false;
  readonly #indexes = new Map<
    string,
    { readonly columns: readonly number[]; readonly places: Map<string, number> }
  >();
  #list: readonly (readonly [number, Row])[] | undefined;

  /** Rows in order, as they are now: what comes later doesn't change the list. */
  list(): readonly (readonly [number, Row])[] {
    this.#list ??= [...this.rows];
    return this.#list;
  }

  put(id: number, row: Row | null): void {
    const before = this.rows.get(id);
    for (const { columns, places } of this.#indexes.values()) {
      const old = before === undefined ? undefined : keyText(before, columns);
      if (old !== undefined && places.get(old) === id) places.delete(old);
      const key = row === null ? undefined : keyText(row, columns);
      if (key !== undefined) places.set(key, id);
    }
    if (row === null) this.rows.delete(id);
    else this.rows.set(id, row);
    this.next = Math.max(this.next, id + 1);
    this.dirty = true;
    this.#list = undefined;
  }

  /** The row with that key. */
  find(columns: readonly number[], key: string): number | undefined {
    const signature = columns.join();
    let index = this.#indexes.get(signature);
    if (index === undefined) {
      index = { columns, places: new Map() };
      for (const [id, row] of this.rows) {
        const text = keyText(row, columns);
        if (text !== undefined) index.places.set(text, id);
      }
      this.#indexes.set(signature, index);
    }
    return index.places.get(key);
  }

  /** Columns have moved: keys are looked up anew. */
  forgetIndexes(): void {
    this.#indexes.clear();
  }
}

/** A key's values as one text; undefined where one of them is null, which equals nothing. */
export function keyText(row: Row, columns: readonly number[]): string | undefined {
  const parts: string[] = [];
  for (const column of columns) {
    const value = row[column] ?? null;
    if (value === null) return undefined;
    parts.push(valueKey(value));
  }
  return parts.join('\0');
}

/** A value as a text that is the same for equal values of all kinds of numbers. */
export function valueKey(value: Value): string {
  if (value === null) return '\x01null';
  if (value instanceof Decimal) {
    const text = value.toString();
    return value.scale > 0 ? text.replace(/\.?0+$/, '') : text;
  }
  if (typeof value === 'string') return `'${value}`;
  if (typeof value === 'object')
    return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? String(each) : each));
  return String(value);
}
