import { change } from '../../heap/change.ts';
import { bulk, type Call, type Commands, numberOf, Options, Refusal, syntaxError } from '../command.ts';
import type { Reply } from '../resp.ts';
import { type Consumer, compareIds, type Group, idText, type StreamId } from '../values/stream.ts';
import { consumerOf, entryAt, groupOf, pendingOf } from './stream-groups.ts';
import { idOf, rangeEnd } from './stream-ids.ts';
import { entryReply } from './streams.ts';

/** Gives an entry that somebody else was given to a consumer. */
function take(
  call: Call,
  group: Group,
  consumer: string,
  id: StreamId,
  counts: boolean,
  timeMs: number,
): void {
  const [, , times] = group.pending.get(idText(id)) ?? ['', 0, 0];
  group.pending.set(idText(id), [consumer, timeMs, times + (counts ? 1 : 0)]);
  change<Consumer>(consumerOf(call, group, consumer)).activeMs = call.store.now;
}

function claim(call: Call): Reply {
  const { args, store } = call;
  const [, key = '', name = '', consumer = '', minimum] = args;
  const idle = Math.max(0, numberOf(minimum, 'ERR Invalid min-idle-time argument for XCLAIM'));
  const { stream, group } = groupOf(call, key, name);
  let at = 5;
  const ids: StreamId[] = [];
  for (; at < args.length && /^\d+(?:-\d+)?$/.test(args[at] ?? ''); at++) ids.push(idOf(args[at], 0));
  const options = new Options(args, at);
  let [timeMs, force, justId, times]: [number, boolean, boolean, number | undefined] = [
    store.now,
    false,
    false,
    undefined,
  ];
  while (!options.done) {
    const word = options.next();
    if (word === 'IDLE') timeMs = store.now - options.number();
    else if (word === 'TIME') timeMs = options.number();
    else if (word === 'RETRYCOUNT') times = options.number();
    else if (word === 'FORCE') force = true;
    else if (word === 'JUSTID') justId = true;
    else if (word === 'LASTID') options.value();
    else throw new Refusal(`ERR Unrecognized XCLAIM option '${args[options.at - 1] ?? ''}'`);
  }
  const found: Reply[] = [];
  for (const id of ids) {
    const known = group.pending.get(idText(id));
    const entry = entryAt(stream, id);
    if (entry === undefined) {
      group.pending.delete(idText(id));
      continue;
    }
    if (known === undefined ? !force : store.now - known[1] < idle) continue;
    take(call, group, consumer, id, !justId, timeMs);
    if (times !== undefined) group.pending.set(idText(id), [consumer, timeMs, times]);
    found.push(justId ? bulk(idText(id)) : entryReply(entry));
  }
  store.event('t', 'xclaim', key);
  return { list: found };
}

const AUTOCLAIM_COUNT = 100;

function autoClaim(call: Call): Reply {
  const { args, store } = call;
  const [, key = '', name = '', consumer = '', minimum, from] = args;
  const idle = Math.max(0, numberOf(minimum, 'ERR Invalid min-idle-time argument for XAUTOCLAIM'));
  const start = rangeEnd(from, false);
  let [count, justId] = [AUTOCLAIM_COUNT, false];
  const options = new Options(args, 6);
  while (!options.done) {
    const word = options.next();
    if (word === 'COUNT') count = Math.max(1, options.number());
    else if (word === 'JUSTID') justId = true;
    else throw new Refusal(syntaxError);
  }
  const { stream, group } = groupOf(call, key, name);
  const all = pendingOf(group).filter(([id]) => compareIds(id, start) >= 0);
  const [found, deleted]: [Reply[], Reply[]] = [[], []];
  let next: StreamId = { ms: 0, sequence: 0 };
  for (const [id, [, timeMs]] of all) {
    if (found.length >= count) {
      next = id;
      break;
    }
    if (store.now - timeMs < idle) continue;
    const entry = entryAt(stream, id);
    if (entry === undefined) {
      group.pending.delete(idText(id));
      deleted.push(bulk(idText(id)));
      continue;
    }
    take(call, group, consumer, id, !justId, store.now);
    found.push(justId ? bulk(idText(id)) : entryReply(entry));
  }
  store.event('t', 'xautoclaim', key);
  return { list: [bulk(idText(next)), { list: found }, { list: deleted }] };
}

export const streamClaimCommands: Commands = {
  xautoclaim: { arity: -6, writes: true, category: 'stream', run: autoClaim },
  xclaim: { arity: -6, writes: true, category: 'stream', run: claim },
};
