import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import * as x509 from '@peculiar/x509';
import type { Credential } from '../auth/credential.ts';
import type { ClientCertificate, KeyPair } from '../host.ts';
import { ALGORITHM, type CertificateAuthority, privateKeyPem } from './certificate-authority.ts';

/** Clocks of clients may be behind by so much. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
const SERIAL_BYTES = 16;
const CLIENT_AUTH: string = x509.ExtendedKeyUsage.clientAuth;

/** In the subject alternative name: what a certificate is good for, beside whom it makes its holder. */
const SAN_URI = /^urn:atoll:(?<scope>kubernetes):(?<sandboxId>sbx_[0-9a-z]{26}):(?<generation>\d{1,15})$/;

/**
 * Makes a key and a certificate for it that says of its holder what kubeadm's say: the user is the common name, the
 * groups are organizations. It is bound to the credential's sandbox and generation, and is stored nowhere.
 */
export async function issueClientCertificate(
  authority: CertificateAuthority,
  { scope, sandboxId, generation, identity }: Credential,
  { now, expiresAt }: { readonly now: number; readonly expiresAt: number },
): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(SERIAL_BYTES))).toString('hex'),
    subject: [...identity.groups.map((group) => ({ O: [group] })), { CN: [identity.user] }],
    issuer: authority.certificate.subject,
    notBefore: new Date(now - CLOCK_SKEW_MS),
    notAfter: new Date(expiresAt),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([CLIENT_AUTH]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'url', value: `urn:atoll:${scope}:${sandboxId}:${generation}` },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys) };
}

/** Reads what clients show in their handshakes. A connection shows one certificate: it is looked at once. */
export class ClientCertificateReader {
  readonly #issuer: X509Certificate;
  readonly #seen = new WeakMap<Socket, { readonly certificate: ClientCertificate | undefined }>();

  constructor(authority: CertificateAuthority) {
    this.#issuer = new X509Certificate(authority.certificate.toString('pem'));
  }

  /** The client's certificate, if this host's CA signed it for a sandbox; whether it is expired is not looked at. */
  of(socket: Socket): ClientCertificate | undefined {
    const seen = this.#seen.get(socket) ?? { certificate: this.#read(socket) };
    this.#seen.set(socket, seen);
    return seen.certificate;
  }

  #read(socket: Socket): ClientCertificate | undefined {
    // The handshake has proved that the client holds the key; the server lets every certificate through to here.
    const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    if (shown === undefined || !shown.checkIssued(this.#issuer) || !shown.verify(this.#issuer.publicKey)) {
      return undefined;
    }
    const certificate = new x509.X509Certificate(shown.raw);
    const credential = credentialOf(certificate);
    if (credential === undefined) return undefined;
    return {
      credential,
      notBefore: certificate.notBefore.getTime(),
      notAfter: certificate.notAfter.getTime(),
      fingerprint: shown.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
  }
}

/** What a certificate of this host's CA is good for; undefined for the server's own, and others that are for nobody. */
function credentialOf(certificate: x509.X509Certificate): Credential | undefined {
  const usage = certificate.getExtension(x509.ExtendedKeyUsageExtension);
  const [name] = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const { sandboxId, generation } = SAN_URI.exec(name?.value ?? '')?.groups ?? {};
  const [user] = certificate.subjectName.getField('CN');
  if (name?.type !== 'url' || sandboxId === undefined || user === undefined) return undefined;
  if (usage?.usages.includes(CLIENT_AUTH) !== true) return undefined;
  const groups = certificate.subjectName.getField('O');
  return { scope: 'kubernetes', sandboxId, generation: Number(generation), identity: { user, groups } };
}
