import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { type EventObject, eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { type NodeObject, nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { copy, type ObjectMetadata } from '../../../engine/kubernetes/object.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { pod, storedPod } from '../kubelet/pod-trace.ts';

/** Creates a pod of one idle container unless the spec says otherwise. */
export function place(
  sandbox: TestSandbox,
  name: string,
  spec: Partial<PodSpec> = {},
  metadata: Partial<ObjectMetadata> = {},
): string | undefined {
  const containers = [{ name: 'c', image: 'registry.k8s.io/pause:3.10' }];
  sandbox.create(podKind, pod(name, { containers, ...spec }, metadata));
  return nodeOf(sandbox, name);
}

export function nodeOf(sandbox: TestSandbox, name: string): string | undefined {
  return storedPod(sandbox, name).spec.nodeName;
}

/** Why the pod has no node, as its PodScheduled condition tells. */
export function whyPending(sandbox: TestSandbox, name: string): string | undefined {
  const condition = storedPod(sandbox, name).status.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? condition.message : undefined;
}

export function changeNode(sandbox: TestSandbox, name: string, edit: (draft: NodeObject) => void): void {
  const { cluster } = sandbox;
  const node = cluster.store.get(nodeKind, '', name);
  if (node === undefined) throw new Error(`no node ${name}`);
  const draft = copy(node);
  edit(draft);
  const address = { namespace: '', name };
  sandbox.sandbox.transact(() => update(cluster, nodeKind, address, draft, { author: TEST_AUTHOR }));
  sandbox.advance(0);
}

export function eventsOf({ cluster }: TestSandbox, name: string, reason: string): EventObject[] {
  return cluster.store
    .list(eventKind)
    .filter((event) => event.involvedObject.name === name && event.reason === reason);
}

/** Requests of one container. */
export function asking(requests: Record<string, string>, more: Partial<PodSpec> = {}): Partial<PodSpec> {
  return {
    ...more,
    containers: [
      { name: 'c', image: 'registry.k8s.io/pause:3.10', resources: { requests, limits: requests } },
    ],
  };
}
