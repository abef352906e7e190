import { parseTime } from '../../../simulation/time.ts';
import type { Cluster } from '../../cluster.ts';
import { leaseKind } from '../../kinds/lease.ts';
import type { NodeObject } from '../../kinds/node.ts';
import type { KubernetesObject } from '../../object.ts';
import type { NodeCondition } from '../../schemas/generated/types.ts';

/** --node-monitor-grace-period. */
const GRACE_MS = 50_000;
/** --node-startup-grace-period: for nodes that have never said how they are. */
const STARTUP_GRACE_MS = 60_000;

/** What is unknown of a node that is silent. */
const WATCHED_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

export function isNode(object: KubernetesObject): object is NodeObject {
  return object.kind === 'Node' && object.apiVersion === 'v1';
}

export function nodeCondition({ status }: NodeObject, type: string): NodeCondition | undefined {
  return status.conditions?.find((condition) => condition.type === type);
}

/** When the node counts as lost unless its kubelet is heard of before, in ms of virtual time. */
export function lostAt(cluster: Cluster, node: NodeObject): number {
  const { name, creationTimestamp } = node.metadata;
  const created = parseTime(creationTimestamp) || 0;
  const ready = nodeCondition(node, 'Ready');
  if (ready === undefined) return created + STARTUP_GRACE_MS;
  const lease = cluster.store.get(leaseKind, 'kube-node-lease', name);
  const signs = [lease?.spec.renewTime, ready.lastHeartbeatTime].map((time) => parseTime(time) || 0);
  return Math.max(created, ...signs) + GRACE_MS;
}

/** The conditions of a node that has not been heard of for too long. */
export function unknownConditions(node: NodeObject, timestamp: string): NodeCondition[] {
  const conditions = (node.status.conditions ?? []).map((condition): NodeCondition => {
    if (!WATCHED_CONDITIONS.includes(condition.type) || condition.status === 'Unknown') return condition;
    return {
      ...condition,
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: timestamp,
    };
  });
  const missing = WATCHED_CONDITIONS.filter((type) => conditions.every((known) => known.type !== type));
  return [
    ...conditions,
    ...missing.map((type) => ({
      type,
      status: 'Unknown',
      reason: 'NodeStatusNeverUpdated',
      message: 'Kubelet never posted node status.',
      lastHeartbeatTime: node.metadata.creationTimestamp,
      lastTransitionTime: timestamp,
    })),
  ];
}
