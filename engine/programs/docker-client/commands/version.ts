import type { System } from '../../../linux/system.ts';

/** The client's: the images of docker say which one they have. */
export function versionOf(system: System): string {
  return system.env.get('DOCKER_VERSION') ?? '28.2.2';
}
