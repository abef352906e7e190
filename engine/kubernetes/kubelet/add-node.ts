import { imageId, imageName } from '../../registry/resolve.ts';
import { create } from '../apiserver/create.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import { controllerAuthor } from '../controllers/controller-author.ts';
import { type NodeObject, nodeKind } from '../kinds/node.ts';
import { copy, draftMetadata } from '../object.ts';
import { catalogueImage } from './images.ts';
import { createLease } from './lease.ts';
import { podCidr } from './node-addresses.ts';
import { recordKubeletStart } from './node-events.ts';
import { newNodeStatus } from './node-status.ts';
import { SANDBOX_IMAGE } from './pod-sandbox.ts';
import type { KubeletNode, NodeImage } from './state.ts';
import { kubeletAuthor } from './status.ts';

/** A virtual machine that joins the cluster. */
export interface NodeSpec {
  readonly name: string;
  /** Quantities, as in `4` and `8Gi`. */
  readonly cpu: string;
  readonly memory: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

const ID_LENGTH = 32;

/**
 * Starts a machine: its kubelet registers a Node and a Lease.
 * @throws ApiError where the Node is refused
 */
export function addNode(cluster: Cluster, spec: NodeSpec): void {
  const { name, cpu, memory } = spec;
  const { random } = cluster;
  const machine: KubeletNode = {
    index: nextIndex(cluster),
    ids: {
      machineId: random.hex(ID_LENGTH),
      systemUuid: random.uuid(),
      bootId: random.uuid(),
    },
    cpu,
    memory,
    addresses: [],
    lastAddress: 1,
    images: preloaded(cluster),
    pullsUntilMs: 0,
  };
  const node: NodeObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: draftMetadata({
      name,
      labels: { ...defaultLabels(name), ...spec.labels },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    }),
    spec: spec.taints.length === 0 ? {} : { taints: spec.taints.map((taint) => ({ ...taint })) },
    status: newNodeStatus(name, machine, cluster.now),
  };
  // The machine has to be known before anything reacts to its Node.
  cluster.kubelets.nodes.set(name, machine);
  const author = kubeletAuthor(name, 'create');
  create(cluster, nodeKind, '', node, { author });
  const registered = cluster.store.get(nodeKind, '', name);
  if (registered === undefined) return;
  completeNode(cluster, registered, podCidr(machine.index));
  createLease(cluster, registered);
  recordKubeletStart(cluster, name);
}

/** What kube-controller-manager adds to a new Node at once: its pods' addresses, and how long secrets are cached. */
function completeNode(cluster: Cluster, node: NodeObject, cidr: string): void {
  const draft = copy(node);
  draft.metadata.annotations = { ...draft.metadata.annotations, 'node.alpha.kubernetes.io/ttl': '0' };
  draft.spec = { ...draft.spec, podCIDR: cidr, podCIDRs: [cidr] };
  const author = controllerAuthor('node-controller').patch;
  update(cluster, nodeKind, { namespace: '', name: node.metadata.name }, draft, { author });
}

function nextIndex({ kubelets }: Cluster): number {
  let next = 0;
  for (const [, { index }] of kubelets.nodes.entries()) next = Math.max(next, index + 1);
  return next;
}

function preloaded(cluster: Cluster): NodeImage[] {
  const resolution = catalogueImage(SANDBOX_IMAGE);
  if ('missing' in resolution) return [];
  const { found } = resolution;
  return [
    {
      name: imageName(found),
      id: imageId(found),
      sizeBytes: found.sizeBytes,
      presentAtMs: cluster.now,
    },
  ];
}

function defaultLabels(name: string): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  };
}
