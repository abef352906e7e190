import { SqlError } from '../errors.ts';
import { DAY, Interval, SECOND } from './value.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days since 1970 of a date; undefined: there is no such day. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || month < 1) return undefined;
  return Math.floor(date.getTime() / 86_400_000);
}

export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** Whole. */
  readonly second: number;
  readonly microsecond: number;
}

/** @param microseconds since 1970 */
export function fieldsOf(microseconds: number): Fields {
  const ms = Math.floor(microseconds / 1000);
  const date = new Date(ms);
  const second = date.getUTCSeconds();
  const microsecond = date.getUTCMilliseconds() * 1000 + (microseconds - ms * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second,
    microsecond,
  };
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

export function showDate(days: number): string {
  const { year, month, day } = fieldsOf(days * DAY);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** @param places digits of the second; undefined: as many as count */
export function showTime(microseconds: number, places?: number): string {
  const { hour, minute, second, microsecond } = fieldsOf(((microseconds % DAY) + DAY) % DAY);
  const digits = pad(microsecond, 6);
  const fraction = places === undefined ? digits.replace(/0+$/, '') : digits.slice(0, places);
  return `${pad(hour)}:${pad(minute)}:${pad(second)}${fraction === '' ? '' : `.${fraction}`}`;
}

export function showTimestamp(microseconds: number, places?: number): string {
  return `${showDate(Math.floor(microseconds / DAY))} ${showTime(microseconds, places)}`;
}

export function showInterval({ months: all, days, microseconds }: Interval): string {
  const years = Math.trunc(all / 12);
  const rest = all % 12;
  const parts: string[] = [];
  const part = (value: number, unit: string) => {
    if (value !== 0) parts.push(`${value} ${unit}${value === 1 ? '' : 's'}`);
  };
  part(years, 'year');
  part(rest, 'mon');
  part(days, 'day');
  if (microseconds !== 0 || parts.length === 0) {
    const size = Math.abs(microseconds);
    const hours = Math.floor(size / (3600 * SECOND));
    parts.push(`${microseconds < 0 ? '-' : ''}${pad(hours)}${showTime(size % (3600 * SECOND)).slice(2)}`);
  }
  return parts.join(' ');
}

/** @returns microseconds of the day; undefined: it isn't a time */
export function parseTime(text: string): number | undefined {
  const match =
    /^\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?\s*(am|pm)?\s*(?:[+-]\d{1,2}(?::?\d\d)?|z)?\s*$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', half] = match;
  const hour = (Number(hours) % (half === undefined ? 25 : 12)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const micro = Math.round(Number(`0.${fraction || '0'}`) * SECOND);
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND + micro;
}

interface Moment {
  readonly microseconds: number;
  /** Of the zone that was written, in minutes; undefined: none was. */
  readonly offset?: number;
}

/** @returns undefined where it isn't a date; throws where there is no such day. @param type what it is to be, for MySQL's error */
export function parseMoment(text: string, nowMs: number, type = 'datetime'): Moment | undefined {
  const word = text.trim().toLowerCase();
  const today = Math.floor(nowMs / 86_400_000);
  const named: Readonly<Record<string, number>> = {
    now: nowMs * 1000,
    today: today * DAY,
    yesterday: (today - 1) * DAY,
    tomorrow: (today + 1) * DAY,
    epoch: 0,
  };
  if (Object.hasOwn(named, word)) return { microseconds: named[word] ?? 0 };
  const match =
    /^\s*(\d{1,6})[-/.](\d{1,2}|[A-Za-z]{3,9})[-/.](\d{1,4})(?:[T\s]+(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d{1,9})?)?(?:\s*[ap]m)?))?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?)?\s*$/i.exec(
      text,
    ) ?? writtenOut(text);
  if (match === null) return undefined;
  const [, first = '', middle = '', last = '', time, zone] = match;
  const monthName = months.indexOf(middle.slice(0, 3).toLowerCase()) + 1;
  const yearFirst = first.length > 2;
  const year = Number(yearFirst ? first : last);
  const month = monthName > 0 ? monthName : Number(yearFirst ? middle : first);
  const day = Number(yearFirst ? last : monthName > 0 ? first : middle);
  const days = daysOf(year, month, day);
  if (days === undefined) throw new SqlError('dateRange', { value: text, type });
  const clock = time === undefined ? 0 : parseTime(time);
  if (clock === undefined) throw new SqlError('dateRange', { value: text, type });
  if (zone === undefined) return { microseconds: days * DAY + clock };
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { microseconds: days * DAY + clock, offset };
}

