import type { VolumeMount } from '../schemas/generated/types.ts';
import { timelineOf } from './process.ts';
import { containersOf, type PodSync, type SpecContainer } from './sync.ts';
import { FILES_MAX } from './volumes.ts';

/**
 * What the pod's containers left in the emptyDirs that a container mounts, as it is when the container starts:
 * absolute path → content. What others write there later, the container doesn't see.
 */
export function emptyDirFiles(sync: PodSync, container: SpecContainer): Record<string, string> {
  const volumes = (sync.pod.spec.volumes ?? []).filter(({ emptyDir }) => emptyDir !== undefined);
  const shared = new Set(volumes.map(({ name }) => name));
  const mounts = (container.spec.volumeMounts ?? []).filter(({ name }) => shared.has(name));
  if (mounts.length === 0) return {};
  const files = new Map<string, string>();
  let left = FILES_MAX;
  for (const { volume, path, text } of writtenFiles(sync)) {
    for (const mount of mounts) {
      const prefix = prefixOf(mount);
      if (mount.name !== volume || !path.startsWith(prefix)) continue;
      const place = `${rootOf(mount)}${path.slice(prefix.length)}`;
      left -= place.length + text.length;
      if (left >= 0) files.set(place, text);
    }
  }
  return Object.fromEntries(files);
}

interface WrittenFile {
  readonly volume: string;
  /** Below the volume's root, without a slash before it. */
  readonly path: string;
  readonly text: string;
}

/** The files under all mounts of the pod's containers that have run, of the latest container last. */
function* writtenFiles({ cluster, view, pod, record, now }: PodSync): Generator<WrittenFile> {
  const specs = new Map(containersOf(pod).map(({ spec }) => [spec.name, spec]));
  const runs = record.containers.flatMap(({ name, run }) => (run === undefined ? [] : [{ name, run }]));
  for (const { name, run } of runs.sort((a, b) => a.run.startedAtMs - b.run.startedAtMs)) {
    const spec = specs.get(name);
    if (spec?.volumeMounts === undefined) continue;
    const timeline = timelineOf(cluster, view, spec, run);
    for (const mount of spec.volumeMounts) {
      const root = rootOf(mount);
      for (const [path, text] of timeline?.filesUnder(root, now - run.startedAtMs) ?? []) {
        yield { volume: mount.name, path: `${prefixOf(mount)}${path}`, text };
      }
    }
  }
}

/** Where a mount is, with a slash at the end. */
function rootOf({ mountPath }: VolumeMount): string {
  return mountPath.endsWith('/') ? mountPath : `${mountPath}/`;
}

/** The folder of the volume that is mounted, with a slash at the end; empty for its root. */
function prefixOf({ subPath = '' }: VolumeMount): string {
  return subPath === '' || subPath.endsWith('/') ? subPath : `${subPath}/`;
}
