import { SystemError } from '../filesystem/errors.ts';
import type { Stat } from '../filesystem/node.ts';
import { directory, type Layer, type LayerEntry, symbolicLink } from '../registry/layer.ts';
import type { Kernel } from './kernel.ts';
import type { OpenTarget, PlainDevice } from './open-files.ts';
import type { Process } from './process.ts';

const MEMORY_MAJOR = 1;
const TERMINAL_MAJOR = 5;
const PTS_MAJOR = 136;

/** Minor numbers of the memory devices (Documentation/admin-guide/devices.txt). */
const MEMORY_DEVICES: Readonly<Record<number, PlainDevice>> = {
  3: 'null',
  5: 'zero',
  7: 'full',
  8: 'random',
  9: 'random',
  11: 'kmsg',
};

function device(path: string, major: number, minor: number): LayerEntry {
  return {
    type: 'special',
    what: 'character device',
    path,
    numbers: [major, minor],
    mode: 0o666,
    uid: 0,
    gid: 0,
  };
}

/** The layer that every /dev is made from. */
export const DEVICE_LAYER: Layer = {
  key: 'dev',
  modifiedMs: 0,
  entries: [
    device('/null', MEMORY_MAJOR, 3),
    device('/zero', MEMORY_MAJOR, 5),
    device('/full', MEMORY_MAJOR, 7),
    device('/random', MEMORY_MAJOR, 8),
    device('/urandom', MEMORY_MAJOR, 9),
    device('/tty', TERMINAL_MAJOR, 0),
    symbolicLink('/ptmx', 'pts/ptmx'),
    symbolicLink('/fd', '/proc/self/fd'),
    symbolicLink('/stdin', '/proc/self/fd/0'),
    symbolicLink('/stdout', '/proc/self/fd/1'),
    symbolicLink('/stderr', '/proc/self/fd/2'),
    symbolicLink('/core', '/proc/kcore'),
    directory('/pts'),
    directory('/shm', 0o1777),
    directory('/mqueue', 0o1777),
  ],
};

/** What opening a device gives. @throws SystemError ENXIO where nothing drives it */
export function deviceTarget(kernel: Kernel, process: Process, { special }: Stat): OpenTarget {
  const [major, minor] = special ?? [0, 0];
  const memory = major === MEMORY_MAJOR ? MEMORY_DEVICES[minor] : undefined;
  if (memory !== undefined) return { is: 'device', device: memory };
  if (major === TERMINAL_MAJOR || major === PTS_MAJOR) {
    const { terminal } = process;
    if (terminal !== undefined && kernel.descriptors.terminals.exists(terminal))
      return { is: 'terminal', terminal };
  }
  throw new SystemError('ENXIO');
}
