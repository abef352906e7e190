import type { Reference } from '../../registry/reference.ts';
import { isRunning } from '../containers/container.ts';
import { conflict, DockerError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { chainIds } from './chain.ts';
import { type StoredImage, shortId } from './image.ts';
import { logImageEvent } from './image-events.ts';
import { freeLayers } from './layers.ts';
import { familiar, referenceOf, sameRepository, withTag } from './names.ts';

/** What has become of names and images, as `docker rmi` says it. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

export interface RemoveOptions {
  readonly force: boolean;
  /** Parents that nobody needs any more go too. */
  readonly prune: boolean;
}

/** Why an image can't be deleted. */
interface Obstacle {
  readonly hard: boolean;
  /** A container is the reason. */
  readonly used: boolean;
  readonly message: string;
}

type Obstacles = readonly ('child' | 'running' | 'reference' | 'stopped')[];

const HARD: Obstacles = ['child', 'running'];
const SOFT: Obstacles = ['reference', 'stopped'];

/** `docker rmi`: takes a name away, and the image with its last one. @throws DockerError */
export function removeImage(
  world: DockerWorld,
  host: string,
  name: string,
  options: RemoveOptions,
): Removed[] {
  const { images } = world;
  const image = images.get(host, name);
  const references = images.references(host, image.id);
  const removed: Removed[] = [];
  if (isIdOf(image, name)) {
    if (isSingle(references)) {
      const obstacle = obstacleOf(world, image, options.force ? HARD : [...HARD, 'stopped']);
      if (obstacle !== undefined) throw refused(image, obstacle);
      for (const reference of references) untag(world, image, reference, removed);
    }
    deleteImage(world, image, options, removed, false);
    return removed;
  }
  const container = options.force || !isSingle(references) ? undefined : userOf(world, image);
  if (container !== undefined) {
    throw conflict(
      `conflict: unable to remove repository reference "${name}" (must force) - container ${shortId(container.id)} is using its referenced image ${shortId(image.id)}`,
    );
  }
  untag(world, image, withTag(referenceOf(name)), removed);
  if (referenceOf(name).digest === undefined) dropDigests(world, image, referenceOf(name), removed);
  if (images.references(host, image.id).length === 0) deleteImage(world, image, options, removed, true);
  return removed;
}

function isIdOf({ id }: StoredImage, name: string): boolean {
  return id.startsWith(name) || id.startsWith(`sha256:${name}`);
}

function userOf({ containers }: DockerWorld, { host, id }: StoredImage) {
  return containers.all(host).find(({ imageId }) => imageId === id);
}

/** One tag at most, and digests of the same repository. */
function isSingle(references: readonly Reference[]): boolean {
  const tags = references.filter(({ digest }) => digest === undefined);
  const [first] = tags.length > 0 ? tags : references;
  if (first === undefined) return true;
  return tags.length <= 1 && references.every((reference) => sameRepository(reference, first));
}

function untag(world: DockerWorld, image: StoredImage, reference: Reference, removed: Removed[]): void {
  const name = world.images.unname(image.host, reference);
  logImageEvent(world, world.images, image.host, 'untag', { id: image.id, name: image.id });
  removed.push({ Untagged: familiar(name) });
}

/** Without a tag of their repository, digests go too. */
function dropDigests(world: DockerWorld, image: StoredImage, of: Reference, removed: Removed[]): void {
  const { images } = world;
  const others = images.references(image.host, image.id).filter((other) => sameRepository(other, of));
  if (others.some(({ digest }) => digest === undefined)) return;
  for (const reference of others) removed.push({ Untagged: familiar(images.unname(image.host, reference)) });
}

function obstacleOf(world: DockerWorld, image: StoredImage, checked: Obstacles): Obstacle | undefined {
  const { images, containers } = world;
  const users = containers.all(image.host).filter(({ imageId }) => imageId === image.id);
  const running = users.find(isRunning);
  const stopped = users.find((container) => !isRunning(container));
  if (checked.includes('child') && images.children(image.host, image.id).length > 0) {
    return { hard: true, used: false, message: 'image has dependent child images' };
  }
  if (checked.includes('running') && running !== undefined) {
    const message = `image is being used by running container ${shortId(running.id)}`;
    return { hard: true, used: true, message };
  }
  if (checked.includes('reference') && images.references(image.host, image.id).length > 0) {
    return { hard: false, used: false, message: 'image is referenced in multiple repositories' };
  }
  if (checked.includes('stopped') && stopped !== undefined) {
    const message = `image is being used by stopped container ${shortId(stopped.id)}`;
    return { hard: false, used: true, message };
  }
  return undefined;
}

