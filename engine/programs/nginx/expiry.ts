import type { Headers } from '../http/message.ts';
import { httpDate } from '../timestamps.ts';

const secondsOf: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
};

/** The headers of `expires`. */
export function expiry(value: string | null, now: number): Headers {
  if (value === null) return [];
  if (value === 'epoch')
    return [
      ['Expires', 'Thu, 01 Jan 1970 00:00:01 GMT'],
      ['Cache-Control', 'no-cache'],
    ];
  if (value === 'max')
    return [
      ['Expires', 'Thu, 31 Dec 2037 23:55:55 GMT'],
      ['Cache-Control', 'max-age=315360000'],
    ];
  const negative = value.startsWith('-');
  const parts = value.matchAll(/(\d{1,9})([smhdwMy]?)/g);
  const seconds = [...parts].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (secondsOf[unit] ?? 1),
    0,
  );
  return [
    ['Expires', httpDate(now + (negative ? -seconds : seconds) * 1000)],
    ['Cache-Control', negative ? 'no-cache' : `max-age=${seconds}`],
  ];
}
