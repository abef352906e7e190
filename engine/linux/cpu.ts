import type { Cgroup, Cgroups } from './cgroups.ts';
import type { Process } from './process.ts';

/** What cpu.max counts in where nobody says otherwise. */
export const CPU_PERIOD_US = 100_000;
const DEFAULT_WEIGHT = 100;

/** A process that computes, with what it would like to have and what it gets. */
interface Share {
  readonly process: Process;
  readonly groups: readonly Cgroup[];
  weight: number;
  rate: number;
}

/**
 * Shares a host's CPUs among the processes that compute: generalized processor sharing. Each process gets one
 * CPU at most; no cgroup more than its cpu.max allows; and where there aren't CPUs enough, by cpu.weight.
 * @returns the rate of each process, in CPUs
 */
export function shareCpus(
  cpus: number,
  computing: readonly Process[],
  cgroups: Cgroups,
): ReadonlyMap<Process, number> {
  const shares = computing.map((process): Share => {
    const groups = [...cgroups.ancestry(process.host, process.cgroup)];
    return { process, groups, weight: weightOf(groups), rate: 1 };
  });
  const beneath = new Map<Cgroup, number>();
  for (const { groups } of shares) {
    for (const group of groups) beneath.set(group, (beneath.get(group) ?? 0) + 1);
  }
  for (const share of shares) share.rate = allowed(share.groups, beneath);
  scaleDown(shares, cpus);
  return new Map(shares.map(({ process, rate }) => [process, rate]));
}

function weightOf(groups: readonly Cgroup[]): number {
  return groups[0]?.limits.cpuWeight ?? DEFAULT_WEIGHT;
}

/** What the limits of its groups leave to one of their processes. */
function allowed(groups: readonly Cgroup[], beneath: ReadonlyMap<Cgroup, number>): number {
  let rate = 1;
  for (const group of groups) {
    const cpus = limitInCpus(group);
    if (cpus !== undefined) rate = Math.min(rate, cpus / (beneath.get(group) ?? 1));
  }
  return rate;
}

/** The CPUs that cpu.max and cpuset.cpus let a group have. */
export function limitInCpus({ limits }: Cgroup): number | undefined {
  const quota =
    limits.cpuMax === undefined ? Number.POSITIVE_INFINITY : limits.cpuMax.quotaUs / limits.cpuMax.periodUs;
  const set =
    limits.cpuset === undefined || limits.cpuset === ''
      ? Number.POSITIVE_INFINITY
      : cpusIn(limits.cpuset).length;
  const least = Math.min(quota, set);
  return Number.isFinite(least) ? least : undefined;
}

/** The CPUs of a list such as `0-2,4` (cpuset(7)); those that aren't numbers are left out. */
function cpusIn(list: string): number[] {
  const cpus = new Set<number>();
  for (const part of list.split(',')) {
    const [, first, last] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim()) ?? [];
    if (first === undefined) continue;
    for (let cpu = Number(first); cpu <= Number(last ?? first); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** Scales rates down by weight until they fit: who needs less than its fair part leaves the rest to others. */
function scaleDown(shares: readonly Share[], cpus: number): void {
  let open = [...shares];
  let left = cpus;
  while (open.length > 0 && open.reduce((sum, { rate }) => sum + rate, 0) > left) {
    const weights = open.reduce((sum, { weight }) => sum + weight, 0);
    const content = open.filter(({ rate, weight }) => rate <= (left * weight) / weights);
    if (content.length === 0) {
      for (const share of open) share.rate = (left * share.weight) / weights;
      return;
    }
    for (const { rate } of content) left -= rate;
    open = open.filter((share) => !content.includes(share));
  }
}
