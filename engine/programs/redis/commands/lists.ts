import {
  type Block,
  bulk,
  bulks,
  type Call,
  type Commands,
  floatOf,
  integer,
  nothing,
  numberOf,
  ok,
  Refusal,
  syntaxError,
} from '../command.ts';
import type { EmptyReply, Reply } from '../resp.ts';
import { ListValue } from '../values/entry.ts';
import { ELEMENT_BYTES } from '../values/keyspace.ts';
import { popOptions } from './pop-options.ts';
import { places } from './strings.ts';

export const listOf = ({ store, args: [, key = ''] }: Call): ListValue | undefined =>
  store.get(key, ListValue);
const sizeOf = (text: string): number => text.length + ELEMENT_BYTES;
type Side = 'LEFT' | 'RIGHT';

function insert(call: Call, key: string, side: Side, values: readonly string[]): number {
  const { items } = call.store.make(key, ListValue);
  for (const value of values) {
    items.insert(side === 'LEFT' ? 0 : items.length, value);
    call.store.grow(key, sizeOf(value));
  }
  call.store.event('l', side === 'LEFT' ? 'lpush' : 'rpush', key);
  return items.length;
}

function take(call: Call, key: string, list: ListValue, side: Side, count: number): string[] {
  const taken: string[] = [];
  for (let left = Math.min(count, list.items.length); left > 0; left--) {
    const value = list.items.remove(side === 'LEFT' ? 0 : list.items.length - 1) ?? '';
    call.store.grow(key, -sizeOf(value));
    taken.push(value);
  }
  if (taken.length > 0) call.store.event('l', side === 'LEFT' ? 'lpop' : 'rpop', key);
  call.store.dropEmpty(key);
  return taken;
}

function push(side: Side, onlyKnown: boolean) {
  return (call: Call): Reply => {
    const [, key = '', ...values] = call.args;
    if (onlyKnown && listOf(call) === undefined) return integer(0);
    return integer(insert(call, key, side, values));
  };
}

