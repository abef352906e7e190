import { change } from '../heap/change.ts';
import { readProperties } from './amqp/properties.ts';
import { type DeathReason, deadLetterOf } from './dead-letters.ts';
import type { Node } from './node.ts';
import { route } from './routing.ts';
import type { VirtualHost } from './store/broker.ts';
import type { Exchange } from './store/exchange.ts';
import { Entry, type Message } from './store/message.ts';
import type { Queue } from './store/queue.ts';

/** What becomes of a message that is published. `rejected`: a queue has no room and says so. */
export type Published = 'routed' | 'unroutable' | 'rejected';

export function publish(node: Node, vhost: VirtualHost, exchange: Exchange, message: Message): Published {
  change<Exchange>(exchange).published++;
  node.spent += 20;
  const queues = route(node, vhost, exchange, message);
  if (queues.size === 0) return 'unroutable';
  return putInto(node, queues, message) ? 'routed' : 'rejected';
}

/** @returns false: one of the queues is full and rejects */
function putInto(node: Node, queues: Iterable<Queue>, message: Message): boolean {
  let taken = true;
  const { expiration, priority = 0 } = readProperties(message.properties);
  for (const queue of queues) {
    if (isFull(queue, message) && queue.settings.overflow !== 'drop-head') {
      taken = false;
      if (queue.settings.overflow === 'reject-publish-dlx') deadLetter(node, queue, message, 'maxlen');
      continue;
    }
    add(node, queue, message, { expiration, priority });
  }
  return taken;
}

function isFull({ settings, ready, readyBytes }: Queue, message: Message): boolean {
  return (
    (settings.maxLength !== undefined && ready.length >= settings.maxLength) ||
    (settings.maxBytes !== undefined && readyBytes + message.body.length > settings.maxBytes)
  );
}

function add(
  node: Node,
  queue: Queue,
  message: Message,
  { expiration, priority }: { readonly expiration: string | undefined; readonly priority: number },
): void {
  const { settings } = queue;
  const own = change<Queue>(queue);
  const times = [settings.messageTtlMs, expiration === undefined ? undefined : Number(expiration)].filter(
    (each) => each !== undefined,
  );
  const expiresMs = times.length === 0 ? 0 : node.system.now + Math.min(...times);
  const entry = new Entry(message, own.nextNumber++, Math.min(priority, settings.maxPriority), expiresMs);
  own.published++;
  node.broker.count(entry.bytes);
  queue.add(entry);
  if (queue.isKept(entry)) node.files.keep(queue, entry);
  node.awake.add(queue);
  while (isOver(queue)) {
    const first = queue.takeFirst();
    if (first === undefined) break;
    dead(node, queue, first, 'maxlen');
  }
}

function isOver({ settings, ready, readyBytes }: Queue): boolean {
  return (
    ready.length > 0 &&
    ((settings.maxLength !== undefined && ready.length > settings.maxLength) ||
      (settings.maxBytes !== undefined && readyBytes > settings.maxBytes))
  );
}

/** Queues that dead letters go through in one go, one after the other. */
const PASSED_MAX = 16;

function deadLetter(node: Node, queue: Queue, message: Message, reason: DeathReason): void {
  if (node.passing >= PASSED_MAX) return;
  const dead = deadLetterOf(node, queue, message, reason);
  if (dead === undefined) return;
  node.passing++;
  putInto(node, dead.targets, dead.letter);
  node.passing--;
}

/** An entry that was taken out of its queue goes on as a dead letter, where there are any. */
export function dead(node: Node, queue: Queue, entry: Entry, reason: DeathReason): void {
  forget(node, queue, entry);
  deadLetter(node, queue, entry.message, reason);
}

/** An entry is gone for good. */
export function forget(node: Node, queue: Queue, entry: Entry): void {
  node.broker.count(-entry.bytes);
  if (queue.isKept(entry)) node.files.forget(queue, entry);
}

/** It comes back to its place, and is known to have been delivered. Quorum queues don't take it back for ever. */
export function takeBack(node: Node, queue: Queue, entry: Entry, countsAsReturn: boolean): void {
  const own = change<Entry>(entry);
  own.redelivered = true;
  if (countsAsReturn) own.returns++;
  const { deliveryLimit } = queue.settings;
  if (deliveryLimit !== undefined && entry.returns > deliveryLimit)
    dead(node, queue, entry, 'delivery_limit');
  else queue.add(entry);
  node.awake.add(queue);
}

/** Lets those at a queue's head go whose time is over. @returns when the next one is due; undefined: never */
export function expire(node: Node, queue: Queue): number | undefined {
  for (;;) {
    const first = queue.ready.at(0);
    if (first === undefined || first.expiresMs === 0) return undefined;
    if (first.expiresMs > node.system.now) return first.expiresMs;
    queue.takeFirst();
    node.spent += 5;
    dead(node, queue, first, 'expired');
  }
}

/** @returns how many there were */
export function purge(node: Node, queue: Queue): number {
  let count = 0;
  for (let entry = queue.takeFirst(); entry !== undefined; entry = queue.takeFirst()) {
    forget(node, queue, entry);
    count++;
  }
  node.spent += count;
  return count;
}
