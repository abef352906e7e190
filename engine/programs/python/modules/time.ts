import { numberArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { Blocked } from '../machine/raised.ts';
import { float, list, type Value } from '../machine/values.ts';

/** Instructions that take a microsecond, while the clock itself stands still. */
const INSTRUCTIONS_PER_MICROSECOND = 10;

/**
 * Python shows times to the microsecond; the clock here has milliseconds: the rest follows from what was computed in
 * this step. It never goes back.
 */
function seconds(machine: Machine): number {
  const { state, system, instructions } = machine;
  const microseconds = Math.min(999, Math.floor(instructions / INSTRUCTIONS_PER_MICROSECOND));
  state.clock = Math.max(state.clock, (system.now * 1000 + microseconds) / 1e6);
  return state.clock;
}

/** Since the machine was switched on. */
function uptime(machine: Machine): number {
  const { now, uptimeMs } = machine.system;
  return (Math.round(seconds(machine) * 1e6) - (now - uptimeMs) * 1000) / 1e6;
}

/** Parts of a time in UTC: year, month, day, hour, minute, second, weekday, day of the year. */
function parts(milliseconds: number): number[] {
  const date = new Date(milliseconds);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7,
    Math.floor((milliseconds - start) / 86_400_000) + 1,
    0,
  ];
}

const now = (machine: Machine, value: Value | undefined) =>
  value === undefined || value === null ? machine.system.now : numberArgument(machine, value) * 1000;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const LONG_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const LONG_MONTHS = [
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

/** strftime(3), with microseconds for %f and an offset for %z. */
function formatTime(format: string, values: readonly number[], zone: string, zoneName: string): string {
  const [
    year = 1970,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
    weekday = 0,
    yearDay = 1,
    micro = 0,
  ] = values;
  const two = (value: number) => String(value).padStart(2, '0');
  const replace = (letter: string): string => {
    switch (letter) {
      case 'Y':
        return String(year);
      case 'y':
        return two(year % 100);
      case 'm':
        return two(month);
      case 'd':
        return two(day);
      case 'e':
        return String(day).padStart(2, ' ');
      case 'H':
        return two(hour);
      case 'I':
        return two(hour % 12 === 0 ? 12 : hour % 12);
      case 'M':
        return two(minute);
      case 'S':
        return two(second);
      case 'f':
        return String(micro).padStart(6, '0');
      case 'p':
        return hour < 12 ? 'AM' : 'PM';
      case 'a':
        return DAYS[weekday] ?? '';
      case 'A':
        return LONG_DAYS[weekday] ?? '';
      case 'b':
      case 'h':
        return (LONG_MONTHS[month - 1] ?? '').slice(0, 3);
      case 'B':
        return LONG_MONTHS[month - 1] ?? '';
      case 'j':
        return String(yearDay).padStart(3, '0');
      case 'w':
        return String((weekday + 1) % 7);
      case 'u':
        return String(weekday + 1);
      case 'z':
        return zone;
      case 'Z':
        return zoneName;
      case 's':
        return String(Date.UTC(year, month - 1, day, hour, minute, second) / 1000);
      case 'D':
      case 'x':
        return `${two(month)}/${two(day)}/${two(year % 100)}`;
      case 'T':
      case 'X':
        return `${two(hour)}:${two(minute)}:${two(second)}`;
      case 'R':
        return `${two(hour)}:${two(minute)}`;
      case 'F':
        return `${year}-${two(month)}-${two(day)}`;
      case 'c':
        return `${DAYS[weekday]} ${(LONG_MONTHS[month - 1] ?? '').slice(0, 3)} ${String(day).padStart(2, ' ')} ${two(hour)}:${two(minute)}:${two(second)} ${year}`;
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case '%':
        return '%';
      default:
        return `%${letter}`;
    }
  };
  return format.replace(/%-?([a-zA-Z%])/g, (whole, letter) => {
    const text = replace(letter);
    return whole.startsWith('%-') ? text.replace(/^0(?=\d)/, '') : text;
  });
}

export const timeNatives = natives('time.', {
  time: (machine) => float(seconds(machine)),
  time_ns: (machine) => BigInt(Math.round(seconds(machine) * 1e6)) * 1000n,
  monotonic: (machine) => float(uptime(machine)),
  monotonic_ns: (machine) => Math.round(uptime(machine) * 1e6) * 1000,
  perf_counter: (machine) => float(uptime(machine)),
  perf_counter_ns: (machine) => Math.round(uptime(machine) * 1e6) * 1000,
  process_time: (machine) => float(machine.state.computed / 1e7),
  sleep: (machine, [duration]) => {
    const wanted = numberArgument(machine, duration);
    if (wanted < 0) throw machine.error('ValueError', 'sleep length must be non-negative');
    if (machine.memo === undefined) machine.memo = machine.system.now + wanted * 1000;
    const due = Number(machine.memo);
    if (machine.system.now < due) throw new Blocked({ timeMs: due });
    machine.memo = undefined;
    return null;
  },
  /** Parts of a time, for struct_time and datetime. */
  parts: (machine, [time]) => list(parts(Math.floor(now(machine, time)))),
  format_parts: (machine, [format, values, zone, zoneName]) =>
    formatTime(
      machine.text(asOptional(format)),
      iterableItems(machine, asOptional(values)).map(Number),
      machine.text(zone ?? ''),
      machine.text(zoneName ?? ''),
    ),
  seconds_of: (machine, [values]) => {
    const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = iterableItems(
      machine,
      asOptional(values),
    ).map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
    date.setUTCFullYear(year, month - 1, day);
    return Math.floor(date.getTime() / 1000);
  },
  milliseconds: (machine) => machine.system.now,
});
