import { rfc3339Micro } from '../../simulation/time.ts';
import { create } from '../apiserver/create.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import { type LeaseObject, leaseKind } from '../kinds/lease.ts';
import type { NodeObject } from '../kinds/node.ts';
import { draftMetadata } from '../object.ts';
import { kubeletAuthor } from './status.ts';

const NAMESPACE = 'kube-node-lease';

/** The kubelet's nodeLeaseDurationSeconds; it renews four times as often. */
const DURATION_SECONDS = 40;

/** A node's sign of life. */
export function createLease(cluster: Cluster, { metadata }: NodeObject): void {
  const { name, uid } = metadata;
  const lease: LeaseObject = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: draftMetadata({
      name,
      namespace: NAMESPACE,
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }],
    }),
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: DURATION_SECONDS,
      renewTime: rfc3339Micro(cluster.now),
    },
  };
  create(cluster, leaseKind, NAMESPACE, lease, { author: kubeletAuthor(name, 'create') });
}

/** Renews the node's lease, or makes it again if somebody deleted it. */
export function renewLease(cluster: Cluster, node: NodeObject): void {
  const { name } = node.metadata;
  const lease = cluster.store.get(leaseKind, NAMESPACE, name);
  if (lease === undefined) {
    createLease(cluster, node);
    return;
  }
  const draft: LeaseObject = {
    ...lease,
    metadata: { ...lease.metadata },
    spec: { ...lease.spec, renewTime: rfc3339Micro(cluster.now) },
  };
  const author = kubeletAuthor(name, 'update');
  update(cluster, leaseKind, { namespace: NAMESPACE, name }, draft, { author });
}
