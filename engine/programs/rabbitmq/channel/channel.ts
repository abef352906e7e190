import { change } from '../../heap/change.ts';
import { AmqpError } from '../amqp/errors.ts';
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD, type Frame, readHeader } from '../amqp/frames.ts';
import { idsOf, type Method, readMethod } from '../amqp/methods.ts';
import { endChannel } from '../lifetimes.ts';
import { CHANNELS_MAX } from '../limits.ts';
import { type Node, processOf } from '../node.ts';
import { Channel, type Connection, type Incoming } from '../store/session.ts';
import { consuming } from './consuming.ts';
import { answer, type Context, type Handler } from './context.ts';
import { declarations } from './declarations.ts';
import { publishIncoming, publishing } from './publishing.ts';
import { transactions } from './transactions.ts';

const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...consuming,
    ...declarations,
    ...publishing,
    ...transactions,
    'channel.close': (context: Context) => {
      endChannel(context.node, context.connection, context.channel);
      answer(context, 'channel.close_ok');
    },
    'channel.flow': (context: Context, method: Method) => {
      if (!method.is('active')) throw new AmqpError('NOT_IMPLEMENTED', 'active=false');
      answer(context, 'channel.flow_ok', { active: true });
    },
    'channel.flow_ok': () => undefined,
    'basic.cancel_ok': () => undefined,
  }),
);

/** A frame on a channel. @throws AmqpError that ends the connection; others end the channel, which is told */
export function takeChannelFrame(node: Node, connection: Connection, frame: Frame): void {
  const channel = connection.channels.get(frame.channel);
  const method = frame.type === FRAME_METHOD ? readMethod(frame.payload) : undefined;
  if (method?.name === 'channel.open') {
    openChannel(node, connection, frame.channel);
    return;
  }
  if (channel === undefined) throw new AmqpError('CHANNEL_ERROR', "expected 'channel.open'");
  if (channel.closing) {
    closingFrame(node, connection, channel, method);
    return;
  }
  try {
    const context = { node, connection, channel, vhost: node.vhost(connection.vhost) };
    if (method === undefined) content(context, frame);
    else dispatchMethod(context, method);
  } catch (error) {
    if (!(error instanceof AmqpError) || error.endsConnection) throw error;
    failChannel(node, connection, channel, method, error);
  }
}

function openChannel(node: Node, connection: Connection, number: number): void {
  if (connection.channels.has(number)) throw new AmqpError('CHANNEL_ERROR', "second 'channel.open' seen");
  let count = 0;
  for (const { channels } of node.broker.connections.values()) count += channels.size;
  if (number > connection.channelMax || count >= CHANNELS_MAX)
    throw new AmqpError(
      'NOT_ALLOWED',
      `number of channels opened (${connection.channels.size}) has reached the negotiated channel_max (${connection.channelMax})`,
    );
  change(connection.channels).set(number, new Channel(number));
  node.say(connection, number, 'channel.open_ok');
}

/** Until the client knows that its channel has ended, nothing it says there counts. */
function closingFrame(
  node: Node,
  connection: Connection,
  channel: Channel,
  method: Method | undefined,
): void {
  if (method?.name === 'channel.close') node.say(connection, channel.number, 'channel.close_ok');
  else if (method?.name !== 'channel.close_ok') return;
  change(connection.channels).delete(channel.number);
}

function dispatchMethod(context: Context, method: Method): void {
  if (context.channel.incoming !== undefined)
    throw new AmqpError(
      'UNEXPECTED_FRAME',
      `expected content header for class 60, got non content header frame instead`,
    );
  const handler = handlers.get(method.name);
  if (handler === undefined) throw new AmqpError('COMMAND_INVALID', 'unimplemented method');
  context.node.spent += 10;
  handler(context, method);
}

function content(context: Context, frame: Frame): void {
  const { node, channel } = context;
  const { incoming } = channel;
  if (incoming === undefined)
    throw new AmqpError('UNEXPECTED_FRAME', 'expected method frame, got non method frame instead');
  const own = change<Incoming>(incoming);
  if (frame.type === FRAME_HEADER) {
    const { bytes, properties } = readHeader(frame.payload);
    const most = node.facts.configuration.messageBytesMax;
    if (bytes > most)
      throw new AmqpError(
        'PRECONDITION_FAILED',
        `message size ${bytes} is larger than configured max size ${most}`,
      );
    Object.assign(own, { properties, size: bytes });
  } else if (frame.type === FRAME_BODY && incoming.properties !== undefined) own.body += frame.payload;
  else
    throw new AmqpError(
      'UNEXPECTED_FRAME',
      'expected content header for class 60, got non content header frame instead',
    );
  if (incoming.body.length >= incoming.size) publishIncoming(context, incoming);
}

function failChannel(
  node: Node,
  connection: Connection,
  channel: Channel,
  method: Method | undefined,
  error: AmqpError,
): void {
  const process = processOf(connection, channel.number);
  const operation = method?.name ?? 'basic.publish';
  node.log(
    'error',
    process,
    `Channel error on connection <0.${processOf(connection)}.0> (${connection.title}, vhost: '${connection.vhost}', user: '${connection.user}'), channel ${channel.number}:\noperation ${operation} caused a channel exception ${error.reply.toLowerCase()}: ${error.explanation}`,
  );
  change<Channel>(channel).closing = true;
  endChannel(node, connection, channel);
  const { classId, methodId } = idsOf(method?.name ?? 'basic.publish');
  node.say(connection, channel.number, 'channel.close', {
    code: error.code,
    text: error.text,
    class: classId,
    method: methodId,
  });
}
