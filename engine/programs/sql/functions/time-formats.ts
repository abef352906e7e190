import { daysOf, fieldsOf, showTime } from '../values/times.ts';
import { DAY } from '../values/value.ts';

const months = [
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
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (value: number, width = 2) => String(value).padStart(width, '0');

interface Shown {
  readonly month: string;
  readonly day: string;
  readonly hour12: number;
  readonly half: string;
  readonly yearDay: number;
}

function named(micro: number): Shown {
  const { year, month, hour } = fieldsOf(micro);
  const day = Math.floor(micro / DAY);
  return {
    month: months[month - 1] ?? '',
    day: days[(((day + 4) % 7) + 7) % 7] ?? '',
    hour12: hour % 12 === 0 ? 12 : hour % 12,
    half: hour < 12 ? 'AM' : 'PM',
    yearDay: day - (daysOf(year, 1, 1) ?? 0) + 1,
  };
}

/** to_char of PostgreSQL. */
export function formatTime(micro: number, format: string): string {
  const f = fieldsOf(micro);
  const s = named(micro);
  const parts: Readonly<Record<string, string>> = {
    YYYY: pad(f.year, 4),
    YY: pad(f.year % 100),
    MM: pad(f.month),
    DD: pad(f.day),
    DDD: pad(s.yearDay, 3),
    HH24: pad(f.hour),
    HH12: pad(s.hour12),
    HH: pad(s.hour12),
    MI: pad(f.minute),
    SS: pad(f.second),
    MS: pad(Math.floor(f.microsecond / 1000), 3),
    US: pad(f.microsecond, 6),
    AM: s.half,
    PM: s.half,
    am: s.half.toLowerCase(),
    pm: s.half.toLowerCase(),
    Mon: s.month.slice(0, 3),
    MON: s.month.slice(0, 3).toUpperCase(),
    mon: s.month.slice(0, 3).toLowerCase(),
    Month: s.month.padEnd(9),
    MONTH: s.month.toUpperCase().padEnd(9),
    month: s.month.toLowerCase().padEnd(9),
    Dy: s.day.slice(0, 3),
    DY: s.day.slice(0, 3).toUpperCase(),
    Day: s.day.padEnd(9),
    DAY: s.day.toUpperCase().padEnd(9),
    day: s.day.toLowerCase().padEnd(9),
    TZ: 'UTC',
    Q: String(Math.ceil(f.month / 3)),
  };
  return format.replace(
    /"([^"]*)"|FM|YYYY|YY|MM|MONTH|Month|month|MON|Mon|mon|DDD|DD|DAY|Day|day|DY|Dy|HH24|HH12|HH|MI|SS|MS|US|AM|PM|am|pm|TZ|Q/g,
    (word, quoted: string | undefined, at: number) => {
      if (quoted !== undefined) return quoted;
      if (word === 'FM') return '';
      const shown = parts[word] ?? word;
      return format.slice(Math.max(0, at - 2), at) === 'FM' ? shown.trim().replace(/^0+(?=\d)/, '') : shown;
    },
  );
}

/** DATE_FORMAT of MySQL. */
export function formatMysqlTime(micro: number, format: string): string {
  const f = fieldsOf(micro);
  const s = named(micro);
  const parts: Readonly<Record<string, string>> = {
    Y: pad(f.year, 4),
    y: pad(f.year % 100),
    m: pad(f.month),
    c: String(f.month),
    d: pad(f.day),
    e: String(f.day),
    H: pad(f.hour),
    k: String(f.hour),
    h: pad(s.hour12),
    I: pad(s.hour12),
    l: String(s.hour12),
    i: pad(f.minute),
    s: pad(f.second),
    S: pad(f.second),
    f: pad(f.microsecond, 6),
    p: s.half,
    M: s.month,
    b: s.month.slice(0, 3),
    W: s.day,
    a: s.day.slice(0, 3),
    j: pad(s.yearDay, 3),
    T: showTime(micro, 0),
    r: `${pad(s.hour12)}:${pad(f.minute)}:${pad(f.second)} ${s.half}`,
    '%': '%',
  };
  return format.replace(/%(.)/g, (_whole, letter: string) => parts[letter] ?? letter);
}
