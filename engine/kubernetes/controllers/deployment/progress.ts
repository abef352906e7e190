import { parseTime } from '../../../simulation/time.ts';
import type { Requeue } from '../../controller.ts';
import type { DeploymentObject } from '../../kinds/deployment.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { desiredReplicas } from './bounds.ts';
import {
  type Condition,
  type Conditions,
  condition,
  conditionOf,
  type DeploymentStatus,
  NEW_SET_AVAILABLE,
  TIMED_OUT,
  withCondition,
  withoutCondition,
} from './conditions.ts';

/** progressDeadlineSeconds of this much means none (math.MaxInt32). */
const NO_DEADLINE = 2 ** 31 - 1;

export function hasDeadline({ spec }: DeploymentObject): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

/** All pods are of the new template, and available, and nothing else is left. */
export function isComplete(deployment: DeploymentObject, status: DeploymentStatus): boolean {
  const desired = desiredReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === desired &&
    (status.replicas ?? 0) === desired &&
    (status.availableReplicas ?? 0) === desired &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** More new, ready or available pods than before, or fewer old ones. */
function advanced(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const oldPods = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldPods(after) < oldPods(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** When the rollout counts as stuck, in ms of virtual time; undefined while nothing is awaited. */
function deadlineMs(deployment: DeploymentObject, progressing: Condition | undefined): number | undefined {
  if (progressing === undefined || !hasDeadline(deployment)) return undefined;
  if (progressing.reason === NEW_SET_AVAILABLE || progressing.reason === TIMED_OUT) return undefined;
  return parseTime(progressing.lastUpdateTime) + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000;
}

/** Asks to look again when the deadline is over. */
export function awaitDeadline(deployment: DeploymentObject, now: number): Requeue | undefined {
  const deadline = deadlineMs(deployment, conditionOf(deployment.status.conditions, 'Progressing'));
  return deadline === undefined ? undefined : { afterMs: Math.max(0, deadline - now) };
}

/** The Progressing condition after a step of a rollout (upstream's syncRolloutStatus). */
export function withProgress(
  deployment: DeploymentObject,
  current: ReplicaSetObject | undefined,
  status: DeploymentStatus,
  timestamp: string,
): Conditions {
  const conditions = status.conditions ?? [];
  if (!hasDeadline(deployment)) return withoutCondition(conditions, 'Progressing');
  const standing = conditionOf(deployment.status.conditions, 'Progressing');
  const onlyNew = (status.replicas ?? 0) === (status.updatedReplicas ?? 0);
  if (onlyNew && standing?.reason === NEW_SET_AVAILABLE) return conditions;
  const subject =
    current === undefined
      ? `Deployment ${JSON.stringify(deployment.metadata.name)}`
      : `ReplicaSet ${JSON.stringify(current.metadata.name)}`;
  const say = (value: 'True' | 'False', reason: string, what: string) =>
    condition('Progressing', value, reason, `${subject} ${what}`, timestamp);
  if (isComplete(deployment, status)) {
    return withCondition(conditions, say('True', NEW_SET_AVAILABLE, 'has successfully progressed.'));
  }
  if (advanced(deployment.status, status)) {
    const next = say('True', 'ReplicaSetUpdated', 'is progressing.');
    // Each advance starts the deadline anew, so the condition is replaced even where it says the same.
    const since = standing?.status === 'True' ? standing.lastTransitionTime : next.lastTransitionTime;
    return [...withoutCondition(conditions, 'Progressing'), { ...next, lastTransitionTime: since }];
  }
  const deadline = deadlineMs(deployment, conditionOf(conditions, 'Progressing'));
  if (deadline === undefined || deadline > parseTime(timestamp)) return conditions;
  return withCondition(conditions, say('False', TIMED_OUT, 'has timed out progressing.'));
}
