import { SystemError } from '../../../filesystem/errors.ts';
import { mebibyte } from '../../options.ts';
import { writePlugins } from '../configuration.ts';
import { MESSAGES_BYTES_MAX } from '../limits.ts';
import type { Node } from '../node.ts';
import { withNeeded } from '../serving/boot.ts';
import { closeApp } from '../serving/stop.ts';
import { type Command, EXIT, failed, type Given, type Request } from './request.ts';

/** A restart of the application takes less than one of the whole node, in ms. */
const RESTART_MS = 1500;
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

/** Plugins that an image has, with those that the simulation runs. */
const PLUGINS =
  'rabbitmq_amqp1_0 rabbitmq_auth_backend_cache rabbitmq_auth_backend_http rabbitmq_auth_backend_ldap rabbitmq_auth_backend_oauth2 rabbitmq_auth_mechanism_ssl rabbitmq_consistent_hash_exchange rabbitmq_event_exchange rabbitmq_federation rabbitmq_federation_management rabbitmq_jms_topic_exchange rabbitmq_management rabbitmq_management_agent rabbitmq_mqtt rabbitmq_peer_discovery_aws rabbitmq_peer_discovery_common rabbitmq_peer_discovery_consul rabbitmq_peer_discovery_etcd rabbitmq_peer_discovery_k8s rabbitmq_prometheus rabbitmq_random_exchange rabbitmq_recent_history_exchange rabbitmq_sharding rabbitmq_shovel rabbitmq_shovel_management rabbitmq_stomp rabbitmq_stream rabbitmq_stream_management rabbitmq_top rabbitmq_tracing rabbitmq_trust_store rabbitmq_web_dispatch rabbitmq_web_mqtt rabbitmq_web_stomp'.split(
    ' ',
  );
const MODELLED = [
  'rabbitmq_management',
  'rabbitmq_management_agent',
  'rabbitmq_prometheus',
  'rabbitmq_web_dispatch',
];

function listPlugins(node: Node, { args, quiet, silent }: Request): Given {
  const { facts, version } = node;
  const running = withNeeded(facts.plugins);
  const minimal = args.includes('-m') || args.includes('--minimal');
  const onlyEnabled = args.includes('-e') || args.includes('-E') || args.includes('--enabled');
  const pattern = args.find((each) => !each.startsWith('-')) ?? '';
  const width = Math.max(...PLUGINS.map((each) => each.length));
  const found = PLUGINS.filter((each) => each.includes(pattern) && (!onlyEnabled || running.includes(each)));
  const lines = found.map((each) => {
    const sign = facts.plugins.includes(each) ? 'E' : running.includes(each) ? 'e' : ' ';
    return minimal
      ? each
      : `[${sign}${facts.isRunning && running.includes(each) ? '*' : ' '}] ${each.padEnd(width)} ${version}`;
  });
  const legend = [
    ' Configured: E = explicitly enabled; e = implicitly enabled',
    ` | Status: * = running on ${node.name}`,
    ' |/',
  ];
  return { says: [...(minimal || quiet || silent ? [] : legend), ...lines].join('\n') };
}

/** @param on they are enabled, or no longer */
function switchPlugins(node: Node, { args }: Request, on: boolean): Given {
  const { facts, system } = node;
  const names = args.filter((each) => !each.startsWith('-'));
  const unknown = names.filter((each) => !PLUGINS.includes(each));
  if (unknown.length > 0)
    return failed(EXIT.data, `{:plugins_not_found, [${unknown.map((each) => `:${each}`).join(', ')}]}`);
  const foreign = names.filter((each) => on && !MODELLED.includes(each));
  if (foreign.length > 0) return failed(EXIT.software, `${foreign.join(', ')}: not part of the simulation`);
  const before = withNeeded(facts.plugins);
  facts.plugins = on
    ? [...new Set([...facts.plugins, ...names])].sort()
    : facts.plugins.filter((each) => !names.includes(each));
  try {
    writePlugins(system, facts.plugins);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return failed(EXIT.data, `cannot write /etc/rabbitmq/enabled_plugins: ${error.message}`);
  }
  const after = withNeeded(facts.plugins);
  const started = after.filter((each) => !before.includes(each));
  const stopped = before.filter((each) => !after.includes(each));
  const configured = `The following plugins have been configured:\n${facts.plugins.map((each) => `  ${each}`).join('\n')}\nApplying plugin configuration to ${node.name}...\n`;
  const listed = (on ? started : stopped).map((each) => `  ${each}`).join('\n');
  const what =
    listed === ''
      ? 'Plugin configuration unchanged.'
      : `The following plugins have been ${on ? 'enabled' : 'disabled'}:\n${listed}\n\n${on ? 'started' : 'stopped'} ${(on ? started : stopped).length} plugins.`;
  return { says: configured + what };
}

function stopApp(node: Node): Given {
  closeApp(node);
  node.log('info', 1200, 'Successfully stopped RabbitMQ and its dependencies');
  return {};
}

export const nodeCommands: readonly (readonly [string, Command])[] = [
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
  [
    'await_startup',
    {
      usage: 'await_startup',
      banner: () => '',
      run: ({ facts }) => (facts.isRunning ? {} : 'later'),
      always: true,
    },
  ],
  [
    'stop_app',
    {
      usage: 'stop_app',
      banner: ({ name }) => `Stopping rabbit application on node ${name} ...`,
      run: stopApp,
      always: true,
    },
  ],
  [
    'start_app',
    {
      usage: 'start_app',
      banner: ({ name }) => `Starting node ${name} ...`,
      run: ({ facts, system }) => {
        if (facts.isRunning) return {};
        if (facts.readyAtMs === 0) {
          facts.readyAtMs = system.now + RESTART_MS;
          facts.printed = 3;
        }
        return 'later';
      },
      always: true,
    },
  ],
  [
    'reset',
    {
      usage: 'reset',
      banner: ({ name }) => `Resetting node ${name} ...`,
      run: (node) => {
        if (node.facts.isRunning)
          return failed(
            EXIT.software,
            'Mnesia is still running on node '.concat(
              node.name,
              '.\nPlease stop RabbitMQ with rabbitmqctl stop_app first.',
            ),
          );
        node.files.remove(node.system);
        node.log('info', 1201, 'Resetting Rabbit');
        return {};
      },
      always: true,
    },
  ],
  [
    'stop',
    {
      usage: 'stop',
      banner: ({ name }) => `Stopping and halting node ${name} ...`,
      run: (node) => {
        closeApp(node);
        node.facts.stopAtMs = node.system.now + 200;
        return {};
      },
      always: true,
    },
  ],
  [
    'list',
    {
      usage: 'list [pattern] [--verbose] [--minimal] [--enabled]',
      banner: () => 'Listing plugins with pattern ".*" ...',
      run: listPlugins,
      always: true,
    },
  ],
  [
    'enable',
    {
      usage: 'enable <plugin1> [ <plugin2>] | --all [--offline] [--online]',
      banner: ({ name }, { args }) =>
        `Enabling plugins on node ${name}:\n${args.filter((each) => !each.startsWith('-')).join('\n')}`,
      run: (node, request) => switchPlugins(node, request, true),
      always: true,
    },
  ],
  [
    'disable',
    {
      usage: 'disable <plugin1> [ <plugin2>] | --all [--offline] [--online]',
      banner: ({ name }, { args }) =>
        `Disabling plugins on node ${name}:\n${args.filter((each) => !each.startsWith('-')).join('\n')}`,
      run: (node, request) => switchPlugins(node, request, false),
      always: true,
    },
  ],
];
