import type { Cluster } from '../cluster.ts';
import { recordEventOf } from '../events.ts';

/** Of each condition and status, the reason of the event that a kubelet reports when it comes about. */
const CONDITION_EVENTS: Readonly<Record<string, string>> = {
  'MemoryPressure False': 'NodeHasSufficientMemory',
  'DiskPressure False': 'NodeHasNoDiskPressure',
  'PIDPressure False': 'NodeHasSufficientPID',
  'Ready True': 'NodeReady',
};

/** A kubelet reports of its node, which it knows by its name alone: that stands for the uid, too. */
function recordNodeEvent(cluster: Cluster, node: string, reason: string, message: string): void {
  const source = { component: 'kubelet', host: node };
  recordEventOf(
    cluster,
    source,
    { kind: 'Node', name: node, uid: node },
    { type: 'Normal', reason, message },
  );
}

/** Reports what a node is now, as in `NodeNotSchedulable`. */
export function recordNodeState(cluster: Cluster, node: string, reason: string): void {
  recordNodeEvent(cluster, node, reason, `Node ${node} status is now: ${reason}`);
}

export function recordCondition(cluster: Cluster, node: string, type: string, status: string): void {
  const reason = CONDITION_EVENTS[`${type} ${status}`];
  if (reason !== undefined) recordNodeState(cluster, node, reason);
}

/** A kubelet starts on a machine that lacks nothing. */
export function recordKubeletStart(cluster: Cluster, node: string): void {
  recordNodeEvent(cluster, node, 'Starting', 'Starting kubelet.');
  const enforced = 'Updated Node Allocatable limit across pods';
  recordNodeEvent(cluster, node, 'NodeAllocatableEnforced', enforced);
  for (const reason of Object.values(CONDITION_EVENTS)) recordNodeState(cluster, node, reason);
}
