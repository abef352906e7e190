import { conflict, forbidden } from '../apiserver/status.ts';
import type { Author } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { withCondition } from '../pod-conditions.ts';

/**
 * Assigns a pod to a node, as a POST to its binding subresource does.
 * @throws ApiError where the pod is leaving, is gated, or has a node already
 */
export function bind(cluster: Cluster, pod: PodObject, nodeName: string, author: Author): void {
  const { name, deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== undefined) {
    throw conflict(podKind, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  }
  const { nodeName: assigned = '', schedulingGates = [] } = pod.spec;
  if (assigned !== '') throw conflict(podKind, name, `pod ${name} is already assigned to node "${assigned}"`);
  if (schedulingGates.length > 0) {
    throw forbidden(podKind, name, `pod ${name} has non-empty .spec.schedulingGates`);
  }
  const conditions = withCondition(
    pod.status.conditions,
    { type: 'PodScheduled', status: 'True' },
    cluster.timestamp,
  );
  const bound: PodObject = {
    ...pod,
    metadata: { ...pod.metadata },
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions },
  };
  cluster.store.put(podKind, bound, author, cluster.now);
}
