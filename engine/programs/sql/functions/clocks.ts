import { SqlError } from '../errors.ts';
import { daysOf, fieldsOf, parseMoment, parseTime } from '../values/times.ts';
import { DATE, INTERVAL, TIMESTAMP } from '../values/types.ts';
import { DAY, Interval, numberOf, SECOND, type Value } from '../values/value.ts';
import { define, type Functions, intArg, textArg } from './function.ts';
import { formatMysqlTime } from './time-formats.ts';

/** Days of MySQL's calendar before 1970. */
const YEAR_ZERO = 719_528;

/** A time of day, or a difference of times, in microseconds. */
function clock(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  const text = textArg(value);
  const [, sign = '', hours = '', rest = ''] = /^\s*(-?)(\d+):(\d+(?::\d+(?:\.\d+)?)?)\s*$/.exec(text) ?? [];
  if (hours !== '') {
    const [minutes = '0', seconds = '0'] = rest.split(':');
    const micro = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND;
    return sign === '-' ? -micro : micro;
  }
  return parseTime(text) ?? 0;
}

/** Of two texts, moments or times of day. */
function between(a: Value | undefined, b: Value | undefined, nowMs: number): number {
  const moment = (value: Value | undefined) =>
    typeof value === 'string' ? parseMoment(value, nowMs)?.microseconds : undefined;
  return (moment(a) ?? clock(a)) - (moment(b) ?? clock(b));
}

function day(value: Value | undefined, base: string | undefined, nowMs: number): number {
  if (typeof value === 'number') return base === 'date' ? value : Math.floor(value / DAY);
  return Math.floor((parseMoment(textArg(value), nowMs)?.microseconds ?? 0) / DAY);
}

/**
 * MySQL's week of a day, and the year that it belongs to. @param mode bits: weeks begin on Monday; a year has no week 0;
 * with the first whole week (the other way round where weeks begin on Sunday) in place of the first with four days
 */
function weekOf(days: number, mode: number): readonly [year: number, week: number] {
  const monday = (mode & 1) !== 0;
  const wholeFirst = ((mode & 4) !== 0) === monday;
  const { year } = fieldsOf(days * DAY);
  const start = (of: number): number => {
    const first = daysOf(of, 1, 1) ?? 0;
    const weekday = (((first + (monday ? 3 : 4)) % 7) + 7) % 7;
    const later = wholeFirst ? weekday !== 0 : weekday >= 4;
    return first - weekday + (later ? 7 : 0);
  };
  if (days < start(year)) return (mode & 2) === 0 ? [year, 0] : weekIn(days, year - 1, start(year - 1));
  if ((mode & 2) !== 0 && days >= start(year + 1)) return [year + 1, 1];
  return weekIn(days, year, start(year));
}

function weekIn(days: number, year: number, start: number): readonly [year: number, week: number] {
  return [year, Math.floor((days - start) / 7) + 1];
}

const months = (period: number): number => {
  const year = Math.floor(period / 100);
  return (year < 70 ? year + 2000 : year < 100 ? year + 1900 : year) * 12 + (period % 100) - 1;
};

const interval = (value: Value | undefined): Interval =>
  value instanceof Interval ? value : new Interval(0, 0, 0);

/** Hours become days and days months; then all have one sign. */
function justified(of: Interval, days: boolean, hours: boolean): Interval {
  const whole = hours ? Math.trunc(of.microseconds / DAY) : 0;
  let [months, left, micro] = [of.months, of.days + whole, of.microseconds - whole * DAY];
  if (days) {
    const more = Math.trunc(left / 30);
    [months, left] = [months + more, left - more * 30];
  }
  if (days && months !== 0) {
    const sign = Math.sign(months);
    if (left * sign < 0 || (hours && left === 0 && micro * sign < 0))
      [months, left] = [months - sign, left + 30 * sign];
  }
  if (hours && left !== 0 && micro * Math.sign(left) < 0)
    [left, micro] = [left - Math.sign(left), micro + DAY * Math.sign(left)];
  return new Interval(months, left, micro);
}

/** @throws SqlError where there is no such day */
function dayNumber(...parts: readonly (Value | undefined)[]): number {
  const [year = 0, month = 0, day = 0] = parts.map(intArg);
  const days = daysOf(year, month, day);
  if (days !== undefined) return days;
  const shown = [year, month, day].map((part) => String(part).padStart(2, '0'));
  throw new SqlError('fieldRange', { what: 'date', value: shown.join('-') });
}

