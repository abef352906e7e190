import { TRANSACTION_INSTRUCTIONS_MAX } from '../../../limits.ts';
import { type Reference, repositoryName } from '../../../registry/reference.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Requeue } from '../../../simulation/simulation.ts';
import { doSome, type Work } from '../../../simulation/work.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type StoredImage, shortId } from '../image.ts';
import { logImageEvent } from '../image-events.ts';
import { familiar, familiarName } from '../names.ts';
import { failure, type ProgressLine, progress, status } from '../progress.ts';
import { isOnNetwork } from '../pull/remote.ts';
import { type Blob, packing } from './blob.ts';
import { Conversation } from './conversation.ts';
import { uploadNext } from './hub.ts';
import { placeOf } from './place.ts';
import { bytesOf, manifestOf, type Push, type PushItem, packingItems, preparing, pushed } from './push.ts';
import { ANSWER_MS_MAX, CONNECT_MS_MAX, notSecure, type Sessions } from './session.ts';

/** How often the progress of a push is told. */
const TICK_MS = 500;
/** Pushes of a sandbox that go on at the same time. */
const PUSHES_MAX = 20;
const ID_DIGITS = 32;

export interface PushRequest {
  readonly reference: Reference;
  /** Who has logged in, or nobody: empty. */
  readonly user: string;
  /** `user:password` in base64, or nothing. */
  readonly authorization: string;
}

/** The pushes of all daemons that are under way. */
export class Pushes {
  readonly #world: DockerWorld;
  readonly #sessions: Sessions;
  readonly #pushes: Records<Push>;
  /** Layers that are being packed, by the push's id: after a restart anew. */
  readonly #packing = new Map<string, Work<PushItem[]>>();
  readonly #repacking = new Map<string, Work<Blob>>();

  constructor(world: DockerWorld, sessions: Sessions) {
    this.#world = world;
    this.#sessions = sessions;
    this.#pushes = world.simulation.records.of('docker_pushes');
  }

