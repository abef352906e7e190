import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

/** What a TLS server needs, and what its clients must trust. All PEM. */
export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  /** Undefined where clients trust the certificate's issuer already. */
  readonly ca: string | undefined;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const CA_YEARS = 10;
const SERVER_DAYS = 397;
const DAY_MS = 24 * 3600 * 1000;

async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

async function makeCa(keys: CryptoKeyPair, now: number): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=atoll',
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + CA_YEARS * 365 * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
}

function alternativeNames(hosts: readonly string[]): x509.SubjectAlternativeNameExtension {
  const isAddress = (host: string) => /^[\d.]+$/.test(host) || host.includes(':');
  return new x509.SubjectAlternativeNameExtension(
    hosts.map((host) => ({ type: isAddress(host) ? ('ip' as const) : ('dns' as const), value: host })),
  );
}

/**
 * A server certificate for these hosts, signed by a CA that is made once and kept in the folder, so that
 * kubeconfigs stay valid when the server starts again. @param now ms since the epoch
 */
export async function selfSigned(
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<TlsMaterial> {
  mkdirSync(folder, { recursive: true });
  const [caFile, caKeyFile] = [join(folder, 'ca.crt'), join(folder, 'ca.key')];
  if (!existsSync(caFile)) {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const ca = await makeCa(keys, now);
    writeFileSync(caKeyFile, await privateKeyPem(keys), { mode: 0o600 });
    writeFileSync(caFile, ca.toString('pem'));
  }
  const ca = new x509.X509Certificate(readFileSync(caFile, 'utf8'));
  const caKey = await crypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(readFileSync(caKeyFile, 'utf8')),
    ALGORITHM,
    false,
    ['sign'],
  );
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: now.toString(16),
    subject: 'CN=atoll-server',
    issuer: ca.subject,
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + SERVER_DAYS * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: caKey,
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
