import { ROOT_INODE } from '../filesystem/base-tree.ts';
import { bindMount } from '../filesystem/bind.ts';
import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Instance } from '../filesystem/inode.ts';
import type { Mount } from '../filesystem/mounts.ts';
import { callerOf } from './caller.ts';
import { checkDevice, DISK_MAJOR } from './devices.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { isFiltered } from './seccomp.ts';
import type { FilesystemStat } from './system.ts';
import { forgetTmpfs, release } from './unsharing.ts';
import { type IdKind, isCapableIn, mapId, ownerOf } from './user-namespaces.ts';

/** Options that change how a mount is used, and that are not of the file system itself. */
const DEFAULT_OPTIONS: readonly string[] = ['relatime'];
const TMPFS_SHARE = 2;

/** What df shows of the file system that a path is on. */
export function statFilesystem(kernel: Kernel, caller: Caller, path: string): FilesystemStat {
  return statMount(kernel, caller, kernel.filesystems.mountOf(caller, path));
}

function statMount(kernel: Kernel, caller: Caller, mount: Mount): FilesystemStat {
  const facts = { source: mount.source, type: mount.type, mountPoint: mount.path, readOnly: mount.readOnly };
  const { instances } = kernel.filesystems;
  if (mount.filesystem === undefined || !instances.has(mount.filesystem)) {
    return { ...facts, size: 0, used: 0, available: 0, inodes: 0, inodesUsed: 0 };
  }
  const instance = instances.instance(mount.filesystem);
  const { size, used } = roomOf(kernel, caller.host, instance);
  return {
    ...facts,
    size,
    used,
    available: Math.max(0, size - used),
    inodes: Math.floor(size / BYTES_AN_INODE),
    inodesUsed: instance.usedInodes + 1,
  };
}

/** A tmpfs without a size may have half of the memory; what lies on the disk without one, all of it. */
function roomOf(
  kernel: Kernel,
  name: string,
  { type, bytesMax, disk, usedBytes }: Instance,
): { readonly size: number; readonly used: number } {
  const host = kernel.hosts.get(name);
  if (type === 'tmpfs')
    return { size: bytesMax ?? Math.floor((host?.memoryBytes ?? 0) / TMPFS_SHARE), used: usedBytes };
  if (disk !== undefined && bytesMax !== undefined) return { size: bytesMax, used: usedBytes };
  return { size: host?.diskBytes ?? 0, used: kernel.diskUsed(name) };
}

const BYTES_AN_INODE = 16_384;

export function mountViews(
  kernel: Kernel,
  caller: Caller,
): (FilesystemStat & { readonly options: readonly string[] })[] {
  return kernel.filesystems.mounts.of(caller.mounts).map((mount) => ({
    ...statMount(kernel, caller, mount),
    options: optionsOf(mount),
  }));
}

export function optionsOf(mount: Mount): string[] {
  const others = mount.options.filter((option) => option !== 'ro' && option !== 'rw');
  return [mount.readOnly ? 'ro' : 'rw', ...others];
}

