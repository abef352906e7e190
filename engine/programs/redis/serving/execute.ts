import {
  answered,
  arityProblem,
  type Block,
  type Call,
  type Command,
  keysOf,
  type Work,
} from '../command.ts';
import { dataCommands } from '../commands/index.ts';
import type { Reply } from '../resp.ts';
import { DATA_BYTES_MAX, type Event } from '../values/keyspace.ts';
import { refused } from './access.ts';
import { answer } from './connections.ts';
import { makeRoom } from './eviction.ts';
import { propagate, storeOf } from './keys-changed.ts';
import { noteSlow, told } from './monitoring.ts';
import { isSubscribed } from './pubsub.ts';
import type { ServerCommand } from './server-command.ts';
import { serverCommands } from './server-commands.ts';
import type { Client, Server } from './state.ts';

/** Units that a command costs in any case. */
const COMMAND_UNITS = 5;
const QUEUED_MAX = 10_000;
const SHOWN_ARGS_CHARS = 128;

/** What they may do who haven't authenticated. */
const OPEN = new Set(['auth', 'hello', 'quit', 'reset']);
const WHILE_SUBSCRIBED = new Set(
  'subscribe unsubscribe psubscribe punsubscribe ssubscribe sunsubscribe ping quit reset'.split(' '),
);
const NOT_QUEUED = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);

const noauth = 'NOAUTH Authentication required.';
const OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";

type Known = { readonly data: Command } | { readonly server: ServerCommand };

function known(name: string): Known | undefined {
  const data = dataCommands.get(name);
  if (data !== undefined) return { data };
  const server = serverCommands.get(name);
  return server === undefined ? undefined : { server };
}

function unknownCommand(args: readonly string[]): string {
  let shown = '';
  for (const word of args.slice(1, 30)) {
    if (shown.length >= SHOWN_ARGS_CHARS) break;
    shown += `'${word.slice(0, SHOWN_ARGS_CHARS - shown.length)}' `;
  }
  return `ERR unknown command '${(args[0] ?? '').slice(0, 128)}', with args beginning with: ${shown}`;
}

/** What is wrong with a command before it is tried. */
function problemOf(server: Server, client: Client, args: readonly string[]): string | undefined {
  const name = (args[0] ?? '').toLowerCase();
  const command = known(name);
  if (command === undefined) return unknownCommand(args);
  const wrong = arityProblem('data' in command ? command.data : command.server, name, args.length);
  if (wrong !== undefined) return wrong;
  if (client.user === undefined && !OPEN.has(name)) return noauth;
  const user = server.facts.users.find((each) => each.name === client.user);
  const denied = user === undefined || OPEN.has(name) ? undefined : refused(user, args);
  if (denied !== undefined) {
    const { reason, object, words } = denied;
    server.facts.denied = [
      { reason, object, user: client.user ?? '', timeMs: server.system.now, client: client.address },
      ...server.facts.denied,
    ].slice(0, 128);
    return words;
  }
  if (client.protocol === 2 && isSubscribed(client) && !WHILE_SUBSCRIBED.has(name))
    return `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`;
  const writes = 'data' in command ? command.data.writes === true : command.server.writes === true;
  if (!writes) return undefined;
  if (server.isReplica && server.setting('replica-read-only') === 'yes')
    return "READONLY You can't write against a read only replica.";
  const adds =
    'data' in command &&
    !/^(?:del|unlink|[hlrsz]rem|hdel|[lr]pop|spop|x(?:del|ack|trim)|expire|persist)/.test(name);
  return adds && !hasRoom(server, args) ? OUT_OF_MEMORY : undefined;
}

function hasRoom(server: Server, args: readonly string[]): boolean {
  let size = 0;
  for (const word of args) size += word.length + 16;
  return makeRoom(server) && server.keyspace.bytes + size <= DATA_BYTES_MAX;
}

/** Carries a client's command out. Its reply is sent when it is there. */
export function execute(server: Server, client: Client, args: readonly string[]): void {
  server.spent += COMMAND_UNITS + (args.length >> 2);
  const name = (args[0] ?? '').toLowerCase();
  server.count('total_commands_processed');
  const problem = problemOf(server, client, args);
  if (problem !== undefined) {
    if (client.queue !== undefined) client.broken = true;
    server.count('total_error_replies');
    answer(server, client, { error: problem });
    return;
  }
  client.lastCommand = name;
  if (client.queue !== undefined && !NOT_QUEUED.has(name)) {
    if (client.queue.length >= QUEUED_MAX) client.broken = true;
    else client.queue.push([...args]);
    answer(server, client, { status: 'QUEUED' });
    return;
  }
  told(server, client, args);
  perform(server, client, args, (reply) => answer(server, client, reply));
}

