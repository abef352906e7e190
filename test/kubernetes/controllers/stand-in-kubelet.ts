import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import type { Change } from '../../../engine/kubernetes/apiserver/store.ts';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { type DeploymentObject, deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { copy, draftMetadata, type KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { rfc3339 } from '../../../engine/simulation/time.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';

/** Pods name a node that no kubelet runs, so that nothing but the test moves them. */
export const NODE = 'by-hand';

const KUBELET = { user: `system:node:${NODE}`, verb: 'patch', manager: 'kubelet' };
const STUDENT = { user: 'student', verb: 'update', manager: 'kubectl' };

/** A cluster without kubelets. */
export function openByHand(): TestSandbox {
  return openSandbox({ nodes: [] });
}

/** A cluster with the node that the pods name. */
export function openWithNode(labels: Record<string, string> = {}): TestSandbox {
  const world = openByHand();
  const metadata = draftMetadata({ name: NODE, labels });
  world.create(nodeKind, { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: {} });
  return world;
}

export function podSpec(image = 'nginx:1.26'): PodObject['spec'] {
  return { nodeName: NODE, containers: [{ name: 'nginx', image }] };
}

export function deployment(spec: Partial<DeploymentObject['spec']> = {}, name = 'web'): DeploymentObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: draftMetadata({ name, labels: { app: name } }),
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: podSpec() },
      ...spec,
    },
    status: {},
  };
}

export function replicaSet(spec: Partial<ReplicaSetObject['spec']> = {}, name = 'web'): ReplicaSetObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: draftMetadata({ name }),
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: podSpec() },
      ...spec,
    },
    status: { replicas: 0 },
  };
}

export function podsOf({ cluster }: TestSandbox): PodObject[] {
  return cluster.store.list(podKind, 'default');
}

export function replicaSetsOf({ cluster }: TestSandbox): ReplicaSetObject[] {
  return cluster.store.list(replicaSetKind, 'default');
}

export function getDeployment({ cluster }: TestSandbox, name = 'web'): DeploymentObject {
  const found = cluster.store.get(deploymentKind, 'default', name);
  if (found === undefined) throw new Error(`no deployment ${name}`);
  return found;
}

/** Changes a deployment as a user would, and lets the controllers settle. */
export function editDeployment(
  world: TestSandbox,
  edit: (draft: DeploymentObject) => void,
  name = 'web',
): void {
  const draft = copy(getDeployment(world, name));
  edit(draft);
  world.sandbox.transact(() =>
    update(world.cluster, deploymentKind, { namespace: 'default', name }, draft, { author: STUDENT }),
  );
  world.advance(0);
}

/** Changes a replica set as a user would, and lets the controllers settle. */
export function editReplicaSet(
  world: TestSandbox,
  name: string,
  edit: (draft: ReplicaSetObject) => void,
): void {
  const stored = world.cluster.store.get(replicaSetKind, 'default', name);
  if (stored === undefined) throw new Error(`no replica set ${name}`);
  const draft = copy(stored);
  edit(draft);
  world.sandbox.transact(() =>
    update(world.cluster, replicaSetKind, { namespace: 'default', name }, draft, { author: STUDENT }),
  );
  world.advance(0);
}

/** Changes a pod as a user would, and lets the controllers settle. */
export function editPod(world: TestSandbox, pod: PodObject, edit: (draft: PodObject) => void): void {
  const { namespace = '', name } = pod.metadata;
  const draft = copy(world.cluster.store.get(podKind, namespace, name) ?? pod);
  edit(draft);
  world.sandbox.transact(() =>
    update(world.cluster, podKind, { namespace, name }, draft, { author: STUDENT }),
  );
  world.advance(0);
}

/** Deletes as a user would, and lets the controllers settle. */
export function deleteObject<T extends KubernetesObject>(
  world: TestSandbox,
  kind: Kind<T>,
  { metadata: { namespace = '', name } }: T,
  propagationPolicy?: 'Orphan' | 'Background' | 'Foreground',
): void {
  const options = { author: STUDENT, ...(propagationPolicy === undefined ? {} : { propagationPolicy }) };
  world.sandbox.transact(() => remove(world.cluster, kind, { namespace, name }, options));
  world.advance(0);
}

export function setImage(world: TestSandbox, image: string, name = 'web'): void {
  editDeployment(
    world,
    ({ spec }) => {
      const [container] = spec.template.spec?.containers ?? [];
      if (container !== undefined) container.image = image;
    },
    name,
  );
}

/** Writes a pod's status as its kubelet would, and lets the controllers settle. */
export function setStatus(world: TestSandbox, pod: PodObject, status: Partial<PodObject['status']>): void {
  const { namespace = '', name } = pod.metadata;
  const current = world.cluster.store.get(podKind, namespace, name) ?? pod;
  const draft = { ...copy(current), status: { ...current.status, ...status } };
  world.sandbox.transact(() =>
    update(world.cluster, podKind, { namespace, name }, draft, { author: KUBELET }, 'status'),
  );
  world.advance(0);
}

/** An address of the pod's own. */
function addressFor({ metadata: { uid } }: PodObject): string {
  return `10.${[0, 2, 4].map((at) => Number.parseInt(uid.slice(at, at + 2), 16)).join('.')}`;
}

export function setReady(world: TestSandbox, pod: PodObject, ready = true): void {
  const podIP = addressFor(pod);
  setStatus(world, pod, {
    phase: 'Running',
    podIP,
    podIPs: [{ ip: podIP }],
    conditions: [
      {
        type: 'Ready',
        status: ready ? 'True' : 'False',
        lastTransitionTime: rfc3339(world.sandbox.now),
      },
    ],
  });
}

/** Ends a pod that is being deleted. */
export function finishPod(world: TestSandbox, pod: PodObject): void {
  const { namespace = '', name } = pod.metadata;
  world.sandbox.transact(() =>
    remove(world.cluster, podKind, { namespace, name }, { author: KUBELET, gracePeriodSeconds: 0 }),
  );
  world.advance(0);
}

/** Moves one pod on: a new one becomes ready, one that is being deleted ends. False where all stand still. */
export function step(world: TestSandbox): boolean {
  for (const pod of podsOf(world)) {
    if (pod.metadata.deletionTimestamp !== undefined) {
      finishPod(world, pod);
      return true;
    }
    if (pod.status.phase !== 'Running') {
      setReady(world, pod);
      return true;
    }
  }
  return false;
}

export function settlePods(world: TestSandbox): void {
  while (step(world)) world.advance(1);
}

/** The messages of an object's events, oldest first. */
export function messagesOf({ cluster }: TestSandbox, name: string, reason?: string): string[] {
  return cluster.store
    .list(eventKind)
    .filter((event) => event.involvedObject.name === name)
    .filter((event) => reason === undefined || event.reason === reason)
    .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
    .map((event) => event.message ?? '');
}

export function deploymentCondition(world: TestSandbox, type: string, name = 'web') {
  return getDeployment(world, name).status.conditions?.find((condition) => condition.type === type);
}

/** After each change of a pod: how many are not being deleted, and how many of those are ready. */
export function podCounts(changes: readonly Change[], start: readonly PodObject[]) {
  const running = new Map(start.map(({ metadata }) => [metadata.name, true]));
  return changes.map(({ event, entry: { object } }) => {
    const ready = /"type":"Ready","status":"True"/.test(JSON.stringify(object));
    if (event === 'DELETED' || object.metadata.deletionTimestamp !== undefined) {
      running.delete(object.metadata.name);
    } else running.set(object.metadata.name, ready);
    return { total: running.size, ready: [...running.values()].filter(Boolean).length };
  });
}
