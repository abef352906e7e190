import { describe, expect, test } from 'vitest';
import { create } from '../../../engine/kubernetes/apiserver/create.ts';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { leaseKind } from '../../../engine/kubernetes/kinds/lease.ts';
import { type NodeObject, nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { copy, draftMetadata } from '../../../engine/kubernetes/object.ts';
import type { Toleration } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { rfc3339, rfc3339Micro } from '../../../engine/simulation/time.ts';
import { TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { deleteObject, messagesOf, NODE, openByHand, podSpec, setReady } from './stand-in-kubelet.ts';

const author = TEST_AUTHOR;

/** A node whose kubelet is the test. */
function addNode(world: TestSandbox, name: string): void {
  const node: NodeObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: draftMetadata({ name }),
    spec: {},
    status: {},
  };
  world.sandbox.transact(() => create(world.cluster, nodeKind, '', node, { author }));
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: draftMetadata({ name }),
    spec: { holderIdentity: name, leaseDurationSeconds: 40 },
  };
  world.sandbox.transact(() => create(world.cluster, leaseKind, 'kube-node-lease', lease, { author }));
  renew(world, name);
  setNodeReady(world, name, 'True');
}

function renew(world: TestSandbox, name: string): void {
  const lease = world.cluster.store.get(leaseKind, 'kube-node-lease', name);
  if (lease === undefined) throw new Error(`no lease ${name}`);
  const draft = copy(lease);
  draft.spec.renewTime = rfc3339Micro(world.sandbox.now);
  world.sandbox.transact(() =>
    update(world.cluster, leaseKind, { namespace: 'kube-node-lease', name }, draft, { author }),
  );
  world.advance(0);
}

function getNode({ cluster }: TestSandbox, name: string): NodeObject {
  const node = cluster.store.get(nodeKind, '', name);
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

function editNode(world: TestSandbox, name: string, edit: (draft: NodeObject) => void, status = false): void {
  const draft = copy(getNode(world, name));
  edit(draft);
  const scope = status ? 'status' : 'object';
  world.sandbox.transact(() =>
    update(world.cluster, nodeKind, { namespace: '', name }, draft, { author }, scope),
  );
  world.advance(0);
}

function setNodeReady(world: TestSandbox, name: string, status: string): void {
  const now = rfc3339(world.sandbox.now);
  const edit = (draft: NodeObject) => {
    draft.status.conditions = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
      type,
      status: type === 'Ready' ? status : 'False',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
    }));
  };
  editNode(world, name, edit, true);
}

/** Lets time pass while some kubelets renew their leases every ten seconds. */
function advanceRenewing(world: TestSandbox, seconds: number, names: readonly string[]): void {
  for (let passed = 0; passed < seconds; passed += 10) {
    world.advance(Math.min(10, seconds - passed));
    for (const name of names) renew(world, name);
  }
}

function taints(world: TestSandbox, name: string): string[] {
  return (getNode(world, name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).sort();
}

function condition(world: TestSandbox, name: string, type = 'Ready') {
  return getNode(world, name).status.conditions?.find((one) => one.type === type);
}

function addPod(world: TestSandbox, name: string, tolerations?: Toleration[]): PodObject {
  const pod = world.create(podKind, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: draftMetadata({ name, namespace: 'default' }),
    spec: { ...podSpec(), ...(tolerations === undefined ? {} : { tolerations }) },
    status: {},
  });
  setReady(world, pod);
  return pod;
}

function isDoomed({ cluster }: TestSandbox, name: string): boolean {
  const pod = cluster.store.get(podKind, 'default', name);
  return pod === undefined || pod.metadata.deletionTimestamp !== undefined;
}

function openWithNodes(): TestSandbox {
  const world = openByHand();
  addNode(world, NODE);
  addNode(world, 'other');
  return world;
}

const UNREACHABLE = ['node.kubernetes.io/unreachable:NoExecute', 'node.kubernetes.io/unreachable:NoSchedule'];

