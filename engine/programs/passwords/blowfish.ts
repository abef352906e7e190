/** The key schedule of Blowfish: 18 subkeys, then four boxes of 256 words. */
export type Schedule = Uint32Array;

const SUBKEYS = 18;
const BOX = 256;
const WORDS = SUBKEYS + 4 * BOX;
const ROUNDS = 16;
const GUARD_BITS = 64n;

let initial: Schedule | undefined;

/** A schedule that nothing was mixed into: the fraction of pi, as Blowfish is defined. */
export function freshSchedule(): Schedule {
  initial ??= fractionOfPi();
  return initial.slice();
}

/** By Machin's formula: 16 atan(1/5) - 4 atan(1/239). */
function fractionOfPi(): Schedule {
  const bits = BigInt(WORDS * 32);
  const one = 1n << (bits + GUARD_BITS);
  const pi = 16n * inverseTangent(one, 5n) - 4n * inverseTangent(one, 239n);
  const digits = ((pi - 3n * one) >> GUARD_BITS).toString(16).padStart(WORDS * 8, '0');
  return Uint32Array.from({ length: WORDS }, (_, word) =>
    Number.parseInt(digits.slice(word * 8, word * 8 + 8), 16),
  );
}

function inverseTangent(one: bigint, of: bigint): bigint {
  let power = one / of;
  let sum = power;
  for (let odd = 3n, sign = -1n; power > 0n; odd += 2n, sign = -sign) {
    power /= of * of;
    sum += (sign * power) / odd;
  }
  return sum;
}

/** Encrypts two words in place. */
export function encrypt(schedule: Schedule, block: Uint32Array, at: number): void {
  let left = (block[at] ?? 0) ^ (schedule[0] ?? 0);
  let right = block[at + 1] ?? 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const mixed = right ^ (schedule[round] ?? 0) ^ scrambled(schedule, left);
    right = left;
    left = mixed;
  }
  block[at] = right ^ (schedule[SUBKEYS - 1] ?? 0);
  block[at + 1] = left;
}

function scrambled(schedule: Schedule, word: number): number {
  const a = schedule[SUBKEYS + (word >>> 24)] ?? 0;
  const b = schedule[SUBKEYS + BOX + ((word >>> 16) & 0xff)] ?? 0;
  const c = schedule[SUBKEYS + 2 * BOX + ((word >>> 8) & 0xff)] ?? 0;
  const d = schedule[SUBKEYS + 3 * BOX + (word & 0xff)] ?? 0;
  return (((a + b) ^ c) + d) | 0;
}

/** Mixes a key into a schedule, and perhaps a salt of four words. */
export function expandKey(schedule: Schedule, key: Uint8Array, salt?: Uint32Array): void {
  let at = 0;
  for (let word = 0; word < SUBKEYS; word++) {
    let value = 0;
    for (let byte = 0; byte < 4; byte++) value = (value << 8) | (key[at++ % key.length] ?? 0);
    schedule[word] = (schedule[word] ?? 0) ^ value;
  }
  const block = new Uint32Array(2);
  for (let word = 0; word < WORDS; word += 2) {
    if (salt !== undefined) {
      block[0] = (block[0] ?? 0) ^ (salt[word & 2] ?? 0);
      block[1] = (block[1] ?? 0) ^ (salt[(word & 2) + 1] ?? 0);
    }
    encrypt(schedule, block, 0);
    schedule.set(block, word);
  }
}
