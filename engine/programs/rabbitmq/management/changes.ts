import { z } from 'zod';
import { change } from '../../heap/change.ts';
import { AmqpError } from '../amqp/errors.ts';
import { plainTable, tableOf } from '../amqp/fields.ts';
import { propertiesText, readProperties } from '../amqp/properties.ts';
import { addBinding, addExchange, addQueue, kept } from '../channel/declarations.ts';
import { assertSame } from '../channel/equivalence.ts';
import { checkArguments } from '../channel/queue-arguments.ts';
import {
  addUser,
  addVhost,
  deleteUser,
  deleteVhost,
  setPassword,
  setPermissions,
  setTags,
} from '../control/administration.ts';
import type { Given } from '../control/request.ts';
import { afterUnbinding, deleteExchange, deleteQueue } from '../lifetimes.ts';
import { named } from '../node.ts';
import { forget, publish, purge, takeBack } from '../queues.ts';
import { exchangeOf, queueOf } from '../routing.ts';
import type { User } from '../store/broker.ts';
import { Binding, Exchange, isExchangeType } from '../store/exchange.ts';
import { Message } from '../store/message.ts';
import { Queue } from '../store/queue.ts';
import type { ApiAnswer, Call } from './api.ts';
import { propertiesKey } from './views.ts';

/** Messages that one request gets. */
const GET_MAX = 1000;

const table = z.record(z.string(), z.unknown()).default({});
const queueBody = z.object({
  durable: z.boolean().default(true),
  auto_delete: z.boolean().default(false),
  arguments: table,
});
const exchangeBody = queueBody.extend({ type: z.string(), internal: z.boolean().default(false) });
const bindingBody = z.object({ routing_key: z.string().default(''), arguments: table });
const publishBody = z.object({
  routing_key: z.string(),
  payload: z.string(),
  payload_encoding: z.enum(['string', 'base64']).default('string'),
  properties: z.record(z.string(), z.unknown()).default({}),
});
const getBody = z.object({
  count: z.coerce.number().int().min(1),
  ackmode: z
    .enum(['ack_requeue_true', 'ack_requeue_false', 'reject_requeue_true', 'reject_requeue_false'])
    .default('ack_requeue_true'),
  encoding: z.enum(['auto', 'base64']).default('auto'),
});
const userBody = z.object({
  password: z.string().optional(),
  tags: z.union([z.string(), z.array(z.string())]).default(''),
});
const permissionBody = z.object({ configure: z.string(), write: z.string(), read: z.string() });

function parsed<T>(schema: z.ZodType<T>, { body }: Call): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AmqpError('PRECONDITION_FAILED', `key_missing: ${issue?.path.join('.') ?? ''}`);
}

function vhostOf({ node, user }: Call, name: string) {
  const found = node.broker.vhosts.get(name);
  if (found === undefined || !user.permissions.has(name)) throw new AmqpError('NOT_FOUND', 'Not Found');
  return found;
}

function done(given: Given, status = 204): ApiAnswer {
  if (given === 'later' || !('error' in given)) return { status };
  return { status: 400, body: { error: 'bad_request', reason: given.error } };
}

/** By method and the first part of the path. @throws AmqpError */
export const changes: Readonly<Record<string, (call: Call) => ApiAnswer>> = {
  'PUT queues': putQueue,
  'DELETE queues'(call) {
    const [, host = '', name = '', what] = call.path;
    const vhost = vhostOf(call, host);
    const queue = queueOf(vhost, name);
    if (what === 'contents') purge(call.node, queue);
    else deleteQueue(call.node, vhost, queue);
    return { status: 204 };
  },
  'POST queues': getMessages,
  'PUT exchanges': putExchange,
  'DELETE exchanges'(call) {
    const [, host = '', name = ''] = call.path;
    const vhost = vhostOf(call, host);
    const exchange = exchangeOf(vhost, name);
    if (name === '' || name.startsWith('amq.'))
      throw new AmqpError(
        'ACCESS_REFUSED',
        `deletion of system ${named('exchange', name, host)} not allowed`,
      );
    deleteExchange(call.node, vhost, exchange);
    return { status: 204 };
  },
  'POST exchanges': publishMessage,
  'POST bindings'(call) {
    const [, host = '', , from = '', kind, to = ''] = call.path;
    const vhost = vhostOf(call, host);
    const exchange = exchangeOf(vhost, from);
    if (kind === 'q') queueOf(vhost, to);
    else exchangeOf(vhost, to);
    const { routing_key: key, arguments: args } = parsed(bindingBody, call);
    const binding = new Binding(from, to, kind === 'q' ? 'queue' : 'exchange', key, kept(tableOf(args)));
    addBinding(call.node, vhost, exchange, binding);
    return { status: 201 };
  },
  'DELETE bindings'(call) {
    const [, host = '', , from = '', kind, to = '', key = ''] = call.path;
    const vhost = vhostOf(call, host);
    const exchange = exchangeOf(vhost, from);
    const wanted = kind === 'q' ? 'queue' : 'exchange';
    const goes = exchange.unbind(
      (each) =>
        each.destination === to &&
        each.kind === wanted &&
        [key, encodeURIComponent(key)].includes(propertiesKey(each)),
    );
    if (!goes) throw new AmqpError('NOT_FOUND', 'Not Found');
    afterUnbinding(call.node, vhost, exchange);
    return { status: 204 };
  },
  'PUT vhosts': ({ node, user, path: [, name = ''] }) => {
    const isNew = !node.broker.vhosts.has(name);
    const given = addVhost(node, name);
    if (isNew && node.broker.vhosts.has(name)) setPermissions(node, user.name, name, ['.*', '.*', '.*']);
    return done(given, isNew ? 201 : 204);
  },
  'DELETE vhosts': ({ node, path: [, name = ''] }) =>
    node.broker.vhosts.has(name)
      ? done(deleteVhost(node, name))
      : { status: 404, body: { error: 'Object Not Found', reason: 'Not Found' } },
  'PUT users'(call) {
    const [, name = ''] = call.path;
    const { password, tags } = parsed(userBody, call);
    const there = call.node.broker.users.get(name);
    if (there === undefined) addUser(call.node, name, password ?? '');
    else if (password !== undefined) setPassword(call.node, name, password);
    const user = call.node.broker.users.get(name);
    if (there === undefined && password === undefined && user !== undefined) change<User>(user).hash = '';
    return done(
      setTags(call.node, name, typeof tags === 'string' ? tags.split(',').map((each) => each.trim()) : tags),
      there === undefined ? 201 : 204,
    );
  },
  'DELETE users': ({ node, path: [, name = ''] }) =>
    node.broker.users.has(name)
      ? done(deleteUser(node, name))
      : { status: 404, body: { error: 'Object Not Found', reason: 'Not Found' } },
  'PUT permissions'(call) {
    const [, host = '', name = ''] = call.path;
    const { configure, write, read } = parsed(permissionBody, call);
    return done(setPermissions(call.node, name, host, [configure, write, read]), 201);
  },
  'DELETE permissions'({ node, path: [, host = '', name = ''] }) {
    const user = node.broker.users.get(name);
    if (user === undefined || !change(user.permissions).delete(host))
      throw new AmqpError('NOT_FOUND', 'Not Found');
    node.files.reshaped = true;
    return { status: 204 };
  },
};

