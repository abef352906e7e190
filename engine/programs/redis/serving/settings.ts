import { globMatchesNow } from '../glob.ts';
import { syntaxOfWords } from '../words.ts';

type Kind = 'text' | 'yes or no' | 'number' | 'memory' | readonly string[];

interface Setting {
  readonly initial: string;
  readonly kind: Kind;
  /** Only when the server starts. */
  readonly fixed?: boolean;
}

const text = (initial = '', fixed = false): Setting => ({ initial, kind: 'text', fixed });
const switched = (initial: 'yes' | 'no', fixed = false): Setting => ({ initial, kind: 'yes or no', fixed });
const number = (initial: number, fixed = false): Setting => ({
  initial: String(initial),
  kind: 'number',
  fixed,
});
const memory = (initial: number): Setting => ({ initial: String(initial), kind: 'memory' });
const oneOf = (...words: readonly [string, ...string[]]): Setting => ({ initial: words[0], kind: words });

const EVICTION = [
  'noeviction',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
] as const;

/** What can be configured, and what it is from the start. */
const settings: Readonly<Record<string, Setting>> = {
  aclfile: text('', true),
  'acllog-max-len': number(128),
  'active-expire-effort': number(1),
  activedefrag: switched('no'),
  appenddirname: text('appendonlydir', true),
  appendfilename: text('appendonly.aof', true),
  appendfsync: oneOf('everysec', 'always', 'no'),
  appendonly: switched('no'),
  'aof-load-truncated': switched('yes'),
  'aof-use-rdb-preamble': switched('yes'),
  'auto-aof-rewrite-min-size': memory(67_108_864),
  'auto-aof-rewrite-percentage': number(100),
  bind: text('* -::*'),
  'client-output-buffer-limit': text('normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60'),
  'client-query-buffer-limit': memory(1_073_741_824),
  'cluster-enabled': switched('no', true),
  daemonize: switched('no', true),
  databases: number(16, true),
  dbfilename: text('dump.rdb'),
  dir: text('/'),
  'hash-max-listpack-entries': number(128),
  'hash-max-listpack-value': memory(64),
  hz: number(10),
  'io-threads': number(1, true),
  'latency-monitor-threshold': number(0),
  'lazyfree-lazy-eviction': switched('no'),
  'lazyfree-lazy-expire': switched('no'),
  'lfu-decay-time': number(1),
  'lfu-log-factor': number(10),
  'list-max-listpack-size': number(-2),
  logfile: text('', true),
  loglevel: oneOf('notice', 'debug', 'verbose', 'warning', 'nothing'),
  'lua-time-limit': number(5000),
  masterauth: text(),
  masteruser: text(),
  maxclients: number(10_000),
  maxmemory: memory(0),
  'maxmemory-policy': oneOf(...EVICTION),
  'maxmemory-samples': number(5),
  'min-replicas-max-lag': number(10),
  'min-replicas-to-write': number(0),
  'notify-keyspace-events': text(),
  pidfile: text('', true),
  port: number(6379),
  'proto-max-bulk-len': memory(536_870_912),
  'protected-mode': switched('yes'),
  rdbchecksum: switched('yes', true),
  rdbcompression: switched('yes'),
  'repl-backlog-size': memory(1_048_576),
  'repl-diskless-sync': switched('yes'),
  'repl-timeout': number(60),
  'replica-announce-ip': text(),
  'replica-announce-port': number(0),
  'replica-priority': number(100),
  'replica-read-only': switched('yes'),
  'replica-serve-stale-data': switched('yes'),
  replicaof: text('', true),
  requirepass: text(),
  save: text('3600 1 300 100 60 10000'),
  'set-max-intset-entries': number(512),
  'slowlog-log-slower-than': number(10_000),
  'slowlog-max-len': number(128),
  'stop-writes-on-bgsave-error': switched('yes'),
  'stream-node-max-bytes': memory(4096),
  supervised: text('no', true),
  'tcp-backlog': number(511, true),
  'tcp-keepalive': number(300),
  timeout: number(0),
  unixsocket: text('', true),
  unixsocketperm: text('0', true),
  'zset-max-listpack-entries': number(128),
  'zset-max-listpack-value': memory(64),
};

