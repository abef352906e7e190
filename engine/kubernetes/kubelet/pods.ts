import { remove } from '../apiserver/delete.ts';
import type { Change } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { isStatusOnly } from '../controllers/changes.ts';
import { podsByNode } from '../controllers/indexes.ts';
import { isFinished, isPod } from '../controllers/pod-facts.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { podKey, podOfKey, uidOfKey } from '../pod-key.ts';
import { attachScheduler } from '../scheduler/scheduler-state.ts';
import { rejectionOf } from './admission.ts';
import { serveDns } from './cluster-dns.ts';
import { advanceContainers, freshUntilMs, isStarting, newContainer } from './containers.ts';
import { attachNetwork } from './network-indexes.ts';
import { releaseAddress } from './node-addresses.ts';
import { nodePod, podView } from './pod-view.ts';
import { attachRuntime } from './runtime-index.ts';
import { serveServices } from './service-proxy.ts';
import { leaveNode, setUp, tearDown } from './setup.ts';
import type { NodePod } from './state.ts';
import { kubeletAuthor, writeStatus } from './status.ts';
import { containersOf, PodSync } from './sync.ts';
import { checkDeadline, checkTermination, finishPod, stopContainers } from './termination.ts';

/** Every kubelet of the cluster: each runs the pods of its node. A pod is one key. */
export const podController: Controller = {
  name: 'kubelet',
  index(cluster) {
    podsByNode.attach(cluster);
    attachScheduler(cluster);
    attachNetwork(cluster);
    attachRuntime(cluster);
    serveDns(cluster);
    serveServices(cluster);
  },
  watches: {
    pods: (change, cluster) => (podMatters(change, cluster) ? [podKey(change.entry.object)] : []),
    nodes: nodeChanged,
  },
  reconcile: syncPod,
};

/** A kubelet's own status updates tell it nothing. */
function podMatters(change: Change, { kubelets }: Cluster): boolean {
  const { object } = change.entry;
  if (!isPod(object) || kubelets.nodes.get(object.spec.nodeName ?? '') === undefined) return false;
  const before = change.old?.object;
  if (before === undefined || !isPod(before) || before.spec.nodeName !== object.spec.nodeName) return true;
  return (object.spec.readinessGates ?? []).length > 0 || !isStatusOnly(change);
}

/** Pods run only while their node is there. */
function nodeChanged({ event, entry }: Change, cluster: Cluster): string[] {
  if (event === 'MODIFIED') return [];
  return podsByNode.sorted(cluster, entry.object.metadata.name).map(({ pod }) => podKey(pod));
}

function syncPod(cluster: Cluster, key: string): Requeue | undefined {
  const uid = uidOfKey(key);
  const pod = podOfKey(cluster, key);
  if (pod === undefined) {
    dropPod(cluster, uid);
    return undefined;
  }
  const known = nodePod(cluster, uid);
  const record = known ?? takeOn(cluster, pod, key);
  const view = record === undefined ? undefined : podView(cluster, pod, record);
  if (record === undefined || view === undefined) return undefined;
  const sync = new PodSync(cluster, view, record);
  const over = runPod(sync);
  if (sync.record !== known) cluster.kubelets.pods.set(uid, sync.record);
  // A worker reports when it begins and when it is done, not in between.
  const busy = (isBusy(sync.record) && known !== undefined && isBusy(known)) || isFresh(sync);
  if (!busy && !(over && isFinished(pod))) writeStatus(sync, over);
  if (over && pod.metadata.deletionTimestamp !== undefined) removePod(cluster, pod, record.node);
  return sync.requeue;
}

/** The kubelet's first look at a pod of its node. Undefined: none runs there, or the pod is over already. */
function takeOn(cluster: Cluster, pod: PodObject, key: string): NodePod | undefined {
  const node = pod.spec.nodeName ?? '';
  if (cluster.kubelets.nodes.get(node) === undefined || isFinished(pod)) return undefined;
  const rejected = rejectionOf(cluster, pod, node);
  return {
    stage: 'node',
    key,
    node,
    sinceMs: cluster.now,
    setup: rejected === undefined ? { is: 'mounting' } : { is: 'gone' },
    containers: containersOf(pod).map((container) => newContainer(container, cluster.now)),
    ...(rejected === undefined ? {} : { rejected }),
  };
}

/** Takes the pod as far as it gets at this moment; true once it is over. */
function runPod(sync: PodSync): boolean {
  const { rejected } = sync.record;
  if (rejected !== undefined) {
    if (!isFinished(sync.pod)) sync.event({ type: 'Warning', ...rejected });
    return true;
  }
  if (sync.record.setup.is === 'gone') return true;
  checkTermination(sync);
  if (sync.record.stopping === undefined && setUp(sync)) {
    advanceContainers(sync);
    checkDeadline(sync);
  }
  if (sync.record.stopping === undefined && isDone(sync.record)) finishPod(sync);
  const { stopping } = sync.record;
  if (stopping === undefined || !stopContainers(sync, stopping)) return false;
  tearDown(sync);
  return true;
}

/** True while the pod's worker is on its way to started containers. */
function isBusy({ setup, containers }: NodePod): boolean {
  return setup.is === 'mounting' || setup.is === 'creating' || isStarting(containers);
}

/** True while a container has only just been started: how it is can't be said yet. */
function isFresh(sync: PodSync): boolean {
  const lookAtMs = freshUntilMs(sync.record.containers, sync.now);
  if (lookAtMs !== undefined) sync.wakeAt(lookAtMs);
  return lookAtMs !== undefined;
}

function isDone({ containers }: NodePod): boolean {
  const apps = containers.filter(({ role }) => role === 'app');
  if (apps.every(({ step }) => step.is === 'finished')) return true;
  return containers.some(
    ({ role, step, exit }) => role === 'init' && step.is === 'finished' && exit?.code !== 0,
  );
}

/** The last step: the object goes, unless finalizers hold it. */
function removePod(cluster: Cluster, { metadata }: PodObject, node: string): void {
  const { namespace = '', name, uid, deletionGracePeriodSeconds = 0, finalizers = [] } = metadata;
  if (deletionGracePeriodSeconds === 0 && finalizers.length > 0) return;
  const author = kubeletAuthor(node, 'delete');
  remove(cluster, podKind, { namespace, name }, { author, gracePeriodSeconds: 0, preconditions: { uid } });
}

/** The object is gone: whatever of the pod is left on the node goes too. */
function dropPod(cluster: Cluster, uid: string): void {
  const record = nodePod(cluster, uid);
  if (record === undefined) return;
  const node = cluster.kubelets.nodes.get(record.node);
  const { setup, containers } = record;
  if (node !== undefined && setup.is === 'ready') {
    cluster.kubelets.nodes.set(record.node, { ...node, ...releaseAddress(node, setup.ip) });
  }
  leaveNode(cluster, record);
  for (const { run, previous } of containers) {
    if (run !== undefined) cluster.kubelets.instances.forget(run.id);
    if (previous !== undefined) cluster.kubelets.instances.forget(previous.run.id);
  }
  cluster.kubelets.pods.delete(uid);
}
