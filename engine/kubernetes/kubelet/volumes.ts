import type { Cluster } from '../cluster.ts';
import { configMapKind } from '../kinds/config-map.ts';
import { decodeSecret } from '../kinds/secret/encoding.ts';
import { secretKind } from '../kinds/secret.ts';
import type {
  Container,
  DownwardAPIVolumeFile,
  EphemeralContainer,
  KeyToPath,
  Volume,
  VolumeProjection,
} from '../schemas/generated/types.ts';
import { fieldValue, type PodView, resourceValue } from './downward.ts';

/** Characters of mounted files that a container keeps: the same volume may be mounted any number of times. */
export const FILES_MAX = 4 * 1024 * 1024;

/** What lies in a volume: paths below its root → content. Undefined: nobody knows (a disk, an emptyDir). */
type Content = ReadonlyMap<string, string>;

/** A volume can't be mounted; the message is the kubelet's. */
export class MountError extends Error {
  override name = 'MountError';
}

/** @throws MountError for the first volume of the pod that can't be mounted, with its FailedMount message */
export function checkVolumes(cluster: Cluster, view: PodView): void {
  for (const volume of view.pod.spec.volumes ?? []) {
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim !== undefined) checkClaim(cluster, view, volume.name, claim);
    try {
      contentOf(cluster, view, view.pod.spec.containers[0], volume);
    } catch (error) {
      if (!(error instanceof MountError)) throw error;
      throw new MountError(`MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`);
    }
  }
}

function checkClaim(cluster: Cluster, { pod }: PodView, volume: string, claim: string): void {
  const namespace = pod.metadata.namespace ?? '';
  if (cluster.store.entry('persistentvolumeclaims', namespace, claim) !== undefined) return;
  const cause = `error processing PVC ${namespace}/${claim}: failed to fetch PVC from API server: persistentvolumeclaims "${claim}" not found`;
  throw new MountError(
    `Unable to attach or mount volumes: unmounted volumes=[${volume}], unattached volumes=[], failed to process volumes=[${volume}]: ${cause}`,
  );
}

/** What a container's mounts put into its filesystem. */
interface ContainerMounts {
  readonly directories: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** The mounts of a container as they are now. Volumes that went missing since they were mounted are empty. */
export function mountsOf(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
): ContainerMounts {
  const volumes = new Map((view.pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const directories: string[] = [];
  const files = new Map<string, string>();
  let left = FILES_MAX;
  const add = (path: string, text: string) => {
    left -= path.length + text.length;
    if (left >= 0) files.set(path, text);
  };
  for (const { name, mountPath, subPath = '' } of container.volumeMounts ?? []) {
    const volume = volumes.get(name);
    const root = withoutTrailingSlashes(mountPath);
    const content = volume === undefined ? undefined : present(cluster, view, container, volume);
    const single = content?.get(subPath);
    if (single !== undefined) {
      add(root, single);
      continue;
    }
    directories.push(root);
    const prefix = subPath === '' ? '' : `${subPath}/`;
    for (const [path, text] of content ?? []) {
      if (path.startsWith(prefix)) add(`${root}/${path.slice(prefix.length)}`, text);
    }
  }
  return { directories, files: Object.fromEntries(files) };
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path.charAt(end - 1) === '/') end--;
  return path.slice(0, end);
}

function present(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer,
  volume: Volume,
): Content | undefined {
  try {
    return contentOf(cluster, view, container, volume);
  } catch (error) {
    if (error instanceof MountError) return undefined;
    throw error;
  }
}

function contentOf(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer | undefined,
  { configMap, secret, downwardAPI, projected }: Volume,
): Content | undefined {
  if (configMap !== undefined) {
    return configMapContent(cluster, view, configMap.name ?? '', configMap.items, configMap.optional);
  }
  if (secret !== undefined) {
    return secretContent(cluster, view, secret.secretName ?? '', secret.items, secret.optional);
  }
  if (downwardAPI !== undefined) return downwardContent(view, container, downwardAPI.items);
  if (projected === undefined) return undefined;
  const merged = new Map<string, string>();
  for (const source of projected.sources ?? []) {
    for (const [path, text] of projectedContent(cluster, view, container, source)) merged.set(path, text);
  }
  return merged;
}

function projectedContent(
  cluster: Cluster,
  view: PodView,
  container: Container | EphemeralContainer | undefined,
  { configMap, secret, downwardAPI }: VolumeProjection,
): Content {
  if (configMap !== undefined) {
    return configMapContent(cluster, view, configMap.name ?? '', configMap.items, configMap.optional);
  }
  if (secret !== undefined) {
    return secretContent(cluster, view, secret.name ?? '', secret.items, secret.optional);
  }
  return downwardContent(view, container, downwardAPI?.items);
}

function configMapContent(
  cluster: Cluster,
  { pod }: PodView,
  name: string,
  items: readonly KeyToPath[] | undefined,
  optional = false,
): Content {
  const configMap = cluster.store.get(configMapKind, pod.metadata.namespace ?? '', name);
  if (configMap === undefined) return withoutSource('configmap', name, optional);
  const binary = Object.entries(configMap.binaryData ?? {}).map(
    ([key, data]) => [key, decodeSecret(data)] as const,
  );
  return select(new Map([...Object.entries(configMap.data ?? {}), ...binary]), items, optional);
}

function secretContent(
  cluster: Cluster,
  { pod }: PodView,
  name: string,
  items: readonly KeyToPath[] | undefined,
  optional = false,
): Content {
  const secret = cluster.store.get(secretKind, pod.metadata.namespace ?? '', name);
  if (secret === undefined) return withoutSource('secret', name, optional);
  const data = Object.entries(secret.data ?? {}).map(([key, text]) => [key, decodeSecret(text)] as const);
  return select(new Map(data), items, optional);
}

/** What is mounted where the source isn't there: nothing, if it is optional. @throws MountError */
function withoutSource(kind: string, name: string, optional: boolean): Content {
  if (optional) return new Map();
  throw new MountError(`${kind} "${name}" not found`);
}

/** All of the keys, or those that are asked for under the paths they are asked for. */
function select(data: Content, items: readonly KeyToPath[] | undefined, optional: boolean): Content {
  if (items === undefined) return data;
  const selected = new Map<string, string>();
  for (const { key, path } of items) {
    const text = data.get(key);
    if (text !== undefined) selected.set(path, text);
    else if (!optional) throw new MountError(`references non-existent config key: ${key}`);
  }
  return selected;
}

function downwardContent(
  view: PodView,
  container: Container | EphemeralContainer | undefined,
  items: readonly DownwardAPIVolumeFile[] = [],
): Content {
  const content = new Map<string, string>();
  for (const { path, fieldRef, resourceFieldRef } of items) {
    if (fieldRef !== undefined) content.set(path, fieldValue(view, fieldRef.fieldPath));
    else if (resourceFieldRef !== undefined && container !== undefined) {
      content.set(path, resourceValue(view, container, resourceFieldRef));
    }
  }
  return content;
}
