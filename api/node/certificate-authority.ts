import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

/** A CA of Atoll's own. */
export interface CertificateAuthority {
  readonly certificate: x509.X509Certificate;
  readonly key: CryptoKey;
}

/** What all keys are, and all signatures. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
export const DAY_MS = 24 * 3600 * 1000;
const CA_YEARS = 10;

export async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

/**
 * The CA that is kept in a folder, so that kubeconfigs stay valid when the server starts again; made where there
 * is none. @param now ms since the epoch
 */
export async function certificateAuthority(folder: string, now: number): Promise<CertificateAuthority> {
  mkdirSync(folder, { recursive: true });
  const [caFile, keyFile] = [join(folder, 'ca.crt'), join(folder, 'ca.key')];
  if (!existsSync(caFile)) {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const made = await make(keys, now);
    writeFileSync(keyFile, await privateKeyPem(keys), { mode: 0o600 });
    writeFileSync(caFile, made.toString('pem'));
  }
  const pkcs8 = x509.PemConverter.decodeFirst(readFileSync(keyFile, 'utf8'));
  return {
    certificate: new x509.X509Certificate(readFileSync(caFile, 'utf8')),
    key: await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']),
  };
}

async function make(keys: CryptoKeyPair, now: number): Promise<x509.X509Certificate> {
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
