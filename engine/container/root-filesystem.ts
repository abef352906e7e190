import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { NewMount } from '../filesystem/mounts.ts';
import { mountTable } from '../linux/caller.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Namespaces } from '../linux/process.ts';
import { type ContainerMount, type ContainerSpec, RuntimeError } from './runtime-spec.ts';

/** What the runtime mounts into every container (oci.DefaultSpec). */
const SHM_BYTES = 67_108_864;

/** Names of the instances that belong to a container. */
export function rootId({ host, id }: Pick<ContainerSpec, 'host' | 'id'>): string {
  return `${host}:root-${id}`;
}

/** The runtime itself, in a container's mount namespace: root, with everything allowed. */
export function rootCaller({ host }: Pick<ContainerSpec, 'host'>, { mnt }: Pick<Namespaces, 'mnt'>): Caller {
  return {
    host,
    pid: 1,
    mounts: mountTable(host, mnt),
    workingDirectory: '/',
    uid: 0,
    gid: 0,
    groups: [],
    umask: 0,
    capable: () => true,
  };
}

/** Makes a container's root file system and its mounts. @throws RuntimeError */
export function makeRoot(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  const { filesystems } = kernel;
  const root = rootId(spec);
  filesystems.instances.make({
    id: root,
    type: 'overlay',
    device: kernel.takeDevice(),
    layers: spec.layers,
    disk: `${spec.host}:root`,
    ...(spec.rootBytesMax === undefined ? {} : { bytesMax: spec.rootBytesMax }),
  });
  const table = mountTable(spec.host, namespaces.mnt);
  const add = (mount: NewMount) => filesystems.mounts.add(table, mount);
  add({
    path: '/',
    filesystem: root,
    inode: 1,
    source: 'overlay',
    type: 'overlay',
    readOnly: false,
    options: ['relatime'],
  });
  const caller = rootCaller(spec, namespaces);
  const mountAt = (path: string, mount: Omit<NewMount, 'path'>) => {
    filesystems.makeDirectories(caller, path);
    add({ ...mount, path });
  };
  const tmpfs = (name: string, layers: readonly string[], bytesMax?: number): string => {
    const id = `${root}-${name}`;
    const limit = bytesMax === undefined ? {} : { bytesMax };
    filesystems.instances.make({ id, type: 'tmpfs', device: kernel.takeDevice(), layers, ...limit });
    return id;
  };
  mountAt('/proc', synthetic('proc', 'proc', false, ['nosuid', 'nodev', 'noexec', 'relatime']));
  mountAt('/dev', {
    filesystem: tmpfs('dev', ['dev']),
    inode: 1,
    source: 'tmpfs',
    type: 'tmpfs',
    readOnly: false,
    options: ['nosuid', 'size=65536k', 'mode=755'],
  });
  mountAt('/sys', synthetic('sysfs', 'sysfs', !spec.privileged, ['nosuid', 'nodev', 'noexec', 'relatime']));
  add({
    ...synthetic(
      'cgroup2',
      'cgroup',
      !spec.privileged,
      ['nosuid', 'nodev', 'noexec', 'relatime'],
      spec.namespaces.cgroup === 'private' ? spec.cgroup.path : '/',
    ),
    path: '/sys/fs/cgroup',
  });
  mountAt('/dev/shm', {
    filesystem: tmpfs('shm', [], SHM_BYTES),
    inode: 1,
    source: 'shm',
    type: 'tmpfs',
    readOnly: false,
    options: ['nosuid', 'nodev', 'noexec', 'relatime', 'size=65536k'],
  });
  for (const [index, mount] of spec.mounts.entries()) mountUser(kernel, spec, caller, mount, index);
  filesystems.makeDirectories(caller, spec.process.workingDirectory || '/');
  if (spec.readOnlyRoot) filesystems.mounts.remount(table, '/', { readOnly: true, options: ['relatime'] });
}

function synthetic(
  name: string,
  source: string,
  readOnly: boolean,
  options: readonly string[],
  root = '/',
): Omit<NewMount, 'path'> {
  return { inode: 0, synthetic: { name, root }, source, type: name, readOnly, options };
}

/** Frees all of it. */
export function removeRoot(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  const { instances, mounts } = kernel.filesystems;
  const root = rootId(spec);
  const table = mountTable(spec.host, namespaces.mnt);
  for (const { filesystem } of mounts.of(table)) {
    if (filesystem?.startsWith(root) === true) instances.remove(filesystem);
  }
  mounts.drop(table);
}

/** The host's own file system, where bind mounts come from. */
export function hostCaller(kernel: Kernel, host: string): Caller {
  return rootCaller({ host }, kernel.namespaces.initial());
}

function mountUser(
  kernel: Kernel,
  spec: ContainerSpec,
  caller: Caller,
  mount: ContainerMount,
  index: number,
): void {
  const { filesystems } = kernel;
  const { target, readOnly } = mount;
  const table = caller.mounts;
  if (mount.type === 'tmpfs') {
    const id = `${rootId(spec)}-tmpfs${index}`;
    const limit = mount.sizeBytes === undefined ? {} : { bytesMax: mount.sizeBytes };
    filesystems.instances.make({ id, type: 'tmpfs', device: kernel.takeDevice(), layers: [], ...limit });
    filesystems.makeDirectories(caller, target);
    filesystems.mounts.add(table, {
      path: filesystems.realPath(caller, target),
      filesystem: id,
      inode: 1,
      source: 'tmpfs',
      type: 'tmpfs',
      readOnly,
      options: ['nosuid', 'nodev', 'noexec', 'relatime'],
    });
    filesystems.changeMode({ ...caller }, target, mount.mode ?? 0o1777);
    return;
  }
  const host = hostCaller(kernel, spec.host);
  try {
    const place = filesystems.place(host, mount.source);
    if (place.mount.filesystem === undefined) throw new SystemError('EINVAL');
    if (filesystems.statPlace(host, place).type === 'directory') filesystems.makeDirectories(caller, target);
    else makeFileTarget(kernel, caller, target);
    filesystems.mounts.add(table, {
      path: filesystems.realPath(caller, target),
      filesystem: place.mount.filesystem,
      inode: place.inode,
      source: place.mount.source,
      type: place.mount.type,
      readOnly,
      options: ['relatime'],
    });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new RuntimeError(
      `unable to start container process: error during container init: error mounting ${JSON.stringify(mount.source)} to rootfs at ${JSON.stringify(target)}: mount ${mount.source}:${target} (via /proc/self/fd/6), flags: 0x5000: ${error.message.toLowerCase()}`,
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
