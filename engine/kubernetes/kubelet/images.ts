import type { Image } from '../../registry/image.ts';
import { imageId, imageName, type PullFailure, resolveImage } from '../../registry/resolve.ts';
import type { KubeletNode, NodeImage } from './state.ts';
import { PULL_BYTES_PER_SECOND, REGISTRY_MS } from './timing.ts';

/** Resolutions by reference: the same few images are asked for over and over. */
const resolved = new Map<string, ReturnType<typeof resolveImage>>();
const RESOLVED_MAX = 500;
/** Longer references aren't worth keeping. */
const RESOLVED_TEXT_MAX = 512;

export function findImage(text: string): { readonly found: Image } | { readonly missing: PullFailure } {
  const known = resolved.get(text);
  if (known !== undefined) return known;
  if (resolved.size >= RESOLVED_MAX) resolved.clear();
  const resolution = resolveImage(text);
  if (text.length <= RESOLVED_TEXT_MAX) resolved.set(text, resolution);
  return resolution;
}

/** What a node lists the image under: by digest where it was asked for by digest. */
export function nodeImageName(text: string, image: Image): string {
  return text.includes('@') ? imageId(image) : imageName(image);
}

export function isPresent(node: KubeletNode, name: string, now: number): boolean {
  return node.images.some((image) => image.name === name && image.presentAtMs <= now);
}

/** A pull's place in the node's queue. */
interface PullSlot {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Queues a pull on a node, which pulls one image at a time (serializeImagePulls). Layers that are there or
 * on their way don't have to be transferred again.
 * @param image undefined: the registry doesn't have it, so the pull ends with its answer
 */
export function queuePull(
  node: KubeletNode,
  now: number,
  image: Image | undefined,
  name: string,
): { slot: PullSlot; changes: Partial<KubeletNode> } {
  const fromMs = Math.max(now, node.pullsUntilMs);
  if (image === undefined) {
    const untilMs = fromMs + REGISTRY_MS;
    return { slot: { fromMs, untilMs }, changes: { pullsUntilMs: untilMs } };
  }
  const id = imageId(image);
  const digest = image.digest;
  const known = node.images.some((other) => other.id.endsWith(digest));
  const transferMs = known ? 0 : Math.ceil((image.sizeBytes * 1000) / PULL_BYTES_PER_SECOND);
  const untilMs = fromMs + REGISTRY_MS + transferMs;
  const pulled: NodeImage = { name, id, sizeBytes: image.sizeBytes, presentAtMs: untilMs };
  const others = node.images.filter((other) => other.name !== name);
  const before = node.images.find((other) => other.name === name);
  const images = before !== undefined && before.id === id ? node.images : [...others, pulled];
  return { slot: { fromMs, untilMs }, changes: { pullsUntilMs: untilMs, images } };
}
