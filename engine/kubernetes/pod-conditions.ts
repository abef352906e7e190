import type { PodCondition } from './schemas/generated/types.ts';

/** What a condition says; its times are filled in when it is written. */
export interface ConditionReport {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** The condition as it is written next to what stood before: a status that stays keeps its transition time. */
export function conditionFor(
  conditions: readonly PodCondition[] | undefined,
  report: ConditionReport,
  timestamp: string,
): PodCondition {
  const before = conditions?.find(({ type }) => type === report.type);
  const same = before?.status === report.status;
  const condition: PodCondition = { type: report.type, status: report.status };
  // Nobody sets this time, and Go's zero time isn't omitted.
  Object.assign(condition, { lastProbeTime: null });
  condition.lastTransitionTime = same ? (before.lastTransitionTime ?? timestamp) : timestamp;
  if (report.reason !== undefined) condition.reason = report.reason;
  if (report.message !== undefined) condition.message = report.message;
  return condition;
}

/** All conditions, with one of them set. */
export function withCondition(
  conditions: readonly PodCondition[] | undefined,
  report: ConditionReport,
  timestamp: string,
): PodCondition[] {
  const next = conditionFor(conditions, report, timestamp);
  const others = (conditions ?? []).filter(({ type }) => type !== report.type);
  return [...others, next];
}
