import { type Caller, check, checkOwner, isCapableOver, isMember, mayAccess } from './caller.ts';
import { SystemError } from './errors.ts';
import { NameCalls } from './name-calls.ts';
import type { Stat } from './node.ts';
import { checkWritable, filesystemOf } from './path-calls.ts';
import type { Place } from './walk.ts';

export type { Caller } from './caller.ts';

/** How a file is to be opened (open(2)). */
export interface OpenRequest {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  /** With create: fails with EEXIST where the file exists. */
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  readonly directory?: boolean;
  readonly noFollow?: boolean;
  /** O_DIRECT and O_DSYNC: not through the page cache, and not before it is on the disk. */
  readonly direct?: boolean;
  readonly sync?: boolean;
  /** Permissions of a file that is made, before umask. Default 0o666. */
  readonly mode?: number;
}

type ArchivedFacts = Pick<Stat, 'mode' | 'uid' | 'gid' | 'modifiedMs'>;

type Facts = Partial<
  Pick<Stat, 'mode' | 'uid' | 'gid' | 'accessedMs' | 'modifiedMs' | 'context' | 'capabilities'>
>;

const SET_ID = 0o6000;

/** The calls on paths, of all hosts and mount namespaces (the VFS). They throw a `SystemError`. */
export class Filesystems extends NameCalls {
  /** Opens, and makes it where that is asked for. The caller holds and releases what it keeps open. */
  open(caller: Caller, path: string, request: OpenRequest): Place {
    const { create = false, exclusive = false, noFollow = false } = request;
    const found = this.walk.end(caller, path, !noFollow && !(create && exclusive));
    const { place } = found;
    if (place === undefined) {
      if (!create) throw new SystemError('ENOENT');
      if (path.endsWith('/')) throw new SystemError('EISDIR');
      const mode = (request.mode ?? 0o666) & 0o7777 & ~caller.umask;
      return this.make(caller, found, { type: 'file', mode });
    }
    if (create && exclusive) throw new SystemError('EEXIST');
    this.#checkOpen(caller, place, request);
    const isFile = place.node === undefined && this.walk.stat(caller, place).type === 'file';
    if (request.truncate === true && request.write === true && isFile) {
      this.instances.truncate(filesystemOf(place), place.inode, 0);
    }
    return place;
  }

  writeText(caller: Caller, path: string, text: string, mode = 0o644): void {
    this.writeBytes(caller, path, new TextEncoder().encode(text), mode);
  }

  /** Replaces or makes a whole file. */
  writeBytes(caller: Caller, path: string, bytes: Uint8Array, mode = 0o644): void {
    const place = this.open(caller, path, { write: true, create: true, truncate: true, mode });
    if (place.node?.type === 'file') place.node.write?.(new TextDecoder().decode(bytes));
    else this.instances.write(filesystemOf(place), place.inode, 0, bytes);
  }

  changeMode(caller: Caller, path: string, mode: number): void {
    this.#setMode(caller, this.#changeable(caller, path), mode);
  }