/** @throws SqlError where there is no such time of day */
function clockOf(...parts: readonly (Value | undefined)[]): number {
  const [hour = 0, minute = 0, second = 0] = parts.map((part) => numberOf(part ?? 0));
  const value = Math.round(((hour * 60 + minute) * 60 + second) * SECOND);
  const fine = hour >= 0 && minute >= 0 && minute < 60 && second >= 0 && second <= 60 && value <= DAY;
  if (fine) return value;
  const shown = [hour, minute, second].map((part) => String(part).padStart(2, '0'));
  throw new SqlError('fieldRange', { what: 'time', value: shown.join(':') });
}

/** Times of day, periods and calendar numbers of MySQL; what PostgreSQL makes of parts. */
export const clockFunctions: Functions = {
  sec_to_time: define('float8 → time', ([a]) => Math.round(numberOf(a ?? 0) * SECOND)),
  time_to_sec: define('any → int8', ([a]) => BigInt(Math.trunc(clock(a) / SECOND))),
  maketime: define('int4 int4 float8 → time', ([a, b, c]) =>
    Math.round(((intArg(a) * 60 + intArg(b)) * 60 + numberOf(c ?? 0)) * SECOND),
  ),
  makedate: define('int4 int4 → date', ([a, b]) =>
    intArg(b) < 1 ? null : (daysOf(intArg(a), 1, 1) ?? 0) + intArg(b) - 1,
  ),
  timediff: define('any any → time', ([a, b], env) => between(a, b, env.nowMs)),
  addtime: define('any any → time', ([a, b]) => clock(a) + clock(b)),
  subtime: define('any any → time', ([a, b]) => clock(a) - clock(b)),
  time_format: define('any text → text', ([a, b]) => formatMysqlTime(clock(a), textArg(b))),
  microsecond: define('any → int4', ([a]) => ((clock(a) % SECOND) + SECOND) % SECOND),
  to_days: define('any → int4', ([a], env, [type]) => day(a, type?.base, env.nowMs) + YEAR_ZERO),
  from_days: define('int4 → date', ([a]) => intArg(a) - YEAR_ZERO, { result: () => DATE }),
  week: define(
    'any int4? → int4',
    ([a, mode], env, [type]) => weekOf(day(a, type?.base, env.nowMs), intArg(mode))[1],
  ),
  weekofyear: define('any → int4', ([a], env, [type]) => weekOf(day(a, type?.base, env.nowMs), 3)[1]),
  yearweek: define('any int4? → int4', ([a, mode], env, [type]) => {
    const [year, week] = weekOf(day(a, type?.base, env.nowMs), intArg(mode) | 2);
    return year * 100 + week;
  }),
  period_diff: define('int4 int4 → int4', ([a, b]) => months(intArg(a)) - months(intArg(b))),
  period_add: define('int4 int4 → int4', ([a, b]) => {
    const all = months(intArg(a)) + intArg(b);
    return Math.floor(all / 12) * 100 + (all % 12) + 1;
  }),
  utc_date: define('→ date', (_args, env) => Math.floor(env.nowMs / 86_400_000), { result: () => DATE }),
  utc_time: define('→ time', (_args, env) => (Math.floor(env.nowMs / 1000) * SECOND) % DAY),
  convert_tz: define(
    'any text text → timestamp',
    ([a, from, to], env) => {
      const zone = (text: string) => {
        const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):(\d{2})$/.exec(text) ?? [];
        if (sign === undefined) return /^(?:utc|gmt|system)$/i.test(text) ? 0 : undefined;
        return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60 * SECOND;
      };
      const [before, after] = [zone(textArg(from)), zone(textArg(to))];
      const moment = typeof a === 'number' ? a : parseMoment(textArg(a), env.nowMs)?.microseconds;
      return before === undefined || after === undefined || moment === undefined
        ? null
        : moment - before + after;
    },
    { result: () => ({ ...TIMESTAMP, length: 0 }) },
  ),
  make_date: define('int4 int4 int4 → date', ([y, m, d]) => dayNumber(y, m, d)),
  make_time: define('int4 int4 float8 → time', ([h, i, s]) => clockOf(h, i, s)),
  make_timestamp: define(
    'int4 int4 int4 int4 int4 float8 → timestamp',
    ([y, m, d, h, i, s]) => dayNumber(y, m, d) * DAY + clockOf(h, i, s),
  ),
  justify_days: define('interval → interval', ([a]) => justified(interval(a), true, false), {
    result: () => INTERVAL,
  }),
  justify_hours: define('interval → interval', ([a]) => justified(interval(a), false, true)),
  justify_interval: define('interval → interval', ([a]) => justified(interval(a), true, true)),
  isfinite: define('any → bool', () => true),
  date_bin: define('interval timestamp timestamp → timestamp', ([a, b, c]) => {
    const length = interval(a).length;
    if (length <= 0) throw new SqlError('badArgument', { words: 'stride must be greater than zero' });
    const [at, from] = [numberOf(b ?? 0), numberOf(c ?? 0)];
    return from + Math.floor((at - from) / length) * length;
  }),
};
