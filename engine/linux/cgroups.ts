import type { OwnedRecords } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type Cgroup, type CgroupLimits, CONTROLLERS, type Controller, type MemoryEvents } from './cgroup.ts';
import { delayOver } from './memory-delay.ts';

const ROOT = '/';

export function parentCgroup(path: string): string | undefined {
  if (path === ROOT) return undefined;
  return path.slice(0, path.lastIndexOf('/')) || ROOT;
}

/** Whether a path is that of the group, or of one below it. */
export function isWithin(path: string, group: string): boolean {
  return group === ROOT || path === group || path.startsWith(`${group}/`);
}

/** The control groups of all hosts: one hierarchy a host. */
export class Cgroups {
  readonly #groups: OwnedRecords<string, Cgroup>;
  /** Of each host and path: the group, and those above it, the root last. What follows from the paths is kept. */
  readonly #ancestry = new Map<string, Map<string, readonly Cgroup[]>>();
  readonly #now: () => number;

  constructor(simulation: Simulation) {
    this.#now = simulation.now;
    this.#groups = simulation.records.owned('cgroups', String);
  }

  get(host: string, path: string): Cgroup | undefined {
    return this.#groups.get(host, path);
  }

  all(): Iterable<Cgroup> {
    return this.#groups.values();
  }

  /** Makes the group, and those above it that aren't there; those let it limit everything, as systemd has it. */
  make(host: string, path: string, limits: CgroupLimits = {}): Cgroup {
    const existing = this.get(host, path);
    if (existing !== undefined) {
      if (Object.keys(limits).length > 0) this.limit(existing, limits);
      return existing;
    }
    const abovePath = parentCgroup(path);
    if (abovePath !== undefined) {
      const above = this.make(host, abovePath);
      if (above.subtree === undefined) {
        above.subtree = CONTROLLERS;
        this.changed(above);
      }
    }
    return this.add(host, path, limits);
  }

  /** Makes a group in one that is there. */
  add(host: string, path: string, limits: CgroupLimits = {}): Cgroup {
    const group: Cgroup = {
      host,
      path,
      madeMs: this.#now(),
      limits,
      frozen: false,
      memoryBytes: 0,
      memoryPeak: 0,
      shmemBytes: 0,
      processes: 0,
      zombies: 0,
      cpuMs: 0,
      periods: 0,
      throttledPeriods: 0,
      throttledMs: 0,
      events: { high: 0, max: 0, oom: 0, oomKill: 0 },
      localEvents: { high: 0, max: 0, oom: 0, oomKill: 0 },
      forksRefused: 0,
    };
    this.changed(group);
    return group;
  }

  /** Removes a group without processes, with all below it. */
  remove(host: string, path: string): void {
    for (const group of this.below(host, path)) this.#groups.delete(host, group.path);
    this.#ancestry.delete(host);
  }

  /** Removes everything of a host. */
  removeHost(host: string): void {
    this.remove(host, ROOT);
  }

  /** Changes some limits; undefined values lift them. */
  limit(group: Cgroup, limits: CgroupLimits): void {
    group.limits = { ...group.limits, ...limits };
    this.changed(group);
  }

  /** The group and all that are below it. */
  below(host: string, path: string): Cgroup[] {
    const found: Cgroup[] = [];
    for (const group of this.#groups.of(host).values()) {
      if (isWithin(group.path, path)) found.push(group);
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The group and those above it, the root last. */
  ancestry(host: string, path: string): readonly Cgroup[] {
    let known = this.#ancestry.get(host);
    if (known === undefined) {
      known = new Map();
      this.#ancestry.set(host, known);
    }
    let groups = known.get(path);
    if (groups === undefined) {
      groups = this.#findAncestry(host, path);
      if (groups[0]?.path === path) known.set(path, groups);
    }
    return groups;
  }

  changed(group: Cgroup): void {
    this.#groups.set(group.host, group.path, group);
  }

  /** Counts a process in (+1) or out (-1). */
  countProcess(host: string, path: string, change: 1 | -1): void {
    for (const group of this.ancestry(host, path)) {
      group.processes += change;
      this.changed(group);
    }
  }

  /** The same of those that ended and weren't waited for. */
  countZombie(host: string, path: string, change: 1 | -1): void {
    for (const group of this.ancestry(host, path)) {
      group.zombies = Math.max(0, group.zombies + change);
      this.changed(group);
    }
  }

  /** The controllers that act in a group: those that the group above it lets through. */
  controllers({ host, path }: Cgroup): readonly Controller[] {
    const above = parentCgroup(path);
    return above === undefined ? CONTROLLERS : (this.get(host, above)?.subtree ?? []);
  }

  /** The group that has no room for another process; fork then fails. */
  refusingFork(host: string, path: string): Cgroup | undefined {
    for (const group of this.ancestry(host, path)) {
      if (group.processes + group.zombies >= (group.limits.pidsMax ?? Number.POSITIVE_INFINITY)) return group;
    }
    return undefined;
  }

  /**
   * Charges memory, page by page: so a limit is never passed, whatever is asked for at once.
   * @returns the group whose memory.max is reached first, where it is exceeded now
   */
  charge(host: string, path: string, bytes: number): Cgroup | undefined {
    const groups = this.ancestry(host, path);
    let over: Cgroup | undefined;
    let room = Number.POSITIVE_INFINITY;
    for (const group of groups) {
      const left = (group.limits.memoryMax ?? Number.POSITIVE_INFINITY) - group.memoryBytes;
      if (left < bytes && left < room) over = group;
      room = Math.min(room, left);
    }
    for (const group of groups) {
      const reached = group.memoryBytes + Math.min(bytes, Math.max(0, room));
      group.memoryPeak = Math.max(group.memoryPeak, reached);
      group.memoryBytes = Math.max(0, group.memoryBytes + bytes);
      const { memoryHigh } = group.limits;
      if (bytes > 0 && memoryHigh !== undefined && reached > memoryHigh) this.count(group, 'high');
      this.changed(group);
    }
    return over;
  }

  /** Counts what was charged for files in memory. */
  countShmem(host: string, path: string, bytes: number): void {
    for (const group of this.ancestry(host, path)) {
      group.shmemBytes = Math.max(0, group.shmemBytes + bytes);
      this.changed(group);
    }
  }

  /** Something that memory.events counts has happened in a group. */
  count(group: Cgroup, event: keyof MemoryEvents): void {
    group.localEvents[event]++;
    for (const above of this.ancestry(group.host, group.path)) {
      above.events[event]++;
      this.changed(above);
    }
  }

  /** How long who has taken memory is held back, for what its groups have over memory.high, in ms. */
  delayMs(host: string, path: string, bytes: number): number {
    let delay = 0;
    for (const { limits, memoryBytes } of bytes > 0 ? this.ancestry(host, path) : []) {
      if (limits.memoryHigh !== undefined) delay += delayOver(limits.memoryHigh, memoryBytes, bytes);
    }
    return delay;
  }

  useCpu(host: string, path: string, ms: number): void {
    for (const group of this.ancestry(host, path)) {
      group.cpuMs += ms;
      this.changed(group);
    }
  }

  /** True where it or a group above it is frozen. */
  isFrozen(host: string, path: string): boolean {
    for (const group of this.ancestry(host, path)) if (group.frozen) return true;
    return false;
  }

  #findAncestry(host: string, path: string): Cgroup[] {
    const groups: Cgroup[] = [];
    for (let at: string | undefined = path; at !== undefined; at = parentCgroup(at)) {
      const group = this.get(host, at);
      if (group !== undefined) groups.push(group);
    }
    return groups;
  }
}
