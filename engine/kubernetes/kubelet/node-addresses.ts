import type { Cluster } from '../cluster.ts';
import type { KubeletNode } from './state.ts';

/** The machines' own network is 192.168.49.0/24, below .3 are the gateway and the API server. */
const FIRST_MACHINE = 3;

/** Of a pod network 10.244.N.0/24 the first address is the bridge's. */
const FIRST_POD = 2;
const LAST_POD = 254;

/** @param index of the node, from 0 */
export function nodeAddress(index: number): string {
  return `192.168.49.${FIRST_MACHINE + index}`;
}

/** What the controller manager's node IPAM gives to the node. */
export function podCidr(index: number): string {
  return `10.244.${index}.0/24`;
}

/** The pods' router: their node's end of the bridge. */
export function podGateway(index: number): string {
  return `10.244.${index}.1`;
}

/** All nodes with their indexes, in the order of these. */
export function nodeIndexes({ kubelets }: Cluster): (readonly [name: string, index: number])[] {
  return [...kubelets.nodes.entries()]
    .map(([name, { index }]) => [name, index] as const)
    .sort(([, a], [, b]) => a - b);
}

/** The next free pod address of a node, as the host-local plugin gives them out: in turn, from the last one on. */
export function takeAddress(node: KubeletNode): { ip: string; changes: Partial<KubeletNode> } | undefined {
  const taken = new Set(node.addresses);
  const count = LAST_POD - FIRST_POD + 1;
  for (let step = 1; step <= count; step++) {
    const host = FIRST_POD + ((node.lastAddress - FIRST_POD + step) % count);
    if (taken.has(host)) continue;
    const addresses = [...node.addresses, host];
    return { ip: `10.244.${node.index}.${host}`, changes: { addresses, lastAddress: host } };
  }
  return undefined;
}

/** Frees a pod's address; a pod on the host's network had none. */
export function releaseAddress(node: KubeletNode, ip: string): Partial<KubeletNode> {
  if (!ip.startsWith(`10.244.${node.index}.`)) return {};
  const host = Number(ip.slice(ip.lastIndexOf('.') + 1));
  return { addresses: node.addresses.filter((taken) => taken !== host) };
}
