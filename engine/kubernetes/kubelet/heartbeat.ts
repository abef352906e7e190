import { parseTime } from '../../simulation/time.ts';
import { sameJson } from '../apiserver/equality.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { leaseKind } from '../kinds/lease.ts';
import { type NodeObject, nodeKind } from '../kinds/node.ts';
import { renewLease } from './lease.ts';
import { recordCondition, recordNodeState } from './node-events.ts';
import { healthyConditions, imageList, newNodeStatus } from './node-status.ts';
import { kubeletAuthor } from './status.ts';

/** How often a kubelet renews its lease and looks whether its node's status changed. */
const RENEW_MS = 10_000;

/** How often it reports a status that didn't change (nodeStatusReportFrequency). */
const REPORT_MS = 300_000;

/** All kubelets' signs of life, on one timer. */
export const heartbeatController: Controller = {
  name: 'kubelet-heartbeat',
  watches: { nodes: ({ event }) => (event === 'MODIFIED' ? [] : ['nodes']) },
  reconcile: beat,
};

function beat(cluster: Cluster): Requeue | undefined {
  let nextMs = Number.POSITIVE_INFINITY;
  for (const name of [...cluster.kubelets.nodes.entries()].map(([key]) => key).sort()) {
    const node = cluster.store.get(nodeKind, '', name);
    if (node === undefined) continue;
    const lease = cluster.store.get(leaseKind, 'kube-node-lease', name);
    const dueMs = lease === undefined ? cluster.now : parseTime(lease.spec.renewTime) + RENEW_MS;
    if (dueMs <= cluster.now) {
      renewLease(cluster, node);
      reportStatus(cluster, node);
      reportCordon(cluster, node);
    }
    nextMs = Math.min(nextMs, dueMs <= cluster.now ? cluster.now + RENEW_MS : dueMs);
  }
  return Number.isFinite(nextMs) ? { afterMs: nextMs - cluster.now, background: true } : undefined;
}

function reportStatus(cluster: Cluster, node: NodeObject): void {
  const { name } = node.metadata;
  const { status } = node;
  const machine = cluster.kubelets.nodes.get(name);
  if (machine === undefined) return;
  if ((status.nodeInfo?.machineID ?? '') === '') {
    writeNodeStatus(cluster, node, newNodeStatus(name, machine, cluster.now));
    return;
  }
  const images = imageList([...machine.images, ...cluster.nodeImages.list(name)], cluster.now);
  const conditions = healthyConditions(cluster.timestamp, status.conditions);
  const same =
    sameJson(images, status.images ?? []) &&
    conditions.every(({ status: now }, index) => status.conditions?.[index]?.status === now);
  for (const { type, status: found } of status.conditions ?? []) {
    const own = conditions.find((condition) => condition.type === type)?.status ?? found;
    if (own !== found) recordCondition(cluster, name, type, own);
  }
  const reportedMs = parseTime(status.conditions?.[0]?.lastHeartbeatTime);
  if (same && cluster.now - reportedMs < REPORT_MS) return;
  writeNodeStatus(cluster, node, { ...status, conditions, images });
}

function writeNodeStatus(cluster: Cluster, node: NodeObject, status: NodeObject['status']): void {
  const { name } = node.metadata;
  const draft: NodeObject = { ...node, metadata: { ...node.metadata }, status };
  const author = kubeletAuthor(name, 'patch');
  update(cluster, nodeKind, { namespace: '', name }, draft, { author }, 'status');
}

/** A kubelet notices at its next look whether its node takes pods. */
function reportCordon(cluster: Cluster, { metadata: { name }, spec }: NodeObject): void {
  const machine = cluster.kubelets.nodes.get(name);
  const cordoned = spec.unschedulable === true;
  if (machine === undefined || cordoned === (machine.cordoned ?? false)) return;
  cluster.kubelets.nodes.set(name, { ...machine, cordoned });
  recordNodeState(cluster, name, cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable');
}
