import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { imageOfLayer } from './catalogue-layer.ts';
import { type Construction, construct, platformsOf } from './construction.ts';
import type { Image } from './image.ts';
import { HOST_PLATFORM, platformParts } from './platform.ts';

/** A health check as an image's configuration holds it: nanoseconds. */
interface ImageHealthcheck {
  readonly Test: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

type Flags = Readonly<Record<string, Readonly<Record<string, never>>>>;

/** The part of an image's configuration that containers take over. */
export interface ContainerConfiguration {
  readonly User?: string;
  readonly ExposedPorts?: Flags;
  readonly Env: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Healthcheck?: ImageHealthcheck;
  readonly Volumes?: Flags;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
}

export interface HistoryEntry {
  /** RFC 3339. */
  readonly created: string;
  readonly created_by?: string;
  readonly comment?: string;
  readonly author?: string;
  readonly empty_layer?: boolean;
}

/** application/vnd.oci.image.config.v1+json */
interface ImageConfiguration {
  readonly architecture: string;
  readonly config: ContainerConfiguration;
  readonly created: string;
  readonly author?: string;
  readonly history: readonly HistoryEntry[];
  readonly os: string;
  readonly variant?: string;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly string[] };
}

export interface ImageLayer {
  /** What `catalogueLayer` knows it by. */
  readonly key: string;
  /** Digest of the unpacked layer. */
  readonly diffId: string;
  /** Digest of the blob that a registry holds. */
  readonly digest: string;
  readonly compressedBytes: number;
  readonly bytes: number;
}

export interface ImageManifest {
  /** Image id: the digest of the configuration. */
  readonly id: string;
  readonly config: ImageConfiguration;
  /** The JSON whose digest the id is. */
  readonly configText: string;
  /** What RepoDigests shows: the digest of the index over all platforms. */
  readonly digest: string;
  /** What it is for. */
  readonly platform: string;
  /** The manifest of that platform and its digest. */
  readonly manifestText: string;
  readonly manifestDigest: string;
  readonly layers: readonly ImageLayer[];
  /** Unpacked. */
  readonly bytes: number;
  readonly createdMs: number;
}

/** Manifests that are kept: enough for what a class works with. */
const cachedMax = 200;
const cache = new Map<string, ImageManifest>();

/**
 * What a registry holds of an image of the catalogue.
 * @param platform one that the image is there for
 */
export function imageManifest(image: Image, platform = HOST_PLATFORM): ImageManifest {
  const key = `${image.digest} ${platform}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const manifest = assemble(image, construct(image, platform), platform);
  if (cache.size >= cachedMax) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(key, manifest);
  return manifest;
}

/** What a layer of the catalogue is said to take, unpacked; undefined: it isn't one. */
export function catalogueLayerBytes(key: string): number | undefined {
  const { image, platform = HOST_PLATFORM } = imageOfLayer(key) ?? {};
  if (image === undefined || !platformsOf(image).includes(platform)) return undefined;
  return imageManifest(image, platform).layers.find((layer) => layer.key === key)?.bytes;
}

export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

function assemble(image: Image, construction: Construction, platform: string): ImageManifest {
  const { architecture, os, variant } = platformParts(platform);
  const layers = construction.layers.map(({ key, bytes, compressedBytes }) => ({
    key,
    diffId: digestOf(key),
    digest: digestOf(`${key} gzip`),
    bytes,
    compressedBytes,
  }));
  const config: ImageConfiguration = {
    architecture,
    config: construction.config,
    created: new Date(construction.createdMs).toISOString(),
    history: construction.history,
    os,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    ...(variant === undefined ? {} : { variant }),
  };
  const configText = JSON.stringify(config);
  const id = digestOf(configText);
  const manifestText = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: id,
      size: utf8ToBytes(configText).length,
    },
    layers: layers.map(({ digest, compressedBytes }) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest,
      size: compressedBytes,
    })),
  });
  return {
    id,
    config,
    configText,
    digest: image.digest,
    platform,
    manifestText,
    manifestDigest: digestOf(manifestText),
    layers,
    bytes: layers.reduce((sum, { bytes }) => sum + bytes, 0),
    createdMs: construction.createdMs,
  };
}
