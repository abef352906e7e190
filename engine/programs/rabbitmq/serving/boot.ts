import { change } from '../../heap/change.ts';
import { hashed } from '../access.ts';
import { asBytes, type Node } from '../node.ts';
import { Broker, Permission, User, VirtualHost } from '../store/broker.ts';

/** A start takes so long, in ms. */
export const BOOT_MS = 8000;
const COPYRIGHT =
  'Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries\n Licensed under the MPL 2.0. Website: https://rabbitmq.com';

/** Plugins that come with others. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  rabbitmq_management: ['rabbitmq_management_agent', 'rabbitmq_web_dispatch'],
  rabbitmq_prometheus: ['rabbitmq_management_agent', 'rabbitmq_web_dispatch'],
};

/** What runs where these are enabled. */
export function withNeeded(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => [name, ...(NEEDS[name] ?? [])]))].sort();
}

/** A new node's users and virtual hosts. */
export function firstBroker(node: Node): Broker {
  const broker = new Broker();
  const { user, password, vhost } = node.facts.configuration;
  const [name, host] = [asBytes(user), asBytes(vhost)];
  change(broker.vhosts).set(host, VirtualHost.withExchanges(host));
  const made = new User(name, hashed(node, asBytes(password)), ['administrator']);
  change(made.permissions).set(host, new Permission('.*', '.*', '.*'));
  change(broker.users).set(name, made);
  return broker;
}

/** Lines of a start, in their order, each so many ms after its beginning. */
export function bootLines(node: Node): readonly (readonly [afterMs: number, print: () => void])[] {
  const { version, name, facts } = node;
  const plugins = withNeeded(facts.plugins);
  const files = facts.configuration.files;
  const shown = files.length === 0 ? '(none)' : files.join(`\n                  `);
  const folder = node.files.folder;
  const banner = `\n  ##  ##      RabbitMQ ${version}\n  ##  ##\n  ##########  ${COPYRIGHT.split('\n')[0]}\n  ######  ##\n  ##########  Licensed under the MPL 2.0. Website: https://rabbitmq.com\n\n  Erlang:      27.3.4 [jit]\n  TLS Library: OpenSSL - OpenSSL 3.3.4 1 Jul 2025\n  Release series support status: see https://www.rabbitmq.com/release-information\n\n  Doc guides:  https://www.rabbitmq.com/docs\n  Support:     https://www.rabbitmq.com/docs/contact\n  Tutorials:   https://www.rabbitmq.com/tutorials\n  Monitoring:  https://www.rabbitmq.com/docs/monitoring\n  Upgrading:   https://www.rabbitmq.com/docs/upgrade\n\n  Logs: <stdout>\n\n  Config file(s): ${shown}\n\n  Starting broker...`;
  return [
    [2500, () => node.log('notice', 44, 'Application syslog exited with reason: stopped')],
    [
      3000,
      () => {
        node.log('info', 213, `\n Starting RabbitMQ ${version} on Erlang 27.3.4 [jit]\n ${COPYRIGHT}`);
        node.system.write(1, `${banner}`);
        node.log(
          'info',
          213,
          `\n node           : ${name}\n home dir       : /var/lib/rabbitmq\n config file(s) : ${files.join('\n                : ')}\n cookie hash    : vVvGXPvHFOdKxbIcjcyKVg==\n log(s)         : <stdout>\n data dir       : ${folder}`,
        );
      },
    ],
    [4200, () => node.log('info', 213, 'Running boot step recovery defined by app rabbit')],
    [
      BOOT_MS,
      () => {
        if (plugins.includes('rabbitmq_management'))
          node.log(
            'info',
            530,
            `Management plugin: HTTP (non-TLS) listener started on port ${facts.configuration.managementPort}`,
          );
        node.log('info', 566, `started TCP listener on [::]:${facts.configuration.port}`);
        node.system.write(1, ` completed with ${plugins.length} plugins.\n`);
        node.log(
          'info',
          507,
          `Server startup complete; ${plugins.length} plugins started.\n${plugins.map((each) => ` * ${each}`).join('\n')}`,
        );
      },
    ],
  ];
}
