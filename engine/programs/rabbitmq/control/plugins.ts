import { SystemError } from '../../../filesystem/errors.ts';
import { writePlugins } from '../configuration.ts';
import type { Node } from '../node.ts';
import { withNeeded } from '../serving/boot.ts';
import { type Command, EXIT, failed, type Given, type Request } from './request.ts';

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

/** Commands of rabbitmq-plugins. */
export const pluginCommands: readonly (readonly [string, Command])[] = [
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
