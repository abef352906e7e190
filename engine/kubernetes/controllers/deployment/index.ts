import { matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { Change } from '../../apiserver/store.ts';
import type { Cluster } from '../../cluster.ts';
import { type Controller, keyOfChange, type Requeue } from '../../controller.ts';
import { type DeploymentObject, deploymentKind } from '../../kinds/deployment.ts';
import { replicaSetKind } from '../../kinds/replica-set.ts';
import { controllerOf, type KubernetesObject, objectKey, splitKey } from '../../object.ts';
import { isStatusOnly } from '../changes.ts';
import { podsByController, replicaSetsByController } from '../indexes.ts';
import { retryFailing } from '../retry.ts';
import { isRollingUpdate } from './bounds.ts';
import { condition, conditionOf, TIMED_OUT, withCondition } from './conditions.ts';
import { type Creation, createReplicaSet } from './creation.ts';
import { cleanUpHistory } from './history.ts';
import { awaitDeadline, hasDeadline, isComplete } from './progress.ts';
import { recreateStep } from './recreate.ts';
import { type Rollout, rolloutOf, syncRevision } from './replica-sets.ts';
import { rollingStep } from './rolling.ts';
import { isScalingEvent, scale } from './scaling.ts';
import { syncRolloutStatus, syncStatus } from './status.ts';
import { writeStatus } from './writes.ts';

/** Rolls out, scales and remembers the templates of Deployments (upstream's pkg/controller/deployment). */
export const deploymentController: Controller = {
  name: 'deployment',
  index(cluster) {
    podsByController.attach(cluster);
    replicaSetsByController.attach(cluster);
  },
  watches: {
    'deployments.apps': (change) => (isStatusOnly(change) ? [] : keyOfChange(change)),
    'replicasets.apps': keysOfReplicaSet,
    pods: keysOfPod,
  },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const stored = cluster.store.get(deploymentKind, namespace, name);
    if (stored === undefined) return undefined;
    const deployment = stored.metadata.deletionTimestamp === undefined ? notePause(cluster, stored) : stored;
    const rollout = syncRevision(cluster, rolloutOf(cluster, deployment));
    if (deployment.metadata.deletionTimestamp !== undefined) {
      syncStatus(cluster, rollout);
      return undefined;
    }
    if (deployment.spec.paused === true || isScalingEvent(rollout)) {
      const scaled = scale(cluster, rollout);
      if (deployment.spec.paused === true) cleanUpHistory(cluster, scaled);
      syncStatus(cluster, scaled);
      return undefined;
    }
    return rollOut(cluster, rollout);
  },
};

function rollOut(cluster: Cluster, rollout: Rollout): Requeue | undefined {
  const step = isRollingUpdate(rollout.deployment)
    ? rollingUpdate(cluster, rollout)
    : recreateStep(cluster, rollout);
  if ('failingSince' in step) {
    return step.failingSince === undefined ? undefined : retryFailing(step.failingSince, cluster.now);
  }
  const deployment = syncRolloutStatus(cluster, step.rollout);
  if (isComplete(deployment, deployment.status)) cleanUpHistory(cluster, step.rollout);
  return awaitDeadline(deployment, cluster.now);
}

function rollingUpdate(cluster: Cluster, rollout: Rollout): Creation {
  const creation = rollout.current === undefined ? createReplicaSet(cluster, rollout) : { rollout };
  return 'failingSince' in creation ? creation : { rollout: rollingStep(cluster, creation.rollout) };
}

/** A pause stops the clock of the progress deadline, and the Progressing condition says so. */
function notePause(cluster: Cluster, deployment: DeploymentObject): DeploymentObject {
  if (!hasDeadline(deployment)) return deployment;
  const { conditions = [] } = deployment.status;
  const progressing = conditionOf(conditions, 'Progressing');
  if (progressing?.reason === TIMED_OUT) return deployment;
  const paused = deployment.spec.paused === true;
  if (paused === (progressing?.reason === 'DeploymentPaused')) return deployment;
  const next = paused
    ? condition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', cluster.timestamp)
    : condition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', cluster.timestamp);
  return writeStatus(cluster, deployment, {
    ...deployment.status,
    conditions: withCondition(conditions, next),
  });
}

function keyOfController(object: KubernetesObject): string[] {
  const owner = controllerOf(object);
  if (owner?.kind !== 'Deployment' || !owner.apiVersion.startsWith('apps/')) return [];
  return [`${object.metadata.namespace ?? ''}/${owner.name}`];
}

function keysOfReplicaSet({ event, entry, old }: Change, cluster: Cluster): string[] {
  const replicaSet = entry.object;
  const keys = keyOfController(replicaSet);
  if (old !== undefined && controllerOf(old.object)?.uid !== controllerOf(replicaSet)?.uid) {
    keys.push(...keyOfController(old.object));
  }
  if (event === 'DELETED' || controllerOf(replicaSet) !== undefined) return keys;
  for (const deployment of cluster.store.list(deploymentKind, replicaSet.metadata.namespace)) {
    const requirements = requirementsOf(deployment.spec.selector);
    if (matches(replicaSet.metadata.labels, requirements)) keys.push(objectKey(deployment));
  }
  return keys;
}

/** A Recreate deployment waits for the last of its old pods to be gone. */
function keysOfPod({ event, entry }: Change, cluster: Cluster): string[] {
  if (event !== 'DELETED') return [];
  const owner = controllerOf(entry.object);
  if (owner?.kind !== 'ReplicaSet') return [];
  const replicaSet = cluster.store.get(replicaSetKind, entry.object.metadata.namespace ?? '', owner.name);
  if (replicaSet === undefined || replicaSet.metadata.uid !== owner.uid) return [];
  return keyOfController(replicaSet).filter((key) => {
    const { namespace, name } = splitKey(key);
    return cluster.store.get(deploymentKind, namespace, name)?.spec.strategy?.type === 'Recreate';
  });
}
