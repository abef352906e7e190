import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();
const bytes = (text: string): Uint8Array => encoder.encode(text);

export function base64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}

/** @returns undefined where it isn't base64 */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((each, index) => each ^ (b[index] ?? 0));
}

/** As PostgreSQL counts them; more would hold the thread. */
const SCRAM_ITERATIONS = 4096;

export function saltedPassword(password: string, salt: Uint8Array, iterations: number): Uint8Array {
  return pbkdf2(sha256, bytes(password), salt, { c: Math.min(iterations, 20_000), dkLen: 32 });
}

export function sign(key: Uint8Array, text: string): Uint8Array {
  return hmac(sha256, key, bytes(text));
}

export const digest = (data: Uint8Array): Uint8Array => sha256(data);

/** What pg_authid keeps: `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`, or `md5…` before PostgreSQL 14. */
export function postgresVerifier(name: string, password: string, salt: Uint8Array, old: boolean): string {
  if (/^SCRAM-SHA-256\$|^md5[0-9a-f]{32}$/.test(password)) return password;
  if (old) return `md5${bytesToHex(md5(bytes(password + name)))}`;
  const salted = saltedPassword(password, salt, SCRAM_ITERATIONS);
  const stored = digest(sign(salted, 'Client Key'));
  return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${base64(salt)}$${base64(stored)}:${base64(sign(salted, 'Server Key'))}`;
}

export interface ScramVerifier {
  readonly iterations: number;
  readonly salt: string;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

export function scramVerifier(text: string): ScramVerifier | undefined {
  const match = /^SCRAM-SHA-256\$(\d{1,6}):([^$]+)\$([^:]+):(.+)$/.exec(text);
  const [storedKey, serverKey] = [fromBase64(match?.[3] ?? ''), fromBase64(match?.[4] ?? '')];
  if (match === null || storedKey === undefined || serverKey === undefined) return undefined;
  return { iterations: Number(match[1]), salt: match[2] ?? '', storedKey, serverKey };
}

export function md5Answer(verifier: string, salt: Uint8Array): string {
  const inner = bytes(verifier.replace(/^md5/, ''));
  return `md5${bytesToHex(md5(Uint8Array.from([...inner, ...salt])))}`;
}

export function md5Verifier(name: string, password: string): string {
  return `md5${bytesToHex(md5(bytes(password + name)))}`;
}

/** What mysql.user keeps here: of mysql_native_password sha1(sha1()), of caching_sha2_password sha256(sha256()). */
export function mysqlVerifier(plugin: string, password: string): string {
  if (password === '') return '';
  const hash = plugin === 'mysql_native_password' ? sha1 : sha256;
  return bytesToHex(hash(hash(bytes(password)))).toUpperCase();
}

/** Whether a client's scrambled password fits what is kept. */
export function mysqlAccepts(
  plugin: string,
  verifier: string,
  answer: Uint8Array,
  nonce: Uint8Array,
): boolean {
  if (verifier === '') return answer.length === 0;
  const kept = Uint8Array.from(verifier.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const hash = plugin === 'mysql_native_password' ? sha1 : sha256;
  if (answer.length !== kept.length) return false;
  const mask =
    plugin === 'mysql_native_password'
      ? hash(Uint8Array.from([...nonce, ...kept]))
      : hash(Uint8Array.from([...kept, ...nonce]));
  const once = xor(answer, mask);
  return bytesToHex(hash(once)) === bytesToHex(kept);
}

/** A password scrambled for a server's nonce, as a client does. */
export function mysqlAnswer(plugin: string, password: string, nonce: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array();
  const hash = plugin === 'mysql_native_password' ? sha1 : sha256;
  const once = hash(bytes(password));
  const twice = hash(once);
  const mask =
    plugin === 'mysql_native_password'
      ? hash(Uint8Array.from([...nonce, ...twice]))
      : hash(Uint8Array.from([...twice, ...nonce]));
  return xor(once, mask);
}
