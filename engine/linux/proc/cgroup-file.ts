import { SystemError } from '../../filesystem/errors.ts';
import type { Cgroup, CgroupLimits } from '../cgroup.ts';
import type { Kernel } from '../kernel.ts';
import type { Process } from '../process.ts';

/** A file of a cgroup: what reading it gives, and what writing to it does (cgroup-v2.rst). */
export interface CgroupFile {
  readonly read: (kernel: Kernel, group: Cgroup, viewer: Process) => string;
  /** The limits that a text means. @throws SystemError EINVAL */
  readonly limits?: (text: string, group: Cgroup, kernel: Kernel) => CgroupLimits;
  readonly write?: (kernel: Kernel, group: Cgroup, viewer: Process, text: string) => void;
  /** The root of the hierarchy hasn't it. */
  readonly notInRoot?: boolean;
}

export function orMax(value: number | undefined): string {
  return `${value ?? 'max'}\n`;
}

/** `max`, a number of bytes, or one with K, M or G (memparse). */
export function bytesOrMax(text: string): number | undefined {
  if (text === 'max') return undefined;
  const [, digits, unit] = /^(\d{1,15})([kKmMgG]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new SystemError('EINVAL');
  return Number(digits) * 1024 ** ('kmg'.indexOf((unit ?? '').toLowerCase() || '?') + 1);
}

export function numberBetween(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new SystemError('EINVAL');
  return value;
}
