import { isKnownOwner } from './catalogue/index.ts';
import type { Reference } from './reference.ts';

/** How a registry answers a pull it can't serve, in containerd's words. */
export interface RegistryAnswer {
  /** The gRPC code containerd returns. The kubelet leaves `Unknown` out of what it prints. */
  readonly code: 'NotFound' | 'Unknown';
  readonly text: string;
}

type Refusal = (reference: Reference, canonical: string) => RegistryAnswer;

/** The resolver of an Ubuntu node. */
const nodeResolver = '127.0.0.53:53';

const notFound: Refusal = (_reference, canonical) => ({ code: 'NotFound', text: `${canonical}: not found` });

const accessDenied: Refusal = () => ({
  code: 'Unknown',
  text: 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
});

/** Registries that hand out no anonymous token for a repository that doesn't exist. */
function tokenRefused(endpoint: string, service: string): Refusal {
  return (reference) => {
    const scope = encodeURIComponent(`repository:${reference.path}:pull`);
    return {
      code: 'Unknown',
      text: `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${endpoint}?scope=${scope}&service=${service}: 403 Forbidden`,
    };
  };
}

const unauthorized: Refusal = (reference) => ({
  code: 'Unknown',
  text: `unexpected status from HEAD request to ${manifestUrl(reference)}: 401 UNAUTHORIZED`,
});

/** Google's registry tells projects apart: a public one says what it doesn't hold, any other needs a token. */
const google: Refusal = (reference, canonical) => {
  const owner = `${reference.domain}/${reference.path.split('/')[0]}`;
  if (isKnownOwner(owner)) return notFound(reference, canonical);
  return tokenRefused(`https://${reference.domain}/v2/token`, reference.domain)(reference, canonical);
};

/** What registries that exist answer for a repository that doesn't. */
const refusals: ReadonlyMap<string, Refusal> = new Map([
  ['docker.io', accessDenied],
  ['ghcr.io', tokenRefused('https://ghcr.io/token', 'ghcr.io')],
  ['quay.io', unauthorized],
  ['registry.gitlab.com', tokenRefused('https://gitlab.com/jwt/auth', 'container_registry')],
  ['gcr.io', google],
  ['us.gcr.io', google],
  ['eu.gcr.io', google],
  ['asia.gcr.io', google],
  ['us-docker.pkg.dev', google],
  ['europe-docker.pkg.dev', google],
  ['registry.k8s.io', notFound],
  ['k8s.gcr.io', notFound],
  ['mcr.microsoft.com', notFound],
  ['public.ecr.aws', notFound],
  ['docker.elastic.co', notFound],
  ['registry.access.redhat.com', notFound],
]);

/** What a registry answers for a repository it doesn't hold, or what happens where there is no registry. */
export function refuseRepository(reference: Reference, canonical: string): RegistryAnswer {
  const refusal = refusals.get(reference.domain);
  if (refusal !== undefined) return refusal(reference, canonical);
  const url = manifestUrl(reference);
  return { code: 'Unknown', text: `failed to do request: Head "${url}": ${dialError(reference.domain)}` };
}

/** What a registry answers for a tag or digest that a repository doesn't have. */
export function refuseManifest(reference: Reference, canonical: string): RegistryAnswer {
  return notFound(reference, canonical);
}

function manifestUrl(reference: Reference): string {
  const object = reference.digest ?? reference.tag ?? 'latest';
  const scheme = isLoopback(reference.domain) ? 'http' : 'https';
  return `${scheme}://${reference.domain}/v2/${reference.path}/manifests/${object}`;
}

function isLoopback(domain: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|$)/.test(domain);
}

function dialError(domain: string): string {
  const [, host = domain, port] = /^(.*):(\d+)$/.exec(domain) ?? [];
  if (isLoopback(domain)) {
    return `dial tcp ${host === 'localhost' ? '[::1]' : host}:${port ?? '80'}: connect: connection refused`;
  }
  if (/^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(host)) return `dial tcp ${host}:${port ?? '443'}: i/o timeout`;
  return `dial tcp: lookup ${host} on ${nodeResolver}: no such host`;
}
