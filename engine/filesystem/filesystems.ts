import type { Simulation } from '../simulation/simulation.ts';
import { ROOT_INODE } from './base-tree.ts';
import { type Access, type Caller, check, checkOwner, checkSticky, isMember } from './caller.ts';
import { SystemError } from './errors.ts';
import type { LayerSource } from './inode.ts';
import { Instances, type NewFile } from './instances.ts';
import { type Mount, MountTables } from './mounts.ts';
import type { Executable, FileType, Stat } from './node.ts';
import type { SyntheticFilesystem } from './synthetic.ts';
import { type Found, type Place, Walk } from './walk.ts';

export type { Caller } from './caller.ts';

export interface OpenRequest {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  readonly directory?: boolean;
  readonly noFollow?: boolean;
  readonly mode?: number;
}

/** The calls on paths, of all hosts and mount namespaces (the VFS). They throw a `SystemError`. */
export class Filesystems {
  readonly instances: Instances;
  readonly mounts: MountTables;
  readonly #walk: Walk;
  readonly #synthetic = new Map<string, SyntheticFilesystem>();

  constructor(simulation: Simulation, layers: LayerSource) {
    this.instances = new Instances(simulation, layers);
    this.mounts = new MountTables(simulation);
    this.#walk = new Walk(this.instances, this.mounts, this.#synthetic, simulation.now);
  }

  /** Makes a synthetic file system known by its name: `proc`, `cgroup2` … */
  register(name: string, filesystem: SyntheticFilesystem): void {
    this.#synthetic.set(name, filesystem);
  }

  stat(caller: Caller, path: string): Stat {
    return this.#walk.stat(caller, this.#walk.find(caller, path));
  }

  lstat(caller: Caller, path: string): Stat {
    return this.#walk.stat(caller, this.#walk.find(caller, path, false));
  }

  /** Where a path leads, without a look at rights to the file itself. */
  place(caller: Caller, path: string, follow = true): Place {
    return this.#walk.find(caller, path, follow);
  }

  statPlace(caller: Caller, place: Place): Stat {
    return this.#walk.stat(caller, place);
  }

  access(caller: Caller, path: string, rights: Partial<Record<Access, boolean>>): void {
    const place = this.#walk.find(caller, path);
    const stat = this.#walk.stat(caller, place);
    if (rights.write === true && place.mount.readOnly) throw new SystemError('EROFS');
    for (const right of ['read', 'write', 'execute'] as const) {
      if (rights[right] === true) check(caller, stat, right);
    }
  }

