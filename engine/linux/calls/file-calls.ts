import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { OpenRequest } from '../../filesystem/filesystems.ts';
import type { Executable, FileType, Stat } from '../../filesystem/node.ts';
import { callerOf } from '../caller.ts';
import { mountFilesystem, mountViews, statFilesystem, unmountFilesystem } from '../mounting.ts';
import { isOver, UNLIMITED } from '../resource-limits.ts';
import { endsProcess } from '../signal-delivery.ts';
import type { DirectoryEntry, FilesystemStat } from '../system.ts';
import { mapId } from '../user-namespaces.ts';
import { DescriptorCalls } from './descriptor-calls.ts';
import { openTarget } from './open-target.ts';

/** What listing a folder takes. */
const INSTRUCTIONS_PER_ENTRY = 5;

/** System calls on paths. */
export class FileCalls extends DescriptorCalls {
  #caller: Caller | undefined;

  get workingDirectory(): string {
    return this.process.workingDirectory;
  }

  changeDirectory(path: string): void {
    const stat = this.stat(path);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    this.access(path, { execute: true });
    this.process.workingDirectory = this.realPath(path);
    this.changed();
  }

  changeRoot(path: string): void {
    if (this.stat(path).type !== 'directory') throw new SystemError('ENOTDIR');
    if (!this.capable('CAP_SYS_CHROOT')) throw new SystemError('EPERM');
    const root = this.kernel.filesystems.place(this.caller, path).path;
    if (root === '/') delete this.process.root;
    else this.process.root = root;
    this.process.workingDirectory = '/';
    this.changed();
  }

  open(path: string, options: OpenRequest): number {
    const wanted =
      options.read === undefined && options.write !== true ? { ...options, read: true } : options;
    const place = this.kernel.filesystems.open(this.caller, path, wanted);
    const node = place.node;
    if (node?.type === 'symbolic link' && node.descriptor !== undefined) return this.#reopen(node.descriptor);
    const stat = this.kernel.filesystems.statPlace(this.caller, place);
    return this.kernel.descriptors.install(
      this.process,
      openTarget(this.kernel, this.process, { place, stat, options: wanted }),
    );
  }

