import { numberArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { Blocked } from '../machine/raised.ts';
import { float, list, type Value } from '../machine/values.ts';
import { formatTime } from './strftime.ts';

/** Instructions that take a microsecond, while the clock itself stands still. */
const INSTRUCTIONS_PER_MICROSECOND = 10;
/** What a character of a format for a time costs. */
const FORMAT_INSTRUCTIONS = 8;

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

/** When so many seconds are over, by the clock of the machine: in whole milliseconds, as it knows no others. */
export function dueMs(machine: Machine, duration: Value | undefined): number {
  return Math.ceil(machine.system.now + Math.max(0, numberArgument(machine, duration)) * 1000);
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

export const timeNatives = natives('time.', {
  time: (machine) => float(seconds(machine)),
  time_ns: (machine) => BigInt(Math.round(seconds(machine) * 1e6)) * 1000n,
  monotonic: (machine) => float(uptime(machine)),
  monotonic_ns: (machine) => Math.round(uptime(machine) * 1e6) * 1000,
  perf_counter: (machine) => float(uptime(machine)),
  perf_counter_ns: (machine) => Math.round(uptime(machine) * 1e6) * 1000,
  process_time: (machine) =>
    float((machine.state.cpuMicroseconds + machine.instructions / INSTRUCTIONS_PER_MICROSECOND) / 1e6),
  sleep: (machine, [duration]) => {
    const wanted = numberArgument(machine, duration);
    if (wanted < 0) throw machine.error('ValueError', 'sleep length must be non-negative');
    if (machine.memo === undefined) machine.memo = dueMs(machine, duration);
    const due = Number(machine.memo);
    if (machine.system.now < due) throw new Blocked({ timeMs: due });
    machine.memo = undefined;
    return null;
  },
  /** Parts of a time, for struct_time and datetime. */
  parts: (machine, [time]) => list(parts(Math.floor(now(machine, time)))),
  format_parts: (machine, [given, values, zone, zoneName]) => {
    const format = machine.text(asOptional(given));
    machine.work(FORMAT_INSTRUCTIONS * format.length);
    return formatTime(format, iterableItems(machine, asOptional(values)).map(Number), {
      zone: machine.text(zone ?? ''),
      zoneName: machine.text(zoneName ?? ''),
    });
  },
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
