import { dump } from 'js-yaml';
import type { KeyPair } from '../host.ts';

export interface KubeconfigOptions {
  /** Where clients reach this server, without a trailing slash. */
  readonly baseUrl: string;
  readonly sandboxId: string;
  /** Names the cluster and the context. */
  readonly name: string;
  /** A bearer token, or a certificate: that is only good over https. */
  readonly credential: string | KeyPair;
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
  const isInPath = !secure && typeof credential === 'string';
  const server = `${baseUrl}/${isInPath ? `a/${credential}` : `s/${sandboxId}`}/kubernetes`;
  const authority = authorityOf(secure, options.certificateAuthority);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, ...authority } }],
    users: [{ name, user: isInPath ? {} : userOf(credential) }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
    preferences: {},
  };
  return dump(config, { lineWidth: -1 });
}

function userOf(credential: string | KeyPair): object {
  if (typeof credential === 'string') return { token: credential };
  const { certificate, key } = credential;
  return { 'client-certificate-data': btoa(certificate), 'client-key-data': btoa(key) };
}

/** @kubernetes/client-node takes an http server only where it is told that there is no TLS to verify. */
function authorityOf(secure: boolean, certificateAuthority: string | undefined): object {
  if (!secure) return { 'insecure-skip-tls-verify': true };
  return certificateAuthority === undefined
    ? {}
    : { 'certificate-authority-data': btoa(certificateAuthority) };
}
