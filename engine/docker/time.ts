/** What Go prints for a moment that isn't set. */
export const NO_TIME = '0001-01-01T00:00:00Z';

/** RFC 3339 with a fraction as long as it needs to be, as Go's time.RFC3339Nano. */
export function timestamp(ms: number | undefined): string {
  if (ms === undefined) return NO_TIME;
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** RFC 3339 with nine digits of a second, as logs have it. */
export function fixedTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}

/** Nanoseconds since the epoch: more than a double can hold exactly, but whole milliseconds survive. */
export function nanoseconds(ms: number): number {
  return ms * 1_000_000;
}

const UNITS: readonly (readonly [below: number, divisor: number, words: string])[] = [
  [60, 1, 'seconds'],
  [3600, 60, 'minutes'],
  [48 * 3600, 3600, 'hours'],
  [14 * 86_400, 86_400, 'days'],
  [60 * 86_400, 7 * 86_400, 'weeks'],
  [2 * 365 * 86_400, 30 * 86_400, 'months'],
];

/** `3 minutes`, as docker says how long something has lasted (go-units' HumanDuration). */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds >= 60 && seconds < 120) return 'About a minute';
  const hours = Math.floor(seconds / 3600 + 0.5);
  if (seconds >= 3600 && hours === 1) return 'About an hour';
  for (const [below, divisor, words] of UNITS) {
    if (seconds >= below) continue;
    return `${divisor === 3600 ? hours : Math.floor(seconds / divisor)} ${words}`;
  }
  return `${Math.floor(seconds / (365 * 86_400))} years`;
}
