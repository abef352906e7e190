import { type StoredImage, sizeOf } from '../../docker/images/image.ts';
import type { Image, Userland } from '../../registry/image.ts';
import { imageManifest } from '../../registry/manifest.ts';
import { canonicalName, type Reference, repositoryName } from '../../registry/reference.ts';
import { imageId, imageName } from '../../registry/resolve.ts';
import type { RunImage } from './state.ts';

/** An image as the kubelet and the runtime of its node see it. */
export interface PodImage extends RunImage {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string;
  /** The lowest first: what the runtime mounts. */
  readonly layers: () => readonly string[];
}

/** The groups that root is in, by what the image is made from. */
const ROOT_GROUPS: Readonly<Partial<Record<Userland, readonly number[]>>> = {
  alpine: [0, 1, 2, 3, 4, 6, 10, 11, 20, 26, 27],
  busybox: [0, 10],
};

export function ofCatalogue(image: Image): PodImage {
  const { env, entrypoint, cmd, user, workingDir, stopSignal, userland } = image;
  return {
    name: imageName(image),
    id: imageId(image),
    env,
    entrypoint,
    cmd,
    user,
    workingDir,
    stopSignal,
    rootGroups: ROOT_GROUPS[userland] ?? [0],
    layers: () => imageManifest(image).layers.map(({ key }) => key),
  };
}

/** What is remembered of an image while a container runs it. */
export function ownOf({ name, id, user, stopSignal, rootGroups }: PodImage): RunImage {
  return { name, id, user, stopSignal, rootGroups };
}

/** @param references all that lead to the image on its host */
export function ofStore(
  image: StoredImage,
  reference: Reference,
  references: readonly Reference[],
): PodImage {
  const { Env = [], Entrypoint, Cmd, User = '', WorkingDir = '', StopSignal = '' } = image.facts.config;
  const env = Env.map((line): [string, string] => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
  });
  return {
    name: canonicalName(reference),
    id: digestName(reference, references) ?? image.id,
    env: Object.fromEntries(env),
    entrypoint: Entrypoint ?? [],
    cmd: Cmd ?? [],
    user: User,
    workingDir: WorkingDir,
    stopSignal: StopSignal,
    rootGroups: [0],
    layers: () => image.layers.map(({ key }) => key),
  };
}

/** What a node's status lists of an image that its machine keeps; undefined: it has no names. */
export function listed(
  image: StoredImage,
  references: readonly Reference[],
): { readonly names: string[]; readonly sizeBytes: number } | undefined {
  if (references.length === 0) return undefined;
  const digests = references.filter(({ digest }) => digest !== undefined);
  const tags = references.filter(({ digest }) => digest === undefined);
  return { names: [...digests, ...tags].map(canonicalName), sizeBytes: sizeOf(image) };
}

/** What a registry knows it by, where it came from one. */
function digestName(reference: Reference, references: readonly Reference[]): string | undefined {
  const known = references.filter(({ digest }) => digest !== undefined);
  const own = known.find((other) => repositoryName(other) === repositoryName(reference)) ?? known[0];
  return own === undefined ? undefined : canonicalName(own);
}