/** Names that mean another one. */
const aliases: Readonly<Record<string, string>> = {
  slaveof: 'replicaof',
  'slave-read-only': 'replica-read-only',
  'slave-priority': 'replica-priority',
  'slave-serve-stale-data': 'replica-serve-stale-data',
  'hash-max-ziplist-entries': 'hash-max-listpack-entries',
  'hash-max-ziplist-value': 'hash-max-listpack-value',
  'zset-max-ziplist-entries': 'zset-max-listpack-entries',
  'zset-max-ziplist-value': 'zset-max-listpack-value',
  'list-max-ziplist-size': 'list-max-listpack-size',
};

export type Configuration = { [name: string]: string };

const settingOf = (name: string): Setting | undefined =>
  Object.hasOwn(settings, name) ? settings[name] : undefined;
export const realName = (name: string): string => {
  const word = name.toLowerCase();
  return Object.hasOwn(aliases, word) ? (aliases[word] ?? word) : word;
};

export function initialConfiguration(): Configuration {
  return Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial]));
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1_000_000,
  mb: 1_048_576,
  g: 1_000_000_000,
  gb: 1_073_741_824,
};

/** What a value is once it is set. Undefined: it isn't one. */
function settled({ kind }: Setting, given: string): string | undefined {
  if (kind === 'text') return given;
  const word = given.toLowerCase();
  if (kind === 'yes or no') return word === 'yes' || word === 'no' ? word : undefined;
  if (kind === 'number') return /^-?\d{1,15}$/.test(given) ? String(Number(given)) : undefined;
  if (kind !== 'memory') return kind.includes(word) ? word : undefined;
  const [, digits, unit = ''] = /^(\d{1,15})([a-z]*)$/.exec(word) ?? [];
  const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return digits === undefined || scale === undefined ? undefined : String(Number(digits) * scale);
}

const complaints = (kind: Kind): string =>
  kind === 'yes or no'
    ? "argument must be 'yes' or 'no'"
    : kind === 'memory'
      ? 'argument must be a memory value'
      : kind === 'number'
        ? "argument couldn't be parsed into an integer"
        : `argument(s) must be one of the following: ${typeof kind === 'string' ? '' : kind.join(', ')}`;

/** Sets a value. @returns what is wrong with it */
export function configure(
  configuration: Configuration,
  name: string,
  given: string,
  running: boolean,
): string | undefined {
  const real = realName(name);
  const setting = settingOf(real);
  if (setting === undefined) return 'unknown';
  if (running && setting.fixed === true) return "can't set immutable config";
  const value = settled(setting, given);
  if (value === undefined) return complaints(setting.kind);
  if (real === 'save' && !/^(?:\d+ \d+(?: \d+ \d+)*)?$/.test(value)) return 'Invalid save parameters';
  if (real === 'notify-keyspace-events' && !/^[KEg$lshzxetdmnA]*$/.test(value))
    return "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.";
  configuration[real] = value;
  return undefined;
}

/** Names and values in turn that fit one of some patterns. */
export function settingsLike(configuration: Configuration, patterns: readonly string[]): string[] {
  const wanted = patterns.map((pattern) => pattern.toLowerCase());
  return Object.entries(configuration)
    .filter(([name]) => wanted.some((pattern) => globMatchesNow(pattern, name)))
    .flat();
}

export const isSetting = (name: string): boolean => settingOf(realName(name)) !== undefined;

/** Takes the lines of a configuration file, or of the command line. @returns the line that is wrong, and why */
export function readSettings(
  configuration: Configuration,
  lines: readonly string[],
): { readonly line: number; readonly text: string; readonly problem: string } | undefined {
  let saves: string[] | undefined;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const wrong = (problem: string) => ({ line: index + 1, text: line, problem });
    const words = syntaxOfWords(line);
    if (words === undefined) return wrong('Unbalanced quotes in configuration line');
    const [name = '', ...values] = words;
    if (['user', 'rename-command', 'loadmodule'].includes(name.toLowerCase()))
      return wrong(`'${name}' is not part of the simulation`);
    if (realName(name) === 'save') {
      saves = values.length === 1 && values[0] === '' ? [] : [...(saves ?? []), ...values];
      continue;
    }
    const problem =
      values.length === 0
        ? 'wrong number of arguments'
        : configure(configuration, name, values.join(' '), false);
    if (problem === 'unknown' || problem === 'wrong number of arguments')
      return wrong('Bad directive or wrong number of arguments');
    if (problem !== undefined) return wrong(problem);
  }
  if (saves !== undefined) configuration.save = saves.join(' ');
  return undefined;
}
