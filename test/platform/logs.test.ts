import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onWorkers } from '../harness/atoll.ts';
import { type InProcess, openInProcess } from './support/in-process.ts';

describe.skipIf(onWorkers())('the log', () => {
  let atoll: InProcess;
  beforeAll(async () => {
    atoll = await openInProcess({});
  });
  afterAll(() => atoll.stop());

  it('has one line a request', async () => {
    atoll.lines.length = 0;
    const { headers } = await atoll.tenant.send('GET', '/v1/sandboxes?limit=1');
    expect(atoll.lines).toEqual([
      {
        level: 'info',
        message: 'request',
        requestId: headers.get('x-request-id'),
        method: 'GET',
        path: '/v1/sandboxes',
        status: 200,
        ms: expect.any(Number),
        tenant: atoll.tenant.id,
        key: expect.stringMatching(/^key_/),
      },
    ]);
  });

  it('holds no secrets', async () => {
    atoll.lines.length = 0;
    const made = await atoll.tenant.send('POST', '/v1/sandboxes', { body: { name: 'ada' } });
    const { id }: { id: string } = JSON.parse(made.text);
    const kubeconfig = await atoll.tenant.send('GET', `/v1/sandboxes/${id}/kubeconfig`);
    const accessKey = /\/a\/([^/]+)\//.exec(kubeconfig.text)?.[1] ?? '';
    await atoll.tenant.send('GET', `/a/${accessKey}/kubernetes/api?secret=query`);
    await atoll.tenant.send('GET', `/a/${accessKey}`);
    const headers = { authorization: `Bearer ${accessKey}` };
    await atoll.tenant.send('GET', '/api', { headers });
    await atoll.tenant.send('POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
      headers,
      body: { spec: { token: accessKey } },
    });
    await atoll.tenant.send('GET', `/s/${id}/kubernetes/api`, { headers: { authorization: 'Bearer wrong' } });
    await atoll.tenant.send('POST', '/v1/api-keys', { body: { name: 'k', scopes: ['read'] } });
    const text = JSON.stringify(atoll.lines);
    expect(atoll.lines.map(({ status }) => status)).toEqual([201, 200, 200, 401, 200, 201, 401, 201]);
    const secrets = [accessKey, accessKey.split('.')[2], atoll.tenant.apiKey, 'secret=query', 'wrong'];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
