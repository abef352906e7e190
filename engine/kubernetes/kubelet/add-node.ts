import type { Cluster } from '../cluster.ts';

/** A virtual machine that joins the cluster. */
export interface NodeSpec {
  readonly name: string;
  /** Quantities, as in `4` and `8Gi`. */
  readonly cpu: string;
  readonly memory: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

/** Starts a machine: its kubelet registers a Node and a Lease. */
export function addNode(cluster: Cluster, node: NodeSpec): void {
  cluster.kubelets.nodes.set(node.name, { cpu: node.cpu, memory: node.memory });
}
