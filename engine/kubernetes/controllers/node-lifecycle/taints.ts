import { sameJson } from '../../apiserver/equality.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { type NodeObject, nodeKind } from '../../kinds/node.ts';
import { copy } from '../../object.ts';
import type { Taint } from '../../schemas/generated/types.ts';
import { controllerAuthor } from '../controller-author.ts';
import { nodeCondition } from './conditions.ts';

export const author = controllerAuthor('node-controller');

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** The taint that each state of a condition stands for. */
const CONDITION_TAINTS: readonly { type: string; status: string; key: string }[] = [
  { type: 'Ready', status: 'False', key: NOT_READY },
  { type: 'Ready', status: 'Unknown', key: UNREACHABLE },
  { type: 'MemoryPressure', status: 'True', key: 'node.kubernetes.io/memory-pressure' },
  { type: 'DiskPressure', status: 'True', key: 'node.kubernetes.io/disk-pressure' },
  { type: 'NetworkUnavailable', status: 'True', key: 'node.kubernetes.io/network-unavailable' },
  { type: 'PIDPressure', status: 'True', key: 'node.kubernetes.io/pid-pressure' },
];

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** The taints that are this controller's to set and to remove. */
const MANAGED = new Set([
  ...[...CONDITION_TAINTS.map(({ key }) => key), UNSCHEDULABLE].map((key) => `${key}:NoSchedule`),
  `${NOT_READY}:NoExecute`,
  `${UNREACHABLE}:NoExecute`,
]);

const nameOf = ({ key, effect }: Taint) => `${key}:${effect}`;

function wanted(cluster: Cluster, node: NodeObject): Taint[] {
  const taints: Taint[] = [];
  for (const { type, status, key } of CONDITION_TAINTS) {
    if (nodeCondition(node, type)?.status === status) taints.push({ key, effect: 'NoSchedule' });
  }
  if (node.spec.unschedulable === true) taints.push({ key: UNSCHEDULABLE, effect: 'NoSchedule' });
  const ready = nodeCondition(node, 'Ready')?.status;
  if ((ready === 'False' || ready === 'Unknown') && someNodeIsReady(cluster)) {
    taints.push({ key: ready === 'False' ? NOT_READY : UNREACHABLE, effect: 'NoExecute' });
  }
  return taints;
}

/** With all nodes lost it is rather the controller that is cut off, so nothing is evicted (full disruption). */
function someNodeIsReady(cluster: Cluster): boolean {
  return cluster.store.list(nodeKind).some((node) => nodeCondition(node, 'Ready')?.status === 'True');
}

/** Brings the taints that stand for a node's conditions up to date. */
export function writeTaints(cluster: Cluster, node: NodeObject): void {
  const before = node.spec.taints ?? [];
  const target = wanted(cluster, node);
  const names = new Set(target.map(nameOf));
  const kept = before.filter((taint) => !MANAGED.has(nameOf(taint)) || names.has(nameOf(taint)));
  const standing = new Set(kept.map(nameOf));
  const timeAdded = cluster.timestamp;
  const added = target
    .filter((taint) => !standing.has(nameOf(taint)))
    .map((taint) => ({ ...taint, timeAdded }));
  // Tolerations count from when a taint was added, which kubectl doesn't say.
  const taints = [...kept, ...added].map((taint) => {
    return taint.effect === 'NoExecute' && taint.timeAdded === undefined ? { ...taint, timeAdded } : taint;
  });
  if (sameJson(taints, before)) return;
  const draft = copy(node);
  if (taints.length > 0) draft.spec.taints = taints;
  else delete draft.spec.taints;
  const address = { namespace: '', name: node.metadata.name };
  update(cluster, nodeKind, address, draft, { author: author.patch });
}
