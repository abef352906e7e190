import { Gunzip, gzipSync } from 'fflate';

/** Input that is unpacked at once: at most some thousand times as many bytes come out. */
const SLICE_BYTES = 1_024;
/** A header and what stands at the end. */
const MEMBER_BYTES_MIN = 18;
/** What a compressed file may be when it is unpacked, in bytes. */
const UNPACKED_BYTES_MAX = 536_870_912;

/** Not gzip, broken off or damaged: what gzip says of it. */
export class GzipError extends Error {}

export interface GzipHeader {
  readonly level: number;
  readonly modifiedMs?: number;
  readonly name?: string;
}

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** One member of a gzip file. */
export function gzipped(bytes: Uint8Array, { level, modifiedMs, name }: GzipHeader): Uint8Array {
  return gzipSync(bytes, {
    level: LEVELS[level] ?? 6,
    mtime: modifiedMs ?? 0,
    ...(name === undefined ? {} : { filename: name }),
  });
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What is in a gzip file, piece by piece; what is in all its members. @throws GzipError */
export function* gunzipped(bytes: Uint8Array): Generator<Uint8Array> {
  if (!isGzip(bytes)) throw new GzipError('not in gzip format');
  let pieces: Uint8Array[] = [];
  let member = { crc: -1, length: 0 };
  let total = 0;
  const gunzip = new Gunzip((piece) => {
    pieces.push(piece);
    member.crc = crc32(member.crc, piece);
    member.length += piece.length;
  });
  gunzip.onmember = (offset) => {
    checkMember(bytes.subarray(0, offset), member);
    member = { crc: -1, length: 0 };
  };
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    const to = Math.min(bytes.length, from + SLICE_BYTES);
    push(gunzip, bytes.subarray(from, to), to === bytes.length);
    for (const piece of pieces) {
      total += piece.length;
      if (total > UNPACKED_BYTES_MAX) throw new GzipError('File too large');
      if (piece.length > 0) yield piece;
    }
    pieces = [];
  }
  checkMember(bytes, member);
}

function push(gunzip: Gunzip, bytes: Uint8Array, final: boolean): void {
  try {
    gunzip.push(bytes, final);
  } catch (error) {
    if (error instanceof GzipError) throw error;
    const isShort = error instanceof Error && error.message.includes('EOF');
    throw new GzipError(isShort ? 'unexpected end of file' : 'invalid compressed data--format violated');
  }
}

/** A member ends with the checksum and the size of what is in it. */
function checkMember(
  upToItsEnd: Uint8Array,
  member: { readonly crc: number; readonly length: number },
): void {
  if (upToItsEnd.length < MEMBER_BYTES_MIN) throw new GzipError('unexpected end of file');
  const trailer = new DataView(upToItsEnd.buffer, upToItsEnd.byteOffset + upToItsEnd.length - 8, 8);
  if (trailer.getUint32(4, true) !== member.length % 2 ** 32) throw new GzipError('unexpected end of file');
  if (trailer.getUint32(0, true) !== ~member.crc >>> 0)
    throw new GzipError('invalid compressed data--crc error');
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value;
});

function crc32(crc: number, bytes: Uint8Array): number {
  let value = crc;
  for (let at = 0; at < bytes.length; at++) {
    value = (CRC_TABLE[(value ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (value >>> 8);
  }
  return value;
}
