import type { Json } from '../../linux/system.ts';
import type { SessionFacts } from './run/environment.ts';
import { Session } from './session.ts';
import type { Cluster } from './store/cluster.ts';
import type { Definition, TableDef } from './store/definitions.ts';
import { restoredRow } from './store/files.ts';
import type { RowLock, TableLock } from './store/locks.ts';
import { Transaction, type Undo } from './store/transaction.ts';
import { type Stored, stored } from './values/output.ts';
import { Decimal, type Row, type Value } from './values/value.ts';

type StoredRow = readonly Stored[] | null;
type StoredUndo =
  | { readonly key: string; readonly object: Definition | null | undefined }
  | { readonly locked: number; readonly row: number; readonly before: RowLock | undefined }
  | { readonly table: number; readonly row: number; readonly values: StoredRow | undefined };

/** A variable's value with its kind, for no column says what it is. */
type StoredValue = readonly [kind: 'text' | 'int' | 'float' | 'exact' | 'bool' | 'null', text: string];

/** A session as JSON: what it has set, and its open transaction. */
export interface StoredSession {
  readonly facts: { readonly [key: string]: Json };
  readonly settings: readonly (readonly [string, string])[];
  readonly searchPath: readonly string[];
  readonly variables: readonly (readonly [string, StoredValue])[];
  readonly currval: readonly (readonly [number, number])[];
  readonly explicit: boolean;
  readonly failed: boolean;
  readonly transaction?:
    | {
        readonly startedMs: number;
        readonly rowLocks: readonly (readonly [number, readonly (readonly [number, RowLock])[]])[];
        readonly tableLocks: readonly (readonly [number, readonly TableLock[]])[];
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
    variables,
    currval,
    cursors: _cursors,
    lastInsertId,
    ...plain
  } = session.facts;
  const { transaction } = session;
  return {
    facts: { ...plain, lastInsertId: String(lastInsertId) },
    settings: [...settings],
    searchPath,
    variables: [...variables].map(([name, value]) => [name, storedValue(value)] as const),
    currval: [...currval],
    explicit: session.explicit,
    failed: session.failed,
    transaction:
      transaction === undefined
        ? undefined
        : {
            startedMs: transaction.startedMs,
            rowLocks: [...transaction.locks.rows].map(([table, rows]) => [table, [...rows]] as const),
            tableLocks: [...transaction.locks.tables].map(([table, modes]) => [table, [...modes]] as const),
            objects: [...transaction.objects],
            rows: [...transaction.rows].map(([table, rows]) => [
              table,
              [...rows].map(([id, row]) => [id, rowOut(row)] as const),
            ]),
            undo: transaction.undo.map(
              (undo): StoredUndo =>
                'key' in undo
                  ? { key: undo.key, object: undo.before }
                  : 'locked' in undo
                    ? undo
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

function storedValue(value: Value): StoredValue {
  if (value === null) return ['null', ''];
  if (typeof value === 'bigint') return ['int', String(value)];
  if (typeof value === 'number') return ['float', String(value)];
  if (typeof value === 'boolean') return ['bool', String(value)];
  return [value instanceof Decimal ? 'exact' : 'text', String(value)];
}

function restoredValue([kind, text]: StoredValue): Value {
  const read: Readonly<Record<StoredValue[0], () => Value>> = {
    null: () => null,
    int: () => BigInt(text),
    float: () => Number(text),
    bool: () => text === 'true',
    exact: () => Decimal.parse(text) ?? null,
    text: () => text,
  };
  return read[kind]();
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
    variables: new Map(from.variables.map(([name, value]) => [name, restoredValue(value)])),
    lastInsertId: BigInt(text('lastInsertId') || '0'),
    foundRows: Number(facts.foundRows ?? 0),
    affected: Number(facts.affected ?? 0),
    currval: new Map(from.currval),
    cursors: new Map(),
    id: Number(facts.id ?? 0),
    query: text('query'),
    queryMs: Number(facts.queryMs ?? 0),
    connectedMs: Number(facts.connectedMs ?? 0),
  } satisfies SessionFacts);
  session.explicit = from.explicit;
  session.failed = from.failed;
  if (from.transaction !== undefined)
    session.transaction = restoreTransaction(from.transaction, session, cluster);
  return session;
}

function restoreTransaction(
  from: Exclude<StoredSession['transaction'], undefined>,
  { facts }: Session,
  cluster: Cluster,
): Transaction {
  const transaction = new Transaction(cluster, from.startedMs, facts.id);
  for (const [table, rows] of from.rowLocks)
    for (const [row, mode] of rows) transaction.locks.setRow(table, row, mode);
  for (const [table, modes] of from.tableLocks)
    for (const mode of modes) transaction.locks.setTable(table, mode);
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
        : 'locked' in each
          ? { locked: each.locked, row: each.row, before: each.before }
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
