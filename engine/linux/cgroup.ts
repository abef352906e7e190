import type { Load } from './load-average.ts';
import type { Pressure, PressureResource } from './pressure.ts';

/** What a cgroup may use (cgroup v2). Undefined: `max`. */
export interface CgroupLimits {
  /** cpu.max: microseconds of CPU time in each period. */
  readonly cpuMax?: { readonly quotaUs: number; readonly periodUs: number };
  /** cpu.weight, 1 … 10,000; default 100. */
  readonly cpuWeight?: number;
  readonly cpuset?: string;
  readonly memoryMax?: number;
  readonly memoryHigh?: number;
  readonly memoryMin?: number;
  readonly memoryLow?: number;
  readonly swapMax?: number;
  /** memory.oom.group: the OOM killer ends all of its processes together. */
  readonly oomGroup?: boolean;
  readonly pidsMax?: number;
  /** io.max by device, e.g. `254:0`. */
  readonly ioMax?: Readonly<Record<string, IoLimits>>;
  readonly ioWeight?: number;
}

/** Bytes and requests in a second. */
export type IoLimits = Readonly<Partial<Record<'rbps' | 'wbps' | 'riops' | 'wiops', number>>>;

/** What went to a disk, or came from it, and what is still on its way. */
export interface IoUse {
  readonly bytes: number;
  readonly requests: number;
  /** When all of it is carried out. */
  readonly doneMs: number;
  /** Since it was idle last: how long it takes, and how much it is. */
  readonly lastMs: number;
  readonly lastBytes: number;
  readonly lastRequests: number;
}

export const CONTROLLERS = ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids', 'rdma'] as const;
export type Controller = (typeof CONTROLLERS)[number];

/** What memory.events counts. */
export interface MemoryEvents {
  high: number;
  max: number;
  oom: number;
  oomKill: number;
}

/** A control group, as it is stored. Changed in place. */
export interface Cgroup {
  readonly host: string;
  /** From the root of the host's hierarchy; the root itself is `/`. */
  readonly path: string;
  readonly madeMs: number;
  limits: CgroupLimits;
  /** cgroup.subtree_control: what it lets the groups below it limit. Undefined: nothing. */
  subtree?: readonly Controller[];
  frozen: boolean;
  /** The devices that its processes may use beside those that everybody may: `c 10:229 rwm`. Undefined: all. */
  devices?: readonly string[];
  /** Of itself and everything below. */
  memoryBytes: number;
  memoryPeak: number;
  /** Of that, files in memory. */
  shmemBytes: number;
  processes: number;
  /** Processes that ended and weren't waited for: they count for pids.max. Of itself and everything below. */
  zombies: number;
  /** CPU time of its own processes and of those below, in ms. */
  cpuMs: number;
  periods: number;
  throttledPeriods: number;
  throttledMs: number;
  /** memory.events: of itself and everything below. */
  events: MemoryEvents;
  /** memory.events.local: of itself. */
  localEvents: MemoryEvents;
  /** pids.events: forks refused. */
  forksRefused: number;
  /** Undefined: nothing yet. */
  io?: { readonly read: IoUse; readonly write: IoUse };
  pressure?: Readonly<Partial<Record<PressureResource, Pressure>>>;
  /** Of the root only. */
  load?: Load;
}
