import type { SocketAddress } from '../../linux/system.ts';
import type { Translator } from '../../network/world.ts';
import type { Cluster } from '../cluster.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';
import type { ServicePort } from '../schemas/generated/types.ts';
import { servicesByIp, slicesOf } from './network-indexes.ts';
import { nodeAddress, podGateway } from './node-addresses.ts';

/** What the nodes' kube-proxies make of packets for services. */
export function serveServices(cluster: Cluster): void {
  cluster.machines.network.addTranslator(translator(cluster));
}

function translator(cluster: Cluster): Translator {
  return ({ host, destination, port, protocol }) => {
    const matches = (candidate: ServicePort) => (candidate.protocol ?? 'TCP').toLowerCase() === protocol;
    const [service] = servicesByIp.sorted(cluster, destination);
    if (service !== undefined) {
      const found = service.spec.ports?.find((each) => each.port === port && matches(each));
      // kube-proxy knows nothing of ports that a service doesn't have.
      return found === undefined ? undefined : endpointOf(cluster, service, found);
    }
    if (!isAddressOf(cluster, host, destination)) return undefined;
    for (const each of cluster.store.list(serviceKind)) {
      const found = each.spec.ports?.find(({ nodePort }) => nodePort === port);
      if (found !== undefined && matches(found)) return endpointOf(cluster, each, found);
    }
    return undefined;
  };
}

function isAddressOf({ kubelets }: Cluster, host: string, address: string): boolean {
  const node = kubelets.nodes.get(host);
  if (node === undefined) return false;
  return [nodeAddress(node.index), podGateway(node.index), '127.0.0.1'].includes(address);
}

/** One of the endpoints that are ready, by chance; kube-proxy rejects what has none. */
function endpointOf(
  cluster: Cluster,
  { metadata }: ServiceObject,
  { name = '' }: ServicePort,
): SocketAddress | 'refused' {
  const endpoints = slicesOf(cluster, metadata.namespace ?? '', metadata.name).flatMap(
    ({ ports, endpoints: all }) => {
      const port = ports?.find((each) => (each.name ?? '') === name)?.port;
      if (port === undefined) return [];
      return all
        .filter(({ conditions }) => conditions?.ready !== false)
        .flatMap(({ addresses }) => addresses.slice(0, 1).map((address) => ({ address, port })));
    },
  );
  if (endpoints.length === 0) return 'refused';
  const index = endpoints.length === 1 ? 0 : cluster.random.below(endpoints.length);
  return endpoints[index] ?? 'refused';
}
