import { RE2JS } from 're2js';
import { nothing, ok, type Reply } from './resp.ts';
import type { Store } from './store.ts';

/** What a command is done with. */
export interface Call {
  readonly store: Store;
  readonly args: readonly string[];
}

export interface Command {
  /** How many words it takes with its name; negative: at least so many. */
  readonly arity: number;
  readonly writes?: boolean;
  readonly run: (call: Call) => Reply;
}

class Refusal extends Error {}

const integer = (value: number): Reply => ({ integer: value });
const bulk = (text: string | null | undefined): Reply => ({ bulk: text ?? null });
const bulks = (texts: readonly (string | null)[]): Reply => ({ list: texts.map((text) => bulk(text)) });
const notInteger = 'ERR value is not an integer or out of range';
const syntaxError = 'ERR syntax error';

function numberOf(text: string | undefined): number {
  if (!/^-?\d{1,15}$/.test(text ?? '')) throw new Refusal(notInteger);
  return Number(text);
}

/** Runs a command; what is wrong with it becomes its reply. */
export function run(command: Command, call: Call): Reply {
  try {
    return command.run(call);
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && error.message.startsWith('WRONGTYPE'))) {
      return { error: error.message };
    }
    throw error;
  }
}

/** A range of a list as redis counts it: negative from the end, both ends included. */
function slice(length: number, from: number, to: number): readonly [number, number] {
  const at = (index: number) => (index < 0 ? Math.max(0, length + index) : index);
  return [at(from), to < 0 ? length + to + 1 : to + 1];
}

function increment({ store, args: [, key = ''] }: Call, by: number): Reply {
  const value = store.make(key, 'string', { type: 'string', text: '0' });
  value.text = String(numberOf(value.text) + by);
  return integer(Number(value.text));
}

function set({ store, args }: Call): Reply {
  const [, key = '', text = ''] = args;
  const words = args.slice(3).map((word) => word.toUpperCase());
  let expiresMs: number | undefined;
  const before = words.includes('GET') ? store.get(key, 'string')?.text : undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === 'EX' || word === 'PX') {
      expiresMs = store.now + numberOf(words[++index]) * (word === 'EX' ? 1000 : 1);
    } else if (!['NX', 'XX', 'GET', 'KEEPTTL'].includes(word)) throw new Refusal(syntaxError);
  }
  const exists = store.entry(key) !== undefined;
  if ((words.includes('NX') && exists) || (words.includes('XX') && !exists)) return nothing;
  if (words.includes('KEEPTTL')) expiresMs = store.entry(key)?.expiresMs;
  store.set(key, { type: 'string', text }, expiresMs);
  return words.includes('GET') ? bulk(before) : ok;
}

function push({ store, args: [, key = '', ...values] }: Call, left: boolean): Reply {
  const list = store.make(key, 'list', { type: 'list', items: [] });
  for (const value of values) {
    if (left) list.items.unshift(value);
    else list.items.push(value);
  }
  return integer(list.items.length);
}

function pop({ store, args: [, key = '', count] }: Call, left: boolean): Reply {
  const list = store.get(key, 'list');
  if (list === undefined) return nothing;
  const wanted = count === undefined ? 1 : numberOf(count);
  const taken = left ? list.items.splice(0, wanted) : list.items.splice(-wanted).reverse();
  if (list.items.length === 0) store.delete(key);
  return count === undefined ? bulk(taken[0]) : bulks(taken);
}

function expire({ store, args: [, key = '', time] }: Call, unitMs: number, absolute: boolean): Reply {
  const entry = store.entry(key);
  if (entry === undefined) return integer(0);
  entry.expiresMs = numberOf(time) * unitMs + (absolute ? 0 : store.now);
  return integer(1);
}

function timeToLive({ store, args: [, key = ''] }: Call, unitMs: number): Reply {
  const entry = store.entry(key);
  if (entry === undefined) return integer(-2);
  return integer(entry.expiresMs === undefined ? -1 : Math.ceil((entry.expiresMs - store.now) / unitMs));
}

function members(call: Call, index = 1): Set<string> {
  return new Set(call.store.get(call.args[index] ?? '', 'set')?.members ?? []);
}

/** The pattern of KEYS and SCAN: `*`, `?`, `[…]`. */
function patternOf(glob: string): RE2JS {
  const parts = glob.match(/\[[^\]]*\]|\*|\?|\\.|[\s\S]/g) ?? [];
  const pattern = parts.map((part) =>
    part === '*'
      ? '[\\s\\S]*'
      : part === '?'
        ? '[\\s\\S]'
        : part.length > 1 && part.startsWith('[')
          ? part
          : RE2JS.quote(part.replace(/^\\(?=.)/, '')),
  );
  try {
    return RE2JS.compile(pattern.join(''));
  } catch {
    return RE2JS.compile(RE2JS.quote(glob));
  }
}

function scores({ store, args: [, key = ''] }: Call): [string, number][] {
  const entries = Object.entries(store.get(key, 'zset')?.scores ?? {});
  return entries.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
}

