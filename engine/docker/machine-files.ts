import type { Machines } from '../container/machines.ts';
import { hostCaller, rootId } from '../container/root-filesystem.ts';
import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { FileType } from '../filesystem/node.ts';
import type { HostFiles } from './world.ts';

/** What a copy of an image's folder into a volume may hold. */
const COPY_ENTRIES_MAX = 20_000;
const COPY_CHUNK_BYTES = 1024 * 1024;

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

  makeDirectories(host: string, path: string): void {
    this.#machines.filesystems.makeDirectories(this.#caller(host), path);
  }

  readText(host: string, path: string): string | undefined {
    return orMissing(() => this.#machines.filesystems.readText(this.#caller(host), path));
  }

  writeText(host: string, path: string, text: string): void {
    this.#machines.filesystems.writeText(this.#caller(host), path, text);
  }

  removeTree(host: string, path: string): void {
    const { filesystems } = this.#machines;
    const caller = this.#caller(host);
    const type = orMissing(() => filesystems.lstat(caller, path).type);
    if (type === undefined) return;
    if (type !== 'directory') {
      filesystems.unlink(caller, path);
      return;
    }
    for (const { name } of filesystems.list(caller, path)) this.removeTree(host, `${path}/${name}`);
    filesystems.removeDirectory(caller, path);
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
    const source = this.#bare(container);
    try {
      if (orMissing(() => filesystems.stat(source, from).type) !== 'directory') return;
      this.#copyTree(source, from, target, to, { left: COPY_ENTRIES_MAX });
    } finally {
      filesystems.mounts.drop(source.mounts);
    }
  }

  #caller(host: string): Caller {
    return hostCaller(this.#machines.kernel, host);
  }

  /** In a mount namespace where nothing hides the container's own file system. */
  #bare(container: { readonly host: string; readonly id: string }): Caller {
    const mounts = `${container.host}/copy-${container.id}`;
    this.#machines.filesystems.mounts.add(mounts, {
      path: '/',
      filesystem: rootId(container),
      inode: 1,
      source: 'overlay',
      type: 'overlay',
      readOnly: true,
      options: [],
    });
    return { ...this.#caller(container.host), mounts };
  }

  #copyTree(source: Caller, from: string, target: Caller, to: string, budget: { left: number }): void {
    const { filesystems } = this.#machines;
    const stat = filesystems.stat(source, from);
    filesystems.changeMode(target, to, stat.mode);
    filesystems.changeOwner(target, to, stat.uid, stat.gid);
    for (const { name } of filesystems.list(source, from)) {
      if (budget.left-- <= 0) return;
      const [inner, outer] = [`${from}/${name}`, `${to}/${name}`];
      const entry = filesystems.lstat(source, inner);
      if (entry.type === 'directory') {
        filesystems.makeDirectory(target, outer, 0o755);
        this.#copyTree(source, inner, target, outer, budget);
      } else if (entry.type === 'symbolic link') {
        filesystems.symlink(target, filesystems.readLink(source, inner), outer);
      } else if (entry.type === 'file') {
        this.#copyFile(source, inner, target, outer);
        filesystems.changeMode(target, outer, entry.mode);
        filesystems.changeOwner(target, outer, entry.uid, entry.gid);
      }
    }
  }

  #copyFile(source: Caller, from: string, target: Caller, to: string): void {
    const { filesystems } = this.#machines;
    const { executable, size } = filesystems.stat(source, from);
    if (executable !== undefined) {
      filesystems.installExecutable(target, to, executable, size);
      return;
    }
    const [input, output] = [
      filesystems.open(source, from, { read: true }),
      filesystems.open(target, to, { write: true, create: true, truncate: true }),
    ];
    for (let offset = 0; offset < size; offset += COPY_CHUNK_BYTES) {
      const bytes = filesystems.read(input.mount.filesystem ?? '', input.inode, offset, COPY_CHUNK_BYTES);
      filesystems.write(output.mount.filesystem ?? '', output.inode, offset, bytes);
    }
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
