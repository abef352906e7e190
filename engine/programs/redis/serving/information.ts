import { atLeast } from '../../../registry/catalogue/repository.ts';
import type { Reply } from '../resp.ts';
import { RESIDENT_BYTES, usedMemory } from './memory.ts';
import type { ServerCommands } from './server-command.ts';
import type { Client, Server } from './state.ts';

type Fields = readonly (readonly [name: string, value: string | number])[];

function human(bytes: number): string {
  if (bytes < 1024) return `${bytes}B`;
  if (bytes < 1_048_576) return `${(bytes / 1024).toFixed(2)}K`;
  return bytes < 1_073_741_824
    ? `${(bytes / 1_048_576).toFixed(2)}M`
    : `${(bytes / 1_073_741_824).toFixed(2)}G`;
}

function server({ facts, system, version }: Server, port: string): Fields {
  const seconds = Math.floor((system.now - facts.startedMs) / 1000);
  return [
    ['redis_version', version],
    ['redis_git_sha1', '00000000'],
    ['redis_git_dirty', 0],
    ['redis_build_id', '0'],
    ['redis_mode', 'standalone'],
    ['os', 'Linux 6.1.0-37-amd64 x86_64'],
    ['arch_bits', 64],
    ['monotonic_clock', 'POSIX clock_gettime'],
    ['multiplexing_api', 'epoll'],
    ['atomicvar_api', 'c11-builtin'],
    ['gcc_version', '12.2.0'],
    ['process_id', system.pid],
    ['process_supervised', 'no'],
    ['run_id', facts.runId],
    ['tcp_port', port],
    ['server_time_usec', system.now * 1000],
    ['uptime_in_seconds', seconds],
    ['uptime_in_days', Math.floor(seconds / 86_400)],
    ['hz', 10],
    ['configured_hz', 10],
    ['lru_clock', Math.floor(system.now / 1000) % 16_777_216],
    ['executable', `${system.workingDirectory.replace(/\/$/, '')}/redis-server`],
    ['config_file', facts.file],
    ['io_threads_active', 0],
  ];
}

function clients({ facts }: Server): Fields {
  return [
    ['connected_clients', facts.clients.filter(({ isReplica }) => !isReplica).length],
    ['cluster_connections', 0],
    ['maxclients', facts.configuration.maxclients ?? ''],
    ['client_recent_max_input_buffer', 20_480],
    ['client_recent_max_output_buffer', 0],
    ['blocked_clients', facts.clients.filter(({ blocked }) => blocked !== undefined).length],
    ['tracking_clients', 0],
    [
      'pubsub_clients',
      facts.clients.filter(({ channels, patterns }) => channels.length + patterns.length > 0).length,
    ],
    ['watching_clients', facts.clients.filter(({ watched }) => watched.length > 0).length],
    ['clients_in_timeout_table', 0],
  ];
}

function memory(of: Server): Fields {
  const used = usedMemory(of);
  const most = Number(of.setting('maxmemory'));
  return [
    ['used_memory', used],
    ['used_memory_human', human(used)],
    ['used_memory_rss', RESIDENT_BYTES + of.keyspace.bytes],
    ['used_memory_rss_human', human(RESIDENT_BYTES + of.keyspace.bytes)],
    ['used_memory_peak', used],
    ['used_memory_peak_human', human(used)],
    ['used_memory_overhead', used - of.keyspace.bytes],
    ['used_memory_startup', 1_030_000],
    ['used_memory_dataset', of.keyspace.bytes],
    ['total_system_memory', 4_294_967_296],
    ['total_system_memory_human', '4.00G'],
    ['used_memory_lua', 31_744],
    ['maxmemory', most],
    ['maxmemory_human', human(most)],
    ['maxmemory_policy', of.setting('maxmemory-policy')],
    ['mem_fragmentation_ratio', ((RESIDENT_BYTES + of.keyspace.bytes) / used).toFixed(2)],
    ['mem_allocator', 'jemalloc-5.3.0'],
    ['active_defrag_running', 0],
    ['lazyfree_pending_objects', 0],
  ];
}

function persistence({ facts }: Server, appendOnly: boolean): Fields {
  return [
    ['loading', 0],
    ['async_loading', 0],
    ['rdb_changes_since_last_save', facts.changes],
    ['rdb_bgsave_in_progress', 0],
    ['rdb_last_save_time', Math.floor(facts.lastSaveMs / 1000)],
    ['rdb_last_bgsave_status', facts.lastSaveFailed ? 'err' : 'ok'],
    ['rdb_last_bgsave_time_sec', -1],
    ['rdb_current_bgsave_time_sec', -1],
    ['aof_enabled', appendOnly ? 1 : 0],
    ['aof_rewrite_in_progress', 0],
    ['aof_last_bgrewrite_status', 'ok'],
    ['aof_last_write_status', 'ok'],
    ...(appendOnly ? ([['aof_current_size', facts.journalBytes]] as const) : []),
  ];
}

const COUNTED = [
  'total_connections_received',
  'total_commands_processed',
  'total_net_output_bytes',
  'rejected_connections',
  'expired_keys',
  'evicted_keys',
  'keyspace_hits',
  'keyspace_misses',
  'total_error_replies',
];

