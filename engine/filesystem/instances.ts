import { DIRECTORY_BYTES } from './base-tree.ts';
import type { Rights } from './caller.ts';
import { SystemError } from './errors.ts';
import type { Inode } from './inode.ts';
import { InstanceTable, type NewFile } from './instance-table.ts';
import { byteLength } from './names.ts';
import type { FileType, Stat } from './node.ts';
import { countedBytes } from './usage.ts';

/** What the names of one directory may take in its record: a Durable Object's row may have 2 MB. */
const ENTRY_BYTES_MAX = 1_048_576;
/** What a name takes beside its characters: quotes, slash, colon, comma and a number. */
const ENTRY_OVERHEAD_BYTES = 14;
const LINKS_MAX = 65_000;

/** A name in a directory. */
export type Entry = readonly [directory: number, name: string];

/**
 * File systems by id, each an immutable tree of layers with a writable part over it: inodes of its own, and changed
 * ones of the tree, under the tree's number. A tmpfs or a disk without an image has an empty tree.
 */
export class Instances extends InstanceTable {
  stat(id: string, inode: number): Stat {
    const record = this.inodes.get(id, inode);
    const facts = record ?? this.base(id, inode);
    if (facts === undefined) throw new SystemError('ENOENT');
    const instance = this.instance(id);
    const context = record?.context ?? instance.context;
    return {
      device: instance.device,
      inode,
      type: facts.type,
      mode: facts.mode,
      uid: facts.uid,
      gid: facts.gid,
      links: facts.links,
      size: facts.size,
      modifiedMs: facts.modifiedMs,
      changedMs: record?.changedMs ?? facts.modifiedMs,
      accessedMs: record?.accessedMs ?? facts.modifiedMs,
      ...(facts.special === undefined ? {} : { special: facts.special }),
      ...(facts.executable === undefined ? {} : { executable: facts.executable }),
      ...(context === undefined ? {} : { context }),
      ...(facts.capabilities === undefined ? {} : { capabilities: facts.capabilities }),
    };
  }

  type(id: string, inode: number): FileType | undefined {
    return this.facts(id, inode)?.type;
  }

  /** What path resolution looks at, without a `Stat` being made of it. */
  facts(id: string, inode: number): (Rights & { readonly target?: string }) | undefined {
    return this.inodes.get(id, inode) ?? this.base(id, inode);
  }

  lookup(id: string, directory: number, name: string): number | undefined {
    const record = this.inodes.get(id, directory);
    const own = record?.entries?.[`/${name}`];
    if (own !== undefined) return own === 0 ? undefined : own;
    return record?.opaque === true ? undefined : this.base(id, directory)?.children?.get(name);
  }

