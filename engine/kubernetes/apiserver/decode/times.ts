/** RFC 3339 times as Go's time package reads them, with its words for what is wrong. */

const SECONDS = '2006-01-02T15:04:05Z07:00';
const MICROSECONDS = '2006-01-02T15:04:05.000000Z07:00';

/** Message in the words of Go's time.ParseError. */
export class TimeError extends Error {
  override name = 'TimeError';
}

interface Step {
  /** Matches at the start of what is left of the text. */
  readonly pattern: RegExp;
  /** The part of the layout that the pattern stands for. */
  readonly layout: string;
  /** Valid numbers, and what Go calls them. */
  readonly range?: readonly [min: number, max: number, name: string];
}

const dash: Step = { pattern: /^-/, layout: '-' };
const colon: Step = { pattern: /^:/, layout: ':' };
const STEPS: readonly Step[] = [
  { pattern: /^\d{4}/, layout: '2006' },
  dash,
  { pattern: /^\d\d/, layout: '01', range: [1, 12, 'month'] },
  dash,
  { pattern: /^\d\d/, layout: '02' },
  { pattern: /^T/, layout: 'T' },
  { pattern: /^\d\d?/, layout: '15', range: [0, 23, 'hour'] },
  colon,
  { pattern: /^\d\d/, layout: '04', range: [0, 59, 'minute'] },
  colon,
  { pattern: /^\d\d/, layout: '05', range: [0, 59, 'second'] },
];
const FRACTION: Step = { pattern: /^(?:[.,]\d+)?/, layout: '' };
const SIX_DIGITS: Step = { pattern: /^\.\d{6}/, layout: '.000000' };
const ZONE: Step = { pattern: /^(?:Z|[+-]\d\d:\d\d)/, layout: 'Z07:00' };

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 31);
}

function split(text: string, layout: string, steps: readonly Step[]): string[] {
  let rest = text;
  return steps.map(({ pattern, layout: part, range }) => {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) {
      throw new TimeError(
        `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${part}"`,
      );
    }
    if (range !== undefined && (Number(found) < range[0] || Number(found) > range[1])) {
      throw new TimeError(`parsing time ${JSON.stringify(text)}: ${range[2]} out of range`);
    }
    rest = rest.slice(found.length);
    if (pattern === ZONE.pattern && rest !== '') {
      throw new TimeError(`parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`);
    }
    return found;
  });
}

/** The instant in UTC: whole seconds as `2024-01-31T10:00:00Z`, and the fraction as it was written. */
function parse(text: string, layout: string, fraction: Step): { seconds: string; fraction: string } {
  const parts = split(text, layout, [...STEPS, fraction, ZONE]);
  const [
    year = '',
    ,
    month = '',
    ,
    day = '',
    ,
    hour = '',
    ,
    minute = '',
    ,
    second = '',
    digits = '',
    zone = 'Z',
  ] = parts;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) {
    throw new TimeError(`parsing time ${JSON.stringify(text)}: day out of range`);
  }
  const local = `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}`;
  if (zone === 'Z') return { seconds: `${local}Z`, fraction: digits };
  const milliseconds = Date.parse(`${local}${zone}`);
  if (Number.isNaN(milliseconds)) {
    throw new TimeError(`parsing time ${JSON.stringify(text)}: time zone offset hour out of range`);
  }
  return { seconds: new Date(milliseconds).toISOString().replace('.000Z', 'Z'), fraction: digits };
}

/**
 * A metav1.Time as the server writes it: UTC, whole seconds.
 * @throws TimeError
 */
export function canonicalizeTime(text: string): string {
  return parse(text, SECONDS, FRACTION).seconds;
}

/**
 * A metav1.MicroTime as the server writes it: UTC, six digits.
 * @throws TimeError
 */
export function canonicalizeMicroTime(text: string): string {
  const { seconds, fraction } = parse(text, MICROSECONDS, SIX_DIGITS);
  return seconds.replace('Z', `${fraction}Z`);
}
