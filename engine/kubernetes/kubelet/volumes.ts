import type { Cluster } from '../cluster.ts';
import { configMapKind } from '../kinds/config-map.ts';
import { decodeSecret } from '../kinds/secret/encoding.ts';
import { secretKind } from '../kinds/secret.ts';
import type {
  DownwardAPIVolumeFile,
  KeyToPath,
  Volume,
  VolumeProjection,
} from '../schemas/generated/types.ts';
import { fieldValue, type PodView, resourceValue } from './downward.ts';

/** A file that the kubelet writes into a volume. */
interface VolumeFile {
  readonly text: string;
  readonly mode: number;
}

/** What lies in a volume: paths below its root → file. */
export type Content = ReadonlyMap<string, VolumeFile>;

/** Permissions of such files, where nobody says others. */
const FILE_MODE = 0o644;

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
      contentOf(cluster, view, volume);
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

/**
 * What the kubelet writes into a volume; undefined: it is of a kind that others fill.
 * @throws MountError where what it is made from isn't there
 */
export function contentOf(
  cluster: Cluster,
  view: PodView,
  { configMap, secret, downwardAPI, projected }: Volume,
): Content | undefined {
  if (configMap !== undefined) {
    const { name = '', items, optional, defaultMode } = configMap;
    return configMapContent(cluster, view, name, { items, optional, mode: defaultMode });
  }
  if (secret !== undefined) {
    const { secretName = '', items, optional, defaultMode } = secret;
    return secretContent(cluster, view, secretName, { items, optional, mode: defaultMode });
  }
  if (downwardAPI !== undefined) return downwardContent(view, downwardAPI.items, downwardAPI.defaultMode);
  if (projected === undefined) return undefined;
  const merged = new Map<string, VolumeFile>();
  for (const source of projected.sources ?? []) {
    for (const [path, file] of projectedContent(cluster, view, source, projected.defaultMode)) {
      merged.set(path, file);
    }
  }
  return merged;
}

/** Which keys are wanted, and how their files are to be. */
interface Selection {
  readonly items: readonly KeyToPath[] | undefined;
  readonly optional: boolean | undefined;
  readonly mode: number | undefined;
}

function projectedContent(
  cluster: Cluster,
  view: PodView,
  { configMap, secret, downwardAPI }: VolumeProjection,
  mode: number | undefined,
): Content {
  if (configMap !== undefined) {
    const { name = '', items, optional } = configMap;
    return configMapContent(cluster, view, name, { items, optional, mode });
  }
  if (secret !== undefined) {
    const { name = '', items, optional } = secret;
    return secretContent(cluster, view, name, { items, optional, mode });
  }
  return downwardContent(view, downwardAPI?.items, mode);
}

function configMapContent(cluster: Cluster, { pod }: PodView, name: string, selection: Selection): Content {
  const configMap = cluster.store.get(configMapKind, pod.metadata.namespace ?? '', name);
  if (configMap === undefined) return withoutSource('configmap', name, selection.optional);
  const binary = Object.entries(configMap.binaryData ?? {}).map(
    ([key, data]) => [key, decodeSecret(data)] as const,
  );
  return select(new Map([...Object.entries(configMap.data ?? {}), ...binary]), selection);
}

function secretContent(cluster: Cluster, { pod }: PodView, name: string, selection: Selection): Content {
  const secret = cluster.store.get(secretKind, pod.metadata.namespace ?? '', name);
  if (secret === undefined) return withoutSource('secret', name, selection.optional);
  const data = Object.entries(secret.data ?? {}).map(([key, text]) => [key, decodeSecret(text)] as const);
  return select(new Map(data), selection);
}

/** What is mounted where the source isn't there: nothing, if it is optional. @throws MountError */
function withoutSource(kind: string, name: string, optional = false): Content {
  if (optional) return new Map();
  throw new MountError(`${kind} "${name}" not found`);
}

/** All of the keys, or those that are asked for under the paths they are asked for. */
function select(
  data: ReadonlyMap<string, string>,
  { items, optional, mode = FILE_MODE }: Selection,
): Content {
  const selected = new Map<string, VolumeFile>();
  if (items === undefined) {
    for (const [key, text] of data) selected.set(key, { text, mode });
    return selected;
  }
  for (const item of items) {
    const text = data.get(item.key);
    if (text !== undefined) selected.set(item.path, { text, mode: item.mode ?? mode });
    else if (optional !== true) throw new MountError(`references non-existent config key: ${item.key}`);
  }
  return selected;
}

function downwardContent(
  view: PodView,
  items: readonly DownwardAPIVolumeFile[] = [],
  defaultMode = FILE_MODE,
): Content {
  const content = new Map<string, VolumeFile>();
  const [first] = view.pod.spec.containers;
  for (const { path, fieldRef, resourceFieldRef, mode = defaultMode } of items) {
    if (fieldRef !== undefined) content.set(path, { text: fieldValue(view, fieldRef.fieldPath), mode });
    else if (resourceFieldRef !== undefined && first !== undefined) {
      content.set(path, { text: resourceValue(view, first, resourceFieldRef), mode });
    }
  }
  return content;
}
