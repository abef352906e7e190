import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { BaseNode } from './base-tree.ts';
import { SystemError } from './errors.ts';
import type { Inode } from './inode.ts';
import { packed, unpacked } from './packed.ts';

/** A piece of a file, as one record: with everything escaped it stays under the 2 MB that a Durable Object's row may have. */
const CHUNK_BYTES = 262_144;
/** What the files of a sandbox may take, beyond those of images in the catalogue. */
const STORED_BYTES_MAX = 268_435_456;
/** The largest file (ext4 allows more). */
const FILE_BYTES_MAX = 1_099_511_627_776;

/** The bytes of files in writable parts, in pieces. */
export class Contents {
  readonly #chunks: Records<string>;
  #stored: number | undefined;

  constructor(simulation: Simulation) {
    this.#chunks = simulation.records.of('file_chunks');
  }

  read(
    key: string,
    inode: Inode | undefined,
    base: BaseNode | undefined,
    offset: number,
    max: number,
  ): Uint8Array {
    const size = inode?.size ?? base?.size ?? 0;
    const length = Math.max(0, Math.min(max, size - offset));
    if (length === 0) return new Uint8Array();
    if (inode === undefined || inode.content?.is !== 'chunks') return readBase(base, offset, length);
    const bytes = new Uint8Array(length).fill(inode.content.fill);
    for (let at = offset; at < offset + length; ) {
      const number = Math.floor(at / CHUNK_BYTES);
      const start = at - number * CHUNK_BYTES;
      const take = Math.min(CHUNK_BYTES - start, offset + length - at);
      const chunk = this.#chunks.get(`${key}/${number}`);
      if (chunk !== undefined) bytes.set(unpacked(chunk.slice(start, start + take)), at - offset);
      at += take;
    }
    return bytes;
  }

  write(key: string, inode: Inode, base: BaseNode | undefined, offset: number, bytes: Uint8Array): void {
    if (offset + bytes.length > FILE_BYTES_MAX) throw new SystemError('EFBIG');
    const content = this.#own(key, inode, base);
    const isFill = bytes.every((byte) => byte === content.fill);
    for (let at = 0; at < bytes.length; ) {
      const number = Math.floor((offset + at) / CHUNK_BYTES);
      const start = offset + at - number * CHUNK_BYTES;
      const take = Math.min(CHUNK_BYTES - start, bytes.length - at);
      // Equal bytes where nothing else is need no room.
      if (!isFill || content.chunks.includes(number)) {
        this.#put(key, content, number, start, bytes.subarray(at, at + take));
      }
      at += take;
    }
    inode.size = Math.max(inode.size, offset + bytes.length);
    if (bytes.length > 0) inode.executable = undefined;
  }

  truncate(key: string, inode: Inode, base: BaseNode | undefined, size: number): void {
    if (size > FILE_BYTES_MAX) throw new SystemError('EFBIG');
    if (size === 0) {
      this.remove(key, inode);
      inode.content = { is: 'chunks', fill: 0, chunks: [] };
    } else {
      const content = this.#own(key, inode, base);
      const last = Math.floor(size / CHUNK_BYTES);
      for (const number of content.chunks.filter((chunk) => chunk > last)) this.#drop(key, content, number);
      const chunk = this.#chunks.get(`${key}/${last}`);
      if (chunk !== undefined) this.#set(`${key}/${last}`, chunk.slice(0, size - last * CHUNK_BYTES));
    }
    inode.size = size;
    inode.executable = undefined;
  }

  remove(key: string, inode: Inode): void {
    if (inode.content?.is !== 'chunks') return;
    for (const number of [...inode.content.chunks]) this.#drop(key, inode.content, number);
  }

  /** A file that is about to change has its content in pieces of its own. */
  #own(key: string, inode: Inode, base: BaseNode | undefined): { readonly fill: number; chunks: number[] } {
    if (inode.content?.is === 'chunks') return inode.content;
    const from = base?.content;
    if (from === undefined || 'fill' in from) {
      inode.content = { is: 'chunks', fill: from?.fill ?? 0, chunks: [] };
      return inode.content;
    }
    const content = { is: 'chunks' as const, fill: 0, chunks: [] };
    inode.content = content;
    for (let at = 0; at < from.bytes.length; at += CHUNK_BYTES) {
      this.#put(key, content, at / CHUNK_BYTES, 0, from.bytes.subarray(at, at + CHUNK_BYTES));
    }
    return content;
  }

  #put(
    key: string,
    content: { readonly fill: number; chunks: number[] },
    number: number,
    start: number,
    bytes: Uint8Array,
  ): void {
    const name = `${key}/${number}`;
    const before = this.#chunks.get(name) ?? '';
    const gap = String.fromCharCode(content.fill).repeat(Math.max(0, start - before.length));
    const after = before.slice(start + bytes.length);
    const chunk = before.slice(0, start) + gap + packed(bytes) + after;
    this.#count(chunk.length - before.length);
    if (!content.chunks.includes(number)) content.chunks.push(number);
    this.#chunks.set(name, chunk);
  }

  #set(name: string, chunk: string): void {
    this.#count(chunk.length - (this.#chunks.get(name)?.length ?? 0));
    this.#chunks.set(name, chunk);
  }

  #drop(key: string, content: { chunks: number[] }, number: number): void {
    const name = `${key}/${number}`;
    this.#count(-(this.#chunks.get(name)?.length ?? 0));
    this.#chunks.delete(name);
    content.chunks = content.chunks.filter((chunk) => chunk !== number);
  }

  /** @throws SystemError ENOSPC */
  #count(change: number): void {
    this.#stored ??= [...this.#chunks.values()].reduce((sum, chunk) => sum + chunk.length, 0);
    if (change > 0 && this.#stored + change > STORED_BYTES_MAX) throw new SystemError('ENOSPC');
    this.#stored += change;
  }
}

function readBase(base: BaseNode | undefined, offset: number, length: number): Uint8Array {
  const content = base?.content;
  if (content === undefined) return new Uint8Array();
  if ('bytes' in content) return content.bytes.subarray(offset, offset + length);
  const bytes = new Uint8Array(length).fill(content.fill);
  // What every executable begins with.
  if (base?.executable !== undefined && offset < ELF.length) bytes.set(ELF.subarray(offset, offset + length));
  return bytes;
}

const ELF = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0]);
