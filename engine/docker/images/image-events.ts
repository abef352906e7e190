import type { DockerWorld } from '../world.ts';
import type { ImageStore } from './image-store.ts';

/** An event of an image, which says its name and its labels. */
export function logImageEvent(
  { events }: DockerWorld,
  images: ImageStore,
  host: string,
  action: string,
  { id, name }: { readonly id: string; readonly name: string },
): void {
  const labels = images.lookUp(host, id)?.facts.config.Labels ?? {};
  events.emit(host, 'image', action, id, { ...labels, name });
}
