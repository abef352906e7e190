import { create } from './apiserver/create.ts';
import type { Author } from './apiserver/store.ts';
import type { Cluster } from './cluster.ts';
import { endpointSliceKind } from './kinds/endpoint-slice.ts';
import { endpointsKind } from './kinds/endpoints.ts';
import { namespaceKind } from './kinds/namespace.ts';
import { serviceKind } from './kinds/service.ts';
import { addNode, type NodeSpec } from './kubelet/add-node.ts';
import { draftMetadata } from './object.ts';

export type { NodeSpec } from './kubelet/add-node.ts';

const AUTHOR: Author = { user: 'system:apiserver', verb: 'create', manager: 'kube-apiserver' };

/** Upstream's system namespaces, and the one for users. */
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Where pods reach the API server: the first address of the service range. */
const API_SERVICE_IP = '10.96.0.1';
const API_SERVER_IP = '192.168.49.2';
const API_SERVER_PORT = 6443;

/** What stands in a cluster before anybody uses it: namespaces, the `kubernetes` service, nodes. */
export function bootstrapCluster(cluster: Cluster, nodes: readonly NodeSpec[]): void {
  for (const name of NAMESPACES) {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: draftMetadata({ name }),
      spec: {},
      status: {},
    };
    create(cluster, namespaceKind, '', namespace, { author: AUTHOR });
  }
  createApiService(cluster);
  for (const node of nodes) addNode(cluster, node);
}

function createApiService(cluster: Cluster): void {
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  const author = AUTHOR;
  create(
    cluster,
    serviceKind,
    'default',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: draftMetadata({ name: 'kubernetes', labels }),
      spec: {
        clusterIP: API_SERVICE_IP,
        ipFamilyPolicy: 'SingleStack',
        ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: API_SERVER_PORT }],
      },
      status: {},
    },
    { author },
  );
  const ports = [{ name: 'https', port: API_SERVER_PORT, protocol: 'TCP' }];
  create(
    cluster,
    endpointsKind,
    'default',
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: draftMetadata({
        name: 'kubernetes',
        labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
      }),
      subsets: [{ addresses: [{ ip: API_SERVER_IP }], ports }],
    },
    { author },
  );
  create(
    cluster,
    endpointSliceKind,
    'default',
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: draftMetadata({ name: 'kubernetes', labels: { 'kubernetes.io/service-name': 'kubernetes' } }),
      addressType: 'IPv4',
      endpoints: [{ addresses: [API_SERVER_IP], conditions: { ready: true } }],
      ports,
    },
    { author },
  );
}
