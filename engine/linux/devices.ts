import { SystemError } from '../filesystem/errors.ts';
import type { Stat } from '../filesystem/node.ts';
import { directory, type Layer, type LayerEntry, symbolicLink } from '../registry/layer.ts';
import type { Kernel } from './kernel.ts';
import type { OpenTarget, PlainDevice } from './open-files.ts';
import type { Process } from './process.ts';

const MEMORY_MAJOR = 1;
const TERMINAL_MAJOR = 5;
export const PTS_MAJOR = 136;
const TTY_GROUP = 5;

/** Minor numbers of the memory devices (Documentation/admin-guide/devices.txt). */
const MEMORY_DEVICES: Readonly<Record<number, PlainDevice>> = {
  3: 'null',
  5: 'zero',
  7: 'full',
  8: 'random',
  9: 'random',
  11: 'kmsg',
};

function device(
  path: string,
  major: number,
  minor: number,
  { mode = 0o666, gid = 0, what = 'character device' as 'character device' | 'block device' } = {},
): LayerEntry {
  return { type: 'special', what, path, numbers: [major, minor], mode, uid: 0, gid };
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

const DISK_GROUP = 6;
const KMEM_GROUP = 15;
const BLOCK = { mode: 0o660, gid: DISK_GROUP, what: 'block device' } as const;
export const DISK_MAJOR = 254;
/** The only disk that a host has. */
export const DISK_NUMBER = `${DISK_MAJOR}:0`;
const LOOP_MAJOR = 7;
const MISC_MAJOR = 10;

/** What a host's /dev has beside that. */
export const HOST_DEVICE_LAYER: Layer = {
  key: 'host-dev',
  modifiedMs: 0,
  entries: [
    device('/console', TERMINAL_MAJOR, 1, { mode: 0o600 }),
    device('/fuse', MISC_MAJOR, 229),
    device('/kmsg', MEMORY_MAJOR, 11, { mode: 0o644 }),
    device('/loop-control', MISC_MAJOR, 237, { mode: 0o660, gid: DISK_GROUP }),
    device('/loop0', LOOP_MAJOR, 0, BLOCK),
    device('/mem', MEMORY_MAJOR, 1, { mode: 0o640, gid: KMEM_GROUP }),
    directory('/net'),
    device('/net/tun', MISC_MAJOR, 200),
    device('/port', MEMORY_MAJOR, 4, { mode: 0o640, gid: KMEM_GROUP }),
    device('/rtc0', 249, 0, { mode: 0o600 }),
    device('/tty0', 4, 0, { mode: 0o620, gid: TTY_GROUP }),
    device('/ttyS0', 4, 64, { mode: 0o660, gid: 20 }),
    device('/vda', DISK_MAJOR, 0, BLOCK),
    device('/vda1', DISK_MAJOR, 1, BLOCK),
  ],
};

/** Devices that every container may use; it may make nodes of all. */
const ALWAYS_ALLOWED = ['c 1:3', 'c 1:5', 'c 1:7', 'c 1:8', 'c 1:9', 'c 5:0', 'c 5:1', 'c 5:2'];

/** A device as the rules of cgroups name it: `c 1:3`. */
export function deviceName({
  type,
  special: [major, minor] = [0, 0],
}: Pick<Stat, 'type' | 'special'>): string {
  return `${type === 'block device' ? 'b' : 'c'} ${major}:${minor}`;
}

/** The device controller: BPF programs of the cgroups that a process is in. @throws SystemError EPERM */
export function checkDevice(
  kernel: Kernel,
  process: Process,
  stat: Stat,
  { read = false, write = false }: { readonly read?: boolean; readonly write?: boolean },
): void {
  const name = deviceName(stat);
  if (ALWAYS_ALLOWED.includes(name) || stat.special?.[0] === PTS_MAJOR) return;
  for (const { devices } of kernel.cgroups.ancestry(process.host, process.cgroup)) {
    if (devices === undefined) continue;
    const rule = devices.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
    if ((write && !rule.includes('w')) || (read && !rule.includes('r'))) throw new SystemError('EPERM');
  }
}

/** What opening a device gives. @throws SystemError ENXIO where nothing drives it, EPERM where it isn't allowed */
export function deviceTarget(
  kernel: Kernel,
  process: Process,
  stat: Stat,
  access: { readonly read?: boolean; readonly write?: boolean },
): OpenTarget {
  checkDevice(kernel, process, stat, access);
  const [major, minor] = stat.special ?? [0, 0];
  const memory = major === MEMORY_MAJOR && stat.type !== 'block device' ? MEMORY_DEVICES[minor] : undefined;
  if (memory !== undefined) return { is: 'device', device: memory };
  if (major === TERMINAL_MAJOR || major === PTS_MAJOR) {
    const { terminal } = process;
    if (terminal !== undefined && kernel.descriptors.terminals.exists(terminal))
      return { is: 'terminal', terminal };
  }
  throw new SystemError('ENXIO');
}
