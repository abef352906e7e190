import { type Question, type ResourceRecord, reversed } from '../../network/dns-records.ts';
import type { Cluster } from '../cluster.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';
import { CLUSTER_DNS, CLUSTER_DOMAIN } from './etc-files.ts';
import { servicesByIp, slicesOf } from './network-indexes.ts';

/** CoreDNS' kubernetes plug-in, as kubeadm configures it. */
const TTL_SECONDS = 30;

const SERVICES = `.svc.${CLUSTER_DOMAIN}`;

/** Has the address of the cluster's DNS service answer for the cluster's domain. */
export function serveDns(cluster: Cluster): void {
  cluster.machines.network.names.addServer(CLUSTER_DNS, {
    domains: [CLUSTER_DOMAIN],
    zone: (question) => recordsOf(cluster, question),
  });
}

function recordsOf(cluster: Cluster, { name, type }: Question): ResourceRecord[] | undefined {
  const ttl = TTL_SECONDS;
  if (type === 'PTR') {
    const address = reversed(name);
    const [service] = address === undefined ? [] : servicesByIp.sorted(cluster, address);
    if (service === undefined) return undefined;
    const { metadata } = service;
    return [{ name, type, ttl, value: `${metadata.name}.${metadata.namespace}${SERVICES}.` }];
  }
  if (!name.endsWith(SERVICES)) return name === CLUSTER_DOMAIN ? [] : undefined;
  const labels = name.slice(0, -SERVICES.length).split('.');
  const [serviceName = '', namespace = ''] = labels.slice(-2);
  const before = labels.slice(0, -2);
  const service = cluster.store.get(serviceKind, namespace, serviceName);
  if (service === undefined || labels.length < 2) return undefined;
  if (before.length === 2) return portRecords(service, name, type, before);
  if (before.length > 1) return undefined;
  const { externalName } = service.spec;
  if (service.spec.type === 'ExternalName' && externalName !== undefined) {
    return [{ name, type: 'CNAME', ttl, value: `${externalName}.` }];
  }
  const addresses = addressesOf(cluster, service, before[0]);
  if (addresses.length === 0) return undefined;
  return type === 'A' ? addresses.map((value) => ({ name, type, ttl, value })) : [];
}

/** `_http._tcp.web`: where a named port is. */
function portRecords(
  { metadata, spec }: ServiceObject,
  name: string,
  type: Question['type'],
  [port = '', protocol = '']: readonly string[],
): ResourceRecord[] | undefined {
  const found = spec.ports?.find(
    (each) => `_${each.name}` === port && `_${(each.protocol ?? 'TCP').toLowerCase()}` === protocol,
  );
  if (found === undefined) return undefined;
  const value = `0 100 ${found.port} ${metadata.name}.${metadata.namespace}${SERVICES}.`;
  return type === 'SRV' ? [{ name, type, ttl: TTL_SECONDS, value }] : [];
}

/** @param hostname of a single pod behind a headless service */
function addressesOf(
  cluster: Cluster,
  { metadata, spec }: ServiceObject,
  hostname: string | undefined,
): string[] {
  const { clusterIP = '', publishNotReadyAddresses = false } = spec;
  if (clusterIP !== 'None') return clusterIP === '' || hostname !== undefined ? [] : [clusterIP];
  return slicesOf(cluster, metadata.namespace ?? '', metadata.name).flatMap(({ endpoints }) =>
    endpoints
      .filter(({ conditions }) => publishNotReadyAddresses || conditions?.ready !== false)
      .filter((endpoint) => hostname === undefined || endpoint.hostname === hostname)
      .flatMap(({ addresses }) => addresses),
  );
}
