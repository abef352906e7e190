import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { decode } from '../../shell/commands/bytes.ts';
import type { Client } from '../sockets.ts';
import { redisTime } from '../timestamps.ts';
import { type Database, Store } from './store.ts';

/** What a server is made of. */
export type State = {
  databases: Database[];
  port: number;
  password: string;
  folder: string;
  file: string;
  configured: boolean;
  /** Every change is written at once. */
  appendOnly: boolean;
  journalBytes: number;
  listeners: number[];
  clients: Client[];
  readyAtMs: number;
  startedMs: number;
  changes: number;
  saveAtMs?: number | undefined;
  lastSaveMs: number;
  commands: number;
  connections: number;
};

/** A line of its log. */
export function log(system: System, role: 'C' | 'M', mark: string, text: string): void {
  system.write(1, `${system.pid}:${role} ${redisTime(system.now)} ${mark} ${text}\n`);
}

const magic = 'REDIS0012';

/** Reads the dump file, where there is one. */
export function restore(system: System, state: State): void {
  try {
    const text = system.readText(`${state.folder}/${state.file}`);
    if (!text.startsWith(magic)) return;
    const databases: Database[] = JSON.parse(decode(text.slice(magic.length)));
    state.databases = state.databases.map((empty, index) => databases[index] ?? empty);
    const count = databases.reduce((sum, database) => sum + Object.keys(database).length, 0);
    log(system, 'M', '*', `Loading RDB produced by version ${system.executable.version ?? ''}`);
    log(system, 'M', '*', `Done loading RDB, keys loaded: ${count}, keys expired: 0.`);
    log(system, 'M', '*', 'DB loaded from disk: 0.000 seconds');
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof SyntaxError)) throw error;
  }
}

/** Writes everything to the dump file. */
export function save(system: System, state: State): boolean {
  state.saveAtMs = undefined;
  try {
    system.writeText(`${state.folder}/${state.file}`, magic + JSON.stringify(state.databases));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    log(
      system,
      'M',
      '#',
      `Failed opening the temp RDB file temp-${system.pid}.rdb (in server root dir ${state.folder}) for saving: ${error.message}`,
    );
    return false;
  }
  state.changes = 0;
  state.lastSaveMs = system.now;
  log(system, 'M', '*', 'DB saved on disk');
  return true;
}

/** What INFO tells. */
export function information(system: System, state: State): string {
  const seconds = Math.floor((system.now - state.startedMs) / 1000);
  const keyspace = state.databases.flatMap((database, index) => {
    const store = new Store(database, system.now);
    const keys = store.keys();
    const expires = keys.filter((key) => store.entry(key)?.expiresMs !== undefined).length;
    return keys.length === 0
      ? []
      : [`db${index}:keys=${keys.length},expires=${expires},avg_ttl=0,subexpiry=0`];
  });
  const lines = [
    '# Server',
    `redis_version:${system.executable.version ?? ''}`,
    'redis_mode:standalone',
    'arch_bits:64',
    `process_id:${system.pid}`,
    `tcp_port:${state.port}`,
    `uptime_in_seconds:${seconds}`,
    `uptime_in_days:${Math.floor(seconds / 86_400)}`,
    '',
    '# Clients',
    `connected_clients:${state.clients.length + 1}`,
    '',
    '# Memory',
    'used_memory:1024000',
    'used_memory_human:1000.00K',
    'maxmemory:0',
    '',
    '# Persistence',
    'loading:0',
    `rdb_changes_since_last_save:${state.changes}`,
    `rdb_last_save_time:${Math.floor(state.lastSaveMs / 1000)}`,
    'rdb_last_bgsave_status:ok',
    `aof_enabled:${state.appendOnly ? 1 : 0}`,
    '',
    '# Stats',
    `total_connections_received:${state.connections}`,
    `total_commands_processed:${state.commands}`,
    '',
    '# Replication',
    'role:master',
    'connected_slaves:0',
    '',
    '# Keyspace',
    ...keyspace,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
