import {
  bulk,
  type Call,
  type Commands,
  floatOf,
  integer,
  nothing,
  numberOf,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import { globMatches } from '../glob.ts';
import { doubleText, type Reply } from '../resp.ts';
import { ELEMENT_BYTES } from '../values/keyspace.ts';
import { type Scored, SortedSet } from '../values/sorted-set.ts';
import { cursorOf, scanOptions } from './keys.ts';
import { chosen } from './random.ts';
import { membersBetween, type RangeRequest, rangeOptions, scoreBounds, textBounds } from './sorted-ranges.ts';

const setOf = ({ store, args: [, key = ''] }: Call): SortedSet | undefined => store.get(key, SortedSet);
const MEMBER_BYTES = ELEMENT_BYTES + 8;
export const double = (score: number | undefined): Reply =>
  score === undefined ? nothing : { double: score };

/** Members with their scores: pairs in RESP3, in turn in RESP2. */
export function scoredReply({ protocol }: Call, members: readonly Scored[], withScores: boolean): Reply {
  if (!withScores) return { list: members.map(({ member }) => bulk(member)) };
  if (protocol === 3)
    return { list: members.map(({ member, score }) => ({ list: [bulk(member), double(score)] })) };
  return { list: members.flatMap(({ member, score }) => [bulk(member), double(score)]) };
}

function putMember(call: Call, key: string, member: string, score: number): boolean {
  const isNew = call.store.make(key, SortedSet).set(member, score);
  if (isNew) call.store.grow(key, member.length + MEMBER_BYTES);
  return isNew;
}

export function takeMembers(call: Call, key: string, members: readonly string[], event: string): number {
  const set = call.store.get(key, SortedSet);
  if (set === undefined) return 0;
  let removed = 0;
  for (const member of members) {
    if (!set.delete(member)) continue;
    removed++;
    call.store.grow(key, -(member.length + MEMBER_BYTES));
  }
  if (removed > 0) call.store.event('z', event, key);
  call.store.dropEmpty(key);
  return removed;
}

function addOptions(args: readonly string[]) {
  const words = new Set<string>();
  let at = 2;
  for (; at < args.length; at++) {
    const word = args[at]?.toUpperCase() ?? '';
    if (!['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'].includes(word)) break;
    words.add(word);
  }
  const pairs = args.slice(at);
  if (pairs.length === 0 || pairs.length % 2 === 1) throw new Refusal(syntaxError);
  if (words.has('NX') && words.has('XX'))
    throw new Refusal('ERR XX and NX options at the same time are not compatible');
  if ([words.has('GT'), words.has('LT'), words.has('NX')].filter(Boolean).length > 1)
    throw new Refusal('ERR GT, LT, and/or NX options at the same time are not compatible');
  if (words.has('INCR') && pairs.length > 2)
    throw new Refusal('ERR INCR option supports a single increment-element pair');
  return { words, pairs };
}

function add(call: Call): Reply {
  const { store, args } = call;
  const [, key = ''] = args;
  const { words, pairs } = addOptions(args);
  const scores = pairs.filter((_, at) => at % 2 === 0).map((text) => floatOf(text));
  const known = store.get(key, SortedSet);
  let [added, updated, last]: [number, number, number | undefined] = [0, 0, undefined];
  for (const [index, given] of scores.entries()) {
    const member = pairs[index * 2 + 1] ?? '';
    const before = known?.score(member) ?? store.get(key, SortedSet)?.score(member);
    if ((words.has('NX') && before !== undefined) || (words.has('XX') && before === undefined)) continue;
    const score = words.has('INCR') ? (before ?? 0) + given : given;
    if (Number.isNaN(score)) throw new Refusal('ERR resulting score is not a number (NaN)');
    if (
      before !== undefined &&
      ((words.has('GT') && score <= before) || (words.has('LT') && score >= before))
    )
      continue;
    last = score;
    if (putMember(call, key, member, score)) added++;
    else if (score !== before) updated++;
  }
  if (added + updated > 0) store.event('z', words.has('INCR') ? 'zincr' : 'zadd', key);
  if (words.has('INCR')) return double(last);
  return integer(words.has('CH') ? added + updated : added);
}

function increment(call: Call): Reply {
  const [, key = '', by, member = ''] = call.args;
  const score = (setOf(call)?.score(member) ?? 0) + floatOf(by);
  if (Number.isNaN(score)) throw new Refusal('ERR resulting score is not a number (NaN)');
  putMember(call, key, member, score);
  call.store.event('z', 'zincr', key);
  return double(score);
}

function range(fixed: Partial<RangeRequest>) {
  return (call: Call): Reply => {
    const [, , start = '', end = ''] = call.args;
    const request = rangeOptions(call.args, 4, fixed);
    return scoredReply(call, membersBetween(setOf(call), start, end, request), request.withScores);
  };
}

/** Puts a sorted set in the place of a key. @returns its size */
export function storeMembers(call: Call, key: string, members: readonly Scored[], event: string): Reply {
  const { store } = call;
  if (members.length === 0) {
    if (store.delete(key)) store.event('g', 'del', key);
    return integer(0);
  }
  const made = new SortedSet();
  let bytes = 0;
  for (const { member, score } of members) if (made.set(member, score)) bytes += member.length + MEMBER_BYTES;
  store.set(key, made, undefined, bytes);
  store.event('z', event, key);
  return integer(made.size);
}

function rangeStore(call: Call): Reply {
  const [, to = '', from = '', start = '', end = ''] = call.args;
  const request = rangeOptions(call.args, 5, {}, true);
  return storeMembers(
    call,
    to,
    membersBetween(call.store.get(from, SortedSet), start, end, request),
    'zrangestore',
  );
}

function rank(call: Call, reverse: boolean): Reply {
  const { args } = call;
  const withScore = args[3]?.toUpperCase() === 'WITHSCORE';
  if (args.length > 4 || (args.length === 4 && !withScore)) throw new Refusal(syntaxError);
  const set = setOf(call);
  const score = set?.score(args[2] ?? '');
  if (set === undefined || score === undefined) return withScore ? { list: null } : nothing;
  const at = set.rankOf(args[2] ?? '', score);
  const shown = integer(reverse ? set.size - 1 - at : at);
  return withScore ? { list: [shown, double(score)] } : shown;
}

function removeBetween(by: RangeRequest['by'], event: string) {
  return (call: Call): Reply => {
    const [, key = '', start = '', end = ''] = call.args;
    const request: RangeRequest = { by, reverse: false, withScores: false, offset: 0, count: -1 };
    const members = membersBetween(setOf(call), start, end, request).map(({ member }) => member);
    return integer(takeMembers(call, key, members, event));
  };
}

function random(call: Call): Reply {
  const { args } = call;
  const scores = setOf(call)?.scores;
  if (args.length === 2) return bulk(scores?.at(Math.floor(call.random() * scores.size))?.[0]);
  const withScores = args.length === 4;
  if (args.length > 4 || (withScores && args[3]?.toUpperCase() !== 'WITHSCORES'))
    throw new Refusal(syntaxError);
  const found = chosen(call, scores, numberOf(args[2])).map(([member, score]) => ({ member, score }));
  return scoredReply(call, found, withScores);
}

function* scan(call: Call): Work {
  const { args } = call;
  const { count, pattern } = scanOptions(args, 3, false);
  const cursor = cursorOf(args[2]);
  const { scores } = setOf(call) ?? new SortedSet();
  const found: Reply[] = [];
  const { cursor: next, entries } = scores.scan(cursor, count);
  for (const [member, score] of entries)
    if (pattern === '*' || (yield* globMatches(pattern, member)))
      found.push(bulk(member), bulk(doubleText(score)));
  return { list: [bulk(String(next)), { list: found }] };
}

const category = 'sortedset';
const writes = true;

export const sortedSetCommands: Commands = {
  zadd: { arity: -4, writes, category, run: add },
  zcard: { arity: 2, category, run: (call) => integer(setOf(call)?.size ?? 0) },
  zcount: {
    arity: 4,
    category,
    run: (call) => {
      const [from, to] = scoreBounds(setOf(call), call.args[2] ?? '', call.args[3] ?? '');
      return integer(Math.max(0, to - from));
    },
  },
  zincrby: { arity: 4, writes, category, run: increment },
  zlexcount: {
    arity: 4,
    category,
    run: (call) => {
      const [from, to] = textBounds(setOf(call), call.args[2] ?? '', call.args[3] ?? '');
      return integer(Math.max(0, to - from));
    },
  },
  zmscore: {
    arity: -3,
    category,
    run: (call) => {
      const set = setOf(call);
      return { list: call.args.slice(2).map((member) => double(set?.score(member))) };
    },
  },
  zrandmember: { arity: -2, category, run: random },
  zrange: { arity: -4, category, run: range({}) },
  zrangebylex: { arity: -4, category, run: range({ by: 'text', reverse: false }) },
  zrangebyscore: { arity: -4, category, run: range({ by: 'score', reverse: false }) },
  zrangestore: { arity: -5, writes, category, keys: [1, 2, 1], run: rangeStore },
  zrank: { arity: -3, category, run: (call) => rank(call, false) },
  zrem: {
    arity: -3,
    writes,
    category,
    run: (call) => integer(takeMembers(call, call.args[1] ?? '', call.args.slice(2), 'zrem')),
  },
  zremrangebylex: { arity: 4, writes, category, run: removeBetween('text', 'zremrangebylex') },
  zremrangebyrank: { arity: 4, writes, category, run: removeBetween('rank', 'zremrangebyrank') },
  zremrangebyscore: { arity: 4, writes, category, run: removeBetween('score', 'zremrangebyscore') },
  zrevrange: { arity: -4, category, run: range({ by: 'rank', reverse: true }) },
  zrevrangebylex: { arity: -4, category, run: range({ by: 'text', reverse: true }) },
  zrevrangebyscore: { arity: -4, category, run: range({ by: 'score', reverse: true }) },
  zrevrank: { arity: -3, category, run: (call) => rank(call, true) },
  zscan: { arity: -3, category, run: scan },
  zscore: { arity: 3, category, run: (call) => double(setOf(call)?.score(call.args[2] ?? '')) },
};
