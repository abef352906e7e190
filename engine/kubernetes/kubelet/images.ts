import type { Image } from '../../registry/image.ts';
import { imageId, imageName, type PullFailure, resolveImage } from '../../registry/resolve.ts';
import type { Cluster } from '../cluster.ts';
import { ofCatalogue, type PodImage } from './pod-image.ts';
import type { KubeletNode, NodeImage, Run, RunImage } from './state.ts';
import { PULL_BYTES_PER_SECOND, REGISTRY_MS } from './timing.ts';

/** Resolutions by reference: the same few images are asked for over and over. */
const resolved = new Map<string, ReturnType<typeof resolveImage>>();
const RESOLVED_MAX = 500;
/** Longer references aren't worth keeping. */
const RESOLVED_TEXT_MAX = 512;

export function catalogueImage(text: string): { readonly found: Image } | { readonly missing: PullFailure } {
  const known = resolved.get(text);
  if (known !== undefined) return known;
  if (resolved.size >= RESOLVED_MAX) resolved.clear();
  const resolution = resolveImage(text);
  if (text.length <= RESOLVED_TEXT_MAX) resolved.set(text, resolution);
  return resolution;
}

/** An image that containers of a node may be made from: one that the machine keeps, or one of the catalogue. */
export function findImage(
  cluster: Cluster,
  node: string,
  text: string,
): { readonly found: PodImage; readonly kept: boolean } | { readonly missing: PullFailure } {
  const kept = cluster.nodeImages.kept(node, text);
  if (kept !== undefined) return { found: kept, kept: true };
  const resolution = catalogueImage(text);
  return 'missing' in resolution ? resolution : { found: ofCatalogue(resolution.found), kept: false };
}

/** What the status says of the image that a container runs, and what stops it. */
export function imageOfRun({ image, own }: Run): RunImage | undefined {
  if (own !== undefined) return own;
  const resolution = catalogueImage(image);
  return 'missing' in resolution ? undefined : ofCatalogue(resolution.found);
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
 * Queues a pull on a node, which pulls one image at a time (serializeImagePulls).
 * @param transferBytes of the layers that aren't there or on their way
 */
export function queueTransfer(
  node: KubeletNode,
  now: number,
  transferBytes: number,
): { slot: PullSlot; changes: Partial<KubeletNode> } {
  const fromMs = Math.max(now, node.pullsUntilMs);
  const untilMs = fromMs + REGISTRY_MS + Math.ceil((transferBytes * 1000) / PULL_BYTES_PER_SECOND);
  return { slot: { fromMs, untilMs }, changes: { pullsUntilMs: untilMs } };
}

/**
 * Queues the pull of an image of the catalogue.
 * @param image undefined: the registry doesn't have it, so the pull ends with its answer
 */
export function queuePull(
  node: KubeletNode,
  now: number,
  image: Image | undefined,
  name: string,
): { slot: PullSlot; changes: Partial<KubeletNode> } {
  if (image === undefined) return queueTransfer(node, now, 0);
  const id = imageId(image);
  const known = node.images.some((other) => other.id.endsWith(image.digest));
  const { slot, changes } = queueTransfer(node, now, known ? 0 : image.sizeBytes);
  const pulled: NodeImage = { name, id, sizeBytes: image.sizeBytes, presentAtMs: slot.untilMs };
  const others = node.images.filter((other) => other.name !== name);
  const before = node.images.find((other) => other.name === name);
  const images = before !== undefined && before.id === id ? node.images : [...others, pulled];
  return { slot, changes: { ...changes, images } };
}