  #setMode(caller: Caller, place: Place, mode: number): void {
    const stat = this.walk.stat(caller, place);
    checkOwner(caller, stat);
    const loses = !isMember(caller, stat.gid) && !isCapableOver(caller, stat, 'CAP_FSETID') ? 0o2000 : 0;
    this.#change(place, { mode: mode & 0o7777 & ~loses });
  }

  /** -1: stays as it is. */
  changeOwner(caller: Caller, path: string, uid: number, gid: number, followLinks = true): void {
    this.#setOwner(caller, this.#changeable(caller, path, followLinks), uid, gid);
  }

  #setOwner(caller: Caller, place: Place, uid: number, gid: number): void {
    const stat = this.walk.stat(caller, place);
    const ownsGroup = caller.uid === stat.uid && (gid === -1 || gid === stat.gid || isMember(caller, gid));
    const keepsOwner = uid === -1 || uid === stat.uid;
    if (!isCapableOver(caller, stat, 'CAP_CHOWN') && !(ownsGroup && keepsOwner))
      throw new SystemError('EPERM');
    const isProgram = stat.type === 'file' && (stat.mode & 0o111) !== 0;
    this.#change(place, {
      uid: uid === -1 ? stat.uid : uid,
      gid: gid === -1 ? stat.gid : gid,
      ...(isProgram && (stat.mode & SET_ID) !== 0 ? { mode: stat.mode & ~SET_ID } : {}),
      ...(stat.capabilities === undefined ? {} : { capabilities: undefined }),
    });
  }

  setTimes(caller: Caller, path: string, accessedMs: number, modifiedMs: number, followLinks = true): void {
    this.#setTimes(caller, this.#changeable(caller, path, followLinks), accessedMs, modifiedMs);
  }

  #setTimes(caller: Caller, place: Place, accessedMs: number, modifiedMs: number): void {
    const stat = this.walk.stat(caller, place);
    // Whoever may write to a file may say that it has changed now.
    const isNow = accessedMs === modifiedMs && modifiedMs === this.now();
    if (!(isNow && mayAccess(caller, stat, 'write'))) checkOwner(caller, stat);
    this.#change(place, { accessedMs, modifiedMs });
  }

  /** What an archive says of a file, in the order in which tar sets it. A symbolic link keeps its mode. */
  setFacts(caller: Caller, path: string, { uid, gid, mode, modifiedMs }: ArchivedFacts): void {
    const place = this.#changeable(caller, path, false);
    this.#setOwner(caller, place, uid, gid);
    if (this.instances.type(filesystemOf(place), place.inode) !== 'symbolic link') {
      this.#setMode(caller, place, mode);
    }
    this.#setTimes(caller, place, modifiedMs, modifiedMs);
  }

  setContext(caller: Caller, path: string, context: string): void {
    const place = this.#changeable(caller, path, false);
    checkOwner(caller, this.walk.stat(caller, place));
    this.#change(place, { context });
  }

  /**
   * The extended attribute security.capability, in libcap's words; undefined takes it away.
   * @throws SystemError EPERM, EINVAL
   */
  setCapabilities(caller: Caller, path: string, capabilities: string | undefined): void {
    const place = this.#changeable(caller, path);
    const stat = this.walk.stat(caller, place);
    if (stat.type !== 'file') throw new SystemError('EINVAL');
    if (!isCapableOver(caller, stat, 'CAP_SETFCAP')) throw new SystemError('EPERM');
    this.#change(place, { capabilities });
  }

  /** @throws SystemError EISDIR, ENOTDIR, ELOOP, ENXIO, EACCES, EROFS */
  #checkOpen(caller: Caller, place: Place, { read, write, create, directory }: OpenRequest): void {
    const stat = this.walk.stat(caller, place);
    if (stat.type === 'symbolic link') {
      // A link of /proc/<pid>/fd is opened as the descriptor behind it.
      if (place.node === undefined) throw new SystemError('ELOOP');
      return;
    }
    if (stat.type === 'directory' && (write === true || create === true)) throw new SystemError('EISDIR');
    if (stat.type !== 'directory' && directory === true) throw new SystemError('ENOTDIR');
    if (stat.type === 'socket') throw new SystemError('ENXIO');
    if (read === true) check(caller, stat, 'read', place);
    if (write === true) check(caller, stat, 'write', place);
    if (write === true && stat.type === 'file') checkWritable(place);
    if (stat.special !== undefined && place.mount.options.includes('nodev')) throw new SystemError('EACCES');
  }

  #changeable(caller: Caller, path: string, follow = true): Place {
    const place = this.walk.find(caller, path, follow);
    checkWritable(place);
    if (place.node !== undefined) throw new SystemError('EPERM');
    return place;
  }

  #change(place: Place, facts: Facts): void {
    const id = filesystemOf(place);
    this.instances.changed(id, place.inode, Object.assign(this.instances.writable(id, place.inode), facts));
  }
}
