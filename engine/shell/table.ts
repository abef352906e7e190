import type { Table } from './state.ts';

/** Before each key: so that no name means something to JavaScript, and keys stay in their order. */
const PREFIX = ':';

export function lookUp<V>(table: Table<V>, key: string): V | undefined {
  return table[PREFIX + key];
}

export function put<V>(table: Table<V>, key: string, value: V): void {
  table[PREFIX + key] = value;
}

export function remove<V>(table: Table<V>, key: string): boolean {
  const had = PREFIX + key in table;
  delete table[PREFIX + key];
  return had;
}

export function keysOf<V>(table: Table<V>): string[] {
  return Object.keys(table).map((key) => key.slice(PREFIX.length));
}

export function entriesOf<V>(table: Table<V>): [string, V][] {
  return Object.entries(table).map(([key, value]) => [key.slice(PREFIX.length), value]);
}
