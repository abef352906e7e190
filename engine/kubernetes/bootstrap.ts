import { API_SERVER, restoreApiService } from './api-service.ts';
import { create } from './apiserver/create.ts';
import type { Cluster } from './cluster.ts';
import { namespaceKind } from './kinds/namespace.ts';
import { addNode, type NodeSpec } from './kubelet/add-node.ts';
import { draftMetadata } from './object.ts';

export type { NodeSpec } from './kubelet/add-node.ts';

/** Upstream's system namespaces, and the one for users. */
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

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
    create(cluster, namespaceKind, '', namespace, { author: API_SERVER });
  }
  restoreApiService(cluster);
  for (const node of nodes) addNode(cluster, node);
}
