import { change } from '../../heap/change.ts';
import {
  type Block,
  bulk,
  bulks,
  type Call,
  type Commands,
  integer,
  nothing,
  numberOf,
  Options,
  ok,
  Refusal,
  syntaxError,
} from '../command.ts';
import type { Reply } from '../resp.ts';
import { ELEMENT_BYTES } from '../values/keyspace.ts';
import {
  compareIds,
  entryId,
  idText,
  nextId,
  Stream,
  type StreamEntry,
  type StreamId,
} from '../values/stream.ts';
import { idOf, newId, rangeEnd } from './stream-ids.ts';

export const streamOf = ({ store }: Call, key: string): Stream | undefined => store.get(key, Stream);

export function entryReply(entry: StreamEntry): Reply {
  const [, , ...fields] = entry;
  return { list: [bulk(idText(entryId(entry))), bulks(fields)] };
}

function sizeOf([, , ...fields]: StreamEntry): number {
  return fields.reduce((sum, field) => sum + field.length + 2, ELEMENT_BYTES);
}

function removeAt(call: Call, key: string, stream: Stream, index: number): void {
  const entry = stream.entries.remove(index);
  if (entry === undefined) return;
  call.store.grow(key, -sizeOf(entry));
  const id = entryId(entry);
  if (compareIds(id, { ms: stream.maxDeletedMs, sequence: stream.maxDeletedSequence }) <= 0) return;
  Object.assign(change(stream), { maxDeletedMs: id.ms, maxDeletedSequence: id.sequence });
}

interface Trim {
  readonly by: 'MAXLEN' | 'MINID';
  readonly threshold: string;
}

/** `MAXLEN ~ 1000 LIMIT 5`, after its first word. */
function trimOption(options: Options, by: Trim['by']): Trim {
  let threshold = options.value();
  if (threshold === '~' || threshold === '=') threshold = options.value();
  if (by === 'MAXLEN') {
    if (numberOf(threshold) < 0) throw new Refusal('ERR The MAXLEN argument must be >= 0.');
  } else idOf(threshold, 0);
  return { by, threshold };
}

function trim(call: Call, key: string, stream: Stream, { by, threshold }: Trim): number {
  const wanted =
    by === 'MAXLEN' ? stream.entries.length - numberOf(threshold) : stream.indexOf(idOf(threshold, 0));
  for (let left = wanted; left > 0; left--) removeAt(call, key, stream, 0);
  if (wanted > 0) call.store.event('t', 'xtrim', key);
  return Math.max(0, wanted);
}

function add(call: Call): Reply {
  const { store, args } = call;
  const [, key = ''] = args;
  let [creates, trimming]: [boolean, Trim | undefined] = [true, undefined];
  const options = new Options(args, 2);
  let id = options.value();
  for (;;) {
    const word = id.toUpperCase();
    if (word === 'NOMKSTREAM') creates = false;
    else if (word === 'MAXLEN' || word === 'MINID') trimming = trimOption(options, word);
    else if (word === 'LIMIT') options.number();
    else break;
    id = options.value();
  }
  const fields = args.slice(options.at);
  if (fields.length === 0 || fields.length % 2 === 1)
    throw new Refusal("ERR wrong number of arguments for 'xadd' command");
  const known = streamOf(call, key);
  if (known === undefined && !creates) return nothing;
  const { ms, sequence } = newId(known, id, store.now);
  const stream = store.make(key, Stream);
  const entry: StreamEntry = [ms, sequence, ...fields];
  stream.entries.push(entry);
  store.grow(key, sizeOf(entry));
  Object.assign(change(stream), { lastMs: ms, lastSequence: sequence, added: stream.added + 1 });
  store.event('t', 'xadd', key);
  if (trimming !== undefined) trim(call, key, stream, trimming);
  const how = trimming === undefined ? [] : [trimming.by, trimming.threshold];
  call.instead = [['XADD', key, ...how, idText({ ms, sequence }), ...fields]];
  return bulk(idText({ ms, sequence }));
}

function range(reverse: boolean) {
  return (call: Call): Reply => {
    const [, key = '', from, to, ...rest] = call.args;
    let count = Number.POSITIVE_INFINITY;
    if (rest.length > 0) {
      if (rest.length !== 2 || rest[0]?.toUpperCase() !== 'COUNT') throw new Refusal(syntaxError);
      count = numberOf(rest[1]);
      if (count <= 0) return { list: count < 0 ? [] : null };
    }
    const [low, high] = reverse ? [to, from] : [from, to];
    const entries = between(streamOf(call, key), rangeEnd(low, false), rangeEnd(high, true), count, reverse);
    return { list: entries.map(entryReply) };
  };
}

export function between(
  stream: Stream | undefined,
  from: StreamId,
  to: StreamId,
  count: number,
  reverse = false,
): StreamEntry[] {
  if (stream === undefined) return [];
  const start = stream.indexOf(from);
  const end = stream.indexOf(nextId(to));
  if (start >= end) return [];
  if (!reverse) return stream.entries.slice(start, Math.min(end, start + count));
  return stream.entries.slice(Math.max(start, end - count), end).reverse();
}

