import { change } from '../../heap/change.ts';
import { Sequence } from '../../heap/sequence.ts';
import { type Field, field, readTable, type Table, textIn } from '../amqp/fields.ts';
import type { Entry } from './message.ts';
import type { Consumer } from './session.ts';

/** What a queue's arguments say. */
export interface QueueSettings {
  readonly type: 'classic' | 'quorum';
  readonly messageTtlMs: number | undefined;
  readonly expiresMs: number | undefined;
  readonly maxLength: number | undefined;
  readonly maxBytes: number | undefined;
  readonly overflow: 'drop-head' | 'reject-publish' | 'reject-publish-dlx';
  readonly deadLetterExchange: string | undefined;
  readonly deadLetterKey: string | undefined;
  readonly maxPriority: number;
  readonly singleActive: boolean;
  /** Times that a message may come back to a quorum queue. */
  readonly deliveryLimit: number | undefined;
}

/** Since 4.0. */
const DELIVERY_LIMIT = 20;

export class Queue {
  readonly vhost: string;
  readonly name: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  /** The connection that alone may use it; 0: everybody may. */
  readonly owner: number;
  /** Its arguments as they were sent; empty: none. */
  readonly args: string;
  /** What waits to be delivered. */
  readonly ready: Sequence<Entry> = new Sequence<Entry>();
  /** Bytes of bodies, as those that somebody has. */
  readonly readyBytes: number = 0;
  readonly unacked: number = 0;
  readonly unackedBytes: number = 0;
  /** Who was served last is at the end. */
  readonly consumers: readonly Consumer[] = [];
  readonly hadConsumers: boolean = false;
  readonly nextNumber: number = 1;
  /** When somebody last used it, for x-expires. */
  readonly usedMs: number;
  readonly published: number = 0;
  readonly delivered: number = 0;
  readonly acknowledged: number = 0;
  readonly redelivered: number = 0;
  #settings: QueueSettings | undefined;

  constructor(
    vhost: string,
    name: string,
    how: {
      readonly durable: boolean;
      readonly autoDelete: boolean;
      readonly owner: number;
      readonly args: string;
      readonly nowMs: number;
    },
  ) {
    this.vhost = vhost;
    this.name = name;
    this.durable = how.durable;
    this.autoDelete = how.autoDelete;
    this.owner = how.owner;
    this.args = how.args;
    this.usedMs = how.nowMs;
  }

  get table(): Table {
    return readTable(this.args);
  }

  get settings(): QueueSettings {
    this.#settings ??= settingsOf(this.table);
    return this.#settings;
  }

  /** Those in it and those that somebody has and hasn't acknowledged. */
  get messages(): number {
    return this.ready.length + this.unacked;
  }

  add(entry: Entry): void {
    const isBefore = (each: Entry) =>
      each.priority > entry.priority || (each.priority === entry.priority && each.number < entry.number);
    const last = this.ready.at(this.ready.length - 1);
    const place = last === undefined || isBefore(last) ? this.ready.length : this.ready.search(isBefore);
    this.ready.insert(place, entry);
    change<Queue>(this).readyBytes += entry.message.body.length;
  }

  takeFirst(): Entry | undefined {
    const entry = this.ready.remove(0);
    if (entry !== undefined) change<Queue>(this).readyBytes -= entry.message.body.length;
    return entry;
  }

  /** An entry was given to somebody who will say what becomes of it. */
  lend(entry: Entry): void {
    const own = change<Queue>(this);
    own.unacked++;
    own.unackedBytes += entry.message.body.length;
  }

  /** It is back, or acknowledged. */
  settle(entry: Entry): void {
    const own = change<Queue>(this);
    own.unacked--;
    own.unackedBytes -= entry.message.body.length;
  }

  isKept(entry: Entry): boolean {
    return this.durable && (entry.message.persistent || this.settings.type === 'quorum');
  }
}

function settingsOf(table: Table): QueueSettings {
  const number = (name: string) => numberOf(field(table, name));
  const text = (name: string) => textIn(field(table, name));
  const overflow = text('x-overflow');
  const type = text('x-queue-type') === 'quorum' ? 'quorum' : 'classic';
  const limit = number('x-delivery-limit');
  return {
    type,
    messageTtlMs: number('x-message-ttl'),
    expiresMs: number('x-expires'),
    maxLength: number('x-max-length'),
    maxBytes: number('x-max-length-bytes'),
    overflow: overflow === 'reject-publish' || overflow === 'reject-publish-dlx' ? overflow : 'drop-head',
    deadLetterExchange: text('x-dead-letter-exchange'),
    deadLetterKey: text('x-dead-letter-routing-key'),
    maxPriority: number('x-max-priority') ?? 0,
    singleActive: field(table, 'x-single-active-consumer')?.value === true,
    deliveryLimit: type === 'classic' || (limit ?? 0) < 0 ? undefined : (limit ?? DELIVERY_LIMIT),
  };
}

function numberOf(given: Field | undefined): number | undefined {
  return typeof given?.value === 'number' ? given.value : undefined;
}
