import { parseTime } from '../../simulation/time.ts';
import { remove } from '../apiserver/delete.ts';
import type { Change } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller } from '../controller.ts';
import { nodeKind } from '../kinds/node.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { objectKey, splitKey } from '../object.ts';
import { controllerAuthor } from './controller-author.ts';
import { podsByNode } from './indexes.ts';
import { isFinished, isPod } from './pod-facts.ts';

const author = controllerAuthor('pod-garbage-collector');

/** A node that isn't there gets so long to appear, counted from when the pod was assigned to it. */
const QUARANTINE_MS = 40_000;

/** Removes the pods of nodes that aren't there (upstream's pkg/controller/podgc). */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector',
  index(cluster) {
    podsByNode.attach(cluster);
  },
  watches: { nodes: keysOfNode, pods: keysOfPod },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const pod = cluster.store.get(podKind, namespace, name);
    if (pod === undefined || pod.spec.nodeName === undefined || pod.spec.nodeName === '') return undefined;
    if (cluster.store.get(nodeKind, '', pod.spec.nodeName) !== undefined) return undefined;
    const afterMs = assignedAt(pod) + QUARANTINE_MS - cluster.now;
    if (afterMs > 0) return { afterMs, background: true };
    if (!isFinished(pod)) {
      const conditions = (pod.status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
      conditions.push({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByPodGC',
        message: 'PodGC: node no longer exists',
        lastTransitionTime: cluster.timestamp,
      });
      const draft = { ...pod, status: { ...pod.status, phase: 'Failed', conditions } };
      update(cluster, podKind, { namespace, name }, draft, { author: author.patch }, 'status');
    }
    remove(cluster, podKind, { namespace, name }, { author: author.delete, gracePeriodSeconds: 0 });
    return undefined;
  },
};

function assignedAt({ metadata, status }: PodObject): number {
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  return parseTime(scheduled?.lastTransitionTime ?? metadata.creationTimestamp);
}

function keysOfPod({ event, entry, old }: Change, cluster: Cluster): string[] {
  const { object } = entry;
  if (event === 'DELETED' || !isPod(object)) return [];
  const { nodeName = '' } = object.spec;
  const before = old !== undefined && isPod(old.object) ? old.object.spec.nodeName : undefined;
  if (nodeName === '' || nodeName === before) return [];
  return cluster.store.get(nodeKind, '', nodeName) === undefined ? [objectKey(object)] : [];
}

function keysOfNode({ event, entry }: Change, cluster: Cluster): string[] {
  if (event !== 'DELETED') return [];
  return podsByNode.sorted(cluster, entry.object.metadata.name).map(({ pod }) => objectKey(pod));
}
