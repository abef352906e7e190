import type { HistoryEntry } from '../../registry/manifest.ts';
import type { ImageConfig } from '../parts.ts';

/** An image's configuration: application/vnd.docker.container.image.v1+json, or OCI's. */
export interface ImageFacts {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  /** RFC 3339. */
  readonly created?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly docker_version?: string;
  readonly config: ImageConfig;
  readonly history: readonly HistoryEntry[];
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
}

export interface StoredLayer {
  /** What the runtime knows it by. */
  readonly key: string;
  /** Digest of the unpacked layer. */
  readonly diffId: string;
  /** Unpacked. */
  readonly bytes: number;
}

/** An image of a Docker host, as it is stored. */
export interface StoredImage {
  readonly id: string;
  readonly host: string;
  readonly facts: ImageFacts;
  /** The JSON whose digest the id is. */
  readonly text: string;
  /** The lowest first. */
  readonly layers: readonly StoredLayer[];
  /** The image it was built on, by the classic builder or a commit. */
  readonly parent?: string;
  /** Of the classic builder: the configuration and the step that made it of its parent. */
  readonly cacheKey?: string;
  /** Tells the order in which images came. */
  readonly number: number;
  taggedMs?: number;
}

const SHORT_DIGITS = 12;

/** `4e301d8dee09` */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, SHORT_DIGITS);
}

export function sizeOf({ layers }: Pick<StoredImage, 'layers'>): number {
  return layers.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function createdMsOf({ facts }: StoredImage): number {
  return facts.created === undefined ? 0 : Date.parse(facts.created) || 0;
}
