import type { Cluster } from '../cluster.ts';
import { Indexer } from '../controllers/indexer.ts';
import { type EndpointSliceObject, endpointSliceKind } from '../kinds/endpoint-slice.ts';
import { serviceKind } from '../kinds/service.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';

export const servicesByIp = new Indexer(
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
  for (const index of [servicesByIp, slicesOfService]) index.attach(cluster);
}

/** The endpoints of a service. */
export function slicesOf(cluster: Cluster, namespace: string, service: string): EndpointSliceObject[] {
  return slicesOfService.sorted(cluster, `${namespace}/${service}`);
}
