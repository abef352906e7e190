import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { mountTable } from '../../linux/caller.ts';
import { parseQuantity, value } from '../apiserver/quantity.ts';
import type { Cluster } from '../cluster.ts';
import type { HostPathVolumeSource, Volume } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import { exists, removeTree } from './node-files.ts';
import { nodeRoot } from './node-host.ts';
import { type Content, contentOf, MountError } from './volumes.ts';

/** Characters that the kubelet writes into the volumes of a pod: the same secret may be in any number of them. */
const VOLUME_CHARS_MAX = 4 * 1024 * 1024;

const KUBELET = '/var/lib/kubelet/pods';

/** Kinds of volumes whose folders are file systems in memory. */
const IN_MEMORY = new Set(['secret', 'projected', 'downwardAPI']);

/** The plug-in that has a volume's folder, as it is named there. */
const PLUGINS: Readonly<Record<string, string>> = {
  configMap: 'kubernetes.io~configmap',
  secret: 'kubernetes.io~secret',
  projected: 'kubernetes.io~projected',
  downwardAPI: 'kubernetes.io~downward-api',
  emptyDir: 'kubernetes.io~empty-dir',
};

const DIRECTORY_MODE = 0o777;
/** What fsGroup gives to its group: SetVolumeOwnership in pkg/volume. */
const GROUP_READS = 0o440;
const GROUP_WRITES = 0o660;
const GROUP_ENTERS = 0o2110;

/** Where the kubelet keeps what belongs to a pod. */
export function podFolder(uid: string): string {
  return `${KUBELET}/${uid}`;
}

/** Where a volume lies on the node. */
export function volumeFolder(uid: string, volume: Volume): string {
  if (volume.hostPath !== undefined) return volume.hostPath.path;
  const [kind = ''] = Object.keys(PLUGINS).filter((name) => Object.hasOwn(volume, name));
  return `${podFolder(uid)}/volumes/${PLUGINS[kind] ?? 'kubernetes.io~csi'}/${volume.name}`;
}

/** Makes the pod's volumes on its node, or brings them up to date. @throws MountError */
export function mountVolumes(cluster: Cluster, node: string, view: PodView): void {
  let left = VOLUME_CHARS_MAX;
  for (const volume of view.pod.spec.volumes ?? []) {
    try {
      const content = contentOf(cluster, view, volume);
      for (const { text } of content?.values() ?? []) left -= text.length;
      if (left < 0) throw new SystemError('ENOSPC');
      mountVolume(cluster, node, view, volume, content);
    } catch (error) {
      if (!(error instanceof SystemError) && !(error instanceof MountError)) throw error;
      const why = error instanceof SystemError ? error.message.toLowerCase() : error.message;
      throw new MountError(`MountVolume.SetUp failed for volume "${volume.name}" : ${why}`);
    }
  }
}

function mountVolume(
  cluster: Cluster,
  node: string,
  { pod }: PodView,
  volume: Volume,
  content: Content | undefined,
): void {
  const { filesystems } = cluster.machines;
  const root = nodeRoot(cluster, node);
  if (volume.hostPath !== undefined) {
    checkHostPath(cluster, root, volume.hostPath);
    return;
  }
  const folder = volumeFolder(pod.metadata.uid, volume);
  const group = pod.spec.securityContext?.fsGroup;
  if (!exists(filesystems, root, folder)) {
    filesystems.makeDirectories(root, folder);
    if (isInMemory(volume)) mountMemory(cluster, node, folder, volume);
    filesystems.changeMode(root, folder, DIRECTORY_MODE);
    if (group !== undefined) {
      filesystems.changeOwner(root, folder, -1, group);
      filesystems.changeMode(root, folder, DIRECTORY_MODE | GROUP_ENTERS | GROUP_WRITES);
    }
  }
  if (content !== undefined) writeContent(cluster, root, folder, content, group);
}

function isInMemory(volume: Volume): boolean {
  return volume.emptyDir?.medium === 'Memory' || Object.keys(volume).some((kind) => IN_MEMORY.has(kind));
}

function mountMemory(cluster: Cluster, node: string, folder: string, { emptyDir }: Volume): void {
  const { filesystems, kernel } = cluster.machines;
  const limit = emptyDir?.sizeLimit;
  const memory = kernel.hosts.get(node)?.memoryBytes ?? 0;
  const bytesMax = limit === undefined ? memory : Math.min(memory, Number(value(parseQuantity(limit))));
  const id = `${node}:${folder}`;
  filesystems.instances.make({ id, type: 'tmpfs', device: kernel.takeDevice(), layers: [], bytesMax });
  filesystems.mounts.add(mountTable(node, kernel.namespaces.initial().mnt), {
    path: folder,
    filesystem: id,
    inode: 1,
    source: 'tmpfs',
    type: 'tmpfs',
    readOnly: false,
    options: ['relatime', `size=${Math.ceil(bytesMax / 1024)}k`],
  });
}