/** @param inside of a transaction: nothing blocks */
export function perform(
  server: Server,
  client: Client,
  args: readonly string[],
  finish: (reply: Reply) => void,
  inside = false,
): void {
  const name = (args[0] ?? '').toLowerCase();
  const command = known(name);
  if (command === undefined) {
    finish({ error: unknownCommand(args) });
    return;
  }
  const [calls, used] = server.facts.perCommand[name] ?? [0, 0];
  const microseconds = 2 + (args.length >> 1);
  server.facts.perCommand[name] = [calls + 1, used + microseconds];
  if ('server' in command) {
    const reply = command.server.run(server, client, args);
    if (reply !== undefined) finish(reply);
    return;
  }
  const before: Event[] = [];
  const call: Call = {
    store: storeOf(server, client.database, before),
    args,
    protocol: client.protocol,
    random: () => server.system.random(),
    version: server.version,
    instead: undefined,
  };
  const done = (reply: Reply | Block) => {
    if ('blockMs' in reply) {
      if (inside) finish(reply.timedOut);
      else block(server, client, args, reply);
      return;
    }
    if (command.data.writes !== true) looked(server, client.database, keysOf(command.data, args));
    else if (before.length > 0) changed(server, client.database, call, before);
    if ('error' in reply) server.count('total_error_replies');
    noteSlow(server, client, args, microseconds + costOf(reply));
    server.spent += costOf(reply);
    finish(reply);
  };
  const result = answered(() => command.data.run(call));
  if (!isWork(result)) {
    done(result);
    return;
  }
  if (!inside) client.running = [...args];
  server.busy = {
    client: client.id,
    name,
    work: result,
    finish: (reply) => {
      client.running = undefined;
      done(reply);
    },
  };
}

function looked(server: Server, database: number, keys: readonly string[]): void {
  const { size } = server.keyspace.database(database);
  for (const key of keys) {
    const found = size > 0 && server.keyspace.database(database).has(key);
    server.count(found ? 'keyspace_hits' : 'keyspace_misses');
  }
}

function isWork(result: Reply | Block | Work): result is Work {
  return 'next' in result;
}

function costOf(reply: Reply): number {
  if ('list' in reply) return (reply.list?.length ?? 0) >> 1;
  return 'map' in reply ? reply.map.length >> 1 : 'set' in reply ? reply.set.length >> 1 : 0;
}

/** Notes what has changed: for the disk, for replicas, for those who wait. */
function changed(server: Server, database: number, call: Call, events: readonly Event[]): void {
  server.facts.changes++;
  const { store, args, instead } = call;
  const commands = [...(instead ?? [args])];
  // Times that count from now would count anew when they are read.
  for (const key of new Set(events.map(({ key }) => key))) {
    const expiresMs = store.peek(key)?.expiresMs;
    if (expiresMs === undefined) continue;
    commands.push(['PEXPIREAT', key, String(expiresMs)]);
    server.expiry.add(expiresMs, database, key);
  }
  propagate(server, database, commands);
}

function block(
  server: Server,
  client: Client,
  args: readonly string[],
  { blockMs, args: again, timedOut }: Block,
): void {
  const untilMs = blockMs === 0 ? undefined : server.system.now + blockMs;
  server.count('blocked_times');
  client.blocked = {
    args: [...(again ?? args)],
    untilMs,
    timedOut,
    order: server.facts.counts.blocked_times ?? 0,
  };
}

/** Tries again what clients wait for. */
export function unblock(server: Server): void {
  const waiting = server.facts.clients.filter((client) => client.blocked !== undefined);
  waiting.sort((left, right) => (left.blocked?.order ?? 0) - (right.blocked?.order ?? 0));
  for (const client of waiting) {
    const { blocked } = client;
    if (blocked === undefined || client.ended || server.busy !== undefined) continue;
    client.blocked = undefined;
    const before = blocked.untilMs;
    perform(server, client, blocked.args, (reply) => answer(server, client, reply));
    // It waits on, as long as it was to wait from the start.
    const still: Client['blocked'] = client.blocked;
    if (still !== undefined) client.blocked = { ...blocked, untilMs: before };
  }
}

/** Those whose time is over. */
export function timeOut(server: Server): void {
  for (const client of server.facts.clients) {
    const { blocked } = client;
    if (blocked?.untilMs === undefined || blocked.untilMs > server.system.now) continue;
    client.blocked = undefined;
    answer(server, client, blocked.timedOut);
  }
}
