import { SystemError } from '../../../filesystem/errors.ts';
import type { KernelLogLine } from '../../../linux/kernel-log.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { formatTime } from './calendar.ts';

const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];

export const dmesg = immediate((system) => {
  const options = parseOptions(system, {
    letters: isBusybox(system) ? 'cn:s:r' : 'cCTHtxkuPl:f:L::',
    long: {
      clear: 'C',
      'read-clear': 'c',
      ctime: 'T',
      human: 'H',
      notime: 't',
      decode: 'x',
      kernel: 'k',
      userspace: 'u',
      nopager: 'P',
      level: 'l',
      facility: 'f',
      color: 'L',
    },
    manual: {
      package: 'util-linux',
      gnu: '[options]\n\nDisplay or control the kernel ring buffer.',
    },
  });
  try {
    const hides = options.has('C') || options.has('u');
    const lines = hides ? [] : system.kernelLog().filter(wanted(system, options));
    system.write(1, lines.map((line) => `${shown(system, options, line)}\n`).join(''));
    if (options.has('C') || options.has('c')) system.clearKernelLog();
    return 0;
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'EPERM') throw error;
    complain(
      system,
      isBusybox(system)
        ? 'klogctl: Operation not permitted'
        : 'read kernel buffer failed: Operation not permitted',
    );
    return 1;
  }
});

/** @throws Quit where there is no such level */
function wanted(system: System, options: Options): (line: KernelLogLine) => boolean {
  const asked = options.value('l')?.split(',');
  const unknown = asked?.find((level) => !SEVERITIES.includes(level));
  if (unknown !== undefined) throw fail(system, `unknown level '${unknown}'`);
  return ({ severity }) => asked === undefined || asked.includes(SEVERITIES[severity] ?? '');
}

function shown(system: System, options: Options, { atMs, severity, text }: KernelLogLine): string {
  const decoded = options.has('x') ? `kern  :${(SEVERITIES[severity] ?? '').padEnd(6)}: ` : '';
  const raw = isBusybox(system) && options.has('r') ? `<${severity}>` : '';
  if (options.has('t')) return decoded + text;
  if (options.has('T') || options.has('H'))
    return `${decoded}[${formatTime('%a %b %e %H:%M:%S %Y', atMs)}] ${text}`;
  const seconds = Math.max(0, atMs - (system.now - system.uptimeMs)) / 1000;
  return `${decoded}${raw}[${seconds.toFixed(6).padStart(12)}] ${text}`;
}
