import {
  type Call,
  type Commands,
  floatOf,
  integer,
  numberOf,
  Options,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import { SetValue } from '../values/entry.ts';
import { WrongType } from '../values/keyspace.ts';
import { type Scored, SortedSet } from '../values/sorted-set.ts';
import { scoredReply, storeMembers } from './sorted-sets.ts';

/** Members looked at between two pauses. */
const MEMBERS_PER_PAUSE = 5000;

type Way = 'union' | 'intersection' | 'difference';
type Aggregate = 'SUM' | 'MIN' | 'MAX';

interface Request {
  readonly keys: readonly string[];
  readonly weights: readonly number[];
  readonly aggregate: Aggregate;
  readonly withScores: boolean;
  readonly limit: number;
}

function requestOf(call: Call, from: number, way: Way): Request {
  const options = new Options(call.args, from);
  const count = numberOf(options.value());
  const name = (call.args[0] ?? '').toLowerCase();
  if (count < 1) throw new Refusal(`ERR at least 1 input key is needed for '${name}' command`);
  if (options.left < count) throw new Refusal(syntaxError);
  const keys = Array.from({ length: count }, () => options.value());
  let weights = keys.map(() => 1);
  let [aggregate, withScores, limit]: [Aggregate, boolean, number] = ['SUM', false, 0];
  while (!options.done) {
    const word = options.next();
    if (word === 'WEIGHTS' && way !== 'difference')
      weights = keys.map(() => floatOf(options.value(), 'ERR weight value is not a float'));
    else if (word === 'AGGREGATE' && way !== 'difference') {
      const kind = options.next();
      if (kind !== 'SUM' && kind !== 'MIN' && kind !== 'MAX') throw new Refusal(syntaxError);
      aggregate = kind;
    } else if (word === 'WITHSCORES' && from === 1) withScores = true;
    else if (word === 'LIMIT') {
      limit = options.number();
      if (limit < 0) throw new Refusal("ERR LIMIT can't be negative");
    } else throw new Refusal(syntaxError);
  }
  return { keys, weights, aggregate, withScores, limit };
}

function scoresOf(call: Call, key: string): Iterable<[string, number]> & { readonly size: number } {
  const value = call.store.entry(key)?.value;
  if (value === undefined) return new Map();
  if (value instanceof SortedSet) return new Map(value.scores.entries());
  if (!(value instanceof SetValue)) throw new WrongType();
  return new Map([...value.members.keys()].map((member) => [member, 1]));
}

function joined(aggregate: Aggregate, left: number, right: number): number {
  if (aggregate === 'MIN') return Math.min(left, right);
  if (aggregate === 'MAX') return Math.max(left, right);
  const sum = left + right;
  return Number.isNaN(sum) ? 0 : sum;
}

/** Puts sorted sets, and sets, together. */
function* combined(call: Call, request: Request, way: Way): Generator<undefined, Scored[]> {
  const { keys, weights, aggregate } = request;
  let result: Map<string, number> | undefined;
  let looked = 0;
  for (const [index, key] of keys.entries()) {
    const next = new Map<string, number>(way === 'intersection' ? [] : (result ?? []));
    for (const [member, score] of scoresOf(call, key)) {
      if (++looked % MEMBERS_PER_PAUSE === 0) yield;
      const before = result?.get(member);
      if (way === 'difference' && index > 0) next.delete(member);
      else if (before !== undefined)
        next.set(member, joined(aggregate, before, score * (weights[index] ?? 1)));
      else if (way !== 'intersection' || index === 0) next.set(member, score * (weights[index] ?? 1));
    }
    result = next;
  }
  return sorted([...(result ?? [])].map(([member, score]) => ({ member, score })));
}

function sorted(members: Scored[]): Scored[] {
  return members.sort((left, right) => left.score - right.score || (left.member < right.member ? -1 : 1));
}

function combine(way: Way) {
  return function* (call: Call): Work {
    const request = requestOf(call, 1, way);
    return scoredReply(call, yield* combined(call, request, way), request.withScores);
  };
}

function combineInto(way: Way, event: string) {
  return function* (call: Call): Work {
    const request = requestOf(call, 2, way);
    return storeMembers(call, call.args[1] ?? '', yield* combined(call, request, way), event);
  };
}

const category = 'sortedset';

export const sortedCombinationCommands: Commands = {
  zdiff: { arity: -3, category, keys: [1, 0, -1], run: combine('difference') },
  zdiffstore: {
    arity: -4,
    writes: true,
    category,
    keys: [2, 1, -1],
    run: combineInto('difference', 'zdiffstore'),
  },
  zinter: { arity: -3, category, keys: [1, 0, -1], run: combine('intersection') },
  zintercard: {
    arity: -3,
    category,
    keys: [1, 0, -1],
    run: function* (call): Work {
      const request = requestOf(call, 1, 'intersection');
      const { length } = yield* combined(call, request, 'intersection');
      return integer(request.limit > 0 ? Math.min(request.limit, length) : length);
    },
  },
  zinterstore: {
    arity: -4,
    writes: true,
    category,
    keys: [2, 1, -1],
    run: combineInto('intersection', 'zinterstore'),
  },
  zunion: { arity: -3, category, keys: [1, 0, -1], run: combine('union') },
  zunionstore: {
    arity: -4,
    writes: true,
    category,
    keys: [2, 1, -1],
    run: combineInto('union', 'zunionstore'),
  },
};
