import { BsonDate, isDocument, isNumber, ObjectId, Timestamp, typeOf, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Operator } from './expressions.ts';

const DAY_MS = 86_400_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

function dateOf(value: Value): Date | undefined {
  const given = isDocument(value) && value.has('date') ? value.get('date') : value;
  if (given instanceof BsonDate) return new Date(given.ms);
  if (given instanceof ObjectId) return new Date(Number.parseInt(given.hex.slice(0, 8), 16) * 1000);
  if (given instanceof Timestamp) return new Date(given.seconds * 1000);
  if (given === null || given === undefined) return undefined;
  throw new MongoError('BadValue', `can't convert from BSON type ${typeOf(given).name} to Date`);
}

const part =
  (take: (date: Date) => number): Operator =>
  ([value]) => {
    const date = dateOf(value);
    return date === undefined || Number.isNaN(date.getTime()) ? null : take(date);
  };

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

function isoWeek(date: Date): number {
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  return Math.ceil(dayOfYear(day) / 7);
}

const two = (value: number, width = 2): string => String(value).padStart(width, '0');

const formats: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => two(date.getUTCFullYear(), 4),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  H: (date) => two(date.getUTCHours()),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  L: (date) => two(date.getUTCMilliseconds(), 3),
  j: (date) => two(dayOfYear(date), 3),
  u: (date) => String(date.getUTCDay() || 7),
  w: (date) => String(date.getUTCDay() + 1),
  V: (date) => two(isoWeek(date)),
  G: (date) => two(date.getUTCFullYear(), 4),
  z: () => '+0000',
  Z: () => '0',
  '%': () => '%',
};

function moved(date: Date, unit: string, amount: number): BsonDate {
  const months = MONTHS[unit];
  if (months !== undefined) {
    const made = new Date(date);
    const day = made.getUTCDate();
    made.setUTCDate(1);
    made.setUTCMonth(made.getUTCMonth() + months * amount);
    const last = new Date(Date.UTC(made.getUTCFullYear(), made.getUTCMonth() + 1, 0)).getUTCDate();
    made.setUTCDate(Math.min(day, last));
    return new BsonDate(made.getTime());
  }
  const unitMs = UNITS_MS[unit];
  if (unitMs === undefined) throw new MongoError('BadValue', `unknown time unit value: ${unit}`);
  return new BsonDate(date.getTime() + unitMs * amount);
}

function shift(way: 1 | -1): Operator {
  return ([given]) => {
    if (!isDocument(given)) return null;
    const date = dateOf(given.get('startDate'));
    return date === undefined
      ? null
      : moved(date, String(given.get('unit')), Number(given.get('amount')) * way);
  };
}

function difference([given]: readonly Value[]): Value {
  if (!isDocument(given)) return null;
  const [start, end] = [dateOf(given.get('startDate')), dateOf(given.get('endDate'))];
  if (start === undefined || end === undefined) return null;
  const unit = String(given.get('unit'));
  const months = MONTHS[unit];
  if (months === undefined) {
    const unitMs = UNITS_MS[unit] ?? 1;
    return BigInt(Math.floor(end.getTime() / unitMs) - Math.floor(start.getTime() / unitMs));
  }
  const count = (date: Date) => Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
  return BigInt(count(end) - count(start));
}

export const dateOperators: Readonly<Record<string, Operator>> = {
  $year: part((date) => date.getUTCFullYear()),
  $month: part((date) => date.getUTCMonth() + 1),
  $dayOfMonth: part((date) => date.getUTCDate()),
  $dayOfWeek: part((date) => date.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((date) => date.getUTCHours()),
  $minute: part((date) => date.getUTCMinutes()),
  $second: part((date) => date.getUTCSeconds()),
  $millisecond: part((date) => date.getUTCMilliseconds()),
  $isoWeek: part(isoWeek),
  $isoDayOfWeek: part((date) => date.getUTCDay() || 7),
  $dateToString: ([given]) => {
    const date = dateOf(given);
    if (date === undefined) return isDocument(given) ? (given.get('onNull') ?? null) : null;
    const format = isDocument(given) ? given.get('format') : undefined;
    const text = typeof format === 'string' ? format : '%Y-%m-%dT%H:%M:%S.%LZ';
    return text.replace(/%(.)/g, (whole, letter: string) => formats[letter]?.(date) ?? whole);
  },
  $dateFromString: ([given]) => {
    const text = isDocument(given) ? given.get('dateString') : given;
    return dateOperators.$toDate?.([text]);
  },
  $dateTrunc: ([given]) => {
    if (!isDocument(given)) return null;
    const date = dateOf(given);
    if (date === undefined) return null;
    const unit = String(given.get('unit'));
    const months = MONTHS[unit];
    if (months !== undefined)
      return new BsonDate(
        Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1),
      );
    const unitMs = UNITS_MS[unit] ?? 1;
    return new BsonDate(Math.floor(date.getTime() / unitMs) * unitMs);
  },
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: difference,
  $toDate: ([value]) => {
    if (isNumber(value)) return new BsonDate(Number(value));
    if (typeof value === 'string') {
      const ms = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? `${value}Z` : value);
      if (Number.isNaN(ms)) throw new MongoError('BadValue', `Error parsing date string '${value}'`);
      return new BsonDate(ms);
    }
    const date = dateOf(value);
    return date === undefined ? null : new BsonDate(date.getTime());
  },
};
