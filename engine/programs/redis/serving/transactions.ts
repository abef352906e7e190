import { ok, type Reply } from '../resp.ts';
import { storeOf } from './keys-changed.ts';
import type { ServerCommands } from './server-command.ts';
import type { Client, Server } from './state.ts';

/** Keys that one client watches. */
const WATCHED_MAX = 10_000;

export function forgetTransaction(client: Client): void {
  Object.assign(client, { queue: undefined, broken: false, watched: [], touched: false });
}

function execute(server: Server, client: Client): Reply | undefined {
  const { queue, broken, touched } = client;
  if (queue === undefined) return { error: 'ERR EXEC without MULTI' };
  // A key whose time is over has changed, too.
  for (const [database, key] of client.watched) storeOf(server, database).peek(key);
  const changed = touched || client.touched;
  forgetTransaction(client);
  if (broken) return { error: 'EXECABORT Transaction discarded because of previous errors.' };
  if (changed) return { list: null };
  client.executing = { left: queue, replies: [] };
  return undefined;
}

const category = 'transaction';

export const transactionCommands: ServerCommands = {
  discard: {
    arity: 1,
    category,
    run: (_server, client) => {
      if (client.queue === undefined) return { error: 'ERR DISCARD without MULTI' };
      forgetTransaction(client);
      return ok;
    },
  },
  exec: { arity: 1, category, run: execute },
  multi: {
    arity: 1,
    category,
    run: (_server, client) => {
      if (client.queue !== undefined) return { error: 'ERR MULTI calls can not be nested' };
      client.queue = [];
      return ok;
    },
  },
  unwatch: {
    arity: 1,
    category,
    run: (_server, client) => {
      Object.assign(client, { watched: [], touched: false });
      return ok;
    },
  },
  watch: {
    arity: -2,
    category,
    run: (server, client, args) => {
      if (client.queue !== undefined) return { error: 'ERR WATCH inside MULTI is not allowed' };
      const added = args.slice(1).map((key): [number, string] => [client.database, key]);
      for (const [database, key] of added) storeOf(server, database).peek(key);
      client.watched = [...client.watched, ...added].slice(0, WATCHED_MAX);
      return ok;
    },
  },
};
