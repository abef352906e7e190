import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { openPlatform, type Platform, problemOf, tenantOf } from './support/platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.stop());

it('a tenant is made with a first admin key, shown once', async () => {
  const made = dataOf(await platform.operator.POST('/v1/tenants', { body: { name: 'School of Clouds' } }));
  expect(made).toMatchObject({
    id: expect.stringMatching(/^tnt_[0-9a-z]{26}$/),
    name: 'School of Clouds',
    apiKey: { scopes: ['admin'], origin: 'api' },
  });
  const tenant = tenantOf(platform.baseUrl, made.id, made.apiKey.key);
  expect((await tenant.send('POST', '/v1/sandboxes', { body: {} })).status).toBe(201);
});

it('tenants are listed, page by page, without their keys', async () => {
  const made = [await platform.newTenant(), await platform.newTenant(), await platform.newTenant()];
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const page = dataOf(await platform.operator.GET('/v1/tenants', { params: { query } }));
    for (const tenant of page.items) expect(Object.keys(tenant).sort()).toEqual(['createdAt', 'id', 'name']);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
  expect(new Set(seen).size).toBe(seen.length);
});

it('only the first tenant manages tenants', async () => {
  const tenant = await platform.newTenant();
  for (const answer of [
    await tenant.send('GET', '/v1/tenants'),
    await tenant.send('POST', '/v1/tenants', { body: { name: 'mine' } }),
  ]) {
    expect(answer.status).toBe(403);
    expect(problemOf(answer).type).toBe('urn:atoll:problem:forbidden');
  }
});
