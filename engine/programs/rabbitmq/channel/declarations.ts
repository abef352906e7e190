import { change } from '../../heap/change.ts';
import { check } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import { field, type Table, tableText } from '../amqp/fields.ts';
import type { Method } from '../amqp/methods.ts';
import { afterUnbinding, deleteExchange, deleteQueue } from '../lifetimes.ts';
import { BINDINGS_MAX, EXCHANGES_MAX, QUEUES_MAX } from '../limits.ts';
import { type Node, named } from '../node.ts';
import { purge } from '../queues.ts';
import { exchangeOf, queueOf } from '../routing.ts';
import type { VirtualHost } from '../store/broker.ts';
import { Binding, Exchange, isExchangeType } from '../store/exchange.ts';
import { Queue } from '../store/queue.ts';
import type { Channel } from '../store/session.ts';
import { answer, type Context, cleaned, type Handler, queueName, refuseReserved, usable } from './context.ts';
import { assertSame, assertSameArguments } from './equivalence.ts';
import { COMPARED, checkArguments } from './queue-arguments.ts';

/** Methods on exchanges, queues and bindings. */
export const declarations: Readonly<Record<string, Handler>> = {
  'exchange.declare'(context, method) {
    const name = cleaned(method.text('exchange'));
    refuseDefault(name);
    if (method.is('passive')) exchangeOf(context.vhost, name);
    else declareExchange(context, name, method);
    if (!method.is('nowait')) answer(context, 'exchange.declare_ok');
  },
  'exchange.delete'(context, method) {
    const { node, vhost, connection } = context;
    const name = cleaned(method.text('exchange'));
    refuseDefault(name);
    if (name.startsWith('amq.'))
      throw new AmqpError(
        'ACCESS_REFUSED',
        `deletion of system ${named('exchange', name, vhost.name)} not allowed`,
      );
    check(node, connection, 'configure', 'exchange', name);
    const exchange = vhost.exchanges.get(name);
    if (exchange !== undefined) {
      if (method.is('if-unused') && exchange.bindings.length > 0)
        throw new AmqpError('PRECONDITION_FAILED', `${named('exchange', name, vhost.name)} in use`);
      deleteExchange(node, vhost, exchange);
    }
    if (!method.is('nowait')) answer(context, 'exchange.delete_ok');
  },
  'exchange.bind'(context, method) {
    bind(context, method, 'exchange', method.text('source'), method.text('destination'));
    if (!method.is('nowait')) answer(context, 'exchange.bind_ok');
  },
  'exchange.unbind'(context, method) {
    unbind(context, method, 'exchange', method.text('source'), method.text('destination'));
    if (!method.is('nowait')) answer(context, 'exchange.unbind_ok');
  },
  'queue.declare'(context, method) {
    const queue = method.is('passive')
      ? usable(context, cleaned(method.text('queue')))
      : declareQueue(context, method);
    change<Channel>(context.channel).lastQueue = queue.name;
    if (method.is('nowait')) return;
    const { name, ready, consumers } = queue;
    answer(context, 'queue.declare_ok', {
      queue: name,
      messages: ready.length,
      consumers: consumers.length,
    });
  },
  'queue.bind'(context, method) {
    const queue = queueName(context, method.text('queue'));
    bind(context, method, 'queue', method.text('exchange'), queue);
    if (!method.is('nowait')) answer(context, 'queue.bind_ok');
  },
  'queue.unbind'(context, method) {
    unbind(context, method, 'queue', method.text('exchange'), queueName(context, method.text('queue')));
    answer(context, 'queue.unbind_ok');
  },
  'queue.purge'(context, method) {
    const name = queueName(context, method.text('queue'));
    check(context.node, context.connection, 'read', 'queue', name);
    const messages = purge(context.node, usable(context, name));
    if (!method.is('nowait')) answer(context, 'queue.purge_ok', { messages });
  },
  'queue.delete'(context, method) {
    const { node, vhost, connection } = context;
    const name = queueName(context, cleaned(method.text('queue')));
    check(node, connection, 'configure', 'queue', name);
    let messages = 0;
    if (vhost.queues.has(name)) {
      const queue = usable(context, name);
      const what = named('queue', name, vhost.name);
      if (method.is('if-unused') && queue.consumers.length > 0)
        throw new AmqpError('PRECONDITION_FAILED', `${what} in use`);
      if (method.is('if-empty') && queue.messages > 0)
        throw new AmqpError('PRECONDITION_FAILED', `${what} is not empty`);
      messages = deleteQueue(node, vhost, queue);
    }
    if (!method.is('nowait')) answer(context, 'queue.delete_ok', { messages });
  },
};

function refuseDefault(name: string): void {
  if (name === '') throw new AmqpError('ACCESS_REFUSED', 'operation not permitted on the default exchange');
}

/** Arguments as they are stored. */
export const kept = (table: Table): string => (table.length === 0 ? '' : tableText(table));

