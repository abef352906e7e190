import { readFileSync } from 'node:fs';
import * as x509 from '@peculiar/x509';
import { ALGORITHM, type CertificateAuthority, DAY_MS, privateKeyPem } from './certificate-authority.ts';

/** What a TLS server needs, and what its clients must trust. All PEM. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  /** Undefined where clients trust the certificate's issuer already. */
  readonly ca: string | undefined;
}

const SERVER_DAYS = 397;

function alternativeNames(hosts: readonly string[]): x509.SubjectAlternativeNameExtension {
  const isAddress = (host: string) => /^[\d.]+$/.test(host) || host.includes(':');
  return new x509.SubjectAlternativeNameExtension(
    hosts.map((host) => ({ type: isAddress(host) ? ('ip' as const) : ('dns' as const), value: host })),
  );
}

/** A server certificate for these hosts, signed by a CA of Atoll's own. @param now ms since the epoch */
export async function selfSigned(
  { certificate: ca, key }: CertificateAuthority,
  hosts: readonly string[],
  now: number,
): Promise<TlsMaterial> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: now.toString(16),
    subject: 'CN=atoll-server',
    issuer: ca.subject,
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + SERVER_DAYS * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      alternativeNames(hosts),
      await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  return { key: await privateKeyPem(keys), cert: cert.toString('pem'), ca: ca.toString('pem') };
}

/** A certificate and key that the operator brings. */
export function fromFiles(certFile: string, keyFile: string, caFile: string | undefined): TlsMaterial {
  return {
    cert: readFileSync(certFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
    ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8'),
  };
}