  seek(descriptor: number, offset: number, whence: 'set' | 'current' | 'end'): number {
    const { files } = this.kernel.descriptors;
    const file = this.kernel.descriptors.file(this.process, descriptor);
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'file' && target.is !== 'text') throw new SystemError('EINVAL');
    const size =
      target.is === 'file'
        ? this.kernel.filesystems.size(target.filesystem, target.inode)
        : target.text.length;
    const from = whence === 'set' ? 0 : whence === 'current' ? files.offset(file) : size;
    if (from + offset < 0) throw new SystemError('EINVAL');
    files.setOffset(file, from + offset);
    return from + offset;
  }

  truncate(descriptor: number, size: number): void {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'file' || !target.write) throw new SystemError('EINVAL');
    if (isOver(size, this.process.limits?.fsize?.soft ?? UNLIMITED)) this.tooLarge();
    try {
      this.kernel.filesystems.truncate(target.filesystem, target.inode, size);
    } catch (error) {
      // The OOM killer may have chosen it.
      endsProcess(this.process);
      throw error;
    }
  }

  writeZeros(descriptor: number, bytes: number, block: number): void {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'file') return;
    const at = this.seek(descriptor, 0, 'current');
    this.truncate(descriptor, at + bytes);
    this.seek(descriptor, bytes, 'current');
    this.countIo('write', bytes, Math.ceil(bytes / block));
    const requests = Math.ceil(bytes / block);
    this.kernel.disk.transfer(this.process, target.filesystem, 'write', {
      bytes,
      requests,
      mode: target.mode,
    });
  }

  sync(): void {
    this.kernel.disk.sync(this.process);
  }

  statDescriptor(descriptor: number): Stat {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is === 'file')
      return this.#shownStat(this.kernel.filesystems.instances.stat(target.filesystem, target.inode));
    const type: FileType =
      target.is === 'socket'
        ? 'socket'
        : target.is === 'pipe' || target.is === 'sink'
          ? 'fifo'
          : target.is === 'text'
            ? 'file'
            : 'character device';
    const now = this.now;
    const owner = { uid: this.uid, gid: this.gid };
    return {
      device: 0,
      inode: 1,
      type,
      mode: 0o600,
      ...owner,
      links: 1,
      size: 0,
      modifiedMs: now,
      changedMs: now,
      accessedMs: now,
    };
  }

  stat(path: string): Stat {
    const { filesystems } = this.kernel;
    const place = filesystems.place(this.caller, path);
    const { node } = place;
    // /dev/stdin is whatever descriptor 0 refers to.
    const descriptor = node?.type === 'symbolic link' ? node.descriptor : undefined;
    if (descriptor?.pid === this.process.pid) return this.statDescriptor(descriptor.descriptor);
    return this.#shownStat(filesystems.statPlace(this.caller, place));
  }

  lstat(path: string): Stat {
    return this.#shownStat(this.kernel.filesystems.lstat(this.caller, path));
  }

  access(
    path: string,
    rights: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean },
  ): void {
    this.kernel.filesystems.access(this.caller, path, rights);
  }

  readLink(path: string): string {
    return this.kernel.filesystems.readLink(this.caller, path);
  }

  realPath(path: string): string {
    return this.kernel.filesystems.realPath(this.caller, path);
  }

  readDirectory(path: string): readonly DirectoryEntry[] {
    const entries = this.kernel.filesystems.list(this.caller, path);
    this.kernel.toil(entries.length * INSTRUCTIONS_PER_ENTRY);
    return entries;
  }

  makeDirectory(path: string, mode?: number): void {
    this.kernel.filesystems.makeDirectory(this.caller, path, mode);
  }

  removeDirectory(path: string): void {
    this.kernel.filesystems.removeDirectory(this.caller, path);
  }

  unlink(path: string): void {
    this.kernel.filesystems.unlink(this.caller, path);
  }

  rename(from: string, to: string): void {
    this.kernel.filesystems.rename(this.caller, from, to);
  }

  link(from: string, to: string): void {
    this.kernel.filesystems.link(this.caller, from, to);
  }

  symlink(target: string, path: string): void {
    this.kernel.filesystems.symlink(this.caller, target, path);
  }

  makeNode(path: string, type: FileType, mode: number, special?: readonly [number, number]): void {
    this.kernel.filesystems.makeNode(this.caller, path, type, mode, special);
  }

  changeMode(path: string, mode: number): void {
    this.kernel.filesystems.changeMode(this.caller, path, mode);
  }

  changeOwner(path: string, uid: number, gid: number, followLinks?: boolean): void {
    const { namespaces } = this.kernel;
    const owner = uid === -1 ? -1 : mapId(namespaces, this.process, 'uid', uid, 'outside');
    const group = gid === -1 ? -1 : mapId(namespaces, this.process, 'gid', gid, 'outside');
    if (owner === undefined || group === undefined) throw new SystemError('EINVAL');
    this.kernel.filesystems.changeOwner(this.caller, path, owner, group, followLinks);
  }

  setTimes(path: string, accessedMs: number, modifiedMs: number, followLinks = true): void {
    this.kernel.filesystems.setTimes(this.caller, path, accessedMs, modifiedMs, followLinks);
  }

  setContext(path: string, context: string): void {
    this.kernel.filesystems.setContext(this.caller, path, context);
  }

  setCapabilities(path: string, capabilities: string | undefined): void {
    this.kernel.filesystems.setCapabilities(this.caller, path, capabilities);
  }

  installExecutable(path: string, executable: Executable, size: number): void {
    this.kernel.filesystems.installExecutable(this.caller, path, executable, size);
  }

  readText(path: string): string {
    return this.kernel.filesystems.readText(this.caller, path);
  }

  writeText(path: string, text: string): void {
    this.kernel.filesystems.writeText(this.caller, path, text, 0o666 & ~this.process.umask);
  }

  setHostName(name: string): void {
    this.checkCapableIn('CAP_SYS_ADMIN', 'uts');
    this.kernel.namespaces.setHostName(this.process.host, this.process.namespaces.uts, name);
  }

  statFilesystem(path: string): FilesystemStat {
    return statFilesystem(this.kernel, this.caller, path);
  }

  mount(source: string, target: string, type: string, options: readonly string[]): void {
    mountFilesystem(this.kernel, this.process, { source, target, type, options });
  }

  unmount(target: string): void {
    unmountFilesystem(this.kernel, this.process, target);
  }

  mounts(): readonly (FilesystemStat & { readonly options: readonly string[] })[] {
    return mountViews(this.kernel, this.caller);
  }

  /** Anew for each change of what it stands for. */
  protected get caller(): Caller {
    this.#caller ??= callerOf(this.kernel, this.process);
    return this.#caller;
  }

  protected override changed(): void {
    super.changed();
    this.#caller = undefined;
  }

  /** With the ids that the process's user namespace shows. */
  #shownStat(stat: Stat): Stat {
    if (this.isInHostUser) return stat;
    return { ...stat, uid: this.shown('uid', stat.uid), gid: this.shown('gid', stat.gid) };
  }

  /** Opens what a descriptor of a process refers to. */
  #reopen({ pid, descriptor }: { readonly pid: number; readonly descriptor: number }): number {
    const owner = this.kernel.processes.get(this.process.host, pid);
    const file = owner?.descriptors[descriptor];
    if (file === undefined) throw new SystemError('ENOENT');
    return this.kernel.descriptors.refer(this.process, file);
  }
}
