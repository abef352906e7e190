import type { Settings } from './model.ts';
import type { Course } from './replies.ts';
import { scene } from './replies.ts';
import { expand } from './variables.ts';

/** How full a key's bucket is, in thousandths of a request, and when it was looked at. */
export type Bucket = { excess: number; atMs: number };

/** Keys that are remembered: as a zone that is full, it forgets the oldest. */
const KEYS_MAX = 500;
const KEY_CHARS_MAX = 200;

/**
 * `limit_req`: the leaky bucket of each zone. What is within the burst is answered at once, as with `nodelay`.
 * @returns false: this request is too much
 */
export function withinLimits(course: Course, settings: Settings): boolean {
  const { worker } = course;
  for (const { zone, burst } of settings.limits) {
    const limit = Object.hasOwn(worker.configuration.zones, zone)
      ? worker.configuration.zones[zone]
      : undefined;
    const key = limit === undefined ? '' : expand(limit.key, scene(course, settings)).slice(0, KEY_CHARS_MAX);
    if (limit === undefined || key === '') continue;
    const excess = poured(worker.buckets, `${zone} ${key}`, limit.perSecond, burst, worker.system.now);
    if (excess === undefined) continue;
    const text = `limiting requests, excess: ${(excess / 1000).toFixed(3)} by zone "${zone}"`;
    worker.log('error', text, course.request);
    return false;
  }
  return true;
}

/** @returns by how much it is too full; undefined: it isn't */
function poured(
  buckets: Record<string, Bucket>,
  key: string,
  perSecond: number,
  burst: number,
  now: number,
): number | undefined {
  const bucket = Object.hasOwn(buckets, key) ? buckets[key] : undefined;
  const excess =
    bucket === undefined ? 0 : Math.max(0, bucket.excess - perSecond * (now - bucket.atMs) + 1000);
  if (excess > burst * 1000) return excess;
  delete buckets[key];
  const [oldest] = Object.keys(buckets).length >= KEYS_MAX ? Object.keys(buckets) : [];
  if (oldest !== undefined) delete buckets[oldest];
  buckets[key] = { excess, atMs: now };
  return undefined;
}
