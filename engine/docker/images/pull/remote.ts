import type { Reference } from '../../../registry/reference.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { imageFactsSchema } from '../facts-schema.ts';
import { isPublicRegistry, publicImage, publicTags, unknownManifest } from './public-registries.ts';
import type { RemoteImage } from './remote-image.ts';

/** True where a registry has to be asked over the sandbox's network; public ones answer at once. */
export function isOnNetwork({ domain }: Reference): boolean {
  return !isPublicRegistry(domain);
}

/**
 * An image that a public registry has: what the sandbox has pushed there, or what is there for all.
 * @param platform empty: what the host is; what was pushed is there for one only, whoever asks
 * @throws DockerError
 */
export function remoteImage({ machines }: DockerWorld, reference: Reference, platform = ''): RemoteImage {
  const pushed = machines.pushedImages.find(reference);
  if (pushed === undefined && !machines.pushedImages.hasRepository(reference)) {
    return publicImage(reference, platform);
  }
  if (pushed === undefined) throw unknownManifest(reference);
  const { digest, id, configText, layers } = pushed;
  const facts = imageFactsSchema.safeParse(JSON.parse(configText));
  if (!facts.success) throw new DockerError(500, 'invalid image configuration');
  return { reference, digest, id, text: configText, facts: facts.data, layers };
}

/** @throws DockerError */
export function remoteTags({ machines }: DockerWorld, reference: Reference): string[] {
  const pushed = machines.pushedImages.tags(reference);
  return pushed.length > 0 ? pushed : publicTags(reference);
}