function scoreRange(call: Call, reverse: boolean): Reply {
  const all = reverse ? scores(call).reverse() : scores(call);
  const [from, to] = slice(all.length, numberOf(call.args[2]), numberOf(call.args[3]));
  const withScores = call.args[4]?.toUpperCase() === 'WITHSCORES';
  return bulks(
    all.slice(from, to).flatMap(([member, score]) => (withScores ? [member, String(score)] : [member])),
  );
}

const strings: Readonly<Record<string, Command>> = {
  append: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      const value = store.make(key, 'string', { type: 'string', text: '' });
      value.text += text;
      return integer(value.text.length);
    },
  },
  decr: { arity: 2, writes: true, run: (call) => increment(call, -1) },
  decrby: { arity: 3, writes: true, run: (call) => increment(call, -numberOf(call.args[2])) },
  get: { arity: 2, run: ({ store, args: [, key = ''] }) => bulk(store.get(key, 'string')?.text) },
  getdel: {
    arity: 2,
    writes: true,
    run: ({ store, args: [, key = ''] }) => {
      const text = store.get(key, 'string')?.text;
      store.delete(key);
      return bulk(text);
    },
  },
  getset: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      const before = store.get(key, 'string')?.text;
      store.set(key, { type: 'string', text });
      return bulk(before);
    },
  },
  incr: { arity: 2, writes: true, run: (call) => increment(call, 1) },
  incrby: { arity: 3, writes: true, run: (call) => increment(call, numberOf(call.args[2])) },
  mget: {
    arity: -2,
    run: ({ store, args }) => bulks(args.slice(1).map((key) => store.get(key, 'string')?.text ?? null)),
  },
  mset: {
    arity: -3,
    writes: true,
    run: ({ store, args }) => {
      for (let at = 1; at + 1 < args.length; at += 2)
        store.set(args[at] ?? '', { type: 'string', text: args[at + 1] ?? '' });
      return ok;
    },
  },
  set: { arity: -3, writes: true, run: set },
  setex: {
    arity: 4,
    writes: true,
    run: ({ store, args: [, key = '', seconds, text = ''] }) => {
      store.set(key, { type: 'string', text }, store.now + numberOf(seconds) * 1000);
      return ok;
    },
  },
  setnx: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      if (store.entry(key) !== undefined) return integer(0);
      store.set(key, { type: 'string', text });
      return integer(1);
    },
  },
  strlen: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => integer(store.get(key, 'string')?.text.length ?? 0),
  },
};

const keys: Readonly<Record<string, Command>> = {
  del: {
    arity: -2,
    writes: true,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.delete(key)).length),
  },
  exists: {
    arity: -2,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.entry(key) !== undefined).length),
  },
  expire: { arity: -3, writes: true, run: (call) => expire(call, 1000, false) },
  expireat: { arity: -3, writes: true, run: (call) => expire(call, 1000, true) },
  keys: {
    arity: 2,
    run: ({ store, args: [, glob = '*'] }) => {
      const pattern = patternOf(glob);
      return bulks(store.keys().filter((key) => pattern.matches(key)));
    },
  },
  persist: {
    arity: 2,
    writes: true,
    run: ({ store, args: [, key = ''] }) => {
      const entry = store.entry(key);
      if (entry?.expiresMs === undefined) return integer(0);
      delete entry.expiresMs;
      return integer(1);
    },
  },
  pexpire: { arity: -3, writes: true, run: (call) => expire(call, 1, false) },
  pttl: { arity: 2, run: (call) => timeToLive(call, 1) },
  randomkey: { arity: 1, run: ({ store }) => bulk(store.keys()[0]) },
  rename: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, from = '', to = ''] }) => {
      const entry = store.entry(from);
      if (entry === undefined) throw new Refusal('ERR no such key');
      store.delete(from);
      store.set(to, entry.value, entry.expiresMs);
      return ok;
    },
  },
  scan: { arity: -2, run: ({ store }) => ({ list: [bulk('0'), bulks(store.keys())] }) },
  ttl: { arity: 2, run: (call) => timeToLive(call, 1000) },
  type: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => ({ status: store.entry(key)?.value.type ?? 'none' }),
  },
  unlink: {
    arity: -2,
    writes: true,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.delete(key)).length),
  },
};

const lists: Readonly<Record<string, Command>> = {
  lindex: {
    arity: 3,
    run: ({ store, args: [, key = '', index] }) => bulk(store.get(key, 'list')?.items.at(numberOf(index))),
  },
  llen: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => integer(store.get(key, 'list')?.items.length ?? 0),
  },
  lpop: { arity: -2, writes: true, run: (call) => pop(call, true) },
  lpush: { arity: -3, writes: true, run: (call) => push(call, true) },
  lrange: {
    arity: 4,
    run: ({ store, args: [, key = '', from, to] }) => {
      const items = store.get(key, 'list')?.items ?? [];
      return bulks(items.slice(...slice(items.length, numberOf(from), numberOf(to))));
    },
  },
  rpop: { arity: -2, writes: true, run: (call) => pop(call, false) },
  rpush: { arity: -3, writes: true, run: (call) => push(call, false) },
};

