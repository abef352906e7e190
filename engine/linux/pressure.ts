import type { Cgroup } from './cgroup.ts';
import type { Share } from './cpu.ts';
import type { Kernel } from './kernel.ts';
import { noteLoad } from './load-average.ts';
import { type Process, processKey } from './process.ts';

export const PRESSURE_RESOURCES = ['cpu', 'memory', 'io'] as const;
export type PressureResource = (typeof PRESSURE_RESOURCES)[number];

/** The windows of the averages, in ms. */
const WINDOWS_MS = [10_000, 60_000, 300_000] as const;
/** Rates of CPU time nearer to each other than this are the same. */
const EPSILON = 1e-9;

/** For which part of the time tasks stall, and what came of it. */
interface Stall {
  /** Since `sinceMs`: 0 … 1. */
  readonly part: number;
  readonly totalMs: number;
  readonly averages: readonly number[];
}

/** Pressure stall information of one resource: some tasks stall, or all that aren't idle. */
export interface Pressure {
  readonly sinceMs: number;
  readonly some: Stall;
  readonly full: Stall;
}

/** What the tasks of a group do: how much of a CPU they have, and lack, and how many wait for what. */
interface Tally {
  running: number;
  lacking: number;
  /** The most and the least that one lacks by cpu.max, which stops all of a group at the same time. */
  throttledMost: number;
  throttledLeast: number;
  tasks: number;
  memory: number;
  io: number;
}

/** Who stalls, and for how long: what /proc/pressure and the *.pressure files of cgroups tell (PSI). */
export class Pressures {
  readonly #kernel: Kernel;
  /** Of each host: who waits for a disk or for memory. */
  readonly #stalled = new Map<string, Set<string>>();
  /** Of each host: the paths of groups in which somebody stalls. */
  readonly #pressed = new Map<string, Set<string>>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  connect(): void {
    for (const process of this.#kernel.processes.all())
      if (process.stall !== undefined) this.#note(this.#stalled, process.host, keyOf(process));
    for (const { host, path, pressure } of this.#kernel.cgroups.all())
      if (Object.values(pressure ?? {}).some(isPressed)) this.#note(this.#pressed, host, path);
  }

  begin(process: Process): void {
    this.#note(this.#stalled, process.host, keyOf(process));
    this.#kernel.computing.rebalance(process.host);
  }

  end(process: Process): void {
    this.#stalled.get(process.host)?.delete(keyOf(process));
    this.#kernel.computing.rebalance(process.host);
  }

  /** After somebody's part of the CPUs changed, or somebody began or ended to wait. */
  update(host: string, shares: readonly Share[]): void {
    const stalled = this.#stalled.get(host) ?? NOBODY;
    const pressed = this.#pressed.get(host) ?? NOBODY;
    const running = shares.reduce((sum, { processes }) => sum + processes, 0);
    noteLoad(this.#kernel, host, running + stalled.size);
    const isAtEase = stalled.size === 0 && shares.every(({ rate }) => rate === 1);
    if (isAtEase && pressed.size === 0) return;
    const tallies = isAtEase ? new Map<Cgroup, Tally>() : this.#tally(shares, stalled);
    for (const [group, tally] of tallies) this.#set(group, tally);
    for (const path of [...pressed]) {
      const group = this.#kernel.cgroups.get(host, path);
      if (group === undefined) pressed.delete(path);
      else if (!tallies.has(group)) this.#set(group, idle());
    }
  }

  /** The text of a pressure file. */
  text({ pressure }: Cgroup, resource: PressureResource): string {
    const known = advance(pressure?.[resource] ?? NONE, this.#kernel.now);
    const line = (name: string, { averages, totalMs }: Stall) => {
      const shown = [10, 60, 300].map((seconds, index) => {
        return `avg${seconds}=${((averages[index] ?? 0) * 100).toFixed(2)}`;
      });
      return `${name} ${shown.join(' ')} total=${Math.floor(totalMs * 1000)}\n`;
    };
    return line('some', known.some) + line('full', known.full);
  }

  #tally(shares: readonly Share[], stalled: ReadonlySet<string>): Map<Cgroup, Tally> {
    const { cgroups, processes } = this.#kernel;
    const tallies = new Map<Cgroup, Tally>();
    const of = (group: Cgroup): Tally => {
      const tally = tallies.get(group) ?? idle();
      tallies.set(group, tally);
      return tally;
    };
    for (const { host, cgroup, processes, rate } of shares) {
      for (const group of cgroups.ancestry(host, cgroup)) of(group).running += processes * rate;
    }
    for (const share of shares) {
      const groups = cgroups.ancestry(share.host, share.cgroup);
      const isThrottled = groups.some((group) => isUsedUp(group, of(group).running));
      for (const group of groups) addLack(of(group), share, isThrottled);
    }
    for (const key of stalled) {
      const process = processes.byKey(key);
      if (process?.stall === undefined) continue;
      for (const group of cgroups.ancestry(process.host, process.cgroup)) of(group)[process.stall.on]++;
    }
    return tallies;
  }

  #set(group: Cgroup, tally: Tally): void {
    const { now } = this.#kernel;
    const isRoot = group.path === '/';
    let isAny = false;
    for (const resource of PRESSURE_RESOURCES) {
      const { some, full } = resource === 'cpu' ? cpuParts(tally, isRoot) : waitingParts(tally, resource);
      const before = group.pressure?.[resource];
      isAny ||= some > 0;
      if ((before?.some.part ?? 0) === some && (before?.full.part ?? 0) === full) continue;
      const known = advance(before ?? NONE, now);
      const after: Pressure = {
        sinceMs: now,
        some: { ...known.some, part: some },
        full: { ...known.full, part: full },
      };
      group.pressure = { ...group.pressure, [resource]: after };
      this.#kernel.cgroups.changed(group);
    }
    if (isAny) this.#note(this.#pressed, group.host, group.path);
    else this.#pressed.get(group.host)?.delete(group.path);
  }

  #note(index: Map<string, Set<string>>, host: string, what: string): void {
    index.set(host, (index.get(host) ?? new Set()).add(what));
  }
}

