import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { BaseNode } from './base-tree.ts';
import { SystemError } from './errors.ts';
import type { ChunkedContent, Inode } from './inode.ts';
import { packed, unpacked } from './packed.ts';

/** A piece of a file, as one record: small, since all of it is written again when a byte changes. */
const CHUNK_BYTES = 65_536;
/** What the files of a sandbox may take, beyond those of images in the catalogue. */
export const STORED_BYTES_MAX = 268_435_456;
/** The largest file: with blocks of 4 KiB, ext4 has 16 TiB; less is as good. */
export const FILE_BYTES_MAX = 1_099_511_627_776;
/** What one read gives at most. */
const READ_BYTES_MAX = 16_777_216;

/** The bytes of files in writable parts, in pieces. */
export class Contents {
  readonly #chunks: Records<string>;
  #stored: number | undefined;

  constructor(simulation: Simulation) {
    this.#chunks = simulation.records.of('file_chunks');
  }

  /** Bytes that are really stored. */
  get storedBytes(): number {
    this.#stored ??= [...this.#chunks.values()].reduce((sum, chunk) => sum + chunk.length, 0);
    return this.#stored;
  }

  read(
    key: string,
    inode: Inode | undefined,
    base: BaseNode | undefined,
    offset: number,
    max: number,
  ): Uint8Array {
    const size = inode?.size ?? base?.size ?? 0;
    const length = Math.max(0, Math.min(max, size - offset, READ_BYTES_MAX));
    if (length === 0) return new Uint8Array();
    const content = inode?.content;
    if (content?.is !== 'chunks') return readBase(base, offset, length);
    const bytes = new Uint8Array(length);
    if (content.fill !== 0 && content.filled > offset) bytes.fill(content.fill, 0, content.filled - offset);
    if (inode?.executable !== undefined) putMagic(bytes, offset);
    for (const { number, start, from, to } of pieces(offset, length)) {
      const chunk = this.#chunks.get(`${key}/${number}`);
      if (chunk !== undefined) bytes.set(unpacked(chunk.slice(start, start + to - from)), from);
    }
    return bytes;
  }

  /** @throws SystemError ENOSPC, EFBIG; nothing is written then */
  write(key: string, inode: Inode, base: BaseNode | undefined, offset: number, bytes: Uint8Array): void {
    if (offset + bytes.length > FILE_BYTES_MAX) throw new SystemError('EFBIG');
    if (bytes.length === 0) return;
    const isFilled = isFilledBy(
      inode.content?.is === 'chunks' ? inode.content : fillOf(inode, base),
      offset,
      bytes,
    );
    this.#checkRoom(key, inode, base, offset, bytes, isFilled);
    const content = this.#own(key, inode, base);
    for (const { number, start, from, to } of pieces(offset, bytes.length)) {
      // Equal bytes where nothing else is need no room.
      if (isFilled && !this.#chunks.has(`${key}/${number}`)) continue;
      this.#put(key, content, number, start, bytes.subarray(from, to));
    }
    inode.size = Math.max(inode.size, offset + bytes.length);
    delete inode.executable;
  }

  truncate(key: string, inode: Inode, base: BaseNode | undefined, size: number): void {
    if (size > FILE_BYTES_MAX) throw new SystemError('EFBIG');
    if (size === 0) {
      this.remove(key, inode);
      inode.content = { is: 'chunks', fill: 0, filled: 0, chunks: [] };
    } else if (size !== inode.size) {
      if (inode.content?.is !== 'chunks') this.#checkCopy(base);
      const content = this.#own(key, inode, base);
      const last = Math.floor(size / CHUNK_BYTES);
      for (const number of content.chunks.filter((chunk) => chunk > last)) this.#drop(key, content, number);
      const chunk = this.#chunks.get(`${key}/${last}`);
      if (chunk !== undefined) this.#set(`${key}/${last}`, chunk.slice(0, size - last * CHUNK_BYTES));
      content.filled = Math.min(content.filled, size);
    }
    if (size !== inode.size) delete inode.executable;
    inode.size = size;
  }

  remove(key: string, inode: Inode): void {
    if (inode.content?.is !== 'chunks') return;
    for (const number of [...inode.content.chunks]) this.#drop(key, inode.content, number);
  }

  /** A file that is about to change has its content in pieces of its own. */
  #own(key: string, inode: Inode, base: BaseNode | undefined): ChunkedContent {
    if (inode.content?.is === 'chunks') return inode.content;
    const from = base?.content;
    const content: ChunkedContent = { is: 'chunks', ...fillOf(inode, base), chunks: [] };
    inode.content = content;
    if (from === undefined || 'fill' in from) return content;
    for (const { number, from: start, to } of pieces(0, from.bytes.length)) {
      this.#put(key, content, number, 0, from.bytes.subarray(start, to));
    }
    return content;
  }

