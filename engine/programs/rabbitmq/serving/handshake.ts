import { change } from '../../heap/change.ts';
import { isPassword } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import {
  booleanField,
  field,
  long,
  plainTable,
  readTable,
  type Table,
  tableField,
  tableIn,
  tableText,
  textField,
  textIn,
} from '../amqp/fields.ts';
import type { Method } from '../amqp/methods.ts';
import { FRAME_BYTES_MIN } from '../configuration.ts';
import { endSession, logEnd } from '../lifetimes.ts';
import { type Node, processOf } from '../node.ts';
import type { Connection } from '../store/session.ts';

const MECHANISMS = ['PLAIN', 'AMQPLAIN'];
const CAPABILITIES = [
  'publisher_confirms',
  'exchange_exchange_bindings',
  'basic.nack',
  'consumer_cancel_notify',
  'connection.blocked',
  'consumer_priorities',
  'authentication_failure_close',
  'per_consumer_qos',
  'direct_reply_to',
];

export function greet(node: Node, connection: Connection): void {
  const { version, name } = node;
  node.say(connection, 0, 'connection.start', {
    major: 0,
    minor: 9,
    'server-properties': [
      ['capabilities', tableField(CAPABILITIES.map((each) => [each, booleanField(true)] as const))],
      ['cluster_name', textField(name)],
      ['copyright', textField('Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries')],
      ['information', textField('Licensed under the MPL 2.0. Website: https://rabbitmq.com')],
      ['platform', textField('Erlang/OTP 27.3.4')],
      ['product', textField('RabbitMQ')],
      ['version', textField(version)],
    ],
    mechanisms: MECHANISMS.join(' '),
    locales: 'en_US',
  });
  change<Connection>(connection).stage = 'starting';
}

type Step = (node: Node, connection: Connection, method: Method) => void;

/** Methods on channel 0, and the stage in which each is expected. @throws AmqpError */
export const steps: Readonly<Record<string, readonly [Connection['stage'], Step]>> = {
  'connection.start_ok': ['starting', startOk],
  'connection.tune_ok': ['tuning', tuneOk],
  'connection.open': ['opening', open],
  'connection.close': [
    'running',
    (node, connection) => {
      endSession(node, connection);
      node.say(connection, 0, 'connection.close_ok');
      logEnd(node, connection, 'closed');
      change<Connection>(connection).ended = true;
    },
  ],
  'connection.close_ok': [
    'closing',
    (_node, connection) => {
      change<Connection>(connection).ended = true;
    },
  ],
  'connection.update_secret': [
    'running',
    (node, connection) => node.say(connection, 0, 'connection.update_secret_ok'),
  ],
};

function startOk(node: Node, connection: Connection, method: Method): void {
  const mechanism = method.text('mechanism');
  if (!MECHANISMS.includes(mechanism))
    throw new AmqpError('COMMAND_INVALID', `unknown authentication mechanism '${mechanism}'`);
  const properties = method.table('client-properties');
  const capabilities = tableIn(field(properties, 'capabilities')) ?? [];
  const has = (name: string) => field(capabilities, name)?.value === true;
  Object.assign(change<Connection>(connection), {
    properties: tableText(properties),
    name: textIn(field(properties, 'connection_name')) ?? '',
    hearsCancels: has('consumer_cancel_notify'),
    hearsBlocks: has('connection.blocked'),
    hearsRefusals: has('authentication_failure_close'),
  });
  if (connection.name !== '')
    node.log(
      'info',
      processOf(connection),
      `connection ${connection.title} has a client-provided name: ${connection.name}`,
    );
  const [name, password] = given(mechanism, method.text('response'));
  const user = node.broker.users.get(name);
  if (user === undefined || !isPassword(user, password))
    throw refused(mechanism, `user '${name}' - invalid credentials`);
  const isLocal = connection.peerHost.startsWith('127.');
  if (!isLocal && node.facts.configuration.loopbackUsers.includes(name))
    throw refused(mechanism, `user '${name}' can only connect via localhost`);
  Object.assign(change<Connection>(connection), { user: name, stage: 'tuning' });
  const { heartbeatSeconds, channelMax, frameMax } = node.facts.configuration;
  node.say(connection, 0, 'connection.tune', {
    'channel-max': channelMax,
    'frame-max': frameMax,
    heartbeat: heartbeatSeconds,
  });
}

/** A login that is refused. The client isn't told which part of it is wrong. */
export class Refusal extends AmqpError {
  readonly mechanism: string;
  constructor(mechanism: string, why: string) {
    super('ACCESS_REFUSED', `${mechanism} login refused: ${why}`);
    this.mechanism = mechanism;
  }
}

const refused = (mechanism: string, why: string): Refusal => new Refusal(mechanism, why);

function given(mechanism: string, response: string): readonly [user: string, password: string] {
  if (mechanism === 'PLAIN') {
    const [, user = '', password = ''] = response.split('\0');
    return [user, password];
  }
  const table = plainTable(amqplain(response));
  return [String(table.LOGIN ?? ''), String(table.PASSWORD ?? '')];
}

/** A table without its length. */
function amqplain(response: string): Table {
  return readTable(long(response));
}

function tuneOk(_node: Node, connection: Connection, method: Method): void {
  const { frameMax, channelMax } = connection;
  const [frame, channels, heartbeat] = ['frame-max', 'channel-max', 'heartbeat'].map((each) =>
    method.number(each),
  );
  if (frame !== undefined && frame !== 0 && frame < FRAME_BYTES_MIN)
    throw new AmqpError(
      'NOT_ALLOWED',
      `negotiated frame_max = ${frame} is lower than the minimum allowed value (${FRAME_BYTES_MIN})`,
    );
  if (frame !== undefined && frame > frameMax)
    throw new AmqpError(
      'NOT_ALLOWED',
      `negotiated frame_max = ${frame} is higher than the maximum allowed value (${frameMax})`,
    );
  if (channels !== undefined && channels > channelMax)
    throw new AmqpError(
      'NOT_ALLOWED',
      `negotiated channel_max = ${channels} is higher than the maximum allowed value (${channelMax})`,
    );
  Object.assign(change<Connection>(connection), {
    frameMax: frame === 0 ? frameMax : frame,
    channelMax: channels === 0 ? channelMax : channels,
    heartbeatSeconds: heartbeat,
    stage: 'opening',
  });
}

function open(node: Node, connection: Connection, method: Method): void {
  const name = method.text('vhost');
  const { user, title } = connection;
  if (!node.broker.vhosts.has(name)) throw new AmqpError('NOT_ALLOWED', `vhost ${name} not found`);
  if (node.broker.users.get(user)?.permissions.has(name) !== true)
    throw new AmqpError('NOT_ALLOWED', `access to vhost '${name}' refused for user '${user}'`);
  Object.assign(change<Connection>(connection), { vhost: name, stage: 'running', deadlineMs: 0 });
  node.say(connection, 0, 'connection.open_ok');
  const whole = connection.name === '' ? title : `${title} - ${connection.name}`;
  node.log(
    'info',
    processOf(connection),
    `connection ${whole}: user '${user}' authenticated and granted access to vhost '${name}'`,
  );
}