/** `20240131`, `Jan 31 2024`, `31 January 2024` */
function writtenOut(text: string): RegExpExecArray | string[] | null {
  const compact = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
  if (compact !== null) return compact;
  const named = /^\s*([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})\s*$/.exec(text);
  if (named !== null && months.includes((named[1] ?? '').slice(0, 3).toLowerCase()))
    return ['', named[3] ?? '', named[1] ?? '', named[2] ?? ''];
  return null;
}

const units: Readonly<Record<string, readonly [months: number, days: number, microseconds: number]>> = {
  microsecond: [0, 0, 1],
  millisecond: [0, 0, 1000],
  second: [0, 0, SECOND],
  sec: [0, 0, SECOND],
  s: [0, 0, SECOND],
  minute: [0, 0, 60 * SECOND],
  min: [0, 0, 60 * SECOND],
  m: [0, 0, 60 * SECOND],
  hour: [0, 0, 3600 * SECOND],
  h: [0, 0, 3600 * SECOND],
  hr: [0, 0, 3600 * SECOND],
  day: [0, 1, 0],
  d: [0, 1, 0],
  week: [0, 7, 0],
  w: [0, 7, 0],
  month: [1, 0, 0],
  mon: [1, 0, 0],
  quarter: [3, 0, 0],
  year: [12, 0, 0],
  y: [12, 0, 0],
  yr: [12, 0, 0],
  decade: [120, 0, 0],
  century: [1200, 0, 0],
};

/** So many of a unit; undefined: there is no such unit. */
export function intervalOf(amount: number, unit: string): Interval | undefined {
  const word = unit.toLowerCase();
  const known = units[word] ?? units[word.replace(/s$/, '')];
  if (known === undefined) return undefined;
  return new Interval(...known).times(amount);
}

export function parseInterval(text: string): Interval | undefined {
  let sum = new Interval(0, 0, 0);
  let rest = text.trim().replace(/^@\s*/, '');
  const ago = / ago$/i.test(rest);
  rest = rest.replace(/ ago$/i, '');
  if (rest === '') return undefined;
  for (let parts = 0; rest !== '' && parts < 20; parts++) {
    const clock = /^([+-]?)(\d{1,9}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,9})?))?\s*/.exec(rest);
    if (clock !== null) {
      const [whole, sign, hours, minutes, seconds = '0'] = clock;
      const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
      sum = sum.plus(new Interval(0, 0, Math.round(size)), sign === '-' ? -1 : 1);
      rest = rest.slice(whole.length);
      continue;
    }
    const named = /^([+-]?\d{1,9}(?:\.\d{1,9})?)\s*([A-Za-z]{0,14})\s*/.exec(rest);
    if (named === null) return undefined;
    const part = intervalOf(Number(named[1]), named[2] || 'second');
    if (part === undefined) return undefined;
    sum = sum.plus(part);
    rest = rest.slice(named[0].length);
  }
  return rest === '' ? (ago ? sum.times(-1) : sum) : undefined;
}

/** A moment and an interval: months first, cut to the month's last day. @param microseconds since 1970 */
export function shifted(microseconds: number, by: Interval, sign = 1): number {
  let base = microseconds;
  if (by.months !== 0) {
    const { year, month, day } = fieldsOf(microseconds);
    const total = year * 12 + (month - 1) + sign * by.months;
    const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
    const clock = microseconds - Math.floor(microseconds / DAY) * DAY;
    let target: number | undefined;
    for (let last = day; target === undefined && last > 0; last--) target = daysOf(toYear, toMonth, last);
    if (target === undefined || !Number.isFinite(target))
      throw new SqlError('dateRange', { value: 'timestamp' });
    base = target * DAY + clock;
  }
  const moved = base + sign * (by.days * DAY + by.microseconds);
  if (Math.abs(moved) > Number.MAX_SAFE_INTEGER) throw new SqlError('dateRange', { value: 'timestamp' });
  return moved;
}
