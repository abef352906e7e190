import { getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Revision, StoredRecord } from './changes.ts';
import type { Prepare, Statement } from './connection.ts';
import type { RecordPart } from './record-parts.ts';
import * as schema from './schema.ts';

/** Workers allow so many bound parameters in a statement. */
const PARAMETERS_MAX = 100;

/** Writes rows, as many in a statement as fit. */
export type WriteRows<Row> = (rows: readonly Row[]) => void;

/** What a column takes; SQLite has no booleans. */
type Value = string | number | boolean | null;

function parameter(value: Value): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

/**
 * Runs a statement for one row or for as many as fit, each prepared at its first use.
 * @param text the statement for so many rows
 */
function batched<Row extends Record<Column, Value>, Column extends string>(
  prepare: Prepare,
  columns: readonly Column[],
  most: number,
  text: (rows: number) => string,
): WriteRows<Row> {
  let one: Statement | undefined;
  let many: Statement | undefined;
  const valuesOf = (row: Row) => columns.map((column) => parameter(row[column]));
  return (rows) => {
    let from = 0;
    for (; most > 1 && from + most <= rows.length; from += most) {
      many ??= prepare(text(most));
      many(rows.slice(from, from + most).flatMap(valuesOf));
    }
    for (const row of rows.slice(from)) {
      one ??= prepare(text(1));
      one(valuesOf(row));
    }
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** @param key the columns by which a row replaces the one that is there; none: there never is one */
function inserts<Row extends Record<Column, Value>, Column extends string>(
  prepare: Prepare,
  table: SQLiteTable,
  columns: readonly Column[],
  key: readonly Column[],
): WriteRows<Row> {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const replaced = columns.filter((column) => !key.includes(column));
  const changes = replaced.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  const onConflict = key.length === 0 ? '' : ` ON CONFLICT (${quoted(key)}) DO UPDATE SET ${changes}`;
  const start = `INSERT INTO "${getTableName(table)}" (${quoted(columns)}) VALUES `;
  return batched<Row, Column>(
    prepare,
    columns,
    Math.floor(PARAMETERS_MAX / columns.length),
    (rows) => start + Array.from({ length: rows }, () => row).join(', ') + onConflict,
  );
}

function deletes<Row extends Record<Column, Value>, Column extends string>(
  prepare: Prepare,
  table: SQLiteTable,
  key: readonly Column[],
): WriteRows<Row> {
  const condition = key.map((column) => `"${column}" = ?`).join(' AND ');
  return batched<Row, Column>(
    prepare,
    key,
    1,
    () => `DELETE FROM "${getTableName(table)}" WHERE ${condition}`,
  );
}

export function insertRevisions(prepare: Prepare): WriteRows<Revision> {
  return inserts(
    prepare,
    schema.revisions,
    ['id', 'at', 'event', 'resource', 'namespace', 'name', 'previous', 'object', 'user', 'verb', 'manager'],
    [],
  );
}

interface ObjectKey {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** Points objects at the revisions that hold them now. */
export function pointObjects(prepare: Prepare): WriteRows<ObjectKey & { readonly id: number }> {
  const point = inserts(
    prepare,
    schema.objects,
    ['resource', 'namespace', 'name', 'revision'],
    ['resource', 'namespace', 'name'],
  );
  return (rows) =>
    point(rows.map(({ resource, namespace, name, id }) => ({ resource, namespace, name, revision: id })));
}

export function dropObjects(prepare: Prepare): WriteRows<ObjectKey> {
  return deletes(prepare, schema.objects, ['resource', 'namespace', 'name']);
}

export function setMeta(prepare: Prepare): WriteRows<{ readonly key: string; readonly value: string }> {
  return inserts(prepare, schema.meta, ['key', 'value'], ['key']);
}

export function setRecords(prepare: Prepare): WriteRows<StoredRecord> {
  return inserts(prepare, schema.records, ['kind', 'key', 'value'], ['kind', 'key']);
}

export function dropRecords(prepare: Prepare): WriteRows<Omit<StoredRecord, 'value'>> {
  return deletes(prepare, schema.records, ['kind', 'key']);
}

export function setRecordParts(prepare: Prepare): WriteRows<RecordPart> {
  return inserts(prepare, schema.recordParts, ['kind', 'key', 'part', 'text'], []);
}

export function dropRecordParts(prepare: Prepare): WriteRows<Omit<StoredRecord, 'value'>> {
  return deletes(prepare, schema.recordParts, ['kind', 'key']);
}

export interface TimerRow {
  readonly key: string;
  readonly due: number;
  readonly background: boolean;
  readonly position: number;
}

export function dropTimers(prepare: Prepare): WriteRows<{ readonly key: string }> {
  return deletes(prepare, schema.timers, ['key']);
}

export function setTimers(prepare: Prepare): WriteRows<TimerRow> {
  return inserts(prepare, schema.timers, ['key', 'due', 'background', 'position'], ['key']);
}
