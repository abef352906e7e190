import { Sequence } from '../../heap/sequence.ts';
import {
  bulk,
  type Call,
  type Commands,
  integer,
  nothing,
  notInteger,
  numberOf,
  Options,
  ok,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import { globMatches } from '../glob.ts';
import type { Reply } from '../resp.ts';
import { HashValue, ListValue, SetValue, type Value } from '../values/entry.ts';
import { SortedSet } from '../values/sorted-set.ts';
import { Stream } from '../values/stream.ts';

/** Keys looked at between two pauses. */
const KEYS_PER_PAUSE = 2000;
const TIME_MAX_MS = 9_007_199_254_740_991;

function expire(call: Call, unitMs: number, fromNow: boolean): Reply {
  const { store, args } = call;
  const [name = '', key = '', time, ...conditions] = args;
  const amount = numberOf(time);
  const at = amount * unitMs + (fromNow ? store.now : 0);
  if (Math.abs(at) > TIME_MAX_MS)
    throw new Refusal(`ERR invalid expire time in '${name.toLowerCase()}' command`);
  const words = conditions.map((word) => word.toUpperCase());
  for (const word of words) {
    if (!['NX', 'XX', 'GT', 'LT'].includes(word))
      throw new Refusal(`ERR Unsupported option ${word.toLowerCase()}`);
  }
  if (words.includes('NX') && words.length > 1)
    throw new Refusal('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (words.includes('GT') && words.includes('LT'))
    throw new Refusal('ERR GT and LT options at the same time are not compatible');
  const entry = store.entry(key);
  if (entry === undefined) return integer(0);
  const before = entry.expiresMs;
  const refused =
    (words.includes('NX') && before !== undefined) ||
    (words.includes('XX') && before === undefined) ||
    (words.includes('GT') && at <= (before ?? Number.POSITIVE_INFINITY)) ||
    (words.includes('LT') && at >= (before ?? Number.POSITIVE_INFINITY));
  if (refused) return integer(0);
  if (at <= store.now) {
    store.delete(key);
    store.event('g', 'del', key);
    call.instead = [['DEL', key]];
    return integer(1);
  }
  store.expire(key, at);
  store.event('g', 'expire', key);
  call.instead = [];
  return integer(1);
}

function timeToLive({ store, args: [, key = ''] }: Call, unitMs: number, absolute = false): Reply {
  const entry = store.peek(key);
  if (entry === undefined) return integer(-2);
  if (entry.expiresMs === undefined) return integer(-1);
  const left = entry.expiresMs - (absolute ? 0 : store.now);
  return integer(absolute ? Math.floor(left / unitMs) : Math.floor((left + unitMs / 2) / unitMs));
}

function remove({ store, args }: Call): Reply {
  let count = 0;
  for (const key of args.slice(1)) {
    if (!store.delete(key)) continue;
    count++;
    store.event('g', 'del', key);
  }
  return integer(count);
}

function* keys({ store, args: [, pattern = '*'] }: Call): Work {
  const found: Reply[] = [];
  let looked = 0;
  for (const [key, entry] of store.database.entries()) {
    if (++looked % KEYS_PER_PAUSE === 0) yield;
    if (entry.expiresMs !== undefined && entry.expiresMs <= store.now) continue;
    if (pattern === '*' || (yield* globMatches(pattern, key))) found.push(bulk(key));
  }
  return { list: found };
}

export function cursorOf(text: string | undefined): number {
  if (!/^\d{1,20}$/.test(text ?? '')) throw new Refusal('ERR invalid cursor');
  return Number(text);
}

const SCAN_COUNT = 10;
/** Elements that one SCAN looks at. */
const SCAN_COUNT_MAX = 20_000;

export function scanOptions(args: readonly string[], from: number, withType: boolean) {
  let [count, pattern, type, novalues] = [SCAN_COUNT, '*', '', false];
  const options = new Options(args, from);
  while (!options.done) {
    const word = options.next();
    if (word === 'COUNT') count = options.number();
    else if (word === 'MATCH') pattern = options.value();
    else if (word === 'TYPE' && withType) type = options.value().toLowerCase();
    else if (word === 'NOVALUES') novalues = true;
    else throw new Refusal(syntaxError);
  }
  if (count < 1) throw new Refusal(syntaxError);
  return { count: Math.min(count, SCAN_COUNT_MAX), pattern, type, novalues };
}

function* scan({ store, args }: Call): Work {
  const { count, pattern, type } = scanOptions(args, 2, true);
  const { cursor, entries } = store.database.scan(cursorOf(args[1]), count);
  const found: Reply[] = [];
  for (const [key] of entries) {
    const fits = pattern === '*' || (yield* globMatches(pattern, key));
    if (!fits || store.peek(key) === undefined) continue;
    if (type === '' || store.typeOf(key) === type) found.push(bulk(key));
  }
  return { list: [bulk(String(cursor)), { list: found }] };
}

function rename({ store, args: [, from = '', to = ''] }: Call, onlyNew: boolean): Reply {
  const entry = store.entry(from);
  if (entry === undefined) throw new Refusal('ERR no such key');
  if (onlyNew && store.has(to)) return integer(0);
  if (from !== to) {
    const extra = extraBytes(entry.value, from, entry.bytes);
    store.delete(from);
    store.set(to, entry.value, entry.expiresMs, extra);
  }
  store.event('g', 'rename_from', from);
  store.event('g', 'rename_to', to);
  return onlyNew ? integer(1) : ok;
}

/** What a collection takes beyond an empty one of that name. */
function extraBytes(value: Value, key: string, bytes: number): number {
  return typeof value === 'string' ? 0 : bytes - 112 - key.length;
}

/** A value of one's own with the same in it. Streams aren't copied with their groups. */
function copied(value: Value): Value {
  if (typeof value === 'string') return value;
  if (value instanceof ListValue)
    return Object.assign(new ListValue(), { items: Sequence.of([...value.items]) });
  if (value instanceof SetValue) {
    const made = new SetValue();
    for (const member of value.members.keys()) made.members.set(member, null);
    return made;
  }
  if (value instanceof HashValue) {
    const made = new HashValue();
    for (const [field, text] of value.fields.entries()) made.fields.set(field, text);
    return made;
  }
  if (value instanceof SortedSet) {
    const made = new SortedSet();
    for (const { member, score } of value.slice(0, value.size)) made.set(member, score);
    return made;
  }
  const { lastMs, lastSequence, added } = value;
  return Object.assign(new Stream(), {
    entries: Sequence.of([...value.entries]),
    lastMs,
    lastSequence,
    added,
  });
}

function databaseOf(call: Call, text: string | undefined): number {
  const index = numberOf(text, notInteger);
  if (index < 0 || index >= call.store.keyspace.databases.length)
    throw new Refusal('ERR DB index is out of range');
  return index;
}

function copy(call: Call): Reply {
  const { store, args } = call;
  const [, from = '', to = ''] = args;
  let [replace, target] = [false, store];
  const options = new Options(args, 3);
  while (!options.done) {
    const word = options.next();
    if (word === 'REPLACE') replace = true;
    else if (word === 'DB') target = store.other(databaseOf(call, options.value()));
    else throw new Refusal(syntaxError);
  }
  if (from === to && target.index === store.index)
    throw new Refusal('ERR source and destination objects are the same');
  const entry = store.entry(from);
  if (entry === undefined || (target.has(to) && !replace)) return integer(0);
  target.set(to, copied(entry.value), entry.expiresMs, extraBytes(entry.value, from, entry.bytes));
  target.event('g', 'copy_to', to);
  return integer(1);
}

function move(call: Call): Reply {
  const { store, args } = call;
  const [, key = '', index] = args;
  const target = store.other(databaseOf(call, index));
  if (target.index === store.index) throw new Refusal('ERR source and destination objects are the same');
  const entry = store.entry(key);
  if (entry === undefined || target.has(key)) return integer(0);
  store.delete(key);
  target.set(key, entry.value, entry.expiresMs, extraBytes(entry.value, key, entry.bytes));
  store.event('g', 'move_from', key);
  target.event('g', 'move_to', key);
  return integer(1);
}

const category = 'keyspace';
const unsupported = (what: string) => (): Reply => ({
  error: `ERR ${what} is not part of the simulation: there is no serialized form of values`,
});

export const keyCommands: Commands = {
  copy: { arity: -3, writes: true, category, keys: [1, 2, 1], run: copy },
  del: { arity: -2, writes: true, category, keys: [1, -1, 1], run: remove },
  dump: { arity: 2, category, run: unsupported('DUMP') },
  exists: {
    arity: -2,
    category,
    keys: [1, -1, 1],
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.has(key)).length),
  },
  expire: { arity: -3, writes: true, category, run: (call) => expire(call, 1000, true) },
  expireat: { arity: -3, writes: true, category, run: (call) => expire(call, 1000, false) },
  expiretime: { arity: 2, category, run: (call) => timeToLive(call, 1000, true) },
  keys: { arity: 2, category, keys: [0, 0, 0], run: keys },
  migrate: { arity: -6, writes: true, category, keys: [3, 3, 1], run: unsupported('MIGRATE') },
  move: { arity: 3, writes: true, category, run: move },
  persist: {
    arity: 2,
    writes: true,
    category,
    run: ({ store, args: [, key = ''] }) => {
      if (store.entry(key)?.expiresMs === undefined) return integer(0);
      store.expire(key, undefined);
      store.event('g', 'persist', key);
      return integer(1);
    },
  },
  pexpire: { arity: -3, writes: true, category, run: (call) => expire(call, 1, true) },
  pexpireat: { arity: -3, writes: true, category, run: (call) => expire(call, 1, false) },
  pexpiretime: { arity: 2, category, run: (call) => timeToLive(call, 1, true) },
  pttl: { arity: 2, category, run: (call) => timeToLive(call, 1) },
  randomkey: {
    arity: 1,
    category,
    keys: [0, 0, 0],
    run: ({ store, random }) => {
      const { size } = store.database;
      const found = store.database.at(Math.floor(random() * size));
      return found === undefined ? nothing : bulk(found[0]);
    },
  },
  rename: { arity: 3, writes: true, category, keys: [1, 2, 1], run: (call) => rename(call, false) },
  renamenx: { arity: 3, writes: true, category, keys: [1, 2, 1], run: (call) => rename(call, true) },
  restore: { arity: -4, writes: true, category, run: unsupported('RESTORE') },
  scan: { arity: -2, category, keys: [0, 0, 0], run: scan },
  touch: {
    arity: -2,
    category,
    keys: [1, -1, 1],
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.has(key)).length),
  },
  ttl: { arity: 2, category, run: (call) => timeToLive(call, 1000) },
  type: { arity: 2, category, run: ({ store, args: [, key = ''] }) => ({ status: store.typeOf(key) }) },
  unlink: { arity: -2, writes: true, category, keys: [1, -1, 1], run: remove },
};
