import type { DockerWorld } from '../world.ts';
import type { Container } from './container.ts';

/** An event of a container, which says its image, its name and its labels. */
export function logContainerEvent(
  { events }: DockerWorld,
  { host, id, name, config }: Container,
  action: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  events.emit(host, 'container', action, id, { ...config.Labels, ...attributes, image: config.Image, name });
}
