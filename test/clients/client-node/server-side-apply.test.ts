import { ApiException, AppsV1Api, CoreV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent } from '../../harness/student.ts';

let atoll: TestAtoll;
let core: CoreV1Api;
let apps: AppsV1Api;
const namespace = 'default';
const asApply = setHeaderOptions('Content-Type', PatchStrategy.ServerSideApply);

beforeAll(async () => {
  atoll = await startAtoll();
  const student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  const config = kubeConfigOf(student.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
  apps = config.makeApiClient(AppsV1Api);
});

afterAll(() => atoll.stop());

function applyMap(name: string, data: object, fieldManager: string, force?: boolean) {
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  const request = { namespace, name, body, fieldManager, ...(force === undefined ? {} : { force }) };
  return core.patchNamespacedConfigMap(request, asApply);
}

test('a configuration creates an object and changes it', async () => {
  const created = await applyMap('made', { a: '1' }, 'one');
  expect(created.metadata?.uid).toMatch(/^[0-9a-f-]{36}$/);
  const changed = await applyMap('made', { b: '1' }, 'one');
  expect([changed.data, changed.metadata?.uid]).toEqual([{ b: '1' }, created.metadata?.uid]);
});

test('a conflict is an ApiException that names the fields, and force takes them', async () => {
  await applyMap('contested', { a: '1' }, 'one');
  const error: unknown = await applyMap('contested', { a: '2' }, 'two').catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiException)) throw new Error('the call was not refused');
  expect(error.code).toBe(409);
  expect(JSON.parse(error.body)).toMatchObject({
    reason: 'Conflict',
    details: {
      causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' }],
    },
  });
  expect((await applyMap('contested', { a: '2' }, 'two', true)).data).toEqual({ a: '2' });
});

test('a controller finds what it applied in the managed fields', async () => {
  const labels = { app: 'web' };
  const containers = [{ name: 'nginx', image: 'nginx:1.27' }];
  const spec = {
    replicas: 2,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers } },
  };
  const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
  await apps.patchNamespacedDeployment({ namespace, name: 'web', body, fieldManager: 'mine' }, asApply);
  const { metadata } = await apps.readNamespacedDeployment({ namespace, name: 'web' });
  const own = metadata?.managedFields?.find(({ manager }) => manager === 'mine');
  expect([own?.operation, own?.apiVersion, own?.fieldsType]).toEqual(['Apply', 'apps/v1', 'FieldsV1']);
  expect(own?.time).toBeInstanceOf(Date);
  expect(own?.fieldsV1).toEqual({
    'f:spec': {
      'f:replicas': {},
      'f:selector': {},
      'f:template': {
        'f:metadata': { 'f:labels': { 'f:app': {} } },
        'f:spec': { 'f:containers': { 'k:{"name":"nginx"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
      },
    },
  });
});

test('a manager who writes in other ways keeps an entry for each', async () => {
  await applyMap('both', { a: '1' }, 'mine');
  const body = [{ op: 'add', path: '/data/b', value: '1' }];
  const json = setHeaderOptions('Content-Type', PatchStrategy.JsonPatch);
  const request = { namespace, name: 'both', body, fieldManager: 'mine' };
  const { metadata } = await core.patchNamespacedConfigMap(request, json);
  expect(metadata?.managedFields?.map(({ manager, operation }) => [manager, operation])).toEqual([
    ['mine', 'Apply'],
    ['mine', 'Update'],
  ]);
});
