import { CoreV1Api, makeInformer, type V1ConfigMap, type V1Pod, Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { Arrivals, kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

let atoll: TestAtoll;
let student: Student;
let core: CoreV1Api;
const namespace = 'default';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  core = kubeConfigOf(student.kubeconfig).makeApiClient(CoreV1Api);
});

afterAll(() => atoll.stop());

test('an informer follows a pod from its creation to its end', async () => {
  const informer = makeInformer<V1Pod>(
    kubeConfigOf(student.kubeconfig),
    `/api/v1/namespaces/${namespace}/pods`,
    () => core.listNamespacedPod({ namespace }),
  );
  const seen = new Arrivals<string>();
  const note = (event: string) => (pod: V1Pod) => {
    const waiting = pod.status?.containerStatuses?.[0]?.state?.waiting?.reason;
    const ready = pod.status?.containerStatuses?.[0]?.ready ? 'ready' : undefined;
    seen.push([event, pod.status?.phase, waiting, ready].filter((part) => part !== undefined).join(' '));
  };
  for (const event of ['add', 'update', 'delete'] as const) informer.on(event, note(event));
  await informer.start();
  await core.createNamespacedPod({
    namespace,
    body: { metadata: { name: 'watched' }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] } },
  });
  await student.advance(60);
  await core.deleteNamespacedPod({ namespace, name: 'watched' });
  await student.advance(60);
  await seen.until((events) => events.some((event) => event.startsWith('delete')));
  await informer.stop();
  expect(seen.all[0]).toBe('add Pending');
  expect(seen.all).toContain('update Pending ContainerCreating');
  expect(seen.all).toContain('update Running ready');
  expect(seen.all.at(-1)).toMatch(/^delete /);
});

test('a watch resumes where another ended, with no gap and nothing twice', async () => {
  const watch = new Watch(kubeConfigOf(student.kubeconfig));
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  const collect = async (resourceVersion: string, until: number): Promise<V1ConfigMap[]> => {
    const seen = new Arrivals<V1ConfigMap>();
    const controller = await watch.watch(
      path,
      { resourceVersion },
      (_type, object: V1ConfigMap) => seen.push(object),
      () => {},
    );
    await seen.until((changes) => changes.length >= until);
    controller.abort();
    return seen.all;
  };
  const start = (await core.listNamespacedConfigMap({ namespace })).metadata?.resourceVersion ?? '';
  for (const name of ['w1', 'w2', 'w3', 'w4']) {
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name } } });
  }
  const first = await collect(start, 2);
  const rest = await collect(first[1]?.metadata?.resourceVersion ?? '', 2);
  expect([...first.slice(0, 2), ...rest].map((object) => object.metadata?.name)).toEqual([
    'w1',
    'w2',
    'w3',
    'w4',
  ]);
});
