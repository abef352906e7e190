import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOf } from '../../../shell/commands/bytes.ts';
import { keysOf } from '../command.ts';
import { dataCommands } from '../commands/index.ts';
import { globMatchesNow } from '../glob.ts';
import type { User } from './state.ts';

const PATTERN_CHARS_MAX = 200;
const CHECKED_CHARS_MAX = 2000;

export function passwordHash(password: string): string {
  return bytesToHex(sha256(bytesOf(password)));
}

export function defaultUser(password: string): User {
  return {
    name: 'default',
    on: true,
    passwords: password === '' ? [] : [passwordHash(password)],
    nopass: password === '',
    keys: ['*'],
    channels: ['*'],
    commands: ['+@all'],
  };
}

/** Commands that belong to none on data: their category, as ACLs know it. */
export const serverCategories = new Map<string, string>();

/** Commands that can take away everybody's data, or show it. */
const dangerous = new Set(
  'acl bgrewriteaof bgsave client config debug failover flushall flushdb info keys lastsave latency migrate monitor psync replconf replicaof restore role save shutdown slaveof slowlog sort sync swapdb'.split(
    ' ',
  ),
);

export const categories = [
  'keyspace',
  'read',
  'write',
  'set',
  'sortedset',
  'list',
  'hash',
  'string',
  'bitmap',
  'stream',
  'pubsub',
  'admin',
  'fast',
  'slow',
  'blocking',
  'dangerous',
  'connection',
  'transaction',
  'scripting',
];

export function isIn(name: string, category: string): boolean {
  if (category === 'all') return true;
  const command = dataCommands.get(name);
  if (category === 'dangerous') return dangerous.has(name);
  if (category === 'write') return command?.writes === true || /^(?:flush(?:all|db)|swapdb)$/.test(name);
  if (category === 'read') return command !== undefined && command.writes !== true;
  if (category === 'blocking') return /^b(?:l|r|z)/.test(name) || /^xread/.test(name);
  return (command?.category ?? serverCategories.get(name)) === category;
}

function mayRun(user: User, name: string, sub: string): boolean {
  let allowed = false;
  for (const rule of user.commands) {
    const [sign, word] = [rule[0] === '+', rule.slice(1)];
    const fits = word.startsWith('@')
      ? isIn(name, word.slice(1))
      : word === name || word === `${name}|${sub}`;
    if (fits) allowed = sign;
  }
  return allowed;
}

const like = (patterns: readonly string[], text: string): boolean =>
  patterns.some(
    (pattern) => pattern === '*' || (text.length <= CHECKED_CHARS_MAX && globMatchesNow(pattern, text)),
  );

/** What somebody may not do: undefined, if all is well. */
export function refused(
  user: User,
  args: readonly string[],
): { readonly reason: string; readonly object: string; readonly words: string } | undefined {
  const name = (args[0] ?? '').toLowerCase();
  const sub = (args[1] ?? '').toLowerCase();
  if (!mayRun(user, name, sub)) {
    const words = `NOPERM User ${user.name} has no permissions to run the '${name}' command`;
    return { reason: 'command', object: name, words };
  }
  const command = dataCommands.get(name);
  const key =
    command === undefined ? undefined : keysOf(command, args).find((each) => !like(user.keys, each));
  if (key !== undefined)
    return { reason: 'key', object: key, words: 'NOPERM No permissions to access a key' };
  const channels = name === 'publish' ? args.slice(1, 2) : /^p?subscribe$/.test(name) ? args.slice(1) : [];
  const channel = channels.find((each) => !like(user.channels, each));
  return channel === undefined
    ? undefined
    : { reason: 'channel', object: channel, words: 'NOPERM No permissions to access a channel' };
}

/** Changes a user by a rule of ACL SETUSER. @returns what is wrong with it */
export function applyRule(user: User, rule: string): string | undefined {
  const word = rule.toLowerCase();
  const rest = rule.slice(1);
  if (rule.length > PATTERN_CHARS_MAX) return 'Syntax error';
  const simple: Readonly<Record<string, () => void>> = {
    on: () => (user.on = true),
    off: () => (user.on = false),
    nopass: () => Object.assign(user, { nopass: true, passwords: [] }),
    resetpass: () => Object.assign(user, { nopass: false, passwords: [] }),
    allkeys: () => (user.keys = ['*']),
    resetkeys: () => (user.keys = []),
    allchannels: () => (user.channels = ['*']),
    resetchannels: () => (user.channels = []),
    allcommands: () => (user.commands = ['+@all']),
    nocommands: () => (user.commands = ['-@all']),
    '+@all': () => (user.commands = ['+@all']),
    '-@all': () => (user.commands = ['-@all']),
    reset: () =>
      Object.assign(user, {
        on: false,
        passwords: [],
        nopass: false,
        keys: [],
        channels: [],
        commands: ['-@all'],
      }),
  };
  const action = Object.hasOwn(simple, word) ? simple[word] : undefined;
  if (action !== undefined) {
    action();
    return undefined;
  }
  switch (rule[0]) {
    case '>':
      user.passwords = [...new Set([...user.passwords, passwordHash(rest)])];
      user.nopass = false;
      return undefined;
    case '<':
      if (!user.passwords.includes(passwordHash(rest)))
        return 'The password you are trying to remove from the user does not exist';
      user.passwords = user.passwords.filter((each) => each !== passwordHash(rest));
      return undefined;
    case '#':
      if (!/^[0-9a-f]{64}$/.test(rest))
        return 'The provided password hash must be exactly 64 characters and contain only lowercase hexadecimal characters';
      user.passwords = [...new Set([...user.passwords, rest])];
      user.nopass = false;
      return undefined;
    case '~':
      user.keys = [...new Set([...user.keys, rest])];
      return undefined;
    case '&':
      user.channels = [...new Set([...user.channels, rest])];
      return undefined;
    case '+':
    case '-': {
      const name = word.slice(1).split('|')[0] ?? '';
      const known = name.startsWith('@')
        ? categories.includes(name.slice(1))
        : dataCommands.has(name) || serverCategories.has(name);
      if (!known) return 'Unknown command or category name in ACL';
      user.commands = [...user.commands.filter((each) => each.slice(1) !== word.slice(1)), word];
      return undefined;
    }
    default:
      return 'Syntax error';
  }
}

/** A user as ACL LIST shows it. */
export function describeUser({ name, on, nopass, passwords, keys, channels, commands }: User): string {
  const words = [
    'user',
    name,
    on ? 'on' : 'off',
    ...(nopass ? ['nopass'] : passwords.map((each) => `#${each}`)),
    ...(keys.length === 0 ? ['resetkeys'] : keys.map((each) => `~${each}`)),
    ...(channels.length === 0 ? ['resetchannels'] : channels.map((each) => `&${each}`)),
    ...commands,
  ];
  return words.join(' ');
}
