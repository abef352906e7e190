import { months, weekdays } from './calendar.ts';

const unitMs: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};
const dayMs = 86_400_000;
/** What JavaScript's dates reach, in ms. */
const TIME_MAX = 8.64e15;
const WORDS_MAX = 50;
/** Time zones that GNU's parser knows by name, in hours. */
const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  sgt: 8,
  jst: 9,
  kst: 9,
  ast: -4,
  adt: -3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** What `date -d` takes; undefined: an invalid date. @param flavour busybox knows fixed forms only */
export function parseDate(text: string, nowMs: number, flavour: 'busybox' | 'gnu'): number | undefined {
  const ms = flavour === 'busybox' ? fixedForm(text, nowMs) : (timestamp(text) ?? spoken(text, nowMs));
  return ms !== undefined && Math.abs(ms) <= TIME_MAX ? ms : undefined;
}

/** `[[CC]YY]MMDDhhmm[.ss]`, of touch -t. */
export function parseStamp(text: string, nowMs: number): number | undefined {
  const match = /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const [, century, shortYear, month, day, hour, minute, second] = match;
  // With two digits only, the optional first pair took them.
  const two = shortYear ?? century;
  const year =
    shortYear !== undefined && century !== undefined
      ? Number(century + shortYear)
      : two === undefined
        ? new Date(nowMs).getUTCFullYear()
        : Number(two) + (Number(two) < 69 ? 2000 : 1900);
  return moment(year, Number(month), Number(day), Number(hour), Number(minute), Number(second ?? 0));
}

function timestamp(text: string): number | undefined {
  const match = /^\s*@(-?\d{1,13})(?:\.(\d{1,3})\d*)?\s*$/.exec(text);
  return match === null ? undefined : Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

function fixedForm(text: string, nowMs: number): number | undefined {
  const direct = timestamp(text);
  if (direct !== undefined) return direct;
  const today = new Date(nowMs);
  const year = today.getUTCFullYear();
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text);
  if (clock !== null) {
    const [, hour, minute, second] = clock;
    return moment(
      year,
      today.getUTCMonth() + 1,
      today.getUTCDate(),
      Number(hour),
      Number(minute),
      Number(second ?? 0),
    );
  }
  const full =
    /^(?:(\d{4})[.-])?(\d{1,2})[.-](\d{1,2})(?:[ T-](\d{1,2}):(\d\d)(?::(\d\d))?)?(Z| ?UTC)?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (full === null) return parseStamp(text, nowMs);
  const [, fullYear, month, day, hour, minute, second] = full;
  const parts = [month, day, hour ?? 0, minute ?? 0, second ?? 0].map(Number);
  return moment(Number(fullYear ?? year), ...parts);
}

/** Words of GNU's parser, one after the other: a date, a time, a relative distance. */
function spoken(text: string, nowMs: number): number | undefined {
  const state = { ...startOf(nowMs), relativeMs: 0, months: 0, dated: false };
  // Images have no time zones to look one up in.
  let rest = text
    .trim()
    .replace(/^TZ="[^"]*"\s*/, '')
    .toLowerCase();
  for (let count = 0; rest !== ''; count++) {
    const taken = count < WORDS_MAX ? take(rest, state, nowMs) : 0;
    if (taken === 0) return undefined;
    rest = rest.slice(taken).trimStart();
  }
  if (text.trim() === '') return midnight(nowMs);
  const date = new Date(state.dayMs);
  if (state.months !== 0) date.setUTCMonth(date.getUTCMonth() + state.months);
  return date.getTime() + state.clockMs + state.relativeMs;
}

function startOf(nowMs: number) {
  return { dayMs: midnight(nowMs), clockMs: nowMs - midnight(nowMs) };
}

interface Spoken {
  /** A date was given: names of weekdays don't move it. */
  dated: boolean;
  dayMs: number;
  clockMs: number;
  relativeMs: number;
  months: number;
}

/** How many characters it understood. */
function take(rest: string, state: Spoken, nowMs: number): number {
  for (const rule of rules) {
    const match = rule.pattern.exec(rest);
    if (match !== null && rule.apply(match, state, nowMs)) return match[0].length;
  }
  return 0;
}

interface Rule {
  readonly pattern: RegExp;
  /** False: it isn't that after all. */
  apply(match: RegExpExecArray, state: Spoken, nowMs: number): boolean;
}

