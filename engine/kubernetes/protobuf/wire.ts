import { ITEMS_MAX, TOO_MANY_ITEMS } from '../apiserver/decode/bounds.ts';

/** Protocol Buffers' wire format, with the words of gogo-proto's readers for what is wrong. */
export class ProtobufError extends Error {
  override name = 'ProtobufError';
}

/** Reads a part of a buffer, without copying it. */
export interface Reader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  /** What all readers of a buffer may still read together. */
  readonly left: { items: number };
}

export const VARINT = 0;
const FIXED64 = 1;
export const LENGTH_DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
const FIXED32 = 5;

/** So many of a varint's bytes make a number that JavaScript holds exactly. */
const EXACT_BYTES = 7;
const VARINT_BYTES_MAX = 10;

export function readerOf(bytes: Uint8Array): Reader {
  return { bytes, at: 0, end: bytes.byteLength, left: { items: ITEMS_MAX } };
}

/** Counts an item of a list or a map. @throws ProtobufError */
export function countItem(reader: Reader): void {
  reader.left.items--;
  if (reader.left.items < 0) throw new ProtobufError(TOO_MANY_ITEMS);
}

const unexpectedEnd = () => new ProtobufError('unexpected EOF');

function nextByte(reader: Reader): number {
  const byte = reader.at < reader.end ? reader.bytes[reader.at] : undefined;
  if (byte === undefined) throw unexpectedEnd();
  reader.at++;
  return byte;
}

/** An unsigned integer of 64 bits; a bigint only where a number could not hold it. */
function readVarint(reader: Reader): number | bigint {
  let value = 0;
  let factor = 1;
  for (let count = 0; count < EXACT_BYTES; count++) {
    const byte = nextByte(reader);
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 0x80;
  }
  let large = BigInt(value);
  for (let count = EXACT_BYTES; count < VARINT_BYTES_MAX; count++) {
    const byte = nextByte(reader);
    large |= BigInt(byte & 0x7f) << BigInt(7 * count);
    if (byte < 0x80) return BigInt.asUintN(64, large);
  }
  throw new ProtobufError('proto: integer overflow');
}

export function readInt32(reader: Reader): number {
  const value = readVarint(reader);
  return typeof value === 'number' ? value | 0 : Number(BigInt.asIntN(32, value));
}

/** Exact up to 2^53, as everything read from JSON. */
export function readInt64(reader: Reader): number {
  const value = readVarint(reader);
  return typeof value === 'number' ? value : Number(BigInt.asIntN(64, value));
}

export function readBoolean(reader: Reader): boolean {
  return Number(readVarint(reader)) !== 0;
}

function readLength(reader: Reader): number {
  const length = readInt64(reader);
  if (length < 0) throw new ProtobufError('proto: negative length found during unmarshaling');
  if (length > reader.end - reader.at) throw unexpectedEnd();
  return length;
}

/** The message, text or bytes that a length-delimited field holds; the outer reader goes on behind it. */
export function readDelimited(reader: Reader): Reader {
  const length = readLength(reader);
  const start = reader.at;
  reader.at += length;
  return { bytes: reader.bytes, at: start, end: start + length, left: reader.left };
}

export function readBytes(reader: Reader): Uint8Array {
  const { bytes, at, end } = readDelimited(reader);
  return bytes.subarray(at, end);
}

// A byte order mark is a part of the text, as in Go.
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

export function readText(reader: Reader): string {
  return decoder.decode(readBytes(reader));
}

/** A field's number and its wire type. */
export interface Tag {
  readonly number: number;
  readonly wireType: number;
}

function split(wire: number | bigint): Tag {
  return typeof wire === 'number'
    ? { number: Math.floor(wire / 8) | 0, wireType: wire % 8 }
    : { number: Number(BigInt.asIntN(32, wire >> 3n)), wireType: Number(wire & 7n) };
}

/** @param message the name of what is being read */
export function readTag(reader: Reader, message: string): Tag {
  const wire = readVarint(reader);
  const tag = split(wire);
  const { number, wireType } = tag;
  if (wireType === END_GROUP) throw new ProtobufError(`proto: ${message}: wiretype end group for non-group`);
  if (number <= 0) throw new ProtobufError(`proto: ${message}: illegal tag ${number} (wire type ${wire})`);
  return tag;
}

export function requireWireType(actual: number, expected: number, field: string): void {
  if (actual === expected) return;
  const goName = field === 'metadata' ? 'ObjectMeta' : field.charAt(0).toUpperCase() + field.slice(1);
  throw new ProtobufError(`proto: wrong wireType = ${actual} for field ${goName}`);
}

function skipBytes(reader: Reader, count: number): void {
  if (count > reader.end - reader.at) throw unexpectedEnd();
  reader.at += count;
}

/** Passes over the value of a field that isn't known; groups are counted, not recursed into. */
export function skip(reader: Reader, wireType: number): void {
  let groups = 0;
  let type = wireType;
  for (;;) {
    if (type === VARINT) readVarint(reader);
    else if (type === FIXED64) skipBytes(reader, 8);
    else if (type === FIXED32) skipBytes(reader, 4);
    else if (type === LENGTH_DELIMITED) skipBytes(reader, readLength(reader));
    else if (type === START_GROUP) groups++;
    else if (type === END_GROUP) groups--;
    else throw new ProtobufError(`proto: illegal wireType ${type}`);
    if (groups === 0) return;
    type = split(readVarint(reader)).wireType;
  }
}
