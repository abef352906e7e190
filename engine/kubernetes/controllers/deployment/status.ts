import type { Cluster } from '../../cluster.ts';
import type { DeploymentObject } from '../../kinds/deployment.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { desiredReplicas, maxUnavailable, totalReplicas } from './bounds.ts';
import {
  type Condition,
  type Conditions,
  condition,
  type DeploymentStatus,
  withCondition,
  withoutCondition,
} from './conditions.ts';
import { withProgress } from './progress.ts';
import { allOf, type Rollout } from './replica-sets.ts';
import { writeStatus } from './writes.ts';

type Count = 'replicas' | 'readyReplicas' | 'availableReplicas';

function sum(replicaSets: readonly ReplicaSetObject[], count: Count): number {
  return replicaSets.reduce((total, { status }) => total + (status[count] ?? 0), 0);
}

function availability(deployment: DeploymentObject, available: number, timestamp: string): Condition {
  return available >= desiredReplicas(deployment) - maxUnavailable(deployment)
    ? condition(
        'Available',
        'True',
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
        timestamp,
      )
    : condition(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
        timestamp,
      );
}

/** The counts over all replica sets; zeros are left out, as they are on the wire. */
function calculate(cluster: Cluster, rollout: Rollout): DeploymentStatus {
  const { deployment, current } = rollout;
  const all = allOf(rollout);
  const available = sum(all, 'availableReplicas');
  const { collisionCount, conditions = [] } = deployment.status;
  const counts = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: sum(all, 'replicas'),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum(all, 'readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, totalReplicas(all) - available),
  };
  return {
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: withCondition(conditions, availability(deployment, available, cluster.timestamp)),
  };
}

/** A failure of any replica set, the current one's first, is the deployment's too. */
function withReplicaFailure(rollout: Rollout, conditions: Conditions): Conditions {
  const { current, old } = rollout;
  const failure = [...(current === undefined ? [] : [current]), ...old]
    .flatMap(({ status }) => status.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure');
  if (failure === undefined) return withoutCondition(conditions, 'ReplicaFailure');
  return withCondition(conditions, { ...failure, lastUpdateTime: failure.lastTransitionTime });
}

/** Writes the counts, without a judgement on progress: for scaling, and while paused. */
export function syncStatus(cluster: Cluster, rollout: Rollout): DeploymentObject {
  return writeStatus(cluster, rollout.deployment, calculate(cluster, rollout));
}

/** Writes the counts, and how the rollout is getting on. */
export function syncRolloutStatus(cluster: Cluster, rollout: Rollout): DeploymentObject {
  const status = calculate(cluster, rollout);
  const progress = withProgress(rollout.deployment, rollout.current, status, cluster.timestamp);
  const conditions = withReplicaFailure(rollout, progress);
  const { conditions: _replaced, ...counts } = status;
  return writeStatus(cluster, rollout.deployment, {
    ...counts,
    ...(conditions.length === 0 ? {} : { conditions }),
  });
}
