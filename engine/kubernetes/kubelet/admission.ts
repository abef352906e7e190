import type { Cluster } from '../cluster.ts';
import type { PodObject } from '../kinds/pod.ts';
import { requiredNodeTest } from '../scheduler/node-affinity.ts';
import { portsTaken, type Shortage, shortagesOf } from '../scheduler/node-filters.ts';
import { NodeInfo } from '../scheduler/node-info.ts';
import { podInfo } from '../scheduler/pod-info.ts';
import { schedulerState } from '../scheduler/scheduler-state.ts';
import { untolerated } from '../scheduler/tolerations.ts';
import { nodePod } from './pod-view.ts';

/** Why a kubelet doesn't take a pod on. */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/**
 * The kubelet's own checks of a pod that was assigned to its node; the scheduler's choices pass them
 * (upstream's canAdmitPod with the predicate admit handler).
 */
export function rejectionOf(cluster: Cluster, pod: PodObject, nodeName: string): Rejection | undefined {
  const node = schedulerState(cluster).node(nodeName);
  if (node?.node === undefined) return undefined;
  const info = node.pods.get(pod.metadata.uid) ?? podInfo(pod);
  const contested = info.hostPorts.length > 0 || isOvercommitted(node);
  const others = contested ? admittedPods(cluster, node, info.uid) : undefined;
  const [shortage] = others === undefined ? [] : shortagesOf(others, info);
  if (shortage !== undefined) return outOf(shortage);
  const test = requiredNodeTest(pod.spec);
  if (test !== undefined && !test(node.node)) {
    return predicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
  }
  if (others !== undefined && portsTaken(others, info.hostPorts)) {
    return predicate('NodePorts', "node(s) didn't have free ports for the requested pod ports");
  }
  const taint = untolerated(node.node.spec.taints ?? [], pod.spec.tolerations ?? [], ['NoExecute']);
  if (taint === undefined) return undefined;
  return predicate('TaintToleration', `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`);
}

function isOvercommitted({ pods, requested, allocatable }: NodeInfo): boolean {
  if (pods.size > (allocatable.get('pods') ?? 0)) return true;
  return [...requested].some(([resource, amount]) => amount > (allocatable.get(resource) ?? 0));
}

/** The node with the pods that its kubelet has taken on so far. */
function admittedPods(cluster: Cluster, node: NodeInfo, except: string): NodeInfo {
  const admitted = new NodeInfo(node.name);
  admitted.setNode(node.node);
  for (const pod of node.pods.values()) {
    const record = pod.uid === except ? undefined : nodePod(cluster, pod.uid);
    if (record !== undefined && record.rejected === undefined) admitted.add(pod);
  }
  return admitted;
}

function predicate(reason: string, why: string): Rejection {
  return { reason, message: `Predicate ${reason} failed: ${why}` };
}

function outOf({ resource, requested, used, capacity }: Shortage): Rejection {
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
  };
}
