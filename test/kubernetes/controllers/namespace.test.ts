import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { type ConfigMapObject, configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { type NamespaceObject, namespaceKind } from '../../../engine/kubernetes/kinds/namespace.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { serviceAccountKind } from '../../../engine/kubernetes/kinds/service-account.ts';
import { copy, draftMetadata } from '../../../engine/kubernetes/object.ts';
import { TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { deleteObject, deployment, finishPod, openByHand, setReady } from './stand-in-kubelet.ts';

function openWithNamespace(): TestSandbox {
  const world = openByHand();
  const shop: NamespaceObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: draftMetadata({ name: 'shop' }),
    spec: {},
    status: {},
  };
  world.create(namespaceKind, shop);
  return world;
}

function shopOf({ cluster }: TestSandbox): NamespaceObject | undefined {
  return cluster.store.get(namespaceKind, '', 'shop');
}

function deleteShop(world: TestSandbox): void {
  const shop = shopOf(world);
  if (shop === undefined) throw new Error('no namespace');
  deleteObject(world, namespaceKind, shop);
}

function configMap(name: string, finalizers?: string[]): ConfigMapObject {
  const metadata = draftMetadata({
    name,
    namespace: 'shop',
    ...(finalizers === undefined ? {} : { finalizers }),
  });
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

function condition(world: TestSandbox, type: string) {
  return shopOf(world)?.status.conditions?.find((one) => one.type === type);
}

test('a namespace has a default service account and the root certificates, and gets them back', () => {
  const world = openWithNamespace();
  const account = world.cluster.store.get(serviceAccountKind, 'shop', 'default');
  const certificates = world.cluster.store.get(configMapKind, 'shop', 'kube-root-ca.crt');
  if (account === undefined || certificates === undefined) throw new Error('something is missing');
  expect(certificates.metadata.annotations?.['kubernetes.io/description']).toMatch(/^Contains a CA bundle/);
  expect(new X509Certificate(certificates.data?.['ca.crt'] ?? '').ca).toBe(true);
  deleteObject(world, serviceAccountKind, account);
  deleteObject(world, configMapKind, certificates);
  expect(world.cluster.store.get(serviceAccountKind, 'shop', 'default')).toBeDefined();
  expect(world.cluster.store.get(configMapKind, 'shop', 'kube-root-ca.crt')?.data).toEqual(certificates.data);
});

test('root certificates that were changed are restored', () => {
  const world = openWithNamespace();
  const certificates = world.cluster.store.get(configMapKind, 'shop', 'kube-root-ca.crt');
  const draft = copy(certificates ?? configMap('kube-root-ca.crt'));
  draft.data = { 'ca.crt': 'mine' };
  world.sandbox.transact(() =>
    update(world.cluster, configMapKind, { namespace: 'shop', name: 'kube-root-ca.crt' }, draft, {
      author: TEST_AUTHOR,
    }),
  );
  world.advance(0);
  expect(world.cluster.store.get(configMapKind, 'shop', 'kube-root-ca.crt')?.data).toEqual(
    certificates?.data,
  );
});

test('an empty namespace is gone at once', () => {
  const world = openWithNamespace();
  deleteShop(world);
  expect(shopOf(world)).toBeUndefined();
  for (const resource of ['serviceaccounts', 'configmaps', 'events']) {
    expect(world.cluster.store.entries(resource, 'shop')).toEqual([]);
  }
});

test('a namespace with pods stays until the last of them has ended, and only then loses the rest', () => {
  const world = openWithNamespace();
  const web = deployment({ replicas: 2 });
  web.metadata.namespace = 'shop';
  world.create(deploymentKind, web);
  const [first, second] = world.cluster.store.list(podKind, 'shop');
  if (first === undefined || second === undefined) throw new Error('no pods');
  setReady(world, first);
  deleteShop(world);
  expect(world.cluster.store.list(deploymentKind, 'shop')).toHaveLength(1);
  expect(world.cluster.store.list(replicaSetKind, 'shop')).toHaveLength(1);
  expect(shopOf(world)?.status.phase).toBe('Terminating');
  expect(shopOf(world)?.status.conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
    'NamespaceDeletionDiscoveryFailure=False',
    'NamespaceDeletionGroupVersionParsingFailure=False',
    'NamespaceDeletionContentFailure=False',
    'NamespaceContentRemaining=True',
    'NamespaceFinalizersRemaining=False',
  ]);
  expect(condition(world, 'NamespaceDeletionDiscoveryFailure')).toMatchObject({
    reason: 'ResourcesDiscovered',
    message: 'All resources successfully discovered',
  });
  expect(condition(world, 'NamespaceContentRemaining')).toMatchObject({
    reason: 'SomeResourcesRemain',
    message: 'Some resources are remaining: pods. has 2 resource instances',
  });
  finishPod(world, first);
  expect(condition(world, 'NamespaceContentRemaining')?.message).toContain('has 1 resource instances');
  finishPod(world, second);
  expect(shopOf(world)).toBeUndefined();
});

test('a namespace with content that a finalizer holds stays, and says so', () => {
  const world = openWithNamespace();
  world.create(configMapKind, configMap('held', ['example.com/held']));
  deleteShop(world);
  world.advance(3600);
  expect(condition(world, 'NamespaceFinalizersRemaining')).toMatchObject({
    status: 'True',
    reason: 'SomeFinalizersRemain',
    message:
      'Some content in the namespace has finalizers remaining: example.com/held in 1 resource instances',
  });
  const draft = configMap('held');
  world.sandbox.transact(() =>
    update(world.cluster, configMapKind, { namespace: 'shop', name: 'held' }, draft, { author: TEST_AUTHOR }),
  );
  world.advance(0);
  expect(shopOf(world)).toBeUndefined();
});

test('a namespace that is being deleted takes nothing new, not even from controllers', () => {
  const world = openWithNamespace();
  world.create(configMapKind, configMap('held', ['example.com/held']));
  deleteShop(world);
  expect(() => world.create(configMapKind, configMap('late'))).toThrow('is being terminated');
  expect(world.cluster.store.get(serviceAccountKind, 'shop', 'default')).toBeUndefined();
});
