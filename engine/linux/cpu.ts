import type { Cgroup, Cgroups } from './cgroups.ts';

/** What cpu.max counts in where nobody says otherwise. */
export const CPU_PERIOD_US = 100_000;
const DEFAULT_WEIGHT = 100;

/** The processes of one cgroup that compute. */
export interface Demand {
  readonly host: string;
  readonly cgroup: string;
  readonly processes: number;
}

/** What each process of a demand gets. */
export interface Share extends Demand {
  /** In CPUs: 0 … 1. */
  rate: number;
  /** The path of the cgroup whose limit keeps more from it, where one does. */
  limitedBy?: string;
}

/** A share while it is being found. */
interface Claim extends Share {
  /** What each process is entitled to, compared with others. */
  readonly weight: number;
}

/**
 * Shares a host's CPUs among the processes that compute: generalized processor sharing (Parekh and Gallager). Each
 * process gets one CPU at most; no cgroup more than its cpu.max allows; and where there aren't CPUs enough, siblings
 * in the hierarchy by their cpu.weight.
 * @param demands of one host, each of another cgroup
 */
export function shareCpus(cpus: number, demands: readonly Demand[], cgroups: Cgroups): readonly Share[] {
  const beneath = new Map<Cgroup, number>();
  const ancestries = demands.map(({ host, cgroup, processes }) => {
    const groups = cgroups.ancestry(host, cgroup);
    for (const group of groups) beneath.set(group, (beneath.get(group) ?? 0) + processes);
    return groups;
  });
  const weights = entitlements(demands, ancestries);
  const claims = demands.map(
    (demand, index): Claim => ({
      ...demand,
      weight: (weights[index] ?? 0) / demand.processes,
      ...allowed(ancestries[index] ?? [], beneath),
    }),
  );
  scaleDown(claims, cpus);
  return claims;
}

/** What part of the machine each demand is entitled to: at each level by weight among the siblings that compute. */
function entitlements(demands: readonly Demand[], ancestries: readonly (readonly Cgroup[])[]): number[] {
  /** Of each group: the weights of what competes within it, its own processes as if each were a group. */
  const competing = new Map<Cgroup, number>();
  const compete = (group: Cgroup | undefined, weight: number) => {
    if (group !== undefined) competing.set(group, (competing.get(group) ?? 0) + weight);
  };
  for (const [index, { processes }] of demands.entries()) {
    compete(ancestries[index]?.[0], processes * DEFAULT_WEIGHT);
  }
  const parents = new Map(
    ancestries.flatMap((groups) => groups.map((group, level) => [group, groups[level + 1]])),
  );
  for (const [group, parent] of parents) compete(parent, weightOf(group));
  return demands.map(({ processes }, index) => {
    const groups = ancestries[index] ?? [];
    return groups.reduce(
      (part, group, level) =>
        (part * (level === 0 ? processes * DEFAULT_WEIGHT : weightOf(groups[level - 1]))) /
        (competing.get(group) ?? 1),
      1,
    );
  });
}

function weightOf(group: Cgroup | undefined): number {
  return group?.limits.cpuWeight ?? DEFAULT_WEIGHT;
}

/** What the limits of its groups leave to one of their processes. */
function allowed(
  groups: readonly Cgroup[],
  beneath: ReadonlyMap<Cgroup, number>,
): Pick<Share, 'rate' | 'limitedBy'> {
  let share: Pick<Share, 'rate' | 'limitedBy'> = { rate: 1 };
  for (const group of groups) {
    const rate = (limitInCpus(group) ?? Number.POSITIVE_INFINITY) / (beneath.get(group) ?? 1);
    if (rate < share.rate) share = { rate, limitedBy: group.path };
  }
  return share;
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
function scaleDown(claims: readonly Claim[], cpus: number): void {
  let open = [...claims];
  let left = cpus;
  while (open.length > 0 && total(open, ({ rate }) => rate) > left) {
    const fair = left / total(open, ({ weight }) => weight);
    const content = open.filter(({ rate, weight }) => rate <= fair * weight);
    if (content.length === 0) {
      for (const claim of open) {
        claim.rate = fair * claim.weight;
        delete claim.limitedBy;
      }
      return;
    }
    left -= total(content, ({ rate }) => rate);
    open = open.filter((claim) => !content.includes(claim));
  }
}

function total(claims: readonly Claim[], of: (claim: Claim) => number): number {
  return claims.reduce((sum, claim) => sum + claim.processes * of(claim), 0);
}
