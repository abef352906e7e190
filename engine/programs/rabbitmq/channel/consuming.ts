import { change } from '../../heap/change.ts';
import { check } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import { field } from '../amqp/fields.ts';
import { type Method, methodText } from '../amqp/methods.ts';
import { type Settlement, sendMessage, settle, take, wakeConsumers } from '../deliveries.ts';
import { removeConsumer } from '../lifetimes.ts';
import { CONSUMERS_MAX } from '../limits.ts';
import { type Node, named } from '../node.ts';
import { expire } from '../queues.ts';
import type { Queue } from '../store/queue.ts';
import { type Channel, Consumer, type Delivery, Uncommitted } from '../store/session.ts';
import { answer, type Context, type Handler, queueName, usable } from './context.ts';
import { kept } from './declarations.ts';
import { REPLY_TO } from './publishing.ts';

/** Methods with which messages are had, and said what becomes of them. */
export const consuming: Readonly<Record<string, Handler>> = {
  'basic.qos'(context, method) {
    const size = method.number('size');
    if (size !== 0) throw new AmqpError('NOT_IMPLEMENTED', `prefetch_size!=0 (${size})`);
    const own = change<Channel>(context.channel);
    if (method.is('global')) own.prefetchOfAll = method.number('count');
    else own.prefetch = method.number('count');
    wakeConsumers(context.node, context.channel);
    answer(context, 'basic.qos_ok');
  },
  'basic.consume': consume,
  'basic.cancel'(context, method) {
    const { node, channel } = context;
    const tag = method.text('tag');
    const consumer = channel.consumers.get(tag);
    if (consumer !== undefined) removeConsumer(node, channel, consumer);
    if (tag === channel.replyTag) Object.assign(change<Channel>(channel), { replyTag: '', replyName: '' });
    if (!method.is('nowait')) answer(context, 'basic.cancel_ok', { tag });
  },
  'basic.get': get,
  'basic.ack': (context, method) => settleSome(context, method, 'ack'),
  'basic.nack': (context, method) => settleSome(context, method, method.is('requeue') ? 'requeue' : 'reject'),
  'basic.reject': (context, method) =>
    settleSome(context, method, method.is('requeue') ? 'requeue' : 'reject'),
  'basic.recover_async': recover,
  'basic.recover'(context, method) {
    recover(context, method);
    answer(context, 'basic.recover_ok');
  },
};

function consume(context: Context, method: Method): void {
  const { node, connection, channel } = context;
  const given = method.text('tag');
  if (channel.consumers.has(given) || (given !== '' && given === channel.replyTag))
    throw new AmqpError('NOT_ALLOWED', `attempt to reuse consumer tag '${given}'`);
  const tag = given === '' ? node.made('amq.ctag') : given;
  if (method.text('queue') === REPLY_TO) {
    consumeReplies(context, method, tag);
    return;
  }
  const name = queueName(context, method.text('queue'));
  check(node, connection, 'read', 'queue', name);
  const queue = usable(context, name);
  const exclusive = method.is('exclusive');
  if (queue.consumers.some((each) => each.exclusive) || (exclusive && queue.consumers.length > 0))
    throw new AmqpError('ACCESS_REFUSED', `${named('queue', name, queue.vhost)} in exclusive use`);
  if (consumersOf(node) >= CONSUMERS_MAX)
    throw new AmqpError(
      'RESOURCE_ERROR',
      `more than ${CONSUMERS_MAX} consumers are not part of the simulation`,
    );
  const table = method.table('arguments');
  const consumer = new Consumer(
    tag,
    { connection: connection.id, channel: channel.number, queue },
    {
      noAck: method.is('no-ack'),
      exclusive,
      prefetch: channel.prefetch,
      priority: Number(field(table, 'x-priority')?.value ?? 0) || 0,
      args: kept(table),
    },
  );
  change(channel.consumers).set(tag, consumer);
  change(queue.consumers).push(consumer);
  Object.assign(change<Queue>(queue), { hadConsumers: true, usedMs: node.system.now });
  if (!method.is('nowait')) answer(context, 'basic.consume_ok', { tag });
  node.awake.add(queue);
}

function consumersOf({ broker }: Node): number {
  let count = 0;
  for (const { channels } of broker.connections.values())
    for (const { consumers } of channels.values()) count += consumers.size;
  return count;
}

function consumeReplies(context: Context, method: Method, tag: string): void {
  const { node, channel } = context;
  if (!method.is('no-ack')) throw new AmqpError('PRECONDITION_FAILED', 'reply consumer cannot acknowledge');
  if (channel.replyTag !== '') throw new AmqpError('PRECONDITION_FAILED', 'reply consumer already set');
  Object.assign(change<Channel>(channel), { replyTag: tag, replyName: node.made(`${REPLY_TO}.g1`) });
  if (!method.is('nowait')) answer(context, 'basic.consume_ok', { tag });
}

function get(context: Context, method: Method): void {
  const { node, connection, channel } = context;
  const name = queueName(context, method.text('queue'));
  check(node, connection, 'read', 'queue', name);
  const queue = usable(context, name);
  expire(node, queue);
  const entry = queue.takeFirst();
  if (entry === undefined) {
    change<Queue>(queue).usedMs = node.system.now;
    answer(context, 'basic.get_empty');
    return;
  }
  const delivery = take(node, channel, queue, entry, undefined, method.is('no-ack'));
  const ok = methodText('basic.get_ok', {
    delivery,
    redelivered: entry.redelivered,
    exchange: entry.message.exchange,
    'routing-key': entry.message.key,
    messages: queue.ready.length,
  });
  sendMessage(node, connection, channel, ok, entry);
}

function settleSome(context: Context, method: Method, how: Settlement): void {
  const { node, channel } = context;
  const delivery = method.number('delivery');
  const taken = takeDeliveries(channel, delivery, method.is('multiple'));
  if (channel.uncommitted === undefined) settle(node, taken, how);
  else change(channel.uncommitted).push(...taken.map((each) => new Uncommitted({ delivery: each, how })));
  if (channel.prefetchOfAll > 0) wakeConsumers(node, channel);
}

/** With several, 0 means all. @throws AmqpError where there is no such delivery */
function takeDeliveries(channel: Channel, number: number, multiple: boolean): Delivery[] {
  const tags = multiple
    ? [...channel.unacked.keys()]
        .filter((tag) => number === 0 || tag <= number)
        .sort((one, other) => one - other)
    : channel.unacked.has(number)
      ? [number]
      : [];
  if (tags.length === 0 && !(multiple && number === 0))
    throw new AmqpError('PRECONDITION_FAILED', `unknown delivery tag ${number}`);
  const own = change(channel.unacked);
  return tags.flatMap((tag) => {
    const found = own.get(tag);
    own.delete(tag);
    return found ?? [];
  });
}

function recover({ node, channel }: Context, method: Method): void {
  if (!method.is('requeue')) throw new AmqpError('NOT_IMPLEMENTED', 'requeue=false');
  const all = [...channel.unacked.entries()].sort(([one], [other]) => one - other);
  change(channel.unacked).clear();
  settle(
    node,
    all.map(([, each]) => each),
    'requeue',
  );
}
