import { layerFolders } from '../images/inspect.ts';
import type { DockerWorld } from '../world.ts';
import type { Container } from './container.ts';

const OVERLAYS = '/var/lib/docker/overlay2';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LINK_CHARS = 26;

/** Where overlay2 has a container's files: what it changed, and what lies below, the topmost first. */
export function overlayFolders(
  world: DockerWorld,
  container: Container,
): {
  readonly lower: readonly string[];
  readonly merged: string;
  readonly upper: string;
  readonly work: string;
} {
  const folder = `${OVERLAYS}/${container.id}`;
  const image = world.images.byId(container.host, container.imageId);
  return {
    lower: [`${folder}-init/diff`, ...(image === undefined ? [] : layerFolders(image))],
    merged: `${folder}/merged`,
    upper: `${folder}/diff`,
    work: `${folder}/work`,
  };
}

/** The options that its root is mounted with, in which what lies below has short names. */
export function overlayOptions(world: DockerWorld, container: Container): string[] {
  const { lower, upper, work } = overlayFolders(world, container);
  return [`lowerdir=${lower.map(linkTo).join(':')}`, `upperdir=${upper}`, `workdir=${work}`];
}

/** overlay2's short link to a folder: 26 letters and digits, here by the folder's id. */
function linkTo(folder: string): string {
  const name = folder.slice(OVERLAYS.length + 1, -'/diff'.length);
  const id = name.endsWith('-init') ? name.slice(1, -'-init'.length) : name;
  let link = '';
  for (let index = 0; index < LINK_CHARS; index++) {
    link += BASE32[Number.parseInt(id.slice(2 * index, 2 * index + 2), 16) % BASE32.length] ?? 'A';
  }
  return `${OVERLAYS}/l/${link}`;
}
