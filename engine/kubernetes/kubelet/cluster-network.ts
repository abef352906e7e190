import type { HttpReply } from '../../container/process.ts';
import type { Cluster } from '../cluster.ts';
import { Indexer } from '../controllers/indexer.ts';
import { type EndpointSliceObject, endpointSliceKind } from '../kinds/endpoint-slice.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';
import type { ServicePort } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import { CLUSTER_DOMAIN } from './etc-files.ts';
import type { NetworkLook } from './network-history.ts';
import { type OpenPort, openPort } from './open-ports.ts';
import { nodePod, podView } from './pod-view.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';

const podsByIp = new Indexer(
  podKind,
  ({ spec, status }) => (spec.hostNetwork === true ? undefined : status.podIP),
  (pod) => pod,
);

const servicesByIp = new Indexer(
  serviceKind,
  ({ spec }) => (spec.clusterIP === 'None' ? undefined : spec.clusterIP),
  (service) => service,
);

const slicesOfService = new Indexer(
  endpointSliceKind,
  ({ metadata }) => {
    const service = metadata.labels?.[SERVICE_LABEL];
    return service === undefined ? undefined : `${metadata.namespace}/${service}`;
  },
  (slice) => slice,
);

/** Follows what names and addresses depend on; call it before the store is loaded. */
export function attachNetwork(cluster: Cluster): void {
  for (const index of [podsByIp, servicesByIp, slicesOfService]) index.attach(cluster);
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The addresses behind a host name, as a pod of that namespace resolves it. */
export function resolveHost(cluster: Cluster, namespace: string, host: string): string[] {
  if (IPV4.test(host)) return [host];
  const bare = host.endsWith('.') ? host.slice(0, -1) : host;
  const suffix = `.svc.${CLUSTER_DOMAIN}`;
  const relative = bare.endsWith(suffix) ? bare.slice(0, -suffix.length) : bare.replace(/\.svc$/, '');
  const labels = relative.split('.');
  const [name = '', of = namespace] = labels.slice(-2);
  if (labels.length === 1) return serviceAddresses(cluster, namespace, name, undefined);
  if (labels.length === 2) return serviceAddresses(cluster, of, name, undefined);
  return labels.length === 3 ? serviceAddresses(cluster, of, name, labels[0]) : [];
}

/** @param hostname of a single pod behind a headless service */
function serviceAddresses(
  cluster: Cluster,
  namespace: string,
  name: string,
  hostname: string | undefined,
): string[] {
  const service = cluster.store.get(serviceKind, namespace, name);
  if (service === undefined) return [];
  const { clusterIP = '', publishNotReadyAddresses = false } = service.spec;
  if (clusterIP !== 'None') return clusterIP === '' || hostname !== undefined ? [] : [clusterIP];
  return slices(cluster, namespace, name).flatMap(({ endpoints }) =>
    endpoints
      .filter(({ conditions }) => publishNotReadyAddresses || conditions?.ready !== false)
      .filter((endpoint) => hostname === undefined || endpoint.hostname === hostname)
      .flatMap(({ addresses }) => addresses),
  );
}

function slices(cluster: Cluster, namespace: string, service: string): EndpointSliceObject[] {
  return slicesOfService.sorted(cluster, `${namespace}/${service}`);
}

/** Where a connection ends up: in a pod, or nowhere. */
type Target = { readonly pod: PodObject; readonly port: number } | 'open' | 'refused' | 'timeout';

/** Follows a service to one of its endpoints, an address to its pod. */
function targetOf(cluster: Cluster, address: string, port: number): Target {
  const [service] = servicesByIp.sorted(cluster, address);
  if (service !== undefined) return serviceTarget(cluster, service, port);
  const pod = podsByIp.sorted(cluster, address).find(({ status }) => status.podIP === address);
  return pod === undefined ? 'timeout' : { pod, port };
}

/** kube-proxy rejects what has no endpoint, and knows nothing of ports a service doesn't have. */
function serviceTarget(cluster: Cluster, { metadata, spec }: ServiceObject, port: number): Target {
  const servicePort = spec.ports?.find((candidate) => candidate.port === port);
  if (servicePort === undefined) return 'timeout';
  for (const slice of slices(cluster, metadata.namespace ?? '', metadata.name)) {
    const target = endpointPort(slice, servicePort);
    const endpoint = slice.endpoints.find(({ conditions }) => conditions?.ready !== false);
    const address = endpoint?.addresses[0];
    if (target === undefined || address === undefined) continue;
    const pod = podsByIp.sorted(cluster, address).find(({ status }) => status.podIP === address);
    // Behind addresses that aren't pods, such as the API server's, somebody is expected to listen.
    return pod === undefined ? 'open' : { pod, port: target };
  }
  return 'refused';
}

function endpointPort({ ports }: EndpointSliceObject, { name = '' }: ServicePort): number | undefined {
  return ports?.find((port) => (port.name ?? '') === name)?.port;
}

/** The network as a pod meets it at this moment. */
export function networkLook(cluster: Cluster, { pod, podIp }: PodView): NetworkLook {
  const namespace = pod.metadata.namespace ?? '';
  const own = pod.spec.hostname ?? pod.metadata.name;
  const resolve = (host: string) => (host === own ? [podIp] : resolveHost(cluster, namespace, host));
  return {
    resolve,
    connect(host, port) {
      const [address] = resolve(host);
      return address === undefined ? 'timeout' : connect(cluster, address, port);
    },
    get(host, port, path) {
      const [address] = resolve(host);
      return address === undefined ? undefined : httpGet(cluster, address, port, path);
    },
  };
}

/** What a TCP connection meets at this moment. */
export function connect(cluster: Cluster, address: string, port: number): 'open' | 'refused' | 'timeout' {
  const target = targetOf(cluster, address, port);
  if (typeof target === 'string') return target;
  return listenerAt(cluster, target.pod, target.port) === undefined ? 'refused' : 'open';
}

/** The reply to an HTTP GET at this moment; undefined where nobody speaks HTTP there. */
export function httpGet(
  cluster: Cluster,
  address: string,
  port: number,
  path: string,
): HttpReply | undefined {
  const target = targetOf(cluster, address, port);
  if (typeof target === 'string') return undefined;
  const open = listenerAt(cluster, target.pod, target.port);
  return open?.listener.http?.(path, open.elapsedMs);
}

/** What listens on a port of the pod's address now, and for how long its process has been running. */
function listenerAt(cluster: Cluster, pod: PodObject, port: number): OpenPort | undefined {
  const record = nodePod(cluster, pod.metadata.uid);
  const view = record === undefined ? undefined : podView(cluster, pod, record);
  if (record === undefined || view === undefined) return undefined;
  return openPort(cluster, view, record.containers, port);
}
