import {
  ApiException,
  AppsV1Api,
  CoordinationV1Api,
  CoreV1Api,
  DiscoveryV1Api,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const labels = { app: 'x' };
const podSpec = { containers: [{ name: 'c', image: 'nginx:1.27' }] };
const template = { metadata: { labels }, spec: podSpec };
const workload = { replicas: 0, selector: { matchLabels: labels }, template };

/** The least that each kind takes, besides its name. */
const LEAST: readonly [apiVersion: string, kind: string, rest: object][] = [
  ['v1', 'Namespace', {}],
  ['v1', 'Node', {}],
  ['v1', 'Pod', { spec: podSpec }],
  ['v1', 'ConfigMap', { data: { a: 'b' } }],
  ['v1', 'Secret', { stringData: { a: 'b' } }],
  ['v1', 'Service', { spec: { ports: [{ port: 80 }] } }],
  ['v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 80 }] }] }],
  ['v1', 'ServiceAccount', {}],
  ['v1', 'Event', { involvedObject: { namespace: 'default', name: 'x', kind: 'Pod' }, reason: 'Tested' }],
  ['apps/v1', 'Deployment', { spec: workload }],
  ['apps/v1', 'ReplicaSet', { spec: workload }],
  ['coordination.k8s.io/v1', 'Lease', { spec: { holderIdentity: 'me' } }],
  ['discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['10.1.2.3'] }] }],
];

describe('a client that knows no kinds finds its way by discovery', () => {
  test.each(LEAST)(
    '%s %s is created, read, listed, patched, replaced and deleted',
    async (apiVersion, kind, rest) => {
      const objects = KubernetesObjectApi.makeApiClient(kubeConfigOf(student.kubeconfig));
      const name = `generic-${kind.toLowerCase()}`;
      const isNamespaced = kind !== 'Namespace' && kind !== 'Node';
      const header = {
        apiVersion,
        kind,
        metadata: { name, ...(isNamespaced ? { namespace: 'default' } : {}) },
      };
      const draft: KubernetesObject = { ...rest, apiVersion, kind, metadata: { name, labels } };
      const created = await objects.create(draft);
      expect([created.apiVersion, created.kind, created.metadata?.name]).toEqual([apiVersion, kind, name]);
      const patched = await objects.patch(
        { ...header, metadata: { ...header.metadata, annotations: { note: 'patched' } } },
        undefined,
        undefined,
        undefined,
        undefined,
        PatchStrategy.MergePatch,
      );
      expect(patched.metadata?.annotations?.note).toBe('patched');
      const read = await objects.read(header);
      expect(read.metadata?.uid).toBe(created.metadata?.uid);
      const replaced = await objects.replace({
        ...read,
        metadata: { ...read.metadata, labels: { ...labels, replaced: 'yes' } },
      });
      expect(replaced.metadata?.labels?.replaced).toBe('yes');
      const list = await objects.list(
        apiVersion,
        kind,
        isNamespaced ? 'default' : undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        'replaced=yes',
      );
      expect(list.items.map((item) => item.metadata?.name)).toEqual([name]);
      await objects.delete({ ...header }, undefined, undefined, 0);
      await student.advance(5);
      await expect(objects.read(header)).rejects.toMatchObject({ code: 404 });
    },
  );
});

test('the typed API reads times, quantities and ports as what they are', async () => {
  const config = kubeConfigOf(student.kubeconfig);
  const [core, apps] = [config.makeApiClient(CoreV1Api), config.makeApiClient(AppsV1Api)];
  const namespace = 'default';
  await apps.createNamespacedDeployment({
    namespace,
    body: {
      metadata: { name: 'typed' },
      spec: { ...workload, strategy: { rollingUpdate: { maxSurge: '50%', maxUnavailable: 1 } } },
    },
  });
  const deployment = await apps.readNamespacedDeployment({ namespace, name: 'typed' });
  expect(deployment.metadata?.creationTimestamp).toBeInstanceOf(Date);
  expect(deployment.spec?.strategy?.rollingUpdate).toMatchObject({ maxSurge: '50%', maxUnavailable: 1 });
  const node = await core.readNode({ name: 'node-1' });
  expect(node.status?.allocatable?.cpu).toBe('4');
  expect(node.status?.conditions?.find(({ type }) => type === 'Ready')?.lastHeartbeatTime).toBeInstanceOf(
    Date,
  );
  const lease = await config
    .makeApiClient(CoordinationV1Api)
    .readNamespacedLease({ namespace: 'kube-node-lease', name: 'node-1' });
  // This version of the client leaves micro times as they come.
  expect(String(lease.spec?.renewTime)).toMatch(/\.\d{6}Z$/);
  const slices = await config.makeApiClient(DiscoveryV1Api).listEndpointSliceForAllNamespaces();
  expect(slices.items.map(({ metadata }) => metadata?.name)).toContain('kubernetes');
});

test('refusals are ApiExceptions with a Status', async () => {
  const core = kubeConfigOf(student.kubeconfig).makeApiClient(CoreV1Api);
  const namespace = 'default';
  const refusals: [() => Promise<unknown>, object][] = [
    [
      () => core.readNamespacedPod({ namespace, name: 'nope' }),
      {
        code: 404,
        reason: 'NotFound',
        message: 'pods "nope" not found',
        details: { name: 'nope', kind: 'pods' },
      },
    ],
    [
      () => core.createNamespace({ body: { metadata: { name: 'default' } } }),
      { code: 409, reason: 'AlreadyExists' },
    ],
    [() => core.deleteNamespace({ name: 'default' }), { code: 403, reason: 'Forbidden' }],
    [
      () =>
        core.createNamespacedPod({
          namespace,
          body: { metadata: { name: 'empty' }, spec: { containers: [] } },
        }),
      {
        code: 422,
        reason: 'Invalid',
        details: {
          causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }],
        },
      },
    ],
    [
      () => core.listNamespacedPod({ namespace, fieldSelector: 'spec.foo=bar' }),
      { code: 400, reason: 'BadRequest' },
    ],
    [
      () => core.listNamespacedPod({ namespace, limit: 1, _continue: 'nonsense' }),
      { code: 400, reason: 'BadRequest' },
    ],
  ];
  for (const [call, status] of refusals) {
    const error = await call().catch((thrown: unknown) => thrown);
    if (!(error instanceof ApiException)) throw new Error('the call was not refused');
    expect(JSON.parse(error.body)).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      ...status,
    });
  }
});
