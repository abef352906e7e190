import type { Json } from '../../linux/system.ts';
import type { Client } from '../sockets.ts';
import { ok, type Reply } from './resp.ts';
import type { Database } from './store.ts';

/** Commands of one client that wait for EXEC, and keys that mustn't change before. */
const queuedMax = 10_000;

const aborted: Reply = { error: 'EXECABORT Transaction discarded because of previous errors.' };

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function forget(client: Client): void {
  for (const name of ['queue', 'broken', 'watched']) delete client.session[name];
}

/** What a key holds, as one text. */
function shownKey(databases: readonly Database[], database: number, key: string): string {
  const keys = databases[database] ?? {};
  return Object.hasOwn(keys, key) ? JSON.stringify(keys[key]?.value) : '';
}

/**
 * MULTI and what belongs to it. @returns undefined: the command is an ordinary one
 * @param execute carries out a command that was queued
 */
export function transaction(
  databases: readonly Database[],
  client: Client,
  args: readonly string[],
  problem: () => Reply | undefined,
  execute: (args: readonly string[]) => Reply,
): Reply | undefined {
  const { session } = client;
  const name = (args[0] ?? '').toLowerCase();
  const inside = session.queue !== undefined;
  const database = Number(session.database ?? 0);
  switch (name) {
    case 'multi':
      if (inside) return { error: 'ERR MULTI calls can not be nested' };
      session.queue = [];
      return ok;
    case 'discard':
      if (!inside) return { error: 'ERR DISCARD without MULTI' };
      forget(client);
      return ok;
    case 'watch':
      if (inside) return { error: 'ERR WATCH inside MULTI is not allowed' };
      session.watched = [
        ...listOf(session.watched),
        ...args.slice(1).map((key) => [database, key, shownKey(databases, database, key)]),
      ].slice(0, queuedMax);
      return ok;
    case 'unwatch':
      delete session.watched;
      return ok;
    case 'exec': {
      if (!inside) return { error: 'ERR EXEC without MULTI' };
      const { broken } = session;
      const queue = listOf(session.queue).map((each) => listOf(each).map(String));
      const changed = listOf(session.watched).some((each) => {
        const [at, key, before] = listOf(each);
        return shownKey(databases, Number(at), String(key)) !== before;
      });
      forget(client);
      if (broken === true) return aborted;
      return changed ? { list: null } : { list: queue.map((each) => execute(each)) };
    }
    default: {
      if (!inside) return undefined;
      const wrong = problem();
      const queue = listOf(session.queue);
      if (wrong !== undefined || queue.length >= queuedMax) {
        session.broken = true;
        return wrong ?? aborted;
      }
      session.queue = [...queue, [...args]];
      return { status: 'QUEUED' };
    }
  }
}
