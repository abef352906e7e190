import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { layerBytes, layerOfChanges } from '../../filesystem/archive/layer-archive.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Layer, LayerEntry } from '../../registry/layer.ts';
import { digestOf, type HistoryEntry } from '../../registry/manifest.ts';
import { HOST_PLATFORM, platformParts } from '../../registry/platform.ts';
import { doAll, unitsOf, type Work } from '../../simulation/work.ts';
import { serverError } from '../docker-error.ts';
import type { ImageConfig } from '../parts.ts';
import { ENGINE_VERSION } from '../version.ts';
import type { DockerWorld } from '../world.ts';
import type { ImageFacts, StoredImage, StoredLayer } from './image.ts';

/** A layer that nothing is known of yet but its files, and perhaps its digest. */
export type UnnamedLayer = Omit<Layer, 'key'> & { readonly digest?: string };

/** What has changed in a file system since it was made of layers. @throws DockerError where it is too much */
export function changedFiles(world: DockerWorld, filesystem: string): UnnamedLayer {
  return doAll(changingFiles(world, filesystem));
}

/** The same in pieces, with the digest. */
export function* changingFiles({ machines }: DockerWorld, filesystem: string): Work<UnnamedLayer> {
  try {
    return yield* withDigest(yield* layerOfChanges(machines.filesystems.instances, filesystem, ''));
  } catch (error) {
    throw refusedLayer(error);
  }
}

/** @returns the layer with its digest, which follows from its files */
export function* withDigest({ modifiedMs, entries }: UnnamedLayer): Work<UnnamedLayer> {
  return { modifiedMs, entries, digest: yield* layerDigest({ modifiedMs, entries }) };
}

function* layerDigest({ entries, modifiedMs }: UnnamedLayer): Work<string> {
  const hash = sha256.create();
  hash.update(utf8ToBytes(`${modifiedMs}\n`));
  for (const entry of entries) {
    const { facts, bytes } = hashed(entry);
    hash.update(utf8ToBytes(`${JSON.stringify(facts)}\n`));
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const piece = bytes.subarray(from, from + PIECE_BYTES);
      hash.update(piece);
      yield unitsOf(piece.length);
    }
    yield 1;
  }
  return `sha256:${bytesToHex(hash.digest())}`;
}

/** What is hashed in one piece. */
const PIECE_BYTES = 262_144;
const NOTHING = new Uint8Array();

function hashed(entry: LayerEntry): { readonly facts: object; readonly bytes: Uint8Array } {
  if (entry.type === 'bytes') {
    const { bytes, ...facts } = entry;
    return { facts, bytes };
  }
  if (entry.type === 'file') {
    const { text, ...facts } = entry;
    return { facts, bytes: utf8ToBytes(text) };
  }
  return { facts: entry, bytes: NOTHING };
}

/** What the daemon says where a file system refuses; other errors as they are. */
function refusedLayer(error: unknown): unknown {
  if (!(error instanceof SystemError)) return error;
  return serverError(`failed to register layer: ${error.message.toLowerCase()}`);
}

/** Stores a layer under its digest. @throws DockerError where there is no room */
export function storeLayer({ images }: DockerWorld, layer: UnnamedLayer, diffId?: string): StoredLayer {
  const { modifiedMs, entries, digest: key = doAll(layerDigest(layer)) } = layer;
  const named = { key, modifiedMs, entries };
  try {
    images.layers.store(named);
  } catch (error) {
    throw refusedLayer(error);
  }
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
  /** Of an image without a parent; default: the host's. */
  readonly platform?: string;
}

/** Makes an image of another and what was changed. */
export function commitStep(world: DockerWorld, host: string, step: ImageStep): StoredImage {
  const { parent, config, layer, createdBy, comment, cacheKey } = step;
  const author = step.author ?? parent?.facts.author;
  const created = new Date(world.simulation.now()).toISOString();
  const { os, architecture, variant } = parent?.facts ?? platformParts(step.platform ?? HOST_PLATFORM);
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
    architecture,
    ...(author === undefined ? {} : { author }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    config,
    created,
    docker_version: ENGINE_VERSION,
    history: [...(parent?.facts.history ?? []), entry],
    os,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    ...(variant === undefined ? {} : { variant }),
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
