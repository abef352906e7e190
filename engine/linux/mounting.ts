import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Mount } from '../filesystem/mounts.ts';
import type { Kernel } from './kernel.ts';
import type { FilesystemStat } from './system.ts';

/** Options that change how a mount is used, and that are not of the file system itself. */
const DEFAULT_OPTIONS: readonly string[] = ['relatime'];
const TMPFS_SHARE = 2;

/** What df shows of the file system that a path is on. */
export function statFilesystem(kernel: Kernel, caller: Caller, path: string): FilesystemStat {
  return statMount(kernel, caller, kernel.filesystems.mountOf(caller, path));
}

/** A mounted tmpfs without a size may have half of the memory. */
function sizeOf(kernel: Kernel, caller: Caller, mount: Mount, bytesMax: number | undefined): number {
  const host = kernel.hosts.get(caller.host);
  if (host === undefined) return 0;
  if (bytesMax !== undefined) return bytesMax;
  return mount.type === 'tmpfs' ? Math.floor(host.memoryBytes / TMPFS_SHARE) : host.diskBytes;
}

function statMount(kernel: Kernel, caller: Caller, mount: Mount): FilesystemStat {
  const facts = { source: mount.source, type: mount.type, mountPoint: mount.path, readOnly: mount.readOnly };
  const { instances } = kernel.filesystems;
  if (mount.filesystem === undefined || !instances.has(mount.filesystem)) {
    return { ...facts, size: 0, used: 0, available: 0, inodes: 0, inodesUsed: 0 };
  }
  const instance = instances.instance(mount.filesystem);
  const size = sizeOf(kernel, caller, mount, instance.bytesMax);
  const onDisk = mount.type === 'tmpfs' ? instance.usedBytes : kernel.diskUsed(caller.host);
  const used = instance.bytesMax === undefined ? onDisk : instance.usedBytes;
  return {
    ...facts,
    size,
    used,
    available: Math.max(0, size - used),
    inodes: Math.floor(size / BYTES_AN_INODE),
    inodesUsed: instance.usedInodes + 1,
  };
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

/** mount(2): bind mounts, remounts, tmpfs, proc and cgroup2. @throws SystemError */
export function mountFilesystem(kernel: Kernel, caller: Caller, request: MountRequest): void {
  if (!caller.capable('CAP_SYS_ADMIN')) throw new SystemError('EPERM');
  const { filesystems } = kernel;
  const { source, type, options } = request;
  const path = filesystems.realPath(caller, request.target);
  const readOnly = options.includes('ro');
  const kept = [
    ...DEFAULT_OPTIONS,
    ...options.filter((option) => !['bind', 'rbind', 'remount', 'ro', 'rw'].includes(option)),
  ];
  if (options.includes('remount'))
    filesystems.mounts.remount(caller.mounts, path, { readOnly, options: kept });
  else if (options.includes('bind') || options.includes('rbind'))
    bind(kernel, caller, source, { path, readOnly, options: kept });
  else if (type === 'tmpfs') {
    const id = `tmpfs-${kernel.descriptors.files.takeId()}`;
    const bytesMax = tmpfsSize(options);
    const limit = bytesMax === undefined ? {} : { bytesMax };
    filesystems.instances.make({ id, type: 'tmpfs', device: kernel.takeDevice(), layers: [], ...limit });
    const mount = { path, filesystem: id, inode: 1, source, type, readOnly, options: kept };
    filesystems.mounts.add(caller.mounts, mount);
  } else if (SYNTHETIC.has(type)) {
    const synthetic = { name: type, root: '/' };
    filesystems.mounts.add(caller.mounts, {
      path,
      inode: 0,
      synthetic,
      source,
      type,
      readOnly,
      options: kept,
    });
  } else throw new SystemError('ENODEV');
}

/** Shows a directory or a file at a second place. */
function bind(
  kernel: Kernel,
  caller: Caller,
  source: string,
  facts: Pick<Mount, 'path' | 'readOnly' | 'options'>,
): void {
  const { filesystems } = kernel;
  const place = filesystems.place(caller, source);
  const isDirectory = filesystems.statPlace(caller, place).type === 'directory';
  if (isDirectory !== (filesystems.stat(caller, facts.path).type === 'directory'))
    throw new SystemError('ENOTDIR');
  const { mount, inode } = place;
  if (mount.synthetic !== undefined) throw new SystemError('EOPNOTSUPP');
  filesystems.mounts.add(caller.mounts, {
    ...mount,
    ...facts,
    inode,
    readOnly: facts.readOnly || mount.readOnly,
  });
}

const SYNTHETIC = new Set(['proc', 'cgroup2', 'sysfs']);

/** umount(2). @throws SystemError EPERM, EINVAL, EBUSY */
export function unmountFilesystem(kernel: Kernel, caller: Caller, target: string): void {
  if (!caller.capable('CAP_SYS_ADMIN')) throw new SystemError('EPERM');
  const { filesystems } = kernel;
  const path = filesystems.realPath(caller, target);
  const mount = filesystems.mounts.at(caller.mounts, path);
  if (mount === undefined) throw new SystemError('EINVAL');
  filesystems.mounts.remove(caller.mounts, path);
  const { filesystem } = mount;
  if (
    filesystem?.startsWith('tmpfs-') === true &&
    !filesystems.mounts.of(caller.mounts).some((other) => other.filesystem === filesystem)
  ) {
    filesystems.instances.remove(filesystem);
  }
}