const rules: readonly Rule[] = [
  {
    pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/,
    apply: ([, year, month, day], state) => setDay(state, Number(year), Number(month), Number(day)),
  },
  {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})/,
    apply: ([, month, day, year], state) => setDay(state, Number(year), Number(month), Number(day)),
  },
  {
    pattern: /^(\d{4})(\d\d)(\d\d)(?!\d)/,
    apply: ([, y, m, d], state) => setDay(state, Number(y), Number(m), Number(d)),
  },
  {
    pattern: /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*(am|pm)?(?:\s*(?:([+-])(\d\d):?(\d\d)))?/,
    apply: (match, state) => setClock(match, state),
  },
  {
    pattern: /^(?:\d{1,2}\s+)?([a-z]{3,9})(?:\s+\d{1,2}(?![\d:]))?,?(?:\s+\d{4}(?![\d:]))?/,
    apply: (match, state, nowMs) => setNamedDay(match[0], match[1] ?? '', state, nowMs),
  },
  { pattern: /^(?:now|today|and)\b/, apply: () => true },
  {
    pattern: /^(\d{1,2})\s*(am|pm|a\.m\.|p\.m\.)/,
    apply: ([, hour = '', half = ''], state) =>
      Number(hour) >= 1 &&
      Number(hour) <= 12 &&
      assign(state, { clockMs: ((Number(hour) % 12) + (half.startsWith('p') ? 12 : 0)) * 3_600_000 }),
  },
  {
    pattern: /^(\d\d)(\d\d)(?!\d)/,
    apply: ([, hour, minute], state) =>
      state.dated &&
      Number(hour) < 24 &&
      Number(minute) < 60 &&
      assign(state, { clockMs: (Number(hour) * 60 + Number(minute)) * 60_000 }),
  },
  {
    pattern: /^([a-z]{1,5})\b/,
    apply: ([, zone = ''], state) =>
      Object.hasOwn(zoneHours, zone) &&
      assign(state, { clockMs: state.clockMs - (zoneHours[zone] ?? 0) * 3_600_000 }),
  },
  { pattern: /^yesterday\b/, apply: (_, state) => assign(state, { relativeMs: state.relativeMs - dayMs }) },
  { pattern: /^tomorrow\b/, apply: (_, state) => assign(state, { relativeMs: state.relativeMs + dayMs }) },
  {
    pattern: /^(?:(next|last)|([+-]?)\s*(\d{1,9}))\s*([a-z]+?)s?(\s+ago)?(?![a-z])/,
    apply: (match, state) => addDistance(match, state),
  },
  {
    pattern: /^(?:(next|last|this)\s+)?([a-z]{3,9})\b,?/,
    apply: ([, which, word = ''], state) => {
      const index = weekdays.findIndex((name) => named(name, word));
      if (index < 0) return false;
      if (state.dated) return true;
      const ahead = (index - new Date(state.dayMs).getUTCDay() + 7) % 7;
      // The next one is never today, the last one neither.
      const weeks = which === 'last' ? -1 : which === 'next' && ahead === 0 ? 1 : 0;
      return assign(state, { dayMs: state.dayMs + (ahead + 7 * weeks) * dayMs, clockMs: 0 });
    },
  },
];

function assign(state: Spoken, change: Partial<Spoken>): true {
  Object.assign(state, change);
  return true;
}

function named(name: string, word: string): boolean {
  const lower = name.toLowerCase();
  return lower === word || lower.slice(0, 3) === word;
}

function setDay(state: Spoken, year: number, month: number, day: number): boolean {
  const ms = moment(year, month, day);
  return ms !== undefined && assign(state, { dayMs: ms, clockMs: 0, dated: true });
}

function setClock(match: RegExpExecArray, state: Spoken): boolean {
  const [, hourText, minute, second = '0', fraction = '', half, sign, zoneHours = '0', zoneMinutes = '0'] =
    match;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return false;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  if (hour > 23 || Number(minute) > 59 || Number(second) > 60) return false;
  const seconds = hour * 3600 + Number(minute) * 60 + Number(second);
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000 * (sign === '+' ? -1 : 1);
  return assign(state, { clockMs: seconds * 1000 + Number(fraction.padEnd(3, '0')) + zoneMs });
}

/** `28 nov 2026`, `nov 28`, `november 28, 2026`. */
function setNamedDay(text: string, word: string, state: Spoken, nowMs: number): boolean {
  const month = months.findIndex((name) => named(name, word));
  const [before = '', after = ''] = text.split(word);
  const numbers = [...before.matchAll(/\d+/g), ...after.matchAll(/\d+/g)].map((found) => Number(found[0]));
  const [day, year = new Date(nowMs).getUTCFullYear()] = numbers;
  return month >= 0 && day !== undefined && setDay(state, year, month + 1, day);
}

function addDistance(match: RegExpExecArray, state: Spoken): boolean {
  const [, word, sign, count, unit = '', ago] = match;
  const amount = word === undefined ? Number(count) : 1;
  const signed = (sign === '-' || word === 'last') !== (ago !== undefined) ? -amount : amount;
  if (unit === 'month') return assign(state, { months: state.months + signed });
  if (unit === 'year') return assign(state, { months: state.months + 12 * signed });
  const ms = Object.hasOwn(unitMs, unit) ? unitMs[unit] : undefined;
  return ms !== undefined && assign(state, { relativeMs: state.relativeMs + signed * ms });
}

function midnight(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

function moment(year: number, month = 1, day = 1, hour = 0, minute = 0, second = 0): number | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && hour < 24 && minute < 60 && second <= 60 ? date.getTime() : undefined;
}
