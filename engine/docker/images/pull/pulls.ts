import type { Reference } from '../../../registry/reference.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Requeue } from '../../../simulation/simulation.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { shortId } from '../image.ts';
import { freeLayers } from '../layers.ts';
import { familiar, familiarName, withTag } from '../names.ts';
import { failure, type ProgressLine, status } from '../progress.ts';
import type { Fetched } from '../registry/fetch.ts';
import type { Fetches } from '../registry/fetches.ts';
import { NoMatchingManifest } from './public-registries.ts';
import { isOnNetwork, remoteImage, remoteTags } from './remote.ts';
import type { RemoteImage } from './remote-image.ts';
import { presentLayers, storePulled } from './stored.ts';
import { mismatch, outcome, pulling } from './told.ts';
import { advance, CONCURRENT_LAYERS, type LayerTransfer, newTransfer, nextChangeMs } from './transfer.ts';

/** How often the progress of a pull is told. */
const TICK_MS = 500;
/** Pulls of a sandbox that go on at the same time. */
const PULLS_MAX = 50;
const ID_DIGITS = 32;

/** Who is told how a pull goes, and what is reconciled when it is over. */
interface PullAudience {
  readonly topic: string;
  readonly next?: string;
}

export interface PullOptions {
  /** Every tag of the repository. */
  readonly all?: boolean;
  readonly audience?: PullAudience;
  /** For registries that want to know who asks: base64, or nothing. */
  readonly authorization?: string;
}

interface Pull {
  readonly id: string;
  readonly audience: PullAudience;
  readonly host: string;
  /** Empty: none was asked for. */
  readonly platform: string;
  /** For registries that want to know who asks: base64, or nothing. */
  readonly authorization: string;
  /** Every tag of the repository. */
  readonly all?: boolean;
  /** Something came that wasn't there. */
  isNew?: boolean;
  /** What is pulled now, and after it. */
  references: readonly Reference[];
  /** Somebody has been told something: what fails from now on fails within the stream. */
  told: boolean;
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

  readonly #fetches: Fetches;

  constructor(world: DockerWorld, fetches: Fetches) {
    this.#world = world;
    this.#fetches = fetches;
    this.#pulls = world.simulation.records.of('docker_pulls');
    this.#images = world.simulation.records.of('docker_pull_images');
  }

