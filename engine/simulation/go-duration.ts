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

/** As Go's time.ParseDuration; undefined: it isn't one. @returns ms, negative after a minus */
export function parseGoDuration(text: string): number | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0;
  const part = /(\d{1,12}(?:\.\d{1,9})?)(ns|us|µs|ms|s|m|h)/y;
  let ms = 0;
  for (let parts = 0; part.lastIndex < rest.length; parts++) {
    const [, number, unit = ''] = part.exec(rest) ?? [];
    if (number === undefined || parts >= PARTS_MAX) return undefined;
    ms += Number(number) * (UNITS_MS[unit] ?? 0);
  }
  if (rest === '') return undefined;
  return sign === '-' ? -ms : ms;
}

/** A Go time.Duration as it prints itself: `812ms`, `1.94s`, `1m20s`, `5m0s`. */
export function goDuration(ms: number): string {
  if (ms < 0) return `-${goDuration(-ms)}`;
  if (ms === 0) return '0s';
  if (ms < 0.001) return `${Math.round(ms * 1e6)}ns`;
  if (ms < 1) return `${Math.round(ms * 1e6) / 1000}µs`;
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
