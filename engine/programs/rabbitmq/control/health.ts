import { mebibyte } from '../../options.ts';
import { MESSAGES_BYTES_MAX } from '../limits.ts';
import type { Node } from '../node.ts';
import { withNeeded } from '../serving/boot.ts';
import { type Command, EXIT, failed } from './request.ts';

const DISTRIBUTION_PORT = 25_672;

interface Listener {
  readonly port: number;
  readonly protocol: string;
  readonly purpose: string;
}

export function listenersOf(node: Node): Listener[] {
  const { isRunning, configuration, plugins } = node.facts;
  const own = {
    port: DISTRIBUTION_PORT,
    protocol: 'clustering',
    purpose: 'inter-node and CLI tool communication',
  };
  if (!isRunning) return [own];
  const enabled = withNeeded(plugins);
  const http = (port: number, name: string, protocol: string, purpose: string) =>
    enabled.includes(name) ? [{ port, protocol, purpose }] : [];
  return [
    ...http(configuration.managementPort, 'rabbitmq_management', 'http', 'HTTP API'),
    ...http(15_692, 'rabbitmq_prometheus', 'http/prometheus', 'Prometheus exporter API over HTTP'),
    own,
    { port: configuration.port, protocol: 'amqp', purpose: 'AMQP 0-9-1 and AMQP 1.0' },
  ];
}

const lineOf = ({ port, protocol, purpose }: Listener) =>
  `Interface: [::], port: ${port}, protocol: ${protocol}, purpose: ${purpose}`;

function status(node: Node): string {
  const { facts, broker, version, name } = node;
  const { now, hostName, pid } = {
    now: node.system.now,
    hostName: node.system.hostName(),
    pid: node.system.pid,
  };
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(4)} gb`;
  const used = 110 * mebibyte + broker.bytes;
  const limit = 110 * mebibyte + MESSAGES_BYTES_MAX;
  const disk = node.system.statFilesystem('/var/lib/rabbitmq').available;
  let queues = 0;
  for (const { queues: own } of broker.vhosts.values()) queues += own.size;
  const section = (title: string, lines: readonly string[]) => `\n${title}\n\n${lines.join('\n')}`;
  return [
    `Runtime\n\nOS PID: ${pid}\nOS: Linux\nUptime (seconds): ${Math.floor((now - facts.startedMs) / 1000)}\nIs under maintenance?: false\nRabbitMQ version: ${version}\nRabbitMQ release series support status: see https://www.rabbitmq.com/release-information\nNode name: ${name}\nErlang configuration: Erlang/OTP 27 [erts-15.2.7] [source] [64-bit] [smp:2:2] [ds:2:2:10] [async-threads:1] [jit]\nCrypto library: OpenSSL 3.3.4 1 Jul 2025\nErlang processes: ${420 + 8 * broker.connections.size} used, 1048576 limit\nScheduler run queue: 1\nCluster heartbeat timeout (net_ticktime): 60`,
    section('Plugins', [
      'Enabled plugin file: /etc/rabbitmq/enabled_plugins',
      'Enabled plugins:\n',
      ...withNeeded(facts.plugins).map((each) => ` * ${each}`),
    ]),
    section('Data directory', [
      `Node data directory: ${node.files.folder}`,
      `Raft data directory: ${node.files.folder}/quorum/rabbit@${hostName}`,
    ]),
    section(
      'Config files',
      facts.configuration.files.map((each) => ` * ${each}`),
    ),
    section('Log file(s)', [' * <stdout>']),
    section('Alarms', facts.alarmed ? [`Memory alarm on node ${name}`] : ['(none)']),
    section('Tags', ['(none)']),
    section('Memory', [
      `Total memory used: ${gigabytes(used)}`,
      'Calculation strategy: rss',
      `Memory high watermark setting: 0.6 of available memory, computed to: ${gigabytes(limit)}`,
    ]),
    section('Free Disk Space', [
      'Low free disk space watermark: 0.05 gb',
      `Free disk space: ${gigabytes(disk)}`,
    ]),
    section('Totals', [
      `Connection count: ${broker.connections.size}`,
      `Queue count: ${queues}`,
      `Virtual host count: ${broker.vhosts.size}`,
    ]),
    section('Listeners', listenersOf(node).map(lineOf)),
  ].join('\n');
}

/** Commands that say how a node is. */
export const health: readonly (readonly [string, Command])[] = [
  [
    'status',
    {
      usage: 'status [--unit <unit>]',
      banner: ({ name }) => `Status of node ${name} ...`,
      run: (node) => ({ says: status(node) }),
      always: true,
    },
  ],
  [
    'ping',
    {
      usage: 'ping',
      banner: ({ name }) =>
        `Will ping ${name}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.`,
      run: () => ({ says: 'Ping succeeded' }),
      always: true,
    },
  ],
  [
    'check_running',
    {
      usage: 'check_running',
      banner: ({ name }) => `Checking if RabbitMQ is running on node ${name} ...`,
      run: ({ name, facts }) =>
        facts.isRunning
          ? { says: `RabbitMQ on node ${name} is fully booted and running` }
          : failed(
              EXIT.unavailable,
              `RabbitMQ on node ${name} is not running or has not fully booted yet (check with is_booting)`,
            ),
      always: true,
    },
  ],
  [
    'check_port_connectivity',
    {
      usage: 'check_port_connectivity',
      banner: ({ name }) =>
        `Testing TCP connections to all active listeners on node ${name} using hostname resolution ...`,
      run: (node) => ({
        says: `Successfully connected to ports ${listenersOf(node)
          .map(({ port }) => port)
          .sort((one, other) => one - other)
          .join(', ')} on node ${node.name} (using node hostname resolution)`,
      }),
    },
  ],
  [
    'check_local_alarms',
    {
      usage: 'check_local_alarms',
      banner: ({ name }) => `Asking node ${name} to report any local resource alarms ...`,
      run: ({ name, facts }) =>
        facts.alarmed
          ? failed(
              EXIT.unavailable,
              `Node ${name} reported the following alarms:\nMemory alarm on node ${name}`,
            )
          : { says: `Node ${name} reported no local alarms` },
    },
  ],
  [
    'check_virtual_hosts',
    {
      usage: 'check_virtual_hosts',
      banner: ({ name }) => `Checking if all vhosts are running on node ${name} ...`,
      run: ({ name }) => ({ says: `Node ${name} reported all vhosts as running` }),
    },
  ],
  [
    'listeners',
    {
      usage: 'listeners',
      banner: ({ name }) => `Asking node ${name} to report its protocol listeners ...`,
      run: (node) => ({ says: listenersOf(node).map(lineOf).join('\n') }),
    },
  ],
  [
    'server_version',
    {
      usage: 'server_version',
      banner: ({ name }) => `Asking node ${name} for its RabbitMQ version...`,
      run: ({ version }) => ({ says: version }),
      always: true,
    },
  ],
];
