import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { mountTable } from '../../linux/root-caller.ts';
import { parseQuantity, value } from '../apiserver/quantity.ts';
import type { Cluster } from '../cluster.ts';
import type { HostPathVolumeSource, Volume } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import { exists, folderAt, type NodeFolder } from './node-files.ts';
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
  if (content === undefined) return;
  writeContent(cluster, folderAt(filesystems, root, folder), content, group);
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
  { now, random }: Cluster,
  folder: NodeFolder,
  content: Content,
  group: number | undefined,
): void {
  const before = folder.linkTarget(DATA_LINK);
  if (before !== undefined && isUpToDate(folder.folder(before), content)) return;
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '_');
  const name = `..${stamp}.${String(random.uint32()).padStart(10, '0')}`;
  const version = folder.folder(name);
  for (const [path, { text, mode }] of content) {
    const slash = path.lastIndexOf('/');
    const place = slash === -1 ? version : version.below(path.slice(0, slash));
    place.write(path.slice(slash + 1), text, group === undefined ? mode : mode | GROUP_READS, group);
  }
  folder.remove(DATA_LINK);
  folder.link(DATA_LINK, name);
  linkNames(folder, content);
  if (before !== undefined) folder.remove(before);
}

const DATA_LINK = '..data';

/** Each name at the top leads through the link. */
function linkNames(folder: NodeFolder, content: Content): void {
  const names = new Set([...content.keys()].map((path) => path.split('/')[0] ?? path));
  for (const name of folder.names()) if (!name.startsWith('..') && !names.has(name)) folder.remove(name);
  for (const name of names) if (!folder.has(name)) folder.link(name, `${DATA_LINK}/${name}`);
}

function isUpToDate(folder: NodeFolder, content: Content): boolean {
  const tops = new Set<string>();
  for (const [path, { text }] of content) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    tops.add(names[0] ?? last);
    if (folder.below(names.join('/')).read(last) !== text) return false;
  }
  return folder.names().length === tops.size;
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
  folderAt(filesystems, nodeRoot(cluster, node), KUBELET).remove(uid);
}
