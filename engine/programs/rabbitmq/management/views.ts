import { plainTable, readTable } from '../amqp/fields.ts';
import { listenersOf } from '../control/health.ts';
import type { Node } from '../node.ts';
import type { User } from '../store/broker.ts';
import type { Binding, Exchange } from '../store/exchange.ts';
import type { Queue } from '../store/queue.ts';
import type { Channel, Connection } from '../store/session.ts';

type View = Record<string, unknown>;

export function queueView(node: Node, queue: Queue): View {
  const { ready, unacked, readyBytes, unackedBytes, consumers } = queue;
  return {
    arguments: plainTable(queue.table),
    auto_delete: queue.autoDelete,
    consumers: consumers.length,
    durable: queue.durable,
    effective_policy_definition: {},
    exclusive: queue.owner !== 0,
    memory: 10_000 + readyBytes + unackedBytes,
    message_bytes: readyBytes + unackedBytes,
    message_bytes_ready: readyBytes,
    message_bytes_unacknowledged: unackedBytes,
    message_stats: {
      publish: queue.published,
      deliver_get: queue.delivered,
      ack: queue.acknowledged,
      redeliver: queue.redelivered,
    },
    messages: queue.messages,
    messages_ready: ready.length,
    messages_unacknowledged: unacked,
    name: queue.name,
    node: node.name,
    operator_policy: null,
    policy: null,
    state: 'running',
    type: queue.settings.type,
    vhost: queue.vhost,
  };
}

export function exchangeView(
  vhost: string,
  { name, type, durable, autoDelete, internal, table, published }: Exchange,
): View {
  return {
    arguments: plainTable(table),
    auto_delete: autoDelete,
    durable,
    internal,
    ...(published > 0 ? { message_stats: { publish_in: published } } : {}),
    name,
    policy: null,
    type,
    user_who_performed_action: 'rmq-internal',
    vhost,
  };
}

/** How a binding is called: its key, or with arguments a text that follows from them. */
export function propertiesKey({ key, args }: Binding): string {
  if (args !== '') return `${encodeURIComponent(key === '' ? '~' : key)}~${btoa(args).slice(0, 16)}`;
  return key === '' ? '~' : encodeURIComponent(key);
}

export function bindingView(vhost: string, binding: Binding): View {
  return {
    source: binding.source,
    vhost,
    destination: binding.destination,
    destination_type: binding.kind,
    routing_key: binding.key,
    arguments: plainTable(readTable(binding.args)),
    properties_key: propertiesKey(binding),
  };
}

export function bindingViews(node: Node, name: string): View[] {
  const { queues, exchanges } = node.vhost(name);
  const own = [...queues.keys()].map((queue) => ({
    source: '',
    vhost: name,
    destination: queue,
    destination_type: 'queue',
    routing_key: queue,
    arguments: {},
    properties_key: encodeURIComponent(queue),
  }));
  return [
    ...own,
    ...[...exchanges.values()].flatMap(({ bindings }) => bindings.map((each) => bindingView(name, each))),
  ];
}

export function userView({ name, hash, tags }: User): View {
  return { name, password_hash: hash, hashing_algorithm: 'rabbit_password_hashing_sha256', tags, limits: {} };
}

export function connectionView(node: Node, connection: Connection): View {
  const { title, peerHost, peerPort, channels, blocked, stage } = connection;
  const [host = '', port = ''] = (title.split(' -> ')[1] ?? '').split(':');
  return {
    auth_mechanism: 'PLAIN',
    channel_max: connection.channelMax,
    channels: channels.size,
    client_properties: plainTable(readTable(connection.properties)),
    connected_at: connection.connectedMs,
    frame_max: connection.frameMax,
    host,
    name: title,
    node: node.name,
    peer_host: peerHost,
    peer_port: peerPort,
    port: Number(port),
    protocol: 'AMQP 0-9-1',
    recv_oct: connection.receivedBytes,
    send_oct: connection.sentBytes,
    ssl: false,
    state: blocked ? 'blocked' : stage,
    timeout: connection.heartbeatSeconds,
    type: 'network',
    user: connection.user,
    ...(connection.name === '' ? {} : { user_provided_name: connection.name }),
    vhost: connection.vhost,
  };
}

export function channelView(node: Node, connection: Connection, channel: Channel): View {
  return {
    confirm: channel.confirms,
    connection_details: {
      name: connection.title,
      peer_host: connection.peerHost,
      peer_port: connection.peerPort,
    },
    consumer_count: channel.consumers.size,
    global_prefetch_count: channel.prefetchOfAll,
    messages_unacknowledged: channel.unacked.size,
    name: `${connection.title} (${channel.number})`,
    node: node.name,
    number: channel.number,
    prefetch_count: channel.prefetch,
    state: 'running',
    transactional: channel.uncommitted !== undefined,
    user: connection.user,
    vhost: connection.vhost,
  };
}

export function consumerViews(queue: Queue): View[] {
  return queue.consumers.map((consumer, at) => ({
    ack_required: !consumer.noAck,
    active: at === 0 || !queue.settings.singleActive,
    arguments: plainTable(readTable(consumer.args)),
    consumer_tag: consumer.tag,
    exclusive: consumer.exclusive,
    prefetch_count: consumer.prefetch,
    queue: { name: queue.name, vhost: queue.vhost },
  }));
}

export function overview(node: Node): View {
  const { broker, facts, version } = node;
  const totals = { channels: 0, consumers: 0, exchanges: 0, queues: 0, ready: 0, unacked: 0 };
  for (const { channels } of broker.connections.values()) totals.channels += channels.size;
  for (const { queues, exchanges } of broker.vhosts.values()) {
    totals.exchanges += exchanges.size;
    totals.queues += queues.size;
    for (const { consumers, ready, unacked } of queues.values()) {
      totals.consumers += consumers.length;
      totals.ready += ready.length;
      totals.unacked += unacked;
    }
  }
  const { ready, unacked, ...objects } = totals;
  return {
    management_version: version,
    rates_mode: 'basic',
    product_version: version,
    product_name: 'RabbitMQ',
    rabbitmq_version: version,
    cluster_name: node.name,
    erlang_version: '27.3.4',
    message_stats: {},
    queue_totals: { messages: ready + unacked, messages_ready: ready, messages_unacknowledged: unacked },
    object_totals: { ...objects, connections: broker.connections.size },
    node: node.name,
    listeners: listenersOf(node).map(({ port, protocol }) => ({
      node: node.name,
      protocol,
      ip_address: '::',
      port,
    })),
    uptime: node.system.now - facts.startedMs,
  };
}
