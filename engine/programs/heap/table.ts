import { change } from './change.ts';

/** Entries in a bucket on average, before there are twice as many buckets. */
const BUCKET_ENTRIES = 128;

/**
 * Texts to values, in buckets by the first bits of a key's hash: so a change touches little of what is stored, and a
 * scan that goes by the hash comes past everything, whatever is put in and taken out meanwhile.
 */
export class Table<V> {
  readonly buckets: readonly ReadonlyMap<string, V>[] = [new Map<string, V>()];
  readonly size: number = 0;

  get(key: string): V | undefined {
    return this.#bucket(key).get(key);
  }

  has(key: string): boolean {
    return this.#bucket(key).has(key);
  }

  /** @returns whether it is new */
  set(key: string, value: V): boolean {
    const bucket = change(this.#bucket(key));
    const before = bucket.size;
    bucket.set(key, value);
    if (bucket.size === before) return false;
    change<Table<V>>(this).size++;
    if (this.size > BUCKET_ENTRIES * this.buckets.length) this.#grow();
    return true;
  }

  delete(key: string): boolean {
    const bucket = this.#bucket(key);
    if (!bucket.has(key)) return false;
    change(bucket).delete(key);
    change<Table<V>>(this).size--;
    return true;
  }

  *entries(): Generator<[string, V]> {
    for (const bucket of this.buckets) yield* bucket;
  }

  *keys(): Generator<string> {
    for (const bucket of this.buckets) yield* bucket.keys();
  }

  *values(): Generator<V> {
    for (const bucket of this.buckets) yield* bucket.values();
  }

  /** The entry at a position, 0 ≤ index < size. */
  at(index: number): [string, V] | undefined {
    let left = index;
    for (const bucket of this.buckets) {
      if (left >= bucket.size) {
        left -= bucket.size;
        continue;
      }
      for (const entry of bucket) if (left-- === 0) return entry;
    }
    return undefined;
  }

  /** Some entries from a cursor on, and the cursor for the next ones; 0: that was all. */
  scan(cursor: number, count: number): { readonly cursor: number; readonly entries: readonly [string, V][] } {
    const found: [string, V][] = [];
    let last = -1;
    for (let index = this.#indexOf(cursor); index < this.buckets.length; index++) {
      const hashed = [...(this.buckets[index] ?? [])].map(([key, value]): [number, string, V] => [
        hashOf(key),
        key,
        value,
      ]);
      hashed.sort(([left], [right]) => left - right);
      for (const [hash, key, value] of hashed) {
        if (hash < cursor) continue;
        if (found.length >= count && hash !== last) return { cursor: last + 1, entries: found };
        found.push([key, value]);
        last = hash;
      }
      if (found.length >= count && index + 1 < this.buckets.length)
        return { cursor: last + 1, entries: found };
    }
    return { cursor: 0, entries: found };
  }

  #indexOf(hash: number): number {
    return Math.floor((hash / 2 ** 32) * this.buckets.length);
  }

  #bucket(key: string): ReadonlyMap<string, V> {
    const [first] = this.buckets;
    const bucket = this.buckets.length === 1 ? first : this.buckets[this.#indexOf(hashOf(key))];
    if (bucket === undefined) throw new Error('a table without buckets');
    return bucket;
  }

  #grow(): void {
    const grown = Array.from({ length: this.buckets.length * 2 }, () => new Map<string, V>());
    for (const [key, value] of this.entries()) {
      grown[Math.floor((hashOf(key) / 2 ** 32) * grown.length)]?.set(key, value);
    }
    change<Table<V>>(this).buckets = grown;
  }
}

/** FNV-1a with its bits mixed once more: the first ones matter here. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
