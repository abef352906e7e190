import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import {
  getSandbox,
  kubeconfigOf,
  newSandbox,
  openPlatform,
  type Platform,
  type Tenant,
} from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

const serverOf = (kubeconfig: string) => /server: (\S+)/.exec(kubeconfig)?.[1] ?? '';

async function configMap(server: string, name: string): Promise<number> {
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const headers = { 'content-type': 'application/json' };
  const url = `${server}/api/v1/namespaces/default/configmaps`;
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

async function digest(id: string): Promise<string> {
  return dataOf(await tenant.client.GET('/v1/sandboxes/{id}/digest', { params: { path: { id } } })).digest;
}

it('gives exact copies, each with an id and credentials of its own', async () => {
  const original = await newSandbox(tenant, { name: 'original', externalId: 'the one', labels: { a: 'b' } });
  const params = { path: { id: original.id } };
  const server = serverOf(await kubeconfigOf(tenant, original.id));
  expect(await configMap(server, 'mine')).toBe(201);
  dataOf(await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', { params, body: { seconds: 30 } }));

  const { items } = dataOf(
    await tenant.client.POST('/v1/sandboxes/{id}/fork', { params, body: { count: 2 } }),
  );
  expect(new Set(items.map(({ id }) => id).concat(original.id)).size).toBe(3);
  for (const copy of items) {
    expect(copy).toMatchObject({
      name: 'original',
      externalId: null,
      labels: { a: 'b' },
      state: 'ready',
      forkedFrom: original.id,
    });
    expect(await getSandbox(tenant, copy.id)).toEqual(copy);
    expect(await digest(copy.id)).toBe(await digest(original.id));
    const copyServer = serverOf(await kubeconfigOf(tenant, copy.id));
    expect((await fetch(`${copyServer}/api/v1/namespaces/default/configmaps/mine`)).status).toBe(200);
  }
});

it('lets each go its own way afterwards', async () => {
  const original = await newSandbox(tenant);
  const params = { path: { id: original.id } };
  const { items } = dataOf(
    await tenant.client.POST('/v1/sandboxes/{id}/fork', { params, body: { count: 1 } }),
  );
  const [copy] = items;
  const before = await digest(original.id);
  expect(await configMap(serverOf(await kubeconfigOf(tenant, copy?.id ?? '')), 'later')).toBe(201);
  expect(await digest(original.id)).toBe(before);
  expect(await digest(copy?.id ?? '')).not.toBe(before);
  expect((await tenant.send('DELETE', `/v1/sandboxes/${original.id}`)).status).toBe(204);
  expect((await tenant.send('GET', `/v1/sandboxes/${copy?.id}/clock`)).status).toBe(200);
});

it('gives the copies the labels and the time to live that it is told', async () => {
  const original = await newSandbox(tenant, { labels: { a: 'b' }, ttlSeconds: 3600 });
  const params = { path: { id: original.id } };
  const fork = async (body: { labels?: Record<string, string>; ttlSeconds?: number | null }) =>
    dataOf(await tenant.client.POST('/v1/sandboxes/{id}/fork', { params, body: { count: 1, ...body } }))
      .items[0];
  expect(await fork({})).toMatchObject({ labels: { a: 'b' }, expiresAt: original.expiresAt });
  expect(await fork({ labels: { c: 'd' }, ttlSeconds: null })).toMatchObject({
    labels: { c: 'd' },
    expiresAt: null,
  });
});

it('makes 1 to 100 copies', async () => {
  const { id } = await newSandbox(tenant);
  for (const count of [0, 101, 1.5]) {
    expect((await tenant.send('POST', `/v1/sandboxes/${id}/fork`, { body: { count } })).status).toBe(400);
  }
});
