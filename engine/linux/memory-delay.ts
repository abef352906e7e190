/** Pages are charged in batches (MEMCG_CHARGE_BATCH), of so many bytes. */
const BATCH_BYTES = 64 * 4096;
/** With twice of memory.high in use, a batch would be held back for so long: 2^40 of MEMCG_DELAY_PRECISION by 2^34. */
const FULL_DELAY_MS = 64_000;
/** A delay shorter than this isn't worth a sleep, and none is longer than that. */
const [DELAY_LEAST_MS, DELAY_MOST_MS] = [10, 2000];
/** At so many places at most the delay is worked out. */
const SAMPLES_MAX = 64;

/**
 * What the kernel holds a process back for that has come over memory.high: it sleeps for each batch, the longer the
 * more is over (calculate_high_delay()).
 * @param used with the new bytes
 */
export function delayOver(high: number, used: number, bytes: number): number {
  const over = Math.min(used - high, bytes);
  if (over <= 0) return 0;
  const batches = over / BATCH_BYTES;
  const samples = Math.min(SAMPLES_MAX, Math.ceil(batches));
  let sum = 0;
  for (let sample = 1; sample <= samples; sample++) {
    const part = (used - high - over + (over * sample) / samples) / Math.max(high, BATCH_BYTES);
    const delay = Math.min(1, batches) * FULL_DELAY_MS * part ** 2;
    if (delay > DELAY_LEAST_MS) sum += Math.min(delay, DELAY_MOST_MS);
  }
  return (sum / samples) * Math.max(1, batches);
}
