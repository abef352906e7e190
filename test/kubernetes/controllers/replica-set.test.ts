import { describe, expect, test } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import type { TestSandbox } from '../../harness/sandbox.ts';
import {
  deleteObject,
  editPod,
  editReplicaSet,
  messagesOf,
  openByHand,
  openWithNode,
  podSpec,
  podsOf,
  replicaSet,
  setReady,
  setStatus,
} from './stand-in-kubelet.ts';

function openWith(spec: Partial<ReplicaSetObject['spec']>): TestSandbox {
  const world = openWithNode();
  world.create(replicaSetKind, replicaSet(spec));
  return world;
}

function statusOf({ cluster }: TestSandbox): ReplicaSetObject['status'] | undefined {
  return cluster.store.get(replicaSetKind, 'default', 'web')?.status;
}

function resize(world: TestSandbox, replicas: number): void {
  editReplicaSet(world, 'web', ({ spec }) => {
    spec.replicas = replicas;
  });
}

function pick<T>(list: readonly T[], at: number): T {
  const item = list.at(at);
  if (item === undefined) throw new Error(`nothing at ${at}`);
  return item;
}

/** Names of the pods that are being deleted or gone. */
function lost(world: TestSandbox, before: readonly { metadata: { name: string } }[]): string[] {
  const alive = podsOf(world)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata }) => metadata.name);
  return before.map(({ metadata }) => metadata.name).filter((name) => !alive.includes(name));
}

test('pods are made from the template, named after the replica set, and reported', () => {
  const world = openWith({ replicas: 2 });
  const pods = podsOf(world);
  expect(pods).toHaveLength(2);
  expect(pick(pods, 0).metadata).toMatchObject({
    name: expect.stringMatching(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/),
    generateName: 'web-',
    labels: { app: 'web' },
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true, blockOwnerDeletion: true },
    ],
  });
  expect(messagesOf(world, 'web', 'SuccessfulCreate').sort()).toEqual(
    pods.map(({ metadata }) => `Created pod: ${metadata.name}`).sort(),
  );
});

test('a pod that ends or is deleted is replaced', () => {
  const world = openWith({ replicas: 2 });
  setStatus(world, pick(podsOf(world), 0), { phase: 'Failed' });
  expect(podsOf(world)).toHaveLength(3);
  const alive = podsOf(world).filter(({ status }) => status.phase !== 'Failed');
  deleteObject(world, podKind, pick(alive, 0));
  expect(podsOf(world)).toHaveLength(4);
  expect(lost(world, alive)).toEqual([pick(alive, 0).metadata.name]);
  expect(statusOf(world)?.replicas).toBe(2);
});

test('the status counts labelled, ready and available pods, and leaves zeros out', () => {
  const world = openWith({ replicas: 2, minReadySeconds: 5 });
  expect(statusOf(world)).toEqual({ replicas: 2, fullyLabeledReplicas: 2, observedGeneration: 1 });
  setReady(world, pick(podsOf(world), 0));
  expect(statusOf(world)).toMatchObject({ readyReplicas: 1 });
  expect(statusOf(world)?.availableReplicas).toBeUndefined();
  world.advance(5);
  expect(statusOf(world)).toMatchObject({ readyReplicas: 1, availableReplicas: 1 });
  editPod(world, pick(podsOf(world), 0), ({ metadata }) => {
    metadata.labels = { ...metadata.labels, extra: 'label' };
  });
  expect(statusOf(world)).toMatchObject({ fullyLabeledReplicas: 2 });
  resize(world, 0);
  expect(statusOf(world)).toEqual({ replicas: 0, observedGeneration: 2 });
});

