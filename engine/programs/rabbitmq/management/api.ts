import { binary, bytesOf, encode } from '../../../shell/commands/bytes.ts';
import { type HttpReply, type HttpRequest, header } from '../../http/message.ts';
import { isPassword } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import type { Node } from '../node.ts';
import type { User, VirtualHost } from '../store/broker.ts';
import { changes } from './changes.ts';
import {
  bindingView,
  bindingViews,
  channelView,
  connectionView,
  consumerViews,
  exchangeView,
  overview,
  queueView,
  userView,
} from './views.ts';

/** What is asked: the parts of the path are decoded. Texts have one character per byte. */
export interface Call {
  readonly node: Node;
  readonly user: User;
  readonly path: readonly string[];
  readonly body: unknown;
}

export type ApiAnswer = { readonly status: number; readonly body?: unknown };

const NOT_FOUND: ApiAnswer = { status: 404, body: { error: 'Object Not Found', reason: 'Not Found' } };
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

export function answerApi(node: Node, request: HttpRequest): HttpReply {
  const user = userOf(node, request);
  if (user === undefined)
    return reply({ status: 401, body: { error: 'not_authorized', reason: 'Not_Authorized' } }, [
      ['WWW-Authenticate', 'Basic realm="RabbitMQ Management"'],
    ]);
  if (!user.tags.some((tag) => ['administrator', 'monitoring', 'management', 'policymaker'].includes(tag)))
    return reply({ status: 401, body: { error: 'not_authorized', reason: 'Not management user' } });
  const parts = (request.target.split('?')[0] ?? '').split('/').slice(2).map(decoded);
  // The default exchange has a name here, as an empty part of a path would be lost.
  const path = parts.map((part) => (part === 'amq.default' ? '' : part));
  let body: unknown;
  try {
    body = request.body === '' ? {} : JSON.parse(request.body);
  } catch {
    return reply({ status: 400, body: { error: 'bad_request', reason: 'not_json' } });
  }
  try {
    return reply(perform({ node, user, path, body }, request.method));
  } catch (error) {
    if (!(error instanceof AmqpError)) throw error;
    if (error.reply === 'NOT_FOUND') return reply(NOT_FOUND);
    return reply({ status: 400, body: { error: 'bad_request', reason: error.explanation } });
  }
}

function decoded(part: string): string {
  try {
    return binary(bytesOf(encode(decodeURIComponent(part))));
  } catch {
    return part;
  }
}

function userOf(node: Node, request: HttpRequest): User | undefined {
  const [, given] = /^Basic ([\w+/=]+)$/i.exec(header(request, 'Authorization') ?? '') ?? [];
  if (given === undefined) return undefined;
  let text: string;
  try {
    text = atob(given);
  } catch {
    return undefined;
  }
  const at = text.indexOf(':');
  const user = node.broker.users.get(text.slice(0, at));
  if (user === undefined || !isPassword(user, text.slice(at + 1))) return undefined;
  const isLocal = request.peer.address.startsWith('127.');
  return !isLocal && node.facts.configuration.loopbackUsers.includes(user.name) ? undefined : user;
}

function reply({ status, body }: ApiAnswer, headers: readonly (readonly [string, string])[] = []): HttpReply {
  const own = [['Server', 'Cowboy'] as const, ...headers];
  if (body === undefined) return { status, headers: own };
  return { status, headers: [...own, JSON_TYPE], body: bytesOf(JSON.stringify(body)) };
}

function perform(call: Call, method: string): ApiAnswer {
  if (method === 'GET' || method === 'HEAD') return read(call);
  const [kind = ''] = call.path;
  const act = changes[`${method} ${kind}`];
  if (act === undefined) return { status: 405 };
  const needsAdministrator = ['users', 'vhosts', 'permissions'].includes(kind);
  if (needsAdministrator && !call.user.tags.includes('administrator'))
    return { status: 401, body: { error: 'not_authorized', reason: 'Not administrator user' } };
  return act(call);
}

/** Virtual hosts that the user may see something of. */
function visible({ node, user }: Call): VirtualHost[] {
  return [...node.broker.vhosts.values()].filter(({ name }) => user.permissions.has(name));
}

function some<T>(call: Call, of: (vhost: VirtualHost) => readonly T[]): ApiAnswer {
  const [, name] = call.path;
  const found = visible(call).filter((vhost) => name === undefined || vhost.name === name);
  return name !== undefined && found.length === 0 ? NOT_FOUND : { status: 200, body: found.flatMap(of) };
}

