import type { DockerWorld } from '../world.ts';
import type { StoredLayer } from './image.ts';

/** Layers that were made in the sandbox go when no image, pushed or not, and no container has them any more. */
export function freeLayers(
  world: DockerWorld,
  { layers }: { readonly layers: readonly Pick<StoredLayer, 'key'>[] },
): void {
  const { images, containers, machines } = world;
  const used = new Set<string>();
  for (const image of images.everywhere()) for (const { key } of image.layers) used.add(key);
  for (const image of machines.pushedImages.all()) for (const { key } of image.layers) used.add(key);
  for (const { layers: own, mountedImages = {} } of containers.everywhere()) {
    for (const key of [own, ...Object.values(mountedImages)].flat()) used.add(key);
  }
  for (const spec of machines.runtime.specs()) for (const key of spec.layers) used.add(key);
  for (const { key } of layers) if (!used.has(key)) images.layers.remove(key);
}