const NOBODY: Set<string> = new Set();
const CALM: Stall = { part: 0, totalMs: 0, averages: [0, 0, 0] };
const NONE: Pressure = { sinceMs: 0, some: CALM, full: CALM };

function keyOf({ host, pid }: Process): string {
  return processKey(host, pid);
}

function idle(): Tally {
  return { running: 0, lacking: 0, throttledMost: 0, throttledLeast: 1, tasks: 0, memory: 0, io: 0 };
}

function isPressed({ some }: Pressure): boolean {
  return some.part > 0;
}

/** Whether its processes have all that cpu.max lets them have. */
function isUsedUp({ limits: { cpuMax } }: Cgroup, running: number): boolean {
  return cpuMax !== undefined && running >= cpuMax.quotaUs / cpuMax.periodUs - EPSILON;
}

function addLack(tally: Tally, { processes, rate }: Share, isThrottled: boolean): void {
  const lacks = 1 - rate;
  tally.tasks += processes;
  tally.throttledLeast = Math.min(tally.throttledLeast, isThrottled ? lacks : 0);
  if (isThrottled) tally.throttledMost = Math.max(tally.throttledMost, lacks);
  else tally.lacking += processes * lacks;
}

/** Who takes turns waits in turn; whom cpu.max stops, waits together. For a whole host the kernel counts no `full`. */
function cpuParts(tally: Tally, isRoot: boolean): { readonly some: number; readonly full: number } {
  if (tally.tasks === 0) return { some: 0, full: 0 };
  const some = Math.min(1, tally.lacking + tally.throttledMost);
  const idlePart = Math.min(some, Math.max(0, 1 - tally.running));
  return { some, full: isRoot ? 0 : Math.max(idlePart, tally.throttledLeast) };
}

function waitingParts(
  tally: Tally,
  resource: 'memory' | 'io',
): { readonly some: number; readonly full: number } {
  if (tally[resource] === 0) return { some: 0, full: 0 };
  return { some: 1, full: Math.max(0, 1 - tally.running) };
}

function advance({ sinceMs, some, full }: Pressure, now: number): Pressure {
  return { sinceMs: now, some: advanceStall(some, now - sinceMs), full: advanceStall(full, now - sinceMs) };
}

function advanceStall({ part, totalMs, averages }: Stall, elapsedMs: number): Stall {
  return {
    part,
    totalMs: totalMs + part * elapsedMs,
    averages: averages.map(
      (average, index) => part + (average - part) * Math.exp(-elapsedMs / (WINDOWS_MS[index] ?? 1)),
    ),
  };
}
