import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { busyboxSize } from '../files/size.ts';
import { lookUp } from '../network/names.ts';
import { isBusybox, type Options, parseOptions, usageError } from '../options.ts';
import { quote } from '../quoting.ts';
import { memoryUse, processorCount, textOf } from './proc-files.ts';

const unameManual = {
  gnu: '[OPTION]...\nPrint certain system information.  With no OPTION, same as -s.',
};

const machine = 'x86_64';
const kernelRelease = '5.15.0-139-generic';
const kernelVersion = '#149-Ubuntu SMP Fri Apr 11 22:06:13 UTC 2025';

export const uname = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'asnrvmpio',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      processor: 'p',
      'hardware-platform': 'i',
      'operating-system': 'o',
    },
    manual: unameManual,
  });
  const [extra] = options.operands;
  if (extra !== undefined) throw usageError(system, unameManual, `extra operand ${quote(system, extra)}`);
  const kernel = (name: string, otherwise: string) =>
    textOf(system, `/proc/sys/kernel/${name}`)?.trim() || otherwise;
  const parts: Readonly<Record<string, () => string>> = {
    s: () => 'Linux',
    n: () => system.hostName(),
    r: () => kernel('osrelease', kernelRelease),
    v: () => kernel('version', kernelVersion),
    m: () => machine,
    p: () => (options.has('a') ? '' : 'unknown'),
    i: () => (options.has('a') ? '' : 'unknown'),
    o: () =>
      isBusybox(system) && textOf(system, '/etc/alpine-release') !== undefined ? 'Linux' : 'GNU/Linux',
  };
  const wanted = Object.keys(parts).filter((letter) => options.has('a') || options.has(letter));
  const shown = (wanted.length === 0 ? ['s'] : wanted).map((letter) => parts[letter]?.() ?? '');
  system.write(1, `${shown.filter((text) => text !== '').join(' ')}\n`);
  return 0;
});

export const arch = immediate((system) => {
  parseOptions(system, {
    letters: '',
    manual: { gnu: '[OPTION]...\nPrint machine architecture.' },
  });
  system.write(1, `${machine}\n`);
  return 0;
});

export const nproc = immediate((system) => {
  const options = parseOptions(system, {
    letters: '',
    long: { all: '', ignore: '=' },
    manual: {
      gnu: '[OPTION]...\nPrint the number of processing units available to the current process,\nwhich may be less than the number of online processors',
    },
  });
  const ignored = Number(options.value('ignore') ?? 0) || 0;
  system.write(1, `${Math.max(1, processorCount(system) - ignored)}\n`);
  return 0;
});

const hostnameManual = {
  gnu: '[-b] {hostname|-F file}         set host name (from file)\n       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name',
};

export const hostname = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'sidfIF:ab',
    long: {
      short: 's',
      'ip-address': 'i',
      domain: 'd',
      fqdn: 'f',
      long: 'f',
      'all-ip-addresses': 'I',
      file: 'F',
      alias: 'a',
    },
    manual: hostnameManual,
  });
  const file = options.value('F');
  const name = file === undefined ? options.operands[0] : (textOf(system, file) ?? '').trim();
  if (name === undefined) {
    system.write(1, `${shownHostname(system, options)}\n`);
    return 0;
  }
  try {
    system.setHostName(name);
    return 0;
  } catch (error) {
    const { message } = systemError(error);
    if (isBusybox(system)) throw fail(system, `sethostname: ${message}`);
    throw fail(
      system,
      error instanceof Error && message === 'Operation not permitted'
        ? 'you must be root to change the host name'
        : message,
    );
  }
});

function shownHostname(system: System, options: Options): string {
  const name = system.hostName();
  switch (options.last('s', 'i', 'd', 'f', 'I', 'a')) {
    case 's':
      return name.split('.')[0] ?? name;
    case 'I':
      return `${ownAddresses(system).join(' ')} `;
    case 'i': {
      const found = lookUp(system, name);
      if ('addresses' in found) return found.addresses.join(' ');
      throw fail(system, isBusybox(system) ? `${name}: Unknown host` : 'Name or service not known');
    }
    case 'f':
      return qualified(system, name);
    case 'd':
      return qualified(system, name).split('.').slice(1).join('.');
    case 'a':
      return '';
    default:
      return name;
  }
}

function ownAddresses(system: System): string[] {
  return system
    .network()
    .interfaces.filter(({ kind, up }) => up && kind !== 'loopback')
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

/** The first name in the line of /etc/hosts that has the host's. */
function qualified(system: System, name: string): string {
  for (const line of (textOf(system, '/etc/hosts') ?? '').split('\n')) {
    const [, first, ...others] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (first !== undefined && (first === name || others.includes(name))) return first;
  }
  return name;
}

export const hostid = immediate((system) => {
  parseOptions(system, {
    letters: '',
    manual: {
      gnu: '[OPTION]\nPrint the numeric identifier (in hexadecimal) for the current host.',
    },
  });
  system.write(1, '00000000\n');
  return 0;
});

const freeManual = {
  gnu: '[options]',
  package: 'procps-ng',
};
const unitBytes: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

export const free = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'bkmghtwlc:s:',
    long: {
      bytes: 'b',
      kibi: 'k',
      mebi: 'm',
      gibi: 'g',
      human: 'h',
      total: 't',
      wide: 'w',
      mega: '',
      giga: '',
    },
    manual: freeManual,
  });
  const busybox = isBusybox(system);
  const use = memoryUse(system);
  const unit = options.last('b', 'k', 'm', 'g', 'h', 'mega', 'giga') ?? 'k';
  const cell = (bytes: number) => memoryCell(bytes, unit, busybox).padStart(12);
  const cached = use.buffers + use.cached;
  const used = busybox ? use.total - use.free - cached : use.total - use.available;
  const row = (label: string, values: readonly number[]) =>
    `${label.padEnd(busybox ? 7 : 8)}${values.map(cell).join('')}\n`;
  const header = `${' '.repeat(busybox ? 7 : 8)}       total        used        free      shared  buff/cache   available\n`;
  const swapUsed = use.swapTotal - use.swapFree;
  let text = header + row('Mem:', [use.total, used, use.free, use.shared, cached, use.available]);
  text += row('Swap:', [use.swapTotal, swapUsed, use.swapFree]);
  if (options.has('t') && !busybox)
    text += row('Total:', [use.total + use.swapTotal, used + swapUsed, use.free + use.swapFree]);
  system.write(1, text);
  return 0;
});

function memoryCell(bytes: number, unit: string, busybox: boolean): string {
  if (unit === 'mega') return String(Math.floor(bytes / 1e6));
  if (unit === 'giga') return String(Math.floor(bytes / 1e9));
  if (unit !== 'h') return String(Math.floor(bytes / (unitBytes[unit] ?? 1)));
  return busybox ? busyboxSize(bytes) : procpsSize(bytes);
}

/** procps: one digit after the point below ten, whole units above. */
function procpsSize(bytes: number): string {
  const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return `${value}B`;
  return `${value < 9.95 ? value.toFixed(1) : Math.floor(value)}${units[unit]}`;
}
