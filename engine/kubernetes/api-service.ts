import { create } from './apiserver/create.ts';
import { type Kind, resourceOf } from './apiserver/kind.ts';
import type { Author } from './apiserver/store.ts';
import type { Cluster } from './cluster.ts';
import { endpointSliceKind } from './kinds/endpoint-slice.ts';
import { endpointsKind } from './kinds/endpoints.ts';
import { serviceKind } from './kinds/service.ts';
import { draftMetadata, type KubernetesObject } from './object.ts';

/** What the API server writes by itself. */
export const API_SERVER: Author = { user: 'system:apiserver', verb: 'create', manager: 'kube-apiserver' };

/** The service by which pods reach the API server, its Endpoints and its EndpointSlice. */
export const API_SERVICE = { namespace: 'default', name: 'kubernetes' } as const;

/** The first address of the service range. */
const SERVICE_IP = '10.96.0.1';
const SERVER_IP = '192.168.49.2';
const SERVER_PORT = 6443;

/** Creates of the API server's service what isn't there (upstream's pkg/controlplane/controller/kubernetesservice). */
export function restoreApiService(cluster: Cluster): void {
  const { name } = API_SERVICE;
  const ports = [{ name: 'https', port: SERVER_PORT, protocol: 'TCP' }];
  createMissing(cluster, serviceKind, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: draftMetadata({ name, labels: { component: 'apiserver', provider: 'kubernetes' } }),
    spec: {
      clusterIP: SERVICE_IP,
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: SERVER_PORT }],
    },
    status: {},
  });
  createMissing(cluster, endpointsKind, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: draftMetadata({ name, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }),
    subsets: [{ addresses: [{ ip: SERVER_IP }], ports }],
  });
  createMissing(cluster, endpointSliceKind, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: draftMetadata({ name, labels: { 'kubernetes.io/service-name': name } }),
    addressType: 'IPv4',
    endpoints: [{ addresses: [SERVER_IP], conditions: { ready: true } }],
    ports,
  });
}

function createMissing<T extends KubernetesObject>(cluster: Cluster, kind: Kind<T>, draft: T): void {
  const { namespace, name } = API_SERVICE;
  if (cluster.store.entry(resourceOf(kind), namespace, name) !== undefined) return;
  create(cluster, kind, namespace, draft, { author: API_SERVER });
}
