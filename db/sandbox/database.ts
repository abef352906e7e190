import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { and, asc, desc, eq, getTableName, gt, inArray, isNotNull, lte, or } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Changes, RecordChange, Revision, StoredRecord } from './changes.ts';
import type { Prepare, SandboxConnection } from './connection.ts';
import { cut, join, type RecordPart, recordName } from './record-parts.ts';
import * as schema from './schema.ts';
import {
  dropObjects,
  dropRecordParts,
  dropRecords,
  dropTimers,
  insertRevisions,
  pointObjects,
  setMeta,
  setRecordParts,
  setRecords,
  setTimers,
  type TimerRow,
  type WriteRows,
} from './statements.ts';

/** Everything a sandbox holds in memory while it is loaded. */
export interface StoredState {
  readonly meta: ReadonlyMap<string, string>;
  readonly objects: readonly Revision[];
  readonly timers: readonly { key: string; due: number; background: boolean; order: number }[];
  readonly records: readonly StoredRecord[];
}

/** Workers allow 100 bound parameters a statement: this many rows of each table fit. */
const ROW_CHUNK = 20;

/** Part of a database on its way into a copy: rows of one table, and where the next part begins. */
export interface TableChunk {
  readonly table: number;
  readonly from: number;
  readonly rows: readonly Record<string, unknown>[];
}

/** A part of a copy ends after so many rows, or UTF-16 units: a message on Workers may have 32 MiB. */
const CHUNK_ROWS = 500;
const CHUNK_CHARS = 4_000_000;
/** So many rows are read before they are measured: each may have half a million units. */
const PAGE_ROWS = 20;

/** In the order in which a copy takes them (without `meta` no sandbox wakes) and a digest reads them. */
const TABLES = [
  schema.revisions,
  schema.objects,
  schema.timers,
  schema.records,
  schema.recordParts,
  schema.meta,
] as const;

/** A sandbox's database: one read of everything, one write a transaction, and the queries of the log. */
export class SandboxDatabase {
  readonly #db: SandboxConnection;
  readonly #insertRevisions: WriteRows<Revision>;
  readonly #pointObjects: ReturnType<typeof pointObjects>;
  readonly #dropObjects: ReturnType<typeof dropObjects>;
  readonly #setTimers: WriteRows<TimerRow>;
  readonly #dropTimers: ReturnType<typeof dropTimers>;
  readonly #setMeta: ReturnType<typeof setMeta>;
  readonly #setRecords: WriteRows<StoredRecord>;
  readonly #dropRecords: ReturnType<typeof dropRecords>;
  readonly #setRecordParts: WriteRows<RecordPart>;
  readonly #dropRecordParts: ReturnType<typeof dropRecordParts>;
  /** Names of the records that have parts. */
  readonly #inParts = new Set<string>();

  constructor(db: SandboxConnection, prepare: Prepare) {
    this.#db = db;
    this.#insertRevisions = insertRevisions(prepare);
    this.#pointObjects = pointObjects(prepare);
    this.#dropObjects = dropObjects(prepare);
    this.#setTimers = setTimers(prepare);
    this.#dropTimers = dropTimers(prepare);
    this.#setMeta = setMeta(prepare);
    this.#setRecords = setRecords(prepare);
    this.#dropRecords = dropRecords(prepare);
    this.#setRecordParts = setRecordParts(prepare);
    this.#dropRecordParts = dropRecordParts(prepare);
  }

  load(): StoredState {
    return {
      meta: new Map(
        this.#db
          .select()
          .from(schema.meta)
          .all()
          .map(({ key, value }) => [key, value]),
      ),
      objects: this.#db
        .select()
        .from(schema.revisions)
        .innerJoin(schema.objects, eq(schema.objects.revision, schema.revisions.id))
        .orderBy(asc(schema.revisions.id))
        .all()
        .map((row) => row.revisions),
      timers: this.#db
        .select()
        .from(schema.timers)
        .orderBy(asc(schema.timers.position))
        .all()
        .map(({ key, due, background, position }) => ({ key, due, background, order: position })),
      records: this.#loadRecords(),
    };
  }

  #loadRecords(): StoredRecord[] {
    const { kind, key, part } = schema.recordParts;
    const parts = this.#db.select().from(schema.recordParts).orderBy(asc(kind), asc(key), asc(part)).all();
    this.#inParts.clear();
    for (const each of parts) this.#inParts.add(recordName(each));
    const { records } = schema;
    return join(this.#db.select().from(records).orderBy(asc(records.kind), asc(records.key)).all(), parts);
  }

