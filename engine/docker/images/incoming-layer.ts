import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { layerFromArchive } from '../../filesystem/archive/layer-archive.ts';
import { commentOf, readTar } from '../../filesystem/archive/tar-reader.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { catalogueLayerBytes, digestOf } from '../../registry/manifest.ts';
import type { Work } from '../../simulation/work.ts';
import { DockerError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { storeLayer, withDigest } from './commit.ts';
import type { StoredLayer } from './image.ts';

/** A layer that comes from elsewhere, as an archive: one that is known already, or a new one. @throws DockerError */
export function* layerOfBlob(
  world: DockerWorld,
  host: string,
  diffId: string,
  archive: Uint8Array,
): Work<StoredLayer> {
  const known = knownLayer(world, host, diffId);
  if (known !== undefined) return known;
  const key = commentOf(archive) ?? '';
  const bytes = digestOf(key) === diffId ? catalogueLayerBytes(key) : undefined;
  if (bytes !== undefined) return { key, diffId, bytes };
  try {
    const layer = yield* withDigest(yield* layerFromArchive('', readTar(archive)));
    return storeLayer(world, layer, diffId);
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof SystemError) {
      throw new DockerError(500, `failed to register layer: ${error.message}`);
    }
    throw error;
  }
}

/** A layer that the host has, or one that is the catalogue's or another host's beyond doubt. */
function knownLayer({ images }: DockerWorld, host: string, diffId: string): StoredLayer | undefined {
  for (const image of images.everywhere()) {
    for (const { key, diffId: other, bytes } of image.layers) {
      if (other !== diffId) continue;
      if (image.host === host || key === diffId || digestOf(key) === diffId) return { key, diffId, bytes };
    }
  }
  return undefined;
}
