import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { BaseNode } from './base-tree.ts';
import { SystemError } from './errors.ts';
import { executableHead, executableIn, HEAD_BYTES } from './executable-head.ts';
import type { ChunkedContent, Inode } from './inode.ts';
import type { Executable } from './node.ts';
import { packed, unpacked } from './packed.ts';

/** A piece of a file, as one record: small, since all of it is written again when a byte changes. */
const CHUNK_BYTES = 65_536;
/**
 * What the files of a sandbox may take, beyond those of images in the catalogue. All of it is in memory while the
 * sandbox is loaded, in which a Durable Object has 128 MB.
 */
const STORED_BYTES_MAX = 134_217_728;
/** The largest file: with blocks of 4 KiB, ext4 has 16 TiB; less is as good. */
const FILE_BYTES_MAX = 1_099_511_627_776;
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
    if (inode === undefined || content?.is !== 'chunks') return readBase(base, offset, length);
    const bytes = new Uint8Array(length);
    if (content.fill !== 0 && content.filled > offset) bytes.fill(content.fill, 0, content.filled - offset);
    if (inode.executable !== undefined) putHead(bytes, offset, inode.executable);
    for (const { number, start, from, to } of pieces(offset, length)) {
      const chunk = this.#chunks.get(`${key}/${number}`);
      if (chunk !== undefined) bytes.set(unpacked(chunk.slice(start, start + to - from)), from);
    }
    return bytes;
  }

  /** Where the zeros begin that the rest of a file is. */
  dataBytes(key: string, inode: Inode | undefined, base: BaseNode | undefined): number {
    const content = inode?.content;
    const size = inode?.size ?? base?.size ?? 0;
    const head = (inode ?? base)?.executable === undefined ? 0 : HEAD_BYTES;
    if (content?.is !== 'chunks') {
      const isZeros = base?.content !== undefined && 'fill' in base.content && base.content.fill === 0;
      return Math.min(size, isZeros ? head : size);
    }
    let end = Math.max(content.filled, head);
    for (const number of content.chunks) {
      end = Math.max(end, number * CHUNK_BYTES + (this.#chunks.get(`${key}/${number}`)?.length ?? 0));
    }
    return Math.min(size, end);
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
    const first = `${key}/0`;
    if (inode.executable !== undefined && offset < CHUNK_BYTES && !this.#chunks.has(first)) {
      this.#put(key, content, 0, 0, executableHead(inode.executable).subarray(0, inode.size));
    }
    for (const { number, start, from, to } of pieces(offset, bytes.length)) {
      // Equal bytes where nothing else is need no room.
      if (isFilled && !this.#chunks.has(`${key}/${number}`)) continue;
      this.#put(key, content, number, start, bytes.subarray(from, to));
    }
    inode.size = Math.max(inode.size, offset + bytes.length);
    delete inode.capabilities;
    if (offset >= HEAD_BYTES) return;
    const executable = executableIn(unpacked((this.#chunks.get(first) ?? '').slice(0, HEAD_BYTES)));
    if (executable === undefined) delete inode.executable;
    else inode.executable = executable;
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
    if (size < HEAD_BYTES) delete inode.executable;
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
    const after = known.slice(start + bytes.length);
    // What is missing at the end of a piece is zeros anyway.
    const stored = after === '' && content.filled === 0 ? withoutZeros(bytes) : bytes;
    this.#set(name, known.slice(0, start) + gap + packed(stored) + after);
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
  if (base?.executable !== undefined) putHead(bytes, offset, base.executable);
  return bytes;
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

function putHead(bytes: Uint8Array, offset: number, executable: Executable): void {
  if (offset < HEAD_BYTES) bytes.set(executableHead(executable).subarray(offset, offset + bytes.length));
}
