import type { Invocation } from './program.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const fullDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const fullMonths =
  'January February March April May June July August September October November December'.split(' ');

/** The moment `afterMs` after a program was started, in milliseconds since the epoch. */
export function wallClock(invocation: Invocation, afterMs = 0): number {
  return invocation.container.spec.startedAtMs + invocation.atMs + afterMs;
}

/** `2024-05-01T08:00:00.000Z` */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2024-05-01 08:00:00` */
export function plainTime(ms: number): string {
  return iso(ms).slice(0, 19).replace('T', ' ');
}

/** `2024/05/01 08:00:00`, as nginx and Go's log print it. */
export function slashedTime(ms: number): string {
  return plainTime(ms).replaceAll('-', '/');
}

/** `01 May 2024 08:00:00.000`, as redis prints it. */
export function redisTime(ms: number): string {
  const text = iso(ms);
  return `${text.slice(8, 10)} ${monthOf(text)} ${text.slice(0, 4)} ${text.slice(11, 23)}`;
}

/** `Wed May 01 08:00:00.000000 2024`, as Apache prints it. */
export function apacheTime(ms: number): string {
  const text = iso(ms);
  return `${dayOf(ms)} ${monthOf(text)} ${text.slice(8, 10)} ${text.slice(11, 23)}000 ${text.slice(0, 4)}`;
}

/** `Wed May  1 08:00:00 UTC 2024`, as `date` prints it. */
export function dateTime(ms: number): string {
  const text = iso(ms);
  return `${dayOf(ms)} ${monthOf(text)} ${dayOfMonth(text)} ${text.slice(11, 19)} UTC ${text.slice(0, 4)}`;
}

/** What `date +FORMAT` prints, for the conversions people use. */
export function formatDate(ms: number, format: string): string {
  const text = iso(ms);
  return format.replace(/%([%a-zA-Z])/g, (whole, letter: string) => conversions[letter]?.(text, ms) ?? whole);
}

type Conversion = (text: string, ms: number) => string;

const twelveHour = (text: string): string => String(Number(text.slice(11, 13)) % 12 || 12).padStart(2, '0');
const dayOfMonth = (text: string): string => String(Number(text.slice(8, 10))).padStart(2);

/** By letter: cut out of the ISO form of the moment, or worked out. Letters only are looked up. */
const conversions: Readonly<Record<string, Conversion>> = {
  '%': () => '%',
  A: (_text, ms) => fullDays[new Date(ms).getUTCDay()] ?? '',
  B: (text) => fullMonths[Number(text.slice(5, 7)) - 1] ?? '',
  D: (text) => `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(2, 4)}`,
  F: (text) => text.slice(0, 10),
  H: (text) => text.slice(11, 13),
  I: twelveHour,
  M: (text) => text.slice(14, 16),
  N: (text) => `${text.slice(20, 23)}000000`,
  R: (text) => text.slice(11, 16),
  S: (text) => text.slice(17, 19),
  T: (text) => text.slice(11, 19),
  Y: (text) => text.slice(0, 4),
  Z: () => 'UTC',
  a: (_text, ms) => dayOf(ms),
  b: (text) => monthOf(text),
  c: (text, ms) =>
    `${dayOf(ms)} ${monthOf(text)} ${dayOfMonth(text)} ${text.slice(11, 19)} ${text.slice(0, 4)}`,
  d: (text) => text.slice(8, 10),
  e: dayOfMonth,
  m: (text) => text.slice(5, 7),
  n: () => '\n',
  p: (text) => (text.slice(11, 13) < '12' ? 'AM' : 'PM'),
  s: (_text, ms) => String(Math.floor(ms / 1000)),
  u: (_text, ms) => String(new Date(ms).getUTCDay() || 7),
  y: (text) => text.slice(2, 4),
  z: () => '+0000',
};

function dayOf(ms: number): string {
  return days[new Date(ms).getUTCDay()] ?? '';
}

/** The month of a moment in ISO form. */
function monthOf(text: string): string {
  return months[Number(text.slice(5, 7)) - 1] ?? '';
}
