import type { Node } from '../node.ts';

/** The first page. What is behind it is the API: the page's own scripts aren't there. */
export function page(): string {
  return '<!doctype html>\n<html>\n  <head>\n    <meta http-equiv="X-UA-Compatible" content="IE=edge" />\n    <title>RabbitMQ Management</title>\n  </head>\n  <body>\n    <div id="outer">\n      <h1>RabbitMQ Management</h1>\n      <p>This simulation has the HTTP API, not its pages:</p>\n      <ul>\n        <li><a href="api/overview">overview</a></li>\n        <li><a href="api/queues">queues</a></li>\n        <li><a href="api/exchanges">exchanges</a></li>\n        <li><a href="api/bindings">bindings</a></li>\n        <li><a href="api/connections">connections</a></li>\n        <li><a href="api/users">users</a></li>\n      </ul>\n    </div>\n  </body>\n</html>\n';
}

/** Sums over a node, as Prometheus reads them. */
export function metrics(node: Node): string {
  const { broker, facts } = node;
  const all = { channels: 0, consumers: 0, queues: 0, ready: 0, unacked: 0, published: 0, delivered: 0 };
  for (const { channels } of broker.connections.values()) {
    all.channels += channels.size;
    for (const { consumers } of channels.values()) all.consumers += consumers.size;
  }
  for (const { queues } of broker.vhosts.values()) {
    for (const { ready, unacked, published, delivered } of queues.values()) {
      all.queues++;
      all.ready += ready.length;
      all.unacked += unacked;
      all.published += published;
      all.delivered += delivered;
    }
  }
  const values: readonly (readonly [name: string, help: string, value: number])[] = [
    ['erlang_uptime_seconds', 'Node uptime', (node.system.now - facts.startedMs) / 1000],
    ['rabbitmq_connections', 'Connections currently open', broker.connections.size],
    ['rabbitmq_channels', 'Channels currently open', all.channels],
    ['rabbitmq_consumers', 'Consumers currently connected', all.consumers],
    ['rabbitmq_queues', 'Queues available', all.queues],
    ['rabbitmq_queue_messages_ready', 'Messages ready to be delivered to consumers', all.ready],
    [
      'rabbitmq_queue_messages_unacked',
      'Messages delivered to consumers but not yet acknowledged',
      all.unacked,
    ],
    [
      'rabbitmq_queue_messages',
      'Sum of ready and unacknowledged messages - total queue depth',
      all.ready + all.unacked,
    ],
    [
      'rabbitmq_queue_messages_published_total',
      'Total number of messages published to queues',
      all.published,
    ],
    [
      'rabbitmq_queue_messages_delivered_total',
      'Total number of messages delivered from queues',
      all.delivered,
    ],
  ];
  return values
    .map(
      ([name, help, value]) =>
        `# TYPE ${name} ${name.endsWith('_total') ? 'counter' : 'gauge'}\n# HELP ${name} ${help}\n${name} ${value}\n`,
    )
    .join('');
}
