import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Locking, Select } from '../syntax/tree.ts';
import { INT4 } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import type { Compiled, Plan, Scope } from './scope.ts';

/** Which rows of an answer are locked, and how. */
export interface RowLocks {
  readonly lock: Locking;
  /** Where the numbers of rows are among the columns of FROM. */
  readonly columns: readonly { readonly index: number; readonly table: TableDef }[];
}

/** @throws SqlError where rows of the answer aren't rows of tables; undefined: MySQL locks none of those */
export function rowLocks(
  select: Select,
  grouped: boolean,
  from: Plan,
  lock: Locking,
  mysql: boolean,
): RowLocks | undefined {
  const what = select.distinct
    ? 'DISTINCT clause'
    : select.group.length > 0
      ? 'GROUP BY clause'
      : select.having !== undefined
        ? 'HAVING clause'
        : grouped
          ? 'aggregate functions'
          : undefined;
  if (what !== undefined) {
    if (mysql) return undefined;
    throw new SqlError('lockNotAllowed', { lock: lock.words, what });
  }
  for (const name of lock.of) {
    if (!from.columns.some(({ table }) => table === name))
      throw new SqlError('lockUnknown', { name, lock: lock.words });
  }
  const columns = from.columns.flatMap(({ rowOf }, index) =>
    rowOf === undefined ? [] : [{ index, table: rowOf }],
  );
  return { lock, columns };
}

/** The numbers of rows, as columns behind those of the answer. */
export function lockColumns({
  locks,
  scope,
}: {
  readonly locks: RowLocks | undefined;
  readonly scope: Scope;
}): Compiled[] {
  return (locks?.columns ?? []).map(({ index }) => ({
    type: INT4,
    subs: [],
    get: () => scope.cell.row[index] ?? null,
  }));
}

/**
 * Locks rows one by one, as they are asked for, so that LIMIT leaves the rest alone.
 * @param from where their numbers are @param width of the answer
 */
export function* lockedRows(
  env: Environment,
  { lock, columns }: RowLocks,
  batches: Batches,
  from: number,
  width: number,
): Batches {
  for (const batch of batches) {
    for (const row of batch) {
      const locked = columns.every(({ table }, at) => lockOne(env, table, row[from + at] ?? null, lock));
      if (locked) yield [row.slice(0, width)];
      if (env.meter.tick()) yield PAUSE;
    }
    yield PAUSE;
  }
}

function lockOne(env: Environment, table: TableDef, id: Row[number], { mode, otherwise }: Locking): boolean {
  return id === null || env.transaction.lockRow(table, Number(id), mode, otherwise);
}
