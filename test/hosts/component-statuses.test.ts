import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const PATH = '/api/v1/componentstatuses';
const SCHEDULER = {
  apiVersion: 'v1',
  kind: 'ComponentStatus',
  metadata: { name: 'scheduler', creationTimestamp: null },
  conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
};

it('the control plane is well', async () => {
  const response = await fetch(student.server + PATH);
  expect(response.headers.get('Warning')).toBe('299 - "v1 ComponentStatus is deprecated in v1.19+"');
  const { kind, items } = await response.json();
  expect(kind).toBe('ComponentStatusList');
  const { apiVersion: _version, kind: _kind, ...unnamed } = SCHEDULER;
  expect(items[0]).toEqual(unnamed);
  expect(items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual([
    'scheduler',
    'controller-manager',
    'etcd-0',
  ]);
});

it('a component is found by its name', async () => {
  expect(await (await fetch(`${student.server}${PATH}/scheduler`)).json()).toEqual(SCHEDULER);
  expect((await fetch(`${student.server}${PATH}/nobody`)).status).toBe(404);
});

it.each([
  ['POST', PATH],
  ['DELETE', PATH],
  ['PUT', `${PATH}/scheduler`],
  ['DELETE', `${PATH}/scheduler`],
  ['GET', `${PATH}?watch=true`],
])('nothing else can be asked: %s %s', async (method, path) => {
  const response = await fetch(student.server + path, method === 'GET' ? {} : { method, body: '{}' });
  expect(response.status).toBe(405);
  await response.text();
});