/** pkg/volume/host_path: what has to be there, or is made. */
function checkHostPath(cluster: Cluster, root: Caller, { path, type = '' }: HostPathVolumeSource): void {
  const { filesystems } = cluster.machines;
  if (!exists(filesystems, root, path)) {
    if (type === 'FileOrCreate') filesystems.writeText(root, path, '', 0o644);
    else if (type === '' || type === 'DirectoryOrCreate') filesystems.makeDirectories(root, path);
  }
  const [what, wanted] = HOST_PATH_TYPES[type] ?? [];
  if (what === undefined || wanted === undefined) return;
  const found = exists(filesystems, root, path) ? filesystems.stat(root, path).type : undefined;
  if (found !== wanted) throw new MountError(`hostPath type check failed: ${path} is not ${what}`);
}

const HOST_PATH_TYPES: Readonly<Record<string, readonly [what: string, type: string]>> = {
  Directory: ['a directory', 'directory'],
  DirectoryOrCreate: ['a directory', 'directory'],
  File: ['a file', 'file'],
  FileOrCreate: ['a file', 'file'],
  Socket: ['a socket file', 'socket'],
  CharDevice: ['a character device', 'character device'],
  BlockDevice: ['a block device', 'block device'],
};

/**
 * Writes files as the kubelet's AtomicWriter does: into a folder of their own, which a link then names, so that
 * readers see all of the old or all of the new.
 */
function writeContent(
  cluster: Cluster,
  root: Caller,
  folder: string,
  content: Content,
  group: number | undefined,
): void {
  const { filesystems } = cluster.machines;
  const link = `${folder}/..data`;
  const before = exists(filesystems, root, link) ? filesystems.readLink(root, link) : undefined;
  if (before !== undefined && isUpToDate(cluster, root, `${folder}/${before}`, content)) return;
  const stamp = new Date(cluster.now).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '_');
  const version = `..${stamp}.${String(cluster.random.uint32()).padStart(10, '0')}`;
  filesystems.makeDirectory(root, `${folder}/${version}`, 0o755);
  for (const [path, { text, mode }] of content) {
    const file = `${folder}/${version}/${path}`;
    filesystems.makeDirectories(root, file.slice(0, file.lastIndexOf('/')));
    filesystems.writeText(root, file, text);
    filesystems.changeMode(root, file, group === undefined ? mode : mode | GROUP_READS);
    if (group !== undefined) filesystems.changeOwner(root, file, -1, group);
  }
  if (before !== undefined) filesystems.unlink(root, link);
  filesystems.symlink(root, version, link);
  linkNames(cluster, root, folder, content);
  if (before !== undefined) removeTree(filesystems, root, `${folder}/${before}`);
}

/** Each name at the top leads through the link. */
function linkNames({ machines }: Cluster, root: Caller, folder: string, content: Content): void {
  const { filesystems } = machines;
  const names = new Set([...content.keys()].map((path) => path.split('/')[0] ?? path));
  for (const { name } of filesystems.list(root, folder)) {
    if (!name.startsWith('..') && !names.has(name)) filesystems.unlink(root, `${folder}/${name}`);
  }
  for (const name of names) {
    if (!exists(filesystems, root, `${folder}/${name}`)) {
      filesystems.symlink(root, `..data/${name}`, `${folder}/${name}`);
    }
  }
}

function isUpToDate({ machines }: Cluster, root: Caller, folder: string, content: Content): boolean {
  const { filesystems } = machines;
  const count = countFiles(machines.filesystems, root, folder);
  if (count !== content.size) return false;
  for (const [path, { text }] of content) {
    const file = `${folder}/${path}`;
    if (!exists(filesystems, root, file) || filesystems.readText(root, file) !== text) return false;
  }
  return true;
}

function countFiles(
  filesystems: Cluster['machines']['filesystems'],
  root: Caller,
  folder: string,
): number {
  let count = 0;
  const folders = [folder];
  for (const each of folders) {
    for (const { name, type } of filesystems.list(root, each)) {
      if (type === 'directory') folders.push(`${each}/${name}`);
      else count++;
    }
  }
  return count;
}

/** Takes away what the pod had on the node's disk. */
export function unmountVolumes(cluster: Cluster, node: string, uid: string): void {
  const { filesystems, kernel } = cluster.machines;
  if (kernel.hosts.get(node) === undefined) return;
  const table = mountTable(node, kernel.namespaces.initial().mnt);
  const folder = podFolder(uid);
  for (const { path, filesystem } of [...filesystems.mounts.of(table)].reverse()) {
    if (!path.startsWith(`${folder}/`)) continue;
    filesystems.mounts.remove(table, path);
    if (filesystem !== undefined) filesystems.instances.remove(filesystem);
  }
  removeTree(filesystems, nodeRoot(cluster, node), folder);
}
