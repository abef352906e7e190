import { encodeRequest } from '../resp.ts';
import { type Event, Store } from '../values/keyspace.ts';
import { publish } from './pubsub.ts';
import type { Server } from './state.ts';

/** Classes of notifications that `A` stands for. */
const ALL = 'g$lshzxetd';

function isNotified(flags: string, type: string): boolean {
  return flags.includes(type) || (flags.includes('A') && ALL.includes(type));
}

/** The keys of a database, for commands: what they do to them is noticed. */
export function storeOf(server: Server, index: number, events?: Event[]): Store {
  return new Store(server.keyspace, index, server.system.now, (event) => {
    noticed(server, event);
    events?.push(event);
  });
}

function noticed(server: Server, { type, name, key, database }: Event): void {
  touch(server, database, key);
  server.ready = true;
  if (type === 'x') {
    server.count('expired_keys');
    propagateRemoval(server, database, key);
  }
  const flags = server.setting('notify-keyspace-events');
  if (flags === '' || !isNotified(flags, type)) return;
  if (flags.includes('K')) publish(server, `__keyspace@${database}__:${key}`, name);
  if (flags.includes('E')) publish(server, `__keyevent@${database}__:${name}`, key);
}

/** Whoever watches the key has to know. Without a key: all of a database. */
export function touch(server: Server, database: number, key?: string): void {
  for (const client of server.facts.clients) {
    if (client.watched.some(([index, name]) => index === database && (key === undefined || name === key)))
      client.touched = true;
  }
}

function propagateRemoval(server: Server, database: number, key: string): void {
  propagate(server, database, [['DEL', key]]);
}

/** Writes what has changed into the log of changes, and sends it to replicas, at the end of the step. */
export function propagate(server: Server, database: number, commands: readonly (readonly string[])[]): void {
  const { facts } = server;
  const isLogged = server.setting('appendonly') === 'yes' || facts.clients.some(({ isReplica }) => isReplica);
  if (!isLogged) return;
  if (facts.journalDatabase !== database) {
    facts.journalDatabase = database;
    server.journal.push(encodeRequest(['SELECT', String(database)]));
  }
  for (const words of commands) server.journal.push(encodeRequest(words));
}
