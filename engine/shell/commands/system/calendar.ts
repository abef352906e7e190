/** strftime(3) in the C locale and in UTC, the only time zone there is. */

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const dayMs = 86_400_000;
/** Width that a format may ask for: `%10d`. */
const WIDTH_MAX = 100;

/** A field: its text, or a number with the width and the filler that it has by default. */
type Field = string | readonly [value: number, width: number, filler?: '0' | ' '];

const fields: Readonly<Record<string, (date: Date) => Field>> = {
  a: (date) => weekday(date).slice(0, 3),
  A: weekday,
  b: (date) => month(date).slice(0, 3),
  B: month,
  c: (date) => formatTime('%a %b %e %H:%M:%S %Y', date.getTime()),
  C: (date) => [Math.floor(date.getUTCFullYear() / 100), 2],
  d: (date) => [date.getUTCDate(), 2],
  D: (date) => formatTime('%m/%d/%y', date.getTime()),
  e: (date) => [date.getUTCDate(), 2, ' '],
  F: (date) => formatTime('%Y-%m-%d', date.getTime()),
  g: (date) => [isoWeek(date).year % 100, 2],
  G: (date) => [isoWeek(date).year, 4],
  h: (date) => month(date).slice(0, 3),
  H: (date) => [date.getUTCHours(), 2],
  I: (date) => [date.getUTCHours() % 12 || 12, 2],
  j: (date) => [dayOfYear(date) + 1, 3],
  k: (date) => [date.getUTCHours(), 2, ' '],
  l: (date) => [date.getUTCHours() % 12 || 12, 2, ' '],
  m: (date) => [date.getUTCMonth() + 1, 2],
  M: (date) => [date.getUTCMinutes(), 2],
  n: () => '\n',
  N: (date) => [milliseconds(date) * 1_000_000, 9],
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  q: (date) => [Math.floor(date.getUTCMonth() / 3) + 1, 1],
  r: (date) => formatTime('%I:%M:%S %p', date.getTime()),
  R: (date) => formatTime('%H:%M', date.getTime()),
  s: (date) => [Math.floor(date.getTime() / 1000), 1],
  S: (date) => [date.getUTCSeconds(), 2],
  t: () => '\t',
  T: (date) => formatTime('%H:%M:%S', date.getTime()),
  u: (date) => [date.getUTCDay() || 7, 1],
  U: (date) => [Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7), 2],
  V: (date) => [isoWeek(date).week, 2],
  w: (date) => [date.getUTCDay(), 1],
  W: (date) => [Math.floor((dayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7), 2],
  x: (date) => formatTime('%m/%d/%y', date.getTime()),
  X: (date) => formatTime('%H:%M:%S', date.getTime()),
  y: (date) => [date.getUTCFullYear() % 100, 2],
  Y: (date) => [date.getUTCFullYear(), 4],
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

/** @param format what it doesn't know stays as it is, as in glibc */
export function formatTime(format: string, ms: number): string {
  const date = new Date(ms);
  const pattern = /%([-_0^#]?)(\d{0,3})(:{0,3}z|[a-zA-Z%])/g;
  return format.replace(pattern, (whole, flag: string, width: string, letter: string) => {
    if (letter.startsWith(':')) return letter === '::z' ? '+00:00:00' : letter === ':::z' ? '+00' : '+00:00';
    const field = Object.hasOwn(fields, letter) ? fields[letter]?.(date) : undefined;
    return field === undefined ? whole : rendered(field, flag, Number(width), letter);
  });
}

function rendered(field: Field, flag: string, width: number, letter: string): string {
  if (typeof field === 'string') {
    return (flag === '^' ? field.toUpperCase() : field).padStart(Math.min(width, WIDTH_MAX));
  }
  const [value, usual, filler = '0'] = field;
  // Of nanoseconds a width takes the first digits.
  if (letter === 'N' && width > 0)
    return String(value).padStart(9, '0').slice(0, width).padEnd(Math.min(width, 9), '0');
  if (flag === '-') return String(value);
  return String(value).padStart(
    Math.min(width || usual, WIDTH_MAX),
    flag === '_' ? ' ' : flag === '0' ? '0' : filler,
  );
}

export function daysInMonth(year: number, monthIndex: number): number {
  return new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
}

function weekday(date: Date): string {
  return weekdays[date.getUTCDay()] ?? '';
}

function month(date: Date): string {
  return months[date.getUTCMonth()] ?? '';
}

function milliseconds(date: Date): number {
  return ((date.getTime() % 1000) + 1000) % 1000;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs);
}

/** ISO 8601: the week belongs to the year that its Thursday is in. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayMs);
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}
