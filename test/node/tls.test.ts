import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningAtoll } from '../../api/node.ts';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { Kubectl, kubectlOf } from '../harness/kubectl.ts';

let atoll: RunningAtoll;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ atoll, stop } = await startNodeAtoll({ ATOLL_TLS: 'self-signed' }));
});

afterAll(() => stop());

/** An https request that trusts Atoll's own CA and no other. */
function send(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(
      atoll.url + path,
      { method, headers, ca: atoll.host.certificateAuthority },
      (response) => {
        let text = '';
        response.on('data', (data) => {
          text += data;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function kubeconfig(): Promise<string> {
  const { text } = await send('POST', '/v1/sandboxes', { clock: { mode: 'manual' } });
  const { id } = JSON.parse(text);
  return (await send('GET', `/v1/sandboxes/${id}/kubeconfig`)).text;
}

test('the certificate is for the host, and from a CA that signs nothing else', () => {
  const ca = new X509Certificate(atoll.host.certificateAuthority ?? '');
  expect(ca.ca).toBe(true);
  expect(ca.subject).toBe('CN=atoll');
});

test('the kubeconfig carries a bearer token and the CA, and no secret in its path', async () => {
  const text = await kubeconfig();
  expect(text).toMatch(/server: https:\/\/127\.0\.0\.1:\d+\/s\/sbx_[0-9a-z]+\/kubernetes/);
  expect(text).toMatch(/certificate-authority-data: \S+/);
  expect(text).toMatch(/token: \S+/);
});

for (const minor of [27, 33]) {
  const path = kubectlOf(minor);
  test.skipIf(path === undefined)(`kubectl 1.${minor} works over https as it is`, async () => {
    const kubectl = new Kubectl(path ?? '', await kubeconfig());
    expect(await kubectl.ok('get namespaces -o name')).toMatch(/namespace\/default\n/);
    const forged = new Kubectl(path ?? '', (await kubeconfig()).replace(/token: \S+/, 'token: nonsense'));
    expect((await forged.run('get namespaces')).stderr).toMatch(
      /You must be logged in to the server|provide credentials/,
    );
    kubectl.dispose();
    forged.dispose();
  });
}
