import type { FileType } from '../node.ts';
import { ByteSource } from './byte-source.ts';
import { decompressed } from './compression.ts';
import { type ArchiveEntry, ArchiveError, NOTHING } from './entry.ts';

const BLOCK_BYTES = 512;
/** Files in one archive: a layer of so many is stored, and merged with others, in one step. */
const ENTRIES_MAX = 50_000;
/** A long name or an extended header; Go's archive/tar has the same limit. */
const SPECIAL_BYTES_MAX = 1_048_576;

const TYPES: Readonly<Record<string, FileType | 'hard link'>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hard link',
  '2': 'symbolic link',
  '3': 'character device',
  '4': 'block device',
  '5': 'directory',
  '6': 'fifo',
};

/** What headers before an entry's own say of it. */
type Overrides = Record<string, string>;

/**
 * The files of a tar archive (ustar, POSIX.1-2001, or GNU with long names), plain or gzip'd, in its order.
 * @param bytesMax when it is unpacked; default ARCHIVE_BYTES_MAX
 * @throws ArchiveError
 */
export function* readTar(archive: Uint8Array, bytesMax?: number): Generator<ArchiveEntry> {
  const source = new ByteSource(decompressed(archive, bytesMax));
  let global: Overrides = {};
  let own: Overrides = {};
  let entries = 0;
  for (;;) {
    const block = source.take(BLOCK_BYTES);
    if (block === undefined || (block[0] === 0 && block.every((byte) => byte === 0))) return;
    checkSum(block);
    const flag = String.fromCharCode(block[156] ?? 0);
    const size = number(block, 124, 12);
    if (flag === 'x' || flag === 'g') {
      const records = parseRecords(special(source, size));
      if (flag === 'x') own = { ...own, ...records };
      else global = { ...global, ...records };
    } else if (flag === 'L' || flag === 'K') {
      own[flag === 'L' ? 'path' : 'linkpath'] = text(special(source, size), 0, size);
    } else {
      if (++entries > ENTRIES_MAX) throw new ArchiveError(`archive has more than ${ENTRIES_MAX} files`);
      const entry = entryOf(block, flag, { ...global, ...own });
      own = {};
      let left = entry.size;
      const content = (function* () {
        for (const piece of source.pieces(left)) {
          left -= piece.length;
          yield piece;
        }
      })();
      yield {
        ...entry,
        size: entry.type === 'file' ? entry.size : 0,
        content: entry.type === 'file' ? content : NOTHING,
      };
      source.skip(left);
      source.skipPadding(padding(entry.size));
    }
  }
}

/** What an archive says of itself, where it begins with that. */
export function commentOf(archive: Uint8Array): string | undefined {
  try {
    const source = new ByteSource(decompressed(archive));
    const block = source.take(BLOCK_BYTES);
    if (block === undefined || block[156] !== 'g'.charCodeAt(0)) return undefined;
    checkSum(block);
    return parseRecords(special(source, number(block, 124, 12))).comment;
  } catch (error) {
    // Whoever reads all of it is told.
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

function entryOf(block: Uint8Array, flag: string, overrides: Overrides): ArchiveEntry {
  const type = TYPES[flag];
  const isSparse = Object.keys(overrides).some((key) => key.startsWith('GNU.sparse.'));
  if (type === undefined || isSparse)
    throw new ArchiveError(`unhandled tar header type ${flag.charCodeAt(0)}`);
  const isUstar = text(block, 257, 5) === 'ustar';
  const prefix = isUstar && text(block, 257, 8) !== 'ustar  ' ? text(block, 345, 155) : '';
  const name = overrides.path ?? (prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`);
  const target = overrides.linkpath ?? text(block, 157, 100);
  const isDevice = type === 'character device' || type === 'block device';
  return {
    name,
    // Before ustar, a directory was a file whose name ends with a slash.
    type: type === 'file' && name.endsWith('/') ? 'directory' : type,
    mode: number(block, 100, 8) & 0o7777,
    uid: decimal(overrides.uid) ?? number(block, 108, 8),
    gid: decimal(overrides.gid) ?? number(block, 116, 8),
    modifiedMs: milliseconds(overrides.mtime) ?? number(block, 136, 12) * 1000,
    size: type === 'file' ? (decimal(overrides.size) ?? number(block, 124, 12)) : 0,
    ...(type === 'symbolic link' || type === 'hard link' ? { target } : {}),
    ...(isDevice ? { special: [number(block, 329, 8), number(block, 337, 8)] } : {}),
    content: NOTHING,
  };
}

function special(source: ByteSource, size: number): Uint8Array {
  if (size > SPECIAL_BYTES_MAX) throw new ArchiveError('archive/tar: header field too long');
  const bytes = size === 0 ? new Uint8Array() : source.take(size);
  if (bytes === undefined) throw new ArchiveError('unexpected EOF');
  source.skip(padding(size));
  return bytes;
}

function parseRecords(bytes: Uint8Array): Overrides {
  const records: Overrides = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(decode(bytes.subarray(at, space)));
    const body = decode(bytes.subarray(space + 1, at + length - 1));
    const equals = body.indexOf('=');
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length || equals <= 0)
      throw invalid();
    Object.defineProperty(records, body.slice(0, equals), {
      value: body.slice(equals + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    at += length;
  }
  return records;
}

function checkSum(block: Uint8Array): void {
  let sum = 8 * 0x20;
  let large = 0;
  for (let index = 0; index < BLOCK_BYTES; index++) {
    if (index === 148) index = 156;
    const byte = block[index] ?? 0;
    sum += byte;
    if (byte > 127) large++;
  }
  // Some have added the bytes up as signed ones.
  const signed = sum - 256 * large;
  const stored = number(block, 148, 8);
  if (stored !== sum && stored !== signed) throw invalid();
}

/** Octal digits, or with the highest bit set a binary number, as GNU tar writes what is too large. */
function number(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    for (let index = 1; index < length; index++) value = value * 256 + (block[offset + index] ?? 0);
    if (!Number.isSafeInteger(value) || first === 0xff) throw invalid();
    return value;
  }
  const end = offset + length;
  let at = offset;
  while (at < end && isBlank(block[at])) at++;
  let value = 0;
  for (; at < end && !isBlank(block[at]) && block[at] !== 0; at++) {
    const digit = (block[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) throw invalid();
    value = value * 8 + digit;
  }
  for (; at < end && block[at] !== 0; at++) if (!isBlank(block[at])) throw invalid();
  return value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

function decimal(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  if (!/^\d{1,15}$/.test(digits)) throw invalid();
  return Number(digits);
}

function milliseconds(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (!/^-?\d{1,12}(?:\.\d{0,12})?$/.test(seconds)) throw invalid();
  return Math.max(0, Math.floor(Number(seconds) * 1000));
}

function text(bytes: Uint8Array, offset: number, length: number): string {
  if (bytes[offset] === 0) return '';
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return decode(end < 0 ? field : field.subarray(0, end));
}

const decoder = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function padding(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
}

function invalid(): ArchiveError {
  return new ArchiveError('archive/tar: invalid tar header');
}