  /** Writes all of it or, when it throws, nothing. */
  commit(changes: Changes): void {
    this.#db.transaction(() => {
      this.#writeRevisions(changes.revisions);
      this.#setMeta([...changes.meta].map(([key, value]) => ({ key, value })));
      this.#writeRecords(changes.records);
      this.#writeTimers(changes.timers);
      if (changes.compactTo !== undefined) this.#compact(changes.compactTo);
    });
  }

  /** The next part of everything, in a fixed order; undefined after the last. @param after the part before it */
  dump(after: TableChunk | undefined): TableChunk | undefined {
    let [index, from] = after === undefined ? [0, 0] : [after.table, after.from + after.rows.length];
    for (; index < TABLES.length; index++, from = 0) {
      const table = TABLES[index];
      if (table === undefined) return undefined;
      const rows: Record<string, unknown>[] = [];
      for (let chars = 0; rows.length < CHUNK_ROWS && chars < CHUNK_CHARS; ) {
        const page = this.#page(table, from + rows.length);
        rows.push(...page);
        for (const row of page) chars += charsOf(row);
        if (page.length < PAGE_ROWS) break;
      }
      if (rows.length > 0) return { table: index, from, rows };
    }
    return undefined;
  }

  #page(table: (typeof TABLES)[number], from: number): Record<string, unknown>[] {
    return this.#db
      .select()
      .from(table)
      .orderBy(...primaryKey(table))
      .limit(PAGE_ROWS)
      .offset(from)
      .all();
  }

  /** Inserts a part that `dump` gave. */
  restore(chunk: TableChunk): void {
    const table = TABLES[chunk.table];
    if (table === undefined) throw new Error('no such table');
    this.#db.transaction(() => {
      for (const row of chunk.rows) this.#db.insert(table).values(row).run();
    });
  }

  /** SHA-256 over every row of every table: equal for equal worlds, on every host. */
  digest(): string {
    const hash = sha256.create();
    for (const table of TABLES) {
      const rows = this.#db
        .select()
        .from(table)
        .orderBy(...primaryKey(table))
        .all();
      hash.update(
        utf8ToBytes(`${getTableName(table)}\n${rows.map((row) => JSON.stringify(row)).join('\n')}\n`),
      );
    }
    return bytesToHex(hash.digest());
  }

  /** The changes after a revision, oldest first, of one resource or of all. */
  revisionsAfter(revision: number, resource?: string): Revision[] {
    const after = gt(schema.revisions.id, revision);
    return this.#db
      .select()
      .from(schema.revisions)
      .where(resource === undefined ? after : and(after, eq(schema.revisions.resource, resource)))
      .orderBy(asc(schema.revisions.id))
      .all();
  }

  /** Revisions by id, for the states that later changes replaced. Ids that are compacted away are left out. */
  revisionsById(ids: readonly number[]): Map<number, Revision> {
    const found = new Map<number, Revision>();
    for (const chunk of chunks(ids, ROW_CHUNK)) {
      for (const row of this.#db
        .select()
        .from(schema.revisions)
        .where(inArray(schema.revisions.id, [...chunk]))
        .all()) {
        found.set(row.id, row);
      }
    }
    return found;
  }

  /** The newest revision at or before a moment of virtual time. */
  revisionAt(at: number): number {
    const row = this.#db
      .select({ id: schema.revisions.id })
      .from(schema.revisions)
      .where(lte(schema.revisions.at, at))
      .orderBy(desc(schema.revisions.id))
      .limit(1)
      .get();
    return row?.id ?? 0;
  }

  #compact(revision: number): void {
    const superseded = this.#db
      .select({ id: schema.revisions.previous })
      .from(schema.revisions)
      .where(and(lte(schema.revisions.id, revision), isNotNull(schema.revisions.previous)));
    this.#db
      .delete(schema.revisions)
      .where(
        or(
          inArray(schema.revisions.id, superseded),
          and(lte(schema.revisions.id, revision), eq(schema.revisions.event, 'DELETED')),
        ),
      )
      .run();
  }

  #writeRevisions(revisions: readonly Revision[]): void {
    if (revisions.length === 0) return;
    this.#insertRevisions(revisions);
    // Only where an object stands after its last change matters.
    const last = new Map<string, Revision>();
    for (const revision of revisions) {
      last.set(`${revision.resource}/${revision.namespace}/${revision.name}`, revision);
    }
    const standing = [...last.values()];
    this.#pointObjects(standing.filter(({ event }) => event !== 'DELETED'));
    this.#dropObjects(standing.filter(({ event }) => event === 'DELETED'));
  }

  #writeRecords(changes: readonly RecordChange[]): void {
    const gone: RecordChange[] = [];
    const set: StoredRecord[] = [];
    const parts: RecordPart[] = [];
    if (this.#inParts.size > 0)
      this.#dropRecordParts(changes.filter((change) => this.#inParts.delete(recordName(change))));
    for (const change of changes) {
      const { kind, key, value } = change;
      if (value === undefined) gone.push(change);
      else {
        const { first, rest } = cut({ kind, key, value });
        set.push(first);
        parts.push(...rest);
        if (rest.length > 0) this.#inParts.add(recordName(change));
      }
    }
    this.#dropRecords(gone);
    this.#setRecords(set);
    this.#setRecordParts(parts);
  }

  #writeTimers(changes: Changes['timers']): void {
    const gone: { key: string }[] = [];
    const set: TimerRow[] = [];
    for (const [key, timer] of changes) {
      if (timer === undefined) gone.push({ key });
      else set.push({ key, due: timer.due, background: timer.background, position: timer.order });
    }
    this.#dropTimers(gone);
    this.#setTimers(set);
  }
}

function primaryKey(table: SQLiteTable): SQLiteColumn[] {
  const { primaryKeys, columns } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

function charsOf(row: Record<string, unknown>): number {
  return Object.values(row).reduce<number>((sum, value) => sum + String(value).length, 0);
}
