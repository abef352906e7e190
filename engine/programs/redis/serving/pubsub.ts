import { bulk, integer, nothing } from '../command.ts';
import { globMatchesNow } from '../glob.ts';
import type { Reply } from '../resp.ts';
import { encodeReply } from '../resp.ts';
import { sendText } from './connections.ts';
import type { ServerCommands } from './server-command.ts';
import type { Client, Server } from './state.ts';

/** Channels and patterns of one client, and characters of a pattern. */
const SUBSCRIPTIONS_MAX = 10_000;
const PATTERN_CHARS_MAX = 1000;

type Kind = 'channels' | 'patterns' | 'shardChannels';
const countOf = ({ channels, patterns }: Client): number => channels.length + patterns.length;

/** In this state RESP2 knows only a few commands. */
export const isSubscribed = (client: Client): boolean => countOf(client) + client.shardChannels.length > 0;

/** @returns how many have got it */
export function publish(server: Server, channel: string, message: string, shard = false): number {
  let count = 0;
  const send = (client: Client, words: readonly string[]) => {
    count++;
    sendText(server, client, encodeReply({ push: words.map(bulk) }, client.protocol));
  };
  for (const client of server.facts.clients) {
    if (shard) {
      if (client.shardChannels.includes(channel)) send(client, ['smessage', channel, message]);
      continue;
    }
    if (client.channels.includes(channel)) send(client, ['message', channel, message]);
    for (const pattern of client.patterns) {
      server.spent += 1 + (channel.length >> 4);
      if (globMatchesNow(pattern, channel)) send(client, ['pmessage', pattern, channel, message]);
    }
  }
  return count;
}

function subscribe(kind: Kind, word: string) {
  return (_server: Server, client: Client, args: readonly string[]): Reply => {
    const replies: Reply[] = [];
    const known = new Set(client[kind]);
    for (const name of args.slice(1)) {
      if (known.size >= SUBSCRIPTIONS_MAX || (kind === 'patterns' && name.length > PATTERN_CHARS_MAX))
        return { error: 'ERR so many subscriptions are not part of the simulation' };
      known.add(name);
      client[kind] = [...known];
      const count = kind === 'shardChannels' ? known.size : countOf(client);
      replies.push({ push: [bulk(word), bulk(name), integer(count)] });
    }
    return { several: replies };
  };
}

function unsubscribe(kind: Kind, word: string) {
  return (_server: Server, client: Client, args: readonly string[]): Reply => {
    const names = args.length > 1 ? args.slice(1) : client[kind];
    const count = () => (kind === 'shardChannels' ? client.shardChannels.length : countOf(client));
    if (names.length === 0) return { push: [bulk(word), nothing, integer(count())] };
    const left = new Set(client[kind]);
    const replies = names.map((name): Reply => {
      left.delete(name);
      client[kind] = [...left];
      return { push: [bulk(word), bulk(name), integer(count())] };
    });
    return { several: replies };
  };
}

function facts(server: Server, _client: Client, args: readonly string[]): Reply {
  const { clients } = server.facts;
  const all = (kind: Kind) => clients.flatMap((client) => client[kind]);
  const listed = (kind: Kind): Reply => {
    const pattern = args[2] ?? '*';
    const names = [...new Set(all(kind))].filter(
      (name) => pattern === '*' || globMatchesNow(pattern.slice(0, 200), name),
    );
    return { list: names.map(bulk) };
  };
  const counted = (kind: Kind): Reply => {
    const subscribed = all(kind);
    return {
      map: args
        .slice(2)
        .flatMap((name) => [bulk(name), integer(subscribed.filter((each) => each === name).length)]),
    };
  };
  switch (args[1]?.toUpperCase()) {
    case 'CHANNELS':
      return listed('channels');
    case 'SHARDCHANNELS':
      return listed('shardChannels');
    case 'NUMSUB':
      return counted('channels');
    case 'SHARDNUMSUB':
      return counted('shardChannels');
    case 'NUMPAT':
      return integer(new Set(all('patterns')).size);
    default:
      return { error: `ERR unknown subcommand '${(args[1] ?? '').slice(0, 128)}'. Try PUBSUB HELP.` };
  }
}

const category = 'pubsub';

export const pubsubCommands: ServerCommands = {
  psubscribe: { arity: -2, category, run: subscribe('patterns', 'psubscribe') },
  publish: {
    arity: 3,
    category,
    run: (server, _client, [, channel = '', message = '']) => integer(publish(server, channel, message)),
  },
  pubsub: { arity: -2, category, run: facts },
  punsubscribe: { arity: -1, category, run: unsubscribe('patterns', 'punsubscribe') },
  spublish: {
    arity: 3,
    category,
    run: (server, _client, [, channel = '', message = '']) =>
      integer(publish(server, channel, message, true)),
  },
  ssubscribe: { arity: -2, category, run: subscribe('shardChannels', 'ssubscribe') },
  subscribe: { arity: -2, category, run: subscribe('channels', 'subscribe') },
  sunsubscribe: { arity: -1, category, run: unsubscribe('shardChannels', 'sunsubscribe') },
  unsubscribe: { arity: -1, category, run: unsubscribe('channels', 'unsubscribe') },
};
