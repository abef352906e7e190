import { parseGoDuration } from '../simulation/go-duration.ts';
import { invalidParameter } from './docker-error.ts';
import { parseTime } from './moments.ts';

/** The moment of a filter `until`: a timestamp, or how long ago, such as `1h30m`. @returns ms @throws DockerError */
export function parseUntil(text: string, nowMs: number): number {
  const ago = text === '0' ? undefined : parseGoDuration(text);
  if (ago !== undefined) return nowMs - ago;
  if (/^(\d{1,12}(\.\d{1,9})?|\d{4}-\d\d-\d\d(T[\d:.]{1,20})?([zZ]|[+-]\d\d:\d\d)?)$/.test(text))
    return parseTime(text) ?? 0;
  throw invalidParameter(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}