const sets: Readonly<Record<string, Command>> = {
  sadd: {
    arity: -3,
    writes: true,
    run: ({ store, args: [, key = '', ...values] }) => {
      const value = store.make(key, 'set', { type: 'set', members: [] });
      const before = value.members.length;
      value.members = [...new Set([...value.members, ...values])];
      return integer(value.members.length - before);
    },
  },
  scard: { arity: 2, run: (call) => integer(members(call).size) },
  sinter: {
    arity: -2,
    run: (call) =>
      bulks(
        [...members(call)].filter((member) =>
          call.args.slice(2).every((_key, index) => members(call, index + 2).has(member)),
        ),
      ),
  },
  sismember: { arity: 3, run: (call) => integer(members(call).has(call.args[2] ?? '') ? 1 : 0) },
  smembers: { arity: 2, run: (call) => bulks([...members(call)]) },
  srem: {
    arity: -3,
    writes: true,
    run: ({ store, args: [, key = '', ...values] }) => {
      const value = store.get(key, 'set');
      if (value === undefined) return integer(0);
      const before = value.members.length;
      value.members = value.members.filter((member) => !values.includes(member));
      const removed = before - value.members.length;
      if (value.members.length === 0) store.delete(key);
      return integer(removed);
    },
  },
  sunion: {
    arity: -2,
    run: (call) =>
      bulks([...new Set(call.args.slice(1).flatMap((_key, index) => [...members(call, index + 1)]))]),
  },
};

const hashes: Readonly<Record<string, Command>> = {
  hdel: {
    arity: -3,
    writes: true,
    run: ({ store, args: [, key = '', ...names] }) => {
      const hash = store.get(key, 'hash');
      if (hash === undefined) return integer(0);
      const known = names.filter((name) => Object.hasOwn(hash.fields, name));
      for (const name of known) delete hash.fields[name];
      if (Object.keys(hash.fields).length === 0) store.delete(key);
      return integer(known.length);
    },
  },
  hexists: {
    arity: 3,
    run: ({ store, args: [, key = '', name = ''] }) =>
      integer(Object.hasOwn(store.get(key, 'hash')?.fields ?? {}, name) ? 1 : 0),
  },
  hget: {
    arity: 3,
    run: ({ store, args: [, key = '', name = ''] }) => {
      const fields = store.get(key, 'hash')?.fields ?? {};
      return bulk(Object.hasOwn(fields, name) ? fields[name] : null);
    },
  },
  hgetall: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) =>
      bulks(Object.entries(store.get(key, 'hash')?.fields ?? {}).flat()),
  },
  hincrby: {
    arity: 4,
    writes: true,
    run: ({ store, args: [, key = '', name = '', by] }) => {
      const { fields } = store.make(key, 'hash', { type: 'hash', fields: {} });
      const value = numberOf(Object.hasOwn(fields, name) ? fields[name] : '0') + numberOf(by);
      put(fields, name, String(value));
      return integer(value);
    },
  },
  hkeys: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => bulks(Object.keys(store.get(key, 'hash')?.fields ?? {})),
  },
  hlen: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => integer(Object.keys(store.get(key, 'hash')?.fields ?? {}).length),
  },
  hset: {
    arity: -4,
    writes: true,
    run: ({ store, args: [, key = '', ...pairs] }) => {
      const { fields } = store.make(key, 'hash', { type: 'hash', fields: {} });
      let added = 0;
      for (let at = 0; at + 1 < pairs.length; at += 2) {
        const name = pairs[at] ?? '';
        if (!Object.hasOwn(fields, name)) added++;
        put(fields, name, pairs[at + 1] ?? '');
      }
      return integer(added);
    },
  },
  hvals: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => bulks(Object.values(store.get(key, 'hash')?.fields ?? {})),
  },
};

const sortedSets: Readonly<Record<string, Command>> = {
  zadd: {
    arity: -4,
    writes: true,
    run: ({ store, args: [, key = '', ...pairs] }) => {
      const value = store.make(key, 'zset', { type: 'zset', scores: {} });
      let added = 0;
      for (let at = 0; at + 1 < pairs.length; at += 2) {
        const score = Number(pairs[at]);
        if (Number.isNaN(score)) throw new Refusal('ERR value is not a valid float');
        if (!Object.hasOwn(value.scores, pairs[at + 1] ?? '')) added++;
        put(value.scores, pairs[at + 1] ?? '', score);
      }
      return integer(added);
    },
  },
  zcard: { arity: 2, run: (call) => integer(scores(call).length) },
  zrange: { arity: -4, run: (call) => scoreRange(call, false) },
  zrevrange: { arity: -4, run: (call) => scoreRange(call, true) },
  zscore: {
    arity: 3,
    run: (call) => {
      const found = scores(call).find(([member]) => member === call.args[2]);
      return bulk(found === undefined ? null : String(found[1]));
    },
  },
};

/** Sets a property of any name, `__proto__` too. */
function put<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
}

/** Commands on data, by their name in small letters. */
export const dataCommands: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...strings, ...keys, ...lists, ...sets, ...hashes, ...sortedSets }),
);
