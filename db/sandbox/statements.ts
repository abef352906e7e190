import { and, eq, sql } from 'drizzle-orm';
import type { SandboxConnection } from './connection.ts';
import * as schema from './schema.ts';

/** Workers allow so many bound parameters in a statement. */
const PARAMETERS_MAX = 100;

/** A prepared statement whose placeholders are named `<column><row>`. */
interface Prepared {
  run(parameters: Record<string, unknown>): unknown;
}

/** Writes rows, as many in a statement as fit. */
export type WriteRows<Row> = (rows: readonly Row[]) => void;

/**
 * Prepares a statement for one row and one for as many as fit, each at its first use: to build a statement
 * costs far more than to run it.
 */
function batched<Row extends object>(
  columns: readonly (keyof Row & string)[],
  prepare: (rows: number) => Prepared,
): WriteRows<Row> {
  const most = Math.floor(PARAMETERS_MAX / columns.length);
  const prepared = new Map<number, Prepared>();
  const run = (rows: readonly Row[]) => {
    let statement = prepared.get(rows.length);
    if (statement === undefined) {
      statement = prepare(rows.length);
      prepared.set(rows.length, statement);
    }
    const parameters: Record<string, unknown> = {};
    rows.forEach((row, n) => {
      for (const column of columns) parameters[`${column}${n}`] = row[column];
    });
    statement.run(parameters);
  };
  return (rows) => {
    let from = 0;
    for (; from + most <= rows.length; from += most) run(rows.slice(from, from + most));
    for (; from < rows.length; from++) run(rows.slice(from, from + 1));
  };
}

function rowsOf<T>(count: number, row: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => row(n));
}

export interface RevisionRow {
  readonly id: number;
  readonly at: number;
  readonly event: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly previous: number | null;
  readonly object: string;
  readonly user: string;
  readonly verb: string;
  readonly manager: string;
}

export function insertRevisions(db: SandboxConnection): WriteRows<RevisionRow> {
  const row = (n: number) => ({
    id: sql.placeholder(`id${n}`),
    at: sql.placeholder(`at${n}`),
    event: sql.placeholder(`event${n}`),
    resource: sql.placeholder(`resource${n}`),
    namespace: sql.placeholder(`namespace${n}`),
    name: sql.placeholder(`name${n}`),
    previous: sql.placeholder(`previous${n}`),
    object: sql.placeholder(`object${n}`),
    user: sql.placeholder(`user${n}`),
    verb: sql.placeholder(`verb${n}`),
    manager: sql.placeholder(`manager${n}`),
  });
  return batched<RevisionRow>(
    ['id', 'at', 'event', 'resource', 'namespace', 'name', 'previous', 'object', 'user', 'verb', 'manager'],
    (rows) => db.insert(schema.revisions).values(rowsOf(rows, row)).prepare(),
  );
}

interface ObjectKey {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** Points objects at the revisions that hold them now. */
export function pointObjects(db: SandboxConnection): WriteRows<ObjectKey & { readonly revision: number }> {
  const { objects } = schema;
  const row = (n: number) => ({
    resource: sql.placeholder(`resource${n}`),
    namespace: sql.placeholder(`namespace${n}`),
    name: sql.placeholder(`name${n}`),
    revision: sql.placeholder(`revision${n}`),
  });
  return batched<ObjectKey & { revision: number }>(['resource', 'namespace', 'name', 'revision'], (rows) =>
    db
      .insert(objects)
      .values(rowsOf(rows, row))
      .onConflictDoUpdate({
        target: [objects.resource, objects.namespace, objects.name],
        set: { revision: sql`excluded.revision` },
      })
      .prepare(),
  );
}

export function dropObjects(db: SandboxConnection): WriteRows<ObjectKey> {
  const { objects } = schema;
  const same = (n: number) =>
    and(
      eq(objects.resource, sql.placeholder(`resource${n}`)),
      eq(objects.namespace, sql.placeholder(`namespace${n}`)),
      eq(objects.name, sql.placeholder(`name${n}`)),
    );
  const drop = db.delete(objects).where(same(0));
  const one = batched<ObjectKey>(['resource', 'namespace', 'name'], () => drop.prepare());
  return (keys) => {
    for (const key of keys) one([key]);
  };
}

type RecordTable = typeof schema.meta | typeof schema.kubeletPods | typeof schema.kubeletNodes;

/** Writes rows of a table of JSON values by key. */
export function setRecords(
  db: SandboxConnection,
  table: RecordTable,
): WriteRows<{ readonly key: string; readonly value: string }> {
  const row = (n: number) => ({ key: sql.placeholder(`key${n}`), value: sql.placeholder(`value${n}`) });
  return batched<{ key: string; value: string }>(['key', 'value'], (rows) =>
    db
      .insert(table)
      .values(rowsOf(rows, row))
      .onConflictDoUpdate({ target: table.key, set: { value: sql`excluded.value` } })
      .prepare(),
  );
}

/** Deletes rows by key. */
export function dropKeys(
  db: SandboxConnection,
  table: RecordTable | typeof schema.timers,
): WriteRows<{ readonly key: string }> {
  const drop = db.delete(table).where(eq(table.key, sql.placeholder('key0')));
  const one = batched<{ key: string }>(['key'], () => drop.prepare());
  return (keys) => {
    for (const key of keys) one([key]);
  };
}

export interface TimerRow {
  readonly key: string;
  readonly due: number;
  readonly background: boolean;
  readonly position: number;
}

export function setTimers(db: SandboxConnection): WriteRows<TimerRow> {
  const { timers } = schema;
  const row = (n: number) => ({
    key: sql.placeholder(`key${n}`),
    due: sql.placeholder(`due${n}`),
    background: sql.placeholder(`background${n}`),
    position: sql.placeholder(`position${n}`),
  });
  return batched<TimerRow>(['key', 'due', 'background', 'position'], (rows) =>
    db
      .insert(timers)
      .values(rowsOf(rows, row))
      .onConflictDoUpdate({
        target: timers.key,
        set: {
          due: sql`excluded.due`,
          background: sql`excluded.background`,
          position: sql`excluded.position`,
        },
      })
      .prepare(),
  );
}
