import { findRepository } from './catalogue/index.ts';
import { imageByDigest, imageByTag } from './catalogue/repository.ts';
import type { Image } from './image.ts';
import { canonicalName, parseReference, repositoryName } from './reference.ts';
import { type RegistryAnswer, refuseManifest, refuseRepository } from './registries.ts';

/** Why an image can't be had, as the kubelet reports it. */
export interface PullFailure {
  readonly reason: 'InvalidImageName' | 'ErrImagePull';
  /**
   * The container's waiting message. For ErrImagePull it is also what follows `Failed to pull image "x": `
   * in the event; for InvalidImageName it is the whole message of the InspectFailed event.
   */
  readonly message: string;
}

export type Resolution = { readonly found: Image } | { readonly missing: PullFailure };

/** Looks an image reference up in the catalogue, as a pull from its registry would. */
export function resolveImage(text: string): Resolution {
  const parsed = parseReference(text);
  if ('error' in parsed) {
    const quoted = JSON.stringify(text);
    const message = `Failed to apply default image tag ${quoted}: couldn't parse image name ${quoted}: ${parsed.error}`;
    return { missing: { reason: 'InvalidImageName', message } };
  }
  const { reference } = parsed;
  const canonical = canonicalName(reference);
  const name = repositoryName(reference);
  const repository = findRepository(name);
  if (repository === undefined) return missing(canonical, refuseRepository(reference, canonical));
  const image =
    reference.digest === undefined
      ? imageByTag(repository, name, reference.tag ?? 'latest')
      : imageByDigest(repository, name, reference.digest);
  return image === undefined ? missing(canonical, refuseManifest(reference, canonical)) : { found: image };
}

/** The reference a node lists a pulled image under: `docker.io/library/nginx:1.27`. */
export function imageName(image: Image): string {
  return `${image.repository}:${image.tag}`;
}

/** What a container's status gives as imageID: `docker.io/library/nginx@sha256:…`. */
export function imageId(image: Image): string {
  return `${image.repository}@${image.digest}`;
}

function missing(canonical: string, answer: RegistryAnswer): Resolution {
  const prefix = answer.code === 'Unknown' ? '' : `rpc error: code = ${answer.code} desc = `;
  const message = `${prefix}failed to pull and unpack image "${canonical}": failed to resolve reference "${canonical}": ${answer.text}`;
  return { missing: { reason: 'ErrImagePull', message } };
}
