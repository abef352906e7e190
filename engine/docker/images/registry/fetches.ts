import { z } from 'zod';
import { TRANSACTION_INSTRUCTIONS_MAX } from '../../../limits.ts';
import { digestOf } from '../../../registry/manifest.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Requeue } from '../../../simulation/simulation.ts';
import { doSome, type Work } from '../../../simulation/work.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { imageFactsSchema } from '../facts-schema.ts';
import type { ImageFacts, StoredLayer } from '../image.ts';
import { layerOfBlob } from '../incoming-layer.ts';
import { freeLayers } from '../layers.ts';
import { withTag } from '../names.ts';
import { NoMatchingManifest } from '../pull/public-registries.ts';
import { digestOfBytes, hashing } from './blob.ts';
import { asksWho, REFUSED } from './errors.ts';
import { type Fetch, type Fetched, type FetchRequest, FIRST, isUnpacking, manifestPath } from './fetch.ts';
import { ACCEPTED, jsonOf, readManifest } from './manifests.ts';
import { containerdPlace, placeOf } from './place.ts';
import {
  ANSWER_MS_MAX,
  CONNECT_MS_MAX,
  notSecure,
  type RegistryAnswer,
  type RegistryQuestion,
  type Session,
  type Sessions,
} from './session.ts';

/** Images that are being fetched from registries on the sandbox's network, by HTTP. */
export class Fetches {
  readonly #world: DockerWorld;
  readonly #sessions: Sessions;
  readonly #fetches: Records<Fetch>;
  /** Layers that take more than one slice to unpack. After a restart they are asked for again. */
  readonly #unpacking = new Map<string, Work<StoredLayer>>();

  constructor(world: DockerWorld, sessions: Sessions) {
    this.#world = world;
    this.#sessions = sessions;
    this.#fetches = world.simulation.records.of('docker_fetches');
  }

  /** @param reference without a tag and a digest: only its tags are asked for */
  begin(request: FetchRequest): void {
    this.#fetches.set(request.id, { ...request, stage: 'connecting', digest: '', layers: [] });
  }

  has(id: string): boolean {
    return this.#fetches.has(id);
  }

  /** What is reconciled when something has come to a socket. */
  ofSocket(socket: string): string | undefined {
    for (const { waker, session } of this.#fetches.values()) if (session?.socket === socket) return waker;
    return undefined;
  }

  /** What it has brought so far is not kept. */
  cancel(id: string): void {
    const fetch = this.#fetches.get(id);
    if (fetch === undefined) return;
    this.#end(fetch);
    freeLayers(this.#world, fetch);
  }

  #end({ id, session }: Fetch): void {
    if (session !== undefined) this.#sessions.close(session);
    this.#unpacking.delete(id);
    this.#fetches.delete(id);
  }

  /** Goes on as far as it gets. @returns what came of it, or when to look again */
  step(id: string): Fetched | Requeue {
    const fetch = this.#fetches.get(id);
    if (fetch === undefined) throw new Error(`nothing is fetched as ${id}`);
    try {
      const fetched = this.#advance(fetch);
      if (fetched === undefined) {
        this.#fetches.set(id, fetch);
        return this.#pause(fetch);
      }
      this.#end(fetch);
      return fetched;
    } catch (error) {
      this.cancel(id);
      if (!(error instanceof DockerError)) throw error;
      const { status } = error;
      const isContainerd = fetch.client === 'containerd' && error instanceof NoMatchingManifest;
      const message = isContainerd ? 'no match for platform in manifest: not found' : error.message;
      const resolved = fetch.stage !== 'connecting' && fetch.stage !== 'greeting';
      return {
        refused: {
          status,
          message,
          begun: fetch.manifest !== undefined || error instanceof NoMatchingManifest,
          resolved,
        },
      };
    }
  }

  #pause({ stage }: Fetch): Requeue {
    if (stage !== 'unpacking') return { afterMs: stage === 'connecting' ? CONNECT_MS_MAX : ANSWER_MS_MAX };
    // What was unpacked is to be committed, and others get their turn.
    this.#world.simulation.work(TRANSACTION_INSTRUCTIONS_MAX);
    return { afterMs: 0 };
  }

