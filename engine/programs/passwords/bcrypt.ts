import { encrypt, expandKey, freshSchedule, type Schedule } from './blowfish.ts';

/** Each more doubles the work. */
export const COST_MIN = 4;
/** More would hold others up: with this it takes a tenth of a second. */
export const COST_MAX = 10;

const PASSWORD_BYTES_MAX = 72;
const ENCRYPTIONS = 64;
const SALT_BYTES = 16;
const HASH_BYTES = 23;
const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const FORM = /^\$2[abxy]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/;

/** What was looked at lately: a registry's clients send their password with each request. */
const known = new Map<string, boolean>();
const KNOWN_MAX = 100;

/** `$2y$05$…` @param salt 16 bytes */
export function bcrypt(password: string, cost: number, salt: Uint8Array): string {
  const digits = String(cost).padStart(2, '0');
  return `$2y$${digits}$${encoded(salt)}${encoded(hash(password, cost, salt))}`;
}

/** The cost of a hash; undefined: it is none of bcrypt's. */
export function costOf(stored: string): number | undefined {
  const cost = FORM.exec(stored)?.[1];
  return cost === undefined ? undefined : Number(cost);
}

/** Whether it is the password; false too where finding out would take too long. */
export function matchesBcrypt(password: string, stored: string): boolean {
  const [, digits = '', salt = '', rest] = FORM.exec(stored) ?? [];
  const cost = Number(digits);
  if (rest === undefined || cost < COST_MIN || cost > COST_MAX) return false;
  const key = JSON.stringify([password, stored]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const matches = encoded(hash(password, cost, decoded(salt))) === rest;
  const [oldest] = known.keys();
  if (known.size >= KNOWN_MAX && oldest !== undefined) known.delete(oldest);
  known.set(key, matches);
  return matches;
}

function hash(password: string, cost: number, salt: Uint8Array): Uint8Array {
  const schedule = beginBcrypt(password, salt);
  bcryptRounds(schedule, password, salt, 2 ** cost);
  return endBcrypt(schedule);
}

function keyOf(password: string): Uint8Array {
  return new TextEncoder().encode(`${password}\0`).subarray(0, PASSWORD_BYTES_MAX);
}

/** The schedule before the first round. @param salt 16 bytes */
export function beginBcrypt(password: string, salt: Uint8Array): Schedule {
  const schedule = freshSchedule();
  const view = new DataView(salt.buffer, salt.byteOffset, SALT_BYTES);
  expandKey(
    schedule,
    keyOf(password),
    Uint32Array.from([0, 4, 8, 12], (at) => view.getUint32(at)),
  );
  return schedule;
}

/** Some of the rounds: 2 to the power of the cost are needed. */
export function bcryptRounds(schedule: Schedule, password: string, salt: Uint8Array, count: number): void {
  const key = keyOf(password);
  for (let round = 0; round < count; round++) {
    expandKey(schedule, key);
    expandKey(schedule, salt);
  }
}

/** What comes of the last round. */
export function endBcrypt(schedule: Schedule): Uint8Array {
  const text = new DataView(new TextEncoder().encode('OrpheanBeholderScryDoubt').buffer);
  const words = Uint32Array.from({ length: 6 }, (_, word) => text.getUint32(word * 4));
  for (let pair = 0; pair < words.length; pair += 2) {
    for (let time = 0; time < ENCRYPTIONS; time++) encrypt(schedule, words, pair);
  }
  const bytes = new Uint8Array(words.length * 4);
  for (const [word, value] of words.entries()) new DataView(bytes.buffer).setUint32(word * 4, value);
  return bytes.subarray(0, HASH_BYTES);
}

/** base64 in bcrypt's own alphabet. */
export function encoded(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const digits = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    for (const digit of digits.slice(0, Math.min(3, bytes.length - at) + 1)) text += ALPHABET[digit] ?? '';
  }
  return text;
}

export function decoded(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
}
