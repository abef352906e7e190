import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { newSandbox, openPlatform, type Platform, problemOf, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

it('starts where it is told and moves by what it is told', async () => {
  const { id } = await newSandbox(tenant, { clock: { mode: 'manual', start: '2027-02-03T04:05:06Z' } });
  const params = { path: { id } };
  const clock = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/clock', { params }));
  expect(clock).toMatchObject({ now: '2027-02-03T04:05:06.000Z', mode: 'manual' });
  const moved = dataOf(
    await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', { params, body: { seconds: 90 } }),
  );
  expect(moved).toMatchObject({
    from: '2027-02-03T04:05:06.000Z',
    to: '2027-02-03T04:06:36.000Z',
    seconds: 90,
    settled: true,
  });
});

it('moves until nothing but routine is on its way', async () => {
  const { id } = await newSandbox(tenant);
  const moved = dataOf(
    await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', {
      params: { path: { id } },
      body: { until: 'idle', maxSeconds: 600 },
    }),
  );
  expect(moved).toMatchObject({ idle: true, settled: true });
  expect(moved.seconds).toBeLessThan(600);
});

it('moves by hand only if it is a manual one', async () => {
  const { id } = await newSandbox(tenant, { clock: { mode: 'realtime' } });
  const refused = await tenant.send('POST', `/v1/sandboxes/${id}/clock/advance`, { body: { seconds: 1 } });
  expect(refused.status).toBe(409);
  expect(problemOf(refused).type).toBe('urn:atoll:problem:clock-not-manual');
});
