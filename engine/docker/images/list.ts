import type { Reference } from '../../registry/reference.ts';
import { invalidParameter, notFound } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import { parseUntil } from '../until.ts';
import type { DockerWorld } from '../world.ts';
import { createdMsOf, type StoredImage, sizeOf } from './image.ts';
import { familiar, familiarName } from './names.ts';
import { matchesGlob } from './path-match.ts';

export interface ListOptions {
  readonly all: boolean;
  readonly sharedSize: boolean;
  /** How many containers have each of them. */
  readonly containerCount?: boolean;
  readonly filters: Filters;
}

const FILTERS = ['dangling', 'label', 'before', 'since', 'reference', 'until'];

export interface ImageSummary {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly Size: number;
}

/** Images as `docker images` shows them, the newest first. @throws DockerError */
export function listImages(world: DockerWorld, host: string, options: ListOptions): ImageSummary[] {
  const { filters } = options;
  filters.checkNames(FILTERS);
  const { images } = world;
  const dangling = danglingOf(filters);
  const fits = boundsOf(world, host, filters);
  const parents = new Set(images.all(host).map(({ parent }) => parent));
  return images
    .all(host)
    .filter((image) => fits(image) && filters.matchesLabels(image.facts.config.Labels ?? {}))
    .filter((image) => dangling !== true || !parents.has(image.id))
    .map((image) => ({ image, references: images.references(host, image.id).filter(byName(filters)) }))
    .filter(({ image, references }) => {
      if (references.length > 0) return !(dangling === true && references.some(isTag));
      if (filters.has('reference') || dangling === false) return false;
      return options.all || !parents.has(image.id);
    })
    .sort((a, b) => createdMsOf(b.image) - createdMsOf(a.image))
    .map(({ image, references }) => ({
      ...summary(image, references, sharedOf(world, image, options.sharedSize)),
      ...(options.containerCount === true ? { Containers: containersOf(world, image) } : {}),
    }));
}

/** @throws DockerError */
export function danglingOf(filters: Filters): boolean | undefined {
  const [word] = filters.get('dangling');
  if (word === undefined) return undefined;
  if (['1', 't', 'true', 'T', 'TRUE', 'True'].includes(word)) return true;
  if (['0', 'f', 'false', 'F', 'FALSE', 'False'].includes(word)) return false;
  throw invalidParameter(`invalid filter 'dangling=[${word}]'`);
}

function boundsOf(world: DockerWorld, host: string, filters: Filters): (image: StoredImage) => boolean {
  const created = (name: string) => {
    const image = world.images.lookUp(host, name);
    if (image === undefined) throw notFound(`No such image: ${name}`);
    return createdMsOf(image);
  };
  const before = [
    ...filters.get('before').map(created),
    ...filters.get('until').map((text) => parseUntil(text, world.simulation.now())),
  ];
  const since = filters.get('since').map(created);
  return (image) => {
    const ms = createdMsOf(image);
    return before.every((bound) => ms < bound) && since.every((bound) => ms > bound);
  };
}

function isTag({ digest }: Reference): boolean {
  return digest === undefined;
}

/** Patterns are path.Match's, on the name or on the name and tag. */
function byName(filters: Filters): (reference: Reference) => boolean {
  const patterns = filters.get('reference');
  return (reference) =>
    patterns.length === 0 ||
    patterns.some(
      (pattern) => matchesGlob(pattern, familiar(reference)) || matchesGlob(pattern, familiarName(reference)),
    );
}

/** Bytes of layers that other images have too; -1: nobody asked. */
function sharedOf({ images }: DockerWorld, image: StoredImage, asked: boolean): number {
  if (!asked) return -1;
  const others = images.all(image.host).filter(({ id }) => id !== image.id);
  const elsewhere = new Set(others.flatMap(({ layers }) => layers.map(({ key }) => key)));
  return image.layers.reduce((sum, { key, bytes }) => sum + (elsewhere.has(key) ? bytes : 0), 0);
}

function containersOf({ containers }: DockerWorld, { host, id }: StoredImage): number {
  return containers.all(host).filter(({ imageId }) => imageId === id).length;
}

function summary(image: StoredImage, references: readonly Reference[], shared: number) {
  return {
    Containers: -1,
    Created: Math.floor(createdMsOf(image) / 1000),
    Id: image.id,
    Labels: image.facts.config.Labels ?? null,
    ParentId: image.parent ?? '',
    RepoDigests: references.filter((reference) => !isTag(reference)).map(familiar),
    RepoTags: references.filter(isTag).map(familiar),
    SharedSize: shared,
    Size: sizeOf(image),
  };
}
