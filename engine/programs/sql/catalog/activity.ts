import type { Environment, SeenSession } from '../run/environment.ts';
import type { Transaction } from '../store/transaction.ts';
import type { Row, Value } from '../values/value.ts';
import type { SystemTable } from './relations.ts';

const micro = (ms: number | undefined): Value => (ms === undefined ? null : ms * 1000);

function databaseId(env: Environment, name: string): number {
  return env.transaction.object(`database\0${name}`)?.id ?? 0;
}

function activityRow(env: Environment, { facts, state, waits, transactionMs }: SeenSession): Row {
  const role = env.transaction.object(`role\0${facts.user}\0`);
  const idle = state !== 'active';
  return [
    databaseId(env, facts.database),
    facts.database,
    facts.id,
    role?.id ?? 10,
    facts.user,
    facts.settings.get('application_name') ?? '',
    facts.clientHost.startsWith('127.') ? null : facts.clientHost,
    micro(facts.connectedMs),
    micro(transactionMs),
    micro(facts.queryMs),
    micro(facts.queryMs),
    waits ? 'Lock' : idle ? 'Client' : null,
    waits ? 'transactionid' : idle ? 'ClientRead' : null,
    state,
    facts.query,
    'client backend',
  ];
}

/** Modes as pg_locks writes them: `RowExclusiveLock`. */
function modeTitle(mode: string): string {
  return `${mode.replace(/(?:^| )(\w)/g, (_all, letter: string) => letter.toUpperCase())}Lock`;
}

function lockRows(env: Environment, transaction: Transaction): Row[] {
  const { pid, locks, rows, waitsFor, number } = transaction;
  const database = databaseId(env, env.session.database);
  const relation = (table: number, mode: string): Row => [
    'relation',
    database,
    table,
    null,
    pid,
    modeTitle(mode),
    true,
  ];
  return [
    ...[...rows.keys()].map((table) => relation(table, 'row exclusive')),
    ...[...locks.rows.keys()].map((table) => relation(table, 'row share')),
    ...[...locks.tables].flatMap(([table, modes]) => [...modes].map((mode) => relation(table, mode))),
    ['transactionid', null, null, number, pid, 'ExclusiveLock', true],
    ...(waitsFor === undefined
      ? []
      : [['transactionid', null, null, waitsFor.number, pid, 'ShareLock', false]]),
  ];
}

/** What sessions do, and what they have locked. */
export const activityCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_stat_activity: {
    columns:
      'datid oid, datname name, pid int, usesysid oid, usename name, application_name, client_addr, backend_start time, xact_start time, query_start time, state_change time, wait_event_type, wait_event, state, query, backend_type',
    rows: (env) => env.sessions().map((session) => activityRow(env, session)),
  },
  pg_locks: {
    columns: 'locktype, database oid, relation oid, transactionid int, pid int, mode, granted bool',
    rows: (env) => [...env.transaction.cluster.open].flatMap((each) => lockRows(env, each)),
  },
};
