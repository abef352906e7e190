import { Sequence } from '../../heap/sequence.ts';
import { Table } from '../../heap/table.ts';
import { SortedSet } from './sorted-set.ts';
import { Stream } from './stream.ts';

export class ListValue {
  readonly items: Sequence<string> = new Sequence();
}

export class SetValue {
  readonly members: Table<null> = new Table();
}

export class HashValue {
  readonly fields: Table<string> = new Table();
}

export type Value = string | ListValue | SetValue | HashValue | SortedSet | Stream;
export type TypeName = 'string' | 'list' | 'set' | 'hash' | 'zset' | 'stream';

/** A key's value, and what is known of it. */
export class Entry {
  readonly value: Value;
  readonly expiresMs: number | undefined;
  /** What it takes, about as redis counts it. */
  readonly bytes: number;
  /** When and how often it was used: not stored, so it begins anew with the world. */
  usedMs = 0;
  uses = 0;

  constructor(value: Value, expiresMs: number | undefined, bytes: number) {
    this.value = value;
    this.expiresMs = expiresMs;
    this.bytes = bytes;
  }
}

export function typeOf(value: Value): TypeName {
  if (typeof value === 'string') return 'string';
  if (value instanceof ListValue) return 'list';
  if (value instanceof SetValue) return 'set';
  if (value instanceof HashValue) return 'hash';
  return value instanceof SortedSet ? 'zset' : 'stream';
}

/** True for a collection with nothing in it: its key goes. */
export function isEmpty(value: Value): boolean {
  if (value instanceof ListValue) return value.items.length === 0;
  if (value instanceof SetValue) return value.members.size === 0;
  if (value instanceof HashValue) return value.fields.size === 0;
  return value instanceof SortedSet && value.size === 0;
}

/** Elements of a value. */
export function lengthOf(value: Value): number {
  if (typeof value === 'string') return 1;
  if (value instanceof ListValue) return value.items.length;
  if (value instanceof SetValue) return value.members.size;
  if (value instanceof HashValue) return value.fields.size;
  return value instanceof Stream ? value.entries.length : value.size;
}

const INTSET_MAX = 512;
const LISTPACK_MAX = 128;
const LISTPACK_TEXT_MAX = 64;
const EMBEDDED_MAX = 44;
export const isInteger = (text: string): boolean =>
  /^(?:0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);

function isSmall(texts: Iterable<string>): boolean {
  for (const text of texts) if (text.length > LISTPACK_TEXT_MAX) return false;
  return true;
}

/** What OBJECT ENCODING says. @param listpack whether the version has replaced ziplists */
export function encodingOf(value: Value, listpack: boolean): string {
  const compact = listpack ? 'listpack' : 'ziplist';
  if (typeof value === 'string') {
    if (isInteger(value)) return 'int';
    return value.length <= EMBEDDED_MAX ? 'embstr' : 'raw';
  }
  if (value instanceof ListValue)
    return listpack && value.items.length <= LISTPACK_MAX && isSmall(value.items) ? compact : 'quicklist';
  if (value instanceof Stream) return 'stream';
  if (value instanceof SetValue) {
    const { members } = value;
    if (members.size <= INTSET_MAX && [...members.keys()].every(isInteger)) return 'intset';
    return listpack && members.size <= LISTPACK_MAX && isSmall(members.keys()) ? compact : 'hashtable';
  }
  if (value instanceof HashValue) {
    const { fields } = value;
    const small = fields.size <= LISTPACK_MAX && isSmall(fields.keys()) && isSmall(fields.values());
    return small ? compact : 'hashtable';
  }
  return value.size <= LISTPACK_MAX && isSmall(value.scores.keys()) ? compact : 'skiplist';
}
