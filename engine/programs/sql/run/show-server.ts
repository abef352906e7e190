import { SqlError } from '../errors.ts';
import type { Row, Value } from '../values/value.ts';
import { type Environment, roleOf } from './environment.ts';
import type { Show, Shown } from './show.ts';

const processColumns = ['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'];

function processRows(env: Environment, full: boolean): Row[] {
  const role = roleOf(env);
  const all =
    role?.superuser === true ||
    role?.grants.some(({ on, privileges }) => on === '*.*' && privileges.includes('process'));
  return env.sessions().flatMap(({ facts, state, waits }): Row[] => {
    if (all !== true && facts.user !== env.session.user) return [];
    const active = state === 'active';
    return [
      [
        String(facts.id),
        facts.user,
        facts.clientHost,
        facts.searchPath[0] ?? null,
        active ? 'Query' : 'Sleep',
        String(Math.floor((env.nowMs - facts.queryMs) / 1000)),
        waits ? 'updating' : facts === env.session ? 'init' : active ? 'executing' : '',
        active ? (full ? facts.query : facts.query.slice(0, 100)) : null,
      ],
    ];
  });
}

export function others(env: Environment, { what, ...show }: Show): Shown {
  const fixed = (titles: readonly string[], rows: readonly (readonly Value[])[] = []): Shown => ({
    columns: titles,
    rows: () => [...rows],
  });
  switch (what) {
    case 'processlist':
      return { columns: processColumns, numbers: ['Id', 'Time'], rows: () => processRows(env, show.full) };
    case 'warnings':
    case 'errors': {
      const found = env.warnings.filter(({ level }) => what === 'warnings' || level === 'Error');
      return {
        ...fixed(
          ['Level', 'Code', 'Message'],
          found.map(({ level, state, words }) => [level, state, words]),
        ),
        numbers: ['Code'],
      };
    }
    case 'status':
      return {
        columns: ['Variable_name', 'Value'],
        rows: () => [
          ['Threads_connected', String(env.sessions().length)],
          ['Uptime', String(Math.floor((env.nowMs - env.server.startedMs) / 1000))],
        ],
      };
    case 'engines':
    case 'storage engines':
      return fixed(
        ['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'],
        [
          [
            'InnoDB',
            'DEFAULT',
            'Supports transactions, row-level locking, and foreign keys',
            'YES',
            'YES',
            'YES',
          ],
        ],
      );
    case 'character set':
      return fixed(
        ['Charset', 'Description', 'Default collation', 'Maxlen'],
        [['utf8mb4', 'UTF-8 Unicode', 'utf8mb4_0900_ai_ci', '4']],
      );
    case 'collation':
      return fixed(
        ['Collation', 'Charset', 'Id', 'Default', 'Compiled', 'Sortlen', 'Pad_attribute'],
        [['utf8mb4_0900_ai_ci', 'utf8mb4', '255', 'Yes', 'Yes', '0', 'NO PAD']],
      );
    case 'plugins':
    case 'privileges':
    case 'triggers':
    case 'events':
    case 'procedure status':
    case 'function status':
      return fixed(['Name']);
    default:
      throw new SqlError('unsupported', { what: `SHOW ${what.toUpperCase()}` });
  }
}
