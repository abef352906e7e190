import { AmqpError } from './amqp/errors.ts';
import { field, listIn, type Table, textIn } from './amqp/fields.ts';
import { readProperties } from './amqp/properties.ts';
import { type Node, named } from './node.ts';
import type { VirtualHost } from './store/broker.ts';
import type { Exchange } from './store/exchange.ts';
import type { Message } from './store/message.ts';
import type { Queue } from './store/queue.ts';

/** @throws AmqpError */
export function exchangeOf(vhost: VirtualHost, name: string): Exchange {
  const found = vhost.exchanges.get(name);
  if (found === undefined) throw new AmqpError('NOT_FOUND', `no ${named('exchange', name, vhost.name)}`);
  return found;
}

/** @throws AmqpError */
export function queueOf(vhost: VirtualHost, name: string): Queue {
  const found = vhost.queues.get(name);
  if (found === undefined) throw new AmqpError('NOT_FOUND', `no ${named('queue', name, vhost.name)}`);
  return found;
}

/** The queues that a message goes to from an exchange, each once. */
export function route(node: Node, vhost: VirtualHost, exchange: Exchange, message: Message): Set<Queue> {
  let headers: Table | undefined;
  const found = new Set<Queue>();
  const readHeaders = (): Table => {
    headers ??= readProperties(message.properties).headers ?? [];
    return headers;
  };
  for (const key of [message.key, ...carbonCopies(message)])
    for (const queue of reached(node, vhost, exchange, key, readHeaders)) found.add(queue);
  return found;
}

function reached(
  node: Node,
  vhost: VirtualHost,
  first: Exchange,
  key: string,
  headers: () => Table,
): Set<Queue> {
  const found = new Set<Queue>();
  const seen = new Set<Exchange>([first]);
  for (const exchange of seen) {
    const before = found.size + seen.size;
    if (exchange.name === '') {
      const queue = vhost.queues.get(key);
      if (queue !== undefined) found.add(queue);
    }
    node.spent += 1 + exchange.bindings.length;
    const matching = exchange.matching(key, headers);
    for (const { kind, destination } of matching) {
      if (kind === 'queue') {
        const queue = vhost.queues.get(destination);
        if (queue !== undefined) found.add(queue);
      } else {
        const next = vhost.exchanges.get(destination);
        if (next !== undefined) seen.add(next);
      }
    }
    const alternate = exchange.alternate;
    const other = alternate === undefined ? undefined : vhost.exchanges.get(alternate);
    const isUnrouted = matching.length === 0 && found.size + seen.size === before;
    if (isUnrouted && other !== undefined) seen.add(other);
  }
  return found;
}

/** Further routing keys, in the headers CC and BCC. */
function carbonCopies(message: Message): string[] {
  if (!message.properties.includes('CC')) return [];
  const { headers = [] } = readProperties(message.properties);
  return ['CC', 'BCC'].flatMap((name) => {
    return listIn(field(headers, name)).flatMap((each) => textIn(each) ?? []);
  });
}
