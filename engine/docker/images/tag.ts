import type { Reference } from '../../registry/reference.ts';
import { invalidParameter } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { logImageEvent } from './image-events.ts';
import { familiar, referenceOf, withTag } from './names.ts';

/** `docker tag`. @throws DockerError */
export function tagImage(
  world: DockerWorld,
  host: string,
  source: string,
  { repository, tag }: { readonly repository: string; readonly tag: string },
): void {
  const reference = newName(repository, tag);
  const image = world.images.get(host, source);
  nameImage(world, host, reference, image.id);
}

/** The name that an image is to have. @throws DockerError */
export function newName(repository: string, tag = ''): Reference {
  const reference = referenceOf(repository);
  if (reference.digest !== undefined) {
    throw invalidParameter('refusing to create a tag with a digest reference');
  }
  if (reference.domain === 'docker.io' && reference.path === 'library/sha256') {
    throw invalidParameter('refusing to create an ambiguous tag using digest algorithm as name');
  }
  if (tag === '') return withTag(reference);
  if (!/^\w[\w.-]{0,127}$/.test(tag)) throw invalidParameter('invalid tag format');
  return { ...reference, tag };
}

/** Gives an image a name, and says so. */
export function nameImage(world: DockerWorld, host: string, reference: Reference, id: string): void {
  world.images.name(host, reference, id);
  logImageEvent(world, world.images, host, 'tag', { id, name: familiar(reference) });
}
