import type { CgroupLimits } from '../linux/cgroup.ts';

/** Null lifts a limit. */
export type LimitChanges = { readonly [Name in keyof CgroupLimits]?: CgroupLimits[Name] | null };

export function withoutNulls(limits: LimitChanges): CgroupLimits {
  return Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, value ?? undefined]));
}
