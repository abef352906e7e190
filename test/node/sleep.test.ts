import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningAtoll } from '../../api/node.ts';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { newStudent } from '../harness/student.ts';

let atoll: RunningAtoll;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ atoll, stop } = await startNodeAtoll());
});

afterAll(() => stop());

const asTest = () => ({ baseUrl: atoll.url, apiKey: OPERATOR_KEY, stop });

test('a sandbox that went to sleep wakes where it stood, with a watch ended and resumable', async () => {
  const student = await newStudent(asTest(), { kubernetes: { nodes: 2 } });
  const before = await student.digest();
  const path = `${student.server}/api/v1/namespaces`;
  const { metadata } = await (await fetch(path)).json();
  const watch = await fetch(`${path}?watch=true&resourceVersion=${metadata.resourceVersion}`);
  expect(atoll.host.sandboxesLoaded()).toBe(1);
  await atoll.host.sleepAll();
  expect(atoll.host.sandboxesLoaded()).toBe(0);
  expect(await watch.text()).toBe('');
  expect(await student.digest()).toBe(before);
  const resumed = await fetch(
    `${path}?watch=true&resourceVersion=${metadata.resourceVersion}&timeoutSeconds=1`,
  );
  await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"metadata":{"name":"later"}}',
  });
  expect(await resumed.text()).toContain('"name":"later"');
});

test('an advance of the clock is kept, also when nothing happened in it', async () => {
  const student = await newStudent(asTest(), { kubernetes: { nodes: 0 } });
  await student.advance(3600);
  const before = await student.digest();
  await atoll.host.sleepAll();
  expect(await student.digest()).toBe(before);
});
