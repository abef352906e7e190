import { plainTable, readTable } from '../amqp/fields.ts';
import { typeName } from '../channel/equivalence.ts';
import { type Node, processOf } from '../node.ts';
import type { Queue } from '../store/queue.ts';
import type { Channel, Connection } from '../store/session.ts';
import { type Command, EXIT, failed, type Given, type Request, type Row } from './request.ts';
import { ErlangTable } from './show.ts';

/** Arguments as `[{"x-max-length",long,3}]`. */
function argumentsOf(args: string): ErlangTable {
  const table = readTable(args);
  const shown = table.map(([name, each]) => {
    const value = typeof each.value === 'string' ? `"${each.value}"` : String(each.value);
    return `{"${name}",${typeName(each)},${value}}`;
  });
  return new ErlangTable(`[${shown.join(',')}]`, plainTable(table));
}

const processText = (number: number, node: Node) => `<${node.name}.1.${number}.0>`;

/** A list with columns that may be asked for. */
function list(
  name: string,
  columns: string,
  standard: string,
  banner: (request: Request) => string,
  rows: (node: Node, request: Request) => Given | readonly Row[],
): readonly [string, Command] {
  const known = columns.split(' ');
  const run = (node: Node, request: Request): Given => {
    const wanted = request.args.length === 0 ? standard.split(' ') : request.args;
    const unknown = wanted.filter((each) => !known.includes(each));
    if (unknown.length > 0) return failed(EXIT.usage, `Info key(s) ${unknown.join(',')} are not supported`);
    const found = rows(node, request);
    return isGiven(found) ? found : { columns: wanted, rows: found };
  };
  return [name, { usage: `${name} [<column> ...]`, banner: (_node, request) => banner(request), run }];
}

function isGiven(found: Given | readonly Row[]): found is Given {
  return !Array.isArray(found);
}

function inVhost(
  node: Node,
  { vhost }: Request,
  rows: (name: string) => readonly Row[],
): Given | readonly Row[] {
  return node.broker.vhosts.has(vhost)
    ? rows(vhost)
    : failed(EXIT.data, `Virtual host '${vhost}' does not exist`);
}

export const lists: readonly (readonly [string, Command])[] = [
  list(
    'list_queues',
    'name durable auto_delete arguments policy pid owner_pid exclusive exclusive_consumer_pid exclusive_consumer_tag messages_ready messages_unacknowledged messages messages_ready_ram messages_unacknowledged_ram messages_ram messages_persistent message_bytes message_bytes_ready message_bytes_unacknowledged message_bytes_ram message_bytes_persistent consumers consumer_utilisation consumer_capacity memory state type leader members online',
    'name messages',
    ({ vhost }) => `Timeout: 60.0 seconds ...\nListing queues for vhost ${vhost} ...`,
    (node, request) =>
      inVhost(node, request, (vhost) =>
        [...node.vhost(vhost).queues.values()].map((queue) => queueRow(node, queue)),
      ),
  ),
  list(
    'list_exchanges',
    'name type durable auto_delete internal arguments policy',
    'name type',
    ({ vhost }) => `Listing exchanges for vhost ${vhost} ...`,
    (node, request) =>
      inVhost(node, request, (vhost) =>
        [...node.vhost(vhost).exchanges.values()].map(
          ({ name, type, durable, autoDelete, internal, args }) => ({
            name,
            type,
            durable,
            auto_delete: autoDelete,
            internal,
            arguments: argumentsOf(args),
            policy: '',
          }),
        ),
      ),
  ),
  list(
    'list_bindings',
    'source_name source_kind destination_name destination_kind routing_key arguments vhost',
    'source_name source_kind destination_name destination_kind routing_key arguments',
    ({ vhost }) => `Listing bindings for vhost ${vhost}...`,
    (node, request) => inVhost(node, request, (vhost) => bindingRows(node, vhost)),
  ),
  list(
    'list_connections',
    'pid name port host peer_port peer_host ssl state channels protocol auth_mechanism user vhost timeout frame_max channel_max client_properties recv_oct send_oct connected_at',
    'user peer_host peer_port state',
    () => 'Listing connections ...',
    (node) => [...node.broker.connections.values()].map((each) => connectionRow(node, each)),
  ),
  list(
    'list_channels',
    'pid connection name number user vhost transactional confirm consumer_count messages_unacknowledged messages_uncommitted acks_uncommitted messages_unconfirmed prefetch_count global_prefetch_count',
    'pid user consumer_count messages_unacknowledged',
    () => 'Listing channels ...',
    (node) =>
      [...node.broker.connections.values()].flatMap((connection) =>
        [...connection.channels.values()].map((each) => channelRow(node, connection, each)),
      ),
  ),
  list(
    'list_consumers',
    'queue_name channel_pid consumer_tag ack_required prefetch_count active activity_status arguments',
    'queue_name channel_pid consumer_tag ack_required prefetch_count active arguments',
    ({ vhost }) => `Listing consumers in vhost ${vhost} ...`,
    (node, request) =>
      inVhost(node, request, (vhost) =>
        [...node.vhost(vhost).queues.values()].flatMap((queue) => consumerRows(node, queue)),
      ),
  ),
  list(
    'list_vhosts',
    'name description tags default_queue_type tracing cluster_state metadata',
    'name',
    () => 'Listing vhosts ...',
    (node) =>
      [...node.broker.vhosts.keys()].map((name) => ({
        name,
        description: name === '/' ? 'Default virtual host' : '',
        tags: [],
        default_queue_type: 'classic',
        tracing: false,
        cluster_state: `[{${node.name},running}]`,
        metadata: '',
      })),
  ),
];

