import type { Reference } from '../../../registry/reference.ts';
import type { ImageFacts, StoredLayer } from '../image.ts';

export interface RemoteLayer extends StoredLayer {
  /** Of the blob that the registry has. */
  readonly digest: string;
  readonly compressedBytes: number;
}

/** An image as a registry offers it. */
export interface RemoteImage {
  readonly reference: Reference;
  /** Of its manifest, or of the list of manifests that it is in. */
  readonly digest: string;
  readonly id: string;
  readonly text: string;
  readonly facts: ImageFacts;
  readonly layers: readonly RemoteLayer[];
}