function putQueue(call: Call): ApiAnswer {
  const [, host = '', name = ''] = call.path;
  const vhost = vhostOf(call, host);
  const { durable, auto_delete: autoDelete, arguments: given } = parsed(queueBody, call);
  const args = tableOf(given);
  const what = named('queue', name, host);
  const there = vhost.queues.get(name);
  if (there !== undefined) {
    assertSame(what, 'durable', durable, there.durable);
    assertSame(what, 'auto_delete', autoDelete, there.autoDelete);
    return { status: 204 };
  }
  checkArguments(what, args, durable);
  addQueue(
    call.node,
    vhost,
    new Queue(host, name, { durable, autoDelete, owner: 0, args: kept(args), nowMs: call.node.system.now }),
  );
  return { status: 201 };
}

function putExchange(call: Call): ApiAnswer {
  const [, host = '', name = ''] = call.path;
  const vhost = vhostOf(call, host);
  const { type, durable, auto_delete: autoDelete, internal, arguments: args } = parsed(exchangeBody, call);
  if (!isExchangeType(type)) throw new AmqpError('PRECONDITION_FAILED', `unknown exchange type '${type}'`);
  const there = vhost.exchanges.get(name);
  if (there !== undefined) {
    assertSame(named('exchange', name, host), 'type', type, there.type);
    assertSame(named('exchange', name, host), 'durable', durable, there.durable);
    return { status: 204 };
  }
  addExchange(
    call.node,
    vhost,
    new Exchange(name, type, { durable, autoDelete, internal, args: kept(tableOf(args)) }),
  );
  return { status: 201 };
}

function publishMessage(call: Call): ApiAnswer {
  const [, host = '', name = '', what] = call.path;
  if (what !== 'publish') return { status: 405 };
  const vhost = vhostOf(call, host);
  const { routing_key: key, payload, payload_encoding: encoding, properties } = parsed(publishBody, call);
  const { headers, ...rest } = properties;
  const text = propertiesText({
    ...rest,
    ...(typeof headers === 'object' && headers !== null ? { headers: tableOf(headers) } : {}),
  });
  const body = encoding === 'base64' ? decodedBase64(payload) : payload;
  const message = new Message(name, key, text, body, properties.delivery_mode === 2);
  const published = publish(call.node, vhost, exchangeOf(vhost, name), message);
  return { status: 200, body: { routed: published !== 'unroutable' } };
}

function decodedBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    throw new AmqpError('PRECONDITION_FAILED', 'payload_encoding: not base64');
  }
}

function getMessages(call: Call): ApiAnswer {
  const [, host = '', name = '', what] = call.path;
  if (what !== 'get') return { status: 405 };
  const { node } = call;
  const queue = queueOf(vhostOf(call, host), name);
  const { count, ackmode } = parsed(getBody, call);
  const taken = Array.from({ length: Math.min(count, GET_MAX, queue.ready.length) }, () =>
    queue.takeFirst(),
  ).filter((each) => each !== undefined);
  const messages = taken.map((entry, at) => {
    const { exchange, key, properties, body } = entry.message;
    const { headers, ...rest } = readProperties(properties);
    return {
      payload_bytes: body.length,
      redelivered: entry.redelivered,
      exchange,
      routing_key: key,
      message_count: queue.ready.length + taken.length - at - 1,
      properties: { ...rest, ...(headers === undefined ? {} : { headers: plainTable(headers) }) },
      payload: body,
      payload_encoding: 'string',
    };
  });
  for (const entry of taken) {
    if (ackmode.endsWith('requeue_true')) takeBack(node, queue, entry, false);
    else forget(node, queue, entry);
  }
  return { status: 200, body: messages };
}
