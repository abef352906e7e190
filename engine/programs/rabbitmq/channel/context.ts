import { AmqpError } from '../amqp/errors.ts';
import type { Method, MethodName, methodText } from '../amqp/methods.ts';
import { lockedText } from '../lifetimes.ts';
import type { Node } from '../node.ts';
import { queueOf } from '../routing.ts';
import type { VirtualHost } from '../store/broker.ts';
import type { Queue } from '../store/queue.ts';
import type { Channel, Connection } from '../store/session.ts';

/** Where a method came in. */
export interface Context {
  readonly node: Node;
  readonly vhost: VirtualHost;
  readonly connection: Connection;
  readonly channel: Channel;
}

/** What a method does. @throws AmqpError, which ends the channel or the connection */
export type Handler = (context: Context, method: Method) => void;

export function answer(
  { node, connection, channel }: Context,
  name: MethodName,
  args: Parameters<typeof methodText>[1] = {},
): void {
  node.say(connection, channel.number, name, args);
}

/** An empty name means the queue that was declared last on the channel. @throws AmqpError */
export function queueName({ channel }: Context, name: string): string {
  if (name !== '') return name;
  if (channel.lastQueue === '') throw new AmqpError('NOT_FOUND', 'no previously declared queue');
  return channel.lastQueue;
}

/** A queue that the connection may use. @throws AmqpError */
export function usable({ vhost, connection }: Context, name: string): Queue {
  const queue = queueOf(vhost, name);
  if (queue.owner !== 0 && queue.owner !== connection.id)
    throw new AmqpError('RESOURCE_LOCKED', lockedText(queue));
  return queue;
}

/** Names have no ends of lines. */
export const cleaned = (name: string): string => name.replace(/[\r\n]/g, '');

/** @throws AmqpError where somebody tries to make what only the broker may */
export function refuseReserved(kind: 'queue' | 'exchange', name: string): void {
  if (name.startsWith('amq.'))
    throw new AmqpError('ACCESS_REFUSED', `${kind} name '${name}' contains reserved prefix 'amq.*'`);
}
