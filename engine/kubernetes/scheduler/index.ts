import { sameJson } from '../apiserver/equality.ts';
import type { Author, Change } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { isStatusOnly } from '../controllers/changes.ts';
import { selectingServicesByNamespace } from '../controllers/indexes.ts';
import { isNode } from '../controllers/node-lifecycle/conditions.ts';
import { isPod } from '../controllers/pod-facts.ts';
import { recordEvent } from '../events.ts';
import { bind } from '../kinds/pod/binding.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { type ConditionReport, withCondition } from '../pod-conditions.ts';
import { podKey, podOfKey, uidOfKey } from '../pod-key.ts';
import { findNode } from './attempt.ts';
import type { ClusterEvent } from './plugin.ts';
import { podInfo } from './pod-info.ts';
import { backOffEnd, FLUSH_MS, forgetQueued, queuedPod, rememberRefusal, revived } from './queue.ts';
import { attachScheduler, holdsItsNode, schedulerState } from './scheduler-state.ts';

const NAME = 'default-scheduler';
const SOURCE = { component: NAME };
const BINDER: Author = { user: 'system:kube-scheduler', verb: 'create', manager: 'kube-scheduler' };
const PATCHER: Author = { user: 'system:kube-scheduler', verb: 'patch', manager: 'kube-scheduler' };

/** Finds nodes for pods, as kube-scheduler does with its default profile. A pod is one key. */
const schedulerController: Controller = {
  name: 'scheduler',
  index(cluster) {
    selectingServicesByNamespace.attach(cluster);
    attachScheduler(cluster);
  },
  watches: {
    pods: podChanged,
    nodes: (change, cluster) => revived(cluster, nodeEvents(change)),
    persistentvolumeclaims: (change, cluster) =>
      change.event === 'DELETED' ? [] : revived(cluster, ['claim']),
  },
  reconcile: schedule,
};

export const schedulerControllers: readonly Controller[] = [schedulerController];

function schedule(cluster: Cluster, key: string): Requeue | undefined {
  const uid = uidOfKey(key);
  const pod = podOfKey(cluster, key);
  if (pod === undefined || !isOurs(pod)) {
    forgetQueued(cluster, key, uid);
    return undefined;
  }
  if ((pod.spec.schedulingGates ?? []).length > 0) {
    report(cluster, pod, {
      type: 'PodScheduled',
      status: 'False',
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    });
    return undefined;
  }
  const queued = queuedPod(cluster, uid);
  const waitMs = queued === undefined ? 0 : backOffEnd(queued) - cluster.now;
  if (waitMs > 0) return { afterMs: waitMs };
  const outcome = findNode({ cluster, state: schedulerState(cluster), pod: podInfo(pod) });
  if ('node' in outcome) {
    forgetQueued(cluster, key, uid);
    const { namespace = '', name } = pod.metadata;
    bind(cluster, { pod: { namespace, name }, node: outcome.node }, { author: BINDER });
    const message = `Successfully assigned ${namespace}/${name} to ${outcome.node}`;
    recordEvent(cluster, SOURCE, pod, { type: 'Normal', reason: 'Scheduled', action: 'Binding', message });
    return undefined;
  }
  const { message, refusedBy } = outcome;
  rememberRefusal(cluster, key, uid, refusedBy);
  recordEvent(cluster, SOURCE, pod, {
    type: 'Warning',
    reason: 'FailedScheduling',
    action: 'Scheduling',
    message,
  });
  report(cluster, pod, { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message });
  return { afterMs: FLUSH_MS, background: true };
}

function isOurs({ metadata, spec, status }: PodObject): boolean {
  return (
    (spec.nodeName ?? '') === '' &&
    (spec.schedulerName ?? NAME) === NAME &&
    metadata.deletionTimestamp === undefined &&
    status.phase !== 'Failed' &&
    status.phase !== 'Succeeded'
  );
}

function report(cluster: Cluster, pod: PodObject, condition: ConditionReport): void {
  const conditions = withCondition(pod.status.conditions, condition, cluster.timestamp);
  const { namespace = '', name } = pod.metadata;
  const draft = { ...pod, metadata: { ...pod.metadata }, status: { ...pod.status, conditions } };
  update(cluster, podKind, { namespace, name }, draft, { author: PATCHER }, 'status');
}

function podChanged(change: Change, cluster: Cluster): string[] {
  const { object } = change.entry;
  if (!isPod(object)) return [];
  const placed = change.event !== 'DELETED' && holdsItsNode(object);
  const before = change.old?.object;
  const wasPlaced = before !== undefined && isPod(before) && holdsItsNode(before);
  if (placed) return wasPlaced ? [] : revived(cluster, ['pod placed']);
  if (wasPlaced) return revived(cluster, ['pod gone']);
  if (change.event !== 'DELETED' && isOurs(object)) return isStatusOnly(change) ? [] : [podKey(object)];
  return [podKey(object)];
}

/** What a change of a node may mean to pods; heartbeats mean nothing. */
function nodeEvents({ event, entry, old }: Change): ClusterEvent[] {
  if (event === 'DELETED') return [];
  const after = entry.object;
  const before = old?.object;
  if (before === undefined || !isNode(before) || !isNode(after)) return ['node added'];
  const events: ClusterEvent[] = [];
  if (!sameJson(after.metadata.labels, before.metadata.labels)) events.push('node labels');
  if (!sameJson(after.spec, before.spec)) events.push('node taints');
  if (!sameJson(after.status.allocatable, before.status.allocatable)) events.push('node allocatable');
  return events;
}
