import { type Caller, check, checkSticky } from './caller.ts';
import { SystemError } from './errors.ts';
import type { NewFile } from './instance-table.ts';
import { byteLength, checkPath, isWithin, joined, namesIn, trimmed } from './names.ts';
import type { Executable, FileType, Stat } from './node.ts';
import { checkWritable, filesystemOf, PathCalls } from './path-calls.ts';
import type { Found, Place } from './walk.ts';

const TARGET_BYTES_MAX = 4095;
/** What mkdir(2) takes of a mode. */
const DIRECTORY_MODE = 0o1777;

/** The calls that make files, and give and take names. */
export class NameCalls extends PathCalls {
  makeDirectory(caller: Caller, path: string, mode = 0o777): void {
    const found = this.walk.end(caller, trimmed(path), false);
    const { directory } = found;
    if (found.place === undefined && directory.mount.synthetic !== undefined) {
      const { makeDirectory } = this.walk.synthetic(directory.mount);
      if (makeDirectory === undefined) throw new SystemError('EPERM');
      checkWritable(directory);
      const inner = directory.inner === '' ? found.name : `${directory.inner}/${found.name}`;
      makeDirectory(caller, inner, directory.mount.synthetic.root);
      return;
    }
    this.make(caller, found, { type: 'directory', mode: mode & DIRECTORY_MODE & ~caller.umask });
  }

  /** mkdir -p. */
  makeDirectories(caller: Caller, path: string, mode = 0o755): void {
    checkPath(path);
    const names = [...namesIn(path)];
    const start = path.startsWith('/') ? '' : '.';
    const upTo = (count: number) => `${start}/${names.slice(0, count).join('/')}`;
    // Most of it is there already, as a rule.
    let there = names.length;
    while (there > 0 && !this.has(caller, upTo(there))) there--;
    for (let count = there + 1; count <= names.length; count++) {
      this.makeDirectory(caller, upTo(count), mode);
    }
  }

  /** True where a path leads to something. */
  has(caller: Caller, path: string): boolean {
    try {
      return this.walk.end(caller, path).place !== undefined;
    } catch (error) {
      if (error instanceof SystemError && error.code === 'ENOENT') return false;
      throw error;
    }
  }

  makeNode(
    caller: Caller,
    path: string,
    type: FileType,
    mode: number,
    special?: readonly [major: number, minor: number],
  ): void {
    if (type === 'directory' || type === 'symbolic link') throw new SystemError('EPERM');
    const mayMake = caller.capable('CAP_MKNOD') && caller.knows === undefined;
    if (type.endsWith('device') && !mayMake) throw new SystemError('EPERM');
    const facts = { type, mode: mode & 0o7777 & ~caller.umask };
    const found = this.walk.end(caller, path, false);
    this.make(caller, found, special === undefined ? facts : { ...facts, special });
  }

  symlink(caller: Caller, target: string, path: string): void {
    if (target === '') throw new SystemError('ENOENT');
    if (byteLength(target) > TARGET_BYTES_MAX) throw new SystemError('ENAMETOOLONG');
    this.make(caller, this.walk.end(caller, path, false), { type: 'symbolic link', mode: 0o777, target });
  }

  link(caller: Caller, from: string, to: string): void {
    const source = this.walk.find(caller, from, false);
    const { directory, name, place } = this.walk.end(caller, to, false);
    if (place !== undefined) throw new SystemError('EEXIST');
    if (directory.mount.id !== source.mount.id || source.node !== undefined) throw new SystemError('EXDEV');
    if (this.walk.stat(caller, source).type === 'directory') throw new SystemError('EPERM');
    this.#checkChange(caller, directory);
    this.instances.addLink(filesystemOf(source), source.inode, directory.inode, name);
  }

  unlink(caller: Caller, path: string): void {
    const found = this.walk.end(caller, path, false);
    const stat = this.#checkRemoval(caller, found);
    if (stat.type === 'directory') throw new SystemError('EISDIR');
    this.#remove(found);
  }

  removeDirectory(caller: Caller, path: string): void {
    const wanted = trimmed(path);
    if (wanted === '.' || wanted.endsWith('/.')) throw new SystemError('EINVAL');
    if (wanted === '..' || wanted.endsWith('/..')) throw new SystemError('ENOTEMPTY');
    const found = this.walk.end(caller, wanted, false);
    const { directory, place } = found;
    if (place?.node !== undefined && directory.mount.synthetic !== undefined) {
      const { removeDirectory } = this.walk.synthetic(directory.mount);
      if (removeDirectory === undefined) throw new SystemError('EPERM');
      checkWritable(directory);
      removeDirectory(caller, place.inner, directory.mount.synthetic.root);
      return;
    }
    const stat = this.#checkRemoval(caller, found);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    if (place !== undefined) this.#checkEmpty(place);
    this.#remove(found);
  }

