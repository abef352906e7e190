import { change } from '../../heap/change.ts';
import { toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import { americanDate } from './american.ts';
import type { Definitions } from './definition.ts';

/** A moment; containers keep UTC. */
export class DateState {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

function own(machine: Machine, self: Value): DateState {
  if (self instanceof JsObject && self.inner instanceof DateState) return self.inner;
  return machine.throwError('TypeError', 'this is not a Date object.');
}

function dateText(ms: number): string {
  if (Number.isNaN(ms)) return 'Invalid Date';
  const date = new Date(ms);
  return `${WEEKDAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ${date.getUTCFullYear()}`;
}

function clockText(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function fullText(ms: number): string {
  return Number.isNaN(ms)
    ? 'Invalid Date'
    : `${dateText(ms)} ${clockText(ms)} GMT+0000 (Coordinated Universal Time)`;
}

function localTime(ms: number): string {
  const date = new Date(ms);
  const hours = date.getUTCHours();
  return `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
}

function localDate(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}

/** Texts without a zone are local time, which is UTC here. */
function parseDate(text: string): number {
  const zoned = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC)\b|^[^(]*\(.*\)\s*$/.test(text);
  const parsed = Date.parse(
    zoned || /^\d{4}(?:-\d\d){0,2}$/.test(text) ? text : `${text}${/T\d/.test(text) ? 'Z' : ' UTC'}`,
  );
  return parsed;
}

function fromArguments(machine: Machine, args: readonly Value[]): number {
  const [first] = args;
  if (args.length === 0) return machine.runtime.system.now;
  if (args.length === 1) {
    if (first instanceof JsObject && first.inner instanceof DateState) return first.inner.ms;
    return typeof first === 'string' ? parseDate(first) : new Date(toNumber(machine, first)).getTime();
  }
  const [year = 0, month = 0, ...rest] = args.map((arg) => toNumber(machine, arg));
  return Date.UTC(year, month, ...rest);
}

const getters = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
const setters = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;

function parts(): Record<string, NativeRun> {
  const made: Record<string, NativeRun> = {};
  for (const name of getters) {
    const read: NativeRun = (machine, self) => new Date(own(machine, self).ms)[`getUTC${name}`]();
    made[`get${name}`] = read;
    made[`getUTC${name}`] = read;
  }
  for (const name of setters) {
    const write: NativeRun = (machine, self, args) => {
      const state = own(machine, self);
      const date = new Date(state.ms);
      const values = args.map((arg) => toNumber(machine, arg));
      const set: unknown = date[`setUTC${name}`];
      if (typeof set === 'function') set.apply(date, values);
      change(state).ms = date.getTime();
      return state.ms;
    };
    made[`set${name}`] = write;
    made[`setUTC${name}`] = write;
  }
  return made;
}

function checkedIso(machine: Machine, ms: number): string {
  return Number.isNaN(ms)
    ? machine.throwError('RangeError', 'Invalid time value')
    : new Date(ms).toISOString();
}

export const dateDefinitions: Definitions = {
  Date: {
    constructs: true,
    arity: 7,
    call: (machine, _, args, newTarget) => {
      if (newTarget === undefined) return fullText(machine.runtime.system.now);
      const made = new JsObject(machine.prototypeFor(newTarget, 'Date.prototype'), 'Date');
      change(made).inner = new DateState(fromArguments(machine, args));
      return made;
    },
    links: { prototype: 'Date.prototype' },
    methods: {
      now: (machine) => Math.floor(machine.runtime.nowMs()),
      parse: (machine, _, [text]) => parseDate(toText(machine, text)),
      UTC: (machine, _, args) => {
        const [year = 0, month = 0, ...rest] = args.map((arg) => toNumber(machine, arg));
        return Date.UTC(year, month, ...rest);
      },
    },
  },
  'Date.prototype': {
    links: { constructor: 'Date' },
    methods: {
      ...parts(),
      getTime: (machine, self) => own(machine, self).ms,
      valueOf: (machine: Machine, self: Value) => own(machine, self).ms,
      getTimezoneOffset: () => 0,
      setTime: (machine, self, [ms]) => {
        change(own(machine, self)).ms = toNumber(machine, ms);
        return own(machine, self).ms;
      },
      toISOString: (machine, self) => checkedIso(machine, own(machine, self).ms),
      toJSON: (machine, self) =>
        Number.isNaN(own(machine, self).ms) ? null : checkedIso(machine, own(machine, self).ms),
      toString: (machine: Machine, self: Value) => fullText(own(machine, self).ms),
      toDateString: (machine, self) => dateText(own(machine, self).ms),
      toTimeString: (machine, self) =>
        `${clockText(own(machine, self).ms)} GMT+0000 (Coordinated Universal Time)`,
      toUTCString: (machine, self) => new Date(own(machine, self).ms).toUTCString(),
      toLocaleString: (machine: Machine, self: Value) =>
        `${localDate(own(machine, self).ms)}, ${localTime(own(machine, self).ms)}`,
      toLocaleDateString: (machine, self, [, options]) => {
        const { ms } = own(machine, self);
        const wanted = Object.fromEntries(
          ['weekday', 'year', 'month', 'day'].map((name) => {
            const value = options instanceof JsObject ? machine.get(options, name) : undefined;
            return [name, typeof value === 'string' ? value : undefined];
          }),
        );
        const asks = Object.values(wanted).some((value) => value !== undefined);
        return asks && !Number.isNaN(ms) ? americanDate(ms, wanted) : localDate(ms);
      },
      toLocaleTimeString: (machine, self) => localTime(own(machine, self).ms),
      '@@toPrimitive': (machine, self, [hint]) =>
        hint === 'number' ? own(machine, self).ms : fullText(own(machine, self).ms),
    },
  },
};