function statistics({ facts }: Server): Fields {
  const channels = new Set(facts.clients.flatMap((client) => client.channels));
  const patterns = new Set(facts.clients.flatMap((client) => client.patterns));
  return [
    ...COUNTED.map((name): [string, number] => [name, facts.counts[name] ?? 0]),
    ['instantaneous_ops_per_sec', 0],
    ['pubsub_channels', channels.size],
    ['pubsub_patterns', patterns.size],
    ['latest_fork_usec', 0],
    ['slowlog_commands_count', facts.nextSlow],
  ];
}

function replication({ facts, system }: Server): Fields {
  const { link } = facts;
  const replicas = facts.clients.filter(({ isReplica }) => isReplica);
  const own: Fields =
    link === undefined
      ? [['role', 'master']]
      : [
          ['role', 'slave'],
          ['master_host', link.host],
          ['master_port', link.port],
          ['master_link_status', link.stage === 'connected' ? 'up' : 'down'],
          [
            'master_last_io_seconds_ago',
            link.stage === 'connected' ? Math.floor((system.now - link.sinceMs) / 1000) : -1,
          ],
          ['master_sync_in_progress', link.stage === 'sync' ? 1 : 0],
          ['slave_read_repl_offset', facts.replicationOffset],
          ['slave_repl_offset', facts.replicationOffset],
          ...(link.stage === 'connected'
            ? []
            : ([
                ['master_link_down_since_seconds', Math.floor((system.now - link.sinceMs) / 1000)],
              ] as const)),
          ['slave_priority', 100],
          ['slave_read_only', facts.configuration['replica-read-only'] === 'yes' ? 1 : 0],
          ['replica_announced', 1],
        ];
  return [
    ...own,
    ['connected_slaves', replicas.length],
    ...replicas.map(({ address, replicaPort }, index): [string, string] => [
      `slave${index}`,
      `ip=${address.split(':')[0]},port=${replicaPort ?? 6379},state=online,offset=${facts.replicationOffset},lag=0`,
    ]),
    ['master_failover_state', 'no-failover'],
    ['master_replid', facts.runId],
    ['master_replid2', '0'.repeat(40)],
    ['master_repl_offset', facts.replicationOffset],
    ['second_repl_offset', -1],
    ['repl_backlog_active', replicas.length > 0 ? 1 : 0],
    ['repl_backlog_size', facts.configuration['repl-backlog-size'] ?? ''],
  ];
}

function keyspace({ keyspace: { databases }, system, version }: Server): Fields {
  return databases.flatMap((database, index): [string, string][] => {
    if (database.size === 0) return [];
    let [expires, left] = [0, 0];
    for (const { expiresMs } of database.values()) {
      if (expiresMs === undefined) continue;
      expires++;
      left += Math.max(0, expiresMs - system.now);
    }
    const average = expires === 0 ? 0 : Math.round(left / expires);
    const more = atLeast(version, '7.4') ? ',subexpiry=0' : '';
    return [[`db${index}`, `keys=${database.size},expires=${expires},avg_ttl=${average}${more}`]];
  });
}

function perCommand({ facts }: Server): Fields {
  return Object.entries(facts.perCommand).map(([name, [calls, microseconds]]): [string, string] => [
    `cmdstat_${name}`,
    `calls=${calls},usec=${microseconds},usec_per_call=${(microseconds / calls).toFixed(2)},rejected_calls=0,failed_calls=0`,
  ]);
}

const sections: Readonly<Record<string, readonly [title: string, fields: (of: Server) => Fields]>> = {
  server: ['Server', (of) => server(of, of.setting('port'))],
  clients: ['Clients', clients],
  memory: ['Memory', memory],
  persistence: ['Persistence', (of) => persistence(of, of.setting('appendonly') === 'yes')],
  stats: ['Stats', statistics],
  replication: ['Replication', replication],
  cpu: [
    'CPU',
    ({ facts }) => [
      ['used_cpu_sys', '0.100000'],
      ['used_cpu_user', ((facts.counts.total_commands_processed ?? 0) / 1e5).toFixed(6)],
      ['used_cpu_sys_children', '0.000000'],
      ['used_cpu_user_children', '0.000000'],
    ],
  ],
  modules: ['Modules', () => []],
  commandstats: ['Commandstats', perCommand],
  errorstats: ['Errorstats', () => []],
  cluster: ['Cluster', () => [['cluster_enabled', 0]]],
  keyspace: ['Keyspace', keyspace],
};

const FULL = new Set(['all', 'everything']);
const NOT_STANDARD = new Set(['commandstats']);

function info(of: Server, _client: Client, args: readonly string[]): Reply {
  const words = args.slice(1).map((word) => word.toLowerCase());
  const wanted = Object.keys(sections).filter((name) => {
    if (words.some((word) => FULL.has(word)) || words.includes(name)) return true;
    return (words.length === 0 || words.includes('default')) && !NOT_STANDARD.has(name);
  });
  const texts = wanted.map((name) => {
    const [title, fields] = sections[name] ?? ['', () => []];
    return `# ${title}\r\n${fields(of)
      .map(([field, value]) => `${field}:${value}\r\n`)
      .join('')}`;
  });
  return { verbatim: texts.join('\r\n') };
}

export const informationCommands: ServerCommands = { info: { arity: -1, category: 'admin', run: info } };
