import { digestOf } from '../../../registry/manifest.ts';
import type { Reference } from '../../../registry/reference.ts';
import type { Work } from '../../../simulation/work.ts';
import type { DockerWorld } from '../../world.ts';
import type { StoredImage, StoredLayer } from '../image.ts';
import { shortId } from '../image.ts';
import { type ProgressLine, status } from '../progress.ts';
import { packedBlob, packing } from './blob.ts';
import { CONFIG_TYPE, LAYER_TYPE, MANIFEST_TYPE } from './manifests.ts';
import type { Session } from './session.ts';

/** Something that a registry is to have: a layer, or the image's configuration. */
export interface PushItem {
  /** Undefined: the configuration. */
  readonly layer?: StoredLayer;
  readonly digest: string;
  /** As it goes over the wire. */
  readonly size: number;
}

/** A push that is under way, as it is stored. */
export interface Push {
  readonly id: string;
  readonly host: string;
  /** The repository, with the tag that was asked for; without one, all tags are. */
  readonly reference: Reference;
  readonly user: string;
  readonly authorization: string;
  session?: Session;
  stage:
    | 'connecting'
    | 'greeting'
    | 'preparing'
    | 'checking'
    | 'starting'
    | 'sending'
    | 'closing'
    | 'pacing'
    | 'manifest'
    | 'done';
  /** What is pushed now, and after it. */
  tags: { readonly tag: string; readonly image: string }[];
  items: PushItem[];
  /** Of the item that is pushed now. */
  at: number;
  /** What of it has been sent, and where to. */
  offset: number;
  location: string;
  /** While an upload takes its time: since when, and until when. */
  sinceMs: number;
  untilMs: number;
}

/** Layers that are pushed at the same time: dockerd's max-concurrent-uploads. */
const CONCURRENT_LAYERS = 5;

/** The layers, the topmost first, and then the configuration. @throws DockerError where one is too large */
export function* packingItems({ images }: DockerWorld, image: StoredImage): Work<PushItem[]> {
  const items: PushItem[] = [{ digest: image.id, size: new TextEncoder().encode(image.text).length }];
  for (const layer of image.layers) {
    const { digest, bytes } = yield* packing(images.layers.layer(layer.key));
    items.unshift({ layer, digest, size: bytes.length });
    yield 1;
  }
  return items;
}

/** Another repository of the registry that has a layer, as far as the host knows: it has pulled or pushed it there. */
export function mountedFrom(
  { images }: DockerWorld,
  { host, reference }: Push,
  { diffId }: StoredLayer,
): string | undefined {
  for (const { id, layers } of images.all(host)) {
    if (!layers.some((layer) => layer.diffId === diffId)) continue;
    const found = images
      .references(host, id)
      .find(
        ({ domain, path, digest }) =>
          digest !== undefined && domain === reference.domain && path !== reference.path,
      );
    if (found !== undefined) return found.path;
  }
  return undefined;
}

/** What is sent of an item; undefined: it has to be packed first. */
export function bytesOf(image: StoredImage, { layer }: PushItem): Uint8Array | undefined {
  return layer === undefined ? new TextEncoder().encode(image.text) : packedBlob(layer.key)?.bytes;
}

export function* preparing({ layers }: StoredImage): Generator<ProgressLine> {
  const ids = layers.map(({ diffId }) => shortId(diffId)).reverse();
  for (const id of ids) yield status('Preparing', id);
  for (const id of ids.slice(CONCURRENT_LAYERS)) yield status('Waiting', id);
}

export interface BuiltManifest {
  readonly text: string;
  readonly digest: string;
}

export function manifestOf(items: readonly PushItem[]): BuiltManifest {
  const [config, ...layers] = [...items].reverse();
  const text = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: { mediaType: CONFIG_TYPE, size: config?.size ?? 0, digest: config?.digest ?? '' },
      layers: layers.map(({ size, digest }) => ({ mediaType: LAYER_TYPE, size, digest })),
    },
    null,
    3,
  );
  return { text, digest: digestOf(text) };
}

/** How a push of a tag ends. */
export function* pushed(tag: string, { text, digest }: BuiltManifest): Generator<ProgressLine> {
  const size = text.length;
  yield { status: `${tag}: digest: ${digest} size: ${size}` };
  yield { progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: size } };
}
