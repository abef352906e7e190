import { bulk, bulks, integer, nothing, ok } from '../command.ts';
import { dataCommands } from '../commands/index.ts';
import type { Reply } from '../resp.ts';
import {
  applyRule,
  categories,
  defaultUser,
  describeUser,
  isIn,
  refused,
  serverCategories,
} from './access.ts';
import { type ServerCommands, unknownSubcommand, wrongCount } from './server-command.ts';
import type { Client, Server, User } from './state.ts';

const USERS_MAX = 200;
const RULES_MAX = 1000;

function setUser({ facts }: Server, args: readonly string[]): Reply {
  const [, , name = '', ...rules] = args;
  if (args.length < 3) return wrongCount(args);
  const known = facts.users.find((each) => each.name === name);
  if (known === undefined && facts.users.length >= USERS_MAX)
    return { error: 'ERR so many users are not part of the simulation' };
  const fresh: User = {
    ...defaultUser(''),
    name,
    on: false,
    nopass: false,
    keys: [],
    channels: [],
    commands: ['-@all'],
  };
  const user: User = structuredClone(known ?? fresh);
  for (const rule of rules.slice(0, RULES_MAX)) {
    const problem = applyRule(user, rule);
    if (problem !== undefined) return { error: `ERR Error in ACL SETUSER modifier '${rule}': ${problem}` };
  }
  if (known === undefined) facts.users.push(user);
  else Object.assign(known, user);
  return ok;
}

function getUser({ facts }: Server, args: readonly string[]): Reply {
  const user = facts.users.find((each) => each.name === args[2]);
  if (user === undefined) return nothing;
  const flags = [user.on ? 'on' : 'off', ...(user.nopass ? ['nopass'] : [])];
  const pairs: [string, Reply][] = [
    ['flags', { set: flags.map(bulk) }],
    ['passwords', bulks(user.passwords)],
    ['commands', bulk(user.commands.join(' '))],
    ['keys', bulk(user.keys.map((each) => `~${each}`).join(' '))],
    ['channels', bulk(user.channels.map((each) => `&${each}`).join(' '))],
    ['selectors', { list: [] }],
  ];
  return { map: pairs.flatMap(([name, value]) => [bulk(name), value]) };
}

function removeUsers({ facts }: Server, args: readonly string[]): Reply {
  const names = args.slice(2);
  if (names.includes('default')) return { error: "ERR The 'default' user cannot be removed" };
  const before = facts.users.length;
  facts.users = facts.users.filter(({ name }) => !names.includes(name));
  for (const client of facts.clients) if (names.includes(client.user ?? '')) client.ended = true;
  return integer(before - facts.users.length);
}

function logged({ facts, system }: Server, args: readonly string[]): Reply {
  if (args[2]?.toUpperCase() === 'RESET') {
    facts.denied = [];
    return ok;
  }
  return {
    list: facts.denied.slice(0, Number(args[2]) || 10).map(({ reason, object, user, timeMs, client }) => ({
      map: [
        ...[bulk('count'), integer(1), bulk('reason'), bulk(reason), bulk('context'), bulk('toplevel')],
        ...[bulk('object'), bulk(object), bulk('username'), bulk(user)],
        ...[
          bulk('age-seconds'),
          bulk(((system.now - timeMs) / 1000).toFixed(3)),
          bulk('client-info'),
          bulk(`addr=${client}`),
        ],
      ],
    })),
  };
}

function category(args: readonly string[]): Reply {
  if (args[2] === undefined) return bulks(categories);
  const wanted = args[2].toLowerCase();
  if (!categories.includes(wanted)) return { error: `ERR Unknown category '${args[2]}'` };
  return bulks([...dataCommands.keys(), ...serverCategories.keys()].filter((name) => isIn(name, wanted)));
}

const HEX = '0123456789abcdef';

function acl(server: Server, client: Client, args: readonly string[]): Reply {
  const { facts, system } = server;
  switch (args[1]?.toUpperCase()) {
    case 'WHOAMI':
      return bulk(client.user);
    case 'LIST':
      return bulks(facts.users.map(describeUser));
    case 'USERS':
      return bulks(facts.users.map(({ name }) => name));
    case 'GETUSER':
      return getUser(server, args);
    case 'SETUSER':
      return setUser(server, args);
    case 'DELUSER':
      return removeUsers(server, args);
    case 'CAT':
      return category(args);
    case 'LOG':
      return logged(server, args);
    case 'GENPASS': {
      const bits = args[2] === undefined ? 256 : Number(args[2]);
      if (!Number.isInteger(bits) || bits < 1 || bits > 4096)
        return {
          error:
            'ERR ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096',
        };
      return bulk(
        Array.from({ length: Math.ceil(bits / 4) }, () => HEX[Math.floor(system.random() * 16)]).join(''),
      );
    }
    case 'DRYRUN': {
      const user = facts.users.find(({ name }) => name === args[2]);
      if (user === undefined) return { error: `ERR User '${args[2] ?? ''}' not found` };
      const problem = refused(user, args.slice(3));
      return problem === undefined ? ok : bulk(problem.words.replace('NOPERM ', ''));
    }
    case 'LOAD':
    case 'SAVE':
      return {
        error:
          'ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis configuration.',
      };
    default:
      return unknownSubcommand(args);
  }
}

export const accessCommands: ServerCommands = { acl: { arity: -2, category: 'admin', run: acl } };
