import type { Cluster } from '../cluster.ts';
import { serviceKind } from '../kinds/service.ts';
import { CLUSTER_DOMAIN } from './etc-files.ts';
import { slicesOf } from './network-indexes.ts';

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
  return slicesOf(cluster, namespace, name).flatMap(({ endpoints }) =>
    endpoints
      .filter(({ conditions }) => publishNotReadyAddresses || conditions?.ready !== false)
      .filter((endpoint) => hostname === undefined || endpoint.hostname === hostname)
      .flatMap(({ addresses }) => addresses),
  );
}
