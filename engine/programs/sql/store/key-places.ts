import { Decimal, type Row, type Value } from '../values/value.ts';

/** Where rows with a key's values are: of most keys there is one row. */
export class KeyPlaces {
  readonly columns: readonly number[];
  readonly #places = new Map<string, number | Set<number>>();

  constructor(columns: readonly number[]) {
    this.columns = columns;
  }

  /** A row comes, goes, or gets other values. */
  put(id: number, before: Row | null | undefined, after: Row | null): void {
    const [old, key] = [before, after].map((row) =>
      row === null || row === undefined ? undefined : keyText(row, this.columns),
    );
    if (old === key) return;
    if (old !== undefined) this.#remove(old, id);
    if (key !== undefined) this.#add(key, id);
  }

  #add(key: string, id: number): void {
    const there = this.#places.get(key);
    if (there === undefined) this.#places.set(key, id);
    else if (typeof there === 'number') this.#places.set(key, new Set([there, id]));
    else there.add(id);
  }

  #remove(key: string, id: number): void {
    const there = this.#places.get(key);
    if (there === id) this.#places.delete(key);
    else if (typeof there === 'object') {
      there.delete(id);
      if (there.size === 0) this.#places.delete(key);
    }
  }

  find(key: string): Iterable<number> {
    const there = this.#places.get(key);
    return there === undefined ? [] : typeof there === 'number' ? [there] : there;
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
    return value.scale > 0 ? text.replace(/(?<!0)0+$/, '').replace(/\.$/, '') : text;
  }
  if (typeof value === 'string') return `'${value}`;
  if (typeof value === 'object')
    return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? String(each) : each));
  return String(value);
}