describe('of the pods that are too many', () => {
  test('those that are not ready go before those that are', () => {
    const world = openWith({ replicas: 3 });
    const pods = podsOf(world);
    setReady(world, pick(pods, 0));
    setReady(world, pick(pods, 2));
    resize(world, 2);
    expect(lost(world, pods)).toEqual([pick(pods, 1).metadata.name]);
    expect(messagesOf(world, 'web', 'SuccessfulDelete')).toEqual([
      `Deleted pod: ${pick(pods, 1).metadata.name}`,
    ]);
  });

  test('pending ones go before running ones', () => {
    const world = openWith({ replicas: 2 });
    const pods = podsOf(world);
    setStatus(world, pick(pods, 0), { phase: 'Running' });
    resize(world, 1);
    expect(lost(world, pods)).toEqual([pick(pods, 1).metadata.name]);
  });

  test('the cheapest by the pod-deletion-cost annotation go first', () => {
    const world = openWith({ replicas: 3 });
    const pods = podsOf(world);
    pods.forEach((pod, at) => {
      setReady(world, pod);
      editPod(world, pod, ({ metadata }) => {
        metadata.annotations = { 'controller.kubernetes.io/pod-deletion-cost': at === 1 ? '-10' : '5' };
      });
    });
    resize(world, 2);
    expect(lost(world, pods)).toEqual([pick(pods, 1).metadata.name]);
  });

  test('those that restarted more go first', () => {
    const world = openWith({ replicas: 3 });
    const pods = podsOf(world);
    pods.forEach((pod, at) => {
      setReady(world, pod);
      const restartCount = at === 2 ? 4 : 0;
      const container = { name: 'nginx', image: 'nginx', imageID: '', ready: true, restartCount };
      setStatus(world, pod, { containerStatuses: [container] });
    });
    resize(world, 2);
    expect(lost(world, pods)).toEqual([pick(pods, 2).metadata.name]);
  });

  test('much younger ones go before old ones', () => {
    const world = openWith({ replicas: 1 });
    const [old] = podsOf(world);
    world.advance(1000);
    resize(world, 2);
    for (const pod of podsOf(world)) setReady(world, pod);
    const pods = podsOf(world);
    resize(world, 1);
    expect(lost(world, pods)).not.toContain(old?.metadata.name);
  });

  test('those that share their node with others of the same owner go first', () => {
    const world = openWith({ replicas: 2 });
    const lonely = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: draftMetadata({ name: 'lonely', namespace: 'default', labels: { app: 'web' } }),
      spec: { ...podSpec(), nodeName: 'elsewhere' },
      status: {},
    };
    world.create(podKind, lonely);
    resize(world, 3);
    for (const pod of podsOf(world)) setReady(world, pod);
    resize(world, 1);
    expect(podsOf(world).filter(({ metadata }) => metadata.deletionTimestamp === undefined)).toMatchObject([
      { metadata: { name: 'lonely' } },
    ]);
  });
});

test('a pod that matches and has no owner is adopted, and one too many is deleted', () => {
  const world = openByHand();
  const stray = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: draftMetadata({ name: 'stray', namespace: 'default', labels: { app: 'web' } }),
    spec: podSpec(),
    status: {},
  };
  world.create(podKind, stray);
  world.create(replicaSetKind, replicaSet({ replicas: 2 }));
  expect(podsOf(world)).toHaveLength(2);
  expect(world.cluster.store.get(podKind, 'default', 'stray')?.metadata.ownerReferences).toMatchObject([
    { kind: 'ReplicaSet', name: 'web', controller: true },
  ]);
});

test('a pod whose labels leave the selector is let go and replaced', () => {
  const world = openWith({ replicas: 1 });
  const pod = pick(podsOf(world), 0);
  editPod(world, pod, ({ metadata }) => {
    metadata.labels = { app: 'debug' };
  });
  expect(podsOf(world)).toHaveLength(2);
  expect(
    world.cluster.store.get(podKind, 'default', pod.metadata.name)?.metadata.ownerReferences,
  ).toBeUndefined();
});

test('pods that are refused are reported in an event and a condition, and tried again', () => {
  const world = openWith({ replicas: 0 });
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { ...podSpec(), serviceAccountName: 'robot' },
  };
  editReplicaSet(world, 'web', ({ spec }) => {
    spec.template = template;
    spec.replicas = 2;
  });
  const refusal = /^pods "web-\w*" is forbidden: error looking up service account default\/robot: /;
  expect(statusOf(world)?.conditions).toMatchObject([
    {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: expect.stringMatching(refusal),
    },
  ]);
  expect(messagesOf(world, 'web', 'FailedCreate')[0]).toMatch(/^Error creating: pods "web-/);
  world.advance(8);
  expect(messagesOf(world, 'web', 'FailedCreate').length).toBeGreaterThan(2);
});

test('more pods than one reconcile creates are created all the same', () => {
  const world = openWith({ replicas: 1200 });
  expect(podsOf(world)).toHaveLength(1200);
  resize(world, 0);
  expect(podsOf(world).filter(({ metadata }) => metadata.deletionTimestamp === undefined)).toEqual([]);
});

test('nothing more happens once the replica set is as it should be', () => {
  const world = openWith({ replicas: 3 });
  for (const pod of podsOf(world)) setReady(world, pod);
  const { revision } = world.cluster.store;
  world.advance(3600);
  const woken = world.reload();
  woken.advance(3600);
  const changes = woken.cluster.store.changesAfter(revision);
  expect(changes.filter(({ resource }) => /pods|replicasets/.test(resource))).toEqual([]);
});
