import {
  bulk,
  bulks,
  type Call,
  type Commands,
  integer,
  numberOf,
  Options,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import { globMatches } from '../glob.ts';
import type { Reply } from '../resp.ts';
import { isInteger, SetValue } from '../values/entry.ts';
import { ELEMENT_BYTES } from '../values/keyspace.ts';
import { cursorOf, scanOptions } from './keys.ts';
import { chosen } from './random.ts';

/** Members looked at between two pauses. */
const MEMBERS_PER_PAUSE = 5000;
const INTSET_MAX = 512;

const setOf = ({ store, args: [, key = ''] }: Call): SetValue | undefined => store.get(key, SetValue);
const setReply = (members: Iterable<string>): Reply => ({ set: [...members].map(bulk) });

/** Small sets of whole numbers are in order. */
function membersOf(set: SetValue | undefined): string[] {
  const members = [...(set?.members.keys() ?? [])];
  if (members.length > INTSET_MAX || !members.every(isInteger)) return members;
  return members.sort((left, right) => Number(BigInt(left) - BigInt(right)));
}

function add(call: Call): Reply {
  const { store, args } = call;
  const [, key = '', ...values] = args;
  const { members } = store.make(key, SetValue);
  let added = 0;
  for (const value of values) {
    if (!members.set(value, null)) continue;
    added++;
    store.grow(key, value.length + ELEMENT_BYTES);
  }
  if (added > 0) store.event('s', 'sadd', key);
  return integer(added);
}

function removeFrom(call: Call, key: string, values: readonly string[], event: string): number {
  const set = call.store.get(key, SetValue);
  if (set === undefined) return 0;
  let removed = 0;
  for (const value of values) {
    if (!set.members.delete(value)) continue;
    removed++;
    call.store.grow(key, -(value.length + ELEMENT_BYTES));
  }
  if (removed > 0) call.store.event('s', event, key);
  call.store.dropEmpty(key);
  return removed;
}

function pop(call: Call): Reply {
  const [, key = '', count] = call.args;
  if (call.args.length > 3) throw new Refusal(syntaxError);
  const wanted = count === undefined ? 1 : numberOf(count, 'ERR value is out of range, must be positive');
  if (wanted < 0) throw new Refusal('ERR value is out of range, must be positive');
  const taken = chosen(call, setOf(call)?.members, wanted).map(([member]) => member);
  removeFrom(call, key, taken, 'spop');
  call.instead = [['SREM', key, ...taken]];
  return count === undefined ? bulk(taken[0]) : setReply(taken);
}

function random(call: Call): Reply {
  if (call.args.length > 3) throw new Refusal(syntaxError);
  const members = setOf(call)?.members;
  if (call.args.length === 2) return bulk(members?.at(Math.floor(call.random() * members.size))?.[0]);
  return bulks(chosen(call, members, numberOf(call.args[2])).map(([member]) => member));
}

function move(call: Call): Reply {
  const { store, args } = call;
  const [, from = '', to = '', member = ''] = args;
  const source = store.get(from, SetValue);
  store.get(to, SetValue);
  if (source?.members.has(member) !== true) return integer(0);
  if (from === to) return integer(1);
  removeFrom(call, from, [member], 'srem');
  if (store.make(to, SetValue).members.set(member, null)) store.grow(to, member.length + ELEMENT_BYTES);
  store.event('s', 'sadd', to);
  return integer(1);
}

type Way = 'union' | 'intersection' | 'difference';

/** Puts sets together. @param limit as many members are enough; 0: all */
function* combined(
  call: Call,
  keys: readonly string[],
  way: Way,
  limit = 0,
): Generator<undefined, Set<string>> {
  const sets = keys.map((key) => call.store.get(key, SetValue));
  const [first, ...others] = sets;
  const result = new Set<string>();
  let looked = 0;
  if (way === 'union') {
    for (const set of sets) {
      for (const member of membersOf(set)) {
        if (++looked % MEMBERS_PER_PAUSE === 0) yield;
        result.add(member);
      }
    }
    return result;
  }
  if (way === 'intersection' && sets.some((set) => set === undefined)) return result;
  for (const member of membersOf(first)) {
    let fits = true;
    for (const other of others) {
      if (++looked % MEMBERS_PER_PAUSE === 0) yield;
      fits = (other?.members.has(member) ?? false) === (way === 'intersection');
      if (!fits) break;
    }
    if (fits) result.add(member);
    if (limit > 0 && result.size >= limit) break;
  }
  return result;
}

function combine(way: Way) {
  return function* (call: Call): Work {
    return setReply(yield* combined(call, call.args.slice(1), way));
  };
}

function combineInto(way: Way, event: string) {
  return function* (call: Call): Work {
    const { store, args } = call;
    const [, to = '', ...keys] = args;
    const result = yield* combined(call, keys, way);
    if (result.size === 0) {
      if (store.delete(to)) store.event('g', 'del', to);
      return integer(0);
    }
    const made = new SetValue();
    let bytes = 0;
    for (const member of result) {
      made.members.set(member, null);
      bytes += member.length + ELEMENT_BYTES;
    }
    store.set(to, made, undefined, bytes);
    store.event('s', event, to);
    return integer(result.size);
  };
}

function* intersectionSize(call: Call): Work {
  const options = new Options(call.args, 1);
  const count = numberOf(options.value(), 'ERR numkeys should be greater than 0');
  if (count < 1) throw new Refusal('ERR numkeys should be greater than 0');
  if (options.left < count) throw new Refusal("ERR Number of keys can't be greater than number of args");
  const keys = Array.from({ length: count }, () => options.value());
  let limit = 0;
  if (!options.done) {
    if (options.next() !== 'LIMIT') throw new Refusal(syntaxError);
    limit = options.number();
    if (limit < 0) throw new Refusal("ERR LIMIT can't be negative");
  }
  return integer((yield* combined(call, keys, 'intersection', limit)).size);
}

function* scan(call: Call): Work {
  const { args } = call;
  const { count, pattern } = scanOptions(args, 3, false);
  const cursor = cursorOf(args[2]);
  const { members } = setOf(call) ?? new SetValue();
  const found: Reply[] = [];
  const { cursor: next, entries } = members.scan(cursor, count);
  for (const [member] of entries)
    if (pattern === '*' || (yield* globMatches(pattern, member))) found.push(bulk(member));
  return { list: [bulk(String(next)), { list: found }] };
}

const category = 'set';
const writes = true;
const all = [1, -1, 1] as const;

export const setCommands: Commands = {
  sadd: { arity: -3, writes, category, run: add },
  scard: { arity: 2, category, run: (call) => integer(setOf(call)?.members.size ?? 0) },
  sdiff: { arity: -2, category, keys: all, run: combine('difference') },
  sdiffstore: { arity: -3, writes, category, keys: all, run: combineInto('difference', 'sdiffstore') },
  sinter: { arity: -2, category, keys: all, run: combine('intersection') },
  sintercard: { arity: -3, category, keys: [1, 0, -1], run: intersectionSize },
  sinterstore: { arity: -3, writes, category, keys: all, run: combineInto('intersection', 'sinterstore') },
  sismember: {
    arity: 3,
    category,
    run: (call) => integer(setOf(call)?.members.has(call.args[2] ?? '') === true ? 1 : 0),
  },
  smembers: { arity: 2, category, run: (call) => setReply(membersOf(setOf(call))) },
  smismember: {
    arity: -3,
    category,
    run: (call) => {
      const set = setOf(call);
      return { list: call.args.slice(2).map((member) => integer(set?.members.has(member) === true ? 1 : 0)) };
    },
  },
  smove: { arity: 4, writes, category, keys: [1, 2, 1], run: move },
  spop: { arity: -2, writes, category, run: pop },
  srandmember: { arity: -2, category, run: random },
  srem: {
    arity: -3,
    writes,
    category,
    run: (call) => integer(removeFrom(call, call.args[1] ?? '', call.args.slice(2), 'srem')),
  },
  sscan: { arity: -3, category, run: scan },
  sunion: { arity: -2, category, keys: all, run: combine('union') },
  sunionstore: { arity: -3, writes, category, keys: all, run: combineInto('union', 'sunionstore') },
};
