import { findRepository, isKnownOwner } from '../../../registry/catalogue/index.ts';
import { imageByDigest, imageByTag, tagsOf } from '../../../registry/catalogue/repository.ts';
import { isOfficial, platformsOf } from '../../../registry/construction.ts';
import type { Image } from '../../../registry/image.ts';
import { imageManifest } from '../../../registry/manifest.ts';
import { bestPlatform, HOST_PLATFORM } from '../../../registry/platform.ts';
import { type Reference, repositoryName } from '../../../registry/reference.ts';
import { DockerError, notFound, serverError } from '../../docker-error.ts';
import { familiar, familiarName } from '../names.ts';
import type { RemoteImage } from './remote-image.ts';

/** An image of the catalogue. @throws DockerError as dockerd says it */
export function catalogueImage(reference: Reference): Image {
  const name = repositoryName(reference);
  const repository = findRepository(name);
  if (repository === undefined) throw refuseRepository(reference);
  const { tag = 'latest', digest } = reference;
  const image =
    digest === undefined ? imageByTag(repository, name, tag) : imageByDigest(repository, name, digest);
  if (image === undefined) throw unknownManifest(reference);
  return image;
}

/**
 * An image of the registries in the outside world.
 * @param platform empty: what the host is
 * @throws DockerError as dockerd says it
 */
export function publicImage(reference: Reference, platform = ''): RemoteImage {
  const image = catalogueImage(reference);
  const there = platformsOf(image);
  const match = bestPlatform(there, platform || HOST_PLATFORM) ?? soleManifest(image, there);
  if (match === undefined) throw new NoMatchingManifest(platform);
  const manifest = imageManifest(image, match);
  return {
    reference,
    digest: manifest.digest,
    id: manifest.id,
    text: manifest.configText,
    facts: manifest.config,
    layers: manifest.layers,
  };
}

/** Every tag of a repository. @throws DockerError */
export function publicTags(reference: Reference): string[] {
  const repository = findRepository(repositoryName(reference));
  if (repository === undefined) throw refuseRepository(reference);
  return tagsOf(repository);
}

function denied(reference: Reference): DockerError {
  return notFound(
    `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  );
}

function headRefused(reason: string) {
  return (reference: Reference): DockerError => {
    const { domain, path, tag, digest } = reference;
    return serverError(`Head "https://${domain}/v2/${path}/manifests/${digest ?? tag}": ${reason}`);
  };
}

export function unknownManifest(reference: Reference): DockerError {
  return notFound(`manifest for ${familiar(reference)} not found: manifest unknown: manifest unknown`);
}

/** A tag that is there for one platform only, and no list of manifests: whoever asks gets that one. */
function soleManifest(image: Image, [only, ...more]: readonly string[]): string | undefined {
  return more.length === 0 && !isOfficial(image) ? only : undefined;
}

/** A registry has the image, but not for the platform that is wanted. */
export class NoMatchingManifest extends DockerError {
  /** @param platform empty: the host's */
  constructor(platform: string) {
    super(404, `no matching manifest for ${platform || HOST_PLATFORM} in the manifest list entries`);
  }
}

/** Google's registry tells projects apart: a public one says what it doesn't hold. */
const google = (reference: Reference): DockerError =>
  isKnownOwner(`${reference.domain}/${reference.path.split('/')[0]}`)
    ? unknownManifest(reference)
    : headRefused('denied: Unauthenticated request. Unauthenticated requests do not have permission')(
        reference,
      );

/** What registries that exist answer for a repository that doesn't. */
const REFUSALS: ReadonlyMap<string, (reference: Reference) => DockerError> = new Map([
  ['docker.io', denied],
  ['ghcr.io', headRefused('denied')],
  ['quay.io', () => serverError('unauthorized: access to the requested resource is not authorized')],
  ['registry.gitlab.com', headRefused('denied: access forbidden')],
  ['gcr.io', google],
  ['us.gcr.io', google],
  ['eu.gcr.io', google],
  ['asia.gcr.io', google],
  ['us-docker.pkg.dev', google],
  ['europe-docker.pkg.dev', google],
  ['registry.k8s.io', unknownManifest],
  ['k8s.gcr.io', unknownManifest],
  ['mcr.microsoft.com', unknownManifest],
  ['public.ecr.aws', unknownManifest],
  ['docker.elastic.co', unknownManifest],
  ['registry.access.redhat.com', unknownManifest],
]);

/** True for registries of the outside world that are there. */
export function isPublicRegistry(domain: string): boolean {
  return REFUSALS.has(domain);
}

function refuseRepository(reference: Reference): DockerError {
  const refusal = REFUSALS.get(reference.domain);
  return refusal === undefined ? unreachable(reference.domain) : refusal(reference);
}

const RESOLVER = '127.0.0.53:53';

/** There is no such registry. */
export function unreachable(domain: string): DockerError {
  const [, host = domain] = /^(.*):(\d+)$/.exec(domain) ?? [];
  return serverError(`Get "https://${domain}/v2/": dial tcp: lookup ${host} on ${RESOLVER}: no such host`);
}
