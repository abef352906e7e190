import { matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { Cluster } from '../../cluster.ts';
import { podKind } from '../../kinds/pod.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { controllerAuthor } from '../controller-author.ts';
import { adopt, controllerReference, release } from '../controller-reference.ts';
import { podsByController, uncontrolledIn } from '../indexes.ts';
import type { PodFacts } from '../pod-facts.ts';
import { tallyOf } from './tally.ts';

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

/** In an order that a restart doesn't change. */
export function byName(pods: readonly PodFacts[]): PodFacts[] {
  return [...pods].sort((a, b) => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1));
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

/** Adopts active pods that match and that nobody controls, and lets go of controlled ones that no longer match. */
export function claimPods(cluster: Cluster, replicaSet: ReplicaSetObject): void {
  const { namespace = '', uid, deletionTimestamp } = replicaSet.metadata;
  if (deletionTimestamp !== undefined) return;
  const selected = selects(replicaSet);
  if (tallyOf(cluster, replicaSet).lost > 0) {
    const controlled = [...podsByController.in(cluster, uid).values()];
    for (const { pod } of byName(controlled.filter((facts) => facts.active && !selected(facts)))) {
      release(cluster, podKind, pod, uid, author.patch);
    }
  }
  const strays = podsByController.in(cluster, uncontrolledIn(namespace));
  if (strays.size === 0) return;
  const reference = controllerReference(replicaSetKind, replicaSet);
  for (const { pod } of byName([...strays.values()].filter((facts) => facts.active && selected(facts)))) {
    adopt(cluster, podKind, pod, reference, author.patch);
  }
}
