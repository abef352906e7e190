import { binary } from '../../../shell/commands/bytes.ts';
import { integerArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, is, tuple, type Value } from '../machine/values.ts';

/** MT19937: words of its state, the distance of those that are mixed, and its constants. */
const WORDS = 624;
const DISTANCE = 397;
const MATRIX = 0x9908b0df;
/** Words of a seed that are taken. */
const SEED_WORDS_MAX = 10_000;

/** The state is bytes, each word in four of them. */
function stored(words: Uint32Array): Value {
  return bytes(binary(new Uint8Array(words.buffer, words.byteOffset, words.byteLength)));
}

function wordsOf(machine: Machine, value: Value | undefined): Uint32Array {
  const raw = bytesOf(machine, value);
  if (raw?.length !== WORDS * 4) throw machine.error('ValueError', 'state vector is the wrong size');
  return new Uint32Array(Uint8Array.from(raw, (each) => each.charCodeAt(0)).buffer);
}

function begun(seed: number): Uint32Array {
  const words = new Uint32Array(WORDS);
  words[0] = seed;
  for (let at = 1; at < WORDS; at++) {
    const last = words[at - 1] ?? 0;
    words[at] = Math.imul(1812433253, last ^ (last >>> 30)) + at;
  }
  return words;
}

function seeded(key: readonly number[]): Uint32Array {
  const words = begun(19650218);
  let at = 1;
  let next = 0;
  const mix = (factor: number) => {
    const last = words[at - 1] ?? 0;
    return (words[at] ?? 0) ^ Math.imul(last ^ (last >>> 30), factor);
  };
  const move = () => {
    at++;
    if (at < WORDS) return;
    words[0] = words[WORDS - 1] ?? 0;
    at = 1;
  };
  for (let left = Math.max(WORDS, key.length); left > 0; left--) {
    words[at] = mix(1664525) + (key[next] ?? 0) + next;
    next = (next + 1) % key.length;
    move();
  }
  for (let left = WORDS - 1; left > 0; left--) {
    words[at] = mix(1566083941) - at;
    move();
  }
  words[0] = 0x80000000;
  return words;
}

function turned(words: Uint32Array): Uint32Array {
  for (let at = 0; at < WORDS; at++) {
    const both = ((words[at] ?? 0) & 0x80000000) | ((words[(at + 1) % WORDS] ?? 0) & 0x7fffffff);
    words[at] = (words[(at + DISTANCE) % WORDS] ?? 0) ^ (both >>> 1) ^ ((both & 1) === 0 ? 0 : MATRIX);
  }
  return words;
}

function tempered(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

export const randomNatives = natives('_random.', {
  seeded: (machine, [seed]) => {
    const own = plain(asOptional(seed));
    const digits = (typeof own === 'bigint' ? own : BigInt(integerArgument(machine, own))).toString(16);
    const key: number[] = [];
    for (let end = digits.length; end > 0 && key.length < SEED_WORDS_MAX; end -= 8)
      key.push(Number.parseInt(digits.slice(Math.max(0, end - 8), end), 16));
    machine.work(WORDS + key.length * 2);
    return stored(seeded(key.length === 0 ? [0] : key));
  },
  turned: (machine, [state]) => {
    machine.work(WORDS);
    return stored(turned(wordsOf(machine, state)));
  },
  tempered: (machine, [state, at]) => {
    const raw = bytesOf(machine, state) ?? '';
    const place = integerArgument(machine, at) * 4;
    let word = 0;
    for (let index = 3; index >= 0; index--) word = (word << 8) | (raw.charCodeAt(place + index) & 255);
    return tempered(word >>> 0);
  },
  words: (machine, [state]) => tuple([...wordsOf(machine, state)]),
  state: (machine, [words]) => {
    const items = is(words, 'tuple') || is(words, 'list') ? words.items : [];
    if (items.length !== WORDS) throw machine.error('ValueError', 'state vector is the wrong size');
    return stored(Uint32Array.from(items, (each) => integerArgument(machine, each)));
  },
});
