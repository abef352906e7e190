import {
  bigOf,
  bulk,
  bulks,
  type Call,
  type Commands,
  floatOf,
  integer,
  numberOf,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import { globMatches } from '../glob.ts';
import type { Reply } from '../resp.ts';
import { HashValue } from '../values/entry.ts';
import { ELEMENT_BYTES } from '../values/keyspace.ts';
import { cursorOf, scanOptions } from './keys.ts';
import { chosen } from './random.ts';
import { addFloats } from './strings.ts';

const hashOf = ({ store, args: [, key = ''] }: Call): HashValue | undefined => store.get(key, HashValue);

/** @returns whether the field is new */
function putField(call: Call, key: string, field: string, text: string): boolean {
  const { fields } = call.store.make(key, HashValue);
  const before = fields.get(field);
  fields.set(field, text);
  const more =
    before === undefined ? field.length + text.length + ELEMENT_BYTES : text.length - before.length;
  call.store.grow(key, more);
  return before === undefined;
}

function set(call: Call): Reply {
  const { store, args } = call;
  const [name = '', key = '', ...pairs] = args;
  if (pairs.length % 2 === 1)
    throw new Refusal(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  store.get(key, HashValue);
  let added = 0;
  for (let at = 0; at < pairs.length; at += 2)
    if (putField(call, key, pairs[at] ?? '', pairs[at + 1] ?? '')) added++;
  store.event('h', 'hset', key);
  return name.toLowerCase() === 'hmset' ? { status: 'OK' } : integer(added);
}

function remove({ store, args: [, key = '', ...names] }: Call): Reply {
  const hash = store.get(key, HashValue);
  if (hash === undefined) return integer(0);
  let count = 0;
  for (const name of names) {
    const text = hash.fields.get(name);
    if (text === undefined) continue;
    hash.fields.delete(name);
    store.grow(key, -(name.length + text.length + ELEMENT_BYTES));
    count++;
  }
  if (count > 0) store.event('h', 'hdel', key);
  store.dropEmpty(key);
  return integer(count);
}

function increment(call: Call): Reply {
  const [, key = '', field = '', by] = call.args;
  const amount = bigOf(by);
  const before = call.store.get(key, HashValue)?.fields.get(field) ?? '0';
  const value = bigOf(before, 'ERR hash value is not an integer') + amount;
  if (BigInt.asIntN(64, value) !== value) throw new Refusal('ERR increment or decrement would overflow');
  putField(call, key, field, String(value));
  call.store.event('h', 'hincrby', key);
  return integer(value);
}

function incrementFloat(call: Call): Reply {
  const [, key = '', field = '', by] = call.args;
  const amount = floatOf(by);
  const before = call.store.get(key, HashValue)?.fields.get(field) ?? '0';
  const made = addFloats(floatOf(before, 'ERR hash value is not a float'), amount);
  putField(call, key, field, made);
  call.store.event('h', 'hincrbyfloat', key);
  call.instead = [['HSET', key, field, made]];
  return bulk(made);
}

function randomFields(call: Call): Reply {
  const { args, protocol } = call;
  const hash = hashOf(call);
  if (args.length === 2) return bulk(hash?.fields.at(Math.floor(call.random() * hash.fields.size))?.[0]);
  const withValues = args.length === 4;
  if (args.length > 4 || (withValues && args[3]?.toUpperCase() !== 'WITHVALUES'))
    throw new Refusal(syntaxError);
  const pairs = chosen(call, hash?.fields, numberOf(args[2]));
  if (!withValues) return bulks(pairs.map(([field]) => field));
  return protocol === 3 ? { list: pairs.map((pair) => bulks(pair)) } : bulks(pairs.flat());
}

function* scan(call: Call): Work {
  const { args } = call;
  const { count, pattern, novalues } = scanOptions(args, 3, false);
  const cursor = cursorOf(args[2]);
  const { fields } = hashOf(call) ?? new HashValue();
  const found: Reply[] = [];
  const { cursor: next, entries } = fields.scan(cursor, count);
  for (const [field, text] of entries) {
    if (pattern !== '*' && !(yield* globMatches(pattern, field))) continue;
    found.push(bulk(field));
    if (!novalues) found.push(bulk(text));
  }
  return { list: [bulk(String(next)), { list: found }] };
}

const category = 'hash';

export const hashCommands: Commands = {
  hdel: { arity: -3, writes: true, category, run: remove },
  hexists: {
    arity: 3,
    category,
    run: (call) => integer(hashOf(call)?.fields.has(call.args[2] ?? '') === true ? 1 : 0),
  },
  hget: { arity: 3, category, run: (call) => bulk(hashOf(call)?.fields.get(call.args[2] ?? '')) },
  hgetall: {
    arity: 2,
    category,
    run: (call) => ({ map: [...(hashOf(call)?.fields.entries() ?? [])].flat().map(bulk) }),
  },
  hincrby: { arity: 4, writes: true, category, run: increment },
  hincrbyfloat: { arity: 4, writes: true, category, run: incrementFloat },
  hkeys: { arity: 2, category, run: (call) => bulks([...(hashOf(call)?.fields.keys() ?? [])]) },
  hlen: { arity: 2, category, run: (call) => integer(hashOf(call)?.fields.size ?? 0) },
  hmget: {
    arity: -3,
    category,
    run: (call) => {
      const hash = hashOf(call);
      return bulks(call.args.slice(2).map((field) => hash?.fields.get(field)));
    },
  },
  hmset: { arity: -4, writes: true, category, run: set },
  hrandfield: { arity: -2, category, run: randomFields },
  hscan: { arity: -3, category, run: scan },
  hset: { arity: -4, writes: true, category, run: set },
  hsetnx: {
    arity: 4,
    writes: true,
    category,
    run: (call) => {
      const [, key = '', field = '', text = ''] = call.args;
      if (hashOf(call)?.fields.has(field) === true) return integer(0);
      putField(call, key, field, text);
      call.store.event('h', 'hset', key);
      return integer(1);
    },
  },
  hstrlen: {
    arity: 3,
    category,
    run: (call) => integer(hashOf(call)?.fields.get(call.args[2] ?? '')?.length ?? 0),
  },
  hvals: { arity: 2, category, run: (call) => bulks([...(hashOf(call)?.fields.values() ?? [])]) },
};
