import { Gunzip } from 'fflate';
import { ArchiveError, checkArchiveBytes } from './entry.ts';

/** Compressed bytes that are unpacked at once: at most some thousand times as many come out. */
const SLICE_BYTES = 16_384;

const UNKNOWN: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** True for gzip. */
export function isCompressed(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b, 0x08]);
}

/** An archive as it is, or what is in a gzip'd one. @throws ArchiveError */
export function* decompressed(archive: Uint8Array, bytesMax?: number): Generator<Uint8Array> {
  for (const [name, magic] of UNKNOWN) {
    if (startsWith(archive, magic)) throw new ArchiveError(`unsupported compression: ${name}`);
  }
  let total = 0;
  for (const piece of isCompressed(archive) ? gunzipped(archive) : [archive]) {
    total += piece.length;
    checkArchiveBytes(total, bytesMax);
    yield piece;
  }
}

function* gunzipped(archive: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const gunzip = new Gunzip((piece) => pieces.push(piece));
  for (let from = 0; from < archive.length; from += SLICE_BYTES) {
    const to = Math.min(archive.length, from + SLICE_BYTES);
    try {
      gunzip.push(archive.subarray(from, to), to === archive.length);
    } catch {
      throw new ArchiveError('gzip: invalid header or data');
    }
    yield* pieces;
    pieces = [];
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
