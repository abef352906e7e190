import type { CgroupLimits } from '../linux/cgroup.ts';
import { parseCpus } from '../linux/cpusets.ts';
import type { Host } from '../linux/hosts.ts';

/** Null lifts a limit. */
export type LimitChanges = { readonly [Name in keyof CgroupLimits]?: CgroupLimits[Name] | null };

export function withoutNulls(limits: LimitChanges): CgroupLimits {
  return Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, value ?? undefined]));
}

/** Whether a host has the CPUs that are asked for. */
export function hasCpus({ cpus }: Pick<Host, 'cpus'>, { cpuset }: LimitChanges): boolean {
  if (cpuset === undefined || cpuset === null) return true;
  const last = parseCpus(cpuset)?.at(-1);
  return last !== undefined && last < cpus;
}
