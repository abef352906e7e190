import { matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { Cluster } from '../../cluster.ts';
import { podKind } from '../../kinds/pod.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { controllerAuthor } from '../controller-author.ts';
import { adopt, controllerReference, release } from '../controller-reference.ts';
import { podsByController, uncontrolledIn } from '../indexes.ts';
import type { PodFacts } from '../pod-facts.ts';

export const author = controllerAuthor('replicaset-controller');

/** Tells of each pod whether the selector takes it; labels that repeat are matched once. */
function selects({ spec }: ReplicaSetObject): (facts: PodFacts) => boolean {
  const requirements = requirementsOf(spec.selector);
  let labels: string | undefined;
  let matched = false;
  return (facts) => {
    if (facts.labels !== labels) {
      labels = facts.labels;
      matched = matches(facts.pod.metadata.labels, requirements);
    }
    return matched;
  };
}

/** The active pods that a replica set controls and selects. */
export function activePodsOf(cluster: Cluster, replicaSet: ReplicaSetObject): PodFacts[] {
  const selected = selects(replicaSet);
  const pods: PodFacts[] = [];
  for (const facts of podsByController.in(cluster, replicaSet.metadata.uid).values()) {
    if (facts.active && selected(facts)) pods.push(facts);
  }
  return pods;
}

/**
 * Adopts active pods that match and that nobody controls, and lets go of controlled ones that no longer match.
 * @returns the active pods of the replica set
 */
export function claimPods(cluster: Cluster, replicaSet: ReplicaSetObject): PodFacts[] {
  const { namespace = '', uid, deletionTimestamp } = replicaSet.metadata;
  const selected = selects(replicaSet);
  const pods: PodFacts[] = [];
  const lost: PodFacts[] = [];
  for (const facts of podsByController.in(cluster, uid).values()) {
    if (facts.active) (selected(facts) ? pods : lost).push(facts);
  }
  const strays = podsByController.in(cluster, uncontrolledIn(namespace));
  if (deletionTimestamp !== undefined || (lost.length === 0 && strays.size === 0)) return pods;
  for (const { pod } of lost) release(cluster, podKind, pod, uid, author.patch);
  const reference = controllerReference(replicaSetKind, replicaSet);
  for (const facts of podsByController.sorted(cluster, uncontrolledIn(namespace))) {
    if (facts.active && selected(facts)) adopt(cluster, podKind, facts.pod, reference, author.patch);
  }
  return activePodsOf(cluster, replicaSet);
}
