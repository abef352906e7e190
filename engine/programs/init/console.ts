import { systemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';

/** A line on the console: an init's standard output. */
export function say(system: System, line: string): void {
  system.write(1, `${line}\n`);
}

/** `[  OK  ] Started cron.service - Regular background program processing daemon.` */
export function report(system: System, how: keyof typeof MARKS, what: string): void {
  say(system, `[${MARKS[how]}] ${what}.`);
}

const MARKS = { ok: '  OK  ', failed: 'FAILED' } as const;

/** The value of a variable of /etc/os-release. */
export function osRelease(system: System, name: string): string | undefined {
  try {
    const line = system
      .readText('/etc/os-release')
      .split('\n')
      .find((each) => each.startsWith(`${name}=`));
    return line?.slice(name.length + 1).replaceAll('"', '');
  } catch (error) {
    systemError(error);
    return undefined;
  }
}
