import { monotonicFactory } from 'ulid';

/** Every id begins with what it is the id of. */
type Prefix = 'sbx' | 'key' | 'tnt' | 'req';

let ulid: ((time: number) => string) | undefined;

/** A new id; ids made one after the other, and ids of later moments, sort in that order. */
export function newId(prefix: Prefix, now: number): string {
  // Made at first use: Workers have no random source before the first request.
  ulid ??= monotonicFactory();
  return `${prefix}_${ulid(now).toLowerCase()}`;
}
