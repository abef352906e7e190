import type { Cluster } from '../../cluster.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { desiredWhenScaled } from './annotations.ts';
import { desiredReplicas, isRollingUpdate, replicasOf } from './bounds.ts';
import { proportionalSizes } from './proportions.ts';
import { active, allOf, type Rollout } from './replica-sets.ts';
import { scaleReplicaSet } from './writes.ts';

/** True where the deployment's size changed since its replica sets were last scaled. */
export function isScalingEvent(rollout: Rollout): boolean {
  return active(allOf(rollout)).some((replicaSet) => {
    const noted = desiredWhenScaled(replicaSet);
    return noted !== undefined && noted !== desiredReplicas(rollout.deployment);
  });
}

/** The current replica set has all pods, and all of them are available. */
function isSaturated({ deployment, current }: Rollout): boolean {
  const desired = desiredReplicas(deployment);
  return (
    current !== undefined &&
    replicasOf(current) === desired &&
    desiredWhenScaled(current) === desired &&
    (current.status.availableReplicas ?? 0) === desired
  );
}

/** The one replica set to scale, where no more than one has pods. */
function onlyActiveOrLatest(rollout: Rollout): ReplicaSetObject | undefined {
  const running = active(allOf(rollout));
  if (running.length === 0) return rollout.current ?? rollout.old.at(-1);
  return running.length === 1 ? running[0] : undefined;
}

/** Brings the replica sets to the deployment's size, outside of a rollout (upstream's scale). */
export function scale(cluster: Cluster, rollout: Rollout): Rollout {
  const { deployment } = rollout;
  const only = onlyActiveOrLatest(rollout);
  if (only !== undefined) {
    return replaced(rollout, [scaleReplicaSet(cluster, deployment, only, desiredReplicas(deployment))]);
  }
  if (isSaturated(rollout)) {
    const scaled = active(rollout.old).map((old) => scaleReplicaSet(cluster, deployment, old, 0));
    return replaced(rollout, scaled);
  }
  if (!isRollingUpdate(deployment)) return rollout;
  const sizes = proportionalSizes(deployment, active(allOf(rollout)));
  const scaled = sizes.map(({ replicaSet, size }) => scaleReplicaSet(cluster, deployment, replicaSet, size));
  return replaced(rollout, scaled);
}

/** The rollout with some of its replica sets as they stand now. */
export function replaced(rollout: Rollout, changed: readonly ReplicaSetObject[]): Rollout {
  const byUid = new Map(changed.map((replicaSet) => [replicaSet.metadata.uid, replicaSet]));
  const now = (replicaSet: ReplicaSetObject) => byUid.get(replicaSet.metadata.uid) ?? replicaSet;
  return {
    ...rollout,
    current: rollout.current === undefined ? undefined : now(rollout.current),
    old: rollout.old.map(now),
  };
}
