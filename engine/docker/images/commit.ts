import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { layerBytes, layerOfChanges } from '../../filesystem/archive/layer-archive.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Layer } from '../../registry/layer.ts';
import { digestOf, type HistoryEntry } from '../../registry/manifest.ts';
import { serverError } from '../docker-error.ts';
import type { ImageConfig } from '../parts.ts';
import { ENGINE_VERSION } from '../version.ts';
import type { DockerWorld } from '../world.ts';
import type { ImageFacts, StoredImage, StoredLayer } from './image.ts';

/** A layer that nothing is known of yet but its files. */
export type UnnamedLayer = Omit<Layer, 'key'>;

/** What has changed in a file system since it was made of layers. @throws DockerError where it is too much */
export function changedFiles({ machines }: DockerWorld, filesystem: string): UnnamedLayer {
  const { instances } = machines.filesystems;
  const { entries, modifiedMs } = orRefused(() => layerOfChanges(instances, filesystem, ''));
  return { modifiedMs, entries };
}

/** The digest of a layer follows from its files. */
function layerDigest({ entries, modifiedMs }: UnnamedLayer): string {
  const hash = sha256.create();
  hash.update(utf8ToBytes(`${modifiedMs}\n`));
  for (const entry of entries) {
    if (entry.type === 'bytes') {
      const { bytes, ...facts } = entry;
      hash.update(utf8ToBytes(`${JSON.stringify(facts)}\n`)).update(bytes);
    } else hash.update(utf8ToBytes(`${JSON.stringify(entry)}\n`));
  }
  return `sha256:${bytesToHex(hash.digest())}`;
}

/** @throws DockerError in place of what a file system refuses */
function orRefused<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw serverError(`failed to register layer: ${error.message.toLowerCase()}`);
  }
}

/** Stores a layer under its digest. @throws DockerError where there is no room */
export function storeLayer({ images }: DockerWorld, layer: UnnamedLayer, diffId?: string): StoredLayer {
  const key = layerDigest(layer);
  const named = { ...layer, key };
  orRefused(() => images.layers.store(named));
  return { key, diffId: diffId ?? key, bytes: layerBytes(named) };
}

export interface ImageStep {
  readonly parent: StoredImage | undefined;
  readonly config: ImageConfig;
  /** Undefined, or without files: the step makes no layer. */
  readonly layer?: UnnamedLayer;
  readonly createdBy: string;
  readonly author?: string;
  readonly comment?: string;
  readonly cacheKey?: string;
}

/** Makes an image of another and what was changed. */
export function commitStep(world: DockerWorld, host: string, step: ImageStep): StoredImage {
  const { parent, config, layer, createdBy, comment, cacheKey } = step;
  const author = step.author ?? parent?.facts.author;
  const created = new Date(world.simulation.now()).toISOString();
  const isEmpty = layer === undefined || layer.entries.length === 0;
  const layers = [...(parent?.layers ?? []), ...(isEmpty ? [] : [storeLayer(world, layer)])];
  const entry: HistoryEntry = {
    created,
    ...(author === undefined ? {} : { author }),
    created_by: createdBy,
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...(isEmpty ? { empty_layer: true } : {}),
  };
  const facts: ImageFacts = {
    architecture: parent?.facts.architecture ?? 'amd64',
    ...(author === undefined ? {} : { author }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    config,
    created,
    docker_version: ENGINE_VERSION,
    history: [...(parent?.facts.history ?? []), entry],
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  };
  const text = JSON.stringify(facts);
  return world.images.add({
    id: digestOf(text),
    host,
    facts,
    text,
    layers,
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(cacheKey === undefined ? {} : { cacheKey }),
  });
}
