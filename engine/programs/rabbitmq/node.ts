import { systemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { binary, bytesOf, encode } from '../../shell/commands/bytes.ts';
import { change } from '../heap/change.ts';
import type { Heap } from '../heap/heap.ts';
import type { ServerState } from '../http/server.ts';
import { iso, plainTime } from '../timestamps.ts';
import { AmqpError } from './amqp/errors.ts';
import { FRAME_METHOD, frame } from './amqp/frames.ts';
import { type MethodName, methodText } from './amqp/methods.ts';
import type { Configuration } from './configuration.ts';
import type { Broker, VirtualHost } from './store/broker.ts';
import type { Files } from './store/files.ts';
import type { Queue } from './store/queue.ts';
import type { Channel, Connection } from './store/session.ts';

/** Who controls a node, over the port of Erlang's distribution. */
export type ControlClient = { descriptor: number; input: string; ended: boolean };

/** What is stored of a node beside its data. */
export type Facts = {
  configuration: Configuration;
  cookie: string;
  startedMs: number;
  readyAtMs: number;
  /** Lines of its start that are in the log. */
  printed: number;
  isRunning: boolean;
  listeners: number[];
  /** Of the ports that it has beside AMQP's. */
  controlListeners: number[];
  controls: ControlClient[];
  plugins: string[];
  http: ServerState<null> | undefined;
  /** Bytes of the journal. */
  journalBytes: number;
  stopAtMs: number;
  alarmed: boolean;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A node in memory. */
export class Node {
  system: System;
  readonly facts: Facts;
  readonly broker: Broker;
  readonly heap: Heap;
  readonly files: Files;
  /** Units of work (about a microsecond each) done in this step. */
  spent = 0;
  /** Queues that the dead letter under way has gone through. */
  passing = 0;
  /** Queues that have something for somebody, perhaps. */
  readonly awake = new Set<Queue>();

  constructor(system: System, facts: Facts, broker: Broker, heap: Heap, files: Files) {
    this.system = system;
    this.facts = facts;
    this.broker = broker;
    this.heap = heap;
    this.files = files;
  }

  /** `rabbit@host` */
  get name(): string {
    return `rabbit@${this.system.hostName().split('.')[0] ?? ''}`;
  }

  get version(): string {
    return this.system.executable.version ?? '';
  }

  /** @throws AmqpError where it has gone meanwhile */
  vhost(name: string): VirtualHost {
    const found = this.broker.vhosts.get(name);
    if (found === undefined) throw new AmqpError('CONNECTION_FORCED', 'vhost is down');
    return found;
  }

  /** A name that nobody else has: 22 characters of base64, as of 16 random bytes. */
  made(prefix: string): string {
    const text = Array.from({ length: 22 }, () => ALPHABET[Math.floor(this.system.random() * 64)]).join('');
    return `${prefix}-${text}`;
  }

  /** Lines of its log, each with all that stands before the first. Texts have one character per byte. */
  log(level: 'info' | 'warning' | 'error' | 'notice', process: number, text: string): void {
    const { now } = this.system;
    const head = `${plainTime(now)}.${iso(now).slice(20, 23)}000+00:00 [${level}] <0.${process}.0> `;
    const lines = text.split('\n').map((line) => `${head}${line}\n`);
    this.system.write(1, bytesOf(lines.join('')));
  }

  /** Sends what is on a connection's way out. Who is gone is noted. */
  send(connection: Connection, text: string): void {
    if (connection.ended) return;
    this.spent += 5 + (text.length >> 6);
    const own = change<Connection>(connection);
    try {
      this.system.write(connection.descriptor, bytesOf(text));
      own.saidMs = this.system.now;
      own.sentBytes += text.length;
    } catch (error) {
      systemError(error);
      own.ended = true;
    }
  }

  say(
    connection: Connection,
    channel: number,
    method: MethodName,
    args: Parameters<typeof methodText>[1] = {},
  ): void {
    this.send(connection, frame(FRAME_METHOD, channel, methodText(method, args)));
  }

  channel(connection: number, channel: number): [Connection, Channel] | undefined {
    const at = this.broker.connections.get(connection);
    const found = at?.channels.get(channel);
    return at === undefined || found === undefined ? undefined : [at, found];
  }
}

/** How Erlang would call the process of a connection or a channel: numbers that differ. */
export function processOf(connection: Connection, channel = 0): number {
  return 700 + 13 * connection.id + channel * 9;
}

/** `queue 'hello' in vhost '/'` */
export function named(kind: 'queue' | 'exchange', name: string, vhost: string): string {
  return `${kind} '${name}' in vhost '${vhost}'`;
}

export const asBytes = (text: string): string => binary(bytesOf(encode(text)));
