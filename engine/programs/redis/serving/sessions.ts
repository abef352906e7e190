import { answered, bulk, bulks, integer, nothing, numberOf, ok } from '../command.ts';
import type { Reply } from '../resp.ts';
import { passwordHash } from './access.ts';
import { describe, kill, listed } from './client-list.ts';
import { type ServerCommands, unknownSubcommand, wrongCount } from './server-command.ts';
import type { Client, Server } from './state.ts';
import { forgetTransaction } from './transactions.ts';

const wrongPassword: Reply = { error: 'WRONGPASS invalid username-password pair or user is disabled.' };

function logIn(server: Server, client: Client, name: string, password: string): Reply | undefined {
  const user = server.facts.users.find((each) => each.name === name);
  const fits = user?.on === true && (user.nopass || user.passwords.includes(passwordHash(password)));
  if (!fits) {
    server.facts.denied = [
      { reason: 'auth', object: 'AUTH', user: name, timeMs: server.system.now, client: client.address },
      ...server.facts.denied,
    ].slice(0, 128);
    return wrongPassword;
  }
  client.user = name;
  return undefined;
}

function authenticate(server: Server, client: Client, args: readonly string[]): Reply {
  if (args.length > 3) return { error: 'ERR syntax error' };
  const [name, password] = args.length === 3 ? args.slice(1) : ['default', args[1]];
  const standard = server.facts.users.find((each) => each.name === 'default');
  if (args.length === 2 && standard?.nopass === true)
    return {
      error:
        'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    };
  return logIn(server, client, name ?? '', password ?? '') ?? ok;
}

function hello(server: Server, client: Client, args: readonly string[]): Reply {
  const [, version, ...rest] = args;
  let protocol = client.protocol;
  if (version !== undefined) {
    if (!/^\d+$/.test(version)) return { error: 'ERR Protocol version is not an integer or out of range' };
    if (version !== '2' && version !== '3') return { error: 'NOPROTO unsupported protocol version' };
    protocol = version === '2' ? 2 : 3;
  }
  let name: string | undefined;
  for (let at = 0; at < rest.length; ) {
    const word = rest[at]?.toUpperCase();
    if (word === 'AUTH' && at + 2 < rest.length) {
      const problem = logIn(server, client, rest[at + 1] ?? '', rest[at + 2] ?? '');
      if (problem !== undefined) return problem;
      at += 3;
    } else if (word === 'SETNAME' && at + 1 < rest.length) {
      name = rest[at + 1];
      at += 2;
    } else return { error: `ERR Syntax error in HELLO option '${rest[at] ?? ''}'` };
  }
  if (client.user === undefined)
    return {
      error:
        'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    };
  client.protocol = protocol;
  if (name !== undefined) client.name = name;
  const pairs: [string, Reply][] = [
    ['server', bulk('redis')],
    ['version', bulk(server.version)],
    ['proto', integer(protocol)],
    ['id', integer(client.id)],
    ['mode', bulk('standalone')],
    ['role', bulk(server.isReplica ? 'replica' : 'master')],
    ['modules', { list: [] }],
  ];
  return { map: pairs.flatMap(([key, value]) => [bulk(key), value]) };
}

const badName = 'ERR Client names cannot contain spaces, newlines or special characters.';

function unblock(server: Server, args: readonly string[]): Reply {
  const found = server.facts.clients.find(({ id }) => String(id) === args[2]);
  if (found?.blocked === undefined) return integer(0);
  const { timedOut } = found.blocked;
  const isError = args[3]?.toUpperCase() === 'ERROR';
  found.blocked = {
    ...found.blocked,
    untilMs: server.system.now,
    timedOut: isError ? { error: 'UNBLOCKED client unblocked via CLIENT UNBLOCK' } : timedOut,
  };
  return integer(1);
}

type Sub = (server: Server, client: Client, args: readonly string[]) => Reply;

const subcommands: Readonly<Record<string, Sub>> = {
  ID: (_server, client) => integer(client.id),
  GETNAME: (_server, client) => (client.name === '' ? nothing : bulk(client.name)),
  SETNAME: (_server, client, args) => {
    if (args.length !== 3) return wrongCount(args);
    if (/[^!-~]/.test(args[2] ?? '')) return { error: badName };
    client.name = (args[2] ?? '').slice(0, 1000);
    return ok;
  },
  SETINFO: (_server, client, args) => {
    const [, , word = '', value = ''] = args;
    if (/[^!-~]/.test(value))
      return { error: `ERR ${word.toLowerCase()} cannot contain spaces, newlines or special characters.` };
    if (word.toUpperCase() === 'LIB-NAME') client.library = value.slice(0, 200);
    else if (word.toUpperCase() === 'LIB-VER') client.libraryVersion = value.slice(0, 200);
    else return { error: `ERR Unrecognized option '${word}'` };
    return ok;
  },
  LIST: (server, _client, args) => listed(server, args),
  INFO: (server, client) => ({ verbatim: `${describe(server, client)}\n` }),
  KILL: kill,
  PAUSE: (server, _client, args) =>
    answered(() => {
      server.facts.pausedUntilMs =
        server.system.now + Math.max(0, numberOf(args[2], 'ERR timeout is not an integer or out of range'));
      return ok;
    }),
  UNPAUSE: (server) => {
    server.facts.pausedUntilMs = 0;
    return ok;
  },
  UNBLOCK: (server, _client, args) => unblock(server, args),
  REPLY: (_server, client, args) => {
    const word = args[2]?.toUpperCase();
    if (word !== 'ON' && word !== 'OFF' && word !== 'SKIP') return { error: 'ERR syntax error' };
    client.replies = word === 'ON' ? 'on' : word === 'OFF' ? 'off' : 'skip';
    return ok;
  },
  'NO-EVICT': () => ok,
  'NO-TOUCH': () => ok,
  TRACKING: (_server, _client, args) =>
    args[2]?.toUpperCase() === 'OFF' ? ok : { error: 'ERR CLIENT TRACKING is not part of the simulation' },
  TRACKINGINFO: () => ({
    map: [
      bulk('flags'),
      { set: [bulk('off')] },
      bulk('redirect'),
      integer(-1),
      bulk('prefixes'),
      { list: [] },
    ],
  }),
  GETREDIR: () => integer(-1),
  HELP: () =>
    bulks(['CLIENT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:', ...Object.keys(subcommands)]),
};

function select(server: Server, client: Client, args: readonly string[]): Reply {
  if (!/^-?\d{1,10}$/.test(args[1] ?? '')) return { error: 'ERR value is not an integer or out of range' };
  const index = Number(args[1]);
  if (index < 0 || index >= server.keyspace.databases.length)
    return { error: 'ERR DB index is out of range' };
  client.database = index;
  return ok;
}

const category = 'connection';

export const sessionCommands: ServerCommands = {
  auth: { arity: -2, category, run: authenticate },
  client: {
    arity: -2,
    category,
    run: (server, client, args) => {
      const word = (args[1] ?? '').toUpperCase();
      const sub = Object.hasOwn(subcommands, word) ? subcommands[word] : undefined;
      return sub === undefined ? unknownSubcommand(args) : sub(server, client, args);
    },
  },
  echo: { arity: 2, category, run: (_server, _client, [, text]) => bulk(text) },
  hello: { arity: -1, category, run: hello },
  ping: {
    arity: -1,
    category,
    run: (_server, client, args) => {
      if (args.length > 2) return { error: "ERR wrong number of arguments for 'ping' command" };
      if (client.protocol === 2 && client.channels.length + client.patterns.length > 0)
        return bulks(['pong', args[1] ?? '']);
      return args[1] === undefined ? { status: 'PONG' } : bulk(args[1]);
    },
  },
  quit: {
    arity: -1,
    category,
    run: (_server, client) => {
      client.closing = true;
      return ok;
    },
  },
  reset: {
    arity: 1,
    category,
    run: (server, client) => {
      forgetTransaction(client);
      const standard = server.facts.users.find((each) => each.name === 'default');
      Object.assign(client, {
        database: 0,
        name: '',
        protocol: 2,
        channels: [],
        patterns: [],
        shardChannels: [],
        monitors: false,
        replies: 'on',
        user: standard?.nopass === true && standard.on ? 'default' : undefined,
      });
      return { status: 'RESET' };
    },
  },
  select: { arity: 2, category, run: select },
};
