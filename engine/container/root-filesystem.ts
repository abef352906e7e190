import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Namespaces } from '../linux/process.ts';
import { mountTable, rootCaller } from '../linux/root-caller.ts';
import { mountContainer } from './container-mounts.ts';
import type { ContainerSpec } from './runtime-spec.ts';

/** The id of the instance that is a container's root. Those of its other file systems begin with it. */
export function rootId({ host, id }: Pick<ContainerSpec, 'host' | 'id'>): string {
  return `${host}:root-${id}`;
}

/** The runtime itself, in a container's mount namespace. */
export function containerRoot(
  { host }: Pick<ContainerSpec, 'host'>,
  { mnt }: Pick<Namespaces, 'mnt'>,
): Caller {
  return rootCaller(host, mnt);
}

/** The host's own file system, where bind mounts come from. */
export function hostCaller(kernel: Kernel, host: string): Caller {
  return rootCaller(host, kernel.namespaces.initial().mnt);
}

/** Makes a container's root file system and its mounts. @throws RuntimeError */
export function makeRoot(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  kernel.filesystems.instances.make({
    id: rootId(spec),
    type: 'overlay',
    device: kernel.takeDevice(),
    layers: spec.layers,
    disk: `${spec.host}:root`,
    ...(spec.selinux === undefined ? {} : { context: spec.selinux.files }),
    ...(spec.rootBytesMax === undefined ? {} : { bytesMax: spec.rootBytesMax }),
  });
  mountContainer(kernel, spec, namespaces, rootId(spec));
}

/**
 * Mounts everything anew for another start: what was in memory is gone, and bind mounts show what is there now.
 * @param before where it was mounted
 */
export function mountAgain(
  kernel: Kernel,
  spec: ContainerSpec,
  before: Namespaces,
  namespaces: Namespaces,
): void {
  unmountAll(kernel, spec, before);
  mountContainer(kernel, spec, namespaces, rootId(spec));
}

/** Frees all of it. */
export function removeRoot(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  unmountAll(kernel, spec, namespaces);
  kernel.filesystems.instances.bury(rootId(spec));
}

/** It has ended: what it had in memory goes with its mount namespace. */
export function freeMemory(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  const { instances, mounts } = kernel.filesystems;
  const gone = new Set(ownFilesystems(kernel, spec, namespaces));
  mounts.keep(
    mountTable(spec.host, namespaces.mnt),
    ({ filesystem }) => filesystem === undefined || !gone.has(filesystem),
  );
  for (const id of gone) instances.remove(id);
}

function unmountAll(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): void {
  const { instances, mounts } = kernel.filesystems;
  for (const id of ownFilesystems(kernel, spec, namespaces)) instances.remove(id);
  mounts.drop(mountTable(spec.host, namespaces.mnt));
}

/** The file systems in memory that nobody else has. */
function ownFilesystems(kernel: Kernel, spec: ContainerSpec, namespaces: Namespaces): string[] {
  const { mounts } = kernel.filesystems;
  const ofHost = new Set(mounts.of(hostCaller(kernel, spec.host).mounts).map(({ filesystem }) => filesystem));
  return mounts.of(mountTable(spec.host, namespaces.mnt)).flatMap(({ filesystem }) => {
    if (filesystem === undefined || ofHost.has(filesystem)) return [];
    const isOwn = filesystem.startsWith(`${rootId(spec)}-`) || filesystem.startsWith('tmpfs-');
    return isOwn ? [filesystem] : [];
  });
}
