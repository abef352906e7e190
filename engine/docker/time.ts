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
