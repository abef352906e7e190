import { SqlError } from '../errors.ts';
import { CURSORS_MAX } from '../limits.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import type { Row } from '../values/value.ts';
import { type Environment, PAUSE } from './environment.ts';
import type { OutColumn } from './scope.ts';
import type { Result, Running } from './statement.ts';

/** A query's rows that a client fetches part by part: all of them are there from the beginning. */
export interface OpenCursor {
  readonly columns: readonly OutColumn[];
  readonly rows: readonly Row[];
  readonly hold: boolean;
  /** Rows that were fetched. */
  at: number;
}

type Declare = Extract<Statement, { kind: 'declare' }>;
type Fetch = Extract<Statement, { kind: 'fetch' }>;

export function* declareCursor(env: Environment, { name, hold, query }: Declare): Running {
  const { cursors } = env.session;
  if (!env.inTransaction && !hold) throw new SqlError('outsideTransaction', { what: 'DECLARE CURSOR' });
  if (cursors.has(name)) throw new SqlError('duplicateCursor', { name });
  if (cursors.size >= CURSORS_MAX) throw new SqlError('tooManyRows');
  const plan = env.plan(env, query);
  const rows: Row[] = [];
  for (const batch of plan.run()) {
    for (const row of batch) {
      rows.push(row);
      env.meter.hold(row);
    }
    yield PAUSE;
  }
  cursors.set(name, { columns: plan.columns, rows, hold, at: 0 });
  return { rows: [], count: 0, tag: 'DECLARE CURSOR' };
}

function cursorNamed({ session }: Environment, name: string): OpenCursor {
  const found = session.cursors.get(name);
  if (found === undefined) throw new SqlError('undefinedCursor', { name });
  return found;
}

export function fetchedColumns(env: Environment, { name, move }: Fetch): readonly OutColumn[] | undefined {
  return move ? undefined : cursorNamed(env, name).columns;
}

export function fetchRows(env: Environment, { name, move, absolute, count }: Fetch): Result {
  const cursor = cursorNamed(env, name);
  const from = absolute ? Math.max(0, (count ?? 1) - 1) : cursor.at;
  const wanted = absolute ? 1 : (count ?? cursor.rows.length);
  const rows = cursor.rows.slice(from, from + Math.max(0, wanted));
  cursor.at = from + rows.length;
  if (move) return { rows: [], count: rows.length, tag: `MOVE ${rows.length}` };
  return { columns: cursor.columns, rows, count: rows.length, tag: `FETCH ${rows.length}` };
}

export function closeCursor(env: Environment, name: string | undefined): Result {
  if (name === undefined) env.session.cursors.clear();
  else {
    cursorNamed(env, name);
    env.session.cursors.delete(name);
  }
  return { rows: [], count: 0, tag: name === undefined ? 'CLOSE CURSOR ALL' : 'CLOSE CURSOR' };
}
