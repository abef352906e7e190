import { bulk, bulks, type Call, type Command, integer, numberOf, Refusal } from './command.ts';
import { nothing, type Reply } from './resp.ts';

/** A range of a list as redis counts it: negative from the end, both ends included. */
function slice(length: number, from: number, to: number): readonly [number, number] {
  const at = (index: number) => (index < 0 ? Math.max(0, length + index) : index);
  return [at(from), to < 0 ? length + to + 1 : to + 1];
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

function members(call: Call, index = 1): Set<string> {
  return new Set(call.store.get(call.args[index] ?? '', 'set')?.members ?? []);
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

/** Commands on lists, sets, hashes and sorted sets. */
export const collectionCommands = { ...lists, ...sets, ...hashes, ...sortedSets };