  #advance(fetch: Fetch): Fetched | undefined {
    for (;;) {
      if (isUnpacking(fetch)) {
        const fetched = this.#unpack(fetch);
        if (fetched !== undefined || isUnpacking(fetch)) return fetched;
      }
      const session = this.#connected(fetch);
      if (session === undefined) return undefined;
      const answer = this.#sessions.answer(session);
      if (answer === undefined) return undefined;
      const fetched = this.#answered(fetch, session, answer);
      if (fetched !== undefined || isUnpacking(fetch)) return fetched;
    }
  }

  #connected(fetch: Fetch): Session | undefined {
    const { host, reference, id, client } = fetch;
    if (fetch.session === undefined) {
      const first = FIRST[client](reference);
      const place =
        client === 'dockerd'
          ? placeOf(this.#world, host, reference.domain)
          : containerdPlace(this.#world, host, reference.domain, first.target);
      fetch.session = this.#sessions.open(id, this.#world.namespaces.ofHost(host), place, {
        client,
        ...first,
      });
    }
    if (fetch.stage !== 'connecting') return fetch.session;
    if (!this.#sessions.isConnected(fetch.session)) return undefined;
    if (fetch.session.place.secure) throw notSecure(fetch.session);
    fetch.stage = 'greeting';
    const { method, target } = FIRST[client](reference);
    this.#ask(fetch, fetch.session, target, method);
    return fetch.session;
  }

  #ask(
    { authorization }: Fetch,
    session: Session,
    target: string,
    method: RegistryQuestion['method'] = 'GET',
  ): void {
    const credentials = authorization === '' ? [] : [['Authorization', `Basic ${authorization}`] as const];
    this.#sessions.ask(session, { method, target, headers: [['Accept', ACCEPTED], ...credentials] });
  }

  #answered(fetch: Fetch, session: Session, answer: RegistryAnswer): Fetched | undefined {
    const isGreeting = fetch.client === 'dockerd' && fetch.stage === 'greeting';
    if (answer.status !== 200 && !(isGreeting && asksWho(answer))) {
      const needsCredentials = fetch.authorization === '' && asksWho(answer);
      throw REFUSED[fetch.client](session, answer, withTag(fetch.reference), needsCredentials);
    }
    switch (fetch.stage) {
      case 'connecting':
      case 'greeting':
        return this.#askForWhat(fetch, session);
      case 'tags':
        return { tags: readTags(answer.body) };
      case 'manifest':
        return this.#takeManifest(fetch, session, answer.body);
      case 'config':
        return this.#takeConfig(fetch, session, answer.body);
      case 'layers':
      case 'unpacking':
        return this.#takeLayer(fetch, session, answer.body);
    }
  }

  #askForWhat(fetch: Fetch, session: Session): undefined {
    const { reference } = fetch;
    const isWhole = reference.tag === undefined && reference.digest === undefined;
    fetch.stage = isWhole ? 'tags' : 'manifest';
    this.#ask(fetch, session, isWhole ? `/v2/${reference.path}/tags/list` : manifestPath(reference));
  }

  #takeManifest(fetch: Fetch, session: Session, body: Uint8Array): undefined {
    const { reference, platform } = fetch;
    const digest = digestOfBytes(body);
    if (fetch.digest === '') fetch.digest = digest;
    if (reference.digest !== undefined && reference.digest !== fetch.digest) {
      throw new DockerError(500, `manifest verification failed for digest ${reference.digest}`);
    }
    const manifest = readManifest(body, platform);
    if (typeof manifest === 'string') {
      this.#ask(fetch, session, `/v2/${reference.path}/manifests/${manifest}`);
      return;
    }
    fetch.manifest = manifest;
    fetch.stage = 'config';
    this.#ask(fetch, session, `/v2/${reference.path}/blobs/${manifest.config.digest}`);
  }

  #takeConfig(fetch: Fetch, session: Session, body: Uint8Array): Fetched | undefined {
    const { manifest } = fetch;
    const text = new TextDecoder().decode(body);
    if (digestOf(text) !== manifest?.config.digest) {
      throw new DockerError(500, 'image config verification failed for digest');
    }
    const { rootfs } = factsOf(text);
    if (rootfs.diff_ids.length !== manifest.layers.length) {
      throw new DockerError(500, "layers from manifest don't match image configuration");
    }
    fetch.config = text;
    fetch.stage = 'layers';
    return this.#nextLayer(fetch, session);
  }

  #takeLayer(fetch: Fetch, session: Session, body: Uint8Array): Fetched | undefined {
    const { manifest, config = '', layers, host } = fetch;
    const at = layers.length;
    const wanted = manifest?.layers[at];
    const diffId = factsOf(config).rootfs.diff_ids[at];
    if (wanted === undefined || diffId === undefined) return this.#nextLayer(fetch, session);
    fetch.stage = 'unpacking';
    this.#unpacking.set(fetch.id, verifiedLayer(this.#world, host, { diffId, digest: wanted.digest, body }));
    return this.#unpack(fetch);
  }

  /** Goes on with the layer that has come; when it is over, with the next one. */
  #unpack(fetch: Fetch): Fetched | undefined {
    const { id, session, manifest, layers } = fetch;
    if (session === undefined) throw new Error(`nothing is fetched as ${id}`);
    const work = this.#unpacking.get(id);
    const done = work === undefined ? undefined : doSome(work);
    if (work !== undefined && done === undefined) return undefined;
    this.#unpacking.delete(id);
    fetch.stage = 'layers';
    const wanted = manifest?.layers[layers.length];
    if (done !== undefined && wanted !== undefined) {
      layers.push({ ...done.result, digest: wanted.digest, compressedBytes: wanted.size });
    }
    return this.#nextLayer(fetch, session);
  }

  #nextLayer(fetch: Fetch, session: Session): Fetched | undefined {
    const { reference, manifest, layers, config = '', digest } = fetch;
    const next = manifest?.layers[layers.length];
    if (next !== undefined) {
      this.#ask(fetch, session, `/v2/${reference.path}/blobs/${next.digest}`);
      return undefined;
    }
    return {
      image: { reference, digest, id: digestOf(config), text: config, facts: factsOf(config), layers },
    };
  }
}

/** A layer that has come, if it is what was wanted. @throws DockerError */
function* verifiedLayer(
  world: DockerWorld,
  host: string,
  { diffId, digest, body }: { readonly diffId: string; readonly digest: string; readonly body: Uint8Array },
): Work<StoredLayer> {
  if ((yield* hashing(body)) !== digest) {
    throw new DockerError(500, `filesystem layer verification failed for digest ${digest}`);
  }
  return yield* layerOfBlob(world, host, diffId, body);
}

function factsOf(text: string): ImageFacts {
  try {
    const parsed = imageFactsSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new DockerError(500, 'invalid image configuration');
}

const tagsSchema = z.object({ tags: z.array(z.string()).max(1000).nullable() });

function readTags(body: Uint8Array): readonly string[] {
  const parsed = tagsSchema.safeParse(jsonOf(body));
  return parsed.success ? (parsed.data.tags ?? []) : [];
}
