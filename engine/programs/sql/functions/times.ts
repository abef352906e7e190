import { SqlError } from '../errors.ts';
import type { Environment } from '../run/environment.ts';
import {
  daysOf,
  fieldsOf,
  intervalOf,
  parseMoment,
  parseTime,
  shifted,
  showDate,
  showTime,
} from '../values/times.ts';
import { DATE, FLOAT8, INTERVAL, NUMERIC, type SqlType, TIME, TIMESTAMP } from '../values/types.ts';
import { DAY, Decimal, Interval, numberOf, SECOND, type Value } from '../values/value.ts';
import { define, type Functions, textArg } from './function.ts';
import { formatMysqlTime, formatTime } from './time-formats.ts';
import { readMysqlTime, readTime } from './time-parsing.ts';

/** Microseconds since 1970 of a value of any type of time. */
function microseconds(value: Value | undefined, type: SqlType | undefined, env: Environment): number {
  if (typeof value === 'number') return type?.base === 'date' ? value * DAY : value;
  const moment = parseMoment(textArg(value), env.nowMs);
  if (moment === undefined) throw new SqlError('invalidDate', { type: 'timestamp', value: textArg(value) });
  return moment.microseconds;
}

const started = (env: Environment): number =>
  env.mysql ? Math.floor(env.nowMs / 1000) * SECOND : env.transaction.startedMs * 1000;

function part(field: string, micro: number): number {
  const f = fieldsOf(micro);
  const days = Math.floor(micro / DAY);
  const weekday = (((days + 4) % 7) + 7) % 7;
  switch (field) {
    case 'year':
      return f.year;
    case 'month':
      return f.month;
    case 'day':
      return f.day;
    case 'hour':
      return f.hour;
    case 'minute':
      return f.minute;
    case 'second':
      return f.second + f.microsecond / SECOND;
    case 'milliseconds':
      return f.second * 1000 + f.microsecond / 1000;
    case 'microseconds':
      return f.second * SECOND + f.microsecond;
    case 'epoch':
      return micro / SECOND;
    case 'dow':
      return weekday;
    case 'isodow':
      return weekday === 0 ? 7 : weekday;
    case 'doy':
      return days - (daysOf(f.year, 1, 1) ?? 0) + 1;
    case 'quarter':
      return Math.ceil(f.month / 3);
    case 'week':
      return isoWeek(days);
    case 'decade':
      return Math.floor(f.year / 10);
    case 'century':
      return Math.ceil(f.year / 100);
    default:
      throw new SqlError('badArgument', {
        words: `unit "${field}" not recognized for type timestamp without time zone`,
      });
  }
}

function isoWeek(days: number): number {
  const thursday = days - ((((days + 3) % 7) + 7) % 7) + 3;
  const first = daysOf(fieldsOf(thursday * DAY).year, 1, 1) ?? 0;
  return Math.floor((thursday - first) / 7) + 1;
}

function intervalPart(field: string, value: Interval): number {
  const seconds = value.microseconds / SECOND;
  const parts: Readonly<Record<string, number>> = {
    year: Math.trunc(value.months / 12),
    month: value.months % 12,
    day: value.days,
    hour: Math.trunc(seconds / 3600),
    minute: Math.trunc(seconds / 60) % 60,
    second: seconds % 60,
    epoch: value.months * 30 * 86_400 + value.days * 86_400 + seconds,
  };
  return parts[field] ?? 0;
}

function truncated(field: string, micro: number): number {
  const f = fieldsOf(micro);
  const day = Math.floor(micro / DAY);
  const at = (year: number, month: number) => (daysOf(year, month, 1) ?? 0) * DAY;
  const units: Readonly<Record<string, number>> = {
    microseconds: 1,
    milliseconds: 1000,
    second: SECOND,
    minute: 60 * SECOND,
    hour: 3600 * SECOND,
    day: DAY,
  };
  const unit = units[field];
  if (unit !== undefined) return Math.floor(micro / unit) * unit;
  if (field === 'week') return (day - ((((day + 3) % 7) + 7) % 7)) * DAY;
  if (field === 'month') return at(f.year, f.month);
  if (field === 'quarter') return at(f.year, Math.floor((f.month - 1) / 3) * 3 + 1);
  if (field === 'year') return at(f.year, 1);
  throw new SqlError('badArgument', {
    words: `unit "${field}" not recognized for type timestamp without time zone`,
  });
}

