import { DockerError } from '../../docker/docker-error.ts';
import { freeLayers } from '../../docker/images/layers.ts';
import { withTag } from '../../docker/images/names.ts';
import { publicImage } from '../../docker/images/pull/public-registries.ts';
import { isOnNetwork, remoteImage } from '../../docker/images/pull/remote.ts';
import type { RemoteImage } from '../../docker/images/pull/remote-image.ts';
import { missingLayers, storePulled } from '../../docker/images/pull/stored.ts';
import type { DockerWorld } from '../../docker/world.ts';
import { canonicalName, parseReference, type Reference } from '../../registry/reference.ts';
import { listed, ofStore, type PodImage } from './pod-image.ts';
import type { NodeImage } from './state.ts';

/**
 * The images that machines keep beside those of the catalogue: what was built there, loaded or fetched. A node's
 * kubelet shares them with the Docker daemon of its machine, where somebody uses it.
 */
export class NodeImages {
  readonly #world: DockerWorld;

  constructor(world: DockerWorld) {
    this.#world = world;
  }

  /** An image that a machine keeps. */
  kept(node: string, text: string): PodImage | undefined {
    const reference = referenceOf(text);
    if (reference === undefined) return undefined;
    const { images } = this.#world;
    const image = images.named(node, reference);
    return image === undefined ? undefined : ofStore(image, reference, images.references(node, image.id));
  }

  /** Those that have a name, as a node's status lists them. */
  list(node: string): NodeImage[] {
    const { images } = this.#world;
    return images.all(node).flatMap((image) => {
      const { names = [], sizeBytes = 0 } = listed(image, images.references(node, image.id)) ?? {};
      const [id = image.id] = names;
      return names.map((name) => ({ name, id, sizeBytes, presentAtMs: 0 }));
    });
  }

  /** Where an image comes from that the catalogue knows nothing of; undefined: it would know. */
  source(text: string): 'network' | 'pushed' | undefined {
    const reference = referenceOf(text);
    if (reference === undefined) return undefined;
    if (isOnNetwork(reference)) return 'network';
    return this.#world.machines.pushedImages.hasRepository(reference) ? 'pushed' : undefined;
  }

  /** What the sandbox has pushed to a public registry; undefined: not under that tag. */
  pushed(text: string): RemoteImage | undefined {
    const reference = referenceOf(text);
    if (reference === undefined) return undefined;
    try {
      return remoteImage(this.#world, reference);
    } catch (error) {
      if (error instanceof DockerError) return undefined;
      throw error;
    }
  }

  /** What has to be transferred of an image, in bytes. */
  missingBytes(node: string, image: RemoteImage): number {
    const missing = missingLayers(this.#world, node, image.layers);
    return missing.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
  }

  /** @returns why it can't be kept */
  keep(node: string, image: RemoteImage): string | undefined {
    try {
      storePulled(this.#world, node, image);
      return undefined;
    } catch (error) {
      if (error instanceof DockerError) return error.message;
      throw error;
    }
  }

  /** A name of the catalogue that something else of the machine's had leads to what was pulled. */
  rename(node: string, text: string): void {
    const reference = referenceOf(text);
    if (reference === undefined || this.#world.images.named(node, reference) === undefined) return;
    this.keep(node, publicImage(reference));
  }

  /** A container is gone: its image may be, too. */
  free(layers: readonly string[]): void {
    freeLayers(this.#world, { layers: layers.map((key) => ({ key })) });
  }
}

/** What a registry takes to transfer it, in bytes. */
export function compressedBytes({ layers }: RemoteImage): number {
  return layers.reduce((sum, layer) => sum + layer.compressedBytes, 0);
}

/** Why a tag that nobody has pushed can't be pulled. */
export function unknownTag(text: string): string {
  const reference = referenceOf(text);
  const name = reference === undefined ? text : canonicalName(reference);
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`;
}

/** Undefined: it is none. */
export function referenceOf(text: string): Reference | undefined {
  const parsed = parseReference(text);
  return 'error' in parsed ? undefined : withTag(parsed.reference);
}
