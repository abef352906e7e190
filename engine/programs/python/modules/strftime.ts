const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const DAY_MS = 86_400_000;

/** A time in parts; the weekday from Monday, as 0. */
interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
  readonly microsecond: number;
  readonly zone: string;
  readonly zoneName: string;
}

const two = (value: number) => String(value).padStart(2, '0');
const spaced = (value: number) => String(value).padStart(2, ' ');
const hourOfTwelve = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);
const short = (name: string | undefined) => (name ?? '').slice(0, 3);
const halfDay = (hour: number) => (hour < 12 ? 'AM' : 'PM');

/** Year and week of ISO 8601: those of the week's Thursday. */
function isoWeek({ year, month, day, weekday }: Parts): readonly [year: number, week: number] {
  const thursday = new Date(Date.UTC(2000, month - 1, day));
  thursday.setUTCFullYear(year, month - 1, day - weekday + 3);
  const ofYear = thursday.getUTCFullYear();
  const first = new Date(thursday);
  first.setUTCFullYear(ofYear, 0, 1);
  return [ofYear, 1 + Math.floor((thursday.getTime() - first.getTime()) / DAY_MS / 7)];
}

/** What each letter stands for in strftime(3); %f are microseconds, %z is an offset. */
const DIRECTIVES: Readonly<Record<string, (parts: Parts) => string>> = {
  Y: ({ year }) => String(year),
  y: ({ year }) => two(year % 100),
  C: ({ year }) => two(Math.floor(year / 100)),
  G: (parts) => String(isoWeek(parts)[0]),
  g: (parts) => two(isoWeek(parts)[0] % 100),
  V: (parts) => two(isoWeek(parts)[1]),
  U: ({ yearDay, weekday }) => two(Math.floor((yearDay + 6 - ((weekday + 1) % 7)) / 7)),
  W: ({ yearDay, weekday }) => two(Math.floor((yearDay + 6 - weekday) / 7)),
  m: ({ month }) => two(month),
  d: ({ day }) => two(day),
  e: ({ day }) => spaced(day),
  H: ({ hour }) => two(hour),
  k: ({ hour }) => spaced(hour),
  I: ({ hour }) => two(hourOfTwelve(hour)),
  l: ({ hour }) => spaced(hourOfTwelve(hour)),
  M: ({ minute }) => two(minute),
  S: ({ second }) => two(second),
  f: ({ microsecond }) => String(microsecond).padStart(6, '0'),
  p: ({ hour }) => halfDay(hour),
  P: ({ hour }) => halfDay(hour).toLowerCase(),
  a: ({ weekday }) => short(DAYS[weekday]),
  A: ({ weekday }) => DAYS[weekday] ?? '',
  b: ({ month }) => short(MONTHS[month - 1]),
  h: ({ month }) => short(MONTHS[month - 1]),
  B: ({ month }) => MONTHS[month - 1] ?? '',
  j: ({ yearDay }) => String(yearDay).padStart(3, '0'),
  w: ({ weekday }) => String((weekday + 1) % 7),
  u: ({ weekday }) => String(weekday + 1),
  z: ({ zone }) => zone,
  Z: ({ zoneName }) => zoneName,
  s: ({ year, month, day, hour, minute, second }) =>
    String(Date.UTC(year, month - 1, day, hour, minute, second) / 1000),
  D: ({ year, month, day }) => `${two(month)}/${two(day)}/${two(year % 100)}`,
  x: ({ year, month, day }) => `${two(month)}/${two(day)}/${two(year % 100)}`,
  T: ({ hour, minute, second }) => `${two(hour)}:${two(minute)}:${two(second)}`,
  X: ({ hour, minute, second }) => `${two(hour)}:${two(minute)}:${two(second)}`,
  r: ({ hour, minute, second }) =>
    `${two(hourOfTwelve(hour))}:${two(minute)}:${two(second)} ${halfDay(hour)}`,
  R: ({ hour, minute }) => `${two(hour)}:${two(minute)}`,
  F: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
  c: ({ year, month, day, hour, minute, second, weekday }) =>
    `${short(DAYS[weekday])} ${short(MONTHS[month - 1])} ${spaced(day)} ${two(hour)}:${two(minute)}:${two(second)} ${year}`,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** strftime(3). @param values as time.struct_time has them, and microseconds */
export function formatTime(
  format: string,
  values: readonly number[],
  names: { readonly zone: string; readonly zoneName: string },
): string {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = values;
  const [weekday = 0, yearDay = 1, microsecond = 0] = values.slice(6);
  const parts = { year, month, day, hour, minute, second, weekday, yearDay, microsecond, ...names };
  return format.replace(/%-?([a-zA-Z%])/g, (whole, letter) => {
    const text = DIRECTIVES[letter]?.(parts) ?? `%${letter}`;
    return whole.startsWith('%-') ? text.replace(/^[0 ]+(?=\d)/, '') : text;
  });
}
