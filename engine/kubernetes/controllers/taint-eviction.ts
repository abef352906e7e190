import { parseTime } from '../../simulation/time.ts';
import { remove } from '../apiserver/delete.ts';
import { sameJson } from '../apiserver/equality.ts';
import type { Change } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { recordEvent } from '../events.ts';
import { type NodeObject, nodeKind } from '../kinds/node.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { objectKey, splitKey } from '../object.ts';
import { tolerates } from '../scheduler/tolerations.ts';
import type { Taint } from '../schemas/generated/types.ts';
import { controllerAuthor } from './controller-author.ts';
import { podsByNode } from './indexes.ts';
import { isNode } from './node-lifecycle/conditions.ts';
import { isPod } from './pod-facts.ts';

/** Upstream runs it on the node controller's account. */
const author = controllerAuthor('node-controller');
const SOURCE = { component: 'taint-eviction-controller' };

/** Keys of pods whose eviction is off. */
const CANCELLED = 'cancelled:';

/** Evicts pods from nodes with NoExecute taints they don't tolerate, or no longer (upstream's pkg/controller/tainteviction). */
export const taintEvictionController: Controller = {
  name: 'taint-eviction',
  index(cluster) {
    podsByNode.attach(cluster);
  },
  watches: { nodes: keysOfNode, pods: keysOfPod },
  reconcile(cluster, key) {
    const cancelled = key.startsWith(CANCELLED);
    const { namespace, name } = splitKey(cancelled ? key.slice(CANCELLED.length) : key);
    const pod = cluster.store.get(podKind, namespace, name);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return undefined;
    const due = evictionDue(cluster, pod);
    if (cancelled) return due === undefined ? reportCancellation(cluster, pod) : undefined;
    if (due === undefined) return undefined;
    if (due > cluster.now) return { afterMs: due - cluster.now };
    evict(cluster, pod);
    return undefined;
  },
};

function noExecuteTaints(node: NodeObject | undefined): Taint[] {
  return (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}

/** When a pod has to leave its node, in ms of virtual time; undefined where it may stay. */
function evictionDue(cluster: Cluster, pod: PodObject): number | undefined {
  const taints = noExecuteTaints(cluster.store.get(nodeKind, '', pod.spec.nodeName ?? ''));
  const assigned = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')?.lastTransitionTime;
  let start = parseTime(assigned) || parseTime(pod.metadata.creationTimestamp);
  let tolerated = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    const toleration = pod.spec.tolerations?.find((each) => tolerates(each, taint));
    if (toleration === undefined) return cluster.now;
    start = Math.max(start, parseTime(taint.timeAdded) || cluster.now);
    const { tolerationSeconds } = toleration;
    if (tolerationSeconds !== undefined) tolerated = Math.min(tolerated, Math.max(0, tolerationSeconds));
  }
  return tolerated === Number.POSITIVE_INFINITY ? undefined : start + tolerated * 1000;
}

function keysOfNode({ entry: { object }, old }: Change, cluster: Cluster): string[] {
  if (!isNode(object)) return [];
  const before = noExecuteTaints(old !== undefined && isNode(old.object) ? old.object : undefined);
  const after = noExecuteTaints(object);
  if (sameJson(before, after)) return [];
  const keys: string[] = [];
  for (const { pod } of podsByNode.sorted(cluster, object.metadata.name)) {
    keys.push(objectKey(pod));
    if (after.length === 0 && isAwaited(pod, before)) keys.push(`${CANCELLED}${objectKey(pod)}`);
  }
  return keys;
}

/** True where taints would have evicted the pod after a while. */
function isAwaited({ spec }: PodObject, taints: readonly Taint[]): boolean {
  return taints.some((taint) => {
    return spec.tolerations?.find((each) => tolerates(each, taint))?.tolerationSeconds !== undefined;
  });
}

/** Only where a pod runs and what it tolerates matter. */
function keysOfPod({ event, entry: { object }, old }: Change, cluster: Cluster): string[] {
  if (event === 'DELETED' || !isPod(object)) return [];
  const { nodeName, tolerations } = object.spec;
  if (nodeName === undefined || nodeName === '') return [];
  if (old !== undefined && isPod(old.object) && old.object.spec.nodeName === nodeName) {
    if (sameJson(tolerations, old.object.spec.tolerations)) return [];
  }
  return noExecuteTaints(cluster.store.get(nodeKind, '', nodeName)).length > 0 ? [objectKey(object)] : [];
}

function reportCancellation(cluster: Cluster, pod: PodObject): Requeue | undefined {
  const message = `Cancelling deletion of Pod ${objectKey(pod)}`;
  recordEvent(cluster, SOURCE, pod, { type: 'Normal', reason: 'TaintManagerEviction', message });
  return undefined;
}

function evict(cluster: Cluster, pod: PodObject): void {
  const { namespace, name } = splitKey(objectKey(pod));
  const message = `Marking for deletion Pod ${objectKey(pod)}`;
  recordEvent(cluster, SOURCE, pod, { type: 'Normal', reason: 'TaintManagerEviction', message });
  const conditions = (pod.status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  conditions.push({
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastTransitionTime: cluster.timestamp,
  });
  const draft = { ...pod, status: { ...pod.status, conditions } };
  update(cluster, podKind, { namespace, name }, draft, { author: author.patch }, 'status');
  remove(cluster, podKind, { namespace, name }, { author: author.delete });
}