const readers: Readonly<Record<string, (call: Call) => ApiAnswer>> = {
  overview: ({ node }) => ({ status: 200, body: overview(node) }),
  whoami: ({ user }) => ({ status: 200, body: { name: user.name, tags: user.tags } }),
  'cluster-name': ({ node }) => ({ status: 200, body: { name: node.name } }),
  nodes: ({ node }) => ({
    status: 200,
    body: [
      {
        name: node.name,
        running: true,
        type: 'disc',
        mem_alarm: node.facts.alarmed,
        disk_free_alarm: false,
        uptime: node.system.now - node.facts.startedMs,
      },
    ],
  }),
  queues(call) {
    const [, vhost = '', name, what] = call.path;
    if (name === undefined)
      return some(call, ({ queues }) => [...queues.values()].map((each) => queueView(call.node, each)));
    const queue = call.node.broker.vhosts.get(vhost)?.queues.get(name);
    if (queue === undefined || !call.user.permissions.has(vhost)) return NOT_FOUND;
    if (what === 'bindings')
      return {
        status: 200,
        body: bindingViews(call.node, vhost).filter(
          (each) => each.destination === name && each.destination_type === 'queue',
        ),
      };
    return { status: 200, body: { ...queueView(call.node, queue), consumer_details: consumerViews(queue) } };
  },
  exchanges(call) {
    const [, vhost = '', name, what, end] = call.path;
    if (name === undefined)
      return some(call, ({ name: own, exchanges }) =>
        [...exchanges.values()].map((each) => exchangeView(own, each)),
      );
    const exchange = call.node.broker.vhosts.get(vhost)?.exchanges.get(name);
    if (exchange === undefined || !call.user.permissions.has(vhost)) return NOT_FOUND;
    if (what === 'bindings' && end === 'source')
      return { status: 200, body: exchange.bindings.map((each) => bindingView(vhost, each)) };
    return { status: 200, body: exchangeView(vhost, exchange) };
  },
  bindings(call) {
    const [, vhost = '', sign, source, kind, destination] = call.path;
    if (sign !== 'e') return some(call, ({ name }) => bindingViews(call.node, name));
    const wanted = kind === 'q' ? 'queue' : 'exchange';
    return {
      status: 200,
      body: bindingViews(call.node, vhost).filter(
        (each) =>
          each.source === source && each.destination === destination && each.destination_type === wanted,
      ),
    };
  },
  vhosts({ node, path: [, name] }) {
    const view = (each: string) => ({
      name: each,
      description: each === '/' ? 'Default virtual host' : '',
      tags: [],
      default_queue_type: 'classic',
      tracing: false,
      cluster_state: { [node.name]: 'running' },
    });
    if (name === undefined) return { status: 200, body: [...node.broker.vhosts.keys()].map(view) };
    return node.broker.vhosts.has(name) ? { status: 200, body: view(name) } : NOT_FOUND;
  },
  users({ node, user, path: [, name] }) {
    if (!user.tags.includes('administrator'))
      return { status: 401, body: { error: 'not_authorized', reason: 'Not administrator user' } };
    if (name === undefined) return { status: 200, body: [...node.broker.users.values()].map(userView) };
    const found = node.broker.users.get(name);
    return found === undefined ? NOT_FOUND : { status: 200, body: userView(found) };
  },
  permissions: ({ node }) => ({
    status: 200,
    body: [...node.broker.users.values()].flatMap(({ name, permissions }) =>
      [...permissions].map(([vhost, own]) => ({ user: name, vhost, ...own })),
    ),
  }),
  connections({ node, path: [, name] }) {
    const all = [...node.broker.connections.values()];
    if (name === undefined) return { status: 200, body: all.map((each) => connectionView(node, each)) };
    const found = all.find(({ title }) => title === name);
    return found === undefined ? NOT_FOUND : { status: 200, body: connectionView(node, found) };
  },
  channels: ({ node }) => ({
    status: 200,
    body: [...node.broker.connections.values()].flatMap((connection) =>
      [...connection.channels.values()].map((each) => channelView(node, connection, each)),
    ),
  }),
  consumers: (call) => some(call, ({ queues }) => [...queues.values()].flatMap(consumerViews)),
  'aliveness-test': ({ node, path: [, vhost = ''] }) =>
    node.broker.vhosts.has(vhost) ? { status: 200, body: { status: 'ok' } } : NOT_FOUND,
  health: ({ node }) =>
    node.facts.alarmed
      ? { status: 503, body: { status: 'failed', reason: 'resource alarm(s) in effect' } }
      : { status: 200, body: { status: 'ok' } },
};

function read(call: Call): ApiAnswer {
  const [kind = ''] = call.path;
  return readers[kind]?.(call) ?? NOT_FOUND;
}