export interface MountRequest {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
}

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** `size=64m` among a tmpfs's options, in bytes. */
function tmpfsSize(options: readonly string[]): number | undefined {
  const [, digits, unit = ''] =
    /^size=(\d{1,12})([kmg]?)$/i.exec(options.findLast((each) => each.startsWith('size=')) ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * (SIZE_UNITS[unit.toLowerCase()] ?? 1);
}

/** mount(2): bind mounts, remounts, tmpfs, proc, sysfs, cgroup2, and the host's disk. @throws SystemError */
export function mountFilesystem(kernel: Kernel, process: Process, request: MountRequest): void {
  checkMayMount(kernel, process);
  const caller = callerOf(kernel, process);
  const { filesystems } = kernel;
  const { source, options } = request;
  const { path } = filesystems.place(caller, request.target);
  const readOnly = options.includes('ro');
  const kept = [
    ...DEFAULT_OPTIONS,
    ...options.filter((option) => !['bind', 'rbind', 'remount', 'ro', 'rw'].includes(option)),
  ];
  if (options.includes('remount'))
    filesystems.mounts.remount(caller.mounts, path, { readOnly, options: kept });
  else if (options.includes('bind') || options.includes('rbind')) {
    const how = { readOnly, recursive: options.includes('rbind'), options: kept };
    bindMount(filesystems, { caller, path: source }, { caller, path: request.target }, how);
  } else {
    const what = newFilesystem(kernel, process, caller, request);
    filesystems.mounts.add(caller.mounts, { ...what, path, source, readOnly, options: kept });
  }
}

/** @throws SystemError EPERM */
function checkMayMount(kernel: Kernel, process: Process): void {
  const owner = ownerOf(kernel, process.host, process.namespaces.mnt);
  if (isFiltered(process, 'CAP_SYS_ADMIN') || !isCapableIn(kernel, process, 'CAP_SYS_ADMIN', owner)) {
    throw new SystemError('EPERM');
  }
}

function newFilesystem(
  kernel: Kernel,
  process: Process,
  caller: Caller,
  { source, type, options }: MountRequest,
): Pick<Mount, 'type' | 'inode' | 'filesystem' | 'synthetic'> {
  if (type === 'tmpfs') return { type, inode: 1, filesystem: makeTmpfs(kernel, process, options) };
  if (SYNTHETIC.has(type)) {
    checkNothingRevealed(kernel, process, caller, type);
    return { type, inode: 0, synthetic: { name: type, root: shownPart(kernel, process, type) } };
  }
  // What lies on a disk is mounted in the host's own user namespace only.
  if (process.namespaces.user !== kernel.namespaces.initial().user) throw new SystemError('EPERM');
  if (type !== '' && type !== 'auto' && type !== 'ext4') throw new SystemError('ENODEV');
  const stat = kernel.filesystems.stat(caller, source);
  if (stat.type !== 'block device') throw new SystemError('ENOTBLK');
  checkDevice(kernel, process, stat, { read: true, write: true });
  const [major, minor] = stat.special ?? [];
  if (major !== DISK_MAJOR || minor !== 1) throw new SystemError('EINVAL');
  return { type: 'ext4', inode: 1, filesystem: `${caller.host}:root` };
}

/** proc shows a pid namespace, cgroup2 what is below the root of a cgroup namespace. */
function shownPart(kernel: Kernel, { host, namespaces }: Process, type: string): string {
  if (type === 'proc') return String(namespaces.pid);
  return type === 'cgroup2' ? (kernel.namespaces.get(host, namespaces.cgroup)?.root ?? '/') : '/';
}

/**
 * A user namespace may not have a whole /proc or /sys where its maker's hides a part of it (mount_too_revealing).
 * @throws SystemError EPERM
 */
function checkNothingRevealed(kernel: Kernel, process: Process, caller: Caller, type: string): void {
  const { host, namespaces } = process;
  if (namespaces.user === kernel.namespaces.initial().user) return;
  if (
    type === 'sysfs' &&
    !isCapableIn(kernel, process, 'CAP_SYS_ADMIN', ownerOf(kernel, host, namespaces.net))
  )
    throw new SystemError('EPERM');
  const { mounts } = kernel.filesystems;
  const isWhole = mounts
    .of(caller.mounts)
    .some(
      ({ type: mounted, readOnly, path }) =>
        mounted === type && !readOnly && (type !== 'proc' || !mounts.coversBelow(caller.mounts, path)),
    );
  if (!isWhole && type !== 'cgroup2') throw new SystemError('EPERM');
}

function makeTmpfs(kernel: Kernel, process: Process, options: readonly string[]): string {
  const id = `tmpfs-${kernel.descriptors.files.takeId()}`;
  const bytesMax = tmpfsSize(options);
  kernel.filesystems.instances.make({
    id,
    type: 'tmpfs',
    device: kernel.takeDevice(),
    layers: [],
    ...(bytesMax === undefined ? {} : { bytesMax }),
    cgroup: { host: process.host, path: process.cgroup },
  });
  setRoot(kernel, process, id, options);
  return id;
}

/** `uid=1000,gid=1000,mode=700`: of a tmpfs's root, with ids as who mounts it sees them. */
function setRoot(kernel: Kernel, process: Process, id: string, options: readonly string[]): void {
  const { instances } = kernel.filesystems;
  const given = (name: string, digits: RegExp) => {
    const value = options.findLast((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    return digits.test(value) ? value : undefined;
  };
  const owner = (kind: IdKind) => {
    const value = given(kind, /^\d{1,9}$/);
    if (value === undefined) return {};
    const outside = mapId(kernel.namespaces, process, kind, Number(value), 'outside');
    if (outside === undefined) throw new SystemError('EINVAL');
    return { [kind]: outside };
  };
  const mode = given('mode', /^[0-7]{1,4}$/);
  const facts = {
    ...owner('uid'),
    ...owner('gid'),
    ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
  };
  if (Object.keys(facts).length === 0) return;
  instances.changed(id, ROOT_INODE, { ...instances.writable(id, ROOT_INODE), ...facts });
}

const SYNTHETIC = new Set(['proc', 'cgroup2', 'sysfs']);

/** umount(2). @throws SystemError EPERM, EINVAL, EBUSY */
export function unmountFilesystem(kernel: Kernel, process: Process, target: string): void {
  checkMayMount(kernel, process);
  const caller = callerOf(kernel, process);
  const { filesystems } = kernel;
  const { path } = filesystems.place(caller, target);
  const mount = filesystems.mounts.at(caller.mounts, path);
  if (mount === undefined) throw new SystemError('EINVAL');
  filesystems.mounts.remove(caller.mounts, path);
  if (mount.filesystem !== undefined) forgetTmpfs(kernel, caller.host, mount.filesystem);
  if (mount.synthetic?.name === 'nsfs') release(kernel, caller.host, [namespaceOf(mount)]);
}

/** The namespace that a mount has held. */
function namespaceOf({ synthetic }: Mount): number {
  return Number(synthetic?.root.split(':')[1]);
}
