import { byteLength } from '../names.ts';
import { type ArchiveEntry, checkArchiveBytes } from './entry.ts';

const BLOCK_BYTES = 512;
const ZEROS_BYTES = 1_048_576;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
const OCTAL_SIZE_MAX = 0o77777777777;
const OCTAL_ID_MAX = 0o7777777;

const FLAGS = {
  file: '0',
  'hard link': '1',
  'symbolic link': '2',
  'character device': '3',
  'block device': '4',
  directory: '5',
  fifo: '6',
} as const;

const encoder = new TextEncoder();

/**
 * A tar archive in POSIX.1-2001 format, piece by piece. Sockets can't be archived and are left out.
 * @throws ArchiveError where it would be too large
 */
export function* writeTar(entries: Iterable<ArchiveEntry>): Generator<Uint8Array> {
  let total = 0;
  for (const entry of entries) {
    if (entry.type === 'socket') continue;
    const size = entry.type === 'file' ? entry.size : 0;
    total += BLOCK_BYTES + size;
    checkArchiveBytes(total);
    yield* tarHeaders({ ...entry, type: entry.type });
    yield* padded(entry.content, size);
  }
  yield new Uint8Array(2 * BLOCK_BYTES);
}

/** How long such an archive is, in bytes. */
export function tarBytes(entries: Iterable<ArchiveEntry>): number {
  let total = 2 * BLOCK_BYTES;
  for (const entry of entries) {
    if (entry.type === 'socket') continue;
    const size = entry.type === 'file' ? entry.size : 0;
    for (const header of tarHeaders({ ...entry, type: entry.type })) total += header.length;
    total += size + padding(size);
  }
  return total;
}

/** What comes before an entry's content: whole blocks. */
export function* tarHeaders(entry: Named & { readonly type: keyof typeof FLAGS }): Generator<Uint8Array> {
  const name = entry.type === 'directory' && !entry.name.endsWith('/') ? `${entry.name}/` : entry.name;
  const extended = extendedHeader({ ...entry, name });
  if (extended !== undefined) yield extended;
  const size = entry.type === 'file' ? entry.size : 0;
  yield header({ ...entry, name, size }, FLAGS[entry.type]);
}

/** Exactly `size` bytes, and zeros up to a whole block. */
function* padded(content: Iterable<Uint8Array>, size: number): Generator<Uint8Array> {
  let left = size;
  if (left > 0) {
    for (const bytes of content) {
      const piece = bytes.subarray(0, left);
      if (piece.length > 0) yield piece;
      left -= piece.length;
      if (left === 0) break;
    }
  }
  for (let missing = left + padding(size); missing > 0; missing -= ZEROS_BYTES) {
    yield new Uint8Array(Math.min(missing, ZEROS_BYTES));
  }
}

function padding(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
}

type Named = Pick<
  ArchiveEntry,
  'name' | 'mode' | 'uid' | 'gid' | 'modifiedMs' | 'size' | 'target' | 'special'
>;

function header(entry: Named, flag: string): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  const [prefix, name] = splitName(entry.name) ?? ['', entry.name];
  putText(block, 0, name, NAME_BYTES);
  putOctal(block, 100, entry.mode & 0o7777, 7);
  putOctal(block, 108, entry.uid > OCTAL_ID_MAX ? 0 : entry.uid, 7);
  putOctal(block, 116, entry.gid > OCTAL_ID_MAX ? 0 : entry.gid, 7);
  putOctal(block, 124, entry.size > OCTAL_SIZE_MAX ? 0 : entry.size, 11);
  putOctal(block, 136, Math.max(0, Math.floor(entry.modifiedMs / 1000)), 11);
  putText(block, 156, flag, 1);
  putText(block, 157, entry.target ?? '', NAME_BYTES);
  putText(block, 257, 'ustar\u000000', 8);
  putOctal(block, 329, entry.special?.[0] ?? 0, 7);
  putOctal(block, 337, entry.special?.[1] ?? 0, 7);
  putText(block, 345, prefix, PREFIX_BYTES);
  block.fill(0x20, 148, 156);
  let sum = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) sum += block[at] ?? 0;
  putOctal(block, 148, sum, 6);
  block[154] = 0;
  return block;
}

/** A header that says something of the whole archive: the first thing in it. */
export function commentHeader(comment: string): Uint8Array {
  const body = encoder.encode(record('comment', comment));
  const facts = { mode: 0o644, uid: 0, gid: 0, modifiedMs: 0, size: body.length };
  const bytes = new Uint8Array(BLOCK_BYTES + body.length + padding(body.length));
  bytes.set(header({ ...facts, name: 'pax_global_header' }, 'g'));
  bytes.set(body, BLOCK_BYTES);
  return bytes;
}

/** What doesn't fit into a header, as a file of its own before it. */
function extendedHeader({ name, target = '', size, uid, gid, modifiedMs }: Named): Uint8Array | undefined {
  const records: string[] = [];
  if (splitName(name) === undefined || !isAscii(name)) records.push(record('path', name));
  if (byteLength(target) > NAME_BYTES || !isAscii(target)) records.push(record('linkpath', target));
  if (size > OCTAL_SIZE_MAX) records.push(record('size', String(size)));
  if (uid > OCTAL_ID_MAX) records.push(record('uid', String(uid)));
  if (gid > OCTAL_ID_MAX) records.push(record('gid', String(gid)));
  if (records.length === 0) return undefined;
  const body = encoder.encode(records.join(''));
  const facts = { mode: 0o644, uid: 0, gid: 0, modifiedMs, size: body.length };
  const bytes = new Uint8Array(BLOCK_BYTES + body.length + padding(body.length));
  bytes.set(header({ ...facts, name: 'PaxHeaders.0/file' }, 'x'));
  bytes.set(body, BLOCK_BYTES);
  return bytes;
}

/** `length key=value\n`, where the length counts itself. */
function record(key: string, value: string): string {
  const rest = byteLength(key) + byteLength(value) + 3;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/** Prefix and name of a ustar header; undefined: it doesn't fit. */
function splitName(name: string): readonly [prefix: string, name: string] | undefined {
  if (byteLength(name) <= NAME_BYTES) return ['', name];
  for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
    const rest = name.slice(slash + 1);
    const fits =
      rest !== '' && byteLength(rest) <= NAME_BYTES && byteLength(name.slice(0, slash)) <= PREFIX_BYTES;
    if (fits) return [name.slice(0, slash), rest];
  }
  return undefined;
}

function isAscii(text: string): boolean {
  return byteLength(text) === text.length;
}

function putText(block: Uint8Array, offset: number, text: string, max: number): void {
  if (text === '') return;
  encoder.encodeInto(text, block.subarray(offset, offset + max));
}

function putOctal(block: Uint8Array, offset: number, value: number, digits: number): void {
  let left = value;
  for (let at = offset + digits - 1; at >= offset; at--) {
    block[at] = 0x30 + (left % 8);
    left = Math.floor(left / 8);
  }
}
