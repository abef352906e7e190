import { pinnedNodes, requiredNodeTest } from './node-affinity.ts';
import type { NodeInfo } from './node-info.ts';
import { type FilterPlugin, type Refusal, refuse, refuseForGood } from './plugin.ts';
import { type HostPort, type PodInfo, portsConflict } from './pod-info.ts';
import { tolerates, untolerated } from './tolerations.ts';

const UNSCHEDULABLE_TAINT = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  revivedBy: ['node added', 'node taints'],
  prepare({ pod }) {
    const { tolerations = [] } = pod.pod.spec;
    if (tolerations.some((toleration) => tolerates(toleration, UNSCHEDULABLE_TAINT))) return undefined;
    const refusal = refuseForGood('node(s) were unschedulable');
    return ({ node }) => (node?.spec.unschedulable === true ? refusal : undefined);
  },
};

export const taintToleration: FilterPlugin = {
  name: 'TaintToleration',
  revivedBy: ['node added', 'node taints'],
  prepare({ pod }) {
    const { tolerations = [] } = pod.pod.spec;
    return ({ node }) => {
      const taint = untolerated(node?.spec.taints ?? [], tolerations, ['NoSchedule', 'NoExecute']);
      if (taint === undefined) return undefined;
      return refuseForGood(`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`);
    };
  },
};

export const nodeAffinity: FilterPlugin = {
  name: 'NodeAffinity',
  revivedBy: ['node added', 'node labels'],
  prepare({ pod }) {
    const { spec } = pod.pod;
    const test = requiredNodeTest(spec);
    if (test === undefined) return undefined;
    const pinned = pinnedNodes(spec);
    const elsewhere = refuseForGood("node(s) didn't satisfy plugin(s) [NodeAffinity]");
    const refusal = refuseForGood("node(s) didn't match Pod's node affinity/selector");
    return ({ name, node }) => {
      if (pinned !== undefined && !pinned.has(name)) return elsewhere;
      return node !== undefined && test(node) ? undefined : refusal;
    };
  },
};

export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  revivedBy: ['node added', 'pod gone'],
  prepare({ pod }) {
    if (pod.hostPorts.length === 0) return undefined;
    const refusal = refuse("node(s) didn't have free ports for the requested pod ports");
    return (node) => (portsTaken(node, pod.hostPorts) ? refusal : undefined);
  },
};

export function portsTaken(node: NodeInfo, wanted: readonly HostPort[]): boolean {
  for (const { hostPorts } of node.pods.values()) {
    for (const taken of hostPorts) if (wanted.some((port) => portsConflict(port, taken))) return true;
  }
  return false;
}

export const nodeResourcesFit: FilterPlugin = {
  name: 'NodeResourcesFit',
  revivedBy: ['node added', 'node allocatable', 'pod gone'],
  prepare({ pod }) {
    const order = resourceOrder(pod);
    return (node) => resourcesRefusal(node, pod, order);
  },
};

/** The pod's resources in the order upstream complains about them. */
function resourceOrder({ requests }: PodInfo): string[] {
  const first = ['cpu', 'memory', 'ephemeral-storage'];
  const others = [...requests.keys()].filter((resource) => !first.includes(resource)).sort();
  return [...first, ...others].filter((resource) => (requests.get(resource) ?? 0) > 0);
}

/** A request that the node lacks. Amounts as in `Amounts`. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** What the node is short of for the pod; `pods` is the number of pods itself. */
function shortages(node: NodeInfo, { requests }: PodInfo, order: readonly string[]): Shortage[] {
  const found: Shortage[] = [];
  const capacity = node.allocatable.get('pods') ?? 0;
  if (node.pods.size + 1 > capacity) {
    found.push({ resource: 'pods', requested: 1, used: node.pods.size, capacity });
  }
  for (const resource of order) {
    const requested = requests.get(resource) ?? 0;
    const allocatable = node.allocatable.get(resource) ?? 0;
    const used = node.requested.get(resource) ?? 0;
    if (requested > allocatable - used) found.push({ resource, requested, used, capacity: allocatable });
  }
  return found;
}

export function shortagesOf(node: NodeInfo, pod: PodInfo): Shortage[] {
  return shortages(node, pod, resourceOrder(pod));
}

function resourcesRefusal(node: NodeInfo, pod: PodInfo, order: readonly string[]): Refusal | undefined {
  const short = shortages(node, pod, order);
  if (short.length === 0) return undefined;
  return refuse(
    ...short.map(({ resource }) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`)),
  );
}
