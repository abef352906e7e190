import type { MiddlewareHandler } from 'hono';
import type { Host, RateLimit } from '../../host.ts';
import { PlatformError } from '../problem.ts';
import type { PlatformEnvironment } from './environment.ts';

const DEFAULT: RateLimit = { perSecond: 100, burst: 1000 };

/** Keys that this process keeps an account of; beyond it the one that waited longest starts anew. */
const BUCKETS_MAX = 10_000;

interface Bucket {
  tokens: number;
  /** When `tokens` was right, ms since the epoch. */
  at: number;
}

/**
 * A token bucket per API key, in this process alone, with the headers of the IETF's
 * draft-ietf-httpapi-ratelimit-headers.
 */
export function rateLimit(host: Host): MiddlewareHandler<PlatformEnvironment> {
  const { perSecond, burst } = host.rateLimit ?? DEFAULT;
  const policy = `"default";q=${burst};w=${Math.ceil(burst / perSecond)}`;
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const { keyId } = c.get('caller');
    const bucket = refilled(buckets.get(keyId), { perSecond, burst }, host.now());
    const admitted = bucket.tokens >= 1;
    if (admitted) bucket.tokens -= 1;
    remember(buckets, keyId, bucket);
    const untilFull = Math.ceil((burst - bucket.tokens) / perSecond);
    const headers = {
      'ratelimit-policy': policy,
      ratelimit: `"default";r=${Math.floor(bucket.tokens)};t=${untilFull}`,
    };
    if (!admitted) {
      const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      throw new PlatformError('rate-limited', `Try again in ${seconds} s.`, {
        headers: { ...headers, 'retry-after': String(seconds) },
      });
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
  };
}

function refilled(bucket: Bucket | undefined, { perSecond, burst }: RateLimit, now: number): Bucket {
  if (bucket === undefined) return { tokens: burst, at: now };
  const seconds = Math.max(0, now - bucket.at) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + seconds * perSecond), at: now };
}

function remember(buckets: Map<string, Bucket>, key: string, bucket: Bucket): void {
  buckets.delete(key);
  buckets.set(key, bucket);
  if (buckets.size <= BUCKETS_MAX) return;
  for (const oldest of buckets.keys()) {
    buckets.delete(oldest);
    return;
  }
}