describe('a node', () => {
  test('is reported when it joins, once', () => {
    const world = openWithNodes();
    const message = `Node ${NODE} event: Registered Node ${NODE} in Controller`;
    expect(messagesOf(world, NODE, 'RegisteredNode')).toEqual([message]);
    const woken = world.reload();
    woken.advance(10);
    expect(messagesOf(woken, NODE, 'RegisteredNode')).toEqual([message]);
  });

  test('whose lease is renewed stays ready, and is not written', () => {
    const world = openWithNodes();
    const { revision } = world.cluster.store;
    advanceRenewing(world, 600, [NODE, 'other']);
    expect(condition(world, NODE)?.status).toBe('True');
    expect(world.cluster.store.changesAfter(revision, 'nodes')).toEqual([]);
  });

  test('that falls silent is unknown after 50 seconds, and tainted', () => {
    const world = openWithNodes();
    advanceRenewing(world, 40, ['other']);
    expect(condition(world, NODE)?.status).toBe('True');
    advanceRenewing(world, 10, ['other']);
    expect(condition(world, NODE)).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: rfc3339(world.sandbox.now),
    });
    expect(condition(world, NODE, 'MemoryPressure')?.status).toBe('Unknown');
    expect(taints(world, NODE)).toEqual(UNREACHABLE);
    expect(messagesOf(world, NODE, 'NodeNotReady')).toEqual([`Node ${NODE} status is now: NodeNotReady`]);
    expect(taints(world, 'other')).toEqual([]);
  });

  test('that comes back loses its taints', () => {
    const world = openWithNodes();
    advanceRenewing(world, 60, ['other']);
    renew(world, NODE);
    setNodeReady(world, NODE, 'True');
    expect(taints(world, NODE)).toEqual([]);
    advanceRenewing(world, 60, ['other']);
    expect(taints(world, NODE)).toEqual(UNREACHABLE);
  });

  test('that says it is not ready is tainted so', () => {
    const world = openWithNodes();
    setNodeReady(world, NODE, 'False');
    expect(taints(world, NODE)).toEqual([
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/not-ready:NoSchedule',
    ]);
  });

  test('that is cordoned is tainted, until it is uncordoned', () => {
    const world = openWithNodes();
    editNode(world, NODE, ({ spec }) => {
      spec.unschedulable = true;
    });
    expect(taints(world, NODE)).toEqual(['node.kubernetes.io/unschedulable:NoSchedule']);
    editNode(world, NODE, ({ spec }) => {
      delete spec.unschedulable;
    });
    expect(taints(world, NODE)).toEqual([]);
  });

  test('that never said how it is is unknown after a minute', () => {
    const world = openByHand();
    const node: NodeObject = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: draftMetadata({ name: 'ghost' }),
      spec: {},
      status: {},
    };
    world.create(nodeKind, node);
    world.advance(60);
    expect(condition(world, 'ghost')).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusNeverUpdated',
      message: 'Kubelet never posted node status.',
    });
  });

  test('is not emptied where all nodes are lost', () => {
    const world = openWithNodes();
    world.advance(60);
    expect(taints(world, NODE)).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
    expect(taints(world, 'other')).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
  });
});

describe('a pod', () => {
  test('on a node that is lost is not ready any more', () => {
    const world = openWithNodes();
    addPod(world, 'a');
    advanceRenewing(world, 50, ['other']);
    const pod = world.cluster.store.get(podKind, 'default', 'a');
    expect(pod?.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False');
    expect(messagesOf(world, 'a', 'NodeNotReady')).toEqual(['Node is not ready']);
  });

  test('leaves a lost node when its tolerationSeconds are over', () => {
    const world = openWithNodes();
    const toleration = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' };
    addPod(world, 'patient', [{ ...toleration, tolerationSeconds: 300 }]);
    addPod(world, 'loyal', [toleration]);
    advanceRenewing(world, 340, ['other']);
    expect(isDoomed(world, 'patient')).toBe(false);
    advanceRenewing(world, 10, ['other']);
    expect(isDoomed(world, 'patient')).toBe(true);
    expect(isDoomed(world, 'loyal')).toBe(false);
    expect(messagesOf(world, 'patient', 'TaintManagerEviction')).toEqual([
      'Marking for deletion Pod default/patient',
    ]);
    const pod = world.cluster.store.get(podKind, 'default', 'patient');
    expect(pod?.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByTaintManager',
        message: 'Taint manager: deleting due to NoExecute taint',
      }),
    );
  });

  test('stays where the node comes back in time', () => {
    const world = openWithNodes();
    const toleration = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' };
    addPod(world, 'a', [{ ...toleration, tolerationSeconds: 300 }]);
    advanceRenewing(world, 200, ['other']);
    renew(world, NODE);
    setNodeReady(world, NODE, 'True');
    expect(messagesOf(world, 'a', 'TaintManagerEviction')).toEqual(['Cancelling deletion of Pod default/a']);
    advanceRenewing(world, 600, ['other', NODE]);
    expect(isDoomed(world, 'a')).toBe(false);
  });

  test('leaves at once where a NoExecute taint is added that it does not tolerate', () => {
    const world = openWithNodes();
    addPod(world, 'a');
    addPod(world, 'b', [{ key: 'repair', operator: 'Equal', value: 'yes', effect: 'NoExecute' }]);
    addPod(world, 'c', [{ key: 'repair', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }]);
    editNode(world, NODE, ({ spec }) => {
      spec.taints = [{ key: 'repair', value: 'yes', effect: 'NoExecute' }];
    });
    expect(['a', 'b', 'c'].map((name) => isDoomed(world, name))).toEqual([true, false, false]);
    advanceRenewing(world, 30, [NODE, 'other']);
    expect(['a', 'b', 'c'].map((name) => isDoomed(world, name))).toEqual([true, false, true]);
  });

  test('goes with its node, which gets some time to appear', () => {
    const world = openWithNodes();
    addPod(world, 'a');
    deleteObject(world, nodeKind, getNode(world, NODE));
    world.advance(39);
    expect(world.cluster.store.get(podKind, 'default', 'a')).toBeDefined();
    world.advance(1);
    expect(world.cluster.store.get(podKind, 'default', 'a')).toBeUndefined();
  });
});
