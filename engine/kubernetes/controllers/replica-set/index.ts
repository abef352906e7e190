import { matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { Change } from '../../apiserver/store.ts';
import type { Cluster } from '../../cluster.ts';
import { type Controller, keyOfChange } from '../../controller.ts';
import { replicaSetKind } from '../../kinds/replica-set.ts';
import { controllerOf, type KubernetesObject, objectKey, splitKey } from '../../object.ts';
import { isStatusOnly } from '../changes.ts';
import { podsByController, replicaSetsByController } from '../indexes.ts';
import { factsOf, isPod, type PodFacts } from '../pod-facts.ts';
import { claimPods } from './claims.ts';
import { manageReplicas } from './scaling.ts';
import { writeStatus } from './status.ts';
import { attachTallies } from './tally.ts';

/** Keeps as many pods as each ReplicaSet asks for (upstream's pkg/controller/replicaset). */
export const replicaSetController: Controller = {
  name: 'replicaset',
  index(cluster) {
    podsByController.attach(cluster);
    replicaSetsByController.attach(cluster);
    attachTallies(cluster);
  },
  watches: {
    'replicasets.apps': (change) => (isStatusOnly(change) ? [] : keyOfChange(change)),
    pods: keysOfPod,
  },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const replicaSet = cluster.store.get(replicaSetKind, namespace, name);
    if (replicaSet === undefined) return undefined;
    claimPods(cluster, replicaSet);
    const doomed = replicaSet.metadata.deletionTimestamp !== undefined;
    const failure = doomed ? undefined : manageReplicas(cluster, replicaSet);
    return writeStatus(cluster, replicaSet, failure);
  },
};

/** True where a change of a pod makes no difference to any replica set. */
function sameForReplicaSets(now: PodFacts, before: PodFacts): boolean {
  return (
    now.active === before.active &&
    now.readySinceMs === before.readySinceMs &&
    now.labels === before.labels &&
    controllerOf(now.pod)?.uid === controllerOf(before.pod)?.uid
  );
}

function keyOfController(pod: KubernetesObject): string[] {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'ReplicaSet' || !owner.apiVersion.startsWith('apps/')) return [];
  return [`${pod.metadata.namespace ?? ''}/${owner.name}`];
}

function keysOfPod({ event, entry, old }: Change, cluster: Cluster): string[] {
  const pod = entry.object;
  if (old !== undefined && event === 'MODIFIED' && isPod(pod) && isPod(old.object)) {
    if (sameForReplicaSets(factsOf(pod), factsOf(old.object))) return [];
  }
  const keys = keyOfController(pod);
  if (old !== undefined && controllerOf(old.object)?.uid !== controllerOf(pod)?.uid) {
    keys.push(...keyOfController(old.object));
  }
  if (event === 'DELETED' || controllerOf(pod) !== undefined) return keys;
  for (const replicaSet of cluster.store.list(replicaSetKind, pod.metadata.namespace)) {
    if (matches(pod.metadata.labels, requirementsOf(replicaSet.spec.selector)))
      keys.push(objectKey(replicaSet));
  }
  return keys;
}
