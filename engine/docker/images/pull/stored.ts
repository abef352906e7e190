import { digestOf } from '../../../registry/manifest.ts';
import { DockerError, serverError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { chainIds } from '../chain.ts';
import type { StoredLayer } from '../image.ts';
import { logImageEvent } from '../image-events.ts';
import { freeLayers } from '../layers.ts';
import { familiar, familiarName } from '../names.ts';
import type { RemoteImage } from './remote-image.ts';

/** How many of the lowest layers a host has. */
export function presentLayers(
  { images }: DockerWorld,
  host: string,
  layers: readonly Pick<StoredLayer, 'diffId'>[],
): number {
  const there = new Set(images.all(host).flatMap((image) => chainIds(image.layers)));
  const missing = chainIds(layers).findIndex((chain) => !there.has(chain));
  return missing < 0 ? layers.length : missing;
}

/** Gives a host an image that has come, with its names. @returns whether it is new @throws DockerError; nothing is kept then */
export function storePulled(world: DockerWorld, host: string, image: RemoteImage): boolean {
  try {
    // One that somebody else had while it was fetched may be gone by now.
    const isGone = ({ key, diffId }: StoredLayer) =>
      digestOf(key) !== diffId && !world.images.layers.has(key);
    if (image.layers.some(isGone)) throw serverError('layer does not exist');
    return named(world, host, image);
  } catch (error) {
    if (error instanceof DockerError) freeLayers(world, image);
    throw error;
  }
}

function named(world: DockerWorld, host: string, image: RemoteImage): boolean {
  const { reference, digest, id, text, facts } = image;
  const { images } = world;
  const { domain, path } = reference;
  const byDigest = { domain, path, digest };
  const isNew = images.named(host, reference)?.id !== id;
  // A digest stands for the first image that came by it, until it is asked for itself: another one may be for another platform.
  const isKnown = reference.digest === undefined && images.named(host, byDigest) !== undefined;
  if (images.byId(host, id) === undefined) {
    const layers = image.layers.map(({ key, diffId, bytes }) => ({ key, diffId, bytes }));
    images.add({ id, host, facts, text, layers });
  }
  if (isNew) images.name(host, reference, id);
  if (!isKnown) images.name(host, byDigest, id);
  const name = familiar(reference);
  logImageEvent(world, images, host, 'pull', { id: name, name: familiarName(reference) });
  return isNew;
}

/** Those of an image's layers that a host hasn't. */
export function missingLayers<L extends Pick<StoredLayer, 'diffId'>>(
  world: DockerWorld,
  host: string,
  layers: readonly L[],
): readonly L[] {
  return layers.slice(presentLayers(world, host, layers));
}