  /** After the records were loaded. */
  connect(): void {
    for (const id of this.#pushes.keys()) this.#world.simulation.enqueue(`docker-push|${id}`);
  }

  /** Begins to push; `push/<id>` is told how it goes, from the next reconcile on. @returns its id @throws DockerError */
  begin(host: string, request: PushRequest): string {
    if (this.#pushes.size >= PUSHES_MAX) {
      throw new DockerError(503, `a sandbox pushes ${PUSHES_MAX} images at the same time at most`);
    }
    const { simulation } = this.#world;
    const id = simulation.random.hex(ID_DIGITS);
    this.#pushes.set(id, {
      ...request,
      id,
      host,
      stage: 'connecting',
      tags: [],
      items: [],
      at: 0,
      offset: 0,
      location: '',
      sinceMs: 0,
      untilMs: 0,
    });
    simulation.enqueue(`docker-push|${id}`);
    return id;
  }

  /** A host is about to go: nothing of it is wanted any more. */
  cancelAll(host: string): void {
    for (const [id, work] of [...this.#pushes.entries()]) if (work.host === host) this.cancel(id);
  }

  /** The client went away. */
  cancel(id: string): void {
    const push = this.#pushes.get(id);
    if (push !== undefined) this.#forget(push);
  }

  /** The one that waits for a socket. */
  ofSocket(socket: string): string | undefined {
    for (const { id, session } of this.#pushes.values()) if (session?.socket === socket) return id;
    return undefined;
  }

  reconcile(id: string): Requeue | undefined {
    const push = this.#pushes.get(id);
    if (push === undefined) return undefined;
    try {
      const requeue = this.#advance(push);
      if (requeue !== undefined) this.#pushes.set(id, push);
      else this.#forget(push);
      return requeue;
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      this.#tell(push, [failure(error.message)]);
      this.#forget(push);
      return undefined;
    }
  }

  /** @returns undefined: it is over */
  #advance(push: Push): Requeue | undefined {
    if (push.tags.length === 0) this.#choose(push);
    const step = isOnNetwork(push.reference) ? this.#talk : this.#upload;
    for (;;) {
      if (push.stage === 'pacing') {
        if (push.untilMs > this.#world.simulation.now()) return this.#pace(push);
        this.#tell(push, paced(push));
        push.at++;
        push.stage = 'preparing';
      }
      if (push.stage === 'preparing' && push.items.length === 0) {
        if (!this.#prepare(push)) return this.#goOnLater();
      }
      if (push.stage === 'done') {
        if (!this.#tagDone(push)) return undefined;
        continue;
      }
      const waits = step.call(this, push);
      if (waits !== undefined) return waits;
    }
  }

  /** What there is to push. */
  #choose(push: Push): void {
    const { host, reference } = push;
    const { images } = this.#world;
    this.#tell(push, [{ status: `The push refers to repository [${repositoryName(reference)}]` }]);
    const known = images.ofRepository(host, reference);
    if (known.length === 0) {
      throw new DockerError(404, `An image does not exist locally with the tag: ${familiarName(reference)}`);
    }
    for (const { reference: name, id } of known) {
      const fits = reference.tag === undefined || reference.tag === name.tag;
      if (name.tag !== undefined && fits) push.tags.push({ tag: name.tag, image: id });
    }
    if (push.tags.length > 0) return;
    throw new DockerError(
      404,
      reference.tag === undefined
        ? `no tags to push for ${familiarName(reference)}`
        : `tag does not exist: ${familiar(reference)}`,
    );
  }

  #image({ host, tags }: Push): StoredImage {
    const image = this.#world.images.byId(host, tags[0]?.image ?? '');
    if (image === undefined) throw new DockerError(404, 'the image was removed while it was pushed');
    return image;
  }

  /** Over the network of the sandbox, as far as it gets. @returns when to look again */
  #talk(push: Push): Requeue | undefined {
    const { host, reference, id } = push;
    if (push.session === undefined) {
      const place = placeOf(this.#world, host, reference.domain);
      push.session = this.#sessions.open(id, this.#world.namespaces.ofHost(host), place);
    }
    const { session } = push;
    const image = this.#image(push);
    const conversation = new Conversation(this.#world, this.#sessions, push, session, image);
    if (push.stage === 'connecting') {
      if (!this.#sessions.isConnected(session)) return { afterMs: CONNECT_MS_MAX };
      if (session.place.secure) throw notSecure(session);
      conversation.greet();
    } else if (push.stage === 'preparing') conversation.next();
    if (!this.#isPacked(push, image)) return this.#goOnLater();
    const answer = this.#sessions.answer(session);
    if (answer === undefined) return { afterMs: ANSWER_MS_MAX };
    this.#tell(push, conversation.take(answer));
    return undefined;
  }

  /** To a registry of the outside world. */
  #upload(push: Push): Requeue | undefined {
    push.stage = 'preparing';
    if (push.items.length === 0 && !this.#prepare(push)) return this.#goOnLater();
    this.#tell(push, uploadNext(this.#world, push, this.#image(push)));
    return undefined;
  }

  /** @returns false: its layers aren't all packed yet */
  #prepare(push: Push): boolean {
    const image = this.#image(push);
    const items = slice(this.#packing, push.id, () => packingItems(this.#world, image));
    if (items === undefined) return false;
    push.items = items;
    push.at = 0;
    this.#tell(push, [...preparing(image)]);
    return true;
  }

  /** Whether what is sent next can be: after a restart it has to be packed again. */
  #isPacked(push: Push, image: StoredImage): boolean {
    const item = push.items[push.at];
    const isSending = push.stage === 'starting' || push.stage === 'sending';
    if (!isSending || item === undefined || bytesOf(image, item) !== undefined) return true;
    const { layer } = item;
    if (layer === undefined) return true;
    const { layers } = this.#world.images;
    return slice(this.#repacking, push.id, () => packing(layers.layer(layer.key))) !== undefined;
  }

  /** Others get their turn. */
  #goOnLater(): Requeue {
    this.#world.simulation.work(TRANSACTION_INSTRUCTIONS_MAX);
    return { afterMs: 0 };
  }

  /** @returns false: it was the last */
  #tagDone(push: Push): boolean {
    const { host, reference, items } = push;
    const { domain, path } = reference;
    const { images } = this.#world;
    const manifest = manifestOf(items);
    const [done] = push.tags;
    if (done !== undefined) {
      this.#tell(push, [...pushed(done.tag, manifest)]);
      images.name(host, { domain, path, digest: manifest.digest }, done.image);
    }
    push.tags.shift();
    push.items = [];
    push.stage = 'preparing';
    if (push.tags.length > 0) return true;
    const name = familiarName(reference);
    logImageEvent(this.#world, images, host, 'push', { id: familiar(reference), name });
    return false;
  }

  #pace(push: Push): Requeue {
    const { sinceMs, untilMs, items, at } = push;
    const now = this.#world.simulation.now();
    const layer = items[at]?.layer;
    if (layer !== undefined) {
      const share = (now - sinceMs) / Math.max(1, untilMs - sinceMs);
      this.#tell(push, [
        progress('Pushing', shortId(layer.diffId), Math.floor(share * layer.bytes), layer.bytes),
      ]);
    }
    return { afterMs: Math.min(TICK_MS, untilMs - now) };
  }

  #tell({ id }: Push, lines: readonly ProgressLine[]): void {
    for (const line of lines) this.#world.publisher.emit(`push/${id}`, { is: 'progress', line });
  }

  #forget({ id, session }: Push): void {
    if (session !== undefined) this.#sessions.close(session);
    this.#pushes.delete(id);
    this.#packing.delete(id);
    this.#repacking.delete(id);
    this.#world.publisher.emit(`push/${id}`, { is: 'done' });
  }
}

/** An upload that has taken its time. */
function paced({ items, at }: Push): ProgressLine[] {
  const layer = items[at]?.layer;
  if (layer === undefined) return [];
  const id = shortId(layer.diffId);
  return [progress('Pushing', id, layer.bytes, layer.bytes), status('Pushed', id)];
}

/** Goes on with a work, or begins it. @returns undefined: there is more of it */
function slice<R>(works: Map<string, Work<R>>, id: string, begin: () => Work<R>): R | undefined {
  const work = works.get(id) ?? begin();
  const done = doSome(work);
  if (done === undefined) works.set(id, work);
  else works.delete(id);
  return done?.result;
}
