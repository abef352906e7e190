import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN } from '../../../linux/system.ts';
import { binary } from '../../../shell/commands/bytes.ts';
import { change } from '../../heap/change.ts';
import { AmqpError } from '../amqp/errors.ts';
import {
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  HEADER_BYTES,
  HEARTBEAT,
  PROTOCOL_HEADER,
  takeFrame,
} from '../amqp/frames.ts';
import { idsOf, type Method, readMethod } from '../amqp/methods.ts';
import { takeChannelFrame } from '../channel/channel.ts';
import { endSession, logEnd } from '../lifetimes.ts';
import { CONNECTIONS_MAX, INPUT_BYTES_HELD } from '../limits.ts';
import { type Node, processOf } from '../node.ts';
import { Connection } from '../store/session.ts';
import { greet, Refusal, steps } from './handshake.ts';

const READ_BYTES_MAX = 262_144;
/** A handshake, and a good-bye, may take so long. */
const HANDSHAKE_MS = 10_000;
const CLOSING_MS = 30_000;
/** What is refused waits so long before it is closed, so that passwords can't be tried in a hurry. */
const REFUSED_MS = 1000;

/** Takes new connections. */
export function accept(node: Node): void {
  const { system, broker, facts } = node;
  for (const listener of facts.listeners) {
    while (broker.connections.size < CONNECTIONS_MAX) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      const { descriptor, peer } = accepted;
      system.setNonBlocking(descriptor);
      const local = system.localAddress(descriptor);
      const from = { host: peer.address, port: peer.port, local: `${local.address}:${local.port}` };
      const connection = new Connection(broker.takeId(), descriptor, from, system.now);
      change<Connection>(connection).deadlineMs = system.now + HANDSHAKE_MS;
      change(broker.connections).set(connection.id, connection);
      node.log('info', processOf(connection), `accepting AMQP connection ${connection.title}`);
    }
  }
}

/** Whether it may be heard: who is blocked, or doesn't read, isn't. */
export function isHeard(node: Node, connection: Connection): boolean {
  return (
    !connection.ended &&
    !connection.atEnd &&
    !connection.blocked &&
    connection.input.length < INPUT_BYTES_HELD &&
    node.system.isWritable(connection.descriptor)
  );
}

export function receive(node: Node, connection: Connection): void {
  if (!isHeard(node, connection)) return;
  const own = change<Connection>(connection);
  try {
    const data = node.system.read(connection.descriptor, READ_BYTES_MAX);
    if (data === AGAIN) return;
    if (data.length === 0) own.atEnd = true;
    own.input += binary(data);
    own.receivedBytes += data.length;
    own.heardMs = node.system.now;
  } catch (error) {
    systemError(error);
    own.atEnd = true;
  }
}

/** Works off what has come, up to a limit of work. @returns whether there is more to do */
export function converse(node: Node, connection: Connection, units: number): boolean {
  let at = 0;
  let isMore = false;
  try {
    while (!connection.ended && !connection.blocked) {
      if (node.spent > units || !node.system.isWritable(connection.descriptor)) {
        isMore = node.spent > units;
        break;
      }
      const end = takeOne(node, connection, at);
      if (end === undefined) break;
      at = end;
    }
  } catch (error) {
    if (!(error instanceof AmqpError)) throw error;
    fail(node, connection, error);
    at = connection.input.length;
  }
  if (at > 0) change<Connection>(connection).input = connection.input.slice(at);
  if (connection.atEnd && !isMore && !connection.blocked && !connection.ended) {
    const isQuiet = connection.stage === 'header' && connection.receivedBytes === 0;
    if (connection.stage !== 'closing' && !isQuiet) logEnd(node, connection, 'abrupt');
    change<Connection>(connection).ended = true;
  }
  return isMore;
}

/** @returns where the next begins; undefined: nothing whole has come */
function takeOne(node: Node, connection: Connection, at: number): number | undefined {
  if (connection.stage === 'header') return takeHeader(node, connection, at);
  const frame = takeFrame(connection.input, at, connection.frameMax);
  if (frame === undefined) return undefined;
  node.spent += 5 + (frame.payload.length >> 6);
  if (frame.type === FRAME_HEARTBEAT) return frame.end;
  if (frame.channel > 0) {
    if (connection.stage === 'running') takeChannelFrame(node, connection, frame);
    else if (connection.stage !== 'closing')
      throw new AmqpError(
        'CHANNEL_ERROR',
        `unexpected frame on channel ${frame.channel} before the connection is open`,
      );
    return frame.end;
  }
  if (frame.type !== FRAME_METHOD)
    throw new AmqpError('UNEXPECTED_FRAME', 'expected method frame on channel 0');
  control(node, connection, readMethod(frame.payload));
  return frame.end;
}

