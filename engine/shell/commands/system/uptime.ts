import type { System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { formatTime } from './calendar.ts';
import { loadAverages } from './proc-files.ts';

/** ` 04:41:32 up  3:25,  0 users,  load average: 0.05, 0.08, 0.55`, as uptime, w and top begin. */
export function uptimeLine(system: System): string {
  const minutes = Math.floor(system.uptimeMs / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const clock = `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}`;
  const dayText = days === 0 ? '' : `${days} day${days === 1 ? '' : 's'}, `;
  const since = hours === 0 ? `${minutes % 60} min` : clock;
  const users = isBusybox(system) ? '0 users' : '0 user';
  const load = loadAverages(system).averages.join(', ');
  return `${formatTime('%H:%M:%S', system.now)} up ${dayText}${since},  ${users},  load average: ${load}`;
}

export const uptime = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'ps',
    long: { pretty: 'p', since: 's' },
    manual: {
      gnu: '[options]',
      package: 'procps-ng',
    },
  });
  if (options.has('s')) system.write(1, `${formatTime('%Y-%m-%d %H:%M:%S', system.now - system.uptimeMs)}\n`);
  else if (options.has('p')) system.write(1, `${prettyUptime(system.uptimeMs)}\n`);
  else system.write(1, ` ${uptimeLine(system)}\n`);
  return 0;
});

function prettyUptime(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 10_080), 'week'],
    [Math.floor(minutes / 1440) % 7, 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const shown = parts.filter(([count, unit]) => count > 0 || (unit === 'minute' && minutes < 60));
  return `up ${shown.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(', ')}`;
}

/** Nobody logs in to a container: there are no entries in utmp. */
export const w = immediate((system) => {
  parseOptions(system, {
    letters: 'hsfui',
    manual: { gnu: '[options]', package: 'procps-ng' },
  });
  const header = isBusybox(system)
    ? 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n'
    : ` ${uptimeLine(system)}\nUSER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n`;
  system.write(1, header);
  return 0;
});

export const who = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'aHbm',
    long: { all: 'a', heading: 'H' },
    manual: {
      gnu: '[OPTION]... [ FILE | ARG1 ARG2 ]\nPrint information about users who are currently logged in.',
    },
  });
  if (isBusybox(system) && options.has('H')) system.write(1, 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n');
  else if (options.has('H')) system.write(1, 'NAME     LINE         TIME             COMMENT\n');
  return 0;
});
