import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '@noble/hashes/utils.js';

const ROUNDS = 1000;
const MAGIC = '$apr1$';
export const CRYPT_ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Which bytes of the digest make four characters each. */
const GROUPS = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

/** Apache's variant of MD5 passwords, which htpasswd takes by default. @param salt 8 characters of crypt's alphabet */
export function apr1(password: string, salt: string): string {
  const key = bytesOf(password);
  const salted = bytesOf(salt);
  const inner = md5(concatBytes(key, salted, key));
  const parts: Uint8Array<ArrayBuffer>[] = [key, bytesOf(MAGIC), salted];
  for (let left = key.length; left > 0; left -= 16) parts.push(inner.slice(0, Math.min(16, left)));
  for (let bits = key.length; bits > 0; bits >>= 1) {
    parts.push((bits & 1) === 1 ? new Uint8Array(1) : key.subarray(0, 1));
  }
  let digest = md5(concatBytes(...parts));
  for (let round = 0; round < ROUNDS; round++) {
    const isOdd = (round & 1) === 1;
    digest = md5(
      concatBytes(
        isOdd ? key : digest,
        round % 3 === 0 ? new Uint8Array() : salted,
        round % 7 === 0 ? new Uint8Array() : key,
        isOdd ? digest : key,
      ),
    );
  }
  const groups = GROUPS.map(([a, b, c]) =>
    characters(((digest[a] ?? 0) << 16) | ((digest[b] ?? 0) << 8) | (digest[c] ?? 0), 4),
  );
  return `${MAGIC}${salt}$${groups.join('')}${characters(digest[11] ?? 0, 2)}`;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function characters(bits: number, count: number): string {
  return Array.from({ length: count }, (_, at) => CRYPT_ALPHABET[(bits >> (6 * at)) & 63]).join('');
}
