import { type Block, bulk, type Call, type Commands, numberOf, Refusal, syntaxError } from '../command.ts';
import type { Reply } from '../resp.ts';
import { type Scored, SortedSet } from '../values/sorted-set.ts';
import { timeoutOf } from './lists.ts';
import { popOptions } from './pop-options.ts';
import { double, scoredReply, takeMembers } from './sorted-sets.ts';

function popFrom(call: Call, key: string, most: boolean, count: number): Scored[] {
  const set = call.store.get(key, SortedSet);
  if (set === undefined) return [];
  const taken = most ? set.slice(Math.max(0, set.size - count), set.size).reverse() : set.slice(0, count);
  takeMembers(
    call,
    key,
    taken.map(({ member }) => member),
    most ? 'zpopmax' : 'zpopmin',
  );
  call.instead = [['ZREM', key, ...taken.map(({ member }) => member)]];
  return taken;
}

function pop(most: boolean) {
  return (call: Call): Reply => {
    const [, key = '', count] = call.args;
    if (call.args.length > 3) throw new Refusal(syntaxError);
    const wanted = count === undefined ? 1 : numberOf(count, 'ERR value is out of range, must be positive');
    if (wanted < 0) throw new Refusal('ERR value is out of range, must be positive');
    const taken = popFrom(call, key, most, wanted);
    if (count !== undefined || taken[0] === undefined) return scoredReply(call, taken, true);
    return { list: [bulk(taken[0].member), double(taken[0].score)] };
  };
}

function blockingPop(most: boolean) {
  return (call: Call): Reply | Block => {
    const blockMs = timeoutOf(call.args.at(-1));
    for (const key of call.args.slice(1, -1)) {
      const [taken] = popFrom(call, key, most, 1);
      if (taken !== undefined) return { list: [bulk(key), bulk(taken.member), double(taken.score)] };
    }
    return { blockMs, timedOut: { list: null } };
  };
}

function sideOf(text: string): 'MIN' | 'MAX' {
  const side = text.toUpperCase();
  if (side !== 'MIN' && side !== 'MAX') throw new Refusal(syntaxError);
  return side;
}

function popSeveral(call: Call, from: number): Reply {
  const { keys, side, wanted } = popOptions(call, from, sideOf);
  for (const key of keys) {
    const taken = popFrom(call, key, side === 'MAX', wanted);
    if (taken.length === 0) continue;
    const pairs = taken.map(({ member, score }): Reply => ({ list: [bulk(member), double(score)] }));
    return { list: [bulk(key), { list: pairs }] };
  }
  return { list: null };
}

const category = 'sortedset';
const writes = true;

export const sortedPopCommands: Commands = {
  bzmpop: {
    arity: -5,
    writes,
    category,
    keys: [2, 0, -1],
    run: (call) => {
      const blockMs = timeoutOf(call.args[1]);
      const reply = popSeveral(call, 2);
      return 'list' in reply && reply.list === null ? { blockMs, timedOut: { list: null } } : reply;
    },
  },
  bzpopmax: { arity: -3, writes, category, keys: [1, -2, 1], run: blockingPop(true) },
  bzpopmin: { arity: -3, writes, category, keys: [1, -2, 1], run: blockingPop(false) },
  zmpop: { arity: -4, writes, category, keys: [1, 0, -1], run: (call) => popSeveral(call, 1) },
  zpopmax: { arity: -2, writes, category, run: pop(true) },
  zpopmin: { arity: -2, writes, category, run: pop(false) },
};
