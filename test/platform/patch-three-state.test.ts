import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client/index.ts';
import { dataOf } from '../harness/student.ts';
import {
  getSandbox,
  newSandbox,
  openPlatform,
  type Platform,
  problemOf,
  type Tenant,
} from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

async function patch(id: string, body: Schemas['SandboxPatch']): Promise<Schemas['Sandbox']> {
  return dataOf(await tenant.client.PATCH('/v1/sandboxes/{id}', { params: { path: { id } }, body }));
}

const FULL = {
  name: 'ada',
  labels: { a: '1', b: '2' },
  ttlSeconds: 3600,
  clock: { mode: 'manual', rate: 3 },
} as const;

describe('each field', () => {
  it('stays when it is omitted', async () => {
    const made = await newSandbox(tenant, { ...FULL, externalId: 'omitted' });
    const { updatedAt, ...patched } = await patch(made.id, {});
    expect(made).toMatchObject(patched);
    expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(made.updatedAt));
  });

  it('changes when it has a value', async () => {
    const made = await newSandbox(tenant, { ...FULL, externalId: 'before' });
    const patched = await patch(made.id, {
      name: 'alan',
      externalId: 'after',
      labels: { b: '3', c: '4' },
      ttlSeconds: 7200,
      clock: { rate: 5 },
    });
    expect(patched).toMatchObject({
      name: 'alan',
      externalId: 'after',
      labels: { a: '1', b: '3', c: '4' },
      clock: { mode: 'manual', rate: 5, start: made.clock.start },
    });
    expect(Date.parse(patched.expiresAt ?? '')).toBeGreaterThan(Date.parse(made.expiresAt ?? ''));
    expect(await getSandbox(tenant, made.id)).toEqual(patched);
  });

  it('goes, or goes back to its default, when it is null', async () => {
    const made = await newSandbox(tenant, { ...FULL, externalId: 'gone' });
    const patched = await patch(made.id, {
      name: null,
      externalId: null,
      labels: null,
      ttlSeconds: null,
      clock: null,
    });
    expect(patched).toMatchObject({
      name: null,
      externalId: null,
      labels: {},
      expiresAt: null,
      clock: { mode: 'realtime', rate: 1, runsWhileIdle: false },
    });
    expect((await newSandbox(tenant, { externalId: 'gone' })).externalId).toBe('gone');
  });
});

it('a single label goes when it is null, and the list no longer finds it', async () => {
  const { id } = await newSandbox(tenant, { labels: { one: 'label', two: 'label' } });
  expect((await patch(id, { labels: { one: null } })).labels).toEqual({ two: 'label' });
  const found = async (label: string) =>
    dataOf(await tenant.client.GET('/v1/sandboxes', { params: { query: { label: [label] } } })).items.length;
  expect([await found('one=label'), await found('two=label')]).toEqual([0, 1]);
});

it('a clock changes in a world that exists', async () => {
  const { id } = await newSandbox(tenant);
  const params = { path: { id } };
  const clock = async () => dataOf(await tenant.client.GET('/v1/sandboxes/{id}/clock', { params }));
  expect(await clock()).toMatchObject({ mode: 'manual' });
  await patch(id, { clock: { mode: 'realtime', rate: 60 } });
  expect(await clock()).toMatchObject({ mode: 'realtime', rate: 60 });
});

it('labels stay within their count', async () => {
  const labels = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`l${index}`, 'x']));
  const { id } = await newSandbox(tenant, { labels });
  const more = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`m${index}`, 'x']));
  const refused = await tenant.send('PATCH', `/v1/sandboxes/${id}`, { body: { labels: more } });
  expect(refused.status).toBe(409);
  expect(problemOf(refused).type).toBe('urn:atoll:problem:too-many-labels');
  expect((await getSandbox(tenant, id)).labels).toEqual(labels);
});
