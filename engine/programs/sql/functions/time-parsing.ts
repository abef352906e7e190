import { daysOf } from '../values/times.ts';
import { DAY, SECOND } from '../values/value.ts';

const months = 'january,february,march,april,may,june,july,august,september,october,november,december'.split(
  ',',
);

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micro: number;
  afternoon?: boolean;
  yearDay?: number;
  clock: boolean;
  date: boolean;
}

/** How a piece of a format reads a text: the pattern of what it takes, and where it puts that. */
type Piece = readonly [pattern: RegExp, put: (fields: Fields, text: string) => void];

const number = (digits: number): RegExp => new RegExp(`^\\s*\\d{1,${digits}}`);
const year2 = (text: string): number => Number(text) + (Number(text) < 70 ? 2000 : 1900);
const monthOf = (text: string): number =>
  months.findIndex((name) => name.startsWith(text.toLowerCase().slice(0, 3))) + 1;
const half: Piece = [/^\s*[AaPp]\.?[Mm]\.?/, (f, text) => (f.afternoon = /p/i.test(text))];
const day: Piece = [number(2), (f, text) => (f.day = Number(text))];
const month: Piece = [number(2), (f, text) => (f.month = Number(text))];
const monthName: Piece = [/^\s*[A-Za-z]{3,9}/, (f, text) => (f.month = monthOf(text.trim()))];
const year: Piece = [number(4), (f, text) => (f.year = Number(text))];
const shortYear: Piece = [number(2), (f, text) => (f.year = year2(text))];
const hour: Piece = [number(2), (f, text) => (f.hour = Number(text))];
const minute: Piece = [number(2), (f, text) => (f.minute = Number(text))];
const second: Piece = [number(2), (f, text) => (f.second = Number(text))];
const fraction: Piece = [/^\d{1,6}/, (f, text) => (f.micro = Number(text.padEnd(6, '0')))];
const dayName: Piece = [/^\s*[A-Za-z]{3,9}/, () => undefined];

const mysqlPieces: Readonly<Record<string, Piece>> = {
  Y: year,
  y: shortYear,
  m: month,
  c: month,
  M: monthName,
  b: monthName,
  d: day,
  e: day,
  H: hour,
  k: hour,
  h: hour,
  I: hour,
  l: hour,
  i: minute,
  s: second,
  S: second,
  f: fraction,
  p: half,
  W: dayName,
  a: dayName,
  D: [/^\s*\d{1,2}(?:st|nd|rd|th)/i, (f, text) => (f.day = Number.parseInt(text, 10))],
  j: [number(3), (f, text) => (f.yearDay = Number(text))],
};
/** Formats that stand for several. */
const mysqlWhole: Readonly<Record<string, string>> = { '%T': '%H:%i:%s', '%r': '%h:%i:%s %p' };
const pieces: Readonly<Record<string, Piece>> = {
  YYYY: year,
  YY: shortYear,
  MM: month,
  MONTH: monthName,
  MON: monthName,
  DD: day,
  DY: dayName,
  DAY: dayName,
  HH24: hour,
  HH12: hour,
  HH: hour,
  MI: minute,
  SS: second,
  MS: [/^\d{1,3}/, (f, text) => (f.micro = Number(text) * 1000)],
  US: fraction,
  AM: half,
  PM: half,
};

/** What a format takes of a text; separators stand for any. */
interface Read {
  readonly microseconds: number;
  readonly date: boolean;
  readonly clock: boolean;
}

/** STR_TO_DATE of MySQL. @returns undefined where the text isn't so */
export function readMysqlTime(text: string, format: string): Read | undefined {
  const parts = format.replace(/%[Tr]/g, (each) => mysqlWhole[each] ?? each).match(/%.|\s+|[^%\s]/gs) ?? [];
  const list = parts.map((part): Piece | string =>
    part.startsWith('%') && part.length > 1 ? (mysqlPieces[part[1] ?? ''] ?? part.slice(1)) : part,
  );
  return read(text, list, true);
}

/** to_date() and to_timestamp() of PostgreSQL. */
export function readTime(text: string, format: string): Read | undefined {
  const words = new RegExp(`FM|${Object.keys(pieces).join('|')}|"[^"]*"|.`, 'gis');
  const list = (format.match(words) ?? [])
    .filter((part) => part.toUpperCase() !== 'FM')
    .map((part): Piece | string => pieces[part.toUpperCase()] ?? part.replaceAll('"', ''));
  return read(text, list, false);
}

function read(text: string, list: readonly (Piece | string)[], strict: boolean): Read | undefined {
  const fields: Fields = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    micro: 0,
    clock: false,
    date: false,
  };
  let rest = text;
  for (const part of list) {
    if (typeof part === 'string') {
      if (/^\s*$/.test(part)) rest = rest.trimStart();
      else if (rest.startsWith(part)) rest = rest.slice(part.length);
      else if (strict) return undefined;
      else rest = rest.replace(/^[^A-Za-z0-9]/, '');
      continue;
    }
    const found = part[0].exec(rest)?.[0];
    if (found === undefined) {
      if (strict || rest.trim() !== '') return undefined;
      continue;
    }
    part[1](fields, found);
    if ([hour, minute, second, half, fraction].includes(part)) fields.clock = true;
    else fields.date = true;
    rest = rest.slice(found.length);
  }
  return moment(fields);
}

function moment(f: Fields): Read | undefined {
  const first = daysOf(f.year, f.month, f.day);
  const days = !f.date ? 0 : f.yearDay === undefined ? first : (daysOf(f.year, 1, 1) ?? 0) + f.yearDay - 1;
  if (days === undefined || f.hour > 23 || f.minute > 59 || f.second > 59) return undefined;
  const hours = f.afternoon === undefined ? f.hour : (f.hour % 12) + (f.afternoon ? 12 : 0);
  const seconds = (hours * 60 + f.minute) * 60 + f.second;
  return { microseconds: days * DAY + seconds * SECOND + f.micro, date: f.date, clock: f.clock };
}
