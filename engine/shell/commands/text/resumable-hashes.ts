import { _MD5, _SHA1 } from '@noble/hashes/legacy.js';
import { _SHA224, _SHA256, _SHA384, _SHA512 } from '@noble/hashes/sha2.js';
import { bytesOf } from '../bytes.ts';

/** What is known of a hash between two blocks: JSON. */
export type HashState = { readonly words: readonly number[]; readonly length: number };

/** A hash that stops after whole blocks, and goes on from what it was then. */
export interface ResumableHash {
  readonly blockLen: number;
  update(bytes: Uint8Array): this;
  digest(): Uint8Array;
  save(): HashState;
  resume(state: HashState): void;
}

export type NewHash = () => ResumableHash;

type SetWords = (...words: number[]) => void;

// A class each, because only a subclass gets at the words.

class Md5 extends _MD5 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

class Sha1 extends _SHA1 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

class Sha224 extends _SHA224 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

class Sha256 extends _SHA256 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

class Sha384 extends _SHA384 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

class Sha512 extends _SHA512 implements ResumableHash {
  save(): HashState {
    return { words: this.get(), length: this.length };
  }
  resume({ words, length }: HashState): void {
    const set: SetWords = this.set.bind(this);
    set(...words);
    this.length = length;
  }
}

/** Hashes by the name that sums have in lists. */
export const hashes: Readonly<Record<string, () => ResumableHash>> = {
  MD5: () => new Md5(),
  SHA1: () => new Sha1(),
  SHA224: () => new Sha224(),
  SHA256: () => new Sha256(),
  SHA384: () => new Sha384(),
  SHA512: () => new Sha512(),
};

/** Takes as many whole blocks as there are. */
export function hashBlocks(state: { hash: HashState | null; rest: string }, newHash: NewHash): void {
  const hash = resumed(newHash, state.hash);
  const whole = state.rest.length - (state.rest.length % hash.blockLen);
  if (whole === 0) return;
  hash.update(bytesOf(state.rest.slice(0, whole)));
  state.rest = state.rest.slice(whole);
  state.hash = hash.save();
}

export function resumed(newHash: NewHash, state: HashState | null): ResumableHash {
  const hash = newHash();
  if (state !== null) hash.resume(state);
  return hash;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