/** Years, months and days between two moments, as age() counts them. */
function age(later: number, earlier: number): Interval {
  if (later < earlier) return age(earlier, later).times(-1);
  const [a, b] = [fieldsOf(later), fieldsOf(earlier)];
  let time = (((later % DAY) + DAY) % DAY) - (((earlier % DAY) + DAY) % DAY);
  let days = a.day - b.day;
  let months = (a.year - b.year) * 12 + a.month - b.month;
  if (time < 0) {
    time += DAY;
    days--;
  }
  // A month that isn't over has as many days as the earlier moment's.
  if (days < 0) {
    days +=
      (daysOf(b.year, b.month + 1, 1) ?? daysOf(b.year + 1, 1, 1) ?? 0) - (daysOf(b.year, b.month, 1) ?? 0);
    months--;
  }
  return new Interval(months, days, time);
}

/** Whole units from one moment to another. */
function difference(unit: string, from: number, to: number): number {
  const word = unit.replace(/^sql_tsi_/, '');
  const fixed: Readonly<Record<string, number>> = {
    microsecond: 1,
    second: SECOND,
    minute: 60 * SECOND,
    hour: 3600 * SECOND,
    day: DAY,
    week: 7 * DAY,
  };
  const length = fixed[word];
  if (length !== undefined) return Math.trunc((to - from) / length);
  const { months } = to >= from ? age(to, from) : age(from, to).times(-1);
  return Math.trunc(months / (word === 'year' ? 12 : word === 'quarter' ? 3 : 1));
}

/** A moment as a format has it written. @throws SqlError */
function written(text: Value | undefined, format: Value | undefined): number {
  const read = readTime(textArg(text), textArg(format));
  if (read === undefined) throw new SqlError('dateRange', { value: textArg(text), type: 'datetime' });
  return read.microseconds;
}

const field = (name: string) =>
  define('any → int4', ([a], env, [type]) => Math.floor(part(name, microseconds(a, type, env))));

function add(sign: number) {
  return define(
    'any any → any',
    ([a, b], env, [type]) => {
      const by = b instanceof Interval ? b : new Interval(0, numberOf(b ?? 0), 0);
      const moved = shifted(microseconds(a, type, env), by, sign);
      return type?.base === 'date' && by.microseconds === 0 ? Math.floor(moved / DAY) : moved;
    },
    { result: ([type]) => (type?.base === 'date' ? DATE : TIMESTAMP) },
  );
}

