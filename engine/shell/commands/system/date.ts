import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { hasMusl } from '../busybox/release.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { daysInMonth, formatTime, months } from './calendar.ts';
import { parseDate } from './date-words.ts';

const manual = {
  gnu: '[OPTION]... [+FORMAT]\n  or:  date [-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]\nDisplay date and time in the given FORMAT.',
};

/** Dates that -f reads. */
const LINES_MAX = 10_000;

const isoFormats: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};
const rfc3339Formats: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  seconds: '%Y-%m-%d %H:%M:%S%:z',
  ns: '%Y-%m-%d %H:%M:%S.%N%:z',
};

export const date = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'uRI::d:f:r:s:',
    long: {
      utc: 'u',
      universal: 'u',
      'rfc-2822': 'R',
      'rfc-email': 'R',
      'rfc-3339': '=',
      'iso-8601': 'I',
      date: 'd',
      file: 'f',
      reference: 'r',
      set: 's',
    },
    manual,
  });
  const plus = options.operands.find((word) => word.startsWith('+'));
  const others = options.operands.filter((word) => word !== plus);
  const [other] = others;
  const extra = plus === undefined ? others[1] : other;
  if (extra !== undefined && !isBusybox(system))
    throw usageError(system, manual, `extra operand ${quote(system, extra)}`);
  const format = plus?.slice(1) ?? formatOption(system, options) ?? '%a %b %e %H:%M:%S %Z %Y';
  const set = options.value('s') ?? other;
  const file = options.value('f');
  if (file !== undefined) return datesOf(system, file, format);
  const code = set === undefined ? 0 : refuseToSet(system, set);
  const ms =
    set === undefined ? shownTime(system, options) : (parseDate(set, system.now, 'gnu') ?? system.now);
  system.write(1, `${formatTime(withoutNanoseconds(system, format), ms)}\n`);
  return code;
});

/** Busybox leaves %N to strftime(3): glibc's doesn't know it, and musl's ends there. */
function withoutNanoseconds(system: System, format: string): string {
  if (!isBusybox(system)) return format;
  return hasMusl(system) ? format.replace(/%N.*/s, '') : format.replaceAll('%N', '%%N');
}

function formatOption(system: System, options: Options): string | undefined {
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  const iso = options.value('I');
  const rfc = options.value('rfc-3339');
  if (iso === undefined && rfc === undefined) return undefined;
  const [table, name, word] =
    iso === undefined ? [rfc3339Formats, rfc ?? '', '--rfc-3339'] : [isoFormats, iso, '--iso-8601'];
  const key =
    Object.keys(table).find((each) => each === name) ??
    Object.keys(table).find((each) => name !== '' && each.startsWith(name));
  if (key !== undefined) return table[key];
  const what = `invalid argument ${quote(system, name)} for ${quote(system, word)}`;
  // In the order of the source.
  const valid = iso === undefined ? ['date', 'seconds', 'ns'] : ['hours', 'minutes', 'date', 'seconds', 'ns'];
  const list = isBusybox(system)
    ? ''
    : `\nValid arguments are:${valid.map((each) => `\n  - '${each}'`).join('')}`;
  throw usageError(system, manual, what + list);
}

/** -f: a line for each line of a file. */
function datesOf(system: System, file: string, format: string): number {
  let failed = false;
  for (const line of linesOfFile(system, file)) {
    const ms = parseDate(line, system.now, 'gnu');
    failed ||= ms === undefined;
    if (ms === undefined) complain(system, `invalid date ${quote(system, line)}`);
    else system.write(1, `${formatTime(format, ms)}\n`);
  }
  return failed ? 1 : 0;
}

function linesOfFile(system: System, file: string): string[] {
  if (file === '-') throw fail(system, 'dates from standard input are not part of the simulation');
  try {
    const text = system.readText(file);
    return text.replace(/\n$/, '').split('\n').slice(0, LINES_MAX);
  } catch (error) {
    throw fail(system, `${file}: ${systemError(error).message}`);
  }
}

function shownTime(system: System, options: Options): number {
  const file = options.value('r');
  if (file !== undefined) {
    try {
      return system.stat(file).modifiedMs;
    } catch (error) {
      const { message } = systemError(error);
      throw fail(system, `${isBusybox(system) ? `can't stat '${file}'` : file}: ${message}`);
    }
  }
  const text = options.value('d');
  return text === undefined ? system.now : understood(system, text);
}

function understood(system: System, text: string): number {
  const ms = parseDate(text, system.now, system.executable.flavour);
  if (ms !== undefined) return ms;
  throw fail(system, `invalid date ${isBusybox(system) ? `'${text}'` : quote(system, text)}`);
}

/** The clock is the host's: a container may not set it. */
function refuseToSet(system: System, text: string): number {
  understood(system, text);
  complain(system, `${isBusybox(system) ? "can't" : 'cannot'} set date: Operation not permitted`);
  return 1;
}

const calManual = {
  gnu: '[options] [[month] year]',
};

export const cal = immediate((system) => {
  const options = parseOptions(system, { letters: 'my', manual: calManual });
  const now = new Date(system.now);
  const [first, second] = options.operands;
  const yearText = second ?? first ?? String(now.getUTCFullYear());
  const monthText = second === undefined ? String(now.getUTCMonth() + 1) : (first ?? '');
  const [year, month] = [Number(yearText), Number(monthText)];
  if (!/^\d{1,4}$/.test(yearText) || year < 1)
    throw fail(system, `number ${yearText} is not in 1..9999 range`);
  if (!/^\d{1,2}$/.test(monthText) || month < 1 || month > 12)
    throw fail(system, `number ${monthText} is not in 1..12 range`);
  const whole = options.has('y') || (first !== undefined && second === undefined);
  const chosen = whole ? months.map((_, index) => index + 1) : [month];
  const pages = chosen.map((each) => monthPage(year, each, options.has('m')));
  system.write(1, pages.map((lines) => `${lines.join('\n')}\n`).join('\n'));
  return 0;
});

function monthPage(year: number, month: number, monday: boolean): string[] {
  const title = `${months[month - 1]} ${year}`;
  const names = monday ? 'Mo Tu We Th Fr Sa Su' : 'Su Mo Tu We Th Fr Sa';
  const start = new Date(Date.UTC(2000, month - 1, 1));
  start.setUTCFullYear(year);
  const offset = (start.getUTCDay() + (monday ? 6 : 0)) % 7;
  const cells = Array.from({ length: 42 }, (_, index) => {
    const day = index - offset + 1;
    return day >= 1 && day <= daysInMonth(year, month - 1) ? String(day).padStart(2) : '  ';
  });
  const weeks = Array.from({ length: 6 }, (_, week) => cells.slice(week * 7, week * 7 + 7).join(' '));
  const indent = Math.floor((20 - title.length) / 2);
  return [
    `${' '.repeat(indent)}${title}`,
    names,
    ...weeks.map((week) => (week.trim() === '' ? week : week.trimEnd())),
  ];
}
