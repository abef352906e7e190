import { base62, randomBase62 } from './base62.ts';
import { crc32 } from './crc32.ts';
import { digest } from './digest.ts';

/** The operator's own tenant, which may make others. */
export const FIRST_TENANT = 'tnt_00000000000000000000000000';

/** An operator's own key may be any text, if it is at least this long. */
const OPERATOR_KEY_CHARACTERS_MIN = 16;
const KEY_CHARACTERS_MAX = 512;

const TENANT_PREFIX = 'tnt_';
const SECRET_CHARACTERS = 40;
const CHECKSUM_CHARACTERS = 6;
/** So much of the secret is shown in listings. */
const SHOWN_CHARACTERS = 4;
const FORMAT = /^(atoll_([0-9a-z]{26})_([0-9A-Za-z]{40}))_([0-9A-Za-z]{6})$/;

export interface PresentedKey {
  readonly tenantId: string;
  /** How the key begins: shown in listings, and how its row is found. */
  readonly prefix: string;
  /** SHA-256 of the whole key, hex: the only thing that is stored of it. */
  readonly hash: string;
}

/** A new key, `atoll_<tenant>_<secret>_<checksum>`: it names its tenant, so that no index of keys is needed. */
export function makeApiKey(tenantId: string): string {
  const body = `atoll_${tenantId.slice(TENANT_PREFIX.length)}_${randomBase62(SECRET_CHARACTERS)}`;
  return `${body}_${checksum(body)}`;
}

/**
 * What a key says of itself. One that is not of our format can only be the operator's own, a key of the first
 * tenant. Undefined where it can't be a key at all: mistyped, too short or too long.
 */
export function readApiKey(key: string): PresentedKey | undefined {
  if (key.length < OPERATOR_KEY_CHARACTERS_MIN || key.length > KEY_CHARACTERS_MAX) return undefined;
  const [, body, tenant, secret, sum] = FORMAT.exec(key) ?? [];
  if (body === undefined || tenant === undefined || secret === undefined) {
    return { tenantId: FIRST_TENANT, prefix: key.slice(0, SHOWN_CHARACTERS), hash: digest(key) };
  }
  if (checksum(body) !== sum) return undefined;
  const prefix = `atoll_${tenant}_${secret.slice(0, SHOWN_CHARACTERS)}`;
  return { tenantId: TENANT_PREFIX + tenant, prefix, hash: digest(key) };
}

function checksum(body: string): string {
  return base62(crc32(body), CHECKSUM_CHARACTERS);
}
