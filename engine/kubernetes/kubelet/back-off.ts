import type { BackOff } from './state.ts';

/** The kubelet's backOffPeriod and MaxContainerBackOff: images and containers use the same. */
const BACK_OFF_MIN_MS = 10_000;
const BACK_OFF_MAX_MS = 300_000;

/** A back-off is forgotten after twice its maximum without a failure. */
function expired({ updatedAtMs }: BackOff, at: number): boolean {
  return at - updatedAtMs > 2 * BACK_OFF_MAX_MS;
}

/** The back-off after one more failure. */
export function nextBackOff(backOff: BackOff | undefined, at: number): BackOff {
  const delayMs =
    backOff === undefined || expired(backOff, at)
      ? BACK_OFF_MIN_MS
      : Math.min(backOff.delayMs * 2, BACK_OFF_MAX_MS);
  return { delayMs, updatedAtMs: at };
}

/** When the back-off lets something that failed at `since` be tried again. */
export function backOffEnd(backOff: BackOff | undefined, since: number): number {
  return backOff === undefined || expired(backOff, since) ? since : since + backOff.delayMs;
}

/** At the maximum nothing is expected to change any more. */
export function isSteady(backOff: BackOff | undefined): boolean {
  return backOff !== undefined && backOff.delayMs >= BACK_OFF_MAX_MS;
}
