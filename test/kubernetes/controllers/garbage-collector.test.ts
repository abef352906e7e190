import { expect, test } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { type ConfigMapObject, configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { copy, draftMetadata, type OwnerReference } from '../../../engine/kubernetes/object.ts';
import { TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import {
  deleteObject,
  deployment,
  finishPod,
  getDeployment,
  openByHand,
  podsOf,
  replicaSet,
  replicaSetsOf,
  settlePods,
} from './stand-in-kubelet.ts';

function configMap(name: string, owners: OwnerReference[] = [], finalizers: string[] = []): ConfigMapObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: draftMetadata({
      name,
      namespace: 'default',
      ...(owners.length === 0 ? {} : { ownerReferences: owners }),
      ...(finalizers.length === 0 ? {} : { finalizers }),
    }),
  };
}

function ownedBy({ metadata: { name, uid } }: ConfigMapObject, blockOwnerDeletion = false): OwnerReference {
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, blockOwnerDeletion };
}

function get({ cluster }: TestSandbox, name: string): ConfigMapObject | undefined {
  return cluster.store.get(configMapKind, 'default', name);
}

function edit(world: TestSandbox, name: string, change: (draft: ConfigMapObject) => void): void {
  const draft = copy(get(world, name) ?? configMap(name));
  change(draft);
  world.sandbox.transact(() =>
    update(world.cluster, configMapKind, { namespace: 'default', name }, draft, { author: TEST_AUTHOR }),
  );
  world.advance(0);
}

function openWithDeployment(): TestSandbox {
  const world = openByHand();
  world.create(deploymentKind, deployment({ replicas: 2 }));
  settlePods(world);
  return world;
}

