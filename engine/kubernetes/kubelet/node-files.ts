import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Filesystems } from '../../filesystem/filesystems.ts';
import type { Instances } from '../../filesystem/instances.ts';
import { toBytes } from '../../filesystem/packed.ts';

const DIRECTORY_MODE = 0o755;

export function exists(files: Filesystems, caller: Caller, path: string): boolean {
  try {
    files.lstat(caller, path);
    return true;
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** A folder on a node whose way has been found: root makes files in it without looking for it each time. */
export class NodeFolder {
  readonly #instances: Instances;
  readonly #filesystem: string;
  readonly #inode: number;

  constructor(instances: Instances, filesystem: string, inode: number) {
    this.#instances = instances;
    this.#filesystem = filesystem;
    this.#inode = inode;
  }

  has(name: string): boolean {
    return this.#instances.lookup(this.#filesystem, this.#inode, name) !== undefined;
  }

  names(): string[] {
    return [...this.#instances.list(this.#filesystem, this.#inode)].map(([name]) => name);
  }

  /** The folder of that name, which is made where it isn't there. */
  folder(name: string, mode = DIRECTORY_MODE): NodeFolder {
    const inode =
      this.#instances.lookup(this.#filesystem, this.#inode, name) ??
      this.#instances.create(this.#filesystem, this.#inode, name, {
        type: 'directory',
        mode,
        uid: 0,
        gid: 0,
      });
    return new NodeFolder(this.#instances, this.#filesystem, inode);
  }

  /** The folder at the end of a way of names. */
  below(path: string): NodeFolder {
    let at: NodeFolder = this;
    for (const name of path.split('/')) if (name !== '') at = at.folder(name);
    return at;
  }

  /** Writes a file anew. */
  write(name: string, text: string, mode: number, gid = 0): void {
    this.remove(name);
    const inode = this.#instances.create(this.#filesystem, this.#inode, name, {
      type: 'file',
      mode,
      uid: 0,
      gid,
    });
    if (text !== '') this.#instances.write(this.#filesystem, inode, 0, toBytes(text));
  }

  read(name: string): string | undefined {
    const inode = this.#instances.lookup(this.#filesystem, this.#inode, name);
    if (inode === undefined) return undefined;
    const { type, size } = this.#instances.stat(this.#filesystem, inode);
    if (type !== 'file') return undefined;
    return new TextDecoder().decode(this.#instances.read(this.#filesystem, inode, 0, size));
  }

  link(name: string, target: string): void {
    this.#instances.create(this.#filesystem, this.#inode, name, {
      type: 'symbolic link',
      mode: 0o777,
      uid: 0,
      gid: 0,
      target,
    });
  }

  linkTarget(name: string): string | undefined {
    const inode = this.#instances.lookup(this.#filesystem, this.#inode, name);
    return inode === undefined ? undefined : (this.#instances.facts(this.#filesystem, inode)?.target ?? '');
  }

  /** With all that is below it. No folder is deeper than a path is long. */
  remove(name: string): void {
    const inode = this.#instances.lookup(this.#filesystem, this.#inode, name);
    if (inode === undefined) return;
    if (this.#instances.stat(this.#filesystem, inode).type === 'directory') {
      const inside = new NodeFolder(this.#instances, this.#filesystem, inode);
      for (const entry of inside.names()) inside.remove(entry);
    }
    this.#instances.unlink(this.#filesystem, this.#inode, name, inode);
  }
}

/** A folder of a node by its path; it is made where it isn't there. */
export function folderAt(files: Filesystems, root: Caller, path: string): NodeFolder {
  files.makeDirectories(root, path);
  const { mount, inode } = files.place(root, path);
  return new NodeFolder(files.instances, mount.filesystem ?? '', inode);
}