export const timeFunctions: Functions = {
  now: define('int4? → timestamptz', (_args, env) => started(env), {
    result: () => ({ base: 'timestamptz', length: 0 }),
  }),
  current_timestamp: define('int4? → timestamptz', (_args, env) => started(env)),
  localtimestamp: define('→ timestamp', (_args, env) => started(env)),
  statement_timestamp: define('→ timestamptz', (_args, env) => env.nowMs * 1000),
  clock_timestamp: define('→ timestamptz', (_args, env) => env.nowMs * 1000),
  current_date: define('→ date', (_args, env) => Math.floor(started(env) / DAY)),
  current_time: define('→ time', (_args, env) => started(env) % DAY, { result: () => TIME }),
  unix_timestamp: define('any? → int8', ([a], env, [type]) =>
    BigInt(Math.floor((a === undefined ? started(env) : microseconds(a, type, env)) / SECOND)),
  ),
  from_unixtime: define('float8 → timestamp', ([a]) => Math.round(numberOf(a ?? 0) * SECOND)),
  to_timestamp: [
    define('float8 → timestamptz', ([a]) => Math.round(numberOf(a ?? 0) * SECOND)),
    define('text text → timestamptz', ([a], env) => microseconds(a, undefined, env)),
  ],
  to_date: define('text text → date', ([a, b]) => Math.floor(written(a, b) / DAY)),
  time: define('any → time', ([a], env, [type]) => {
    if (type?.base === 'time') return a ?? null;
    const clock = typeof a === 'string' ? parseTime(a) : undefined;
    return clock ?? ((microseconds(a, type, env) % DAY) + DAY) % DAY;
  }),
  date: define('any → date', ([a], env, [type]) => Math.floor(microseconds(a, type, env) / DAY)),
  timezone: define('text any → any', ([, b]) => b ?? null, {
    result: ([, type]) => ({ base: type?.base === 'timestamptz' ? 'timestamp' : 'timestamptz' }),
  }),
  extract: define(
    'text any → numeric',
    ([a, b], env, [, type]) => {
      const name = textArg(a).toLowerCase();
      const value = b instanceof Interval ? intervalPart(name, b) : part(name, microseconds(b, type, env));
      const places = ['second', 'epoch'].includes(name) && type?.base !== 'date' && !env.mysql ? 6 : 0;
      return (Decimal.parse(value.toFixed(places)) ?? Decimal.of(0)).round(places);
    },
    { result: () => NUMERIC },
  ),
  date_part: define(
    'text any → float8',
    ([a, b], env, [, type]) =>
      b instanceof Interval
        ? intervalPart(textArg(a), b)
        : part(textArg(a).toLowerCase(), microseconds(b, type, env)),
    { result: () => FLOAT8 },
  ),
  date_trunc: define(
    'text any → any',
    ([a, b], env, [, type]) => truncated(textArg(a).toLowerCase(), microseconds(b, type, env)),
    {
      result: ([, type]) => ({ base: type?.base === 'timestamp' ? 'timestamp' : 'timestamptz' }),
    },
  ),
  age: define('any any? → interval', ([a, b], env, [first, second]) => {
    const later = microseconds(a, first, env);
    return b === undefined
      ? age(Math.floor(started(env) / DAY) * DAY, later)
      : age(later, microseconds(b, second, env));
  }),
  make_interval: define(
    'numeric text → interval',
    ([a, b]) => intervalOf(numberOf(a ?? 0), textArg(b)) ?? new Interval(0, 0, 0),
    { result: () => INTERVAL },
  ),
  to_char: define('any text → text', ([a, b], env, [type]) =>
    typeof a === 'number' &&
    (type?.base === 'timestamp' || type?.base === 'timestamptz' || type?.base === 'date')
      ? formatTime(microseconds(a, type, env), textArg(b))
      : formatNumber(numberOf(a ?? 0), textArg(b)),
  ),
  date_format: define('any text → text', ([a, b], env, [type]) =>
    formatMysqlTime(microseconds(a, type, env), textArg(b)),
  ),
  // Its type hangs on the format: a text does for all.
  str_to_date: define('text text → text', ([a, b]) => {
    const read = readMysqlTime(textArg(a), textArg(b));
    if (read === undefined) return null;
    const shown = [
      read.date ? showDate(Math.floor(read.microseconds / DAY)) : '',
      read.clock ? showTime(((read.microseconds % DAY) + DAY) % DAY) : '',
    ];
    return shown.join(' ').trim();
  }),
  year: define('any → int4', ([a], env, [type]) =>
    type?.shown === 'year' ? (a ?? null) : fieldsOf(microseconds(a, type, env)).year,
  ),
  month: field('month'),
  day: field('day'),
  hour: field('hour'),
  minute: field('minute'),
  second: field('second'),
  quarter: field('quarter'),
  dayofyear: field('doy'),
  dayofweek: define('any → int4', ([a], env, [type]) => part('dow', microseconds(a, type, env)) + 1),
  weekday: define('any → int4', ([a], env, [type]) => part('isodow', microseconds(a, type, env)) - 1),
  dayname: define('any → text', ([a], env, [type]) => formatMysqlTime(microseconds(a, type, env), '%W')),
  monthname: define('any → text', ([a], env, [type]) => formatMysqlTime(microseconds(a, type, env), '%M')),
  datediff: define(
    'any any → int4',
    ([a, b], env, [first, second]) =>
      Math.floor(microseconds(a, first, env) / DAY) - Math.floor(microseconds(b, second, env) / DAY),
  ),
  timestampdiff: define('text any any → int8', ([a, b, c], env, [, first, second]) =>
    BigInt(difference(textArg(a), microseconds(b, first, env), microseconds(c, second, env))),
  ),
  date_add: add(1),
  date_sub: add(-1),
  last_day: define('any → date', ([a], env, [type]) => {
    const f = fieldsOf(microseconds(a, type, env));
    return (daysOf(f.month === 12 ? f.year + 1 : f.year, (f.month % 12) + 1, 1) ?? 1) - 1;
  }),
};

function formatNumber(value: number, format: string): string {
  const places = /[.D](\d*|9*|0*)/.exec(format)?.[1]?.length ?? 0;
  const text = Math.abs(value).toFixed(places);
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = (format.split(/[.D]/)[0] ?? '').replace(/[^09]/g, '');
  const zeros = digits.includes('0') ? digits.length - digits.indexOf('0') : 1;
  let shown = (whole === '0' && zeros < 1 ? '' : whole).padStart(zeros, '0');
  if (/[,G]/.test(format)) shown = shown.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const full = (value < 0 ? '-' : '') + shown + (fraction === '' ? '' : `.${fraction}`);
  return format.startsWith('FM') ? full : full.padStart(format.length + 1);
}

export const timeAliases: Readonly<Record<string, string>> = {
  curdate: 'current_date',
  curtime: 'current_time',
  sysdate: 'now',
  localtime: 'localtimestamp',
  transaction_timestamp: 'current_timestamp',
  utc_timestamp: 'localtimestamp',
  dayofmonth: 'day',
  adddate: 'date_add',
  subdate: 'date_sub',
};
