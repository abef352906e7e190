import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { layerBytes, layerFromArchive } from '../../filesystem/archive/layer-archive.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { withChanges } from '../build/changes.ts';
import { serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { commitStep } from './commit.ts';
import { logImageEvent } from './image-events.ts';
import { nameImage, newName } from './tag.ts';

export interface ImportRequest {
  readonly archive: Uint8Array;
  /** Empty: it gets no name. */
  readonly repository: string;
  readonly tag: string;
  readonly message: string;
  readonly changes: readonly string[];
}

/** `docker import`: an image of one layer. @returns its id @throws DockerError */
export function importImage(world: DockerWorld, host: string, request: ImportRequest): string {
  const name = request.repository === '' ? undefined : newName(request.repository, request.tag);
  const layer = readLayer(request.archive);
  const image = commitStep(world, host, {
    parent: undefined,
    config: withChanges({}, request.changes),
    layer,
    createdBy: '',
    comment: request.message || 'Imported from -',
  });
  logImageEvent(world, world.images, host, 'import', { id: image.id, name: image.id });
  if (name !== undefined) nameImage(world, host, name, image.id);
  return image.id;
}

function readLayer(archive: Uint8Array) {
  try {
    const layer = layerFromArchive('', readTar(archive));
    // What is too large shows here.
    layerBytes(layer);
    return layer;
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof SystemError) throw serverError(error.message);
    throw error;
  }
}
