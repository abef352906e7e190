import { invalidParameter } from './docker-error.ts';
import { parseTime } from './moments.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const PARTS_MAX = 16;

/** The moment of a filter `until`: a timestamp, or how long ago, such as `1h30m`. @returns ms @throws DockerError */
export function parseUntil(text: string, nowMs: number): number {
  const ago = text === '0' ? undefined : durationMs(text);
  if (ago !== undefined) return nowMs - ago;
  if (/^(\d{1,12}(\.\d{1,9})?|\d{4}-\d\d-\d\d(T[\d:.]{1,20})?([zZ]|[+-]\d\d:\d\d)?)$/.test(text))
    return parseTime(text) ?? 0;
  throw invalidParameter(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

/** As Go's time.ParseDuration; undefined: it isn't one. */
export function durationMs(text: string): number | undefined {
  const part = /(\d{1,12}(?:\.\d{1,9})?)(ns|us|µs|ms|s|m|h)/y;
  let ms = 0;
  for (let parts = 0; part.lastIndex < text.length; parts++) {
    const [, number, unit = ''] = part.exec(text) ?? [];
    if (number === undefined || parts >= PARTS_MAX) return undefined;
    ms += Number(number) * (UNITS_MS[unit] ?? 0);
  }
  return text === '' ? undefined : ms;
}
