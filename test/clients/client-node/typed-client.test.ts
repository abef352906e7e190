import { ApiException, AppsV1Api, CoreV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

let atoll: TestAtoll;
let student: Student;
let core: CoreV1Api;
let apps: AppsV1Api;
const namespace = 'default';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  const config = kubeConfigOf(student.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
  apps = config.makeApiClient(AppsV1Api);
});

afterAll(() => atoll.stop());

async function refusal(call: Promise<unknown>): Promise<{ code: number; reason: string }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiException)) throw new Error('the call was not refused');
  return { code: error.code, reason: JSON.parse(error.body).reason };
}

test('an object is created, read, replaced and deleted', async () => {
  const created = await core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name: 'typed' }, data: { a: '1' } },
  });
  expect(created.metadata?.uid).toMatch(/^[0-9a-f-]{36}$/);
  const read = await core.readNamespacedConfigMap({ namespace, name: 'typed' });
  expect(read.data).toEqual({ a: '1' });
  const replaced = await core.replaceNamespacedConfigMap({
    namespace,
    name: 'typed',
    body: { ...read, data: { a: '2' } },
  });
  expect(Number(replaced.metadata?.resourceVersion)).toBeGreaterThan(Number(read.metadata?.resourceVersion));
  await core.deleteNamespacedConfigMap({ namespace, name: 'typed' });
  expect(await refusal(core.readNamespacedConfigMap({ namespace, name: 'typed' }))).toEqual({
    code: 404,
    reason: 'NotFound',
  });
});

test('a stale write is a conflict, and the second of two creations too', async () => {
  const body = { metadata: { name: 'stale' }, data: { a: '1' } };
  const first = await core.createNamespacedConfigMap({ namespace, body });
  await core.replaceNamespacedConfigMap({ namespace, name: 'stale', body: { ...first, data: { a: '2' } } });
  const again = core.replaceNamespacedConfigMap({
    namespace,
    name: 'stale',
    body: { ...first, data: { a: '3' } },
  });
  expect(await refusal(again)).toEqual({ code: 409, reason: 'Conflict' });
  expect(await refusal(core.createNamespacedConfigMap({ namespace, body }))).toEqual({
    code: 409,
    reason: 'AlreadyExists',
  });
});

test('a list comes in pages that show one moment', async () => {
  const page = await core.createNamespace({ body: { metadata: { name: 'paged' } } });
  expect(page.status?.phase).toBe('Active');
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await core.createNamespacedSecret({ namespace: 'paged', body: { metadata: { name } } });
  }
  const first = await core.listNamespacedSecret({ namespace: 'paged', limit: 2 });
  expect(first.metadata?.remainingItemCount).toBe(3);
  await core.deleteNamespacedSecret({ namespace: 'paged', name: 'd' });
  await core.createNamespacedSecret({ namespace: 'paged', body: { metadata: { name: 'f' } } });
  const names: (string | undefined)[] = [];
  let token = first.metadata?._continue;
  while (token !== undefined) {
    const next = await core.listNamespacedSecret({ namespace: 'paged', limit: 2, _continue: token });
    expect(next.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
    names.push(...next.items.map((item) => item.metadata?.name));
    token = next.metadata?._continue;
  }
  expect(names).toEqual(['c', 'd', 'e']);
});

test('the three JSON patches, status and scale', async () => {
  const labels = { app: 'patched' };
  await apps.createNamespacedDeployment({
    namespace,
    body: {
      metadata: { name: 'patched' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] } },
      },
    },
  });
  const name = 'patched';
  await apps.patchNamespacedDeployment(
    { namespace, name, body: [{ op: 'replace', path: '/spec/replicas', value: 2 }] },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
  await apps.patchNamespacedDeployment(
    { namespace, name, body: { spec: { minReadySeconds: 3 } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );
  const merged = await apps.patchNamespacedDeployment(
    {
      namespace,
      name,
      body: { spec: { template: { spec: { containers: [{ name: 'side', image: 'redis:7' }] } } } },
    },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
  expect(merged.spec?.template.spec?.containers.map((container) => container.name)).toEqual(['side', 'c']);
  expect([merged.spec?.replicas, merged.spec?.minReadySeconds]).toEqual([2, 3]);

  const scale = await apps.readNamespacedDeploymentScale({ namespace, name });
  expect([scale.spec?.replicas, scale.status?.selector]).toEqual([2, 'app=patched']);
  await apps.replaceNamespacedDeploymentScale({ namespace, name, body: { ...scale, spec: { replicas: 4 } } });
  expect((await apps.readNamespacedDeployment({ namespace, name })).spec?.replicas).toBe(4);
  await student.advance(60);
  expect((await apps.readNamespacedDeploymentStatus({ namespace, name })).status?.readyReplicas).toBe(4);
});

test('finalizers hold an object back until they are taken off', async () => {
  const name = 'held';
  await core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name, finalizers: ['example.com/hold'] } },
  });
  await core.deleteNamespacedConfigMap({ namespace, name });
  const held = await core.readNamespacedConfigMap({ namespace, name });
  expect(held.metadata?.deletionTimestamp).toBeDefined();
  await core.patchNamespacedConfigMap(
    { namespace, name, body: [{ op: 'remove', path: '/metadata/finalizers' }] },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
  expect((await refusal(core.readNamespacedConfigMap({ namespace, name }))).code).toBe(404);
});
