import { invalidParameter } from './docker-error.ts';

/**
 * A moment of a query, as `docker logs --since` sends it: seconds since the epoch with a fraction, or RFC 3339.
 * Undefined: none is given. @returns ms @throws DockerError
 */
export function parseTime(text: string | null): number | undefined {
  if (text === null || text === '' || text === '0') return undefined;
  const [, seconds, fraction = ''] = /^(-?\d{1,12})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + Number(fraction.padEnd(9, '0')) / 1_000_000;
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw invalidParameter(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return ms;
}
