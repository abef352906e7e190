import { SqlError } from '../errors.ts';
import { DATA_BYTES_MAX, TABLES_MAX } from '../limits.ts';
import { type Stored, stored } from '../values/output.ts';
import { bytesOfRow, type Row } from '../values/value.ts';
import type { Definition, TableDef } from './definitions.ts';
import { Heap } from './heap.ts';
import type { Transaction } from './transaction.ts';

export interface Counter {
  readonly last: number;
  readonly called: boolean;
}

/** What a commit changes, as a line of the journal. */
export interface Entry {
  /** Objects by key; null: gone. */
  readonly o: readonly (readonly [string, Definition | null])[];
  /** Rows: table, row, its values; null: gone. */
  readonly r: readonly (readonly [number, number, readonly Stored[] | null])[];
  /** Counters of sequences: id, the last value, whether it was given out. */
  readonly s: readonly (readonly [number, number, boolean])[];
}

/** Where a cluster is kept. @throws SqlError where nothing can be written */
export interface Storage {
  append(entry: Entry, cluster: Cluster): void;
}

/** All that a server has committed, in memory; what it is kept in is written before anything here changes. */
export class Cluster {
  readonly objects = new Map<string, Definition>();
  readonly heaps = new Map<number, Heap>();
  readonly counters = new Map<number, Counter>();
  readonly open = new Set<Transaction>();
  readonly storage: Storage;
  nextId: number;
  #transactions = 730;
  /** Bytes that its rows and definitions take, about. */
  bytes = 0;
  readonly #changedCounters = new Set<number>();

  constructor(storage: Storage, firstId: number) {
    this.storage = storage;
    this.nextId = firstId;
  }

  heap(table: number): Heap {
    let heap = this.heaps.get(table);
    if (heap === undefined) {
      heap = new Heap();
      this.heaps.set(table, heap);
    }
    return heap;
  }

  takeId(): number {
    return this.nextId++;
  }

  takeTransaction(): number {
    return this.#transactions++;
  }

  setCounter(id: number, last: number, called: boolean): void {
    this.counters.set(id, { last, called });
    this.#changedCounters.add(id);
  }

  /** Makes a transaction's changes everybody's. */
  commit(transaction: Transaction): void {
    this.open.delete(transaction);
    const counters = [...this.#changedCounters].map((id): readonly [number, number, boolean] => {
      const { last, called } = this.counters.get(id) ?? { last: 1, called: false };
      return [id, last, called];
    });
    const rows: (readonly [number, number, readonly Stored[] | null])[] = [];
    for (const [table, changes] of transaction.rows) {
      const heap = this.heaps.get(table);
      for (const [id, row] of changes) {
        if (heap?.rows.get(id) !== row) rows.push([table, id, row === null ? null : row.map(stored)]);
      }
    }
    const entry: Entry = { o: [...transaction.objects], r: rows, s: counters };
    if (entry.o.length + entry.r.length + entry.s.length === 0) return;
    const size = sizeOf(entry);
    if (this.bytes + size > DATA_BYTES_MAX && entry.r.some(([, , row]) => row !== null))
      throw new SqlError('diskFull', { table: '' });
    this.storage.append(entry, this);
    this.#changedCounters.clear();
    this.#apply(transaction);
  }

  #apply({ objects, rows }: Transaction): void {
    for (const [key, def] of objects) this.applyObject(key, def);
    for (const [table, changes] of rows) {
      for (const [id, row] of changes) this.applyRow(table, id, row);
    }
  }

  applyObject(key: string, def: Definition | null): void {
    const before = this.objects.get(key);
    if (before !== undefined) this.bytes -= JSON.stringify(before).length;
    if (def === null) {
      this.objects.delete(key);
      return;
    }
    this.objects.set(key, def);
    this.bytes += JSON.stringify(def).length;
    this.nextId = Math.max(this.nextId, def.id + 1);
    if (def.kind === 'table') {
      for (const index of def.indexes) this.nextId = Math.max(this.nextId, index.id + 1);
      this.heaps.get(def.id)?.forgetIndexes();
    }
  }

  applyRow(table: number, id: number, row: Row | null): void {
    const heap = this.heap(table);
    const before = heap.rows.get(id);
    if (before === row) return;
    if (before !== undefined) this.bytes -= bytesOfRow(before);
    if (row !== null) this.bytes += bytesOfRow(row);
    heap.put(id, row);
  }

  applyCounter(id: number, last: number, called: boolean): void {
    this.counters.set(id, { last, called });
  }

  /** Rows of tables that are gone. */
  sweep(): void {
    const alive = new Set(this.tables().map(({ id }) => id));
    for (const id of this.heaps.keys()) {
      if (alive.has(id)) continue;
      for (const row of this.heap(id).rows.values()) this.bytes -= bytesOfRow(row);
      this.heaps.delete(id);
    }
  }

  tables(): TableDef[] {
    return [...this.objects.values()].filter((def) => def.kind === 'table');
  }
}

/** About as many bytes as its JSON has. */
function storedSize(values: readonly Stored[]): number {
  let size = 16;
  for (const value of values) {
    if (typeof value === 'string') size += value.length + 3;
    else size += typeof value === 'object' && value !== null ? storedSize(value) : 8;
  }
  return size;
}

function sizeOf({ o, r }: Entry): number {
  if (o.length > TABLES_MAX * 4) throw new SqlError('tooLarge');
  let size = 0;
  for (const [, , row] of r) {
    size += storedSize(row ?? []);
  }
  return size;
}
