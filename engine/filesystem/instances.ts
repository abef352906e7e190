import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type BaseNode, type BaseTree, mergeLayers, ROOT_INODE } from './base-tree.ts';
import { Contents } from './contents.ts';
import { SystemError } from './errors.ts';
import type { Inode, Instance, LayerSource } from './inode.ts';
import type { Executable, FileType, Stat } from './node.ts';

const NAME_BYTES_MAX = 255;
const DIRECTORY_BYTES = 4096;
/** Files that all writable parts of a sandbox may hold together. */
const INODES_MAX = 200_000;
/** Merged trees that are kept for the next container of the same image. */
const TREES_MAX = 200;

/** What a new file is to be. */
export interface NewFile {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target?: string;
  readonly special?: readonly [major: number, minor: number];
  readonly executable?: Executable;
  readonly size?: number;
  readonly context?: string;
}

/**
 * File systems by id, each an immutable tree of layers with a writable part over it: inodes of its own, and changed
 * ones of the tree, under the tree's number. A tmpfs or a disk without an image has an empty tree.
 */
export class Instances {
  readonly contents: Contents;
  readonly #simulation: Simulation;
  readonly #layers: LayerSource;
  readonly #instances: Records<Instance>;
  readonly #inodes: Records<Inode>;
  readonly #trees = new Map<string, BaseTree>();
  /** How often inodes are open: those without a name live on until they are closed. */
  readonly #held = new Map<string, number>();

  constructor(simulation: Simulation, layers: LayerSource) {
    this.#simulation = simulation;
    this.#layers = layers;
    this.#instances = simulation.records.of('filesystems');
    this.#inodes = simulation.records.of('inodes');
    this.contents = new Contents(simulation);
  }

  make(instance: Omit<Instance, 'nextInode' | 'usedBytes' | 'usedInodes'>): void {
    const nextInode = this.#tree(instance.layers).size + 1;
    this.#instances.set(instance.id, { ...instance, nextInode, usedBytes: 0, usedInodes: 0 });
  }

  has(id: string): boolean {
    return this.#instances.has(id);
  }

  instance(id: string): Instance {
    const instance = this.#instances.get(id);
    if (instance === undefined) throw new SystemError('EIO');
    return instance;
  }

  /** What the files in the writable parts on a host's disk take, and those of its images. */
  usedOnDisk(host: string): number {
    let used = 0;
    const layers = new Set<string>();
    for (const { id, type, usedBytes, layers: below } of this.#instances.values()) {
      if (type === 'tmpfs' || !id.startsWith(`${host}:`)) continue;
      used += usedBytes;
      const key = below.join(' ');
      if (!layers.has(key)) used += this.#tree(below).bytes;
      layers.add(key);
    }
    return used;
  }

