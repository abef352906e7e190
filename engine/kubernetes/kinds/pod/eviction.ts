import { type DeleteOptions, remove } from '../../apiserver/delete.ts';
import { conflict, notFound } from '../../apiserver/status.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { withCondition } from '../../pod-conditions.ts';
import { type PodObject, podKind } from '../pod.ts';

/**
 * Evicts a pod, as a POST to its eviction subresource does (upstream's EvictionREST): the pod says that it was
 * disrupted, and is deleted.
 * @throws ApiError as the API server answers
 */
export function evict(
  cluster: Cluster,
  address: { readonly namespace: string; readonly name: string },
  options: DeleteOptions,
): void {
  const pod = cluster.store.get(podKind, address.namespace, address.name);
  if (pod === undefined) throw notFound(podKind, address.name);
  if (options.dryRun === true) {
    remove(cluster, podKind, address, options);
    return;
  }
  checkRecord(pod, options.preconditions);
  const conditions = withCondition(
    pod.status.conditions,
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    },
    cluster.timestamp,
  );
  const draft = { ...pod, metadata: { ...pod.metadata }, status: { ...pod.status, conditions } };
  update(cluster, podKind, address, draft, { author: options.author }, 'status');
  // The version that was asked for is the one before the condition.
  const { resourceVersion: _checked, ...preconditions } = options.preconditions ?? {};
  remove(cluster, podKind, address, { ...options, preconditions });
}

const SUBJECT = { group: '', plural: 'Pod', kind: 'Pod' };

function checkRecord({ metadata }: PodObject, preconditions: DeleteOptions['preconditions']): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const refuse = (what: string, given: string, actual: string, hint: string) =>
    conflict(
      SUBJECT,
      metadata.name,
      `the ${what} in the precondition (${given}) does not match the ${what} in record (${actual}). The object might have been ${hint}`,
    );
  if (uid !== undefined && uid !== metadata.uid) {
    throw refuse('UID', uid, metadata.uid, 'deleted and then recreated');
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    throw refuse('ResourceVersion', resourceVersion, metadata.resourceVersion, 'modified');
  }
}
