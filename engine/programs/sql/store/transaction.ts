import { SqlError } from '../errors.ts';
import { CHANGES_MAX } from '../limits.ts';
import type { Row } from '../values/value.ts';
import type { Cluster } from './cluster.ts';
import { type Definition, keyOfDefinition, type TableDef } from './definitions.ts';
import { keyText } from './heap.ts';

/** Another transaction has changed the same thing and isn't over: the statement waits, and then begins anew. */
export class Blocked extends Error {
  readonly by: Transaction;

  constructor(by: Transaction) {
    super('blocked');
    this.by = by;
  }
}

/** What one change replaced. */
export type Undo =
  | { readonly key: string; readonly before: Definition | null | undefined }
  | { readonly table: number; readonly row: number; readonly before: Row | null | undefined };

/**
 * Changes that aren't committed, over what is. Everybody reads what others have committed by then (READ COMMITTED); a
 * row that one transaction has changed is locked for all others.
 */
export class Transaction {
  readonly cluster: Cluster;
  readonly startedMs: number;
  readonly objects = new Map<string, Definition | null>();
  readonly rows = new Map<number, Map<number, Row | null>>();
  readonly undo: Undo[] = [];
  /** Names of savepoints and how long `undo` was then. */
  savepoints: { readonly name: string; readonly mark: number }[] = [];
  waitsFor: Transaction | undefined;
  readonly #keys = new Map<string, Map<string, number>>();

  constructor(cluster: Cluster, startedMs: number) {
    this.cluster = cluster;
    this.startedMs = startedMs;
    cluster.open.add(this);
  }

  object(key: string): Definition | undefined {
    const own = this.objects.get(key);
    return own === undefined ? this.cluster.objects.get(key) : (own ?? undefined);
  }

  /** All definitions that it sees. */
  definitions(): Definition[] {
    if (this.objects.size === 0) return [...this.cluster.objects.values()];
    const seen = new Map<string, Definition | null>(this.cluster.objects);
    for (const [key, def] of this.objects) seen.set(key, def);
    return [...seen.values()].filter((def) => def !== null);
  }

  setObject(key: string, def: Definition | null): void {
    const before = this.object(key);
    for (const other of this.cluster.open) {
      if (other === this) continue;
      if (other.objects.has(key)) throw new Blocked(other);
      if (before?.kind === 'table' && other.rows.has(before.id)) throw new Blocked(other);
    }
    this.undo.push({ key, before: this.objects.get(key) });
    this.objects.set(key, def);
    this.#keys.clear();
  }

  define(def: Definition): void {
    this.setObject(keyOfDefinition(def), def);
  }

  drop(def: Definition): void {
    this.setObject(keyOfDefinition(def), null);
  }

  scan({ id }: TableDef): readonly (readonly [number, Row])[] {
    const base = this.cluster.heaps.get(id)?.list() ?? [];
    const own = this.rows.get(id);
    if (own === undefined || own.size === 0) return base;
    const seen: (readonly [number, Row])[] = [];
    for (const pair of base) {
      const changed = own.get(pair[0]);
      if (changed === undefined) seen.push(pair);
      else if (changed !== null) seen.push([pair[0], changed]);
    }
    const committed = this.cluster.heaps.get(id)?.rows;
    for (const [row, value] of own)
      if (value !== null && committed?.has(row) !== true) seen.push([row, value]);
    return seen;
  }

  row({ id }: TableDef, row: number): Row | undefined {
    const own = this.rows.get(id)?.get(row);
    return own === undefined ? this.cluster.heaps.get(id)?.rows.get(row) : (own ?? undefined);
  }

  insert(table: TableDef, row: Row): number {
    const heap = this.cluster.heap(table.id);
    const id = heap.next++;
    this.put(table, id, row);
    return id;
  }

  put(table: TableDef, row: number, value: Row | null): void {
    for (const other of this.cluster.open) {
      if (other === this) continue;
      if (other.rows.get(table.id)?.has(row) === true) throw new Blocked(other);
      if (other.objects.size > 0 && other.objects.has(keyOfDefinition(table))) throw new Blocked(other);
    }
    let own = this.rows.get(table.id);
    if (own === undefined) {
      own = new Map();
      this.rows.set(table.id, own);
    }
    this.undo.push({ table: table.id, row, before: own.get(row) });
    if (this.undo.length > CHANGES_MAX) throw new SqlError('tooManyRows');
    own.set(row, value);
    for (const [signature, places] of this.#keys) {
      const [id, ...columns] = signature.split(',').map(Number);
      if (id !== table.id || value === null) continue;
      const key = keyText(value, columns);
      if (key !== undefined) places.set(key, row);
    }
  }

  /** The row of a table that has a key, as this transaction sees it. @throws Blocked where another is making one */
  find(table: TableDef, columns: readonly number[], key: string): number | undefined {
    const mine = this.#places(table.id, columns).get(key);
    const own = this.rows.get(table.id);
    if (mine !== undefined) {
      const row = own?.get(mine);
      if (row !== undefined && row !== null && keyText(row, columns) === key) return mine;
    }
    for (const other of this.cluster.open) {
      if (other === this || !other.rows.has(table.id)) continue;
      const theirs = other.#places(table.id, columns).get(key);
      const row = theirs === undefined ? undefined : other.rows.get(table.id)?.get(theirs);
      if (row !== undefined && row !== null && keyText(row, columns) === key) throw new Blocked(other);
    }
    const committed = this.cluster.heap(table.id).find(columns, key);
    return committed === undefined || own?.has(committed) === true ? undefined : committed;
  }

  #places(table: number, columns: readonly number[]): Map<string, number> {
    const signature = [table, ...columns].join();
    let places = this.#keys.get(signature);
    if (places === undefined) {
      places = new Map();
      for (const [id, row] of this.rows.get(table) ?? []) {
        const key = row === null ? undefined : keyText(row, columns);
        if (key !== undefined) places.set(key, id);
      }
      this.#keys.set(signature, places);
    }
    return places;
  }

  /** Takes back what came after. */
  undoTo(mark: number): void {
    while (this.undo.length > mark) {
      const change = this.undo.pop();
      if (change === undefined) break;
      if ('key' in change) {
        if (change.before === undefined) this.objects.delete(change.key);
        else this.objects.set(change.key, change.before);
      } else {
        const own = this.rows.get(change.table);
        if (change.before === undefined) own?.delete(change.row);
        else own?.set(change.row, change.before);
        if (own?.size === 0) this.rows.delete(change.table);
      }
    }
    this.#keys.clear();
  }

  /** Whether waiting for another would wait for itself. */
  wouldDeadlock(other: Transaction): boolean {
    for (let at: Transaction | undefined = other; at !== undefined; at = at.waitsFor)
      if (at === this) return true;
    return false;
  }

  end(): void {
    this.cluster.open.delete(this);
    this.waitsFor = undefined;
  }
}
