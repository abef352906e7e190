import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { binary, bytesOf, encode } from '../../../shell/commands/bytes.ts';

export const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-1'] as const;
export type Mechanism = (typeof mechanisms)[number];
/** The fewest that clients take: each costs us. */
const ITERATIONS = 4096;

const hashes = { 'SCRAM-SHA-256': sha256, 'SCRAM-SHA-1': sha1 } as const;
const sizes = { 'SCRAM-SHA-256': 32, 'SCRAM-SHA-1': 20 } as const;

export const isMechanism = (name: string): name is Mechanism => mechanisms.some((each) => each === name);
export const base64 = (bytes: Uint8Array): string => btoa(binary(bytes));
export const fromBase64 = (text: string): Uint8Array => bytesOf(atob(text));

/** What is stored of a password. In base64. */
export interface Credentials {
  readonly iterationCount: number;
  readonly salt: string;
  readonly storedKey: string;
  readonly serverKey: string;
}

/** SCRAM-SHA-1 is of a password that was hashed before. */
function prepared(mechanism: Mechanism, user: string, password: string): string {
  return mechanism === 'SCRAM-SHA-1'
    ? bytesToHex(md5(bytesOf(encode(`${user}:mongo:${password}`))))
    : password;
}

export function saltedPassword(
  mechanism: Mechanism,
  user: string,
  password: string,
  salt: Uint8Array,
  iterations: number,
): Uint8Array {
  const text = prepared(mechanism, user, password);
  return pbkdf2(hashes[mechanism], bytesOf(encode(text)), salt, { c: iterations, dkLen: sizes[mechanism] });
}

export function keyed(mechanism: Mechanism, key: Uint8Array, text: string): Uint8Array {
  return hmac(hashes[mechanism], key, bytesOf(encode(text)));
}

export function hashed(mechanism: Mechanism, bytes: Uint8Array): Uint8Array {
  return hashes[mechanism](bytes);
}

export function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

export function credentialsOf(
  mechanism: Mechanism,
  user: string,
  password: string,
  random: () => number,
): Credentials {
  const salt = Uint8Array.from({ length: sizes[mechanism] - 4 }, () => Math.floor(random() * 256));
  const salted = saltedPassword(mechanism, user, password, salt, ITERATIONS);
  return {
    iterationCount: ITERATIONS,
    salt: base64(salt),
    storedKey: base64(hashed(mechanism, keyed(mechanism, salted, 'Client Key'))),
    serverKey: base64(keyed(mechanism, salted, 'Server Key')),
  };
}
