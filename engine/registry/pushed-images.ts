import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { ImageLayer } from './manifest.ts';
import { type Reference, repositoryName } from './reference.ts';

/** An image that was pushed to a public registry: the sandbox has it there for itself. */
export interface PushedImage {
  /** `docker.io/someone/thing` */
  readonly repository: string;
  /** Of its manifest. */
  readonly digest: string;
  readonly id: string;
  readonly configText: string;
  readonly layers: readonly ImageLayer[];
}

/** Images that a sandbox keeps in public registries. */
const PUSHED_IMAGES_MAX = 500;

/** What a sandbox has pushed to registries of the outside world, beside the catalogue that they have anyway. */
export class PushedImages {
  /** By repository and digest. */
  readonly #images: Records<PushedImage>;
  /** Digests by repository and tag. */
  readonly #tags: Records<string>;

  constructor(simulation: Simulation) {
    this.#images = simulation.records.of('pushed_images');
    this.#tags = simulation.records.of('pushed_tags');
  }

  /** @returns false where there is no room */
  put(image: PushedImage, tag: string): boolean {
    const key = `${image.repository}@${image.digest}`;
    if (!this.#images.has(key) && this.#images.size >= PUSHED_IMAGES_MAX) return false;
    this.#images.set(key, image);
    this.#tags.set(`${image.repository}:${tag}`, image.digest);
    return true;
  }

  find(reference: Reference): PushedImage | undefined {
    const repository = repositoryName(reference);
    const digest = reference.digest ?? this.#tags.get(`${repository}:${reference.tag ?? 'latest'}`);
    return digest === undefined ? undefined : this.#images.get(`${repository}@${digest}`);
  }

  hasRepository(reference: Reference): boolean {
    return this.tags(reference).length > 0;
  }

  /** In order. */
  tags(reference: Reference): string[] {
    const prefix = `${repositoryName(reference)}:`;
    const keys = [...this.#tags.keys()].filter((key) => key.startsWith(prefix));
    return keys.map((key) => key.slice(prefix.length)).sort();
  }

  all(): Iterable<PushedImage> {
    return this.#images.values();
  }
}
