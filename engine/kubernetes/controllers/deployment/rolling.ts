import type { Cluster } from '../../cluster.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { desiredReplicas, maxUnavailable, newReplicaSetSize, replicasOf, totalReplicas } from './bounds.ts';
import { active, allOf, type Rollout } from './replica-sets.ts';
import { replaced } from './scaling.ts';
import { scaleReplicaSet } from './writes.ts';

function availableOf({ status }: ReplicaSetObject): number {
  return status.availableReplicas ?? 0;
}

/**
 * One step of a rolling update: the current replica set grows as far as the surge allows; or else the old
 * ones shrink as far as availability allows (upstream's rolloutRolling).
 */
export function rollingStep(cluster: Cluster, rollout: Rollout): Rollout {
  return growCurrent(cluster, rollout) ?? shrinkOld(cluster, rollout);
}

function growCurrent(cluster: Cluster, rollout: Rollout): Rollout | undefined {
  const { deployment, current } = rollout;
  if (current === undefined) return undefined;
  const size = replicasOf(current);
  const desired = desiredReplicas(deployment);
  const next = size > desired ? desired : newReplicaSetSize(deployment, allOf(rollout), size);
  if (next === size) return undefined;
  return replaced(rollout, [scaleReplicaSet(cluster, deployment, current, next)]);
}

/**
 * Upstream's reconcileOldReplicaSets. Pods of the current replica set that aren't available yet count as
 * unavailable, so that they don't let the old ones shrink further.
 */
function shrinkOld(cluster: Cluster, rollout: Rollout): Rollout {
  const { deployment, current } = rollout;
  const running = active(rollout.old);
  if (running.length === 0) return rollout;
  const minAvailable = desiredReplicas(deployment) - maxUnavailable(deployment);
  const newUnavailable = current === undefined ? 0 : replicasOf(current) - availableOf(current);
  const removable = totalReplicas(allOf(rollout)) - minAvailable - newUnavailable;
  if (removable <= 0) return rollout;
  const cleaned = shrink(cluster, rollout, running, removable, (replicaSet) => {
    return replicasOf(replicaSet) - availableOf(replicaSet);
  });
  const afterwards = replaced(rollout, cleaned);
  const available = allOf(afterwards).reduce((sum, replicaSet) => sum + availableOf(replicaSet), 0);
  const surplus = available - minAvailable;
  if (surplus <= 0) return afterwards;
  return replaced(afterwards, shrink(cluster, afterwards, active(afterwards.old), surplus, replicasOf));
}

/**
 * Takes replicas from the oldest replica sets first.
 * @param budget how many in all
 * @param removable how many of one replica set may go
 */
function shrink(
  cluster: Cluster,
  { deployment }: Rollout,
  replicaSets: readonly ReplicaSetObject[],
  budget: number,
  removable: (replicaSet: ReplicaSetObject) => number,
): ReplicaSetObject[] {
  let left = budget;
  return replicaSets.map((replicaSet) => {
    const count = Math.max(0, Math.min(left, removable(replicaSet)));
    left -= count;
    if (count === 0) return replicaSet;
    return scaleReplicaSet(cluster, deployment, replicaSet, replicasOf(replicaSet) - count);
  });
}
