import type { Json } from '../../linux/system.ts';
import type { SessionFacts } from './run/environment.ts';
import { Session } from './session.ts';
import type { Cluster } from './store/cluster.ts';
import type { Definition, TableDef } from './store/definitions.ts';
import { restoredRow } from './store/files.ts';
import { Transaction, type Undo } from './store/transaction.ts';
import { type Stored, stored } from './values/output.ts';
import type { Row } from './values/value.ts';

type StoredRow = readonly Stored[] | null;
type StoredUndo =
  | { readonly key: string; readonly object: Definition | null | undefined }
  | { readonly table: number; readonly row: number; readonly values: StoredRow | undefined };

/** A session as JSON: what it has set, and its open transaction. */
export interface StoredSession {
  readonly facts: { readonly [key: string]: Json };
  readonly settings: readonly (readonly [string, string])[];
  readonly searchPath: readonly string[];
  readonly explicit: boolean;
  readonly failed: boolean;
  readonly transaction?:
    | {
        readonly startedMs: number;
        readonly objects: readonly (readonly [string, Definition | null])[];
        readonly rows: readonly (readonly [number, readonly (readonly [number, StoredRow])[]])[];
        readonly undo: readonly StoredUndo[];
        readonly savepoints: readonly { readonly name: string; readonly mark: number }[];
      }
    | undefined;
}

const rowOut = (row: Row | null): StoredRow => (row === null ? null : row.map(stored));

export function storeSession(session: Session): StoredSession {
  const {
    settings,
    searchPath,
    variables: _variables,
    currval: _currval,
    lastInsertId,
    ...plain
  } = session.facts;
  const { transaction } = session;
  return {
    facts: { ...plain, lastInsertId: String(lastInsertId) },
    settings: [...settings],
    searchPath,
    explicit: session.explicit,
    failed: session.failed,
    transaction:
      transaction === undefined
        ? undefined
        : {
            startedMs: transaction.startedMs,
            objects: [...transaction.objects],
            rows: [...transaction.rows].map(([table, rows]) => [
              table,
              [...rows].map(([id, row]) => [id, rowOut(row)] as const),
            ]),
            undo: transaction.undo.map(
              (undo): StoredUndo =>
                'key' in undo
                  ? { key: undo.key, object: undo.before }
                  : {
                      table: undo.table,
                      row: undo.row,
                      values: undo.before === undefined ? undefined : rowOut(undo.before),
                    },
            ),
            savepoints: transaction.savepoints,
          },
  };
}

export function restoreSession(from: StoredSession, cluster: Cluster): Session {
  const { facts } = from;
  const text = (key: string) => String(facts[key] ?? '');
  const session = new Session({
    database: text('database'),
    user: text('user'),
    loginUser: text('loginUser'),
    clientHost: text('clientHost'),
    accountHost: text('accountHost'),
    searchPath: from.searchPath,
    settings: new Map(from.settings),
    variables: new Map(),
    lastInsertId: BigInt(text('lastInsertId') || '0'),
    foundRows: Number(facts.foundRows ?? 0),
    affected: Number(facts.affected ?? 0),
    currval: new Map(),
    id: Number(facts.id ?? 0),
  } satisfies SessionFacts);
  session.explicit = from.explicit;
  session.failed = from.failed;
  if (from.transaction !== undefined) session.transaction = restoreTransaction(from.transaction, cluster);
  return session;
}

function restoreTransaction(
  from: Exclude<StoredSession['transaction'], undefined>,
  cluster: Cluster,
): Transaction {
  const transaction = new Transaction(cluster, from.startedMs);
  for (const [key, def] of from.objects) transaction.objects.set(key, def);
  const tables = new Map<number, TableDef>();
  for (const def of transaction.definitions()) if (def.kind === 'table') tables.set(def.id, def);
  const rowIn = (table: number, row: StoredRow): Row | null => {
    const def = tables.get(table);
    return row === null || def === undefined ? null : restoredRow(def, row);
  };
  for (const [table, rows] of from.rows) {
    transaction.rows.set(table, new Map(rows.map(([id, row]) => [id, rowIn(table, row)])));
    for (const [id] of rows) cluster.heap(table).next = Math.max(cluster.heap(table).next, id + 1);
  }
  for (const each of from.undo) {
    const undo: Undo =
      'key' in each
        ? { key: each.key, before: each.object }
        : {
            table: each.table,
            row: each.row,
            before: each.values === undefined ? undefined : rowIn(each.table, each.values),
          };
    transaction.undo.push(undo);
  }
  transaction.savepoints = [...from.savepoints];
  return transaction;
}
