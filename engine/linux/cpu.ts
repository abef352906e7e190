import type { Cgroup } from './cgroup.ts';
import type { Cgroups } from './cgroups.ts';
import { cpuMask, effectiveCpus, parseCpus } from './cpusets.ts';

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
  /** Those it may run on. */
  readonly cpus: bigint;
}

/**
 * Shares a host's CPUs among the processes that compute: generalized processor sharing (Parekh and Gallager). Each
 * process gets one CPU at most; no cgroup more than its cpu.max allows, and none but the CPUs of its cpuset; and where
 * there aren't CPUs enough, siblings in the hierarchy by their cpu.weight.
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
  const sets = new CpuSets(cpus);
  const claims = demands.map((demand, index): Claim => {
    const ancestry = ancestries[index] ?? [];
    return {
      ...demand,
      weight: (weights[index] ?? 0) / demand.processes,
      cpus: sets.of(ancestry),
      ...allowed(ancestry, beneath),
    };
  });
  scaleDown(claims, sets.bottlenecks());
  return claims.map(({ cpus: _, weight: __, ...share }) => share);
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
    const rate = quotaInCpus(group) / (beneath.get(group) ?? 1);
    if (rate < share.rate) share = { rate, limitedBy: group.path };
  }
  return share;
}

/** The CPUs that cpu.max and cpuset.cpus let a group have. */
export function limitInCpus(group: Cgroup): number | undefined {
  const set = parseCpus(group.limits.cpuset ?? '')?.length ?? Number.POSITIVE_INFINITY;
  const least = Math.min(quotaInCpus(group), set);
  return Number.isFinite(least) ? least : undefined;
}

function quotaInCpus({ limits: { cpuMax } }: Cgroup): number {
  return cpuMax === undefined ? Number.POSITIVE_INFINITY : cpuMax.quotaUs / cpuMax.periodUs;
}

/** So many sets of CPUs are looked at where those of groups overlap. */
const SETS_MAX = 64;

/** The sets of CPUs that groups may run on, as masks, with how many each has. */
class CpuSets {
  readonly #count: number;
  readonly #all: bigint;
  readonly #sizes = new Map<bigint, number>();

  constructor(count: number) {
    this.#count = count;
    this.#all = (1n << BigInt(count)) - 1n;
    this.#sizes.set(this.#all, count);
  }

  of(ancestry: readonly Cgroup[]): bigint {
    if (ancestry.every(({ limits }) => limits.cpuset === undefined)) return this.#all;
    const cpus = effectiveCpus(ancestry, this.#count);
    const mask = cpuMask(cpus);
    this.#sizes.set(mask, cpus.length);
    return mask;
  }

  /** Those in which it may be tight: the sets that groups have, and what overlapping ones are together. */
  bottlenecks(): ReadonlyMap<bigint, number> {
    const masks = [...this.#sizes.keys()];
    for (let index = 0; index < masks.length && masks.length < SETS_MAX; index++) {
      const mask = masks[index] ?? 0n;
      for (const other of masks.slice(0, index)) {
        const both = mask | other;
        if ((mask & other) === 0n || this.#sizes.has(both)) continue;
        this.#sizes.set(both, sizeOf(both));
        masks.push(both);
      }
    }
    return this.#sizes;
  }
}

function sizeOf(mask: bigint): number {
  return mask.toString(2).replaceAll('0', '').length;
}

/** What its CPUs have left, and who wants it. */
interface Bottleneck {
  readonly claims: Set<Claim>;
  left: number;
}

/** Scales rates down by weight until they fit: who needs less than its fair part leaves the rest to others. */
function scaleDown(claims: readonly Claim[], sets: ReadonlyMap<bigint, number>): void {
  const bottlenecks = [...sets].map(
    ([mask, size]): Bottleneck => ({
      claims: new Set(claims.filter(({ cpus }) => (cpus & ~mask) === 0n)),
      left: size,
    }),
  );
  const settle = (claim: Claim) => {
    for (const bottleneck of bottlenecks) {
      if (!bottleneck.claims.delete(claim)) continue;
      bottleneck.left = Math.max(0, bottleneck.left - claim.processes * claim.rate);
    }
  };
  for (;;) {
    const [tightest, fair] = tightestOf(bottlenecks);
    if (tightest === undefined) return;
    const content = [...tightest.claims].filter(({ rate, weight }) => rate <= fair * weight);
    for (const claim of content) settle(claim);
    if (content.length > 0) continue;
    for (const claim of [...tightest.claims]) {
      claim.rate = fair * claim.weight;
      delete claim.limitedBy;
      settle(claim);
    }
  }
}

/** Where there is least for a unit of weight, and how much that is; undefined: there is enough everywhere. */
function tightestOf(bottlenecks: readonly Bottleneck[]): [Bottleneck | undefined, number] {
  let tightest: Bottleneck | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const bottleneck of bottlenecks) {
    const { claims, left } = bottleneck;
    if (total(claims, ({ rate }) => rate) <= left) continue;
    const fair = left / total(claims, ({ weight }) => weight);
    if (fair < least) [tightest, least] = [bottleneck, fair];
  }
  return [tightest, least];
}

function total(claims: Iterable<Claim>, of: (claim: Claim) => number): number {
  let sum = 0;
  for (const claim of claims) sum += claim.processes * of(claim);
  return sum;
}
