import { HashValue, ListValue, lengthOf, SetValue, type Value } from './values/entry.ts';
import { ELEMENT_BYTES, type Keyspace, Store } from './values/keyspace.ts';
import { SortedSet } from './values/sorted-set.ts';
import { Consumer, Group, type Pending, Stream, type StreamEntry } from './values/stream.ts';

const MAGIC = 'REDIS';
/** Types of values as the format numbers them; streams are in a form of their own. */
const STRING = 0;
const LIST = 1;
const SET = 2;
const HASH = 4;
const SORTED_SET = 5;
const STREAM = 200;
const AUXILIARY = 0xfa;
const RESIZE = 0xfb;
const EXPIRES_MS = 0xfc;
const DATABASE = 0xfe;
const END = 0xff;

const byte = (value: number): string => String.fromCharCode(value & 255);

function lengthText(length: number): string {
  if (length < 64) return byte(length);
  if (length < 16_384) return byte(64 | (length >> 8)) + byte(length);
  return byte(128) + byte(length >>> 24) + byte(length >>> 16) + byte(length >>> 8) + byte(length);
}

const textOf = (text: string): string => lengthText(text.length) + text;

function doubleBytes(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, index) => byte(view.getUint8(index))).join('');
}

function timeBytes(ms: number): string {
  let [left, text] = [ms, ''];
  for (let index = 0; index < 8; index++) {
    text += byte(left % 256);
    left = Math.floor(left / 256);
  }
  return text;
}

function valueText(value: Value): [type: number, text: string] {
  if (typeof value === 'string') return [STRING, textOf(value)];
  const size = lengthText(lengthOf(value));
  if (value instanceof ListValue) return [LIST, size + [...value.items].map(textOf).join('')];
  if (value instanceof SetValue) return [SET, size + [...value.members.keys()].map(textOf).join('')];
  if (value instanceof HashValue)
    return [HASH, size + [...value.fields.entries()].flat().map(textOf).join('')];
  if (value instanceof SortedSet) {
    const members = value
      .slice(0, value.size)
      .map(({ member, score }) => textOf(member) + doubleBytes(score));
    return [SORTED_SET, size + members.join('')];
  }
  return [STREAM, textOf(streamText(value))];
}

function streamText({ entries, groups, ...facts }: Stream): string {
  const { lastMs, lastSequence, added, maxDeletedMs, maxDeletedSequence } = facts;
  return JSON.stringify({
    facts: { lastMs, lastSequence, added, maxDeletedMs, maxDeletedSequence },
    entries: [...entries],
    groups: [...groups.entries()].map(([name, group]) => ({
      name,
      facts: { lastMs: group.lastMs, lastSequence: group.lastSequence, read: group.read },
      pending: [...group.pending.entries()],
      consumers: [...group.consumers.entries()].map(([consumer, { seenMs, activeMs }]) => [
        consumer,
        seenMs,
        activeMs,
      ]),
    })),
  });
}

/** All keys as a dump file has them. */
export function dumped(keyspace: Keyspace, version: string, now: number): string {
  const auxiliary = (name: string, value: string) => byte(AUXILIARY) + textOf(name) + textOf(value);
  const parts = [
    `${MAGIC}0011`,
    auxiliary('redis-ver', version),
    auxiliary('redis-bits', '64'),
    auxiliary('ctime', String(Math.floor(now / 1000))),
    auxiliary('used-mem', String(keyspace.bytes)),
    auxiliary('aof-base', '0'),
  ];
  for (const [index, database] of keyspace.databases.entries()) {
    if (database.size === 0) continue;
    parts.push(byte(DATABASE) + lengthText(index), byte(RESIZE) + lengthText(database.size) + lengthText(0));
    for (const [key, { value, expiresMs }] of database.entries()) {
      if (expiresMs !== undefined) parts.push(byte(EXPIRES_MS) + timeBytes(expiresMs));
      const [type, text] = valueText(value);
      parts.push(byte(type), textOf(key), text);
    }
  }
  // A checksum of zeros says that there is none.
  parts.push(byte(END), '\0'.repeat(8));
  return parts.join('');
}

export class BadDump extends Error {}

/** Reads a dump file from a place on. @throws BadDump */
class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  byte(): number {
    if (this.at >= this.#text.length) throw new BadDump('Unexpected EOF reading RDB file');
    return this.#text.charCodeAt(this.at++);
  }