function declareExchange({ node, vhost, connection }: Context, name: string, method: Method): void {
  const type = method.text('type');
  if (!isExchangeType(type)) throw new AmqpError('PRECONDITION_FAILED', `unknown exchange type '${type}'`);
  check(node, connection, 'configure', 'exchange', name);
  const table = method.table('arguments');
  const [durable, autoDelete, internal] = ['durable', 'auto-delete', 'internal'].map((each) =>
    method.is(each),
  );
  const there = vhost.exchanges.get(name);
  if (there === undefined) {
    refuseReserved('exchange', name);
    const how = { durable: durable === true, autoDelete: autoDelete === true, internal: internal === true };
    addExchange(node, vhost, new Exchange(name, type, { ...how, args: kept(table) }));
    return;
  }
  const what = named('exchange', name, vhost.name);
  assertSame(what, 'type', type, there.type);
  assertSame(what, 'durable', durable, there.durable);
  assertSame(what, 'auto_delete', autoDelete, there.autoDelete);
  assertSame(what, 'internal', internal, there.internal);
  assertSameArguments(what, ['alternate-exchange'], table, there.table);
}

/** @throws AmqpError where there are too many */
export function addExchange(node: Node, vhost: VirtualHost, exchange: Exchange): void {
  if (vhost.exchanges.size >= EXCHANGES_MAX)
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `cannot declare ${named('exchange', exchange.name, vhost.name)}: exchange limit of ${EXCHANGES_MAX} is reached`,
    );
  change(vhost.exchanges).set(exchange.name, exchange);
  if (exchange.durable) node.files.reshaped = true;
}

function declareQueue(context: Context, method: Method): Queue {
  const { node, vhost, connection } = context;
  const given = cleaned(method.text('queue'));
  const name = given === '' ? node.made('amq.gen') : given;
  check(node, connection, 'configure', 'queue', name);
  const table = method.table('arguments');
  const exclusive = method.is('exclusive');
  const durable = method.is('durable') && !exclusive;
  const autoDelete = method.is('auto-delete');
  const what = named('queue', name, vhost.name);
  const there = vhost.queues.get(name);
  if (there !== undefined) {
    usable(context, name);
    assertSame(what, 'durable', durable, there.durable);
    assertSame(what, 'auto_delete', autoDelete, there.autoDelete);
    assertSame(what, 'exclusive', exclusive, there.owner !== 0);
    assertSameArguments(what, COMPARED, table, there.table);
    change<Queue>(there).usedMs = node.system.now;
    return there;
  }
  if (given !== '') refuseReserved('queue', name);
  checkArguments(what, table, durable);
  const letters = field(table, 'x-dead-letter-exchange')?.value;
  if (typeof letters === 'string') {
    check(node, connection, 'read', 'queue', name);
    check(node, connection, 'write', 'exchange', letters);
  }
  const owner = exclusive ? connection.id : 0;
  const queue = new Queue(vhost.name, name, {
    durable,
    autoDelete,
    owner,
    args: kept(table),
    nowMs: node.system.now,
  });
  addQueue(node, vhost, queue);
  return queue;
}

/** @throws AmqpError where there are too many */
export function addQueue(node: Node, vhost: VirtualHost, queue: Queue): void {
  if (vhost.queues.size >= QUEUES_MAX)
    throw new AmqpError(
      'PRECONDITION_FAILED',
      `cannot declare ${named('queue', queue.name, vhost.name)}: queue limit in vhost '${vhost.name}' (${QUEUES_MAX}) is reached`,
    );
  change(vhost.queues).set(queue.name, queue);
  if (queue.durable) node.files.reshaped = true;
}

function bind(context: Context, method: Method, kind: 'queue' | 'exchange', from: string, to: string): void {
  const exchange = bindable(context, kind, from, to);
  addBinding(
    context.node,
    context.vhost,
    exchange,
    new Binding(from, to, kind, keyOf(context, method, kind), kept(method.table('arguments'))),
  );
}

/** @throws AmqpError where there are too many */
export function addBinding(node: Node, vhost: VirtualHost, exchange: Exchange, binding: Binding): void {
  let count = 0;
  for (const { bindings } of vhost.exchanges.values()) count += bindings.length;
  node.spent += vhost.exchanges.size;
  if (count >= BINDINGS_MAX)
    throw new AmqpError(
      'RESOURCE_ERROR',
      `more than ${BINDINGS_MAX} bindings are not part of the simulation`,
    );
  if (exchange.bind(binding) && exchange.durable) node.files.reshaped = true;
}

function unbind(
  context: Context,
  method: Method,
  kind: 'queue' | 'exchange',
  from: string,
  to: string,
): void {
  const exchange = bindable(context, kind, from, to);
  const binding = new Binding(from, to, kind, keyOf(context, method, kind), kept(method.table('arguments')));
  if (exchange.unbind((each) => each.isSame(binding))) afterUnbinding(context.node, context.vhost, exchange);
}

/** With neither a queue nor a key given, the key is the queue that was declared last. */
function keyOf({ channel }: Context, method: Method, kind: 'queue' | 'exchange'): string {
  const key = method.text('routing-key');
  return kind === 'queue' && key === '' && method.text('queue') === '' ? channel.lastQueue : key;
}

function bindable(context: Context, kind: 'queue' | 'exchange', from: string, to: string): Exchange {
  const { node, vhost, connection } = context;
  refuseDefault(from);
  if (kind === 'exchange') refuseDefault(to);
  check(node, connection, 'write', kind, to);
  check(node, connection, 'read', 'exchange', from);
  const exchange = exchangeOf(vhost, from);
  if (kind === 'exchange') exchangeOf(vhost, to);
  else if (queueOf(vhost, to).owner !== 0) usable(context, to);
  return exchange;
}
