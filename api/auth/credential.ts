import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import { randomBase62 } from './base62.ts';

const ISSUER = 'atoll';
const ALGORITHM = 'HS256';
/** Ours are some 250 characters long, and more with groups; nothing longer is worth looking at. */
const TOKEN_CHARACTERS_MAX = 6144;
/**
 * Short, to keep the whole token under 256 characters: where it stands in the path, kubectl names a folder of its
 * discovery cache after it, and goes without the cache if no file system takes such a name.
 */
const TOKEN_ID_CHARACTERS = 12;
/** So many good tokens are remembered; the oldest go first. */
const VERIFIED_MAX = 10_000;
const SANDBOX_ID = /^sbx_[0-9a-z]{26}$/;

/** What a sandbox credential is good for. All are good for the http door: who has a host can reach its ports. */
export type CredentialScope = 'kubernetes' | 'docker' | 'http';

/** Whom a credential makes its holder. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Who kubeadm's admin.conf is for. */
export const ADMINISTRATOR: Identity = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] };

export interface Credential {
  readonly sandboxId: string;
  /** It is revoked once the sandbox has moved on to another generation. */
  readonly generation: number;
  readonly scope: CredentialScope;
  readonly identity: Identity;
}

/** The user that a credential makes its holder, of whom there is nothing more to know. */
export function userOf({ identity }: Credential): UserInfo {
  return { name: identity.user, uid: '', groups: identity.groups, extra: {} };
}

function isAdministrator({ user, groups }: Identity): boolean {
  return user === ADMINISTRATOR.user && groups.join() === ADMINISTRATOR.groups.join();
}

/** The signing key of a host, and its clock (ms since the epoch). */
export interface Signer {
  readonly signingKey: Uint8Array;
  now(): number;
}

/** A signed token, the bearer token of https and the access key in the path of http; nothing of it is stored. */
export async function mint(
  signer: Signer,
  { sandboxId, generation, scope, identity }: Credential,
  { expiresAt }: { readonly expiresAt: number },
): Promise<string> {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  // Most are for the administrator: theirs say so by saying nothing, and are so much shorter.
  const who = isAdministrator(identity) ? {} : identity;
  return new SignJWT({ gen: generation, scope, ...who })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(sandboxId)
    .setIssuedAt(seconds(signer.now()))
    .setExpirationTime(seconds(expiresAt))
    .setJti(randomBase62(TOKEN_ID_CHARACTERS))
    .sign(await importedKey(signer.signingKey));
}

/** What a token is good for, or undefined where it is malformed, forged or expired. */
export async function verify(signer: Signer, token: string): Promise<Credential | undefined> {
  if (token.length > TOKEN_CHARACTERS_MAX) return undefined;
  const verified = verifiedBy(signer.signingKey);
  const known = verified.get(token);
  if (known !== undefined && signer.now() < known.expiresAt) return known.credential;
  verified.delete(token);
  const fresh = await verifyNow(signer, token);
  if (fresh === undefined) return undefined;
  const [oldest] = verified.keys();
  if (verified.size >= VERIFIED_MAX && oldest !== undefined) verified.delete(oldest);
  verified.set(token, fresh);
  return fresh.credential;
}

interface Verified {
  readonly credential: Credential;
  /** In ms since the epoch. */
  readonly expiresAt: number;
}

async function verifyNow(signer: Signer, token: string): Promise<Verified | undefined> {
  const payload = await jwtVerify(token, await importedKey(signer.signingKey), {
    algorithms: [ALGORITHM],
    issuer: ISSUER,
    currentDate: new Date(signer.now()),
    requiredClaims: ['sub', 'exp', 'jti'],
  }).then(
    (verified) => verified.payload,
    () => undefined,
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  const { sub, exp, gen, scope, user, groups } = claims.data;
  if ((user === undefined) !== (groups === undefined)) return undefined;
  const identity = user === undefined || groups === undefined ? ADMINISTRATOR : { user, groups };
  const credential = { sandboxId: sub, generation: gen, scope, identity };
  return { credential, expiresAt: exp * 1000 };
}

const claimsSchema = z.object({
  sub: z.string().regex(SANDBOX_ID),
  exp: z.number(),
  gen: z.int(),
  scope: z.enum(['kubernetes', 'docker', 'http']),
  user: z.string().min(1).optional(),
  groups: z.array(z.string()).optional(),
});

/**
 * Good tokens by signing key: a client sends the same one with each request, and its signature stays as good
 * as it was. Whether it is revoked is the sandbox's to say, each time.
 */
const verifiedTokens = new WeakMap<Uint8Array, Map<string, Verified>>();

function verifiedBy(signingKey: Uint8Array): Map<string, Verified> {
  let verified = verifiedTokens.get(signingKey);
  if (verified === undefined) {
    verified = new Map();
    verifiedTokens.set(signingKey, verified);
  }
  return verified;
}

/** To import a key costs more than to sign with it. */
const imported = new WeakMap<Uint8Array, Promise<CryptoKey>>();

function importedKey(raw: Uint8Array): Promise<CryptoKey> {
  const known = imported.get(raw);
  if (known !== undefined) return known;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = crypto.subtle.importKey('raw', new Uint8Array(raw), algorithm, false, ['sign', 'verify']);
  imported.set(raw, key);
  return key;
}