function takeHeader(node: Node, connection: Connection, at: number): number | undefined {
  const { input } = connection;
  if (input.length < at + HEADER_BYTES) return undefined;
  const header = input.slice(at, at + HEADER_BYTES);
  if (header === PROTOCOL_HEADER) greet(node, connection);
  else {
    // Who speaks another protocol is told which one is spoken here.
    node.send(connection, PROTOCOL_HEADER);
    node.log(
      'error',
      processOf(connection),
      `closing AMQP connection <0.${processOf(connection)}.0> (${connection.title}):\n{bad_header,<<${[...header].map((each) => each.charCodeAt(0)).join(',')}>>}`,
    );
    change<Connection>(connection).ended = true;
  }
  return at + HEADER_BYTES;
}

function control(node: Node, connection: Connection, method: Method): void {
  const step = steps[method.name];
  if (connection.stage === 'closing' && method.name === 'connection.close') {
    node.say(connection, 0, 'connection.close_ok');
    return;
  }
  if (connection.stage === 'closing' && method.name !== 'connection.close_ok') return;
  const isGoodbye = method.name === 'connection.close';
  if (step === undefined || (step[0] !== connection.stage && !isGoodbye))
    throw new AmqpError('COMMAND_INVALID', `method ${method.name} is not expected here`);
  step[1](node, connection, method);
}

/** Ends a connection by an error: the client is told, and has a while to say that it knows. */
export function fail(node: Node, connection: Connection, error: AmqpError, method?: Method): void {
  const { stage, title, user, vhost } = connection;
  const process = processOf(connection);
  if (stage === 'closing' || connection.ended) return;
  const state = stage === 'header' ? 'starting' : stage;
  const whose =
    stage === 'running' ? `, vhost: '${vhost}', user: '${user}'` : user === '' ? '' : `, user: '${user}'`;
  const what =
    error instanceof Refusal
      ? error.explanation
      : `operation ${method?.name ?? 'none'} caused a connection exception ${error.reply.toLowerCase()}: "${error.explanation}"`;
  if (error.reply !== 'CONNECTION_FORCED')
    node.log(
      'error',
      process,
      `Error on AMQP connection <0.${process}.0> (${title}${whose}, state: ${state})${stage === 'running' ? ', channel 0' : ''}:\n${what}`,
    );
  endSession(node, connection);
  const own = change<Connection>(connection);
  own.stage = 'closing';
  own.deadlineMs = node.system.now + CLOSING_MS;
  if (error instanceof Refusal) {
    own.deadlineMs = node.system.now + REFUSED_MS;
    if (!connection.hearsRefusals) return;
  }
  const { classId, methodId } = method === undefined ? { classId: 0, methodId: 0 } : idsOf(method.name);
  const text =
    error instanceof Refusal
      ? `ACCESS_REFUSED - Login was refused using authentication mechanism ${error.mechanism}. For details see the broker logfile.`
      : error.text;
  node.say(connection, 0, 'connection.close', { code: error.code, text, class: classId, method: methodId });
}

/** Heartbeats, and the ends of those whose time is over. @returns when to look again; undefined: not at all */
export function keepTime(node: Node, connection: Connection): number | undefined {
  const { now } = node.system;
  if (connection.ended) return undefined;
  if (connection.deadlineMs > 0 && connection.deadlineMs <= now) {
    if (connection.stage !== 'closing') logEnd(node, connection, 'abrupt');
    change<Connection>(connection).ended = true;
    return undefined;
  }
  const deadline = connection.deadlineMs > 0 ? connection.deadlineMs : Infinity;
  if (connection.heartbeatSeconds === 0 || connection.stage !== 'running')
    return deadline === Infinity ? undefined : deadline;
  const beatMs = connection.heartbeatSeconds * 500;
  // Who isn't heard can't be missed.
  const missedMs = isHeard(node, connection) ? connection.heardMs + 4 * beatMs : Infinity;
  if (missedMs <= now) {
    logEnd(node, connection, 'silent');
    change<Connection>(connection).ended = true;
    return undefined;
  }
  const isWritable = node.system.isWritable(connection.descriptor);
  if (isWritable && now - connection.saidMs >= beatMs) node.send(connection, HEARTBEAT);
  const times = Math.min(deadline, missedMs, isWritable ? connection.saidMs + beatMs : Infinity);
  return times === Infinity ? undefined : times;
}

/** Lets go of those who have gone. */
export function dropEnded(node: Node): void {
  for (const connection of [...node.broker.connections.values()]) {
    if (!connection.ended) continue;
    endSession(node, connection);
    if (node.system.isOpen(connection.descriptor)) node.system.close(connection.descriptor);
    change(node.broker.connections).delete(connection.id);
  }
}
