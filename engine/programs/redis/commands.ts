import { RE2JS } from 're2js';
import { collectionCommands } from './collections.ts';
import { bulk, bulks, type Call, type Command, integer, numberOf, Refusal, syntaxError } from './command.ts';
import { nothing, ok, type Reply } from './resp.ts';

function increment({ store, args: [, key = ''] }: Call, by: number): Reply {
  const value = store.make(key, 'string', { type: 'string', text: '0' });
  value.text = String(numberOf(value.text) + by);
  return integer(Number(value.text));
}

function set({ store, args }: Call): Reply {
  const [, key = '', text = ''] = args;
  const words = args.slice(3).map((word) => word.toUpperCase());
  let expiresMs: number | undefined;
  const before = words.includes('GET') ? store.get(key, 'string')?.text : undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === 'EX' || word === 'PX') {
      expiresMs = store.now + numberOf(words[++index]) * (word === 'EX' ? 1000 : 1);
    } else if (!['NX', 'XX', 'GET', 'KEEPTTL'].includes(word)) throw new Refusal(syntaxError);
  }
  const exists = store.entry(key) !== undefined;
  if ((words.includes('NX') && exists) || (words.includes('XX') && !exists)) return nothing;
  if (words.includes('KEEPTTL')) expiresMs = store.entry(key)?.expiresMs;
  store.set(key, { type: 'string', text }, expiresMs);
  return words.includes('GET') ? bulk(before) : ok;
}

function expire({ store, args: [, key = '', time] }: Call, unitMs: number, absolute: boolean): Reply {
  const entry = store.entry(key);
  if (entry === undefined) return integer(0);
  entry.expiresMs = numberOf(time) * unitMs + (absolute ? 0 : store.now);
  return integer(1);
}

function timeToLive({ store, args: [, key = ''] }: Call, unitMs: number): Reply {
  const entry = store.entry(key);
  if (entry === undefined) return integer(-2);
  return integer(entry.expiresMs === undefined ? -1 : Math.ceil((entry.expiresMs - store.now) / unitMs));
}

/** The pattern of KEYS and SCAN: `*`, `?`, `[…]`. */
function patternOf(glob: string): RE2JS {
  const parts = glob.match(/\[[^\]]*\]|\*|\?|\\.|[\s\S]/g) ?? [];
  const pattern = parts.map((part) =>
    part === '*'
      ? '[\\s\\S]*'
      : part === '?'
        ? '[\\s\\S]'
        : part.length > 1 && part.startsWith('[')
          ? part
          : RE2JS.quote(part.replace(/^\\(?=.)/, '')),
  );
  try {
    return RE2JS.compile(pattern.join(''));
  } catch {
    return RE2JS.compile(RE2JS.quote(glob));
  }
}

const strings: Readonly<Record<string, Command>> = {
  append: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      const value = store.make(key, 'string', { type: 'string', text: '' });
      value.text += text;
      return integer(value.text.length);
    },
  },
  decr: { arity: 2, writes: true, run: (call) => increment(call, -1) },
  decrby: { arity: 3, writes: true, run: (call) => increment(call, -numberOf(call.args[2])) },
  get: { arity: 2, run: ({ store, args: [, key = ''] }) => bulk(store.get(key, 'string')?.text) },
  getdel: {
    arity: 2,
    writes: true,
    run: ({ store, args: [, key = ''] }) => {
      const text = store.get(key, 'string')?.text;
      store.delete(key);
      return bulk(text);
    },
  },
  getset: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      const before = store.get(key, 'string')?.text;
      store.set(key, { type: 'string', text });
      return bulk(before);
    },
  },
  incr: { arity: 2, writes: true, run: (call) => increment(call, 1) },
  incrby: { arity: 3, writes: true, run: (call) => increment(call, numberOf(call.args[2])) },
  mget: {
    arity: -2,
    run: ({ store, args }) => bulks(args.slice(1).map((key) => store.get(key, 'string')?.text ?? null)),
  },
  mset: {
    arity: -3,
    writes: true,
    run: ({ store, args }) => {
      for (let at = 1; at + 1 < args.length; at += 2)
        store.set(args[at] ?? '', { type: 'string', text: args[at + 1] ?? '' });
      return ok;
    },
  },
  set: { arity: -3, writes: true, run: set },
  setex: {
    arity: 4,
    writes: true,
    run: ({ store, args: [, key = '', seconds, text = ''] }) => {
      store.set(key, { type: 'string', text }, store.now + numberOf(seconds) * 1000);
      return ok;
    },
  },
  setnx: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, key = '', text = ''] }) => {
      if (store.entry(key) !== undefined) return integer(0);
      store.set(key, { type: 'string', text });
      return integer(1);
    },
  },
  strlen: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => integer(store.get(key, 'string')?.text.length ?? 0),
  },
};

const keys: Readonly<Record<string, Command>> = {
  del: {
    arity: -2,
    writes: true,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.delete(key)).length),
  },
  exists: {
    arity: -2,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.entry(key) !== undefined).length),
  },
  expire: { arity: -3, writes: true, run: (call) => expire(call, 1000, false) },
  expireat: { arity: -3, writes: true, run: (call) => expire(call, 1000, true) },
  keys: {
    arity: 2,
    run: ({ store, args: [, glob = '*'] }) => {
      const pattern = patternOf(glob);
      return bulks(store.keys().filter((key) => pattern.matches(key)));
    },
  },
  persist: {
    arity: 2,
    writes: true,
    run: ({ store, args: [, key = ''] }) => {
      const entry = store.entry(key);
      if (entry?.expiresMs === undefined) return integer(0);
      delete entry.expiresMs;
      return integer(1);
    },
  },
  pexpire: { arity: -3, writes: true, run: (call) => expire(call, 1, false) },
  pexpireat: { arity: -3, writes: true, run: (call) => expire(call, 1, true) },
  pttl: { arity: 2, run: (call) => timeToLive(call, 1) },
  randomkey: { arity: 1, run: ({ store }) => bulk(store.keys()[0]) },
  rename: {
    arity: 3,
    writes: true,
    run: ({ store, args: [, from = '', to = ''] }) => {
      const entry = store.entry(from);
      if (entry === undefined) throw new Refusal('ERR no such key');
      store.delete(from);
      store.set(to, entry.value, entry.expiresMs);
      return ok;
    },
  },
  scan: { arity: -2, run: ({ store }) => ({ list: [bulk('0'), bulks(store.keys())] }) },
  ttl: { arity: 2, run: (call) => timeToLive(call, 1000) },
  type: {
    arity: 2,
    run: ({ store, args: [, key = ''] }) => ({ status: store.entry(key)?.value.type ?? 'none' }),
  },
  unlink: {
    arity: -2,
    writes: true,
    run: ({ store, args }) => integer(args.slice(1).filter((key) => store.delete(key)).length),
  },
};

/** Commands on data, by their name in small letters. */
export const dataCommands: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...strings, ...keys, ...collectionCommands }),
);
