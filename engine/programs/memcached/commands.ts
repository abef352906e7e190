import type { Items } from './items.ts';

export const ITEM_BYTES_MAX = 1_048_576;
const KEY_CHARS_MAX = 250;
/** Longer times are moments since the epoch. */
const RELATIVE_SECONDS_MAX = 2_592_000;
const KEYS_MAX = 1000;

/** What commands know of the server. */
export interface Context {
  readonly items: Items;
  readonly now: number;
  readonly limitBytes: number;
  readonly random: () => number;
  readonly count: (name: string, by?: number) => void;
  readonly statistics: (of: string | undefined) => string;
  readonly version: string;
}

/** Commands that bring a value. */
export const STORING: ReadonlySet<string> = new Set(['set', 'add', 'replace', 'append', 'prepend', 'cas']);

const isKey = (key: string | undefined): key is string =>
  key !== undefined && key !== '' && key.length <= KEY_CHARS_MAX;
const badFormat = 'CLIENT_ERROR bad command line format';

function expiryOf(text: string | undefined, now: number): number {
  const seconds = Number(text) || 0;
  if (seconds === 0) return 0;
  if (seconds < 0) return now;
  return seconds > RELATIVE_SECONDS_MAX ? seconds * 1000 : now + seconds * 1000;
}

/** `set <key> <flags> <exptime> <bytes>` and its relatives. */
export function store(context: Context, words: readonly string[], data: string): string {
  const [name = '', key, flags = '0', time, , cas] = words;
  const { items, now } = context;
  if (!isKey(key)) return badFormat;
  context.count('cmd_set');
  const known = items.get(key, now);
  if (name === 'cas') {
    if (known === undefined) {
      context.count('cas_misses');
      return 'NOT_FOUND';
    }
    if (String(known.cas) !== cas) {
      context.count('cas_badval');
      return 'EXISTS';
    }
    context.count('cas_hits');
  }
  if (
    (name === 'add' && known !== undefined) ||
    (['replace', 'append', 'prepend'].includes(name) && known === undefined)
  )
    return 'NOT_STORED';
  const joins = name === 'append' || name === 'prepend';
  const before = known?.text ?? '';
  const text = name === 'append' ? before + data : name === 'prepend' ? data + before : data;
  if (text.length > ITEM_BYTES_MAX) return 'SERVER_ERROR object too large for cache';
  items.set(
    key,
    text,
    joins ? (known?.flags ?? '0') : flags,
    joins ? (known?.expiresMs ?? 0) : expiryOf(time, now),
    now,
  );
  context.count('total_items');
  context.count('evictions', items.makeRoom(context.limitBytes, context.random));
  return 'STORED';
}

function get(context: Context, keys: readonly string[], withCas: boolean): string {
  if (keys.length === 0) return 'ERROR';
  if (keys.length > KEYS_MAX || keys.some((key) => !isKey(key))) return badFormat;
  const found = keys.flatMap((key) => {
    const item = context.items.get(key, context.now);
    context.count('cmd_get');
    context.count(item === undefined ? 'get_misses' : 'get_hits');
    if (item === undefined) return [];
    return [
      `VALUE ${key} ${item.flags} ${item.text.length}${withCas ? ` ${item.cas}` : ''}\r\n${item.text}\r\n`,
    ];
  });
  return `${found.join('')}END`;
}

function calculate(
  { items, now, count }: Context,
  name: string,
  key: string,
  by: string | undefined,
): string {
  if (!/^\d{1,20}$/.test(by ?? '')) return 'CLIENT_ERROR invalid numeric delta argument';
  const item = items.get(key, now);
  count(item === undefined ? `${name}_misses` : `${name}_hits`);
  if (item === undefined) return 'NOT_FOUND';
  if (!/^\d{1,20} *$/.test(item.text)) return 'CLIENT_ERROR cannot increment or decrement non-numeric value';
  const [value, delta] = [BigInt(item.text.trim()), BigInt(by ?? '0')];
  const made = name === 'incr' ? BigInt.asUintN(64, value + delta) : value > delta ? value - delta : 0n;
  // A number that got shorter keeps the place it had.
  const text = name === 'decr' ? String(made).padEnd(item.text.length) : String(made);
  items.set(key, text, item.flags, item.expiresMs, now);
  return String(made);
}

function touch({ items, now, count }: Context, key: string, time: string | undefined): boolean {
  const item = items.get(key, now);
  count('cmd_touch');
  if (item === undefined) return false;
  items.set(key, item.text, item.flags, expiryOf(time, now), now);
  return true;
}

/** Any other command. */
export function execute(context: Context, words: readonly string[]): string {
  const [name = '', key, third] = words;
  const { items, now, count } = context;
  switch (name) {
    case 'get':
    case 'gets':
      return get(context, words.slice(1), name === 'gets');
    case 'gat':
    case 'gats': {
      const keys = words.slice(2, 2 + KEYS_MAX);
      for (const each of keys) touch(context, each, key);
      return get(context, keys, name === 'gats');
    }
    case 'touch':
      if (!isKey(key) || third === undefined) return 'ERROR';
      return touch(context, key, third) ? 'TOUCHED' : 'NOT_FOUND';
    case 'delete': {
      if (!isKey(key)) return 'ERROR';
      const known = items.get(key, now) !== undefined;
      count(known ? 'delete_hits' : 'delete_misses');
      items.delete(key);
      return known ? 'DELETED' : 'NOT_FOUND';
    }
    case 'incr':
    case 'decr':
      return isKey(key) ? calculate(context, name, key, third) : 'ERROR';
    case 'flush_all':
      count('cmd_flush');
      items.clear();
      return 'OK';
    case 'version':
      return `VERSION ${context.version}`;
    case 'verbosity':
      return key === undefined ? 'ERROR' : 'OK';
    case 'stats':
      return context.statistics(key);
    default:
      return 'ERROR';
  }
}
