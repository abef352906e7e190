import type { DeploymentObject } from '../../kinds/deployment.ts';

export type DeploymentStatus = DeploymentObject['status'];
export type Conditions = NonNullable<DeploymentStatus['conditions']>;
export type Condition = Conditions[number];

export type ConditionType = 'Available' | 'Progressing' | 'ReplicaFailure';

/** Upstream's reasons of the Progressing condition that decide what comes next. */
export const TIMED_OUT = 'ProgressDeadlineExceeded';
export const NEW_SET_AVAILABLE = 'NewReplicaSetAvailable';

export function conditionOf(conditions: Conditions | undefined, type: ConditionType): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function condition(
  type: ConditionType,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
  timestamp: string,
): Condition {
  return { type, status, reason, message, lastUpdateTime: timestamp, lastTransitionTime: timestamp };
}

export function withoutCondition(conditions: Conditions, type: ConditionType): Conditions {
  return conditions.filter((condition) => condition.type !== type);
}

/** Puts a condition at the end, unless one with its status and reason stands already. */
export function withCondition(conditions: Conditions, next: Condition): Conditions {
  const current = conditions.find(({ type }) => type === next.type);
  if (current?.status === next.status && current.reason === next.reason) return conditions;
  return [
    ...conditions.filter(({ type }) => type !== next.type),
    current?.status === next.status ? { ...next, lastTransitionTime: current.lastTransitionTime } : next,
  ];
}
