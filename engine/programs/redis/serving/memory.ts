import { atLeast } from '../../../registry/catalogue/repository.ts';
import { bulk, integer, nothing, ok } from '../command.ts';
import type { Reply } from '../resp.ts';
import { encodingOf } from '../values/entry.ts';
import { storeOf } from './keys-changed.ts';
import { type ServerCommands, unknownSubcommand, wrongCount } from './server-command.ts';
import type { Client, Server } from './state.ts';

/** What a server takes with nothing in it, and each client. */
const BASE_BYTES = 1_030_000;
const CLIENT_BYTES = 1928;
/** What the process takes beyond what it says. */
export const RESIDENT_BYTES = 7_800_000;

export function usedMemory(server: Server): number {
  return BASE_BYTES + server.keyspace.bytes + server.facts.clients.length * CLIENT_BYTES;
}

function memory(server: Server, client: Client, args: readonly string[]): Reply {
  switch (args[1]?.toUpperCase()) {
    case 'USAGE': {
      if (args.length < 3) return wrongCount(args);
      const entry = storeOf(server, client.database).peek(args[2] ?? '');
      return entry === undefined ? nothing : integer(Math.ceil(entry.bytes / 8) * 8);
    }
    case 'STATS': {
      const used = usedMemory(server);
      const keys = server.keyspace.databases.reduce((sum, { size }) => sum + size, 0);
      const pairs: [string, Reply][] = [
        ['peak.allocated', integer(used)],
        ['total.allocated', integer(used)],
        ['startup.allocated', integer(BASE_BYTES)],
        ['clients.normal', integer(server.facts.clients.length * CLIENT_BYTES)],
        ['keys.count', integer(keys)],
        ['keys.bytes-per-key', integer(keys === 0 ? 0 : Math.floor(server.keyspace.bytes / keys))],
        ['dataset.bytes', integer(server.keyspace.bytes)],
      ];
      return { map: pairs.flatMap(([name, value]) => [bulk(name), value]) };
    }
    case 'DOCTOR':
      return {
        verbatim:
          "Hi Sam, this instance is empty or is using very little memory, my issue detector can't be used in these conditions. Please, leave for your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished rebooting.\n",
      };
    case 'PURGE':
      return ok;
    default:
      return unknownSubcommand(args);
  }
}

function object(server: Server, client: Client, args: readonly string[]): Reply {
  const word = args[1]?.toUpperCase();
  if (word !== 'ENCODING' && word !== 'IDLETIME' && word !== 'FREQ' && word !== 'REFCOUNT')
    return unknownSubcommand(args);
  if (args.length !== 3) return wrongCount(args);
  const entry = storeOf(server, client.database).peek(args[2] ?? '');
  if (entry === undefined) return nothing;
  const lfu = server.setting('maxmemory-policy').endsWith('-lfu');
  if (word === 'ENCODING') return bulk(encodingOf(entry.value, atLeast(server.version, '7.0')));
  if (word === 'REFCOUNT') return integer(1);
  if (word === 'FREQ')
    return lfu
      ? integer(Math.min(255, entry.uses))
      : {
          error:
            'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
        };
  return lfu
    ? {
        error:
          'ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
      }
    : integer(Math.floor((server.system.now - entry.usedMs) / 1000));
}

export const memoryCommands: ServerCommands = {
  memory: { arity: -2, category: 'read', run: memory },
  object: { arity: -2, category: 'keyspace', run: object },
};