  rename(caller: Caller, from: string, to: string): void {
    if (endsInDots(from) || endsInDots(to)) throw new SystemError('EBUSY');
    const source = this.walk.end(caller, trimmed(from), false);
    const target = this.walk.end(caller, trimmed(to), false);
    const { place } = source;
    if (place === undefined) throw new SystemError('ENOENT');
    if (source.directory.mount.id !== target.directory.mount.id) throw new SystemError('EXDEV');
    const stat = this.#checkRemoval(caller, source);
    if (this.mounts.coversBelow(caller.mounts, place.path)) throw new SystemError('EBUSY');
    this.#checkChange(caller, target.directory);
    if (stat.type === 'directory' && target.directory.inode !== source.directory.inode) {
      check(caller, stat, 'write', place);
    }
    if (isWithin(target.directory.path, place.path)) throw new SystemError('EINVAL');
    if (stat.type !== 'directory' && to.endsWith('/')) throw new SystemError('ENOTDIR');
    if (target.place !== undefined) {
      if (target.place.inode === place.inode) return;
      this.#checkReplacement(caller, stat, target, target.place);
    }
    checkPath(joined(target.directory.path, target.name));
    const id = filesystemOf(place);
    this.instances.checkRoom(id, target.directory.inode, target.name);
    this.instances.checkRoom(id, source.directory.inode, source.name);
    if (target.place !== undefined) this.#remove(target);
    this.instances.move(
      id,
      [source.directory.inode, source.name],
      [target.directory.inode, target.name],
      place.inode,
    );
  }

  /** Makes a file an executable of ours, in place of what is there. */
  installExecutable(caller: Caller, path: string, executable: Executable, size: number): void {
    if (this.walk.end(caller, path).place !== undefined) this.unlink(caller, path);
    this.make(caller, this.walk.end(caller, path), { type: 'file', mode: 0o755, executable, size });
  }

  protected make(caller: Caller, found: Found, file: Omit<NewFile, 'uid' | 'gid'>): Place {
    if (found.place !== undefined) throw new SystemError('EEXIST');
    const { directory, name } = found;
    const path = joined(directory.path, name);
    checkPath(path);
    const isMadeBySystem =
      directory.mount.synthetic !== undefined && directory.mount.synthetic.name !== 'proc';
    checkWritable(directory);
    if (isMadeBySystem && file.type === 'file') throw new SystemError('EACCES');
    this.#checkChange(caller, directory);
    const above = this.walk.stat(caller, directory);
    const id = filesystemOf(directory);
    const context = file.context ?? this.instances.overridden(id, directory.inode)?.context;
    const inherits = (above.mode & 0o2000) !== 0;
    const inode = this.instances.create(id, directory.inode, name, {
      ...file,
      mode: inherits && file.type === 'directory' ? file.mode | 0o2000 : file.mode,
      uid: caller.uid,
      gid: inherits ? above.gid : caller.gid,
      ...(context === undefined ? {} : { context }),
    });
    return { mount: directory.mount, path, inode, inner: '' };
  }

  /** Whether a name may be taken away; what it is the name of. */
  #checkRemoval(caller: Caller, { directory, place }: Found): Stat {
    if (place === undefined) throw new SystemError('ENOENT');
    const stat = this.walk.stat(caller, place);
    const isMountPoint = place.path === '/' || this.mounts.at(caller.mounts, place.path) !== undefined;
    if (isMountPoint || place.path === caller.root) throw new SystemError('EBUSY');
    this.#checkChange(caller, directory);
    checkSticky(caller, this.walk.stat(caller, directory), stat);
    return stat;
  }

  /** What a rename puts its file in place of. */
  #checkReplacement(caller: Caller, { type }: Stat, target: Found, place: Place): void {
    const replaced = this.#checkRemoval(caller, target);
    if (replaced.type === 'directory' && type !== 'directory') throw new SystemError('EISDIR');
    if (replaced.type !== 'directory' && type === 'directory') throw new SystemError('ENOTDIR');
    if (replaced.type === 'directory') this.#checkEmpty(place);
  }

  #checkEmpty(place: Place): void {
    if (this.instances.list(filesystemOf(place), place.inode).length > 0) throw new SystemError('ENOTEMPTY');
  }

  #remove({ directory, name, place }: Found): void {
    if (place !== undefined) this.instances.unlink(filesystemOf(place), directory.inode, name, place.inode);
  }

  /** Whether names in a directory may be changed. */
  #checkChange(caller: Caller, directory: Place): void {
    const stat = this.walk.stat(caller, directory);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    checkWritable(directory);
    if (directory.node !== undefined) {
      throw new SystemError(directory.mount.synthetic?.name === 'proc' ? 'ENOENT' : 'EPERM');
    }
    check(caller, stat, 'write', directory);
    check(caller, stat, 'execute', directory);
  }
}

function endsInDots(path: string): boolean {
  return /(?:^|\/)\.{1,2}\/*$/.test(path);
}
