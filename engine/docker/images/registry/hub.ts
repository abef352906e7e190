import { findRepository } from '../../../registry/catalogue/index.ts';
import { repositoryName } from '../../../registry/reference.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type StoredImage, type StoredLayer, shortId } from '../image.ts';
import { type ProgressLine, status } from '../progress.ts';
import { manifestOf, mountedFrom, type Push, type PushItem } from './push.ts';

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
  const place = known(world, push, layer);
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
function known(world: DockerWorld, push: Push, layer: StoredLayer): string | undefined {
  const { machines } = world;
  const { diffId } = layer;
  const repository = repositoryName(push.reference);
  for (const pushed of machines.pushedImages.all()) {
    if (pushed.repository !== repository) continue;
    if (pushed.layers.some((other) => other.diffId === diffId)) return 'Layer already exists';
  }
  const name = mountedFrom(world, push, layer);
  return name === undefined ? undefined : `Mounted from ${name}`;
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
