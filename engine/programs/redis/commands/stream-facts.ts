import { bulk, type Call, type Commands, integer, nothing, Refusal } from '../command.ts';
import type { Reply } from '../resp.ts';
import { idText, type Stream } from '../values/stream.ts';
import { entryReply, streamOf } from './streams.ts';

function map(pairs: readonly (readonly [string, Reply])[]): Reply {
  return { map: pairs.flatMap(([name, value]) => [bulk(name), value]) };
}

function groups({ groups: all, added }: Stream): Reply {
  return {
    list: [...all.entries()].map(([name, { consumers, pending, lastMs, lastSequence, read }]) =>
      map([
        ['name', bulk(name)],
        ['consumers', integer(consumers.size)],
        ['pending', integer(pending.size)],
        ['last-delivered-id', bulk(idText({ ms: lastMs, sequence: lastSequence }))],
        ['entries-read', read === 0 && lastMs > 0 ? nothing : integer(read)],
        ['lag', integer(Math.max(0, added - read))],
      ]),
    ),
  };
}

function consumers({ store }: Call, stream: Stream, key: string, name: string): Reply {
  const group = stream.groups.get(name);
  if (group === undefined)
    throw new Refusal(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  const owned = new Map<string, number>();
  for (const [owner] of group.pending.values()) owned.set(owner, (owned.get(owner) ?? 0) + 1);
  return {
    list: [...group.consumers.entries()].map(([consumer, { seenMs, activeMs }]) =>
      map([
        ['name', bulk(consumer)],
        ['pending', integer(owned.get(consumer) ?? 0)],
        ['idle', integer(store.now - seenMs)],
        ['inactive', integer(store.now - activeMs)],
      ]),
    ),
  };
}

function stream(of: Stream): Reply {
  const [first, last] = [of.entries.at(0), of.entries.at(of.entries.length - 1)];
  return map([
    ['length', integer(of.entries.length)],
    ['radix-tree-keys', integer(of.entries.parts.length)],
    ['radix-tree-nodes', integer(of.entries.parts.length + 1)],
    ['last-generated-id', bulk(idText(of.lastId))],
    ['max-deleted-entry-id', bulk(idText({ ms: of.maxDeletedMs, sequence: of.maxDeletedSequence }))],
    ['entries-added', integer(of.added)],
    [
      'recorded-first-entry-id',
      bulk(first === undefined ? '0-0' : idText({ ms: first[0], sequence: first[1] })),
    ],
    ['groups', integer(of.groups.size)],
    ['first-entry', first === undefined ? nothing : entryReply(first)],
    ['last-entry', last === undefined ? nothing : entryReply(last)],
  ]);
}

function facts(call: Call): Reply {
  const [, word = '', key = '', group = ''] = call.args;
  const what = word.toUpperCase();
  if (!['STREAM', 'GROUPS', 'CONSUMERS'].includes(what))
    throw new Refusal(`ERR unknown subcommand '${word.slice(0, 128)}'. Try XINFO HELP.`);
  const found = streamOf(call, key);
  if (found === undefined) throw new Refusal('ERR no such key');
  if (what === 'GROUPS') return groups(found);
  return what === 'CONSUMERS' ? consumers(call, found, key, group) : stream(found);
}

export const streamFactCommands: Commands = {
  xinfo: { arity: -3, category: 'stream', keys: [2, 2, 1], run: facts },
};
