import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { getSandbox, newSandbox, openPlatform, type Platform, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

describe('creating a sandbox', () => {
  it('answers 201 with everything decided that was left open', async () => {
    const { data, response } = await tenant.client.POST('/v1/sandboxes', { body: {} });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/v1/sandboxes/${data?.id}`);
    expect(data).toMatchObject({
      id: expect.stringMatching(/^sbx_[0-9a-z]{26}$/),
      name: null,
      externalId: null,
      labels: {},
      state: 'new',
      seed: data?.id,
      clock: { mode: 'realtime', rate: 1, runsWhileIdle: false, start: data?.createdAt },
      kubernetes: { nodes: [{ name: 'node-1', cpu: '4', memory: '8Gi', labels: {}, taints: [] }] },
      endpoints: { kubernetes: `${platform.baseUrl}/s/${data?.id}/kubernetes` },
      forkedFrom: null,
      expiresAt: null,
    });
  });

  it('keeps what was asked for', async () => {
    const taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' } as const;
    const asked = {
      name: 'ada',
      externalId: 'class/ada',
      labels: { course: 'cloud' },
      seed: 'exam',
      clock: { mode: 'manual', rate: 2, start: '2026-09-01T10:00:00+02:00' },
      kubernetes: {
        nodes: [{ name: 'big', cpu: '16', memory: '64Gi', labels: { disk: 'ssd' }, taints: [taint] }],
      },
    } as const;
    const made = await newSandbox(tenant, {
      ...asked,
      kubernetes: { nodes: [{ ...asked.kubernetes.nodes[0], taints: [taint] }] },
    });
    expect(made).toMatchObject({ ...asked, clock: { ...asked.clock, start: '2026-09-01T08:00:00.000Z' } });
    expect(await getSandbox(tenant, made.id)).toEqual(made);
  });

  it('makes as many nodes as it is told, none at all, or no cluster', async () => {
    const three = await newSandbox(tenant, { kubernetes: { nodes: 3 } });
    const names = three.kubernetes === false ? [] : three.kubernetes.nodes.map(({ name }) => name);
    expect(names).toEqual(['node-1', 'node-2', 'node-3']);
    expect(await newSandbox(tenant, { kubernetes: { nodes: 0 } })).toMatchObject({
      kubernetes: { nodes: [] },
    });
    const bare = await newSandbox(tenant, { kubernetes: false });
    expect(bare).toMatchObject({ kubernetes: false, endpoints: { kubernetes: null } });
    const refused = await tenant.send('GET', `/v1/sandboxes/${bare.id}/kubeconfig`);
    expect(refused.status).toBe(409);
  });

  it('makes its world when something first needs it', async () => {
    const { id, state } = await newSandbox(tenant);
    expect(state).toBe('new');
    dataOf(await tenant.client.GET('/v1/sandboxes/{id}/clock', { params: { path: { id } } }));
    expect((await getSandbox(tenant, id)).state).toBe('ready');
  });
});

describe('listing sandboxes', () => {
  it('goes through all of them, page by page, in the order of creation', async () => {
    const other = await platform.newTenant();
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push((await newSandbox(other)).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page = dataOf(await other.client.GET('/v1/sandboxes', { params: { query } }));
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
  });

  it('filters by labels, state and externalId', async () => {
    const other = await platform.newTenant();
    const ada = await newSandbox(other, { externalId: 'ada', labels: { course: 'cloud', group: 'a' } });
    const alan = await newSandbox(other, { externalId: 'alan', labels: { course: 'cloud', group: 'b' } });
    dataOf(await other.client.GET('/v1/sandboxes/{id}/clock', { params: { path: { id: alan.id } } }));
    const ids = async (query: { label?: string[]; state?: 'new' | 'ready'; externalId?: string }) =>
      dataOf(await other.client.GET('/v1/sandboxes', { params: { query } })).items.map(({ id }) => id);
    expect(await ids({ label: ['course=cloud'] })).toEqual([ada.id, alan.id]);
    expect(await ids({ label: ['course=cloud', 'group=b'] })).toEqual([alan.id]);
    expect(await ids({ label: ['group=c'] })).toEqual([]);
    expect(await ids({ state: 'ready' })).toEqual([alan.id]);
    expect(await ids({ state: 'new' })).toEqual([ada.id]);
    expect(await ids({ externalId: 'ada' })).toEqual([ada.id]);
  });
});

describe('deleting a sandbox', () => {
  it('hides it, closes its door and frees its externalId', async () => {
    const { id } = await newSandbox(tenant, { externalId: 'leaving', labels: { leaving: 'yes' } });
    const kubeconfig = await tenant.send('GET', `/v1/sandboxes/${id}/kubeconfig`);
    const server = /server: (\S+)/.exec(kubeconfig.text)?.[1];
    expect((await fetch(`${server}/api`)).status).toBe(200);

    expect((await tenant.send('DELETE', `/v1/sandboxes/${id}`)).status).toBe(204);
    expect((await tenant.send('GET', `/v1/sandboxes/${id}`)).status).toBe(404);
    expect((await tenant.send('DELETE', `/v1/sandboxes/${id}`)).status).toBe(404);
    expect((await fetch(`${server}/api`)).status).toBe(401);
    const label = await tenant.client.GET('/v1/sandboxes', { params: { query: { label: ['leaving=yes'] } } });
    expect(dataOf(label).items).toEqual([]);
    await newSandbox(tenant, { externalId: 'leaving' });
  });
});

describe('resetting a sandbox', () => {
  it('starts it over, with the same world as on its first day and valid credentials', async () => {
    const { id } = await newSandbox(tenant, {
      seed: 'again',
      clock: { mode: 'manual', start: '2026-01-01T00:00:00Z' },
    });
    const params = { path: { id } };
    const digest = async () =>
      dataOf(await tenant.client.GET('/v1/sandboxes/{id}/digest', { params })).digest;
    const kubeconfig = await tenant.send('GET', `/v1/sandboxes/${id}/kubeconfig`);
    const server = /server: (\S+)/.exec(kubeconfig.text)?.[1];
    const first = await digest();
    dataOf(await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', { params, body: { seconds: 60 } }));
    expect(await digest()).not.toBe(first);
    dataOf(await tenant.client.POST('/v1/sandboxes/{id}/reset', { params }));
    expect(await digest()).toBe(first);
    expect((await fetch(`${server}/api`)).status).toBe(200);
  });
});
