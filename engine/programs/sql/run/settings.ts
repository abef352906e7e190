import { SqlError } from '../errors.ts';
import type { Environment, ServerFacts, SessionFacts } from './environment.ts';
import { postgresSettings } from './postgres-settings.ts';

const mysqlDefaults: Readonly<Record<string, string>> = {
  autocommit: '1',
  auto_increment_increment: '1',
  character_set_client: 'utf8mb4',
  character_set_connection: 'utf8mb4',
  character_set_database: 'utf8mb4',
  character_set_results: 'utf8mb4',
  character_set_server: 'utf8mb4',
  collation_connection: 'utf8mb4_0900_ai_ci',
  collation_database: 'utf8mb4_0900_ai_ci',
  collation_server: 'utf8mb4_0900_ai_ci',
  datadir: '/var/lib/mysql/',
  default_storage_engine: 'InnoDB',
  foreign_key_checks: '1',
  init_connect: '',
  innodb_buffer_pool_size: '134217728',
  innodb_lock_wait_timeout: '50',
  interactive_timeout: '28800',
  license: 'GPL',
  lower_case_table_names: '0',
  max_allowed_packet: '67108864',
  max_connections: '151',
  max_execution_time: '0',
  net_write_timeout: '60',
  performance_schema: '1',
  query_cache_size: '0',
  query_cache_type: 'OFF',
  sql_mode:
    'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  sql_notes: '1',
  sql_quote_show_create: '1',
  system_time_zone: 'UTC',
  time_zone: 'SYSTEM',
  transaction_isolation: 'REPEATABLE-READ',
  tx_isolation: 'REPEATABLE-READ',
  unique_checks: '1',
  version_comment: 'MySQL Community Server - GPL',
  version_compile_os: 'Linux',
  version_compile_machine: 'x86_64',
  wait_timeout: '28800',
};

/** Which setting says how long a statement, or its waiting for a lock, may take; and in which unit, in milliseconds. */
const durations = {
  postgres: { statement: ['statement_timeout', 1], lock: ['lock_timeout', 1] },
  mysql: { statement: ['max_execution_time', 1], lock: ['innodb_lock_wait_timeout', 1000] },
} as const;
const units: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** In milliseconds; 0: without end. @param isQuery MySQL has a limit for queries alone */
export function durationSetting(
  { mysql, configured }: ServerFacts,
  { settings: own }: SessionFacts,
  what: 'statement' | 'lock',
  isQuery: boolean,
): number {
  if (mysql && what === 'statement' && !isQuery) return 0;
  const [name, unit] = durations[mysql ? 'mysql' : 'postgres'][what];
  const text =
    own.get(name) ?? configured[name] ?? (mysql ? mysqlDefaults[name] : postgresSettings.get(name)) ?? '0';
  const [, digits = '0', word = ''] = /^(\d{1,12})\s*([a-z]*)$/.exec(text.trim()) ?? [];
  return Math.ceil(Number(digits) * (units[word] ?? unit));
}

export function settings({ mysql, server, session }: Environment): ReadonlyMap<string, string> {
  const own: Readonly<Record<string, string>> = mysql
    ? {
        version: server.version + (server.mariadb ? '-MariaDB-ubu2404' : ''),
        hostname: server.hostName,
        port: String(server.port),
        datadir: `${server.dataFolder}/`,
        ...(server.mariadb ? { version_comment: 'mariadb.org binary distribution' } : {}),
      }
    : {
        server_version: server.version,
        server_version_num: versionNumber(server.version),
        port: String(server.port),
        data_directory: server.dataFolder,
      };
  return new Map([
    ...(mysql ? Object.entries(mysqlDefaults) : postgresSettings),
    ...Object.entries(server.configured),
    ...Object.entries(own),
    ...session.settings,
  ]);
}

function versionNumber(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return String(major * 10_000 + minor);
}

/** @throws SqlError where there is no such setting */
export function settingValue(env: Environment, name: string): string {
  const value = settings(env).get(name);
  if (value === undefined) throw new SqlError('undefinedVariable', { name });
  return value;
}
