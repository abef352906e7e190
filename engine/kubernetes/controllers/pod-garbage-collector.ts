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
import { isFinished } from './pod-facts.ts';

const author = controllerAuthor('pod-garbage-collector');

/** Removes the pods of a node that was deleted (upstream's pkg/controller/podgc, which does so within a minute). */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector',
  index(cluster) {
    podsByNode.attach(cluster);
  },
  watches: { nodes: keysOfNode },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const pod = cluster.store.get(podKind, namespace, name);
    if (pod === undefined || pod.spec.nodeName === undefined || pod.spec.nodeName === '') return undefined;
    if (cluster.store.get(nodeKind, '', pod.spec.nodeName) !== undefined) return undefined;
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
