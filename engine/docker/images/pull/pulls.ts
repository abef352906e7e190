import type { Reference } from '../../../registry/reference.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Requeue } from '../../../simulation/simulation.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { chainIds } from '../chain.ts';
import { type StoredLayer, shortId } from '../image.ts';
import { logImageEvent } from '../image-events.ts';
import { familiar, familiarName } from '../names.ts';
import { failure, type ProgressLine, status } from '../progress.ts';
import { publicImage } from './public-registries.ts';
import type { RemoteImage } from './remote-image.ts';
import { advance, CONCURRENT_LAYERS, type LayerTransfer, newTransfer, nextChangeMs } from './transfer.ts';

/** How often the progress of a pull is told. */
const TICK_MS = 500;
/** Pulls of a sandbox that go on at the same time. */
export const PULLS_MAX = 50;
const ID_DIGITS = 32;

/** Who is told how a pull goes, and what is reconciled when it is over. */
export interface PullAudience {
  readonly topic: string;
  readonly next?: string;
}

interface Pull {
  readonly id: string;
  readonly audience: PullAudience;
  readonly host: string;
  readonly platform: string;
  /** What is pulled now, and after it. */
  references: readonly Reference[];
  /** Undefined: it hasn't begun. */
  layers?: LayerTransfer[];
  atMs: number;
}

/** The pulls of all daemons that are under way. */
export class Pulls {
  readonly #world: DockerWorld;
  readonly #pulls: Records<Pull>;
  /** What is being pulled, by the pull's id. */
  readonly #images: Records<RemoteImage>;

  constructor(world: DockerWorld) {
    this.#world = world;
    this.#pulls = world.simulation.records.of('docker_pulls');
    this.#images = world.simulation.records.of('docker_pull_images');
  }

  /** After the records were loaded. */
  connect(): void {
    for (const id of this.#pulls.keys()) this.#world.simulation.enqueue(`docker-pull|${id}`);
  }

  /**
   * Begins to pull; `pull/<id>` is told how it goes, from the next reconcile on.
   * @param references at least one; where there are several, those that are missing are skipped
   * @returns the id of the pull
   */
  begin(
    host: string,
    references: readonly Reference[],
    platform: string,
    first?: RemoteImage,
    audience?: PullAudience,
  ): string {
    if (this.#pulls.size >= PULLS_MAX) {
      throw new DockerError(503, `a sandbox pulls ${PULLS_MAX} images at the same time at most`);
    }
    const { simulation } = this.#world;
    const id = simulation.random.hex(ID_DIGITS);
    if (first !== undefined) this.#images.set(id, first);
    this.#pulls.set(id, {
      id,
      audience: audience ?? { topic: `pull/${id}` },
      host,
      platform,
      references,
      atMs: simulation.now(),
    });
    simulation.enqueue(`docker-pull|${id}`);
    return id;
  }

  /** Pulls one image, which the registry has. @throws DockerError */
  beginOne(host: string, reference: Reference, platform: string, audience?: PullAudience): string {
    return this.begin(host, [reference], platform, publicImage(reference, platform), audience);
  }

  /** The client went away. */
  cancel(id: string): void {
    this.#pulls.delete(id);
    this.#images.delete(id);
  }

  isUnderWay(id: string): boolean {
    return this.#pulls.has(id);
  }

  reconcile(id: string): Requeue | undefined {
    const pull = this.#pulls.get(id);
    if (pull === undefined) return undefined;
    const now = this.#world.simulation.now();
    if (pull.layers === undefined) this.#start(pull);
    else this.#tell(pull, advance(pull.layers, now - pull.atMs));
    pull.atMs = now;
    const next = pull.layers === undefined ? undefined : nextChangeMs(pull.layers);
    if (next === undefined) {
      this.#finish(pull);
      if (!this.#pulls.has(id)) return undefined;
      return { afterMs: 0 };
    }
    this.#pulls.set(id, pull);
    return { afterMs: Math.max(1, Math.ceil(Math.min(TICK_MS, next))) };
  }

  #tell({ audience }: Pull, lines: readonly ProgressLine[]): void {
    for (const line of lines) this.#world.publisher.emit(audience.topic, { is: 'progress', line });
  }

  #image(pull: Pull): RemoteImage | undefined {
    const known = this.#images.get(pull.id);
    const [reference] = pull.references;
    if (known !== undefined || reference === undefined) return known;
    try {
      const image = publicImage(reference, pull.platform);
      this.#images.set(pull.id, image);
      return image;
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      this.#tell(pull, [failure(error.message)]);
      return undefined;
    }
  }

  #start(pull: Pull): void {
    const image = this.#image(pull);
    if (image === undefined) return;
    const { reference, layers } = image;
    const line = { status: `Pulling from ${reference.path}`, id: reference.digest ?? reference.tag ?? '' };
    const there = presentLayers(this.#world, pull.host, layers);
    const isKnown = this.#world.images.byId(pull.host, image.id) !== undefined;
    this.#tell(pull, [line]);
    if (isKnown) {
      pull.layers = [];
      return;
    }
    for (const [index, { digest }] of layers.entries()) {
      this.#tell(pull, [status(index < there ? 'Already exists' : 'Pulling fs layer', shortId(digest))]);
    }
    for (const { digest } of layers.slice(there + CONCURRENT_LAYERS)) {
      this.#tell(pull, [status('Waiting', shortId(digest))]);
    }
    pull.layers = layers
      .slice(there)
      .map(({ digest, compressedBytes, bytes }) => newTransfer(shortId(digest), compressedBytes, bytes));
  }

  /** Everything is there: the image gets its names. */
  #finish(pull: Pull): void {
    const { id, host } = pull;
    const image = this.#images.get(id);
    if (image !== undefined) this.#tell(pull, [...storePulled(this.#world, host, image)]);
    pull.references = pull.references.slice(1);
    this.#images.delete(id);
    delete pull.layers;
    if (image !== undefined && pull.references.length > 0) {
      this.#pulls.set(id, pull);
      return;
    }
    this.#pulls.delete(id);
    const { topic, next } = pull.audience;
    if (next === undefined) this.#world.publisher.emit(topic, { is: 'done' });
    else this.#world.simulation.enqueue(next);
  }
}

/** How many of the lowest layers a host has. */
export function presentLayers(
  { images }: DockerWorld,
  host: string,
  layers: readonly Pick<StoredLayer, 'diffId'>[],
): number {
  const there = new Set(images.all(host).flatMap((image) => chainIds(image.layers)));
  const missing = chainIds(layers).findIndex((chain) => !there.has(chain));
  return missing < 0 ? layers.length : missing;
}

/** @returns what is said at the end */
export function storePulled(world: DockerWorld, host: string, image: RemoteImage): ProgressLine[] {
  const { reference, digest, id, text, facts } = image;
  const { images } = world;
  const { domain, path } = reference;
  const byDigest = { domain, path, digest };
  const isNew = images.named(host, reference)?.id !== id;
  if (images.byId(host, id) === undefined) {
    const layers = image.layers.map(({ key, diffId, bytes }) => ({ key, diffId, bytes }));
    images.add({ id, host, facts, text, layers });
  }
  if (isNew) images.name(host, reference, id);
  images.name(host, byDigest, id);
  const name = familiar(reference);
  logImageEvent(world, images, host, 'pull', { id: name, name: familiarName(reference) });
  const outcome = isNew ? 'Downloaded newer image for' : 'Image is up to date for';
  return [status(`Digest: ${digest}`), status(`Status: ${outcome} ${name}`)];
}