  /** After the records were loaded. */
  connect(): void {
    for (const id of this.#pulls.keys()) this.#world.simulation.enqueue(`docker-pull|${id}`);
  }

  /**
   * Begins to pull; `pull/<id>` or the audience's topic is told how it goes, from the next reconcile on: first
   * `refused` where a registry on the sandbox's network refuses.
   * @returns the id of the pull
   * @throws DockerError where a registry of the outside world refuses
   */
  begin(host: string, reference: Reference, platform: string, options: PullOptions = {}): string {
    if (this.#pulls.size >= PULLS_MAX) {
      throw new DockerError(503, `a sandbox pulls ${PULLS_MAX} images at the same time at most`);
    }
    const { simulation } = this.#world;
    const references = this.#wanted(reference, options.all === true);
    const [first = reference] = references;
    const image = isOnNetwork(first) ? undefined : this.#there(first, platform);
    const id = simulation.random.hex(ID_DIGITS);
    if (image !== undefined) this.#images.set(id, image);
    this.#pulls.set(id, {
      id,
      audience: options.audience ?? { topic: `pull/${id}` },
      host,
      platform,
      authorization: options.authorization ?? '',
      references,
      ...(options.all === true ? { all: true } : {}),
      told: false,
      atMs: simulation.now(),
    });
    simulation.enqueue(`docker-pull|${id}`);
    return id;
  }

  /** Undefined: not for that platform, which is told once the pull has begun. @throws DockerError */
  #there(reference: Reference, platform: string): RemoteImage | undefined {
    try {
      return remoteImage(this.#world, reference, platform);
    } catch (error) {
      if (error instanceof NoMatchingManifest) return undefined;
      throw error;
    }
  }

  /** A registry on the network has to be asked for its tags first: a reference without one stands for them. */
  #wanted(reference: Reference, all: boolean): Reference[] {
    if (!all) return [withTag(reference)];
    if (isOnNetwork(reference)) return [reference];
    return remoteTags(this.#world, reference).map((tag) => ({ ...reference, tag }));
  }

  /** A host is about to go: nothing of it is wanted any more. */
  cancelAll(host: string): void {
    for (const [id, work] of [...this.#pulls.entries()]) if (work.host === host) this.cancel(id);
  }

  /** The client went away. */
  cancel(id: string): void {
    const image = this.#images.get(id);
    this.#pulls.delete(id);
    this.#images.delete(id);
    this.#fetches.cancel(id);
    if (image !== undefined) freeLayers(this.#world, image);
  }

  isUnderWay(id: string): boolean {
    return this.#pulls.has(id);
  }

  reconcile(id: string): Requeue | undefined {
    const pull = this.#pulls.get(id);
    if (pull === undefined) return undefined;
    const now = this.#world.simulation.now();
    if (this.#isToBeFetched(pull)) {
      const fetched = this.#fetches.step(id);
      if ('afterMs' in fetched) return fetched;
      return this.#fetched(pull, fetched);
    }
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

  /** Begins to ask a registry on the network, where that is what comes next. */
  #isToBeFetched(pull: Pull): boolean {
    const { id, host, platform, authorization } = pull;
    const [reference] = pull.references;
    if (pull.layers !== undefined || this.#images.has(id) || reference === undefined) return false;
    if (!isOnNetwork(reference)) return false;
    if (!this.#fetches.has(id)) {
      const whom = { client: 'dockerd', waker: `docker-pull|${id}` } as const;
      this.#fetches.begin({ id, host, reference, platform, authorization, ...whom });
    }
    return true;
  }

  #fetched(pull: Pull, fetched: Fetched): Requeue | undefined {
    const { id, audience } = pull;
    if ('refused' in fetched) {
      const { status: code, message, begun } = fetched.refused;
      const [reference] = pull.references;
      if (begun && reference !== undefined) this.#tell(pull, [pulling(reference)]);
      const isFirst = !pull.told && audience.next === undefined;
      if (isFirst) this.#world.publisher.emit(audience.topic, { is: 'refused', status: code, message });
      else this.#tell(pull, [failure(message)]);
      this.#over(pull);
      return undefined;
    }
    if ('tags' in fetched) {
      const [reference] = pull.references;
      pull.references = reference === undefined ? [] : fetched.tags.map((tag) => ({ ...reference, tag }));
      if (pull.references.length === 0) {
        this.#over(pull);
        return undefined;
      }
    } else this.#images.set(id, fetched.image);
    this.#pulls.set(id, pull);
    return { afterMs: 0 };
  }

  #tell(pull: Pull, lines: readonly ProgressLine[]): void {
    if (lines.length > 0) pull.told = true;
    for (const line of lines) this.#world.publisher.emit(pull.audience.topic, { is: 'progress', line });
  }

  #image(pull: Pull): RemoteImage | undefined {
    const known = this.#images.get(pull.id);
    const [reference] = pull.references;
    if (known !== undefined || reference === undefined) return known;
    try {
      const image = remoteImage(this.#world, reference, pull.platform);
      this.#images.set(pull.id, image);
      return image;
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      const begins = error instanceof NoMatchingManifest ? [pulling(reference)] : [];
      this.#tell(pull, [...begins, failure(error.message)]);
      return undefined;
    }
  }

  #start(pull: Pull): void {
    const image = this.#image(pull);
    if (image === undefined) return;
    const { reference, layers } = image;
    const there = presentLayers(this.#world, pull.host, layers);
    const isKnown = this.#world.images.byId(pull.host, image.id) !== undefined;
    this.#tell(pull, [pulling(reference)]);
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
    const { id } = pull;
    const image = this.#images.get(id);
    if (image !== undefined) this.#tell(pull, this.#keep(pull, image));
    pull.references = pull.references.slice(1);
    this.#images.delete(id);
    delete pull.layers;
    if (image !== undefined && pull.references.length > 0) {
      this.#pulls.set(id, pull);
      return;
    }
    if (pull.all === true && image !== undefined) {
      this.#tell(pull, [outcome(familiarName(image.reference), pull.isNew === true)]);
    }
    this.#over(pull);
  }

  /** @returns what is said of an image that has come: of several, how it went is told at their end */
  #keep(pull: Pull, image: RemoteImage): ProgressLine[] {
    try {
      const isNew = storePulled(this.#world, pull.host, image);
      pull.isNew = pull.isNew === true || isNew;
      const { digest, reference } = image;
      const told = pull.all === true ? [] : [outcome(familiar(reference), isNew)];
      return [status(`Digest: ${digest}`), ...told, ...mismatch(image, pull.platform)];
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      return [failure(error.message)];
    }
  }

  #over({ id, audience: { topic, next } }: Pull): void {
    this.#pulls.delete(id);
    if (next === undefined) this.#world.publisher.emit(topic, { is: 'done' });
    else this.#world.simulation.enqueue(next);
  }
}