  raw(count: number): string {
    if (this.at + count > this.#text.length) throw new BadDump('Unexpected EOF reading RDB file');
    this.at += count;
    return this.#text.slice(this.at - count, this.at);
  }

  bytes(count: number): number[] {
    return Array.from(this.raw(count), (character) => character.charCodeAt(0));
  }

  /** A length, or how a number is written. */
  length(): { readonly length: number } | { readonly special: number } {
    const first = this.byte();
    if (first >> 6 === 0) return { length: first & 63 };
    if (first >> 6 === 1) return { length: ((first & 63) << 8) | this.byte() };
    if (first >> 6 === 3) return { special: first & 63 };
    const bytes = this.bytes(first === 128 ? 4 : 8);
    return { length: bytes.reduce((sum, each) => sum * 256 + each, 0) };
  }

  size(): number {
    const found = this.length();
    if (!('length' in found)) throw new BadDump('Bad length');
    return found.length;
  }

  text(): string {
    const found = this.length();
    if ('length' in found) return this.raw(found.length);
    if (found.special > 2) throw new BadDump('compressed strings are not part of the simulation');
    const bytes = this.bytes(2 ** found.special);
    const value = bytes.reduceRight((sum, each) => sum * 256 + each, 0);
    const half = 2 ** (8 * bytes.length - 1);
    return String(value >= half ? value - 2 * half : value);
  }

  double(): number {
    const bytes = this.bytes(8);
    return new DataView(Uint8Array.from(bytes).buffer).getFloat64(0, true);
  }

  /** Little-endian, of so many bytes. */
  number(count: number): number {
    return this.bytes(count).reduceRight((sum, each) => sum * 256 + each, 0);
  }
}

function valueAt(reader: Reader, type: number): { readonly value: Value; readonly bytes: number } {
  if (type === STRING) return { value: reader.text(), bytes: 0 };
  if (type === STREAM) return streamOf(reader.text());
  const count = reader.size();
  let bytes = 0;
  const text = (own = 0) => {
    const found = reader.text();
    bytes += found.length + own;
    return found;
  };
  if (type === LIST) {
    const value = new ListValue();
    for (let index = 0; index < count; index++) value.items.push(text(ELEMENT_BYTES));
    return { value, bytes };
  }
  if (type === SET) {
    const value = new SetValue();
    for (let index = 0; index < count; index++) value.members.set(text(ELEMENT_BYTES), null);
    return { value, bytes };
  }
  if (type === HASH) {
    const value = new HashValue();
    for (let index = 0; index < count; index++) value.fields.set(text(ELEMENT_BYTES), text());
    return { value, bytes };
  }
  if (type !== SORTED_SET) throw new BadDump(`values of type ${type} are not part of the simulation`);
  const value = new SortedSet();
  for (let index = 0; index < count; index++) value.set(text(ELEMENT_BYTES + 8), reader.double());
  return { value, bytes };
}

interface StoredStream {
  readonly facts: Partial<Stream>;
  readonly entries: readonly StreamEntry[];
  readonly groups: readonly {
    readonly name: string;
    readonly facts: Partial<Group>;
    readonly pending: readonly (readonly [string, Pending])[];
    readonly consumers: readonly (readonly [string, number, number])[];
  }[];
}

function streamOf(text: string): { readonly value: Stream; readonly bytes: number } {
  const { facts, entries, groups }: StoredStream = JSON.parse(text);
  const value = Object.assign(new Stream(), facts);
  for (const entry of entries) value.entries.push(entry);
  for (const { name, facts: own, pending, consumers } of groups) {
    const group = Object.assign(new Group(), own);
    for (const [id, given] of pending) group.pending.set(id, given);
    for (const [consumer, seenMs, activeMs] of consumers)
      group.consumers.set(consumer, Object.assign(new Consumer(seenMs), { activeMs }));
    value.groups.set(name, group);
  }
  return { value, bytes: text.length };
}

/**
 * Puts what a dump file has into the databases.
 * @returns how many keys it had, and where it ends @throws BadDump
 */
export function restoreDump(
  text: string,
  keyspace: Keyspace,
  now: number,
): { readonly loaded: number; readonly expired: number; readonly end: number } {
  if (!text.startsWith(MAGIC)) throw new BadDump('Wrong signature trying to load DB from file');
  try {
    return restoredFrom(new Reader(text, MAGIC.length + 4), keyspace, now);
  } catch (error) {
    // The file is anybody's who can reach the volume.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      throw new BadDump('Internal error in RDB reading');
    throw error;
  }
}

function restoredFrom(reader: Reader, keyspace: Keyspace, now: number) {
  let [store, expiresMs, loaded, expired]: [Store, number | undefined, number, number] = [
    new Store(keyspace, 0, now),
    undefined,
    0,
    0,
  ];
  for (;;) {
    const type = reader.byte();
    if (type === END) break;
    if (type === AUXILIARY) {
      reader.text();
      reader.text();
    } else if (type === DATABASE) {
      const index = reader.size();
      if (index >= keyspace.databases.length)
        throw new BadDump(
          'FATAL: Data file was created with a Redis server configured to handle more databases. Exiting',
        );
      store = store.other(index);
    } else if (type === RESIZE) {
      reader.size();
      reader.size();
    } else if (type === EXPIRES_MS) expiresMs = reader.number(8);
    else if (type === 0xfd) expiresMs = reader.number(4) * 1000;
    else {
      const key = reader.text();
      const { value, bytes } = valueAt(reader, type);
      if (expiresMs !== undefined && expiresMs <= now) expired++;
      else {
        store.set(key, value, expiresMs, bytes);
        loaded++;
      }
      expiresMs = undefined;
    }
  }
  reader.raw(8);
  return { loaded, expired, end: reader.at };
}
