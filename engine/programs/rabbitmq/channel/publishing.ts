import { change } from '../../heap/change.ts';
import { check } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import { contentFrames } from '../amqp/frames.ts';
import { methodText } from '../amqp/methods.ts';
import { propertiesText, readProperties } from '../amqp/properties.ts';
import { reply } from '../deliveries.ts';
import { MESSAGES_BYTES_LAST, UNCOMMITTED_MAX } from '../limits.ts';
import { type Node, named } from '../node.ts';
import { publish } from '../queues.ts';
import { exchangeOf } from '../routing.ts';
import { Message } from '../store/message.ts';
import { type Channel, type Connection, Incoming, Uncommitted } from '../store/session.ts';
import { answer, type Context, type Handler } from './context.ts';

/** Whom a direct reply is sent to: a consumer without a queue. */
export const REPLY_TO = 'amq.rabbitmq.reply-to';

export const publishing: Readonly<Record<string, Handler>> = {
  'basic.publish'({ channel, connection }, method) {
    if (method.is('immediate')) throw new AmqpError('NOT_IMPLEMENTED', 'immediate=true');
    change<Connection>(connection).publishes = true;
    change<Channel>(channel).incoming = new Incoming(
      method.text('exchange'),
      method.text('routing-key'),
      method.is('mandatory'),
    );
  },
  'confirm.select'(context, method) {
    if (context.channel.uncommitted !== undefined)
      throw new AmqpError('PRECONDITION_FAILED', 'cannot switch from tx to confirm mode');
    change<Channel>(context.channel).confirms = true;
    if (!method.is('nowait')) answer(context, 'confirm.select_ok');
  },
};

/** A message has come in whole. @throws AmqpError */
export function publishIncoming(context: Context, incoming: Incoming): void {
  const { node, vhost, connection, channel } = context;
  change<Channel>(channel).incoming = undefined;
  check(node, connection, 'write', 'exchange', incoming.exchange);
  const exchange = exchangeOf(vhost, incoming.exchange);
  if (exchange.internal)
    throw new AmqpError(
      'ACCESS_REFUSED',
      `cannot publish to internal ${named('exchange', exchange.name, vhost.name)}`,
    );
  const message = messageOf(context, incoming);
  if (channel.uncommitted !== undefined) {
    if (channel.uncommitted.length >= UNCOMMITTED_MAX)
      throw new AmqpError(
        'RESOURCE_ERROR',
        `more than ${UNCOMMITTED_MAX} messages in a transaction are not part of the simulation`,
      );
    change(channel.uncommitted).push(new Uncommitted({ message, mandatory: incoming.mandatory }));
    node.broker.count(message.body.length);
    return;
  }
  const confirmed = channel.confirms ? change<Channel>(channel).nextConfirm++ : 0;
  const isTaken = send(context, message, incoming.mandatory);
  if (confirmed > 0) answer(context, isTaken ? 'basic.ack' : 'basic.nack', { delivery: confirmed });
}

/** @returns false: a queue is full and rejects */
export function send(context: Context, message: Message, mandatory: boolean): boolean {
  const { node, vhost, connection, channel } = context;
  if (message.exchange === '' && message.key.startsWith(`${REPLY_TO}.`)) {
    const waiting = waitingFor(node, message.key);
    if (waiting !== undefined) {
      reply(node, ...waiting, message);
      return true;
    }
  }
  if (node.broker.bytes + message.body.length > MESSAGES_BYTES_LAST)
    throw new AmqpError('RESOURCE_ERROR', 'a node that holds so much is not part of the simulation');
  const published = publish(node, vhost, exchangeOf(vhost, message.exchange), message);
  if (published === 'unroutable' && mandatory) {
    const method = methodText('basic.return', {
      code: 312,
      text: 'NO_ROUTE',
      exchange: message.exchange,
      'routing-key': message.key,
    });
    node.send(
      connection,
      contentFrames(channel.number, method, message.properties, message.body, connection.frameMax),
    );
  }
  return published !== 'rejected';
}

function messageOf(
  { connection, channel }: Context,
  { exchange, key, properties = '\0\0', body }: Incoming,
): Message {
  const read = readProperties(properties);
  const { expiration, user_id: user, delivery_mode: mode, reply_to: replyTo } = read;
  if (expiration !== undefined && !/^\d{1,10}$/.test(expiration))
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `invalid expiration '${expiration}': ${/^-/.test(expiration) ? `{value_negative,${expiration}}` : `{leftover_string,"${expiration.replace(/^\d+/, '')}"}`}`,
    );
  if (user !== undefined && user !== connection.user)
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `user_id property set to '${user}' but authenticated user was '${connection.user}'`,
    );
  if (replyTo !== REPLY_TO) return new Message(exchange, key, properties, body, mode === 2);
  if (channel.replyName === '')
    throw new AmqpError('PRECONDITION_FAILED', 'fast reply consumer does not exist');
  const named = propertiesText({ ...read, reply_to: channel.replyName });
  return new Message(exchange, key, named, body, mode === 2);
}

function waitingFor(node: Node, name: string): [Connection, Channel] | undefined {
  for (const connection of node.broker.connections.values())
    for (const channel of connection.channels.values())
      if (channel.replyName === name) return [connection, channel];
  return undefined;
}
