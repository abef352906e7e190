import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Schemas } from '../../api/client/index.ts';
import { dataOf } from '../harness/student.ts';
import { getSandbox, newSandbox, openPlatform, type Platform, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

async function batch(sandboxes: Schemas['SandboxCreate'][]): Promise<Schemas['SandboxBatchResult'][]> {
  return dataOf(await tenant.client.POST('/v1/sandboxes/batch', { body: { sandboxes } })).items;
}

it('makes 1,000 sandboxes at once', async () => {
  const students = Array.from({ length: 1000 }, (_, index) => ({ externalId: `student-${index}` }));
  const results = await batch(students);
  expect(results.map(({ outcome }) => outcome)).toEqual(students.map(() => 'created'));
  expect(results.map(({ sandbox }) => sandbox?.externalId)).toEqual(
    students.map(({ externalId }) => externalId),
  );
  const last = results.at(-1)?.sandbox;
  expect(last && (await getSandbox(tenant, last.id))).toEqual(last);
});

it('refuses 1,001 of them, and an empty batch', async () => {
  for (const length of [1001, 0]) {
    const sandboxes = Array.from({ length }, () => ({}));
    const { status } = await tenant.send('POST', '/v1/sandboxes/batch', { body: { sandboxes } });
    expect(status).toBe(400);
  }
});

it('refuses more nodes than a batch may have together', async () => {
  const sandboxes = Array.from({ length: 51 }, () => ({ kubernetes: { nodes: 200 } }));
  const { status } = await tenant.send('POST', '/v1/sandboxes/batch', { body: { sandboxes } });
  expect(status).toBe(400);
});

it('lets each succeed or fail on its own', async () => {
  await newSandbox(tenant, { externalId: 'there already', name: 'somebody' });
  const { text } = await tenant.send('POST', '/v1/sandboxes/batch', {
    body: {
      sandboxes: [
        { externalId: 'good' },
        { externalId: 'there already', name: 'somebody-else' },
        { name: 'not a name', unknown: 1 },
        'no object',
        { externalId: 'good too' },
        { externalId: 'good', name: 'a-different-one' },
      ],
    },
  });
  const { items }: Schemas['SandboxBatchResults'] = JSON.parse(text);
  expect(items.map(({ outcome }) => outcome)).toEqual([
    'created',
    'failed',
    'failed',
    'failed',
    'created',
    'failed',
  ]);
  expect(items[1]?.problem).toMatchObject({ type: 'urn:atoll:problem:external-id-taken', status: 409 });
  expect(items[2]?.problem?.errors?.map(({ field }) => field)).toEqual(['name', 'unknown']);
  expect(items[3]?.problem).toMatchObject({ type: 'urn:atoll:problem:validation' });
  expect(items[5]?.problem).toMatchObject({ type: 'urn:atoll:problem:external-id-taken' });
});

it('can be repeated: what exists with the same content is found, not made again', async () => {
  const half = [{ externalId: 'r-1', name: 'one', labels: { a: '1', b: '2' } }];
  const [made] = await batch(half);
  const again = await batch([
    { labels: { b: '2', a: '1' }, name: 'one', externalId: 'r-1' },
    { externalId: 'r-2' },
  ]);
  expect(again.map(({ outcome }) => outcome)).toEqual(['existing', 'created']);
  expect(again[0]?.sandbox).toEqual(made?.sandbox);
});
