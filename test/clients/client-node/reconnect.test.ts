import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreV1Api, makeInformer, type V1ConfigMap } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR_KEY, onWorkers, startAtoll, startNodeAtoll, type TestAtoll } from '../../harness/atoll.ts';
import { Arrivals, kubeConfigOf } from '../../harness/client-node.ts';
import { newStudent, type Student } from '../../harness/student.ts';

const namespace = 'default';

let atoll: TestAtoll;

beforeAll(async () => {
  atoll = await startAtoll();
});

afterAll(() => atoll.stop());

/** An informer of the config maps that are ours, and what it told. */
function follow(student: Student, query = '') {
  const config = kubeConfigOf(student.kubeconfig);
  const core = config.makeApiClient(CoreV1Api);
  const seen = new Arrivals<string>();
  const labelSelector = 'ours=yes';
  let lists = 0;
  const informer = makeInformer<V1ConfigMap>(
    config,
    `/api/v1/namespaces/${namespace}/configmaps${query}`,
    () => {
      lists++;
      return core.listNamespacedConfigMap({ namespace, labelSelector });
    },
    labelSelector,
  );
  for (const event of ['add', 'update', 'delete'] as const) {
    informer.on(event, ({ metadata }) => seen.push(`${event} ${metadata?.name}`));
  }
  informer.on('connect', () => seen.push('connect'));
  const create = (name: string) =>
    core.createNamespacedConfigMap({ namespace, body: { metadata: { name, labels: { ours: 'yes' } } } });
  const connects = (count: number) =>
    seen.until((all) => all.filter((one) => one === 'connect').length >= count);
  return { core, informer, seen, create, connects, lists: () => lists };
}

test('an informer goes on where the server ended its watch, without a new list', async () => {
  const student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  const { core, informer, seen, create, connects, lists } = follow(student, '?timeoutSeconds=1');
  await create('a');
  await informer.start();
  await create('b');
  await connects(2);
  await create('c');
  await core.deleteNamespacedConfigMap({ namespace, name: 'a' });
  await connects(3);
  await seen.until((all) => all.includes('delete a'));
  await informer.stop();
  expect(seen.all.filter((one) => one !== 'connect')).toEqual(['add a', 'add b', 'add c', 'delete a']);
  expect(lists()).toBe(1);
});

test('an informer whose place in the log is gone lists again, and notices what was deleted meanwhile', async () => {
  const student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  const { core, informer, seen, create, lists } = follow(student);
  await create('stays');
  await create('goes');
  await informer.start();
  await informer.stop();
  await core.deleteNamespacedConfigMap({ namespace, name: 'goes' });
  // The log keeps five minutes; the heartbeats of a node write it on.
  await student.advance(1200);
  await informer.start();
  await seen.until((all) => all.includes('delete goes'));
  await create('new');
  await seen.until((all) => all.includes('add new'));
  await informer.stop();
  expect(lists()).toBe(2);
  expect(seen.all.filter((one) => one !== 'connect')).toEqual([
    'add goes',
    'add stays',
    'delete goes',
    'add new',
  ]);
});

test.skipIf(onWorkers())('an informer outlives a restart of the server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-restart-'));
  const first = await startNodeAtoll({ ATOLL_DATA: folder });
  const student = await newStudent(
    { baseUrl: first.atoll.url, apiKey: OPERATOR_KEY, stop: first.stop },
    { kubernetes: { nodes: 0 } },
  );
  const { informer, seen, create, lists } = follow(student);
  let back = () => {};
  const isBack = new Promise<void>((resolve) => {
    back = resolve;
  });
  informer.on('error', () => void isBack.then(() => informer.start()));
  await create('before');
  await informer.start();
  await first.stop();
  const second = await startNodeAtoll({ ATOLL_DATA: folder, PORT: new URL(first.atoll.url).port });
  back();
  await create('after');
  await seen.until((all) => all.includes('add after'));
  await informer.stop();
  expect(seen.all.filter((one) => one !== 'connect')).toEqual(['add before', 'add after']);
  expect(lists()).toBe(1);
  await second.stop();
  rmSync(folder, { recursive: true, force: true });
});
