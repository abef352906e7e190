import { dump } from 'js-yaml';

export interface KubeconfigOptions {
  /** Where clients reach this server, without a trailing slash. */
  readonly baseUrl: string;
  readonly sandboxId: string;
  /** Names the cluster and the context. */
  readonly name: string;
  readonly credential: string;
  /** PEM, which is ASCII; undefined where clients trust the server's certificate already. */
  readonly certificateAuthority: string | undefined;
}

/**
 * A kubeconfig that works as it is. kubectl sends no token over plain http, so there the credential is a part
 * of the path.
 */
export function kubeconfig(options: KubeconfigOptions): string {
  const { baseUrl, sandboxId, credential } = options;
  const name = `atoll-${options.name}`;
  const secure = baseUrl.startsWith('https:');
  const server = secure ? `${baseUrl}/s/${sandboxId}/kubernetes` : `${baseUrl}/a/${credential}/kubernetes`;
  const authority = authorityOf(secure, options.certificateAuthority);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, ...authority } }],
    users: [{ name, user: secure ? { token: credential } : {} }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
    preferences: {},
  };
  return dump(config, { lineWidth: -1 });
}

/** @kubernetes/client-node takes an http server only where it is told that there is no TLS to verify. */
function authorityOf(secure: boolean, certificateAuthority: string | undefined): object {
  if (!secure) return { 'insecure-skip-tls-verify': true };
  return certificateAuthority === undefined
    ? {}
    : { 'certificate-authority-data': btoa(certificateAuthority) };
}
