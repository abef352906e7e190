import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onWorkers } from '../harness/atoll.ts';
import { type InProcess, openInProcess } from './support/in-process.ts';
import { openPlatform, type Platform, problemOf } from './support/platform.ts';

describe('the rate limit of a key', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await openPlatform();
  });
  afterAll(() => platform.stop());

  it('is told with every answer', async () => {
    const tenant = await platform.newTenant();
    const { headers } = await tenant.send('GET', '/v1/sandboxes');
    expect(headers.get('ratelimit-policy')).toBe('"default";q=1000;w=10');
    expect(headers.get('ratelimit')).toMatch(/^"default";r=99\d;t=\d+$/);
  });
});

describe.skipIf(onWorkers())('a key that asks too much', () => {
  let atoll: InProcess;
  beforeAll(async () => {
    atoll = await openInProcess({ rateLimit: { perSecond: 2, burst: 4 } });
  });
  afterAll(() => atoll.stop());

  it('gets 429 until its bucket fills again, and others don’t notice', async () => {
    const { tenant, other } = atoll;
    const list = async (who = tenant) => who.send('GET', '/v1/sandboxes');
    const statuses = [await list(), await list(), await list(), await list()].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200]);

    const refused = await list();
    expect(refused.status).toBe(429);
    expect(problemOf(refused).type).toBe('urn:atoll:problem:rate-limited');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('ratelimit')).toBe('"default";r=0;t=2');
    expect((await list(other)).status).toBe(200);

    atoll.pass(500);
    expect((await list()).status).toBe(200);
    expect((await list()).status).toBe(429);
    atoll.pass(3_600_000);
    expect((await list()).headers.get('ratelimit')).toBe('"default";r=3;t=1');
  });
});
