import type { Entry, Message } from './message.ts';
import type { Queue } from './queue.ts';

/** Who consumes from a queue on a channel. */
export class Consumer {
  readonly tag: string;
  readonly connection: number;
  readonly channel: number;
  readonly queue: Queue;
  readonly noAck: boolean;
  readonly exclusive: boolean;
  /** Messages it may have without acknowledging them; 0: any number. */
  readonly prefetch: number;
  readonly priority: number;
  readonly args: string;
  readonly unacked: number = 0;

  constructor(
    tag: string,
    of: { readonly connection: number; readonly channel: number; readonly queue: Queue },
    how: {
      readonly noAck: boolean;
      readonly exclusive: boolean;
      readonly prefetch: number;
      readonly priority: number;
      readonly args: string;
    },
  ) {
    this.tag = tag;
    this.connection = of.connection;
    this.channel = of.channel;
    this.queue = of.queue;
    this.noAck = how.noAck;
    this.exclusive = how.exclusive;
    this.prefetch = how.prefetch;
    this.priority = how.priority;
    this.args = how.args;
  }
}

/** An entry that a channel has, until it says what becomes of it. */
export class Delivery {
  readonly queue: Queue;
  readonly entry: Entry;
  /** Undefined: it was fetched with basic.get. */
  readonly consumer: Consumer | undefined;

  constructor(queue: Queue, entry: Entry, consumer: Consumer | undefined) {
    this.queue = queue;
    this.entry = entry;
    this.consumer = consumer;
  }
}

/** A message that is coming in on a channel. */
export class Incoming {
  readonly exchange: string;
  readonly key: string;
  readonly mandatory: boolean;
  readonly properties: string | undefined = undefined;
  readonly size: number = 0;
  readonly body: string = '';

  constructor(exchange: string, key: string, mandatory: boolean) {
    this.exchange = exchange;
    this.key = key;
    this.mandatory = mandatory;
  }
}

/** What a transaction does when it is committed: a message to publish, or one to settle. */
export class Uncommitted {
  readonly message: Message | undefined;
  readonly mandatory: boolean;
  readonly delivery: Delivery | undefined;
  readonly how: 'ack' | 'requeue' | 'reject';

  constructor(what: {
    readonly message?: Message;
    readonly mandatory?: boolean;
    readonly delivery?: Delivery;
    readonly how?: 'ack' | 'requeue' | 'reject';
  }) {
    this.message = what.message;
    this.mandatory = what.mandatory === true;
    this.delivery = what.delivery;
    this.how = what.how ?? 'ack';
  }
}

export class Channel {
  readonly number: number;
  readonly consumers: ReadonlyMap<string, Consumer> = new Map<string, Consumer>();
  /** By delivery tag. */
  readonly unacked: ReadonlyMap<number, Delivery> = new Map<number, Delivery>();
  readonly nextDelivery: number = 1;
  /** Of consumers to come, and of all on the channel together. 0: any number. */
  readonly prefetch: number = 0;
  readonly prefetchOfAll: number = 0;
  readonly confirms: boolean = false;
  readonly nextConfirm: number = 1;
  /** Undefined: it has no transactions. */
  readonly uncommitted: readonly Uncommitted[] | undefined = undefined;
  readonly incoming: Incoming | undefined = undefined;
  readonly lastQueue: string = '';
  /** An error has ended it, and the client hasn't said yet that it knows. */
  readonly closing: boolean = false;
  /** The consumer of direct replies: its tag and the name of its queue. */
  readonly replyTag: string = '';
  readonly replyName: string = '';

  constructor(number: number) {
    this.number = number;
  }
}

export class Connection {
  readonly id: number;
  readonly descriptor: number;
  readonly peer: string;
  readonly peerHost: string;
  readonly peerPort: number;
  /** `172.17.0.3:41234 -> 172.17.0.2:5672` */
  readonly title: string;
  readonly connectedMs: number;
  readonly stage: 'header' | 'starting' | 'tuning' | 'opening' | 'running' | 'closing' = 'header';
  readonly input: string = '';
  readonly atEnd: boolean = false;
  readonly ended: boolean = false;
  /** When it is closed, whatever comes: handshakes and good-byes have their time. 0: never */
  readonly deadlineMs: number = 0;
  readonly user: string = '';
  readonly vhost: string = '';
  readonly frameMax: number = 131_072;
  readonly channelMax: number = 2047;
  readonly heartbeatSeconds: number = 0;
  readonly heardMs: number;
  readonly saidMs: number;
  readonly channels: ReadonlyMap<number, Channel> = new Map<number, Channel>();
  /** Properties of the client as it sent them, and the name it gives the connection. */
  readonly properties: string = '';
  readonly name: string = '';
  /** It wants to hear of basic.cancel, and of being blocked; a refused password is told with connection.close. */
  readonly hearsCancels: boolean = false;
  readonly hearsBlocks: boolean = false;
  readonly hearsRefusals: boolean = false;
  /** It has published, and there is no room for more. */
  readonly blocked: boolean = false;
  readonly publishes: boolean = false;
  readonly receivedBytes: number = 0;
  readonly sentBytes: number = 0;

  constructor(
    id: number,
    descriptor: number,
    peer: { readonly host: string; readonly port: number; readonly local: string },
    now: number,
  ) {
    this.id = id;
    this.descriptor = descriptor;
    this.peerHost = peer.host;
    this.peerPort = peer.port;
    this.peer = `${peer.host}:${peer.port}`;
    this.title = `${this.peer} -> ${peer.local}`;
    this.connectedMs = now;
    this.heardMs = now;
    this.saidMs = now;
  }
}
