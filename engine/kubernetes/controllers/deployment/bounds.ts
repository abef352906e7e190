import type { DeploymentObject } from '../../kinds/deployment.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import type { IntOrString } from '../../schemas/generated/types.ts';

/** An absolute number, or a share of the total (intstr.GetScaledValueFromIntOrPercent). */
function scaled(value: IntOrString | undefined, total: number, round: (share: number) => number): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  const match = /^(\d{1,9})%$/.exec(value);
  return match === null ? 0 : round((Number(match[1]) * total) / 100);
}

export function desiredReplicas({ spec }: DeploymentObject): number {
  return spec.replicas ?? 1;
}

export function replicasOf({ spec }: ReplicaSetObject): number {
  return spec.replicas ?? 1;
}

export function isRollingUpdate({ spec }: DeploymentObject): boolean {
  return spec.strategy?.type === 'RollingUpdate';
}

/** The surge is rounded up, unavailability down, and one of the two is never 0 (upstream's ResolveFenceposts). */
function fenceposts(deployment: DeploymentObject): { surge: number; unavailable: number } {
  const desired = desiredReplicas(deployment);
  const { maxSurge, maxUnavailable } = deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = scaled(maxSurge, desired, Math.ceil);
  const unavailable = scaled(maxUnavailable, desired, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** How many pods a rollout may have above the desired number. */
export function maxSurge(deployment: DeploymentObject): number {
  return isRollingUpdate(deployment) ? fenceposts(deployment).surge : 0;
}

/** How many pods a rollout may be short of the desired number. */
export function maxUnavailable(deployment: DeploymentObject): number {
  if (!isRollingUpdate(deployment)) return 0;
  return Math.min(fenceposts(deployment).unavailable, desiredReplicas(deployment));
}

export function totalReplicas(replicaSets: readonly ReplicaSetObject[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + replicasOf(replicaSet), 0);
}

/** Pods that are there, or will be: a replica set that was just made smaller has still to delete some. */
function podsOf(replicaSets: readonly ReplicaSetObject[]): number {
  return replicaSets.reduce((sum, replicaSet) => {
    return sum + Math.max(replicasOf(replicaSet), replicaSet.status.replicas);
  }, 0);
}

/**
 * How large the new replica set may be right now (upstream's NewRSNewReplicas, which doesn't wait for the
 * pods that old replica sets have still to delete, and so can overstep the surge for a moment).
 */
export function newReplicaSetSize(
  deployment: DeploymentObject,
  all: readonly ReplicaSetObject[],
  current: number,
): number {
  const desired = desiredReplicas(deployment);
  if (!isRollingUpdate(deployment)) return desired;
  const room = desired + maxSurge(deployment) - podsOf(all);
  return room <= 0 ? current : current + Math.min(room, desired - current);
}