function queueRow(node: Node, queue: Queue): Row {
  const { ready, unacked, readyBytes, unackedBytes, consumers, settings } = queue;
  const process = processText(900 + [...node.vhost(queue.vhost).queues.keys()].indexOf(queue.name), node);
  const kept = queue.durable ? [...ready].filter((each) => queue.isKept(each)).length : 0;
  const [exclusive] = consumers.filter((each) => each.exclusive);
  return {
    name: queue.name,
    durable: queue.durable,
    auto_delete: queue.autoDelete,
    arguments: argumentsOf(queue.args),
    policy: '',
    pid: process,
    owner_pid: queue.owner === 0 ? '' : processText(queue.owner, node),
    exclusive: queue.owner !== 0,
    exclusive_consumer_tag: exclusive?.tag ?? '',
    messages_ready: ready.length,
    messages_unacknowledged: unacked,
    messages: queue.messages,
    messages_ready_ram: ready.length,
    messages_unacknowledged_ram: unacked,
    messages_ram: queue.messages,
    messages_persistent: kept,
    message_bytes: readyBytes + unackedBytes,
    message_bytes_ready: readyBytes,
    message_bytes_unacknowledged: unackedBytes,
    message_bytes_ram: readyBytes + unackedBytes,
    message_bytes_persistent: kept === 0 ? 0 : readyBytes,
    consumers: consumers.length,
    consumer_utilisation: consumers.length === 0 ? 0 : 1,
    consumer_capacity: consumers.length === 0 ? 0 : 1,
    memory: 10_000 + readyBytes + unackedBytes,
    state: 'running',
    type: settings.type,
    leader: node.name,
    members: [node.name],
    online: [node.name],
  };
}

function bindingRows(node: Node, name: string): Row[] {
  const { queues, exchanges } = node.vhost(name);
  const own = [...queues.keys()].map((queue) => ({
    source_name: '',
    source_kind: 'exchange',
    destination_name: queue,
    destination_kind: 'queue',
    routing_key: queue,
    arguments: argumentsOf(''),
    vhost: name,
  }));
  const others = [...exchanges.values()].flatMap(({ bindings }) =>
    bindings.map(({ source, destination, kind, key, args }) => ({
      source_name: source,
      source_kind: 'exchange',
      destination_name: destination,
      destination_kind: kind,
      routing_key: key,
      arguments: argumentsOf(args),
      vhost: name,
    })),
  );
  return [...own, ...others];
}

function connectionRow(node: Node, connection: Connection): Row {
  const { id, title, peerHost, peerPort, stage, blocked, channels } = connection;
  const [host = '', port = ''] = (title.split(' -> ')[1] ?? '').split(':');
  return {
    pid: processText(id, node),
    name: title,
    port,
    host,
    peer_port: peerPort,
    peer_host: peerHost,
    ssl: false,
    state: blocked ? 'blocked' : stage,
    channels: channels.size,
    protocol: '{0,9,1}',
    auth_mechanism: 'PLAIN',
    user: connection.user,
    vhost: connection.vhost,
    timeout: connection.heartbeatSeconds,
    frame_max: connection.frameMax,
    channel_max: connection.channelMax,
    client_properties: argumentsOf(connection.properties),
    recv_oct: connection.receivedBytes,
    send_oct: connection.sentBytes,
    connected_at: connection.connectedMs,
  };
}

function channelRow(node: Node, connection: Connection, channel: Channel): Row {
  const process = processText(processOf(connection, channel.number), node);
  return {
    pid: process,
    connection: processText(processOf(connection), node),
    name: `${connection.title} (${channel.number})`,
    number: channel.number,
    user: connection.user,
    vhost: connection.vhost,
    transactional: channel.uncommitted !== undefined,
    confirm: channel.confirms,
    consumer_count: channel.consumers.size,
    messages_unacknowledged: channel.unacked.size,
    messages_uncommitted: channel.uncommitted?.filter(({ message }) => message !== undefined).length ?? 0,
    acks_uncommitted: channel.uncommitted?.filter(({ delivery }) => delivery !== undefined).length ?? 0,
    messages_unconfirmed: 0,
    prefetch_count: channel.prefetch,
    global_prefetch_count: channel.prefetchOfAll,
  };
}

function consumerRows(node: Node, queue: Queue): Row[] {
  return queue.consumers.map((consumer, at) => {
    const found = node.channel(consumer.connection, consumer.channel);
    const active = at === 0 || !queue.settings.singleActive;
    return {
      queue_name: queue.name,
      channel_pid: found === undefined ? '' : processText(processOf(found[0], consumer.channel), node),
      consumer_tag: consumer.tag,
      ack_required: !consumer.noAck,
      prefetch_count: consumer.prefetch,
      active,
      activity_status: active ? 'up' : 'waiting',
      arguments: argumentsOf(consumer.args),
    };
  });
}
