import { ROOT_INODE } from '../filesystem/base-tree.ts';
import { bindMount, maskPaths } from '../filesystem/bind.ts';
import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { NewMount } from '../filesystem/mounts.ts';
import { namesIn } from '../filesystem/names.ts';
import { HOST_DEVICE_LAYER } from '../linux/devices.ts';
import type { Kernel } from '../linux/kernel.ts';
import { WITHOUT_SELINUX } from '../linux/proc/filesystems.ts';
import type { Namespaces } from '../linux/process.ts';
import { rootCaller } from '../linux/root-caller.ts';
import { addDevices } from './container-devices.ts';
import { type ContainerMount, type ContainerSpec, RuntimeError } from './runtime-spec.ts';

const SHM_BYTES = 67_108_864;
const DEVICE_BYTES = 67_108_864;
const SHM = '/dev/shm';

const CLOSED = ['nosuid', 'nodev', 'noexec', 'relatime'];
const TMPFS_MODE = 0o1777;

/** All that mounting needs to know of a container. */
interface Making {
  readonly kernel: Kernel;
  readonly spec: ContainerSpec;
  readonly namespaces: Namespaces;
  /** The instance that is its root. */
  readonly root: string;
  /** The runtime, in its mount namespace. */
  readonly caller: Caller;
}

/** Mounts a container's file systems, in runc's order. @throws RuntimeError */
export function mountContainer(
  kernel: Kernel,
  spec: ContainerSpec,
  namespaces: Namespaces,
  root: string,
): void {
  const { filesystems } = kernel;
  const caller = rootCaller(spec.host, namespaces.mnt);
  const making: Making = { kernel, spec, namespaces, root, caller };
  const shown = { filesystem: root, inode: 1, source: 'overlay', type: 'overlay' };
  const rootMount = { ...shown, readOnly: false, options: ['relatime', ...(spec.rootOptions ?? [])] };
  filesystems.mounts.add(caller.mounts, { ...rootMount, path: '/' });
  const overridden = new Set(spec.mounts.map(({ target }) => target));
  for (const [path, mount] of defaultMounts(making)) {
    if (overridden.has(path)) continue;
    filesystems.makeDirectories(caller, path);
    filesystems.mounts.add(caller.mounts, { ...mount, path });
  }
  if (spec.sharedMemory === false) filesystems.removeDirectory(caller, SHM);
  else if (!overridden.has(SHM)) mountShm(making);
  addDevices(kernel, spec, caller);
  for (const [index, mount] of spec.mounts.entries()) mountUser(making, mount, index);
  filesystems.makeDirectories(caller, spec.process.workingDirectory || '/');
  for (const path of spec.readOnlyPaths ?? []) makeReadOnly(making, path);
  if ((spec.maskedPaths ?? []).length > 0) {
    maskPaths(filesystems, caller, spec.maskedPaths ?? [], emptyFilesystem(spec.host));
  }
  if (spec.readOnlyRoot) {
    filesystems.mounts.remount(caller.mounts, '/', { readOnly: true, options: rootMount.options });
  }
}

type Unplaced = Omit<NewMount, 'path'>;

/** What every container has, unless it mounts something else there (oci.DefaultSpec). */
function defaultMounts(making: Making): (readonly [path: string, mount: Unplaced])[] {
  const { spec, namespaces } = making;
  const isGuarded = !spec.privileged;
  const isGroupGuarded = isGuarded && spec.ownsCgroup !== true;
  const group = spec.namespaces.cgroup === 'private' ? spec.cgroup.path : '/';
  return [
    ['/proc', synthetic('proc', 'proc', false, CLOSED, String(namespaces.pid))],
    [
      '/dev',
      { ...tmpfsMount('tmpfs', deviceFilesystem(making)), options: ['nosuid', 'size=65536k', 'mode=755'] },
    ],
    ['/dev/pts', synthetic('devpts', 'devpts', false, PTS_OPTIONS, spec.id)],
    ['/sys', synthetic('sysfs', 'sysfs', isGuarded, CLOSED, WITHOUT_SELINUX)],
    ['/sys/fs/cgroup', synthetic('cgroup2', 'cgroup', isGroupGuarded, CLOSED, group)],
    ['/dev/mqueue', synthetic('mqueue', 'mqueue', false, CLOSED)],
  ];
}

const PTS_OPTIONS = ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666'];

function synthetic(
  name: string,
  source: string,
  readOnly: boolean,
  options: readonly string[],
  root = '/',
): Unplaced {
  return { inode: 0, synthetic: { name, root }, source, type: name, readOnly, options };
}

function tmpfsMount(source: string, filesystem: string): Unplaced {
  return { filesystem, inode: 1, source, type: 'tmpfs', readOnly: false, options: CLOSED };
}

/** A file system in the memory of the container. */
function makeTmpfs(
  { kernel, spec, root }: Making,
  name: string,
  {
    layers = [],
    bytesMax,
  }: { readonly layers?: readonly string[]; readonly bytesMax?: number | undefined } = {},
): string {
  const id = `${root}-${name}`;
  kernel.filesystems.instances.make({
    id,
    type: 'tmpfs',
    device: kernel.takeDevice(),
    layers,
    cgroup: { host: spec.host, path: spec.cgroup.path },
    ...(spec.selinux === undefined ? {} : { context: spec.selinux.files }),
    ...(bytesMax === undefined ? {} : { bytesMax }),
  });
  return id;
}

function deviceFilesystem(making: Making): string {
  const layers = making.spec.privileged ? ['dev', HOST_DEVICE_LAYER.key] : ['dev'];
  return makeTmpfs(making, 'dev', { layers, bytesMax: DEVICE_BYTES });
}

