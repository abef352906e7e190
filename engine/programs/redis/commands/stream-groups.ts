import { change } from '../../heap/change.ts';
import {
  type Block,
  bulk,
  bulks,
  type Call,
  type Commands,
  integer,
  nothing,
  Options,
  ok,
  Refusal,
  syntaxError,
} from '../command.ts';
import type { Reply } from '../resp.ts';
import {
  Consumer,
  compareIds,
  entryId,
  Group,
  idText,
  nextId,
  type Pending,
  Stream,
  type StreamEntry,
  type StreamId,
} from '../values/stream.ts';
import { idOf, rangeEnd } from './stream-ids.ts';
import { between, entryReply, streamOf, streamsOption, streamsReply } from './streams.ts';

const noKey =
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';

function noGroup(key: string, group: string, where = ''): Refusal {
  return new Refusal(`NOGROUP No such key '${key}' or consumer group '${group}'${where}`);
}

export function groupOf(
  call: Call,
  key: string,
  name: string,
  where = '',
): { readonly stream: Stream; readonly group: Group } {
  const stream = streamOf(call, key);
  const group = stream?.groups.get(name);
  if (stream === undefined || group === undefined) throw noGroup(key, name, where);
  return { stream, group };
}

export function consumerOf(call: Call, group: Group, name: string): Consumer {
  const known = group.consumers.get(name);
  if (known !== undefined) {
    change<Consumer>(known).seenMs = call.store.now;
    return known;
  }
  const made = new Consumer(call.store.now);
  group.consumers.set(name, made);
  return made;
}

function startOf(stream: Stream, text: string | undefined): StreamId {
  return text === '$' ? stream.lastId : idOf(text, 0);
}

