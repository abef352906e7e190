import type { DockerWorld } from '../../world.ts';
import { isPublicRegistry } from '../pull/public-registries.ts';
import { placeOf } from './place.ts';

const HUB = 'docker.io';
/** As the CLI calls Docker Hub. */
const HUB_INDEX = 'index.docker.io';

/**
 * Whom somebody logs in to has to be somewhere.
 * @param address as the CLI has it: `https://index.docker.io/v1/`, `localhost:5000`, or nothing for Docker Hub
 * @throws DockerError where the name leads nowhere
 */
export function checkRegistry(world: DockerWorld, host: string, address: string): void {
  const [domain = ''] = address.replace(/^https?:\/\//, '').split('/', 1);
  const named = domain === '' || domain === HUB_INDEX ? HUB : domain;
  if (!isPublicRegistry(named)) placeOf(world, host, named);
}
