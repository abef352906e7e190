import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';

/** A file's text; undefined where it can't be read. */
export function textOf(system: System, path: string): string | undefined {
  try {
    return system.readText(path);
  } catch (error) {
    systemError(error);
    return undefined;
  }
}

/** /proc/meminfo, in bytes. */
export interface MemoryUse {
  readonly total: number;
  readonly free: number;
  readonly available: number;
  readonly shared: number;
  readonly buffers: number;
  readonly cached: number;
  readonly swapTotal: number;
  readonly swapFree: number;
}

export function memoryUse(system: System): MemoryUse {
  const values = new Map<string, number>();
  for (const line of (textOf(system, '/proc/meminfo') ?? '').split('\n')) {
    const [, name, kilobytes] = /^(\w+(?:\(\w+\))?):\s+(\d+)/.exec(line) ?? [];
    if (name !== undefined) values.set(name, Number(kilobytes) * 1024);
  }
  const value = (name: string) => values.get(name) ?? 0;
  return {
    total: value('MemTotal'),
    free: value('MemFree'),
    available: value('MemAvailable'),
    shared: value('Shmem'),
    buffers: value('Buffers'),
    cached: value('Cached') + value('SReclaimable'),
    swapTotal: value('SwapTotal'),
    swapFree: value('SwapFree'),
  };
}

/** The three averages of /proc/loadavg, and what comes after them. */
export function loadAverages(system: System): {
  readonly averages: readonly string[];
  readonly rest: string;
} {
  const words = (textOf(system, '/proc/loadavg') ?? '0.00 0.00 0.00 0/0 0').trim().split(' ');
  return { averages: words.slice(0, 3), rest: words.slice(3).join(' ') };
}

/** The processors that the process may use. */
export function processorCount(system: System): number {
  const allowed = /^Cpus_allowed_list:\s+(\S+)/m.exec(textOf(system, '/proc/self/status') ?? '')?.[1];
  if (allowed !== undefined) return countOfList(allowed);
  return Math.max(1, [...(textOf(system, '/proc/cpuinfo') ?? '').matchAll(/^processor\s*:/gm)].length);
}

/** How many numbers `0-3,6` holds. */
function countOfList(list: string): number {
  return list.split(',').reduce((sum, range) => {
    const [low = 0, high = low] = range.split('-').map(Number);
    return sum + high - low + 1;
  }, 0);
}
