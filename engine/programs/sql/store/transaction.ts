import { SqlError } from '../errors.ts';
import { CHANGES_MAX } from '../limits.ts';
import type { Row } from '../values/value.ts';
import type { Cluster } from './cluster.ts';
import { type Definition, keyOfDefinition, type TableDef } from './definitions.ts';
import { KeyPlaces, keyText } from './key-places.ts';
import { Locks, type RowLock, type TableLock } from './locks.ts';

/**
 * Another transaction has changed or locked the same thing and isn't over: the statement waits, and then begins anew.
 * Without `wait` it is an error.
 */
export class Blocked extends Error {
  readonly by: Transaction;
  readonly wait: boolean;
  readonly table: string;

  constructor(by: Transaction, wait = true, table = '') {
    super('blocked');
    this.by = by;
    this.wait = wait;
    this.table = table;
  }
}

/** What one change replaced. */
export type Undo =
  | { readonly key: string; readonly before: Definition | null | undefined }
  | { readonly table: number; readonly row: number; readonly before: Row | null | undefined }
  | { readonly locked: number; readonly row: number; readonly before: RowLock | undefined };

/**
 * Changes that aren't committed, over what is. Everybody reads what others have committed by then (READ COMMITTED); a
 * row that one transaction has changed is locked for all others.
 */
export class Transaction {
  readonly cluster: Cluster;
  readonly startedMs: number;
  /** Of the process whose it is. */
  readonly pid: number;
  /** Among all transactions of the server. */
  readonly number: number;
  readonly objects = new Map<string, Definition | null>();
  readonly rows = new Map<number, Map<number, Row | null>>();
  readonly locks = new Locks();
  readonly undo: Undo[] = [];
  /** Names of savepoints and how long `undo` was then. */
  savepoints: { readonly name: string; readonly mark: number }[] = [];
  waitsFor: Transaction | undefined;
  readonly #keys = new Map<string, KeyPlaces>();

  constructor(cluster: Cluster, startedMs: number, pid = 0) {
    this.cluster = cluster;
    this.startedMs = startedMs;
    this.pid = pid;
    this.number = cluster.takeTransaction();
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
      if (before?.kind === 'table' && (other.rows.has(before.id) || other.locks.has(before.id)))
        throw new Blocked(other);
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

  scan(table: TableDef): readonly (readonly [number, Row])[] {
    const { id } = table;
    for (const other of this.cluster.open)
      if (other !== this && other.locks.forbidsReading(id)) throw new Blocked(other);
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
      if (other.locks.forbidsWriting(table.id, row)) throw new Blocked(other);
      if (other.objects.size > 0 && other.objects.has(keyOfDefinition(table))) throw new Blocked(other);
    }
    let own = this.rows.get(table.id);
    if (own === undefined) {
      own = new Map();
      this.rows.set(table.id, own);
    }
    const before = own.get(row);
    this.#record({ table: table.id, row, before });
    own.set(row, value);
    for (const [signature, places] of this.#keys)
      if (signature.startsWith(`${table.id},`)) places.put(row, before, value);
  }

  #record(undo: Undo): void {
    this.undo.push(undo);
    if (this.undo.length > CHANGES_MAX) throw new SqlError('tooManyRows');
  }

  /** Locks a row until the end. @returns false: another has it, and `skip` is asked for. @throws Blocked */
  lockRow(table: TableDef, row: number, mode: RowLock, otherwise: 'wait' | 'nowait' | 'skip'): boolean {
    for (const other of this.cluster.open) {
      if (other === this) continue;
      const taken =
        other.rows.get(table.id)?.has(row) === true || other.locks.forbidsLock(table.id, row, mode);
      if (!taken) continue;
      if (otherwise === 'skip') return false;
      throw new Blocked(other, otherwise === 'wait', table.name);
    }
    const before = this.locks.row(table.id, row);
    if (before === mode || before === 'update') return true;
    this.#record({ locked: table.id, row, before });
    this.locks.setRow(table.id, row, mode);
    return true;
  }

  /** LOCK TABLE. @throws Blocked; SqlError where it isn't to wait */
  lockTable(table: TableDef, mode: TableLock, wait: boolean): void {
    for (const other of this.cluster.open) {
      if (other === this || !other.locks.conflicts(table.id, mode, other.rows.has(table.id))) continue;
      if (!wait) throw new SqlError('tableNotLocked', { table: table.name });
      throw new Blocked(other);
    }
    this.locks.setTable(table.id, mode);
  }

  /** The row of a table that has a key, as this transaction sees it. @throws Blocked where another is making one */
  find(table: TableDef, columns: readonly number[], key: string): number | undefined {
    const [mine] = this.#own(table, columns, key);
    if (mine !== undefined) return mine;
    for (const other of this.cluster.open) {
      if (other === this || !other.rows.has(table.id)) continue;
      if (other.#own(table, columns, key).length > 0) throw new Blocked(other);
    }
    const own = this.rows.get(table.id);
    for (const id of this.cluster.heap(table.id).find(columns, key)) if (own?.has(id) !== true) return id;
    return undefined;
  }

  /** All rows of a table that have a key, as this transaction sees them. */
  findAll(table: TableDef, columns: readonly number[], key: string): number[] {
    const own = this.rows.get(table.id);
    const committed = [...this.cluster.heap(table.id).find(columns, key)].filter(
      (id) => own?.has(id) !== true,
    );
    return [...committed, ...this.#own(table, columns, key)];
  }

  /** Rows among its changes that have a key. */
  #own(table: TableDef, columns: readonly number[], key: string): number[] {
    const changes = this.rows.get(table.id);
    if (changes === undefined) return [];
    const signature = [table.id, ...columns].join();
    let places = this.#keys.get(signature);
    if (places === undefined) {
      places = new KeyPlaces(columns);
      for (const [id, row] of changes) places.put(id, undefined, row);
      this.#keys.set(signature, places);
    }
    return [...places.find(key)].filter((id) => {
      const row = changes.get(id);
      return row !== undefined && row !== null && keyText(row, columns) === key;
    });
  }

  /** Takes back what came after. */
  undoTo(mark: number): void {
    while (this.undo.length > mark) {
      const change = this.undo.pop();
      if (change === undefined) break;
      if ('key' in change) {
        if (change.before === undefined) this.objects.delete(change.key);
        else this.objects.set(change.key, change.before);
      } else if ('locked' in change) this.locks.setRow(change.locked, change.row, change.before);
      else {
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
