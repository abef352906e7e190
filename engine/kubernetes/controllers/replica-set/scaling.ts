import { create } from '../../apiserver/create.ts';
import { remove } from '../../apiserver/delete.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import { recordEvent } from '../../events.ts';
import { podKind } from '../../kinds/pod.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { controllerOf } from '../../object.ts';
import { controllerReference } from '../controller-reference.ts';
import { podsByController, replicaSetsByController } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import type { PodFacts } from '../pod-facts.ts';
import { podFromTemplate } from '../pod-template.ts';
import { activePodsOf, author, byName } from './claims.ts';
import { inDeletionOrder } from './ranks.ts';
import type { ReplicaFailure } from './status.ts';
import { tallyOf } from './tally.ts';

const SOURCE = { component: 'replicaset-controller' };

/** How many pods one reconcile creates or deletes at most (upstream's BurstReplicas). */
const BURST = 500;

/** Creates or deletes pods until there are as many as there should be. @returns what went wrong */
export function manageReplicas(cluster: Cluster, replicaSet: ReplicaSetObject): ReplicaFailure | undefined {
  const missing = (replicaSet.spec.replicas ?? 1) - tallyOf(cluster, replicaSet).replicas;
  if (missing > 0) return createPods(cluster, replicaSet, Math.min(missing, BURST));
  if (missing < 0) return deletePods(cluster, replicaSet, Math.min(-missing, BURST));
  return undefined;
}

function createPods(
  cluster: Cluster,
  replicaSet: ReplicaSetObject,
  count: number,
): ReplicaFailure | undefined {
  const reference = controllerReference(replicaSetKind, replicaSet);
  const { namespace = '' } = replicaSet.metadata;
  for (let i = 0; i < count; i++) {
    try {
      const draft = podFromTemplate(replicaSet.spec.template, replicaSet, reference);
      const { object } = create(cluster, podKind, namespace, draft, { author: author.create });
      recordEvent(cluster, SOURCE, replicaSet, {
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `Created pod: ${object.metadata.name}`,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isNamespaceTerminating(error)) return undefined;
      recordEvent(cluster, SOURCE, replicaSet, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${error.message}`,
      });
      return { reason: 'FailedCreate', message: error.message };
    }
  }
  return undefined;
}

function deletePods(
  cluster: Cluster,
  replicaSet: ReplicaSetObject,
  count: number,
): ReplicaFailure | undefined {
  const { namespace = '' } = replicaSet.metadata;
  const pods = activePodsOf(cluster, replicaSet);
  const doomed =
    count < pods.length ? inDeletionOrder(pods, relatedPods(cluster, replicaSet), cluster.now) : byName(pods);
  for (const { pod } of doomed.slice(0, count)) {
    const { name, uid } = pod.metadata;
    try {
      remove(cluster, podKind, { namespace, name }, { author: author.delete, preconditions: { uid } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      recordEvent(cluster, SOURCE, replicaSet, {
        type: 'Warning',
        reason: 'FailedDelete',
        message: `Error deleting: ${error.message}`,
      });
      return { reason: 'FailedDelete', message: error.message };
    }
    recordEvent(cluster, SOURCE, replicaSet, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${name}`,
    });
  }
  return undefined;
}

/** The active pods of all replica sets that the same owner controls. */
function relatedPods(cluster: Cluster, replicaSet: ReplicaSetObject): PodFacts[] {
  const owner = controllerOf(replicaSet);
  if (owner === undefined) return activePodsOf(cluster, replicaSet);
  const related: PodFacts[] = [];
  for (const { metadata } of replicaSetsByController.in(cluster, owner.uid).values()) {
    for (const facts of podsByController.in(cluster, metadata.uid).values()) {
      if (facts.active) related.push(facts);
    }
  }
  return related;
}
