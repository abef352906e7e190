/** Upstream's alphabet for generated names: no vowels and no look-alikes (k8s.io/apimachinery/pkg/util/rand). */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The state of the generator: four unsigned 32-bit words. */
export type RandomState = readonly [number, number, number, number];

/** FNV-1a over UTF-16 code units; spreads a seed string, and names stable hashes such as pod-template-hash. */
export function fnv1a(text: string, offsetBasis = 0x811c9dc5): number {
  let hash = offsetBasis >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A number in upstream's safe alphabet: what SafeEncodeString makes of its decimal digits. */
export function safeEncode(value: number): string {
  let encoded = '';
  for (const digit of String(value)) encoded += NAME_ALPHABET[digit.charCodeAt(0) % NAME_ALPHABET.length];
  return encoded;
}

/** Seeded pseudo-random numbers (sfc32): the only source of chance in a sandbox. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(state: RandomState) {
    [this.#a, this.#b, this.#c, this.#counter] = state;
  }

  static fromSeed(seed: string): Random {
    const random = new Random([fnv1a(seed), fnv1a(seed, 0x9e3779b9), fnv1a(seed, 0x85ebca6b), 1]);
    // sfc32 needs a dozen rounds before close seeds differ.
    for (let i = 0; i < 12; i++) random.uint32();
    return random;
  }

  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  /** Goes back to an earlier state, so that what was refused or only tried leaves no trace. */
  restore([a, b, c, counter]: RandomState): void {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) >>> 0;
    this.#counter = (this.#counter + 1) >>> 0;
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0;
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return Math.floor((this.uint32() / 0x1_0000_0000) * bound);
  }

  /** A version 4 UUID. */
  uuid(): string {
    let hex = '';
    for (let i = 0; i < 4; i++) hex += this.uint32().toString(16).padStart(8, '0');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** The random end of a generated name, five characters upstream. */
  suffix(length = 5): string {
    let text = '';
    for (let i = 0; i < length; i++) text += NAME_ALPHABET.charAt(this.below(NAME_ALPHABET.length));
    return text;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.uint32().toString(16).padStart(8, '0');
    return text.slice(0, length);
  }
}
