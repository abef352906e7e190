import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { layerFromArchive } from '../../filesystem/archive/layer-archive.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Work } from '../../simulation/work.ts';
import { withChanges } from '../build/changes.ts';
import { serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { commitStep, type UnnamedLayer, withDigest } from './commit.ts';
import { logImageEvent } from './image-events.ts';

export interface ImportRequest {
  readonly archive: Uint8Array;
  readonly message: string;
  readonly changes: readonly string[];
  readonly platform: string;
}

/** `docker import`: makes an image of the files of an archive. @returns its id @throws DockerError */
export function* importImage(
  world: DockerWorld,
  host: string,
  { archive, message, changes, platform }: ImportRequest,
): Work<string> {
  const layer = yield* layerIn(archive);
  const { id } = commitStep(world, host, {
    parent: undefined,
    config: withChanges({}, changes),
    layer,
    createdBy: '',
    comment: message,
    platform,
  });
  logImageEvent(world, world.images, host, 'import', { id, name: id });
  return id;
}

function* layerIn(archive: Uint8Array): Work<UnnamedLayer> {
  try {
    return yield* withDigest(yield* layerFromArchive('', readTar(archive)));
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof SystemError) throw serverError(error.message);
    throw error;
  }
}
