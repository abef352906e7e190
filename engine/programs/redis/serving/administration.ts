import { atLeast } from '../../../registry/catalogue/repository.ts';
import { bulk, bulks, integer, keysOf, ok } from '../command.ts';
import { dataCommands } from '../commands/index.ts';
import type { Reply } from '../resp.ts';
import { encodingOf } from '../values/entry.ts';
import { serverCategories } from './access.ts';
import { propagate, storeOf, touch } from './keys-changed.ts';
import { type ServerCommands, unknownSubcommand } from './server-command.ts';
import type { Client, Server } from './state.ts';

const SLEEP_SECONDS_MAX = 3600;

function flush(all: boolean) {
  return (server: Server, client: Client, args: readonly string[]): Reply => {
    const mode = args[1]?.toUpperCase();
    if (args.length > 2 || (mode !== undefined && mode !== 'SYNC' && mode !== 'ASYNC'))
      return { error: 'ERR syntax error' };
    for (const index of all ? server.keyspace.databases.keys() : [client.database]) {
      server.facts.changes += server.keyspace.clear(index);
      touch(server, index);
    }
    propagate(server, client.database, [[all ? 'FLUSHALL' : 'FLUSHDB']]);
    return ok;
  };
}

function swap(server: Server, client: Client, args: readonly string[]): Reply {
  const [left, right] = args.slice(1).map(Number);
  const size = server.keyspace.databases.length;
  if (left === undefined || right === undefined || !Number.isInteger(left) || !Number.isInteger(right))
    return { error: 'ERR invalid first DB index' };
  if (left < 0 || right < 0 || left >= size || right >= size)
    return { error: 'ERR DB index is out of range' };
  server.keyspace.swap(left, right);
  for (const index of [left, right]) touch(server, index);
  server.ready = true;
  propagate(server, client.database, [['SWAPDB', String(left), String(right)]]);
  return ok;
}

function debug(server: Server, client: Client, args: readonly string[]): Reply {
  switch (args[1]?.toUpperCase()) {
    case 'SLEEP': {
      const seconds = Math.min(SLEEP_SECONDS_MAX, Number(args[2]));
      if (!(seconds >= 0)) return { error: 'ERR value is not a valid float' };
      server.facts.sleepsUntilMs = server.system.now + seconds * 1000;
      return ok;
    }
    case 'OBJECT': {
      const entry = storeOf(server, client.database).peek(args[2] ?? '');
      if (entry === undefined) return { error: 'ERR no such key' };
      const encoding = encodingOf(entry.value, atLeast(server.version, '7.0'));
      return {
        status: `Value at:0x7f2c5de1b0a0 refcount:1 encoding:${encoding} serializedlength:${entry.bytes} lru:${Math.floor(entry.usedMs / 1000) % 16_777_216} lru_seconds_idle:${Math.floor((server.system.now - entry.usedMs) / 1000)}`,
      };
    }
    case 'SET-ACTIVE-EXPIRE':
    case 'JMAP':
      return ok;
    default:
      return { error: `ERR DEBUG ${(args[1] ?? '').slice(0, 50)} is not part of the simulation` };
  }
}

const everyName = (): string[] => [...dataCommands.keys(), ...serverCategories.keys()];

function described(name: string): Reply {
  const command = dataCommands.get(name);
  if (command === undefined) {
    if (!serverCategories.has(name)) return { list: null };
    const category = `@${serverCategories.get(name) ?? ''}`;
    return {
      list: [
        bulk(name),
        integer(-1),
        { list: [] },
        integer(0),
        integer(0),
        integer(0),
        { list: [{ status: category }] },
      ],
    };
  }
  const [first, last, step] = command.keys ?? [1, 1, 1];
  const flag: Reply = { status: command.writes === true ? 'write' : 'readonly' };
  const categories = [command.writes === true ? '@write' : '@read', `@${command.category}`];
  return {
    list: [
      bulk(name),
      integer(command.arity),
      { set: [flag] },
      ...(step < 0 ? [0, 0, 0] : [first, last, step]).map((each) => integer(each)),
      { set: categories.map((each): Reply => ({ status: each })) },
      { list: [] },
      { list: [] },
      { list: [] },
    ],
  };
}

function command(_server: Server, _client: Client, args: readonly string[]): Reply {
  if (args.length === 1) return { list: everyName().map(described) };
  switch (args[1]?.toUpperCase()) {
    case 'COUNT':
      return integer(everyName().length);
    case 'LIST':
      return bulks(everyName());
    case 'INFO':
      return {
        list: (args.length > 2 ? args.slice(2) : everyName()).map((name) => described(name.toLowerCase())),
      };
    case 'DOCS':
      return { map: [] };
    case 'GETKEYS': {
      const found = dataCommands.get((args[2] ?? '').toLowerCase());
      if (found === undefined) return { error: 'ERR Invalid command specified' };
      const keys = keysOf(found, args.slice(2));
      return keys.length === 0 ? { error: 'ERR The command has no key arguments' } : bulks(keys);
    }
    default:
      return unknownSubcommand(args);
  }
}

export const administrationCommands: ServerCommands = {
  command: { arity: -1, category: 'connection', run: command },
  dbsize: {
    arity: 1,
    category: 'keyspace',
    run: (server, client) => integer(server.keyspace.database(client.database).size),
  },
  debug: { arity: -2, category: 'admin', run: debug },
  flushall: { arity: -1, category: 'keyspace', writes: true, run: flush(true) },
  flushdb: { arity: -1, category: 'keyspace', writes: true, run: flush(false) },
  lolwut: {
    arity: -1,
    category: 'read',
    run: (server) => ({ verbatim: `Redis ver. ${server.version}\n` }),
  },
  shutdown: {
    arity: -1,
    category: 'admin',
    run: (server, _client, args) => {
      const words = args.slice(1).map((word) => word.toUpperCase());
      if (words.some((word) => !['NOSAVE', 'SAVE', 'NOW', 'FORCE', 'ABORT'].includes(word)))
        return { error: 'ERR syntax error' };
      if (words.includes('ABORT')) return { error: 'ERR No shutdown in progress.' };
      server.stopping =
        words.includes('NOSAVE') || (server.setting('save') === '' && !words.includes('SAVE'))
          ? 'nosave'
          : 'save';
      return undefined;
    },
  },
  swapdb: { arity: 3, category: 'keyspace', writes: true, run: swap },
  time: {
    arity: 1,
    category: 'fast',
    run: ({ system: { now } }) =>
      bulks([String(Math.floor(now / 1000)), String(Math.floor((now % 1000) * 1000))]),
  },
};
