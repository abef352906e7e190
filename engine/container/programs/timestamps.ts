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
  return `${text.slice(8, 10)} ${monthOf(ms)} ${text.slice(0, 4)} ${text.slice(11, 23)}`;
}

/** `Wed May 01 08:00:00.000000 2024`, as Apache prints it. */
export function apacheTime(ms: number): string {
  const text = iso(ms);
  return `${dayOf(ms)} ${monthOf(ms)} ${text.slice(8, 10)} ${text.slice(11, 23)}000 ${text.slice(0, 4)}`;
}

/** `Wed May  1 08:00:00 UTC 2024`, as `date` prints it. */
export function dateTime(ms: number): string {
  return formatDate(ms, '%a %b %e %H:%M:%S UTC %Y');
}

/** What `date +FORMAT` prints, for the conversions people use. */
export function formatDate(ms: number, format: string): string {
  const moment = new Date(ms);
  const text = moment.toISOString();
  const day = moment.getUTCDate();
  const hour = moment.getUTCHours();
  const fields: Readonly<Record<string, string>> = {
    '%': '%',
    A: fullDays[moment.getUTCDay()] ?? '',
    B: fullMonths[moment.getUTCMonth()] ?? '',
    D: `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(2, 4)}`,
    F: text.slice(0, 10),
    H: text.slice(11, 13),
    I: String(hour % 12 || 12).padStart(2, '0'),
    M: text.slice(14, 16),
    N: `${text.slice(20, 23)}000000`,
    R: text.slice(11, 16),
    S: text.slice(17, 19),
    T: text.slice(11, 19),
    Y: text.slice(0, 4),
    Z: 'UTC',
    a: dayOf(ms),
    b: monthOf(ms),
    c: `${dayOf(ms)} ${monthOf(ms)} ${String(day).padStart(2)} ${text.slice(11, 19)} ${text.slice(0, 4)}`,
    d: text.slice(8, 10),
    e: String(day).padStart(2),
    m: text.slice(5, 7),
    n: '\n',
    p: hour < 12 ? 'AM' : 'PM',
    s: String(Math.floor(ms / 1000)),
    u: String(moment.getUTCDay() || 7),
    y: text.slice(2, 4),
    z: '+0000',
  };
  return format.replace(/%([%a-zA-Z])/g, (whole, letter: string) =>
    Object.hasOwn(fields, letter) ? (fields[letter] ?? whole) : whole,
  );
}

function dayOf(ms: number): string {
  return days[new Date(ms).getUTCDay()] ?? '';
}

function monthOf(ms: number): string {
  return months[new Date(ms).getUTCMonth()] ?? '';
}
