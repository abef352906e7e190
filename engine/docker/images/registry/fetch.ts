import type { Reference } from '../../../registry/reference.ts';
import type { RemoteImage, RemoteLayer } from '../pull/remote-image.ts';
import type { RegistryManifest } from './manifests.ts';
import type { RegistryClient, RegistryQuestion, Session } from './session.ts';

/** What came of asking a registry for an image. */
export type Fetched =
  | { readonly image: RemoteImage }
  | { readonly tags: readonly string[] }
  | { readonly refused: Refusal };

interface Refusal {
  readonly status: number;
  readonly message: string;
  /** Its manifest has come. */
  readonly begun: boolean;
  /** The registry had the image, but something was wrong with it. */
  readonly resolved: boolean;
}

/** What is to be fetched, from where, and for whom. */
export type FetchRequest = Pick<
  Fetch,
  'id' | 'host' | 'reference' | 'platform' | 'authorization' | 'client' | 'waker'
>;

export interface Fetch {
  readonly id: string;
  readonly host: string;
  readonly reference: Reference;
  /** Empty: none was asked for. */
  readonly platform: string;
  readonly authorization: string;
  readonly client: RegistryClient;
  /** What is reconciled when something comes. */
  readonly waker: string;
  session?: Session;
  stage: 'connecting' | 'greeting' | 'tags' | 'manifest' | 'config' | 'layers' | 'unpacking';
  digest: string;
  manifest?: RegistryManifest;
  config?: string;
  layers: RemoteLayer[];
}

export function isUnpacking({ stage }: Fetch): boolean {
  return stage === 'unpacking';
}

/** What is asked first: dockerd wants to know whether it is a registry, containerd whether it has the image. */
export const FIRST: Readonly<
  Record<RegistryClient, (reference: Reference) => Pick<RegistryQuestion, 'method' | 'target'>>
> = {
  dockerd: () => ({ method: 'GET', target: '/v2/' }),
  containerd: (reference) => ({ method: 'HEAD', target: manifestPath(reference) }),
};

/** `/v2/someone/thing/manifests/latest` */
export function manifestPath({ path, tag = 'latest', digest = tag }: Reference): string {
  return `/v2/${path}/manifests/${digest}`;
}