function refused({ id }: StoredImage, { hard, message }: Obstacle): DockerError {
  return conflict(
    `conflict: unable to delete ${shortId(id)} (${hard ? 'cannot be forced' : 'must be forced'}) - ${message}`,
  );
}

/** @param quiet its name is gone already: then it may stay for others to use */
function deleteImage(
  world: DockerWorld,
  image: StoredImage,
  { force, prune }: RemoveOptions,
  removed: Removed[],
  quiet: boolean,
): void {
  const { images } = world;
  const { host, id } = image;
  const obstacle = obstacleOf(world, image, force ? HARD : [...HARD, ...SOFT]);
  if (obstacle !== undefined) {
    if (quiet && (!isDangling(world, image) || obstacle.used)) return;
    throw refused(image, obstacle);
  }
  for (const reference of images.references(host, id)) untag(world, image, reference, removed);
  logImageEvent(world, images, host, 'delete', { id, name: id });
  images.remove(host, id);
  removed.push({ Deleted: id });
  for (const chain of unusedChains(world, image)) removed.push({ Deleted: chain });
  freeLayers(world, image);
  const parent = image.parent === undefined ? undefined : images.byId(host, image.parent);
  if (prune && parent !== undefined) {
    deleteImage(world, parent, { force: false, prune: true }, removed, true);
  }
}

function isDangling({ images }: DockerWorld, { host, id }: StoredImage): boolean {
  return images.references(host, id).length === 0 && images.children(host, id).length === 0;
}

/** Layers that nothing on the host needs any more, the topmost first. */
function unusedChains({ images, containers }: DockerWorld, image: StoredImage): string[] {
  const used = new Set(images.all(image.host).flatMap(({ layers }) => chainIds(layers)));
  const needed = new Set(containers.all(image.host).map(({ layers }) => layers.join()));
  const chains = chainIds(image.layers);
  const unused: string[] = [];
  for (let index = chains.length - 1; index >= 0; index--) {
    const keys = image.layers.slice(0, index + 1).map(({ key }) => key);
    const isNeeded = [...needed].some(
      (layers) => layers === keys.join() || layers.startsWith(`${keys.join()},`),
    );
    if (used.has(chains[index] ?? '') || isNeeded) break;
    unused.push(chains[index] ?? '');
  }
  return unused;
}

export interface Pruned {
  readonly removed: Removed[];
  readonly reclaimedBytes: number;
}

/** Removes what nobody uses. @param all not only what has no name */
export function pruneImages(
  world: DockerWorld,
  host: string,
  all: boolean,
  fits: (image: StoredImage) => boolean,
): Pruned {
  const { images } = world;
  const before = bytesByChain(images.all(host));
  const removed: Removed[] = [];
  const attempt = (name: string) => {
    try {
      removed.push(...removeImage(world, host, name, { force: false, prune: true }));
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
    }
  };
  for (const image of images.all(host).filter(fits)) {
    const references = images.references(host, image.id);
    const isParent = images.children(host, image.id).length > 0;
    if (isParent && (references.length === 0 || !all)) continue;
    if (references.length === 0) attempt(image.id.slice('sha256:'.length));
    else if (all || references.every(({ digest }) => digest !== undefined)) {
      for (const reference of references) {
        if (images.named(host, reference) !== undefined) attempt(familiar(reference));
      }
    }
  }
  let reclaimedBytes = 0;
  for (const record of removed) {
    if ('Deleted' in record) reclaimedBytes += before.get(record.Deleted) ?? 0;
  }
  world.events.emit(host, 'image', 'prune', '', { reclaimed: String(reclaimedBytes) });
  return { removed, reclaimedBytes };
}

function bytesByChain(all: readonly StoredImage[]): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const { layers } of all) {
    const chains = chainIds(layers);
    for (const [index, layer] of layers.entries()) bytes.set(chains[index] ?? '', layer.bytes);
  }
  return bytes;
}