  #put(key: string, content: ChunkedContent, number: number, start: number, bytes: Uint8Array): void {
    const name = `${key}/${number}`;
    const before = this.#chunks.get(name);
    if (before === undefined) content.chunks.push(number);
    const known = before ?? '';
    const gap =
      start > known.length ? gapOf(content, number * CHUNK_BYTES + known.length, start - known.length) : '';
    this.#set(name, known.slice(0, start) + gap + packed(bytes) + known.slice(start + bytes.length));
  }

  #set(name: string, chunk: string): void {
    this.#stored = this.storedBytes + chunk.length - (this.#chunks.get(name)?.length ?? 0);
    this.#chunks.set(name, chunk);
  }

  #drop(key: string, content: ChunkedContent, number: number): void {
    const name = `${key}/${number}`;
    this.#stored = this.storedBytes - (this.#chunks.get(name)?.length ?? 0);
    this.#chunks.delete(name);
    content.chunks = content.chunks.filter((chunk) => chunk !== number);
  }

  /** @throws SystemError ENOSPC where the sandbox would hold more than it may */
  #checkRoom(
    key: string,
    inode: Inode,
    base: BaseNode | undefined,
    offset: number,
    bytes: Uint8Array,
    isFilled: boolean,
  ): void {
    let grown = 0;
    for (const { number, start, from, to } of pieces(offset, bytes.length)) {
      const before = this.#chunks.get(`${key}/${number}`)?.length;
      if (before !== undefined || !isFilled) grown += Math.max(0, start + to - from - (before ?? 0));
    }
    this.#checkCopy(inode.content?.is === 'chunks' ? undefined : base, grown);
  }

  #checkCopy(base: BaseNode | undefined, more = 0): void {
    const content = base?.content;
    const copied = content !== undefined && 'bytes' in content ? content.bytes.length : 0;
    if (copied + more > 0 && this.storedBytes + copied + more > STORED_BYTES_MAX) {
      throw new SystemError('ENOSPC');
    }
  }
}

/** The pieces that a range of a file falls into: where in the piece it starts, and which bytes of the range. */
function* pieces(
  offset: number,
  length: number,
): Iterable<{ readonly number: number; readonly start: number; readonly from: number; readonly to: number }> {
  for (let from = 0; from < length; ) {
    const number = Math.floor((offset + from) / CHUNK_BYTES);
    const start = offset + from - number * CHUNK_BYTES;
    const to = Math.min(length, from + CHUNK_BYTES - start);
    yield { number, start, from, to };
    from = to;
  }
}

type Fill = Pick<ChunkedContent, 'fill' | 'filled'>;

/** What a file's pieces begin as when they become its own. */
function fillOf({ size }: Inode, base: BaseNode | undefined): Fill {
  const fill = base?.content !== undefined && 'fill' in base.content ? base.content.fill : 0;
  return { fill, filled: fill === 0 ? 0 : size };
}

/** True where the bytes are those that are there without any piece. */
function isFilledBy({ fill, filled }: Fill, offset: number, bytes: Uint8Array): boolean {
  const inFill = Math.max(0, Math.min(bytes.length, filled - offset));
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] !== (index < inFill ? fill : 0)) return false;
  }
  return true;
}

function gapOf({ fill, filled }: ChunkedContent, offset: number, length: number): string {
  const inFill = Math.max(0, Math.min(length, filled - offset));
  return String.fromCharCode(fill).repeat(inFill) + '\0'.repeat(length - inFill);
}

function readBase(base: BaseNode | undefined, offset: number, length: number): Uint8Array {
  const content = base?.content;
  if (content === undefined) return new Uint8Array();
  if ('bytes' in content) return content.bytes.subarray(offset, offset + length);
  const bytes = new Uint8Array(length);
  if (content.fill !== 0) bytes.fill(content.fill);
  if (base?.executable !== undefined) putMagic(bytes, offset);
  return bytes;
}

/** What every executable begins with. */
function putMagic(bytes: Uint8Array, offset: number): void {
  if (offset < ELF.length) bytes.set(ELF.subarray(offset, offset + bytes.length));
}

const ELF = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0]);