/** `STREAMS key … id …`, up to the end of the line. */
export function streamsOption(options: Options, args: readonly string[]): [key: string, id: string][] {
  const names = args.slice(options.at);
  if (names.length === 0 || names.length % 2 === 1)
    throw new Refusal(
      `ERR Unbalanced '${(args[0] ?? '').toLowerCase()}' list of streams: for each stream key an ID or '$' must be specified.`,
    );
  const half = names.length / 2;
  return names.slice(0, half).map((key, index) => [key, names[half + index] ?? '']);
}

/** Streams with entries: a map in RESP3, a list of pairs in RESP2. */
export function streamsReply({ protocol }: Call, found: readonly (readonly [string, Reply])[]): Reply {
  if (found.length === 0) return { list: null };
  if (protocol === 3) return { map: found.flatMap(([key, entries]) => [bulk(key), entries]) };
  return { list: found.map(([key, entries]) => ({ list: [bulk(key), entries] })) };
}

function read(call: Call): Reply | Block {
  const { args } = call;
  let [count, blockMs]: [number, number | undefined] = [Number.POSITIVE_INFINITY, undefined];
  const options = new Options(args, 1);
  for (let word = options.next(); word !== 'STREAMS'; word = options.next()) {
    if (word === 'COUNT') count = Math.max(1, options.number());
    else if (word === 'BLOCK') {
      blockMs = numberOf(options.value(), 'ERR timeout is not an integer or out of range');
      if (blockMs < 0) throw new Refusal('ERR timeout is negative');
    } else throw new Refusal(syntaxError);
  }
  const streams = streamsOption(options, args).map(([key, id]): [string, StreamId] => {
    const stream = streamOf(call, key);
    if (id === '$') return [key, stream?.lastId ?? { ms: 0, sequence: 0 }];
    if (id !== '+') return [key, idOf(id, 0)];
    const last = stream?.entries.at(stream.entries.length - 1);
    const { ms, sequence } = last === undefined ? { ms: 0, sequence: 1 } : entryId(last);
    return [
      key,
      sequence > 0 ? { ms, sequence: sequence - 1 } : { ms: ms - 1, sequence: Number.MAX_SAFE_INTEGER },
    ];
  });
  const found: [string, Reply][] = [];
  for (const [key, after] of streams) {
    const entries = between(streamOf(call, key), nextId(after), rangeEnd('+', true), count);
    if (entries.length > 0) found.push([key, { list: entries.map(entryReply) }]);
  }
  if (found.length > 0 || blockMs === undefined) return streamsReply(call, found);
  const resolved = streams.map(([, id]) => idText(id));
  const again = [...args.slice(0, args.length - resolved.length), ...resolved];
  return { blockMs, args: again, timedOut: { list: null } };
}

function remove(call: Call): Reply {
  const [, key = '', ...ids] = call.args;
  const wanted = ids.map((id) => idOf(id, 0));
  const stream = streamOf(call, key);
  if (stream === undefined) return integer(0);
  let removed = 0;
  for (const id of wanted) {
    const index = stream.indexOf(id);
    const entry = stream.entries.at(index);
    if (entry === undefined || compareIds(entryId(entry), id) !== 0) continue;
    removeAt(call, key, stream, index);
    removed++;
  }
  if (removed > 0) call.store.event('t', 'xdel', key);
  return integer(removed);
}

function trimCommand(call: Call): Reply {
  const [, key = ''] = call.args;
  const options = new Options(call.args, 2);
  const word = options.next();
  if (word !== 'MAXLEN' && word !== 'MINID') throw new Refusal(syntaxError);
  const trimming = trimOption(options, word);
  if (!options.done && options.next() !== 'LIMIT') throw new Refusal(syntaxError);
  const stream = streamOf(call, key);
  return integer(stream === undefined ? 0 : trim(call, key, stream, trimming));
}

function setId(call: Call): Reply {
  const [, key = '', text] = call.args;
  const stream = streamOf(call, key);
  if (stream === undefined) throw new Refusal('ERR no such key');
  const { ms, sequence } = idOf(text, 0);
  const last = stream.entries.at(stream.entries.length - 1);
  if (last !== undefined && compareIds(entryId(last), { ms, sequence }) > 0)
    throw new Refusal('ERR The ID specified in XSETID is smaller than the target stream top item');
  Object.assign(change(stream), { lastMs: ms, lastSequence: sequence });
  call.store.event('t', 'xsetid', key);
  return ok;
}

const category = 'stream';
const writes = true;

export const streamCommands: Commands = {
  xadd: { arity: -5, writes, category, run: add },
  xdel: { arity: -3, writes, category, run: remove },
  xlen: {
    arity: 2,
    category,
    run: (call) => integer(streamOf(call, call.args[1] ?? '')?.entries.length ?? 0),
  },
  xrange: { arity: -4, category, run: range(false) },
  xread: { arity: -4, category, keys: [0, 0, 0], run: read },
  xrevrange: { arity: -4, category, run: range(true) },
  xsetid: { arity: -3, writes, category, run: setId },
  xtrim: { arity: -4, writes, category, run: trimCommand },
};
