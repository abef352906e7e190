import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('no two sandboxes of a tenant have the same externalId', async () => {
  await newSandbox(tenant, { externalId: 'ada' });
  const refused = await tenant.send('POST', '/v1/sandboxes', { body: { externalId: 'ada' } });
  expect(refused.status).toBe(409);
  expect(problemOf(refused)).toMatchObject({
    type: 'urn:atoll:problem:external-id-taken',
    errors: [{ field: 'externalId', in: 'body' }],
  });
});

it('nor does a patch give one away twice', async () => {
  await newSandbox(tenant, { externalId: 'first' });
  const second = await newSandbox(tenant, { externalId: 'second' });
  const refused = await tenant.send('PATCH', `/v1/sandboxes/${second.id}`, { body: { externalId: 'first' } });
  expect(refused.status).toBe(409);
  expect((await getSandbox(tenant, second.id)).externalId).toBe('second');
  const same = await tenant.send('PATCH', `/v1/sandboxes/${second.id}`, { body: { externalId: 'second' } });
  expect(same.status).toBe(200);
});

it('another tenant may have the same', async () => {
  const other = await platform.newTenant();
  await newSandbox(tenant, { externalId: 'everywhere' });
  expect((await newSandbox(other, { externalId: 'everywhere' })).externalId).toBe('everywhere');
});
