import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { binary, bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { integerArgument, textArgument } from '../builtins/given.ts';
import { bytesOf } from '../builtins/repeated.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { bytes, tuple, type Value } from '../machine/values.ts';

const HASHES = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha3_224,
  sha3_256,
  sha3_384,
  sha3_512,
  blake2b,
  blake2s,
} as const;

/** Rounds of PBKDF2 in one go, and what each costs. */
const ROUNDS_MAX = 500;
const INSTRUCTIONS_PER_ROUND = 60;

function hashNamed(machine: Machine, value: Value | undefined) {
  const name = textArgument(machine, value);
  for (const [known, hash] of Object.entries(HASHES)) if (known === name) return hash;
  throw machine.error('ValueError', `unsupported hash type ${name}`);
}

function bytesGiven(machine: Machine, value: Value | undefined): Uint8Array {
  const raw = bytesOf(machine, value);
  if (raw === undefined) throw machine.error('TypeError', 'Strings must be encoded before hashing');
  machine.work(raw.length >> 3);
  return packed(raw);
}

export const hashNatives = natives('_hashlib.', {
  digest: (machine, [name, data]) => bytes(binary(hashNamed(machine, name)(bytesGiven(machine, data)))),
  hmac: (machine, [name, key, data]) =>
    bytes(binary(hmac(hashNamed(machine, name), bytesGiven(machine, key), bytesGiven(machine, data)))),
  /** Some rounds of PBKDF2: of what the last one gave, and the sum so far. */
  rounds: (machine, [name, key, last, sum, count]) => {
    const hash = hashNamed(machine, name);
    const secret = bytesGiven(machine, key);
    let at = bytesGiven(machine, last);
    const total = Uint8Array.from(bytesGiven(machine, sum));
    const rounds = Math.min(ROUNDS_MAX, integerArgument(machine, count));
    for (let left = rounds; left > 0; left--) {
      at = hmac(hash, secret, at);
      for (const [index, byte] of at.entries()) total[index] = (total[index] ?? 0) ^ byte;
    }
    machine.work(rounds * INSTRUCTIONS_PER_ROUND);
    return tuple([bytes(binary(at)), bytes(binary(total))]);
  },
  /** How many bytes a digest and a block have. */
  sizes: (machine, [name]) => {
    const { outputLen, blockLen } = hashNamed(machine, name);
    return tuple([outputLen, blockLen]);
  },
});
