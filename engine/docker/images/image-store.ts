import type { Layers } from '../../container/layers.ts';
import { platformText } from '../../registry/platform.ts';
import { parseReference, type Reference } from '../../registry/reference.ts';
import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { conflict, invalidParameter, notFound } from '../docker-error.ts';
import {
  IMAGE_NAMES_MAX,
  IMAGE_TEXT_CHARACTERS_MAX,
  IMAGE_TEXTS_CHARACTERS_MAX,
  IMAGES_MAX,
} from '../limits.ts';
import type { DockerImage, Images } from '../parts.ts';
import { type StoredImage, sizeOf } from './image.ts';
import { familiar, stored, withTag } from './names.ts';

interface Link {
  readonly host: string;
  readonly id: string;
  readonly reference: Reference;
}

const ID = /^(?:sha256:)?([0-9a-f]{1,64})$/;

/** The images of all daemons, and the names that lead to them. */
export class ImageStore implements Images {
  readonly layers: Layers;
  readonly #simulation: Simulation;
  readonly #images: Records<StoredImage>;
  readonly #links: Records<Link>;

  constructor(simulation: Simulation, layers: Layers) {
    this.#simulation = simulation;
    this.layers = layers;
    this.#images = simulation.records.of('docker_images');
    this.#links = simulation.records.of('docker_image_names');
  }

  find(host: string, name: string): DockerImage | undefined {
    const image = this.lookUp(host, name);
    if (image === undefined) return undefined;
    const { id, layers, facts } = image;
    const platform = platformText(facts);
    return {
      id,
      platform,
      layers: layers.map(({ key }) => key),
      sizeBytes: sizeOf(image),
      config: facts.config,
    };
  }

  /** By name, by digest, by id or the beginning of one. @throws DockerError where it isn't a reference at all */
  lookUp(host: string, name: string): StoredImage | undefined {
    const [, digits] = ID.exec(name) ?? [];
    if (digits?.length === 64) return this.byId(host, `sha256:${digits}`);
    const parsed = parseReference(name);
    if ('error' in parsed && digits === undefined) throw invalidParameter(parsed.error);
    const named = 'error' in parsed ? undefined : this.named(host, parsed.reference);
    if (named !== undefined || digits === undefined) return named;
    const [first, second] = this.all(host).filter(({ id }) => id.startsWith(`sha256:${digits}`));
    return second === undefined ? first : undefined;
  }

  /** @throws DockerError `No such image: nope:latest` */
  get(host: string, name: string): StoredImage {
    const image = this.lookUp(host, name);
    if (image !== undefined) return image;
    const parsed = parseReference(name);
    throw notFound(`No such image: ${'error' in parsed ? name : familiar(withTag(parsed.reference))}`);
  }

  byId(host: string, id: string): StoredImage | undefined {
    return this.#images.get(`${host}/${id}`);
  }

  named(host: string, reference: Reference): StoredImage | undefined {
    const link = this.#links.get(linkKey(host, reference));
    return link === undefined ? undefined : this.byId(host, link.id);
  }

  /** The newest first. */
  all(host: string): StoredImage[] {
    const found = [...this.#images.values()].filter((image) => image.host === host);
    return found.sort((a, b) => b.number - a.number);
  }

  children(host: string, id: string): StoredImage[] {
    return this.all(host).filter(({ parent }) => parent === id);
  }

  /** Names and digests of an image, in order. */
  references(host: string, id: string): Reference[] {
    const found: Reference[] = [];
    for (const link of this.#links.values()) {
      if (link.host === host && link.id === id) found.push(link.reference);
    }
    return found.sort((a, b) => (familiar(a) < familiar(b) ? -1 : 1));
  }

  /** Those that are of a repository, in order. */
  ofRepository(host: string, { domain, path }: Reference): { reference: Reference; id: string }[] {
    const found = [...this.#links.values()].filter(
      (link) => link.host === host && link.reference.domain === domain && link.reference.path === path,
    );
    return found.sort((a, b) => (familiar(a.reference) < familiar(b.reference) ? -1 : 1));
  }

  /** Gives a name to an image; whatever had it before hasn't any more. @throws DockerError where there are too many */
  name(host: string, reference: Reference, id: string): void {
    const image = this.byId(host, id);
    if (image === undefined) throw notFound(`No such image: ${id}`);
    if (!this.#links.has(linkKey(host, reference)) && this.#links.size >= IMAGE_NAMES_MAX) {
      throw conflict(`a sandbox keeps ${IMAGE_NAMES_MAX} names of images at most`);
    }
    this.#links.set(linkKey(host, reference), { host, id, reference: stored(reference) });
    if (reference.digest !== undefined) return;
    image.taggedMs = this.#simulation.now();
    this.#images.set(`${host}/${id}`, image);
  }

  /** @throws DockerError where there is no such name */
  unname(host: string, reference: Reference): Reference {
    const key = linkKey(host, reference);
    const link = this.#links.get(key);
    if (link === undefined) throw notFound(`No such image: ${familiar(withTag(reference))}`);
    this.#links.delete(key);
    return link.reference;
  }

  /** Stores an image, unless it is there already. @throws DockerError where there are too many */
  add(image: Omit<StoredImage, 'number'>): StoredImage {
    const known = this.byId(image.host, image.id);
    if (known !== undefined) return known;
    this.#checkRoom(image.text);
    const number = 1 + Math.max(0, ...this.all(image.host).map((other) => other.number));
    const added = { ...image, number };
    this.#images.set(`${image.host}/${image.id}`, added);
    return added;
  }

  #checkRoom(text: string): void {
    if (this.#images.size >= IMAGES_MAX) throw conflict(`a sandbox keeps ${IMAGES_MAX} images at most`);
    if (text.length > IMAGE_TEXT_CHARACTERS_MAX) {
      throw invalidParameter(
        `the configuration of an image has ${IMAGE_TEXT_CHARACTERS_MAX} characters at most`,
      );
    }
    let characters = text.length;
    for (const image of this.#images.values()) characters += image.text.length;
    if (characters > IMAGE_TEXTS_CHARACTERS_MAX) {
      throw conflict(
        `the configurations of a sandbox's images have ${IMAGE_TEXTS_CHARACTERS_MAX} characters at most`,
      );
    }
  }

  /** Removes the record of an image, and what its names were. */
  remove(host: string, id: string): void {
    for (const reference of this.references(host, id)) this.#links.delete(linkKey(host, reference));
    this.#images.delete(`${host}/${id}`);
  }

  everywhere(): Iterable<StoredImage> {
    return this.#images.values();
  }
}

function linkKey(host: string, reference: Reference): string {
  const { domain, path, tag, digest } = stored(reference);
  return `${host}/${domain}/${path}${digest === undefined ? `:${tag}` : `@${digest}`}`;
}
