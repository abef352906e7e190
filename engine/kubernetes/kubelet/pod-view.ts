import type { Cluster } from '../cluster.ts';
import { nodeKind } from '../kinds/node.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { PodView } from './downward.ts';
import { nodeAddress } from './node-addresses.ts';
import { isQueued, type NodePod } from './state.ts';

/** What its kubelet remembers of a pod, once one has taken it on. */
export function nodePod(cluster: Cluster, uid: string): NodePod | undefined {
  const record = cluster.kubelets.pods.get(uid);
  return record === undefined || isQueued(record) ? undefined : record;
}

/** The pod with its addresses, where its node is known. */
export function podView(cluster: Cluster, pod: PodObject, record: NodePod): PodView | undefined {
  const node = cluster.store.get(nodeKind, '', record.node);
  const machine = cluster.kubelets.nodes.get(record.node);
  if (node === undefined || machine === undefined) return undefined;
  const { setup } = record;
  const podIp = 'ip' in setup ? (setup.ip ?? '') : '';
  return { pod, node, podIp, hostIp: nodeAddress(machine.index) };
}
