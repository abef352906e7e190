import {
  bigOf,
  bulk,
  bulks,
  type Call,
  type Commands,
  floatOf,
  integer,
  nothing,
  numberOf,
  Options,
  ok,
  Refusal,
  syntaxError,
} from '../command.ts';
import type { Reply } from '../resp.ts';
import { expiryOf, expiryOption, isExpiry } from './expiry.ts';

/** A string is never longer. */
export const STRING_BYTES_MAX = 4_194_304;
const tooLong = 'ERR string exceeds maximum allowed size (proto-max-bulk-len)';

export function putText(call: Call, key: string, text: string, expires: number | 'keep' | undefined): void {
  if (text.length > STRING_BYTES_MAX) throw new Refusal(tooLong);
  call.store.set(key, text, expires);
}

function increment(call: Call, by: bigint): Reply {
  const [, key = ''] = call.args;
  const value = bigOf(call.store.text(key) ?? '0') + by;
  if (BigInt.asIntN(64, value) !== value) throw new Refusal('ERR increment or decrement would overflow');
  putText(call, key, String(value), 'keep');
  call.store.event('$', 'incrby', key);
  return integer(value);
}

/** Two numbers added as a long double would, as far as that can be seen. */
export function addFloats(left: number, right: number): string {
  const sum = left + right;
  if (!Number.isFinite(sum)) throw new Refusal('ERR increment would produce NaN or Infinity');
  const text = Number.isSafeInteger(sum) ? String(sum) : String(Number(sum.toPrecision(15)));
  return /e/.test(text) ? BigInt(Math.trunc(sum)).toString() : text;
}

function set(call: Call): Reply {
  const { store, args } = call;
  const [, key = '', text = ''] = args;
  let expires: number | 'keep' | undefined;
  const words = new Set<string>();
  const options = new Options(args, 3);
  while (!options.done) {
    const word = options.next();
    if (isExpiry(word) && expires === undefined) expires = expiryOption(call, word, options);
    else if (word === 'KEEPTTL' && expires === undefined) expires = 'keep';
    else if (['NX', 'XX', 'GET'].includes(word)) words.add(word);
    else throw new Refusal(syntaxError);
  }
  if (words.has('NX') && words.has('XX')) throw new Refusal(syntaxError);
  const before = words.has('GET') ? bulk(store.text(key)) : undefined;
  const exists = store.has(key);
  if ((words.has('NX') && exists) || (words.has('XX') && !exists)) return before ?? nothing;
  putText(call, key, text, expires);
  store.event('$', 'set', key);
  if (typeof expires === 'number') store.event('g', 'expire', key);
  return before ?? ok;
}

function getEx(call: Call): Reply {
  const { store, args } = call;
  const [, key = ''] = args;
  const text = store.text(key);
  const options = new Options(args, 2);
  if (text === undefined || options.done) return bulk(text);
  const word = options.next();
  if (word === 'PERSIST') {
    if (store.entry(key)?.expiresMs !== undefined) {
      store.expire(key, undefined);
      store.event('g', 'persist', key);
      call.instead = [['PERSIST', key]];
    }
  } else if (isExpiry(word)) {
    store.expire(key, expiryOption(call, word, options));
    store.event('g', 'expire', key);
    call.instead = [];
  } else throw new Refusal(syntaxError);
  return bulk(text);
}

function setSeveral(call: Call, onlyNew: boolean): Reply {
  const { store, args } = call;
  if (args.length % 2 === 0)
    throw new Refusal(`ERR wrong number of arguments for '${(args[0] ?? '').toLowerCase()}' command`);
  for (let at = 1; onlyNew && at < args.length; at += 2) if (store.has(args[at] ?? '')) return integer(0);
  for (let at = 1; at < args.length; at += 2) {
    putText(call, args[at] ?? '', args[at + 1] ?? '', undefined);
    store.event('$', 'set', args[at] ?? '');
  }
  return onlyNew ? integer(1) : ok;
}

function setRange(call: Call): Reply {
  const [, key = '', start, patch = ''] = call.args;
  const from = numberOf(start);
  if (from < 0) throw new Refusal('ERR offset is out of range');
  const text = call.store.text(key) ?? '';
  if (patch === '') return integer(text.length);
  if (from + patch.length > STRING_BYTES_MAX) throw new Refusal(tooLong);
  const made = text.padEnd(from, '\0').slice(0, from) + patch + text.slice(from + patch.length);
  putText(call, key, made, 'keep');
  call.store.event('$', 'setrange', key);
  return integer(made.length);
}

/** A range with its end, counted from the end where negative, as places of `slice`. */
export function places(length: number, from: number, to: number): readonly [number, number] {
  const start = from < 0 ? Math.max(0, length + from) : from;
  const end = to < 0 ? length + to + 1 : Math.min(length, to + 1);
  return [start, Math.max(start, end)];
}

function getRange({ store, args: [, key = '', from, to] }: Call): Reply {
  const text = store.text(key) ?? '';
  return bulk(text.slice(...places(text.length, numberOf(from), numberOf(to))));
}

function setWithTime(word: string) {
  return (call: Call): Reply => {
    const [, key = '', time, text = ''] = call.args;
    putText(call, key, text, expiryOf(call, word, time));
    call.store.event('$', 'set', key);
    call.store.event('g', 'expire', key);
    return ok;
  };
}

