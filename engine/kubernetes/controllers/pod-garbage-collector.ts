import { parseTime } from '../../simulation/time.ts';
import { remove } from '../apiserver/delete.ts';
import type { Change } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller } from '../controller.ts';
import { nodeKind } from '../kinds/node.ts';
import { podKind } from '../kinds/pod.ts';
import { objectKey, splitKey } from '../object.ts';
import { controllerAuthor } from './controller-author.ts';
import { podsByNode } from './indexes.ts';
import { isFinished, isPod } from './pod-facts.ts';

const author = controllerAuthor('pod-garbage-collector');

/** Keys of pods that were put on a node that isn't there, which may yet join. */
const QUARANTINED = 'quarantined:';
/** Upstream's quarantineTime, and its gcCheckPeriod on top. */
const QUARANTINE_MS = 60_000;

/**
 * Removes the pods of nodes that were deleted or never were (upstream's pkg/controller/podgc, which does so
 * within a minute).
 */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector',
  index(cluster) {
    podsByNode.attach(cluster);
  },
  watches: { nodes: keysOfNode, pods: keysOfPod },
  reconcile(cluster, key) {
    const quarantined = key.startsWith(QUARANTINED);
    const { namespace, name } = splitKey(quarantined ? key.slice(QUARANTINED.length) : key);
    const pod = cluster.store.get(podKind, namespace, name);
    if (pod === undefined || pod.spec.nodeName === undefined || pod.spec.nodeName === '') return undefined;
    if (cluster.store.get(nodeKind, '', pod.spec.nodeName) !== undefined) return undefined;
    const dueMs = quarantined ? parseTime(pod.metadata.creationTimestamp) + QUARANTINE_MS : cluster.now;
    if (dueMs > cluster.now) return { afterMs: dueMs - cluster.now };
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

function keysOfNode({ event, entry }: Change, cluster: Cluster): string[] {
  if (event !== 'DELETED') return [];
  return podsByNode.sorted(cluster, entry.object.metadata.name).map(({ pod }) => objectKey(pod));
}

function keysOfPod({ event, entry: { object } }: Change, cluster: Cluster): string[] {
  if (event !== 'ADDED' || !isPod(object)) return [];
  const { nodeName = '' } = object.spec;
  if (nodeName === '' || cluster.store.get(nodeKind, '', nodeName) !== undefined) return [];
  return [QUARANTINED + objectKey(object)];
}
