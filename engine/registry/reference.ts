/** A parsed image reference, normalized as docker does: `nginx` is `docker.io/library/nginx`. */
export interface Reference {
  /** Registry host, with its port if one was written. */
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  /** `algorithm:hex`. */
  readonly digest?: string;
}

export type ParsedReference = { readonly reference: Reference } | { readonly error: string };

const defaultDomain = 'docker.io';
const legacyDefaultDomain = 'index.docker.io';
const officialPrefix = 'library/';
const pathLengthMax = 255;
const referenceLengthMax = 4096;

const invalidFormat = 'invalid reference format';
const identifier = /^[a-f0-9]{64}$/;
const domainComponent = /^[A-Za-z0-9-]+$/;
const ipv6 = /^\[[A-Fa-f0-9:]+\]$/;
const pathComponent = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const tagFormat = /^\w[\w.-]{0,127}$/;
const digestFormat = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Hex digits of a digest by its algorithm: those go-digest registers. */
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/**
 * Parses what a user wrote after `image:`. Grammar, normalization and error texts are those of
 * distribution/reference (ParseNormalizedNamed).
 */
export function parseReference(text: string): ParsedReference {
  if (text.length > referenceLengthMax) return { error: invalidFormat };
  if (identifier.test(text)) {
    return { error: `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings` };
  }
  const { domain, remainder } = splitDomain(text);
  const remote = remainder.split(':', 1)[0] ?? '';
  if (remote !== remote.toLowerCase()) {
    return { error: `${invalidFormat}: repository name (${remote}) must be lowercase` };
  }
  return parseRemainder(domain, remainder);
}

/** `docker.io/library/nginx:1.27`, or with `@digest` alone where both are given, as containerd names it. */
export function canonicalName(reference: Reference): string {
  const repository = repositoryName(reference);
  return reference.digest === undefined
    ? `${repository}:${reference.tag ?? 'latest'}`
    : `${repository}@${reference.digest}`;
}

/** `docker.io/library/nginx` */
export function repositoryName(reference: Reference): string {
  return `${reference.domain}/${reference.path}`;
}

function splitDomain(text: string): { domain: string; remainder: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { domain: defaultDomain, remainder: officialPrefix + text };
  const first = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  if (isDomain && first !== legacyDefaultDomain && first !== defaultDomain) {
    return { domain: first, remainder: rest };
  }
  const remote = isDomain ? rest : text;
  return { domain: defaultDomain, remainder: remote.includes('/') ? remote : officialPrefix + remote };
}

function parseRemainder(domain: string, remainder: string): ParsedReference {
  const at = remainder.indexOf('@');
  const tagged = at === -1 ? remainder : remainder.slice(0, at);
  const digest = at === -1 ? undefined : remainder.slice(at + 1);
  const colon = tagged.indexOf(':');
  const path = colon === -1 ? tagged : tagged.slice(0, colon);
  const tag = colon === -1 ? undefined : tagged.slice(colon + 1);
  const valid =
    isDomain(domain) &&
    path.split('/').every((component) => pathComponent.test(component)) &&
    (tag === undefined || tagFormat.test(tag)) &&
    (digest === undefined || digestFormat.test(digest));
  if (!valid) return { error: invalidFormat };
  if (path.length > pathLengthMax) {
    return { error: `repository name must not be more than ${pathLengthMax} characters` };
  }
  const digestProblem = digest === undefined ? undefined : digestError(digest);
  if (digestProblem !== undefined) return { error: digestProblem };
  return {
    reference: {
      domain,
      path,
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
    },
  };
}

function isDomain(domain: string): boolean {
  const [, host = domain] = /^(.*):[0-9]+$/.exec(domain) ?? [];
  if (ipv6.test(host)) return true;
  return host
    .split('.')
    .every((part) => domainComponent.test(part) && !part.startsWith('-') && !part.endsWith('-'));
}

function digestError(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  const length = digestLengths.get(digest.slice(0, colon));
  const hex = digest.slice(colon + 1);
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return hex === hex.toLowerCase() ? undefined : 'invalid checksum digest format';
}
