import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { gzipSync } from 'fflate';
import { layerTar } from '../../../filesystem/archive/layer-archive.ts';
import { joinBytes } from '../../../filesystem/join-bytes.ts';
import type { Layer } from '../../../registry/layer.ts';
import { unitsOf, type Work } from '../../../simulation/work.ts';
import { serverError } from '../../docker-error.ts';

/** What a registry keeps of a layer: its archive, compressed. */
export interface Blob {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** Much of the contents of layers is zeros, which come in pieces of that size. */
const PIECE_BYTES = 1_048_576;
/** What a layer may be when it is compressed. */
const BLOB_BYTES_MAX = 33_554_432;
/** How much more it costs to compress bytes than to go over them. */
const COMPRESSION = 6;
/** Blobs that are kept, in bytes: a layer is pushed in many requests, and often to several places. */
const KEPT_BYTES_MAX = 2 * BLOB_BYTES_MAX;
const kept = new Map<string, Blob>();

/** One that has been packed already, and not so long ago. */
export function packedBlob(layer: string): Blob | undefined {
  return kept.get(layer);
}

/** The same for the same layer, always. @throws DockerError where it is too large */
export function* packing(layer: Layer): Work<Blob> {
  const known = kept.get(layer.key);
  if (known !== undefined) return known;
  const bytes = yield* compressing(layerTar(layer));
  const blob = { digest: yield* hashing(bytes), bytes };
  keep(layer.key, blob);
  return blob;
}

function keep(layer: string, blob: Blob): void {
  kept.set(layer, blob);
  let total = [...kept.values()].reduce((sum, each) => sum + each.bytes.length, 0);
  for (const [key, each] of kept) {
    if (total <= KEPT_BYTES_MAX) break;
    total -= each.bytes.length;
    kept.delete(key);
  }
}

/** The digest of many bytes. */
export function* hashing(bytes: Uint8Array): Work<string> {
  const hash = sha256.create();
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    const piece = bytes.subarray(from, from + PIECE_BYTES);
    hash.update(piece);
    yield unitsOf(piece.length);
  }
  return `sha256:${bytesToHex(hash.digest())}`;
}

export function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}

const zeros = { member: new Uint8Array() };

/** As members that follow one another, so that zeros needn't be compressed each time. */
function* compressing(pieces: Iterable<Uint8Array>): Work<Uint8Array> {
  const members: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  let total = 0;
  const add = (member: Uint8Array) => {
    members.push(member);
    total += member.length;
    if (total <= BLOB_BYTES_MAX) return;
    throw serverError(`a layer that is pushed has ${BLOB_BYTES_MAX} bytes at most, compressed`);
  };
  const close = () => {
    if (waiting.length > 0) add(gzipSync(joinBytes(waiting), { level: 6, mtime: 0 }));
    waiting = [];
  };
  let length = 0;
  for (const piece of cut(pieces)) {
    if (piece.length === PIECE_BYTES && isZero(piece)) {
      close();
      if (zeros.member.length === 0) zeros.member = gzipSync(new Uint8Array(PIECE_BYTES), { mtime: 0 });
      add(zeros.member);
      yield unitsOf(PIECE_BYTES);
      continue;
    }
    waiting.push(piece);
    length += piece.length;
    if (length < PIECE_BYTES) continue;
    yield unitsOf(length) * COMPRESSION;
    close();
    length = 0;
  }
  yield unitsOf(length) * COMPRESSION;
  close();
  return joinBytes(members);
}

function* cut(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += PIECE_BYTES) {
      yield piece.subarray(from, from + PIECE_BYTES);
    }
  }
}

function isZero(piece: Uint8Array): boolean {
  if (piece.byteOffset % BigUint64Array.BYTES_PER_ELEMENT !== 0) return piece.every((byte) => byte === 0);
  const words = new BigUint64Array(piece.buffer, piece.byteOffset, piece.length / 8);
  return words.every((word) => word === 0n);
}
