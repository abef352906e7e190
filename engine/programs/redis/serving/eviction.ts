import type { Entry } from '../values/entry.ts';
import type { Database } from '../values/keyspace.ts';
import { storeOf } from './keys-changed.ts';
import { usedMemory } from './memory.ts';
import type { Server } from './state.ts';

/** Keys that are looked at for the best one, and how many of a database are all of them. */
const SAMPLES = 16;
const FEW_KEYS = 1000;
/** Keys that one command may make go. */
const EVICTIONS_MAX = 10_000;

type Found = { readonly key: string; readonly index: number; readonly score: number };

/** The higher, the sooner a key goes. */
function scoreOf(policy: string, entry: Entry, now: number, random: () => number): number {
  if (policy.endsWith('-lru')) return now - entry.usedMs;
  if (policy.endsWith('-lfu')) return -entry.uses;
  if (policy.endsWith('-ttl')) return -(entry.expiresMs ?? Number.POSITIVE_INFINITY);
  return random();
}

function* candidates(database: Database, random: () => number): Generator<[string, Entry]> {
  if (database.size <= FEW_KEYS) {
    yield* database.entries();
    return;
  }
  for (let count = 0; count < SAMPLES; count++) {
    const found = database.at(Math.floor(random() * database.size));
    if (found !== undefined) yield found;
  }
}

function worst(server: Server, policy: string): Found | undefined {
  let found: Found | undefined;
  const random = () => server.system.random();
  const volatile = policy.startsWith('volatile-');
  for (const [index, database] of server.keyspace.databases.entries()) {
    for (const [key, entry] of candidates(database, random)) {
      server.spent++;
      if (volatile && entry.expiresMs === undefined) continue;
      const score = scoreOf(policy, entry, server.system.now, random);
      if (found === undefined || score > found.score) found = { key, index, score };
    }
  }
  return found;
}

/** Makes keys go where there are more than may be. @returns false: there are still too many */
export function makeRoom(server: Server): boolean {
  const most = Number(server.setting('maxmemory'));
  if (most === 0) return true;
  const policy = server.setting('maxmemory-policy');
  for (let count = 0; usedMemory(server) > most; count++) {
    const found = policy === 'noeviction' || count >= EVICTIONS_MAX ? undefined : worst(server, policy);
    if (found === undefined) return false;
    const store = storeOf(server, found.index);
    store.delete(found.key);
    store.event('e', 'evicted', found.key);
    server.count('evicted_keys');
  }
  return true;
}
