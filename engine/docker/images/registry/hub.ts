import { findRepository } from '../../../registry/catalogue/index.ts';
import { repositoryName } from '../../../registry/reference.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type StoredImage, type StoredLayer, shortId } from '../image.ts';
import { type ProgressLine, status } from '../progress.ts';
import { manifestOf, type Push, type PushItem } from './push.ts';

/** What a host's line to the registries of the outside world carries, of unpacked bytes. */
const PUSHED_BYTES_PER_SECOND = 25_000_000;

/**
 * Takes the next layer to a public registry, as far as it gets: what it has already needs no time.
 * @returns what there is to say
 * @throws DockerError where it isn't the user's
 */
export function uploadNext(world: DockerWorld, push: Push, image: StoredImage): ProgressLine[] {
  checkOwner(push);
  const item = push.items[push.at];
  if (item === undefined) {
    store(world, push, image);
    push.stage = 'done';
    return [];
  }
  const { layer } = item;
  if (layer === undefined) {
    push.at++;
    return [];
  }
  const place = known(world, push, image, layer);
  if (place !== undefined) {
    push.at++;
    return [status(place, shortId(layer.diffId))];
  }
  push.sinceMs = world.simulation.now();
  push.untilMs = push.sinceMs + Math.ceil((layer.bytes * 1000) / PUSHED_BYTES_PER_SECOND);
  push.stage = 'pacing';
  return [];
}

/** Everybody has a namespace of their own, and only there they may push. */
function checkOwner({ reference, user }: Push): void {
  const { domain, path } = reference;
  const isOwn = domain === 'docker.io' && user !== '' && path.split('/')[0] === user.toLowerCase();
  if (!isOwn || findRepository(repositoryName(reference)) !== undefined) {
    throw new DockerError(403, 'denied: requested access to the resource is denied');
  }
}

/** What is said of a layer that the registry has. */
function known(
  { machines, images }: DockerWorld,
  { reference, host }: Push,
  image: StoredImage,
  { diffId }: StoredLayer,
): string | undefined {
  const repository = repositoryName(reference);
  for (const pushed of machines.pushedImages.all()) {
    if (pushed.repository !== repository) continue;
    if (pushed.layers.some((layer) => layer.diffId === diffId)) return 'Layer already exists';
  }
  const source = images.all(host).find((other) => {
    const hasIt = other.layers.some((layer) => layer.diffId === diffId);
    return hasIt && other.id !== image.id && hubName(images.references(host, other.id)) !== undefined;
  });
  const name = source === undefined ? undefined : hubName(images.references(host, source.id));
  return name === undefined ? undefined : `Mounted from ${name}`;
}

/** The repository that an image was pulled from: its digest says so. */
function hubName(references: ReturnType<DockerWorld['images']['references']>): string | undefined {
  return references.find(({ domain, digest }) => domain === 'docker.io' && digest !== undefined)?.path;
}

function store({ machines }: DockerWorld, push: Push, image: StoredImage): void {
  const { reference, items, tags } = push;
  const layers = [...items]
    .reverse()
    .flatMap(({ layer, digest, size }: PushItem) =>
      layer === undefined ? [] : [{ ...layer, digest, compressedBytes: size }],
    );
  const isStored = machines.pushedImages.put(
    {
      repository: repositoryName(reference),
      digest: manifestOf(items).digest,
      id: image.id,
      configText: image.text,
      layers,
    },
    tags[0]?.tag ?? 'latest',
  );
  if (!isStored) throw new DockerError(403, 'denied: the sandbox keeps too many images in registries');
}
