import { relabel } from '../container/labels.ts';
import type { Machines } from '../container/machines.ts';
import { hostCaller, rootId } from '../container/root-filesystem.ts';
import { bareRoot } from '../container/root-views.ts';
import { copyContents } from '../filesystem/archive/extract.ts';
import { treeEntries } from '../filesystem/archive/tree-entries.ts';
import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { FileType } from '../filesystem/node.ts';
import { removeTree } from '../filesystem/remove-tree.ts';
import type { HostFiles } from './world.ts';

/** A configuration that is longer isn't read: it would take long to parse. */
const TEXT_BYTES_MAX = 1_048_576;

/** The files of the sandbox's hosts, as dockerd sees them. */
export class MachineFiles implements HostFiles {
  readonly #machines: Machines;

  constructor(machines: Machines) {
    this.#machines = machines;
  }

  typeOf(host: string, path: string): ReturnType<HostFiles['typeOf']> {
    const { filesystems } = this.#machines;
    const type = orMissing(() => filesystems.stat(this.#caller(host), path).type);
    return type === undefined ? undefined : TYPES[type];
  }

  realPath(host: string, path: string): string | undefined {
    const { filesystems } = this.#machines;
    const caller = this.#caller(host);
    return orMissing(() => {
      filesystems.stat(caller, path);
      return filesystems.realPath(caller, path);
    });
  }

  makeDirectories(host: string, path: string): void {
    this.#machines.filesystems.makeDirectories(this.#caller(host), path);
  }

  readText(host: string, path: string): string | undefined {
    const { filesystems } = this.#machines;
    const caller = this.#caller(host);
    return orMissing(() =>
      filesystems.stat(caller, path).size > TEXT_BYTES_MAX ? undefined : filesystems.readText(caller, path),
    );
  }

  writeText(host: string, path: string, text: string): void {
    this.#machines.filesystems.writeText(this.#caller(host), path, text);
  }

  removeTree(host: string, path: string): void {
    const { filesystems } = this.#machines;
    const caller = this.#caller(host);
    if (orMissing(() => filesystems.lstat(caller, path)) === undefined) return;
    removeTree(filesystems, caller, path);
  }

  relabel(host: string, path: string, context: string): void {
    relabel(this.#machines.filesystems, this.#caller(host), path, context);
  }

  treeBytes(host: string, path: string): number {
    const { filesystems } = this.#machines;
    const caller = this.#caller(host);
    const stat = filesystems.lstat(caller, path);
    if (stat.type !== 'directory') return stat.size;
    return filesystems
      .list(caller, path)
      .reduce((sum, { name }) => sum + this.treeBytes(host, `${path}/${name}`), 0);
  }

  writtenBytes(container: { readonly host: string; readonly id: string }): number {
    return this.#machines.filesystems.instances.instance(rootId(container)).usedBytes;
  }

  copyUp(container: { readonly host: string; readonly id: string }, from: string, to: string): void {
    const { filesystems } = this.#machines;
    const target = this.#caller(container.host);
    if (filesystems.list(target, to).length > 0) return;
    bareRoot(
      this.#machines.kernel,
      container,
    )((source) => {
      const stat = orMissing(() => filesystems.stat(source, from));
      // Where the image has nothing, there is by now the empty folder that the volume is mounted over.
      const isOfImage =
        stat !== undefined && filesystems.instances.base(rootId(container), stat.inode) !== undefined;
      if (!isOfImage || stat.type !== 'directory') return;
      const caller = target;
      copyContents(filesystems, { caller, path: to }, treeEntries(filesystems, source, from, { as: '.' }));
    });
  }

  #caller(host: string): Caller {
    return hostCaller(this.#machines.kernel, host);
  }
}

const TYPES: Readonly<Record<FileType, ReturnType<HostFiles['typeOf']>>> = {
  file: 'file',
  directory: 'directory',
  'character device': 'device',
  'block device': 'device',
  'symbolic link': 'other',
  fifo: 'other',
  socket: 'other',
};

/** Undefined where there is no such file. */
function orMissing<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemError && ['ENOENT', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}