  /** Names and inodes, sorted by name. */
  list(id: string, directory: number): Entries {
    const record = this.inodes.get(id, directory);
    const found = new Map(record?.opaque === true ? [] : this.base(id, directory)?.children);
    for (const [name, inode] of Object.entries(record?.entries ?? {})) {
      if (inode === 0) found.delete(name.slice(1));
      else found.set(name.slice(1), inode);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The writable record of an inode: copied up where it was only in the tree. @throws SystemError ENOSPC */
  writable(id: string, inode: number): Inode {
    const known = this.inodes.get(id, inode);
    if (known !== undefined) return known;
    const base = this.base(id, inode);
    if (base === undefined) throw new SystemError('ENOENT');
    const { inode: _number, children: _children, content: _content, ...facts } = base;
    const record: Inode = {
      ...facts,
      changedMs: this.now,
      accessedMs: base.modifiedMs,
      ...(base.type === 'file' ? { content: { is: 'base' } } : {}),
    };
    const instance = this.instance(id);
    this.usage.use(instance, countedBytes(instance, record), 1);
    this.inodes.set(id, inode, record);
    return record;
  }

  changed(id: string, inode: number, record: Inode): void {
    record.changedMs = this.now;
    this.inodes.set(id, inode, record);
  }

  /** Makes a file and gives it a name. @throws SystemError ENOSPC */
  create(id: string, directory: number, name: string, file: NewFile): number {
    this.checkRoom(id, directory, name);
    const instance = this.instance(id);
    const isDirectory = file.type === 'directory';
    const size = isDirectory ? DIRECTORY_BYTES : (file.size ?? byteLength(file.target ?? ''));
    this.usage.use(instance, file.type === 'file' ? size : 0, 1);
    const inode = instance.nextInode++;
    this.inodes.set(id, inode, this.newInode(file, size));
    this.setEntry(id, directory, name, inode);
    if (isDirectory) this.#addLinks(id, directory, 1);
    return inode;
  }

  /** Whether a directory's record has room for one more name; copies it up. @throws SystemError ENOSPC */
  checkRoom(id: string, directory: number, name: string): void {
    const { entryBytes = 0 } = this.writable(id, directory);
    if (entryBytes + storedBytes(name) > ENTRY_BYTES_MAX) throw new SystemError('ENOSPC');
  }

  /** Names an inode; 0: the name is gone. */
  setEntry(id: string, directory: number, name: string, inode: number): void {
    const record = this.writable(id, directory);
    record.entries ??= {};
    const { entries, entryBytes = 0 } = record;
    const key = `/${name}`;
    const before = entries[key] === undefined ? 0 : storedBytes(name);
    const isInTree = record.opaque !== true && this.base(id, directory)?.children?.has(name) === true;
    const remains = inode !== 0 || isInTree;
    if (remains) entries[key] = inode;
    else delete entries[key];
    record.entryBytes = entryBytes - before + (remains ? storedBytes(name) : 0);
    record.modifiedMs = this.now;
    this.changed(id, directory, record);
  }

  /** Takes a name away, and the inode with its last one. */
  unlink(id: string, directory: number, name: string, inode: number): void {
    const isDirectory = this.type(id, inode) === 'directory';
    this.setEntry(id, directory, name, 0);
    if (isDirectory) this.#addLinks(id, directory, -1);
    // A file of the tree stays as it is there: only its name is hidden.
    const record = this.inodes.get(id, inode);
    if (record === undefined) return;
    record.links -= isDirectory ? 2 : 1;
    this.changed(id, inode, record);
    this.#removeIfUnused(id, inode);
  }

  addLink(id: string, inode: number, directory: number, name: string): void {
    this.checkRoom(id, directory, name);
    const record = this.writable(id, inode);
    if (record.links >= LINKS_MAX) throw new SystemError('EMLINK');
    record.links++;
    this.changed(id, inode, record);
    this.setEntry(id, directory, name, inode);
  }

  /** Gives a file another name in place of the one it has. `checkRoom` was asked before. */
  move(id: string, from: Entry, to: Entry, inode: number): void {
    this.setEntry(id, from[0], from[1], 0);
    this.setEntry(id, to[0], to[1], inode);
    const record = this.inodes.get(id, inode);
    if (record !== undefined) this.changed(id, inode, record);
    if (from[0] === to[0] || this.type(id, inode) !== 'directory') return;
    this.#addLinks(id, from[0], -1);
    this.#addLinks(id, to[0], 1);
  }

  /** @throws SystemError EISDIR */
  read(id: string, inode: number, offset: number, max: number): Uint8Array {
    if (this.type(id, inode) === 'directory') throw new SystemError('EISDIR');
    const key = `${id}/${inode}`;
    return this.contents.read(key, this.inodes.get(id, inode), this.base(id, inode), offset, max);
  }

  /** Where the zeros begin that the rest of a file is. */
  dataBytes(id: string, inode: number): number {
    const key = `${id}/${inode}`;
    return this.contents.dataBytes(key, this.inodes.get(id, inode), this.base(id, inode));
  }

  /** @throws SystemError ENOSPC, EFBIG; nothing is written then */
  write(id: string, inode: number, offset: number, bytes: Uint8Array): void {
    const record = this.writable(id, inode);
    const instance = this.instance(id);
    const before = countedBytes(instance, record);
    const grown = Math.max(record.size, offset + bytes.length) - before;
    this.usage.use(instance, grown, 0);
    try {
      this.contents.write(`${id}/${inode}`, record, this.base(id, inode), offset, bytes);
    } catch (error) {
      this.usage.use(instance, -grown, 0);
      throw error;
    }
    record.modifiedMs = this.now;
    this.changed(id, inode, record);
  }

  truncate(id: string, inode: number, size: number): void {
    const record = this.writable(id, inode);
    const instance = this.instance(id);
    const grown = size - countedBytes(instance, record);
    this.usage.use(instance, grown, 0);
    try {
      this.contents.truncate(`${id}/${inode}`, record, this.base(id, inode), size);
    } catch (error) {
      this.usage.use(instance, -grown, 0);
      throw error;
    }
    record.modifiedMs = this.now;
    this.changed(id, inode, record);
  }

  hold(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    this.held.set(key, (this.held.get(key) ?? 0) + 1);
  }

  release(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    const held = (this.held.get(key) ?? 1) - 1;
    if (held > 0) this.held.set(key, held);
    else this.held.delete(key);
    if (held <= 0 && this.has(id)) this.#removeIfUnused(id, inode);
  }

  #addLinks(id: string, directory: number, change: number): void {
    const record = this.writable(id, directory);
    record.links += change;
    this.changed(id, directory, record);
  }

  #removeIfUnused(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    const record = this.inodes.get(id, inode);
    if (record === undefined || record.links > 0 || this.held.has(key)) return;
    const instance = this.instance(id);
    this.usage.use(instance, -countedBytes(instance, record), -1);
    this.contents.remove(key, record);
    this.inodes.delete(id, inode);
  }
}

export type Entries = readonly (readonly [name: string, inode: number])[];

function storedBytes(name: string): number {
  return byteLength(JSON.stringify(name)) + ENTRY_OVERHEAD_BYTES;
}