test('background deletion removes the owner at once, and what it owned after it', () => {
  const world = openWithDeployment();
  deleteObject(world, deploymentKind, getDeployment(world), 'Background');
  expect(world.cluster.store.list(deploymentKind, 'default')).toEqual([]);
  expect(replicaSetsOf(world)).toEqual([]);
  expect(podsOf(world).every(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(true);
  settlePods(world);
  expect(podsOf(world)).toEqual([]);
});

test('deletion without a policy is background deletion', () => {
  const world = openWithDeployment();
  deleteObject(world, deploymentKind, getDeployment(world));
  settlePods(world);
  expect([...replicaSetsOf(world), ...podsOf(world)]).toEqual([]);
});

test('foreground deletion keeps the owner until what it owned is gone', () => {
  const world = openWithDeployment();
  deleteObject(world, deploymentKind, getDeployment(world), 'Foreground');
  const [first, second] = podsOf(world);
  if (first === undefined || second === undefined) throw new Error('no pods');
  expect(getDeployment(world).metadata).toMatchObject({ finalizers: ['foregroundDeletion'] });
  expect(replicaSetsOf(world)).toMatchObject([{ metadata: { finalizers: ['foregroundDeletion'] } }]);
  finishPod(world, first);
  expect(replicaSetsOf(world)).toHaveLength(1);
  finishPod(world, second);
  expect(replicaSetsOf(world)).toEqual([]);
  expect(world.cluster.store.list(deploymentKind, 'default')).toEqual([]);
});

test('orphaning leaves what was owned without the owner', () => {
  const world = openWithDeployment();
  deleteObject(world, deploymentKind, getDeployment(world), 'Orphan');
  expect(world.cluster.store.list(deploymentKind, 'default')).toEqual([]);
  expect(replicaSetsOf(world)).toHaveLength(1);
  expect(replicaSetsOf(world)[0]?.metadata.ownerReferences).toBeUndefined();
  const [owned] = replicaSetsOf(world);
  if (owned !== undefined) deleteObject(world, replicaSetKind, owned, 'Orphan');
  expect(replicaSetsOf(world)).toEqual([]);
  expect(podsOf(world)).toHaveLength(2);
  expect(podsOf(world).every(({ metadata }) => metadata.ownerReferences === undefined)).toBe(true);
});

test('orphaned pods are adopted again by a replica set that matches', () => {
  const world = openByHand();
  const first = world.create(replicaSetKind, replicaSet({ replicas: 2 }));
  const names = podsOf(world).map(({ metadata }) => metadata.name);
  deleteObject(world, replicaSetKind, first, 'Orphan');
  world.create(replicaSetKind, replicaSet({ replicas: 2 }));
  expect(podsOf(world).map(({ metadata }) => metadata.name)).toEqual(names);
});

test('an object whose owner never existed, or is another of the same name, is deleted', () => {
  const world = openByHand();
  const owner = world.create(configMapKind, configMap('owner'));
  const ghost = { ...ownedBy(owner), uid: '00000000-0000-4000-8000-000000000000' };
  const create = (name: string, reference: OwnerReference) => {
    expect(() => world.create(configMapKind, configMap(name, [reference]))).toThrow('gone already');
  };
  create('a', ghost);
  create('b', { ...ownedBy(owner), name: 'nobody' });
  expect(world.create(configMapKind, configMap('c', [ownedBy(owner)]))).toBeDefined();
});

test('an owner in another namespace counts as none, and an event says so', () => {
  const world = openByHand();
  const owner = configMap('owner');
  owner.metadata.namespace = 'kube-public';
  const reference = ownedBy(world.create(configMapKind, owner));
  expect(() => world.create(configMapKind, configMap('child', [reference]))).toThrow('gone already');
  const events = world.cluster.store.list(eventKind, 'default');
  expect(events.filter(({ involvedObject }) => involvedObject.name === 'child')).toMatchObject([
    {
      type: 'Warning',
      reason: 'OwnerRefInvalidNamespace',
      message: `ownerRef [v1/ConfigMap, namespace: default, name: owner, uid: ${reference.uid}] does not exist in namespace "default"`,
      source: { component: 'garbage-collector-controller' },
    },
  ]);
});

test('an owner of a kind that is not served keeps what it owns', () => {
  const world = openByHand();
  const reference = { apiVersion: 'example.com/v1', kind: 'Widget', name: 'w', uid: 'u' };
  expect(world.create(configMapKind, configMap('a', [reference]))).toBeDefined();
});

test('an object is kept while one of its owners lives, and forgets the others', () => {
  const world = openByHand();
  const one = world.create(configMapKind, configMap('one'));
  const two = world.create(configMapKind, configMap('two'));
  world.create(configMapKind, configMap('child', [ownedBy(one), ownedBy(two)]));
  deleteObject(world, configMapKind, one);
  expect(get(world, 'child')?.metadata.ownerReferences).toMatchObject([{ name: 'two' }]);
  deleteObject(world, configMapKind, two);
  expect(get(world, 'child')).toBeUndefined();
});

test('a dependent that does not block its owner does not hold up a foreground deletion', () => {
  const world = openByHand();
  const owner = world.create(configMapKind, configMap('owner'));
  world.create(configMapKind, configMap('child', [ownedBy(owner, false)], ['example.com/held']));
  deleteObject(world, configMapKind, owner, 'Foreground');
  expect(get(world, 'owner')).toBeUndefined();
  expect(get(world, 'child')?.metadata.deletionTimestamp).toBeDefined();
});

test('a dependent with a finalizer holds up a foreground deletion until it is let go', () => {
  const world = openByHand();
  const owner = world.create(configMapKind, configMap('owner'));
  world.create(configMapKind, configMap('child', [ownedBy(owner, true)], ['example.com/held']));
  deleteObject(world, configMapKind, owner, 'Foreground');
  world.advance(60);
  expect(get(world, 'owner')).toBeDefined();
  edit(world, 'child', ({ metadata }) => {
    delete metadata.finalizers;
  });
  expect(get(world, 'child')).toBeUndefined();
  expect(get(world, 'owner')).toBeUndefined();
});

test('owners in a circle can be deleted in the foreground', () => {
  const world = openByHand();
  const one = world.create(configMapKind, configMap('one'));
  const two = world.create(configMapKind, configMap('two', [ownedBy(one, true)]));
  edit(world, 'one', ({ metadata }) => {
    metadata.ownerReferences = [ownedBy(two, true)];
  });
  deleteObject(world, configMapKind, one, 'Foreground');
  expect(get(world, 'one')).toBeUndefined();
  expect(get(world, 'two')).toBeUndefined();
});

test('who owns what is known again after a restart', () => {
  const world = openWithDeployment().reload();
  deleteObject(world, deploymentKind, getDeployment(world));
  settlePods(world);
  expect([...replicaSetsOf(world), ...podsOf(world)]).toEqual([]);
});
