import type { Wait } from '../../../linux/system.ts';
import { change } from '../../heap/change.ts';
import { dispatch } from '../deliveries.ts';
import { deleteQueue } from '../lifetimes.ts';
import { CONNECTIONS_MAX, MESSAGES_BYTES_MAX } from '../limits.ts';
import type { Node } from '../node.ts';
import { expire } from '../queues.ts';
import type { Queue } from '../store/queue.ts';
import type { Connection } from '../store/session.ts';
import { accept, converse, dropEnded, isHeard, keepTime, receive } from './connections.ts';

/** Units of work (about a microsecond each) in one step. */
const STEP_UNITS = 20_000;

/** One step of a node that runs: it hears all connections, and works for one after the other. */
export function serve(node: Node): Wait {
  const { system, broker } = node;
  node.spent = 0;
  accept(node);
  for (const connection of broker.connections.values()) receive(node, connection);
  let busy = false;
  for (const connection of [...broker.connections.values()]) {
    if (node.spent > STEP_UNITS) {
      busy = true;
      break;
    }
    busy = converse(node, connection, STEP_UNITS) || busy;
  }
  for (const connection of broker.connections.values()) wakeWhereRead(node, connection);
  const queuesAt = tendQueues(node);
  dispatch(node, 2 * STEP_UNITS);
  alarm(node);
  const times = [...broker.connections.values()].map((each) => keepTime(node, each));
  dropEnded(node);
  // Who was served first is served last the next time, so that nobody is always late.
  const [first] = broker.connections;
  if (busy && first !== undefined && broker.connections.size > 1) {
    const own = change(broker.connections);
    own.delete(first[0]);
    own.set(...first);
  }
  system.spend(node.spent);
  const next = [queuesAt, ...times].filter((time) => time !== undefined);
  return {
    ...descriptors(node),
    ...(busy || node.awake.size > 0 ? { cpuMs: 5 } : {}),
    ...(next.length === 0 ? {} : { timeMs: Math.min(...next) }),
  };
}

function descriptors(node: Node): { readable: number[]; writable: number[] } {
  const { broker, facts, system } = node;
  const all = [...broker.connections.values()];
  return {
    readable: [
      ...(all.length < CONNECTIONS_MAX ? facts.listeners : []),
      ...all.filter((each) => isHeard(node, each)).map(({ descriptor }) => descriptor),
    ],
    writable: all
      .filter(({ descriptor }) => !system.isWritable(descriptor))
      .map(({ descriptor }) => descriptor),
  };
}

/** Consumers that had enough to read may have read it. */
function wakeWhereRead(node: Node, connection: Connection): void {
  if (!node.system.isWritable(connection.descriptor)) return;
  for (const { consumers } of connection.channels.values())
    for (const { queue } of consumers.values()) if (queue.ready.length > 0) node.awake.add(queue);
}

/** Messages whose time is over go, and queues that nobody has used for long. @returns when the next one is due */
function tendQueues(node: Node): number | undefined {
  let nextMs: number | undefined;
  const due = (timeMs: number | undefined) => {
    if (timeMs !== undefined) nextMs = Math.min(nextMs ?? timeMs, timeMs);
  };
  for (const vhost of node.broker.vhosts.values()) {
    for (const queue of [...vhost.queues.values()]) {
      due(expire(node, queue));
      const endMs = unusedUntilMs(queue);
      if (endMs !== undefined && endMs <= node.system.now) deleteQueue(node, vhost, queue);
      else due(endMs);
    }
  }
  return nextMs;
}

function unusedUntilMs({ settings, consumers, usedMs }: Queue): number | undefined {
  return settings.expiresMs === undefined || consumers.length > 0 ? undefined : usedMs + settings.expiresMs;
}

/** With too much in it, a node doesn't hear those who publish until there is room again. */
function alarm(node: Node): void {
  const { broker, facts } = node;
  const isOver = broker.bytes > MESSAGES_BYTES_MAX;
  if (isOver !== facts.alarmed) {
    facts.alarmed = isOver;
    if (isOver)
      node.log(
        'warning',
        392,
        `memory resource limit alarm set on node '${node.name}'.\n\n**********************************************************\n*** Publishers will be blocked until this alarm clears ***\n**********************************************************\n`,
      );
    else node.log('warning', 392, `memory resource limit alarm cleared on node '${node.name}'`);
  }
  for (const connection of broker.connections.values()) {
    const blocked = isOver && connection.publishes && connection.stage === 'running';
    if (blocked === connection.blocked) continue;
    const own = change<Connection>(connection);
    own.blocked = blocked;
    own.heardMs = node.system.now;
    if (!connection.hearsBlocks) continue;
    if (blocked) node.say(connection, 0, 'connection.blocked', { reason: 'low on memory' });
    else node.say(connection, 0, 'connection.unblocked');
  }
}
