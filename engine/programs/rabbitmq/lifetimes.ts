import { change } from '../heap/change.ts';
import { settle } from './deliveries.ts';
import { type Node, named, processOf } from './node.ts';
import { purge } from './queues.ts';
import { exchangeOf } from './routing.ts';
import type { VirtualHost } from './store/broker.ts';
import type { Binding, Exchange } from './store/exchange.ts';
import type { Queue } from './store/queue.ts';
import type { Channel, Connection, Consumer } from './store/session.ts';

/** Removes a queue with its messages and bindings; its consumers are told. @returns how many messages it had */
export function deleteQueue(node: Node, vhost: VirtualHost, queue: Queue): number {
  const count = purge(node, queue);
  change(vhost.queues).delete(queue.name);
  if (queue.durable) node.files.reshaped = true;
  for (const consumer of queue.consumers) {
    const found = node.channel(consumer.connection, consumer.channel);
    if (found === undefined) continue;
    const [connection, channel] = found;
    change(channel.consumers).delete(consumer.tag);
    if (connection.hearsCancels)
      node.say(connection, channel.number, 'basic.cancel', { tag: consumer.tag, nowait: true });
  }
  unbindFrom(node, vhost, (each) => each.kind === 'queue' && each.destination === queue.name);
  return count;
}

export function deleteExchange(node: Node, vhost: VirtualHost, exchange: Exchange): void {
  change(vhost.exchanges).delete(exchange.name);
  if (exchange.durable) node.files.reshaped = true;
  unbindFrom(node, vhost, (each) => each.kind === 'exchange' && each.destination === exchange.name);
}

/** Takes bindings away. Exchanges that were there for them alone go, too. */
function unbindFrom(node: Node, vhost: VirtualHost, goes: (binding: Binding) => boolean): void {
  for (const exchange of [...vhost.exchanges.values()]) {
    node.spent += 1 + exchange.bindings.length;
    if (exchange.unbind(goes)) afterUnbinding(node, vhost, exchange);
  }
}

export function afterUnbinding(node: Node, vhost: VirtualHost, exchange: Exchange): void {
  if (exchange.durable) node.files.reshaped = true;
  if (exchange.autoDelete && exchange.bindings.length === 0 && vhost.exchanges.has(exchange.name))
    deleteExchange(node, vhost, exchangeOf(vhost, exchange.name));
}

/** A consumer is no longer there. Its queue goes with the last one, where it was declared so. */
export function removeConsumer(node: Node, channel: Channel, consumer: Consumer): void {
  const { queue, tag } = consumer;
  change(channel.consumers).delete(tag);
  const own = change<Queue>(queue);
  own.consumers = queue.consumers.filter((each) => each !== consumer);
  own.usedMs = node.system.now;
  node.awake.add(queue);
  const vhost = node.broker.vhosts.get(queue.vhost);
  if (queue.autoDelete && queue.consumers.length === 0 && vhost?.queues.get(queue.name) === queue)
    deleteQueue(node, vhost, queue);
}

/** Its consumers go, and what it hasn't acknowledged goes back. */
export function endChannel(node: Node, connection: Connection, channel: Channel): void {
  const deliveries = [...channel.unacked.entries()].sort(([one], [other]) => one - other);
  change(channel.unacked).clear();
  for (const consumer of [...channel.consumers.values()]) {
    const own = change<Queue>(consumer.queue);
    own.consumers = own.consumers.filter((each) => each !== consumer);
  }
  settle(
    node,
    deliveries.map(([, each]) => each),
    'requeue',
  );
  for (const consumer of [...channel.consumers.values()]) removeConsumer(node, channel, consumer);
  const own = change<Channel>(channel);
  own.incoming = undefined;
  own.replyTag = '';
  own.replyName = '';
  if (!channel.closing) change(connection.channels).delete(channel.number);
}

/** Everything of a connection goes, but its socket. */
export function endSession(node: Node, connection: Connection): void {
  for (const channel of [...connection.channels.values()]) endChannel(node, connection, channel);
  change(connection.channels).clear();
  for (const vhost of node.broker.vhosts.values())
    for (const queue of [...vhost.queues.values()])
      if (queue.owner === connection.id) deleteQueue(node, vhost, queue);
}

/** How long something took, as the log shows it: `950ms`, `5s`, `2M, 5s`, `1H, 0M, 3s`. */
function durationOf(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = Math.floor(ms / 1000);
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (minutes === 0) return `${seconds}s`;
  if (hours === 0) return `${minutes}M, ${seconds % 60}s`;
  return `${hours}H, ${minutes % 60}M, ${seconds % 60}s`;
}

/** The last line about a connection. */
export function logEnd(node: Node, connection: Connection, how: 'closed' | 'abrupt' | 'silent'): void {
  const process = processOf(connection);
  const { title, vhost, user, connectedMs, name, heartbeatSeconds } = connection;
  const duration = durationOf(node.system.now - connectedMs);
  const whole = name === '' ? title : `${title} - ${name}`;
  const session = user === '' || vhost === '' ? '' : `, vhost: '${vhost}', user: '${user}'`;
  if (how === 'closed')
    node.log('info', process, `closing AMQP connection (${whole}${session}, duration: '${duration}')`);
  else if (how === 'silent')
    node.log(
      'error',
      process,
      `closing AMQP connection <0.${process}.0> (${whole}, duration: '${duration}'):\nmissed heartbeats from client, timeout: ${heartbeatSeconds}s`,
    );
  else
    node.log(
      'warning',
      process,
      `closing AMQP connection <0.${process}.0> (${whole}${session}, duration: '${duration}'):\nclient unexpectedly closed TCP connection`,
    );
}

/** A queue that may be used by its own connection only. */
export function lockedText(queue: Queue): string {
  return `cannot obtain exclusive access to locked ${named('queue', queue.name, queue.vhost)}. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration.`;
}
