import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSandbox, openPlatform, type Platform, send } from './support/platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.stop());

describe('the probes', () => {
  it.each(['/livez', '/readyz'])('%s answers without a key', async (path) => {
    const { status, text } = await send(platform.baseUrl, 'GET', path, {});
    expect({ status, text }).toEqual({ status: 200, text: '{"status":"ok"}' });
  });
});

describe('/metrics', () => {
  it('counts and times requests by route pattern and status, and never names an id', async () => {
    const tenant = await platform.newTenant();
    const { id } = await newSandbox(tenant);
    await tenant.send('GET', `/v1/sandboxes/${id}`);
    await tenant.send('GET', '/v1/sandboxes/made-up');
    await tenant.send('GET', `/a/secret/kubernetes/api`);
    await tenant.send('GET', '/nowhere/at/all');
    const { headers, text } = await send(platform.baseUrl, 'GET', '/metrics', {});
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(
      /atoll_http_requests_total\{method="GET",route="\/v1\/sandboxes\/:id",status="200"\} \d/,
    );
    expect(text).toMatch(
      /atoll_http_requests_total\{method="GET",route="\/v1\/sandboxes\/:id",status="404"\} \d/,
    );
    expect(text).toContain('atoll_http_request_duration_seconds_bucket{');
    for (const secret of [id, 'made-up', 'secret', 'nowhere', 'sbx_', 'tnt_', 'key_']) {
      expect(text).not.toContain(secret);
    }
  });
});