function pop(side: Side) {
  return (call: Call): Reply => {
    const [name = '', key = '', count] = call.args;
    if (call.args.length > 3)
      throw new Refusal(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
    const wanted = count === undefined ? 1 : numberOf(count, 'ERR value is out of range, must be positive');
    if (wanted < 0) throw new Refusal('ERR value is out of range, must be positive');
    const list = listOf(call);
    if (list === undefined) return count === undefined ? nothing : { list: null };
    const taken = take(call, key, list, side, wanted);
    return count === undefined ? bulk(taken[0]) : bulks(taken);
  };
}

/** Seconds that a blocking command waits, as milliseconds. */
export function timeoutOf(text: string | undefined): number {
  const seconds = floatOf(text, 'ERR timeout is not a float or out of range');
  if (!Number.isFinite(seconds)) throw new Refusal('ERR timeout is not a float or out of range');
  if (seconds < 0) throw new Refusal('ERR timeout is negative');
  return Math.ceil(seconds * 1000);
}

function blockingPop(side: Side) {
  return (call: Call): Reply | Block => {
    const timeout = timeoutOf(call.args.at(-1));
    for (const key of call.args.slice(1, -1)) {
      const list = call.store.get(key, ListValue);
      if (list === undefined) continue;
      call.instead = [[side === 'LEFT' ? 'LPOP' : 'RPOP', key]];
      return bulks([key, ...take(call, key, list, side, 1)]);
    }
    return { blockMs: timeout, timedOut: { list: null } };
  };
}

function sideOf(text: string | undefined): Side {
  const word = text?.toUpperCase();
  if (word !== 'LEFT' && word !== 'RIGHT') throw new Refusal(syntaxError);
  return word;
}

function move(call: Call, from: string, to: string, out: Side, into: Side): Reply | undefined {
  const list = call.store.get(from, ListValue);
  call.store.get(to, ListValue);
  if (list === undefined) return undefined;
  const [value = ''] = take(call, from, list, out, 1);
  insert(call, to, into, [value]);
  call.instead = [['LMOVE', from, to, out, into]];
  return bulk(value);
}

function popSeveral(call: Call, from: number): Reply {
  const { keys, side, wanted } = popOptions(call, from, sideOf);
  for (const key of keys) {
    const list = call.store.get(key, ListValue);
    if (list === undefined) continue;
    const taken = take(call, key, list, side, wanted);
    call.instead = [[side === 'LEFT' ? 'LPOP' : 'RPOP', key, String(taken.length)]];
    return { list: [bulk(key), bulks(taken)] };
  }
  return { list: null };
}

function blocked(reply: Reply | undefined, timeout: string | undefined, timedOut: EmptyReply): Reply | Block {
  const blockMs = timeoutOf(timeout);
  const empty = reply === undefined || ('list' in reply && reply.list === null);
  return empty ? { blockMs, timedOut } : reply;
}

/** Puts other items in the place of a list's. */
function replace(call: Call, key: string, items: readonly string[], event: string): void {
  const made = new ListValue();
  const { expiresMs } = call.store.peek(key) ?? {};
  let bytes = 0;
  for (const item of items) {
    made.items.push(item);
    bytes += sizeOf(item);
  }
  call.store.set(key, made, expiresMs, bytes);
  call.store.event('l', event, key);
  call.store.dropEmpty(key);
}

function removeEqual(call: Call): Reply {
  const [, key = '', count, value] = call.args;
  const wanted = numberOf(count);
  const list = listOf(call);
  if (list === undefined) return integer(0);
  const items = [...list.items];
  if (wanted < 0) items.reverse();
  let left = wanted === 0 ? items.length : Math.abs(wanted);
  const kept = items.filter((item) => item !== value || left-- <= 0);
  const removed = items.length - kept.length;
  if (removed > 0) replace(call, key, wanted < 0 ? kept.reverse() : kept, 'lrem');
  return integer(removed);
}

function insertBeside(call: Call): Reply {
  const [, key = '', where, pivot, value = ''] = call.args;
  const word = where?.toUpperCase();
  if (word !== 'BEFORE' && word !== 'AFTER') throw new Refusal(syntaxError);
  const list = listOf(call);
  if (list === undefined) return integer(0);
  const at = [...list.items].indexOf(pivot ?? '');
  if (at < 0) return integer(-1);
  list.items.insert(word === 'BEFORE' ? at : at + 1, value);
  call.store.grow(key, sizeOf(value));
  call.store.event('l', 'linsert', key);
  return integer(list.items.length);
}

function setAt(call: Call): Reply {
  const [, key = '', index, value = ''] = call.args;
  const list = listOf(call);
  if (list === undefined) throw new Refusal('ERR no such key');
  const at = numberOf(index);
  const place = at < 0 ? list.items.length + at : at;
  const before = list.items.at(place);
  if (before === undefined) throw new Refusal('ERR index out of range');
  list.items.set(place, value);
  call.store.grow(key, value.length - before.length);
  call.store.event('l', 'lset', key);
  return ok;
}

function trim(call: Call): Reply {
  const [, key = '', from, to] = call.args;
  const [start, end] = [numberOf(from), numberOf(to)];
  const list = listOf(call);
  if (list !== undefined)
    replace(call, key, list.items.slice(...places(list.items.length, start, end)), 'ltrim');
  return ok;
}

const category = 'list';
const writes = true;
const two = [1, 2, 1] as const;

export const listCommands: Commands = {
  blmove: {
    arity: 6,
    writes,
    category,
    keys: two,
    run: (call) => {
      const [, from = '', to = '', out, into, timeout] = call.args;
      return blocked(move(call, from, to, sideOf(out), sideOf(into)), timeout, nothing);
    },
  },
  blmpop: {
    arity: -5,
    writes,
    category,
    keys: [2, 0, -1],
    run: (call) => blocked(popSeveral(call, 2), call.args[1], { list: null }),
  },
  blpop: { arity: -3, writes, category, keys: [1, -2, 1], run: blockingPop('LEFT') },
  brpop: { arity: -3, writes, category, keys: [1, -2, 1], run: blockingPop('RIGHT') },
  brpoplpush: {
    arity: 4,
    writes,
    category,
    keys: two,
    run: (call) => {
      const [, from = '', to = '', timeout] = call.args;
      return blocked(move(call, from, to, 'RIGHT', 'LEFT'), timeout, nothing);
    },
  },
  lindex: {
    arity: 3,
    category,
    run: (call) => {
      const index = numberOf(call.args[2]);
      const items = listOf(call)?.items;
      return bulk(items?.at(index < 0 ? items.length + index : index));
    },
  },
  linsert: { arity: 5, writes, category, run: insertBeside },
  llen: { arity: 2, category, run: (call) => integer(listOf(call)?.items.length ?? 0) },
  lmove: {
    arity: 5,
    writes,
    category,
    keys: two,
    run: (call) => {
      const [, from = '', to = '', out, into] = call.args;
      return move(call, from, to, sideOf(out), sideOf(into)) ?? nothing;
    },
  },
  lmpop: { arity: -4, writes, category, keys: [1, 0, -1], run: (call) => popSeveral(call, 1) },
  lpop: { arity: -2, writes, category, run: pop('LEFT') },
  lpush: { arity: -3, writes, category, run: push('LEFT', false) },
  lpushx: { arity: -3, writes, category, run: push('LEFT', true) },
  lrange: {
    arity: 4,
    category,
    run: (call) => {
      const [, , from, to] = call.args;
      const range: readonly [number, number] = [numberOf(from), numberOf(to)];
      const items = listOf(call)?.items;
      return bulks(items?.slice(...places(items.length, ...range)) ?? []);
    },
  },
  lrem: { arity: 4, writes, category, run: removeEqual },
  lset: { arity: 4, writes, category, run: setAt },
  ltrim: { arity: 4, writes, category, run: trim },
  rpop: { arity: -2, writes, category, run: pop('RIGHT') },
  rpoplpush: {
    arity: 3,
    writes,
    category,
    keys: two,
    run: (call) => move(call, call.args[1] ?? '', call.args[2] ?? '', 'RIGHT', 'LEFT') ?? nothing,
  },
  rpush: { arity: -3, writes, category, run: push('RIGHT', false) },
  rpushx: { arity: -3, writes, category, run: push('RIGHT', true) },
};
