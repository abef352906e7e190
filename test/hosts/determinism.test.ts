import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;

beforeAll(async () => {
  atoll = await startAtoll();
});

afterAll(() => atoll.stop());

const BIRTH = {
  seed: 'the same',
  clock: { mode: 'manual', start: '2026-01-01T00:00:00Z' },
  kubernetes: { nodes: 3 },
} as const;

/** A deployment is rolled out, fails to roll on, and is deleted again. */
async function live(student: Student): Promise<string[]> {
  const digests: string[] = [];
  const deployments = `${student.server}/apis/apps/v1/namespaces/default/deployments`;
  const send = async (method: string, url: string, body?: object, type = 'application/json') => {
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': type } };
    const response = await fetch(url, { method, ...init });
    await response.text();
    digests.push(await student.digest());
  };
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] } };
  const deployment = { metadata: { name: 'web' }, spec: { replicas: 4, selector: { matchLabels: labels }, template } };
  await send('POST', deployments, deployment);
  await student.advance(30);
  const broken = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nginx:nope' }];
  await send('PATCH', `${deployments}/web`, broken, 'application/json-patch+json');
  await student.advance(300);
  await send('POST', deployments, { nonsense: true });
  await send('DELETE', `${deployments}/web`);
  await student.advance(60);
  return [...digests, await student.digest()];
}

test('the same seed and the same requests make the same rows in every table', async () => {
  const one = await live(await newStudent(atoll, BIRTH));
  const other = await live(await newStudent(atoll, BIRTH));
  expect(other).toEqual(one);
  expect(new Set(one).size).toBe(one.length - 1);
});

test('both hosts make the same rows', async () => {
  const digests = await live(await newStudent(atoll, BIRTH));
  // One value for both hosts: the suite runs on each.
  expect(digests.at(-1)).toMatchInlineSnapshot(`"6dbf41975195059e9de699231efe1ac85b3d6c35d660e5d6cd255b08f7810488"`);
});

test('another seed makes another world', async () => {
  const one = await live(await newStudent(atoll, BIRTH));
  const other = await live(await newStudent(atoll, { ...BIRTH, seed: 'another' }));
  expect(other.at(-1)).not.toBe(one.at(-1));
});

test('a refused request leaves no trace', async () => {
  const student = await newStudent(atoll, BIRTH);
  const before = await student.digest();
  for (const body of ['{', '{"metadata":{"name":"UPPER"}}', '{"metadata":{"generateName":"a-"},"spec":{"containers":[]}}']) {
    const response = await fetch(`${student.server}/api/v1/namespaces/default/pods`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await response.text();
  }
  expect(await student.digest()).toBe(before);
});
