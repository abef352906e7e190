import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { parseDate, parseStamp } from '../system/date-words.ts';
import { missingOperand } from './make.ts';
import { attempt, linkStat } from './troubles.ts';

const manual = {
  gnu: '[OPTION]... FILE...\nUpdate the access and modification times of each FILE to the current time.',
};

export const touch = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'camhfd:t:r:',
    long: { 'no-create': 'c', date: 'd', reference: 'r', 'no-dereference': 'h', time: '=' },
    manual,
  });
  if (options.operands.length === 0) throw missingOperand(system, manual, 'missing file operand');
  const times = timesOf(system, options);
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) =>
      isBusybox(system) ? `${path}: ${message}` : `cannot touch ${quotedName(path)}: ${message}`;
    const done = attempt(system, words, () => touchOne(system, options, path, times));
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

interface Times {
  readonly accessedMs: number;
  readonly modifiedMs: number;
}

function touchOne(system: System, options: Options, path: string, times: Times): void {
  if (linkStat(system, path) === undefined) {
    if (options.has('c') || options.has('h')) return;
    system.close(system.open(path, { write: true, create: true }));
  }
  const follow = !options.has('h');
  const stat = follow ? system.stat(path) : system.lstat(path);
  const both = options.has('a') && options.has('m');
  const only = both ? undefined : options.last('a', 'm');
  system.setTimes(
    path,
    only === 'm' ? stat.accessedMs : times.accessedMs,
    only === 'a' ? stat.modifiedMs : times.modifiedMs,
    follow,
  );
}

function timesOf(system: System, options: Options): Times {
  const both = (ms: number) => ({ accessedMs: ms, modifiedMs: ms });
  const reference = options.value('r');
  if (reference !== undefined) {
    try {
      return system.stat(reference);
    } catch (error) {
      const { message } = systemError(error);
      const words = isBusybox(system)
        ? `can't stat '${reference}'`
        : `failed to get attributes of ${quotedName(reference)}`;
      throw fail(system, `${words}: ${message}`);
    }
  }
  const date = options.value('d');
  const stamp = options.value('t');
  if (date === undefined && stamp === undefined) return both(system.now);
  const ms =
    date === undefined
      ? parseStamp(stamp ?? '', system.now)
      : parseDate(date, system.now, system.executable.flavour);
  if (ms !== undefined) return both(ms);
  const text = date ?? stamp ?? '';
  throw fail(
    system,
    isBusybox(system) ? `invalid date '${text}'` : `invalid date format ${quote(system, text)}`,
  );
}
