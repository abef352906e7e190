import { parseReference, type Reference } from '../../registry/reference.ts';
import { invalidParameter } from '../docker-error.ts';

/** A reference that was written by a person. @throws DockerError */
export function referenceOf(text: string): Reference {
  const parsed = parseReference(text);
  if ('error' in parsed) throw invalidParameter(parsed.error);
  const { domain } = parsed.reference;
  // A host without a dot or a port isn't one to dockerd, whatever its letters.
  if (domain !== domain.toLowerCase() && !/[.:]/.test(domain)) {
    throw invalidParameter('invalid reference format: repository name must be lowercase');
  }
  return parsed.reference;
}

/** Where neither a tag nor a digest is given, `latest` is meant. */
export function withTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined
    ? { ...reference, tag: 'latest' }
    : reference;
}

/** `busybox`, `someone/thing`, `localhost:5000/thing`: as short as docker shows it. */
export function familiarName({ domain, path }: Reference): string {
  if (domain !== 'docker.io') return `${domain}/${path}`;
  return path.startsWith('library/') && !path.slice('library/'.length).includes('/')
    ? path.slice('library/'.length)
    : path;
}

/** `busybox:latest`, `busybox@sha256:…` */
export function familiar(reference: Reference): string {
  const { tag, digest } = reference;
  const name = familiarName(reference);
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** What a reference is stored under. With both a tag and a digest, the digest counts. */
export function stored(reference: Reference): Reference {
  const { tag, digest, ...name } = withTag(reference);
  if (digest !== undefined) return { ...name, digest };
  return tag === undefined ? name : { ...name, tag };
}

export function sameRepository(a: Reference, b: Reference): boolean {
  return a.domain === b.domain && a.path === b.path;
}
