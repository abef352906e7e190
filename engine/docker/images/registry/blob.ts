import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { gzipSync } from 'fflate';
import { layerEntries } from '../../../filesystem/archive/layer-archive.ts';
import { writeTar } from '../../../filesystem/archive/tar-writer.ts';
import { joinBytes } from '../../../filesystem/join-bytes.ts';
import type { Layer } from '../../../registry/layer.ts';
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
/** Blobs that are kept, in bytes: a layer is pushed in many requests, and often to several places. */
const KEPT_BYTES_MAX = 2 * BLOB_BYTES_MAX;
const kept = new Map<string, Blob>();

/** The same for the same layer, always. @throws DockerError where it is too large */
export function blobOf(layer: Layer): Blob {
  const known = kept.get(layer.key);
  if (known !== undefined) return known;
  const bytes = compressed(writeTar(layerEntries(layer)));
  if (bytes.length > BLOB_BYTES_MAX) {
    throw serverError(`a layer that is pushed has ${BLOB_BYTES_MAX} bytes at most, compressed`);
  }
  const blob = { digest: digestOfBytes(bytes), bytes };
  kept.set(layer.key, blob);
  let total = [...kept.values()].reduce((sum, each) => sum + each.bytes.length, 0);
  for (const [key, each] of kept) {
    if (total <= KEPT_BYTES_MAX) break;
    total -= each.bytes.length;
    kept.delete(key);
  }
  return blob;
}

export function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}

const zeros = { member: new Uint8Array() };

/** As members that follow one another, so that zeros needn't be compressed each time. */
function compressed(pieces: Iterable<Uint8Array>): Uint8Array {
  const members: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  const close = () => {
    if (waiting.length > 0) members.push(gzipSync(joinBytes(waiting), { level: 6, mtime: 0 }));
    waiting = [];
  };
  let length = 0;
  for (const piece of pieces) {
    if (piece.length === PIECE_BYTES && isZero(piece)) {
      close();
      if (zeros.member.length === 0) zeros.member = gzipSync(new Uint8Array(PIECE_BYTES), { mtime: 0 });
      members.push(zeros.member);
      continue;
    }
    waiting.push(piece);
    length += piece.length;
    if (length < PIECE_BYTES) continue;
    close();
    length = 0;
  }
  close();
  return joinBytes(members);
}

function isZero(piece: Uint8Array): boolean {
  const words = new BigUint64Array(piece.buffer, piece.byteOffset, piece.length / 8);
  return words.every((word) => word === 0n);
}
