import { TRANSACTION_INSTRUCTIONS_MAX } from '../limits.ts';
import type { OwnedRecords, Records } from '../simulation/records.ts';
import type { Reconciler, Simulation } from '../simulation/simulation.ts';
import { doAll, doSome, type Work } from '../simulation/work.ts';
import {
  type BaseNode,
  type BaseTree,
  DIRECTORY_BYTES,
  FIRST_WRITABLE_INODE,
  ROOT_INODE,
} from './base-tree.ts';
import { Contents } from './contents.ts';
import { SystemError } from './errors.ts';
import type { Inode, Instance, LayerSource } from './inode.ts';
import type { Executable, FileType } from './node.ts';
import { Trees } from './trees.ts';
import { Usage } from './usage.ts';

const TREES_REMEMBERED_MAX = 200;
/** What has no more files than that goes at once. */
const AT_ONCE_INODES_MAX = 1000;

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

export type NewInstance = Omit<Instance, 'nextInode' | 'usedBytes' | 'usedInodes' | 'guestBytes' | 'buried'>;

/** Which file systems there are. */
export class InstanceTable {
  readonly contents: Contents;
  readonly usage: Usage;
  /** Removes what is buried, a slice at a time. */
  readonly reconciler: Reconciler = {
    name: 'filesystem-grave',
    reconcile: (id) => {
      if (doSome(this.removing(id)) !== undefined) return undefined;
      // What is gone is to be committed, and others get their turn.
      this.#simulation.work(TRANSACTION_INSTRUCTIONS_MAX);
      return { afterMs: 0 };
    },
  };
  protected readonly inodes: OwnedRecords<number, Inode>;
  readonly #simulation: Simulation;
  readonly #instances: Records<Instance>;
  readonly #trees: Trees;
  /** The tree of each instance that was looked at lately. */
  readonly #treeOf = new Map<string, BaseTree>();
  /** How often inodes are open: those without a name live on until they are closed. */
  protected readonly held = new Map<string, number>();

  constructor(simulation: Simulation, layers: LayerSource) {
    this.#simulation = simulation;
    this.#trees = new Trees(layers);
    this.#instances = simulation.records.of('filesystems');
    this.inodes = simulation.records.owned('inodes', Number);
    this.usage = new Usage(this.#instances, this.inodes);
    this.contents = new Contents(simulation);
  }

  /** @throws SystemError ENOSPC */
  make(instance: NewInstance): void {
    const isEmpty = instance.layers.length === 0;
    const nextInode = isEmpty ? ROOT_INODE + 1 : FIRST_WRITABLE_INODE;
    const made: Instance = { ...instance, nextInode, usedBytes: 0, usedInodes: 0 };
    this.usage.use(made, 0, isEmpty ? 1 : 0);
    if (!isEmpty) return;
    const mode = instance.type === 'tmpfs' ? 0o1777 : 0o755;
    const root = { type: 'directory', mode, uid: 0, gid: 0 } as const;
    this.inodes.set(instance.id, ROOT_INODE, this.newInode(root, DIRECTORY_BYTES));
  }

  has(id: string): boolean {
    return this.#instances.has(id);
  }

  instance(id: string): Instance {
    const instance = this.#instances.get(id);
    if (instance === undefined) throw new SystemError('EIO');
    return instance;
  }

  /** Whether its files lie on a host's disk, and not in memory. */
  isOnDisk(id: string): boolean {
    return this.#instances.get(id)?.type !== 'tmpfs';
  }

  /** What the files in the writable parts on a host's disk take, and those of its images. */
  usedOnDisk(host: string): number {
    let used = 0;
    const images = new Set<string>();
    for (const { id, type, usedBytes, layers } of this.#instances.values()) {
      if (type === 'tmpfs' || !id.startsWith(`${host}:`)) continue;
      used += usedBytes;
      const image = layers.join(' ');
      if (!images.has(image)) used += this.#tree(id).bytes;
      images.add(image);
    }
    return used;
  }

  /** The ids of a host's instances: they begin with its name. */
  of(host: string): string[] {
    return [...this.#instances.keys()].filter((id) => id.startsWith(`${host}:`));
  }

  /** After the records were loaded. */
  connect(): void {
    for (const { id, buried } of this.#instances.values()) if (buried === true) this.#enqueue(id);
  }

  /** Removes one whose id nobody uses again: where it has many files, in steps of their own. */
  bury(id: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    if (instance.usedInodes <= AT_ONCE_INODES_MAX) {
      this.remove(id);
      return;
    }
    instance.buried = true;
    this.#instances.set(id, instance);
    this.#enqueue(id);
  }

  #enqueue(id: string): void {
    this.#simulation.enqueue(`filesystem-grave|${id}`);
  }

  remove(id: string): void {
    doAll(this.removing(id));
  }

  /** The same in pieces. Nobody uses it any more. */
  *removing(id: string): Work<void> {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    const prefix = `${id}/`;
    if (instance.usedInodes > 0) {
      for (const [inode, record] of [...this.inodes.of(id)]) {
        this.contents.remove(prefix + inode, record);
        this.inodes.delete(id, inode);
        yield 1;
      }
    }
    for (const key of this.held.keys()) if (key.startsWith(prefix)) this.held.delete(key);
    this.usage.free(instance);
    this.#instances.delete(id);
    this.#treeOf.delete(id);
  }

  /** What the files of its layers take. */
  treeBytes(id: string): number {
    return this.#tree(id).bytes;
  }

  base(id: string, inode: number): BaseNode | undefined {
    return inode >= FIRST_WRITABLE_INODE || !this.has(id) ? undefined : this.#tree(id).get(inode);
  }

  /** The writable record of an inode, where it has one. */
  overridden(id: string, inode: number): Inode | undefined {
    return this.inodes.get(id, inode);
  }

  protected get now(): number {
    return this.#simulation.now();
  }

  protected newInode(file: NewFile, size: number): Inode {
    const now = this.now;
    return {
      ...file,
      links: file.type === 'directory' ? 2 : 1,
      size,
      modifiedMs: now,
      changedMs: now,
      accessedMs: now,
      ...(file.type === 'file' ? { content: { is: 'chunks', fill: 0, filled: 0, chunks: [] } } : {}),
    };
  }

  #tree(id: string): BaseTree {
    let tree = this.#treeOf.get(id);
    if (tree === undefined) {
      tree = this.#trees.of(this.instance(id).layers);
      if (this.#treeOf.size >= TREES_REMEMBERED_MAX) this.#treeOf.clear();
      this.#treeOf.set(id, tree);
    }
    return tree;
  }
}
