import { change } from '../heap/change.ts';
import { numberField } from './amqp/fields.ts';
import { contentFrames } from './amqp/frames.ts';
import { methodText } from './amqp/methods.ts';
import { propertiesText, readProperties } from './amqp/properties.ts';
import type { Node } from './node.ts';
import { dead, expire, forget, takeBack } from './queues.ts';
import type { Entry, Message } from './store/message.ts';
import type { Queue } from './store/queue.ts';
import { type Channel, type Connection, type Consumer, Delivery } from './store/session.ts';

/** What becomes of a message that somebody has had. */
export type Settlement = 'ack' | 'requeue' | 'reject';

/** Gives what waits in queues to consumers, as far as these may have it. Those who can't now are asked again later. */
export function dispatch(node: Node, units: number): void {
  for (const queue of node.awake) {
    if (node.spent > units) return;
    node.awake.delete(queue);
    serveQueue(node, queue, units);
  }
}

function serveQueue(node: Node, queue: Queue, units: number): void {
  for (;;) {
    expire(node, queue);
    if (queue.ready.length === 0) return;
    const ready = readyConsumer(node, queue);
    if (ready === undefined) return;
    if (node.spent > units) {
      node.awake.add(queue);
      return;
    }
    const entry = queue.takeFirst();
    if (entry === undefined) return;
    const [connection, channel, consumer] = ready;
    deliver(node, connection, channel, consumer, entry);
  }
}

/** Who is next: those of the highest priority take turns. */
function readyConsumer(node: Node, queue: Queue): [Connection, Channel, Consumer] | undefined {
  const candidates = queue.settings.singleActive ? queue.consumers.slice(0, 1) : queue.consumers;
  let best: [Connection, Channel, Consumer] | undefined;
  for (const consumer of candidates) {
    node.spent += 1;
    if (best !== undefined && consumer.priority <= best[2].priority) continue;
    const found = node.channel(consumer.connection, consumer.channel);
    if (found !== undefined && mayHave(node, found[0], found[1], consumer)) best = [...found, consumer];
  }
  if (best !== undefined && !queue.settings.singleActive && queue.consumers.length > 1) {
    const [, , served] = best;
    change<Queue>(queue).consumers = [...queue.consumers.filter((each) => each !== served), served];
  }
  return best;
}

function mayHave(node: Node, connection: Connection, channel: Channel, consumer: Consumer): boolean {
  if (connection.ended || channel.closing || connection.stage !== 'running') return false;
  if (!node.system.isWritable(connection.descriptor)) return false;
  if (consumer.noAck) return true;
  if (channel.prefetchOfAll > 0 && channel.unacked.size >= channel.prefetchOfAll) return false;
  return consumer.prefetch === 0 || consumer.unacked < consumer.prefetch;
}

function deliver(
  node: Node,
  connection: Connection,
  channel: Channel,
  consumer: Consumer,
  entry: Entry,
): void {
  const { queue, tag, noAck } = consumer;
  const number = take(node, channel, queue, entry, consumer, noAck);
  const method = methodText('basic.deliver', {
    tag,
    delivery: number,
    redelivered: entry.redelivered,
    exchange: entry.message.exchange,
    'routing-key': entry.message.key,
  });
  sendMessage(node, connection, channel, method, entry);
}

/** Has a channel have an entry. @returns its delivery tag */
export function take(
  node: Node,
  channel: Channel,
  queue: Queue,
  entry: Entry,
  consumer: Consumer | undefined,
  noAck: boolean,
): number {
  const own = change<Channel>(channel);
  const number = own.nextDelivery++;
  const counts = change<Queue>(queue);
  counts.delivered++;
  counts.usedMs = node.system.now;
  if (entry.redelivered) counts.redelivered++;
  if (noAck) {
    forget(node, queue, entry);
    return number;
  }
  queue.lend(entry);
  change(channel.unacked).set(number, new Delivery(queue, entry, consumer));
  if (consumer !== undefined) change<Consumer>(consumer).unacked++;
  return number;
}

export function sendMessage(
  node: Node,
  connection: Connection,
  channel: Channel,
  method: string,
  entry: Entry,
): void {
  const { properties, body } = entry.message;
  const counted = entry.returns > 0 ? withCount(properties, entry.returns) : properties;
  node.spent += 10;
  node.send(connection, contentFrames(channel.number, method, counted, body, connection.frameMax));
}

/** Quorum queues say how often a message has come back. */
function withCount(properties: string, returns: number): string {
  const read = readProperties(properties);
  const headers = (read.headers ?? []).filter(([name]) => name !== 'x-delivery-count');
  return propertiesText({ ...read, headers: [...headers, ['x-delivery-count', numberField(returns)]] });
}

/** A message goes straight to who waits for a reply on another channel. */
export function reply(node: Node, connection: Connection, channel: Channel, message: Message): void {
  const own = change<Channel>(channel);
  const method = methodText('basic.deliver', {
    tag: channel.replyTag,
    delivery: own.nextDelivery++,
    redelivered: false,
    exchange: message.exchange,
    'routing-key': message.key,
  });
  node.send(
    connection,
    contentFrames(channel.number, method, message.properties, message.body, connection.frameMax),
  );
}

/** Settles deliveries that a channel no longer has. Those that go back do so in their order. */
export function settle(node: Node, deliveries: readonly Delivery[], how: Settlement): void {
  for (const { queue, entry, consumer } of deliveries) {
    node.spent += 3;
    queue.settle(entry);
    if (consumer !== undefined) change<Consumer>(consumer).unacked--;
    const isThere = node.broker.vhosts.get(queue.vhost)?.queues.get(queue.name) === queue;
    if (!isThere) node.broker.count(-entry.bytes);
    else if (how === 'ack') {
      change<Queue>(queue).acknowledged++;
      forget(node, queue, entry);
    } else if (how === 'requeue') takeBack(node, queue, entry, queue.settings.type === 'quorum');
    else dead(node, queue, entry, 'rejected');
    node.awake.add(queue);
  }
}

/** All queues that a channel's consumers are at may have room for more. */
export function wakeConsumers(node: Node, channel: Channel): void {
  for (const { queue } of channel.consumers.values()) node.awake.add(queue);
}
