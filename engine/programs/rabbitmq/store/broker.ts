import { change } from '../../heap/change.ts';
import { Exchange } from './exchange.ts';
import type { Queue } from './queue.ts';
import type { Connection } from './session.ts';

export class VirtualHost {
  readonly name: string;
  readonly exchanges: ReadonlyMap<string, Exchange> = new Map<string, Exchange>();
  readonly queues: ReadonlyMap<string, Queue> = new Map<string, Queue>();

  constructor(name: string) {
    this.name = name;
  }

  /** With the exchanges that each has. */
  static withExchanges(name: string): VirtualHost {
    const made = new VirtualHost(name);
    const exchanges = change(made.exchanges);
    for (const [own, type, internal] of [
      ['', 'direct', false],
      ['amq.direct', 'direct', false],
      ['amq.fanout', 'fanout', false],
      ['amq.headers', 'headers', false],
      ['amq.match', 'headers', false],
      ['amq.rabbitmq.trace', 'topic', true],
      ['amq.topic', 'topic', false],
    ] as const)
      exchanges.set(own, new Exchange(own, type, { durable: true, autoDelete: false, internal, args: '' }));
    return made;
  }
}

/** Patterns of what a user may do in a virtual host. */
export class Permission {
  readonly configure: string;
  readonly write: string;
  readonly read: string;

  constructor(configure: string, write: string, read: string) {
    this.configure = configure;
    this.write = write;
    this.read = read;
  }
}

export class User {
  readonly name: string;
  /** Salt and SHA-256 of it and the password, as RabbitMQ keeps them: in base64. Empty: no password is right. */
  readonly hash: string;
  readonly tags: readonly string[];
  readonly permissions: ReadonlyMap<string, Permission> = new Map<string, Permission>();

  constructor(name: string, hash: string, tags: readonly string[]) {
    this.name = name;
    this.hash = hash;
    this.tags = tags;
  }
}

/** All that a node knows. */
export class Broker {
  readonly vhosts: ReadonlyMap<string, VirtualHost> = new Map<string, VirtualHost>();
  readonly users: ReadonlyMap<string, User> = new Map<string, User>();
  readonly connections: ReadonlyMap<number, Connection> = new Map<number, Connection>();
  readonly nextId: number = 1;
  /** What all messages take together. */
  readonly bytes: number = 0;

  takeId(): number {
    return change<Broker>(this).nextId++;
  }

  count(bytes: number): void {
    change<Broker>(this).bytes += bytes;
  }
}
