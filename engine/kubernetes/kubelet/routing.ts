import type { Cluster } from '../cluster.ts';
import { podsByNode } from '../controllers/indexes.ts';
import type { EndpointSliceObject } from '../kinds/endpoint-slice.ts';
import type { PodObject } from '../kinds/pod.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';
import type { ServicePort } from '../schemas/generated/types.ts';
import { podsByIp, servicesByIp, slicesOf } from './network-indexes.ts';
import { nodeAddress } from './node-addresses.ts';

/** Where a connection ends up: in a pod, or nowhere. */
export type Target = { readonly pod: PodObject; readonly port: number } | 'open' | 'refused' | 'timeout';

/** What every machine listens on: its SSH server and its kubelet. */
const MACHINE_PORTS = [22, 10250];

/** Follows a service to one of its endpoints, an address to its pod or machine. */
export function targetOf(cluster: Cluster, address: string, port: number): Target {
  const [service] = servicesByIp.sorted(cluster, address);
  if (service !== undefined) {
    const servicePort = service.spec.ports?.find((candidate) => candidate.port === port);
    // kube-proxy knows nothing of ports that a service doesn't have.
    return servicePort === undefined ? 'timeout' : serviceTarget(cluster, service, servicePort);
  }
  const [pod] = podsByIp.sorted(cluster, address);
  if (pod !== undefined) return { pod, port };
  const node = machineAt(cluster, address);
  return node === undefined ? 'timeout' : machineTarget(cluster, node, port);
}

function machineAt({ kubelets }: Cluster, address: string): string | undefined {
  for (const [name, { index }] of kubelets.nodes.entries()) if (nodeAddress(index) === address) return name;
  return undefined;
}

/** A machine's ports are those of services on every node, of its pods, and its own. */
function machineTarget(cluster: Cluster, node: string, port: number): Target {
  for (const service of cluster.store.list(serviceKind)) {
    const servicePort = service.spec.ports?.find(({ nodePort }) => nodePort === port);
    if (servicePort !== undefined) return serviceTarget(cluster, service, servicePort);
  }
  for (const { pod } of podsByNode.sorted(cluster, node)) {
    const ports = pod.spec.containers.flatMap((container) => container.ports ?? []);
    const hostPort = ports.find((candidate) => candidate.hostPort === port);
    if (hostPort !== undefined) return { pod, port: hostPort.containerPort };
  }
  return MACHINE_PORTS.includes(port) ? 'open' : 'refused';
}

/** To the first endpoint that is ready; kube-proxy rejects what has none. */
function serviceTarget(cluster: Cluster, { metadata }: ServiceObject, servicePort: ServicePort): Target {
  for (const slice of slicesOf(cluster, metadata.namespace ?? '', metadata.name)) {
    const target = endpointPort(slice, servicePort);
    const endpoint = slice.endpoints.find(({ conditions }) => conditions?.ready !== false);
    const address = endpoint?.addresses[0];
    if (target === undefined || address === undefined) continue;
    const [pod] = podsByIp.sorted(cluster, address);
    // Behind addresses that aren't pods, such as the API server's, somebody is expected to listen.
    return pod === undefined ? 'open' : { pod, port: target };
  }
  return 'refused';
}

function endpointPort({ ports }: EndpointSliceObject, { name = '' }: ServicePort): number | undefined {
  return ports?.find((port) => (port.name ?? '') === name)?.port;
}