  /** Opens, and makes it where that is asked for. The caller holds and releases what it keeps open. */
  open(caller: Caller, path: string, request: OpenRequest): Place {
    const found = this.#walk.end(caller, path, request.noFollow !== true);
    const { place } = found;
    if (place === undefined) {
      if (request.create !== true) throw new SystemError('ENOENT');
      if (path.endsWith('/')) throw new SystemError('EISDIR');
      return this.#make(caller, this.#danglingEnd(caller, found, path), {
        type: 'file',
        mode: (request.mode ?? 0o666) & ~caller.umask,
      });
    }
    if (request.create === true && request.exclusive === true) throw new SystemError('EEXIST');
    const stat = this.#walk.stat(caller, place);
    if (stat.type === 'symbolic link' && place.node === undefined) throw new SystemError('ELOOP');
    if (stat.type === 'directory' && (request.write === true || request.create === true))
      throw new SystemError('EISDIR');
    if (stat.type !== 'directory' && request.directory === true) throw new SystemError('ENOTDIR');
    if (stat.type !== 'symbolic link') {
      if (request.read === true) check(caller, stat, 'read');
      if (request.write === true) check(caller, stat, 'write');
    }
    if (request.write === true && stat.type === 'file') this.#checkWritable(place);
    if (
      request.truncate === true &&
      request.write === true &&
      stat.type === 'file' &&
      place.node === undefined
    ) {
      this.instances.truncate(place.mount.filesystem ?? '', place.inode, 0);
    }
    return place;
  }

  read(filesystem: string, inode: number, offset: number, max: number): Uint8Array {
    return this.instances.read(filesystem, inode, offset, max);
  }

  write(filesystem: string, inode: number, offset: number, bytes: Uint8Array): void {
    this.instances.write(filesystem, inode, offset, bytes);
  }

  size(filesystem: string, inode: number): number {
    return this.instances.stat(filesystem, inode).size;
  }

  /** The beginning of a file. */
  head(caller: Caller, path: string, max: number): Uint8Array {
    const place = this.open(caller, path, { read: true });
    if (place.node === undefined)
      return this.instances.read(place.mount.filesystem ?? '', place.inode, 0, max);
    return new TextEncoder().encode(place.node.type === 'file' ? place.node.read() : '').subarray(0, max);
  }

  readText(caller: Caller, path: string): string {
    const place = this.open(caller, path, { read: true });
    if (place.node?.type === 'file') return place.node.read();
    if (this.#walk.stat(caller, place).type !== 'file') throw new SystemError('EISDIR');
    const id = place.mount.filesystem ?? '';
    return new TextDecoder().decode(this.instances.read(id, place.inode, 0, this.size(id, place.inode)));
  }

  writeText(caller: Caller, path: string, text: string, mode = 0o644): void {
    const place = this.open(caller, path, { write: true, create: true, truncate: true, mode });
    this.instances.write(place.mount.filesystem ?? '', place.inode, 0, new TextEncoder().encode(text));
  }

  list(caller: Caller, path: string): ReturnType<Walk['list']> {
    const place = this.#walk.find(caller, path);
    const stat = this.#walk.stat(caller, place);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    check(caller, stat, 'read');
    return this.#walk.list(caller, place);
  }

  realPath(caller: Caller, path: string): string {
    return this.#walk.find(caller, path).path;
  }

  readLink(caller: Caller, path: string): string {
    return this.#walk.linkTarget(this.#walk.find(caller, path, false));
  }

  makeDirectory(caller: Caller, path: string, mode = 0o777): void {
    const found = this.#walk.end(caller, trimmed(path), false);
    const { directory } = found;
    if (found.place === undefined && directory.mount.synthetic !== undefined) {
      const { makeDirectory } = this.#walk.synthetic(directory.mount);
      if (makeDirectory === undefined) throw new SystemError('EPERM');
      this.#checkWritable(directory);
      const inner = directory.inner === '' ? found.name : `${directory.inner}/${found.name}`;
      makeDirectory(caller, inner, directory.mount.synthetic.root);
    } else this.#make(caller, found, { type: 'directory', mode: mode & ~caller.umask });
  }

  /** mkdir -p. */
  makeDirectories(caller: Caller, path: string, mode = 0o755): void {
    let at = path.startsWith('/') ? '' : '.';
    for (const name of path.split('/').filter((part) => part !== '')) {
      at += `/${name}`;
      if (this.#walk.end(caller, at).place === undefined) this.makeDirectory(caller, at, mode);
    }
  }

  makeNode(
    caller: Caller,
    path: string,
    type: FileType,
    mode: number,
    special?: readonly [major: number, minor: number],
  ): void {
    if (type.endsWith('device') && !caller.capable('CAP_MKNOD')) throw new SystemError('EPERM');
    const found = this.#walk.end(caller, path, false);
    this.#make(caller, found, {
      type,
      mode: mode & ~caller.umask,
      ...(special === undefined ? {} : { special }),
    });
  }

  symlink(caller: Caller, target: string, path: string): void {
    if (target === '') throw new SystemError('ENOENT');
    this.#make(caller, this.#walk.end(caller, path, false), { type: 'symbolic link', mode: 0o777, target });
  }

  link(caller: Caller, from: string, to: string): void {
    const source = this.#walk.find(caller, from, false);
    if (this.#walk.stat(caller, source).type === 'directory') throw new SystemError('EPERM');
    const found = this.#walk.end(caller, to, false);
    if (found.place !== undefined) throw new SystemError('EEXIST');
    if (found.directory.mount.filesystem !== source.mount.filesystem || source.node !== undefined) {
      throw new SystemError('EXDEV');
    }
    this.#checkChange(caller, found.directory);
    this.instances.addLink(source.mount.filesystem ?? '', source.inode, found.directory.inode, found.name);
  }

  unlink(caller: Caller, path: string): void {
    this.#remove(caller, this.#walk.end(caller, path, false), false);
  }

  removeDirectory(caller: Caller, path: string): void {
    if (/(^|\/)\.$/.test(path)) throw new SystemError('EINVAL');
    const found = this.#walk.end(caller, trimmed(path), false);
    const { directory, place } = found;
    if (place !== undefined && directory.mount.synthetic !== undefined) {
      const { removeDirectory } = this.#walk.synthetic(directory.mount);
      if (removeDirectory === undefined) throw new SystemError('EPERM');
      this.#checkWritable(directory);
      removeDirectory(caller, place.inner, directory.mount.synthetic.root);
    } else this.#remove(caller, found, true);
  }

  rename(caller: Caller, from: string, to: string): void {
    const source = this.#walk.end(caller, trimmed(from), false);
    const target = this.#walk.end(caller, trimmed(to), false);
    if (source.place === undefined) throw new SystemError('ENOENT');
    const { place } = source;
    if (place.path === '/' || this.mounts.at(caller.mounts, place.path) !== undefined)
      throw new SystemError('EBUSY');
    if (source.directory.mount !== target.directory.mount) throw new SystemError('EXDEV');
    if (`${target.directory.path}/`.startsWith(`${place.path}/`)) throw new SystemError('EINVAL');
    this.#checkChange(caller, source.directory);
    this.#checkChange(caller, target.directory);
    const stat = this.#walk.stat(caller, place);
    checkSticky(caller, this.#walk.stat(caller, source.directory), stat);
    if (target.place !== undefined) {
      if (target.place.inode === place.inode) return;
      const isDirectory = this.#walk.stat(caller, target.place).type === 'directory';
      if (isDirectory && stat.type !== 'directory') throw new SystemError('EISDIR');
      if (!isDirectory && stat.type === 'directory') throw new SystemError('ENOTDIR');
      this.#remove(caller, target, isDirectory);
    }
    this.instances.move(
      place.mount.filesystem ?? '',
      [source.directory.inode, source.name],
      [target.directory.inode, target.name],
      place.inode,
    );
  }

  truncate(filesystem: string, inode: number, size: number): void {
    this.instances.truncate(filesystem, inode, size);
  }

  changeMode(caller: Caller, path: string, mode: number): void {
    const place = this.#changeable(caller, path);
    const stat = this.#walk.stat(caller, place);
    checkOwner(caller, stat);
    const loses = !isMember(caller, stat.gid) && !caller.capable('CAP_FSETID') ? 0o2000 : 0;
    this.#change(place, { mode: mode & 0o7777 & ~loses });
  }

  changeOwner(caller: Caller, path: string, uid: number, gid: number, followLinks = true): void {
    const place = this.#changeable(caller, path, followLinks);
    const stat = this.#walk.stat(caller, place);
    const ownsGroup = caller.uid === stat.uid && (gid === -1 || isMember(caller, gid));
    const keepsOwner = uid === -1 || uid === stat.uid;
    if (!caller.capable('CAP_CHOWN') && !(ownsGroup && keepsOwner)) throw new SystemError('EPERM');
    this.#change(place, { uid: uid === -1 ? stat.uid : uid, gid: gid === -1 ? stat.gid : gid });
  }

  setTimes(caller: Caller, path: string, accessedMs: number, modifiedMs: number): void {
    const place = this.#changeable(caller, path);
    checkOwner(caller, this.#walk.stat(caller, place));
    this.#change(place, { accessedMs, modifiedMs });
  }

  setContext(caller: Caller, path: string, context: string): void {
    this.#change(this.#changeable(caller, path, false), { context });
  }

  installExecutable(caller: Caller, path: string, executable: Executable, size: number): void {
    if (this.#walk.end(caller, path).place !== undefined) this.unlink(caller, path);
    this.#make(caller, this.#walk.end(caller, path), { type: 'file', mode: 0o755, executable, size });
  }

  hold(filesystem: string, inode: number): void {
    this.instances.hold(filesystem, inode);
  }

  release(filesystem: string, inode: number): void {
    this.instances.release(filesystem, inode);
  }

  mountOf(caller: Caller, path: string): Mount {
    return this.#walk.find(caller, path).mount;
  }

  /** Where a link that leads nowhere would make its file. */
  #danglingEnd(caller: Caller, found: Found, path: string): Found {
    return found.name === '.' ? this.#walk.end(caller, path) : found;
  }

  #make(caller: Caller, found: Found, file: Omit<NewFile, 'uid' | 'gid'>): Place {
    if (found.place !== undefined) throw new SystemError('EEXIST');
    const { directory, name } = found;
    this.#checkChange(caller, directory);
    const above = this.#walk.stat(caller, directory);
    const inherits = (above.mode & 0o2000) !== 0;
    const mode = inherits && file.type === 'directory' ? file.mode | 0o2000 : file.mode;
    const inode = this.instances.create(directory.mount.filesystem ?? '', directory.inode, name, {
      ...file,
      mode,
      uid: caller.uid,
      gid: inherits ? above.gid : caller.gid,
      ...(above.context === undefined ? {} : { context: above.context }),
    });
    const path = directory.path === '/' ? `/${name}` : `${directory.path}/${name}`;
    return { mount: directory.mount, path, inode, inner: '' };
  }

  #remove(caller: Caller, { directory, name, place }: Found, wantsDirectory: boolean): void {
    if (place === undefined) throw new SystemError('ENOENT');
    const stat = this.#walk.stat(caller, place);
    if (wantsDirectory && stat.type !== 'directory') throw new SystemError('ENOTDIR');
    if (!wantsDirectory && stat.type === 'directory') throw new SystemError('EISDIR');
    if (place.path === '/' || this.mounts.at(caller.mounts, place.path) !== undefined)
      throw new SystemError('EBUSY');
    this.#checkChange(caller, directory);
    checkSticky(caller, this.#walk.stat(caller, directory), stat);
    const id = place.mount.filesystem ?? '';
    if (wantsDirectory && this.instances.list(id, place.inode).length > 0) throw new SystemError('ENOTEMPTY');
    this.instances.unlink(id, directory.inode, name, place.inode);
  }

  #changeable(caller: Caller, path: string, follow = true): Place {
    const place = this.#walk.find(caller, path, follow);
    if (place.node !== undefined) throw new SystemError('EPERM');
    this.#checkWritable(place);
    return place;
  }

  #change(
    place: Place,
    facts: Partial<Pick<Stat, 'mode' | 'uid' | 'gid' | 'accessedMs' | 'modifiedMs' | 'context'>>,
  ): void {
    const id = place.mount.filesystem ?? '';
    this.instances.changed(id, place.inode, Object.assign(this.instances.writable(id, place.inode), facts));
  }

  /** Whether names in a directory may be changed. */
  #checkChange(caller: Caller, directory: Place): void {
    const stat = this.#walk.stat(caller, directory);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    this.#checkWritable(directory);
    if (directory.node !== undefined) throw new SystemError('EPERM');
    check(caller, stat, 'write');
    check(caller, stat, 'execute');
  }

  #checkWritable({ mount, node }: Place): void {
    if (mount.readOnly) throw new SystemError('EROFS');
    if (node?.type === 'file' && node.write === undefined) throw new SystemError('EACCES');
  }
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
}

/** The inode at the top of every instance. */
export { ROOT_INODE };
