import { header } from '../../../programs/http/message.ts';
import { DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type StoredImage, shortId } from '../image.ts';
import { type ProgressLine, status } from '../progress.ts';
import { asksWho, NO_CREDENTIALS, refusedBy } from './errors.ts';
import { MANIFEST_TYPE } from './manifests.ts';
import { bytesOf, manifestOf, mountedFrom, type Push } from './push.ts';
import type { RegistryAnswer, RegistryQuestion, Session, Sessions } from './session.ts';

/** A request carries so much of a blob. */
const CHUNK_BYTES = 131_072;
/** How fast layers are packed and sent on the sandbox's network. */
const PUSHED_BYTES_PER_SECOND = 60_000_000;

/** Pushing an image over a connection: what is asked, and what follows from the answers. */
export class Conversation {
  readonly #world: DockerWorld;
  readonly #sessions: Sessions;
  readonly #push: Push;
  readonly #session: Session;
  readonly #image: StoredImage;

  constructor(world: DockerWorld, sessions: Sessions, push: Push, session: Session, image: StoredImage) {
    this.#world = world;
    this.#sessions = sessions;
    this.#push = push;
    this.#session = session;
    this.#image = image;
  }

  greet(): void {
    this.#ask('greeting', { method: 'GET', target: '/v2/' });
  }

  /** Begins with the item that is next, or ends with the manifest. */
  next(): void {
    const { items, at, tags } = this.#push;
    const item = items[at];
    if (item !== undefined) {
      this.#ask('checking', { method: 'HEAD', target: `${this.#base}/blobs/${item.digest}` });
      return;
    }
    this.#ask('manifest', {
      method: 'PUT',
      target: `${this.#base}/manifests/${tags[0]?.tag ?? 'latest'}`,
      headers: [['Content-Type', MANIFEST_TYPE]],
      body: new TextEncoder().encode(manifestOf(items).text),
    });
  }

  /** @returns what there is to say @throws DockerError */
  take(answer: RegistryAnswer): ProgressLine[] {
    const push = this.#push;
    const isGreeted = push.stage === 'greeting' && asksWho(answer);
    if (!isGreeted && EXPECTED[push.stage]?.includes(answer.status) !== true) {
      if (push.authorization === '' && asksWho(answer)) throw new DockerError(500, NO_CREDENTIALS);
      throw refusedBy(this.#session, answer, push.reference);
    }
    switch (push.stage) {
      case 'greeting':
        push.stage = 'preparing';
        return [];
      case 'checking':
        if (answer.status === 200) return this.#exists();
        this.#ask('starting', { method: 'POST', target: `${this.#base}/blobs/uploads/${this.#mount()}` });
        return [];
      case 'starting':
        if (answer.status === 201) return this.#mounted();
        push.offset = 0;
        this.#send(answer);
        return [];
      case 'sending':
        this.#send(answer);
        return [];
      case 'closing':
        this.#pace();
        return [];
      case 'manifest':
        push.stage = 'done';
        return [];
      default:
        return [];
    }
  }

  get #base(): string {
    return `/v2/${this.#push.reference.path}`;
  }

  #ask(stage: Push['stage'], question: RegistryQuestion): void {
    const { authorization } = this.#push;
    const credentials = authorization === '' ? [] : [['Authorization', `Basic ${authorization}`] as const];
    this.#sessions.ask(this.#session, {
      ...question,
      headers: [...(question.headers ?? []), ...credentials],
    });
    this.#push.stage = stage;
  }

  /** Asks for a layer that another repository has, in place of an upload. */
  #mount(): string {
    const { items, at } = this.#push;
    const { layer, digest = '' } = items[at] ?? {};
    const from = layer === undefined ? undefined : mountedFrom(this.#world, this.#push, layer);
    return from === undefined ? '' : `?${new URLSearchParams({ from, mount: digest })}`;
  }

  #mounted(): ProgressLine[] {
    const push = this.#push;
    const { layer } = push.items[push.at] ?? {};
    push.at++;
    push.stage = 'preparing';
    if (layer === undefined) return [];
    return [status(`Mounted from ${mountedFrom(this.#world, push, layer) ?? ''}`, shortId(layer.diffId))];
  }

  #exists(): ProgressLine[] {
    const push = this.#push;
    const layer = push.items[push.at]?.layer;
    push.at++;
    push.stage = 'preparing';
    return layer === undefined ? [] : [status('Layer already exists', shortId(layer.diffId))];
  }

  /** The next piece of the blob; after the last, its digest. */
  #send(answer: RegistryAnswer): void {
    const push = this.#push;
    const item = push.items[push.at];
    if (item === undefined) return;
    push.location = this.#locationOf(answer);
    if (push.offset >= item.size) {
      const join = push.location.includes('?') ? '&' : '?';
      const target = `${push.location}${join}digest=${encodeURIComponent(item.digest)}`;
      this.#ask('closing', { method: 'PUT', target, body: new Uint8Array() });
      return;
    }
    const end = Math.min(item.size, push.offset + CHUNK_BYTES);
    const body = bytesOf(this.#image, item)?.subarray(push.offset, end);
    if (body === undefined) throw new Error(`${item.digest} isn't packed`);
    this.#ask('sending', {
      method: 'PATCH',
      target: push.location,
      headers: [
        ['Content-Type', 'application/octet-stream'],
        ['Content-Range', `${push.offset}-${end - 1}`],
      ],
      body,
    });
    push.offset = end;
  }

  /** Where the registry wants the rest: a path, or an address of its own. */
  #locationOf(answer: RegistryAnswer): string {
    const location = header(answer, 'Location') ?? '';
    const path = location.replace(/^https?:\/\/[^/]*/, '');
    if (path.startsWith('/')) return path;
    throw new DockerError(500, `invalid upload location ${JSON.stringify(location)}`);
  }

  #pace(): void {
    const push = this.#push;
    const bytes = push.items[push.at]?.layer?.bytes ?? 0;
    push.sinceMs = this.#world.simulation.now();
    push.untilMs = push.sinceMs + Math.ceil((bytes * 1000) / PUSHED_BYTES_PER_SECOND);
    push.stage = 'pacing';
  }
}

const EXPECTED: Readonly<Partial<Record<Push['stage'], readonly number[]>>> = {
  greeting: [200],
  checking: [200, 404],
  starting: [201, 202],
  sending: [202],
  closing: [201],
  manifest: [201],
};
