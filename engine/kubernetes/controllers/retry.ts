import { parseTime } from '../../simulation/time.ts';
import type { Requeue } from '../controller.ts';

/** The longest wait of client-go's rate limiter. */
const RETRY_MAX_MS = 1000 * 1000;
/** Upstream starts with 5 ms; the conditions that tell when a failure began count whole seconds. */
const RETRY_MIN_MS = 1000;

/**
 * Tries again after as long as it has been failing, so each wait is twice the one before.
 * @param since when it began to fail, as a condition tells it
 */
export function retryFailing(since: string | undefined, now: number): Requeue {
  const failingMs = now - (parseTime(since) || now);
  return { afterMs: Math.min(Math.max(failingMs, RETRY_MIN_MS), RETRY_MAX_MS), background: true };
}