  /** The ids of a host's instances: they begin with its name. */
  of(host: string): string[] {
    return [...this.#instances.keys()].filter((id) => id.startsWith(`${host}:`));
  }

  remove(id: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    for (const key of this.#keys(id)) {
      const inode = this.#inodes.get(key);
      if (inode !== undefined) this.contents.remove(key, inode);
      this.#inodes.delete(key);
    }
    this.#instances.delete(id);
  }

  stat(id: string, inode: number): Stat {
    const record = this.#inodes.get(`${id}/${inode}`);
    const base = record === undefined ? this.base(id, inode) : undefined;
    const facts = record ?? base;
    if (facts === undefined) throw new SystemError('ENOENT');
    return {
      device: this.instance(id).device,
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
      ...(record?.context === undefined ? {} : { context: record.context }),
    };
  }

  target(id: string, inode: number): string {
    return (this.#inodes.get(`${id}/${inode}`) ?? this.base(id, inode))?.target ?? '';
  }

  lookup(id: string, directory: number, name: string): number | undefined {
    const record = this.#inodes.get(`${id}/${directory}`);
    const own = record?.entries?.[name];
    if (own !== undefined && Object.hasOwn(record?.entries ?? {}, name)) return own === 0 ? undefined : own;
    return record === undefined || record.opaque !== true
      ? this.base(id, directory)?.children?.get(name)
      : undefined;
  }

  /** Names and inodes, sorted by name. */
  list(id: string, directory: number): (readonly [name: string, inode: number])[] {
    const record = this.#inodes.get(`${id}/${directory}`);
    const found = new Map(record?.opaque === true ? [] : this.base(id, directory)?.children);
    for (const [name, inode] of Object.entries(record?.entries ?? {})) {
      if (inode === 0) found.delete(name);
      else found.set(name, inode);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The writable record of an inode: copied up where it was only in the tree. */
  writable(id: string, inode: number): Inode {
    const key = `${id}/${inode}`;
    const known = this.#inodes.get(key);
    if (known !== undefined) return known;
    const base = this.base(id, inode);
    if (base === undefined) throw new SystemError('ENOENT');
    const { inode: _number, children: _children, content: _content, ...facts } = base;
    const record: Inode = {
      ...facts,
      changedMs: this.#now,
      accessedMs: base.modifiedMs,
      ...(base.type === 'file' ? { content: { is: 'base' } } : {}),
    };
    this.#use(id, 0, 1);
    this.#inodes.set(key, record);
    return record;
  }

  changed(id: string, inode: number, record: Inode): void {
    record.changedMs = this.#now;
    this.#inodes.set(`${id}/${inode}`, record);
  }

  /** Makes a file and gives it a name. */
  create(id: string, directory: number, name: string, file: NewFile): number {
    checkName(name);
    const instance = this.instance(id);
    const inode = instance.nextInode++;
    this.#use(id, 0, 1);
    const now = this.#now;
    const isDirectory = file.type === 'directory';
    const size = isDirectory ? DIRECTORY_BYTES : (file.size ?? file.target?.length ?? 0);
    this.#inodes.set(`${id}/${inode}`, {
      ...file,
      links: isDirectory ? 2 : 1,
      size,
      modifiedMs: now,
      changedMs: now,
      accessedMs: now,
      ...(file.type === 'file' ? { content: { is: 'chunks', fill: 0, chunks: [] } } : {}),
    });
    this.setEntry(id, directory, name, inode);
    if (isDirectory) this.#addLinks(id, directory, 1);
    return inode;
  }

  /** Names an inode; 0: the name is gone. */
  setEntry(id: string, directory: number, name: string, inode: number): void {
    const record = this.writable(id, directory);
    const inBase = record.opaque !== true && this.base(id, directory)?.children?.has(name) === true;
    const entries = { ...record.entries };
    if (inode === 0 && !inBase) delete entries[name];
    else entries[name] = inode;
    record.entries = entries;
    record.modifiedMs = this.#now;
    this.changed(id, directory, record);
  }

  /** Takes a name away, and the inode with its last one. */
  unlink(id: string, directory: number, name: string, inode: number): void {
    this.setEntry(id, directory, name, 0);
    const record = this.writable(id, inode);
    const isDirectory = record.type === 'directory';
    record.links -= isDirectory ? 2 : 1;
    if (isDirectory) this.#addLinks(id, directory, -1);
    this.changed(id, inode, record);
    this.#removeIfUnused(id, inode);
  }

  addLink(id: string, inode: number, directory: number, name: string): void {
    checkName(name);
    const record = this.writable(id, inode);
    record.links++;
    this.changed(id, inode, record);
    this.setEntry(id, directory, name, inode);
  }

  /** Gives a file another name in place of the one it has. */
  move(
    id: string,
    from: readonly [directory: number, name: string],
    to: readonly [directory: number, name: string],
    inode: number,
  ): void {
    checkName(to[1]);
    this.setEntry(id, from[0], from[1], 0);
    this.setEntry(id, to[0], to[1], inode);
    if (from[0] === to[0] || this.stat(id, inode).type !== 'directory') return;
    this.#addLinks(id, from[0], -1);
    this.#addLinks(id, to[0], 1);
  }

  read(id: string, inode: number, offset: number, max: number): Uint8Array {
    const key = `${id}/${inode}`;
    return this.contents.read(key, this.#inodes.get(key), this.base(id, inode), offset, max);
  }

  /** @throws SystemError ENOSPC, EFBIG; nothing is written then */
  write(id: string, inode: number, offset: number, bytes: Uint8Array): void {
    const record = this.writable(id, inode);
    const grown = Math.max(0, offset + bytes.length - record.size);
    this.#use(id, grown, 0);
    this.contents.write(`${id}/${inode}`, record, this.base(id, inode), offset, bytes);
    record.modifiedMs = this.#now;
    this.changed(id, inode, record);
  }

  truncate(id: string, inode: number, size: number): void {
    const record = this.writable(id, inode);
    this.#use(id, size - record.size, 0);
    this.contents.truncate(`${id}/${inode}`, record, this.base(id, inode), size);
    record.modifiedMs = this.#now;
    this.changed(id, inode, record);
  }

  hold(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
  }

  release(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    const held = (this.#held.get(key) ?? 1) - 1;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
    if (held <= 0 && this.has(id)) this.#removeIfUnused(id, inode);
  }

  base(id: string, inode: number): BaseNode | undefined {
    const instance = this.#instances.get(id);
    return instance === undefined ? undefined : this.#tree(instance.layers).get(inode);
  }

  /** The changed inodes of an instance. */
  overridden(id: string, inode: number): Inode | undefined {
    return this.#inodes.get(`${id}/${inode}`);
  }

  get #now(): number {
    return this.#simulation.now();
  }

  #tree(layers: readonly string[]): BaseTree {
    const key = layers.join(' ');
    let tree = this.#trees.get(key);
    if (tree === undefined) {
      tree = mergeLayers(layers.map((layer) => this.#layers.layer(layer)));
      const [oldest] = this.#trees.keys();
      if (this.#trees.size >= TREES_MAX && oldest !== undefined) this.#trees.delete(oldest);
      this.#trees.set(key, tree);
    }
    return tree;
  }

  *#keys(id: string): Iterable<string> {
    const { nextInode } = this.instance(id);
    for (let inode = ROOT_INODE; inode < nextInode; inode++) yield `${id}/${inode}`;
  }

  #addLinks(id: string, directory: number, change: number): void {
    const record = this.writable(id, directory);
    record.links += change;
    this.changed(id, directory, record);
  }

  #removeIfUnused(id: string, inode: number): void {
    const key = `${id}/${inode}`;
    const record = this.#inodes.get(key);
    if (record === undefined || record.links > 0 || this.#held.has(key)) return;
    this.#use(id, record.type === 'file' ? -record.size : 0, -1);
    this.contents.remove(key, record);
    this.#inodes.delete(key);
  }

  /** Counts what a file system holds. @throws SystemError ENOSPC where it has no room */
  #use(id: string, bytes: number, inodes: number): void {
    const instance = this.instance(id);
    const usedBytes = instance.usedBytes + bytes;
    const over = bytes > 0 && usedBytes > (instance.bytesMax ?? Number.POSITIVE_INFINITY);
    if (over || (inodes > 0 && this.#inodes.size >= INODES_MAX)) throw new SystemError('ENOSPC');
    instance.usedBytes = Math.max(0, usedBytes);
    instance.usedInodes += inodes;
    this.#instances.set(id, instance);
  }
}

function checkName(name: string): void {
  if (name.length > NAME_BYTES_MAX) throw new SystemError('ENAMETOOLONG');
}