function negated(text: string | undefined): bigint {
  const value = -bigOf(text);
  if (BigInt.asIntN(64, value) !== value) throw new Refusal('ERR decrement would overflow');
  return value;
}

const category = 'string';

export const stringCommands: Commands = {
  append: {
    arity: 3,
    writes: true,
    category,
    run: (call) => {
      const [, key = '', text = ''] = call.args;
      const made = (call.store.text(key) ?? '') + text;
      putText(call, key, made, 'keep');
      call.store.event('$', 'append', key);
      return integer(made.length);
    },
  },
  decr: { arity: 2, writes: true, category, run: (call) => increment(call, -1n) },
  decrby: { arity: 3, writes: true, category, run: (call) => increment(call, negated(call.args[2])) },
  get: { arity: 2, category, run: ({ store, args: [, key = ''] }) => bulk(store.text(key)) },
  getdel: {
    arity: 2,
    writes: true,
    category,
    run: ({ store, args: [, key = ''] }) => {
      const text = store.text(key);
      if (store.delete(key)) store.event('g', 'del', key);
      return bulk(text);
    },
  },
  getex: { arity: -2, writes: true, category, run: getEx },
  getrange: { arity: 4, category, run: getRange },
  getset: {
    arity: 3,
    writes: true,
    category,
    run: (call) => {
      const [, key = '', text = ''] = call.args;
      const before = call.store.text(key);
      putText(call, key, text, undefined);
      call.store.event('$', 'set', key);
      return bulk(before);
    },
  },
  incr: { arity: 2, writes: true, category, run: (call) => increment(call, 1n) },
  incrby: { arity: 3, writes: true, category, run: (call) => increment(call, bigOf(call.args[2])) },
  incrbyfloat: {
    arity: 3,
    writes: true,
    category,
    run: (call) => {
      const [, key = '', by] = call.args;
      const made = addFloats(floatOf(call.store.text(key) ?? '0'), floatOf(by));
      putText(call, key, made, 'keep');
      call.store.event('$', 'incrbyfloat', key);
      call.instead = [['SET', key, made, 'KEEPTTL']];
      return bulk(made);
    },
  },
  lcs: { arity: -3, category, keys: [1, 2, 1], run: lcs },
  mget: {
    arity: -2,
    category,
    keys: [1, -1, 1],
    run: ({ store, args }) =>
      bulks(
        args.slice(1).map((key) => {
          const value = store.entry(key)?.value;
          return typeof value === 'string' ? value : null;
        }),
      ),
  },
  mset: { arity: -3, writes: true, category, keys: [1, -1, 2], run: (call) => setSeveral(call, false) },
  msetnx: { arity: -3, writes: true, category, keys: [1, -1, 2], run: (call) => setSeveral(call, true) },
  psetex: { arity: 4, writes: true, category, run: setWithTime('PX') },
  set: { arity: -3, writes: true, category, run: set },
  setex: { arity: 4, writes: true, category, run: setWithTime('EX') },
  setnx: {
    arity: 3,
    writes: true,
    category,
    run: (call) => {
      const [, key = '', text = ''] = call.args;
      if (call.store.has(key)) return integer(0);
      putText(call, key, text, undefined);
      call.store.event('$', 'set', key);
      return integer(1);
    },
  },
  setrange: { arity: 4, writes: true, category, run: setRange },
  strlen: {
    arity: 2,
    category,
    run: ({ store, args: [, key = ''] }) => integer(store.text(key)?.length ?? 0),
  },
  substr: { arity: 4, category, run: getRange },
};

/** Cells of the table that is filled for the longest common subsequence. */
const LCS_CELLS_MAX = 4_000_000;
const CELLS_PER_PAUSE = 20_000;

/** Its length, or the text: IDX isn't there. */
function* lcs({ store, args }: Call): Generator<undefined, Reply> {
  const [, left = '', right = ''] = args;
  const words = args.slice(3).map((word) => word.toUpperCase());
  if (words.some((word) => word !== 'LEN'))
    throw new Refusal('ERR LCS with IDX is not part of the simulation');
  const [a, b] = [store.text(left) ?? '', store.text(right) ?? ''];
  if (a.length * b.length > LCS_CELLS_MAX)
    throw new Refusal('ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len');
  const width = b.length + 1;
  const cells = new Uint32Array((a.length + 1) * width);
  const cell = (row: number, column: number) => cells[row * width + column] ?? 0;
  let filled = 0;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      cells[row * width + column] =
        a[row - 1] === b[column - 1]
          ? cell(row - 1, column - 1) + 1
          : Math.max(cell(row - 1, column), cell(row, column - 1));
      if (++filled % CELLS_PER_PAUSE === 0) yield;
    }
  }
  if (words.length > 0) return integer(cell(a.length, b.length));
  const found: string[] = [];
  for (let row = a.length, column = b.length; row > 0 && column > 0; ) {
    if (a[row - 1] === b[column - 1]) {
      found.push(a[row - 1] ?? '');
      row--;
      column--;
    } else if (cell(row - 1, column) > cell(row, column - 1)) row--;
    else column--;
  }
  return bulk(found.reverse().join(''));
}
