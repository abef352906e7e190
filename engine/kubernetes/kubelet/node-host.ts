import { MACHINE_SERVICES } from '../../container/host-services.ts';
import { hostCaller } from '../../container/root-filesystem.ts';
import type { Caller } from '../../filesystem/caller.ts';
import type { Service } from '../../linux/boot.ts';
import { networkName } from '../../linux/network-namespace.ts';
import { milliValue, parseQuantity, value } from '../apiserver/quantity.ts';
import type { Cluster } from '../cluster.ts';
import { nodeAddress, nodeIndexes, podCidr, podGateway } from './node-addresses.ts';
import type { KubeletNode } from './state.ts';

/** The bridge of a node's pods. */
export const POD_BRIDGE = 'cni0';

/** All pods' addresses: what goes there keeps its source. */
const POD_NETWORK = '10.244.0.0/16';

const DISK_BYTES = 107_374_182_400;

/** What every machine listens on: its SSH server and its kubelet. */
const MACHINE_PORTS = [22, 10_250];

const SERVICES: readonly Service[] = [
  ...MACHINE_SERVICES,
  {
    unit: 'kubelet.service',
    path: '/usr/bin/kubelet',
    argv: [
      '/usr/bin/kubelet',
      '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf',
      '--kubeconfig=/etc/kubernetes/kubelet.conf',
      '--config=/var/lib/kubelet/config.yaml',
    ],
    memoryBytes: 83_886_080,
  },
];

/** The machine that a node is. It is switched on when the first pod comes to it. */
export function ensureHost(cluster: Cluster, node: string): void {
  const machine = cluster.kubelets.nodes.get(node);
  const { machines } = cluster;
  if (machine === undefined || isPrepared(cluster, node)) return;
  if (machines.kernel.hosts.get(node) === undefined) addHost(cluster, node, machine);
  const { network } = machines;
  network.addBridge(node, {
    name: POD_BRIDGE,
    address: podGateway(machine.index),
    prefix: 24,
    isolated: false,
    unmasqueraded: [POD_NETWORK],
  });
  for (const port of MACHINE_PORTS) network.listen(hostNetwork(cluster, node), { address: '0.0.0.0', port });
  addRoutes(cluster, node, machine.index);
}

function isPrepared({ machines }: Cluster, node: string): boolean {
  return machines.network.world.bridge(node, POD_BRIDGE) !== undefined;
}

function addHost(cluster: Cluster, name: string, { index, ids, cpu, memory }: KubeletNode): void {
  cluster.machines.addHost(
    {
      name,
      cpus: Math.max(1, Math.ceil(Number(milliValue(parseQuantity(cpu))) / 1000)),
      memoryBytes: Number(value(parseQuantity(memory))),
      diskBytes: DISK_BYTES,
      address: nodeAddress(index),
      bootedMs: cluster.now,
      readyMs: cluster.now,
      machineId: ids.machineId,
      selinux: 'disabled',
    },
    SERVICES,
  );
}

/** What the network add-on does: each machine finds the pods of the others. */
function addRoutes(cluster: Cluster, node: string, index: number): void {
  const { network } = cluster.machines;
  for (const [other, otherIndex] of nodeIndexes(cluster)) {
    if (other === node || !isPrepared(cluster, other)) continue;
    const to = { to: podCidr(otherIndex), via: nodeAddress(otherIndex), interface: 'eth0' };
    network.configure(hostNetwork(cluster, node), { do: 'add route', ...to });
    const back = { to: podCidr(index), via: nodeAddress(index), interface: 'eth0' };
    network.configure(hostNetwork(cluster, other), { do: 'add route', ...back });
  }
}

/** The network namespace of a node itself. */
export function hostNetwork({ machines }: Cluster, node: string): string {
  return networkName(node, machines.kernel.namespaces.initial().net);
}

/** Root on a node. */
export function nodeRoot({ machines }: Cluster, node: string): Caller {
  return hostCaller(machines.kernel, node);
}
