import { SystemError } from '../../filesystem/errors.ts';
import type { Cgroup, IoLimits } from '../cgroup.ts';
import { DISK_NUMBER } from '../devices.ts';
import type { Kernel } from '../kernel.ts';

const KEYS = ['rbps', 'wbps', 'riops', 'wiops'] as const;

type IoMax = Readonly<Record<string, IoLimits>>;

/** io.max: a line for each device that has some limit. */
export function ioMaxText(limits: IoMax): string {
  return Object.entries(limits)
    .map(([device, values]) => `${device} ${KEYS.map((key) => `${key}=${values[key] ?? 'max'}`).join(' ')}\n`)
    .join('');
}

/** What writing to io.max leaves. @throws SystemError EINVAL, ENODEV */
export function ioMax(text: string, before: IoMax): IoMax {
  const [device = '', ...words] = text.split(/\s+/);
  if (!/^\d{1,9}:\d{1,9}$/.test(device)) throw new SystemError('EINVAL');
  if (device !== DISK_NUMBER) throw new SystemError('ENODEV');
  const values: Partial<Record<(typeof KEYS)[number], number>> = { ...before[device] };
  for (const word of words) {
    const [name = '', value = ''] = word.split('=');
    const key = KEYS.find((known) => known === name);
    if (key === undefined || !/^(max|[1-9]\d{0,14})$/.test(value)) throw new SystemError('EINVAL');
    if (value === 'max') delete values[key];
    else values[key] = Number(value);
  }
  return Object.keys(values).length === 0 ? {} : { [device]: values };
}

/** io.stat: nothing for a device that wasn't used. */
export function ioStat(kernel: Kernel, group: Cgroup): string {
  if (group.io === undefined) return '';
  const [read, write] = [kernel.disk.carriedOut(group, 'read'), kernel.disk.carriedOut(group, 'write')];
  return `${DISK_NUMBER} rbytes=${read.bytes} wbytes=${write.bytes} rios=${read.requests} wios=${write.requests} dbytes=0 dios=0\n`;
}
