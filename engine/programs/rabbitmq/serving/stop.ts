import { change } from '../../heap/change.ts';
import { AmqpError } from '../amqp/errors.ts';
import type { Node } from '../node.ts';
import { Broker } from '../store/broker.ts';
import type { Connection } from '../store/session.ts';
import { dropEnded, fail } from './connections.ts';

/** The application stops: connections are closed, and what is durable is in its files. */
export function closeApp(node: Node): void {
  const { system, facts, broker } = node;
  if (!facts.isRunning) return;
  for (const connection of broker.connections.values()) {
    fail(
      node,
      connection,
      new AmqpError('CONNECTION_FORCED', "broker forced connection closure with reason 'shutdown'"),
    );
    change<Connection>(connection).ended = true;
  }
  dropEnded(node);
  for (const listener of facts.listeners) system.close(listener);
  facts.listeners = [];
  closeHttp(node);
  facts.journalBytes = node.files.fold(system, broker);
  facts.isRunning = false;
  node.awake.clear();
  Object.assign(change<Broker>(broker), new Broker(), { nextId: broker.nextId });
}

function closeHttp({ system, facts }: Node): void {
  for (const listener of facts.http?.listeners ?? []) system.close(listener);
  for (const { descriptor } of facts.http?.connections ?? [])
    if (system.isOpen(descriptor)) system.close(descriptor);
  facts.http = undefined;
}
