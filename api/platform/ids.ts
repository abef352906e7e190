import { monotonicFactory } from 'ulid';

/** Every id begins with what it is the id of. */
type Prefix = 'sbx' | 'key' | 'tnt' | 'req';

/** Random bytes are drawn in advance: a call for each letter of an id costs more than the rest of it. */
const POOL_BYTES = 1024;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** From 0 to below 1, in steps of 1/256: an id's letter takes 5 bits of it. */
function randomFraction(): number {
  if (used === POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const byte = pool[used] ?? 0;
  used++;
  return byte / 256;
}

const ulid = monotonicFactory(randomFraction);

/** A new id; ids made one after the other, and ids of later moments, sort in that order. */
export function newId(prefix: Prefix, now: number): string {
  return `${prefix}_${ulid(now).toLowerCase()}`;
}