function manage(call: Call): Reply {
  const { store, args } = call;
  const [, word = '', key = '', name = '', id, ...rest] = args;
  const what = word.toUpperCase();
  if (what === 'CREATE') return create(call, key, name, id, rest);
  const known = ['SETID', 'DESTROY', 'CREATECONSUMER', 'DELCONSUMER'].includes(what);
  if (!known) throw new Refusal(`ERR unknown subcommand '${word.slice(0, 128)}'. Try XGROUP HELP.`);
  if (args.length < (what === 'DESTROY' ? 4 : 5))
    throw new Refusal(`ERR wrong number of arguments for 'xgroup|${what.toLowerCase()}' command`);
  const stream = streamOf(call, key);
  if (stream === undefined) throw new Refusal(noKey);
  const group = stream.groups.get(name);
  if (what === 'DESTROY') {
    if (group !== undefined) store.event('t', 'xgroup-destroy', key);
    return integer(stream.groups.delete(name) ? 1 : 0);
  }
  if (group === undefined)
    throw new Refusal(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  if (what === 'SETID') {
    const start = startOf(stream, id);
    Object.assign(change(group), { lastMs: start.ms, lastSequence: start.sequence });
    store.event('t', 'xgroup-setid', key);
    return ok;
  }
  if (what === 'CREATECONSUMER') {
    if (group.consumers.has(id ?? '')) return integer(0);
    consumerOf(call, group, id ?? '');
    store.event('t', 'xgroup-createconsumer', key);
    return integer(1);
  }
  const own = [...group.pending.entries()].filter(([, [consumer]]) => consumer === id);
  for (const [entry] of own) group.pending.delete(entry);
  if (group.consumers.delete(id ?? '')) store.event('t', 'xgroup-delconsumer', key);
  return integer(own.length);
}

function create(
  call: Call,
  key: string,
  name: string,
  id: string | undefined,
  rest: readonly string[],
): Reply {
  if (id === undefined) throw new Refusal("ERR wrong number of arguments for 'xgroup|create' command");
  const makes = rest.some((option) => option.toUpperCase() === 'MKSTREAM');
  if (!makes && streamOf(call, key) === undefined) throw new Refusal(noKey);
  const stream = call.store.make(key, Stream);
  if (stream.groups.has(name)) throw new Refusal('BUSYGROUP Consumer Group name already exists');
  const start = startOf(stream, id);
  const made = Object.assign(new Group(), { lastMs: start.ms, lastSequence: start.sequence });
  stream.groups.set(name, made);
  call.store.event('t', 'xgroup-create', key);
  return ok;
}

function readGroup(call: Call): Reply | Block {
  const { args, store } = call;
  let [count, blockMs, quiet]: [number, number | undefined, boolean] = [
    Number.POSITIVE_INFINITY,
    undefined,
    false,
  ];
  if (args[1]?.toUpperCase() !== 'GROUP') throw new Refusal(syntaxError);
  const [, , name = '', consumer = ''] = args;
  const options = new Options(args, 4);
  for (let word = options.next(); word !== 'STREAMS'; word = options.next()) {
    if (word === 'COUNT') count = Math.max(1, options.number());
    else if (word === 'BLOCK') blockMs = Math.max(0, options.number());
    else if (word === 'NOACK') quiet = true;
    else throw new Refusal(syntaxError);
  }
  const found: [string, Reply][] = [];
  let onlyNew = true;
  for (const [key, id] of streamsOption(options, args)) {
    const where = ' in XREADGROUP with GROUP option';
    const { stream, group } = groupOf(call, key, name, where);
    consumerOf(call, group, consumer);
    if (id !== '>') {
      onlyNew = false;
      found.push([key, { list: own(stream, group, consumer, idOf(id, 0), count) }]);
      continue;
    }
    const after = { ms: group.lastMs, sequence: group.lastSequence };
    const entries = between(stream, nextId(after), rangeEnd('+', true), count);
    if (entries.length === 0) continue;
    give(call, group, consumer, entries, quiet);
    store.event('t', 'xreadgroup', key);
    found.push([key, { list: entries.map(entryReply) }]);
  }
  if (found.length > 0 || blockMs === undefined || !onlyNew) return streamsReply(call, found);
  return { blockMs, timedOut: { list: null } };
}

function give(
  call: Call,
  group: Group,
  consumer: string,
  entries: readonly StreamEntry[],
  quiet: boolean,
): void {
  for (const entry of entries) {
    const { ms, sequence } = entryId(entry);
    Object.assign(change(group), { lastMs: ms, lastSequence: sequence, read: group.read + 1 });
    if (!quiet) group.pending.set(idText({ ms, sequence }), [consumer, call.store.now, 1]);
  }
  change<Consumer>(consumerOf(call, group, consumer)).activeMs = call.store.now;
}

type PendingEntry = readonly [id: StreamId, pending: Pending];

export function pendingOf(group: Group): PendingEntry[] {
  const all = [...group.pending.entries()].map(([id, pending]): PendingEntry => [idOf(id, 0), pending]);
  return all.sort(([left], [right]) => compareIds(left, right));
}

export function entryAt(stream: Stream, id: StreamId): StreamEntry | undefined {
  const entry = stream.entries.at(stream.indexOf(id));
  return entry !== undefined && compareIds(entryId(entry), id) === 0 ? entry : undefined;
}

/** What a consumer has been given already and hasn't acknowledged. */
function own(stream: Stream, group: Group, consumer: string, after: StreamId, count: number): Reply[] {
  return pendingOf(group)
    .filter(([id, [owner]]) => owner === consumer && compareIds(id, after) > 0)
    .slice(0, count)
    .map(([id]) => {
      const entry = entryAt(stream, id);
      return entry === undefined ? { list: [bulk(idText(id)), { list: null }] } : entryReply(entry);
    });
}

function acknowledge(call: Call): Reply {
  const [, key = '', name = '', ...ids] = call.args;
  const wanted = ids.map((id) => idText(idOf(id, 0)));
  const group = streamOf(call, key)?.groups.get(name);
  if (group === undefined) return integer(0);
  const done = wanted.filter((id) => group.pending.delete(id)).length;
  if (done > 0) call.store.event('t', 'xack', key);
  return integer(done);
}

function pending(call: Call): Reply {
  const { args, store } = call;
  const [, key = '', name = ''] = args;
  const { group } = groupOf(call, key, name);
  const all = pendingOf(group);
  if (args.length === 3) {
    const counts = new Map<string, number>();
    for (const [, [consumer]] of all) counts.set(consumer, (counts.get(consumer) ?? 0) + 1);
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined)
      return { list: [integer(0), nothing, nothing, { list: null }] };
    const consumers = [...counts].map(([consumer, count]) => bulks([consumer, String(count)]));
    return {
      list: [integer(all.length), bulk(idText(first[0])), bulk(idText(last[0])), { list: consumers }],
    };
  }
  const options = new Options(args, 3);
  let idle = 0;
  if (args[3]?.toUpperCase() === 'IDLE') {
    options.next();
    idle = options.number();
  }
  if (options.left < 3) throw new Refusal(syntaxError);
  const [from, to] = [rangeEnd(options.value(), false), rangeEnd(options.value(), true)];
  const count = options.number();
  const wanted = options.done ? undefined : options.value();
  const found = all.filter(
    ([id, [consumer, timeMs]]) =>
      compareIds(id, from) >= 0 &&
      compareIds(id, to) <= 0 &&
      store.now - timeMs >= idle &&
      (wanted === undefined || consumer === wanted),
  );
  return {
    list: found.slice(0, Math.max(0, count)).map(([id, [consumer, timeMs, times]]) => ({
      list: [bulk(idText(id)), bulk(consumer), integer(store.now - timeMs), integer(times)],
    })),
  };
}

const category = 'stream';
const writes = true;

export const streamGroupCommands: Commands = {
  xack: { arity: -4, writes, category, run: acknowledge },
  xgroup: { arity: -2, writes, category, keys: [2, 2, 1], run: manage },
  xpending: { arity: -3, category, run: pending },
  xreadgroup: { arity: -7, writes, category, keys: [0, 0, 0], run: readGroup },
};
