import { listContainers } from './containers/list.ts';
import { Filters } from './filters.ts';
import { chainIds } from './images/chain.ts';
import { listImages } from './images/list.ts';
import type { DockerWorld } from './world.ts';

const NOTHING_FILTERED = new Filters(new Map());

/** Images as `docker system df` sees them: with the sizes of what they share, and how many containers have them. */
export function imageUsage(world: DockerWorld, host: string): { LayersSize: number; Images: object[] } {
  const images = listImages(world, host, {
    all: false,
    sharedSize: true,
    containerCount: true,
    filters: NOTHING_FILTERED,
  });
  return { LayersSize: layersBytes(world, host), Images: images };
}

/** Of all images that a name leads to or that nothing was built on. */
function layersBytes({ images }: DockerWorld, host: string): number {
  const bytes = new Map<string, number>();
  for (const image of images.all(host)) {
    const isInner =
      images.references(host, image.id).length === 0 && images.children(host, image.id).length > 0;
    if (isInner) continue;
    for (const [index, chain] of chainIds(image.layers).entries()) {
      bytes.set(chain, image.layers[index]?.bytes ?? 0);
    }
  }
  return [...bytes.values()].reduce((sum, size) => sum + size, 0);
}

export function containerUsage(world: DockerWorld, host: string): object[] {
  return listContainers(world, host, { all: true, limit: 0, size: true, filters: NOTHING_FILTERED });
}