/** Shared memory: with the IPC namespace of another container, or the host's, comes theirs. */
function mountShm(making: Making): void {
  const { kernel, spec, caller } = making;
  const { filesystems } = kernel;
  const { ipc } = spec.namespaces;
  if (ipc === 'host') {
    const host = rootCaller(spec.host, kernel.namespaces.initial().mnt);
    bindMount(filesystems, { caller: host, path: SHM }, { caller, path: SHM }, { options: CLOSED });
    return;
  }
  const donor = ipc === 'private' ? undefined : `${spec.host}:root-${ipc.container}-shm`;
  const id =
    donor !== undefined && filesystems.instances.has(donor)
      ? donor
      : makeTmpfs(making, 'shm', { bytesMax: SHM_BYTES });
  const options = [...CLOSED, `size=${SHM_BYTES / 1024}k`];
  filesystems.mounts.add(caller.mounts, { ...tmpfsMount('shm', id), path: SHM, options });
}

/** The id of an empty file system that hides others: all containers of a host have the same one. */
export function emptyFilesystem(host: string): string {
  return `${host}:empty`;
}

/** The same path over itself, but read-only. What doesn't exist needs no protection. */
function makeReadOnly({ kernel, caller }: Making, path: string): void {
  try {
    const place = { caller, path };
    bindMount(kernel.filesystems, place, place, { readOnly: true, recursive: true });
  } catch (error) {
    if (!(error instanceof SystemError && ['ENOENT', 'ENOTDIR'].includes(error.code))) throw error;
  }
}

function mountUser(making: Making, mount: ContainerMount, index: number): void {
  if (mount.type === 'tmpfs') mountUserTmpfs(making, mount, index);
  else if (mount.type === 'image') mountImage(making, mount, index);
  else mountBind(making, mount);
}

function mountUserTmpfs(making: Making, mount: ContainerMount, index: number): void {
  const { filesystems } = making.kernel;
  const { caller } = making;
  const { source, target, readOnly, sizeBytes, mode, uid, gid, options = CLOSED } = mount;
  const name = target === SHM ? 'shm' : `tmpfs${index}`;
  const filesystem = makeTmpfs(making, name, { bytesMax: sizeBytes });
  const size = sizeBytes === undefined ? [] : [`size=${Math.ceil(sizeBytes / 1024)}k`];
  const bits = mode === undefined || target === SHM ? [] : [`mode=${mode.toString(8)}`];
  filesystems.makeDirectories(caller, target);
  filesystems.mounts.add(caller.mounts, {
    ...tmpfsMount(source, filesystem),
    path: filesystems.realPath(caller, target),
    options: [...options, ...size, ...bits],
  });
  filesystems.changeMode(caller, target, mode ?? TMPFS_MODE);
  if (uid !== undefined || gid !== undefined) filesystems.changeOwner(caller, target, uid ?? 0, gid ?? 0);
  if (readOnly) {
    const path = filesystems.realPath(caller, target);
    filesystems.mounts.remount(caller.mounts, path, { readOnly, options: [...options, ...size, ...bits] });
  }
}

/** The files of an image, or a part of them, with a writable part of their own. */
function mountImage(making: Making, mount: ContainerMount, index: number): void {
  const { kernel, spec, root, caller } = making;
  const { filesystems } = kernel;
  const { target, readOnly, layers = [] } = mount;
  const filesystem = `${root}-image${index}`;
  filesystems.instances.make({
    id: filesystem,
    type: 'overlay',
    device: kernel.takeDevice(),
    layers,
    disk: `${spec.host}:root`,
    ...(spec.selinux === undefined ? {} : { context: spec.selinux.files }),
  });
  const inode = inodeOf(making, filesystem, mount);
  if (filesystems.instances.type(filesystem, inode) === 'directory')
    filesystems.makeDirectories(caller, target);
  else makeFileTarget(kernel, caller, target);
  const path = filesystems.realPath(caller, target);
  const shown = { filesystem, inode, source: 'overlay', type: 'overlay' };
  filesystems.mounts.add(caller.mounts, { ...shown, path, readOnly, options: ['relatime'] });
}

/** Where the part of an image is that is mounted. @throws RuntimeError */
function inodeOf({ kernel }: Making, filesystem: string, { source }: ContainerMount): number {
  const { instances } = kernel.filesystems;
  let inode = ROOT_INODE;
  for (const name of namesIn(source)) {
    const next = instances.lookup(filesystem, inode, name);
    if (next === undefined) {
      instances.remove(filesystem);
      throw new RuntimeError(`cannot access path ${source}: no such file or directory`, 127);
    }
    inode = next;
  }
  return inode;
}

function mountBind({ kernel, spec, caller }: Making, { source, target, readOnly }: ContainerMount): void {
  const { filesystems } = kernel;
  const host = rootCaller(spec.host, kernel.namespaces.initial().mnt);
  try {
    if (filesystems.stat(host, source).type === 'directory') filesystems.makeDirectories(caller, target);
    else makeFileTarget(kernel, caller, target);
    bindMount(
      filesystems,
      { caller: host, path: source },
      { caller, path: target },
      { readOnly, recursive: true },
    );
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new RuntimeError(
      `unable to start container process: error during container init: error mounting ${JSON.stringify(source)} to rootfs at ${JSON.stringify(target)}: mount ${source}:${target} (via /proc/self/fd/6), flags: 0x5000: ${error.message.toLowerCase()}`,
      127,
    );
  }
}

/** A file is bound over a file. */
function makeFileTarget(kernel: Kernel, caller: Caller, target: string): void {
  const { filesystems } = kernel;
  const folder = target.slice(0, target.lastIndexOf('/')) || '/';
  filesystems.makeDirectories(caller, folder);
  filesystems.open(caller, target, { write: true, create: true });
}
