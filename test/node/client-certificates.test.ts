import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credential } from '../../api/auth/credential.ts';
import type { KeyPair } from '../../api/host.ts';
import { certificateAuthority } from '../../api/node/certificate-authority.ts';
import { issueClientCertificate } from '../../api/node/client-certificates.ts';
import { selfSigned } from '../../api/node/tls.ts';
import type { RunningAtoll } from '../../api/node.ts';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { Kubectl, kubectlOf } from '../harness/kubectl.ts';

const HOUR_MS = 3_600_000;

let atoll: RunningAtoll;
let folder: string;
let stop: () => Promise<void>;
let id: string;
let certificate: KeyPair;

beforeAll(async () => {
  ({ atoll, folder, stop } = await startNodeAtoll({ ATOLL_TLS: 'self-signed' }));
  id = await newSandbox();
  certificate = keyPairOf(await kubeconfigOf(id, '&user=jane&groups=dev&groups=ops'));
});

afterAll(() => stop());

interface Sent {
  readonly certificate?: KeyPair | undefined;
  readonly token?: string;
  readonly body?: object;
}

/** An https request, with a client certificate if there is one. */
function send(method: string, path: string, { certificate: shown, token, body }: Sent = {}) {
  const headers: Record<string, string> = { 'audit-id': 'the-same-for-all' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const pair = shown === undefined ? {} : { cert: shown.certificate, key: shown.key };
  const options = { method, headers, ca: atoll.host.certificateAuthority, agent: false, ...pair };
  return new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const sent = request(atoll.url + path, options, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      const { date, 'x-request-id': requestId, ...rest } = response.headers;
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: rest, text }));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const platform = (method: string, path: string, body?: object) =>
  send(method, path, { token: OPERATOR_KEY, ...(body === undefined ? {} : { body }) });

async function newSandbox(): Promise<string> {
  const made = await platform('POST', '/v1/sandboxes', {
    clock: { mode: 'manual' },
    kubernetes: { nodes: 1 },
  });
  return JSON.parse(made.text).id;
}

async function kubeconfigOf(sandbox: string, query = ''): Promise<string> {
  return (await platform('GET', `/v1/sandboxes/${sandbox}/kubeconfig?auth=certificate${query}`)).text;
}

function keyPairOf(kubeconfig: string): KeyPair {
  const config: { users: { user: Record<string, string> }[] } = Object.assign(
    { users: [] },
    load(kubeconfig),
  );
  const user = config.users[0]?.user ?? {};
  const decoded = (field: string) => Buffer.from(user[field] ?? '', 'base64').toString();
  return { certificate: decoded('client-certificate-data'), key: decoded('client-key-data') };
}

const through = (sandbox: string, shown: KeyPair | undefined) =>
  send('GET', `/s/${sandbox}/kubernetes/api`, { certificate: shown });

function credential(changes: Partial<Credential> = {}): Credential {
  const identity = { user: 'jane', groups: [] };
  return { sandboxId: id, generation: 0, scope: 'kubernetes', identity, ...changes };
}

test('a certificate names its holder as kubeadm’s do, and the sandbox that it is for', () => {
  const shown = new X509Certificate(certificate.certificate);
  expect(shown.subject).toBe('O=dev\nO=ops\nCN=jane');
  expect(shown.subjectAltName).toBe(`URI:urn:atoll:kubernetes:${id}:0`);
  expect(shown.ca).toBe(false);
  expect(shown.verify(new X509Certificate(atoll.host.certificateAuthority ?? '').publicKey)).toBe(true);
});

test('a certificate ends when it was asked to', async () => {
  const { certificate: short } = keyPairOf(await kubeconfigOf(id, '&ttlSeconds=3600'));
  const left = new X509Certificate(short).validToDate.getTime() - Date.now();
  expect(left).toBeGreaterThan(HOUR_MS - 60_000);
  expect(left).toBeLessThanOrEqual(HOUR_MS);
});

test('a kubeconfig with a certificate has no token', async () => {
  const text = await kubeconfigOf(id);
  expect(text).toContain(`server: ${atoll.url}/s/${id}/kubernetes`);
  expect(text).not.toContain('token');
});

test('its holder is its user', async () => {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  for (const at of [`/s/${id}/kubernetes${path}`, path]) {
    const { text } = await send('POST', at, { certificate, body: {} });
    expect(JSON.parse(text).status.userInfo).toEqual({
      username: 'jane',
      groups: ['dev', 'ops', 'system:authenticated'],
      extra: {
        'authentication.kubernetes.io/credential-id': [expect.stringMatching(/^X509SHA256=[0-9a-f]{64}$/)],
      },
    });
  }
});

test('at a root path without a credential the platform answers', async () => {
  expect(await send('GET', '/livez')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  expect(await send('GET', '/livez', { certificate })).toMatchObject({ status: 200, text: 'ok' });
  expect((await send('GET', '/api')).status).toBe(404);
});

describe('a certificate that is not good', () => {
  /** What anybody gets for a sandbox that doesn't exist. */
  const nobodys = () => through(`sbx_${'0'.repeat(26)}`, undefined);
  const issued = (changes: Partial<Credential>, expiresAt = Date.now() + HOUR_MS) =>
    atoll.host.issueCertificate?.(credential(changes), { expiresAt });

  const expectRefused = async (shown: KeyPair | undefined, sandbox = id) => {
    const answer = await through(sandbox, shown);
    expect(answer).toEqual(await nobodys());
    expect(answer.status).toBe(401);
  };

  test('none', () => expectRefused(undefined));

  test('one that would be good is let in', async () => {
    expect((await through(id, await issued({}))).status).toBe(200);
  });

  test('one of another sandbox', async () => {
    await expectRefused(certificate, await newSandbox());
  });

  test('one of a sandbox that doesn’t exist', async () => {
    const sandboxId = `sbx_${'1'.repeat(26)}`;
    await expectRefused(await issued({ sandboxId }), sandboxId);
  });

  test('one that is expired', async () => {
    await expectRefused(await issued({}, Date.now() - 1000));
  });

  test('one of another generation', async () => {
    await expectRefused(await issued({ generation: 1 }));
  });

  test('one that another CA signed in the same name', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'atoll-ca-'));
    const stranger = await certificateAuthority(elsewhere, Date.now());
    const validity = { now: Date.now(), expiresAt: Date.now() + HOUR_MS };
    await expectRefused(await issueClientCertificate(stranger, credential(), validity));
    rmSync(elsewhere, { recursive: true });
  });

  test('one of a server, though the same CA signed it', async () => {
    const authority = await certificateAuthority(join(folder, 'tls'), Date.now());
    const { cert, key } = await selfSigned(authority, [id], Date.now());
    await expectRefused({ certificate: cert, key });
  });

  test('one that is revoked', async () => {
    const sandbox = await newSandbox();
    const shown = keyPairOf(await kubeconfigOf(sandbox));
    expect((await through(sandbox, shown)).status).toBe(200);
    await platform('POST', `/v1/sandboxes/${sandbox}/credentials/revoke`);
    await expectRefused(shown, sandbox);
    expect((await through(sandbox, keyPairOf(await kubeconfigOf(sandbox)))).status).toBe(200);
  });

  test('is no hindrance to a token that is', async () => {
    const { text } = await platform('GET', `/v1/sandboxes/${id}/kubeconfig`);
    const [, token = ''] = /token: (\S+)/.exec(text) ?? [];
    const shown = await issued({}, Date.now() - 1000);
    expect((await send('GET', `/s/${id}/kubernetes/api`, { certificate: shown, token })).status).toBe(200);
  });
});

test('a server with a certificate of the operator’s issues them too', async () => {
  const files = mkdtempSync(join(tmpdir(), 'atoll-files-'));
  const issuer = await certificateAuthority(files, Date.now());
  const { cert, key, ca } = await selfSigned(issuer, ['127.0.0.1'], Date.now());
  for (const [name, text] of Object.entries({ cert, key, ca })) writeFileSync(join(files, name), text ?? '');
  const other = await startNodeAtoll({
    ATOLL_TLS: 'files',
    ATOLL_TLS_CERT: join(files, 'cert'),
    ATOLL_TLS_KEY: join(files, 'key'),
    ATOLL_TLS_CA: join(files, 'ca'),
  });
  const before = atoll;
  atoll = other.atoll;
  try {
    const sandbox = await newSandbox();
    expect((await through(sandbox, keyPairOf(await kubeconfigOf(sandbox)))).status).toBe(200);
    expect((await through(sandbox, certificate)).status).toBe(401);
  } finally {
    atoll = before;
    await other.stop();
    rmSync(files, { recursive: true });
  }
});

const DEPLOYMENT = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] },
    },
  },
});

for (const minor of [27, 33]) {
  const path = kubectlOf(minor);
  test.skipIf(path === undefined)(`kubectl 1.${minor} works with a certificate as with a token`, async () => {
    const sandbox = await newSandbox();
    const kubectl = new Kubectl(path ?? '', await kubeconfigOf(sandbox, '&user=jane'));
    const watching = kubectl.watch('get pods -w');
    expect(await kubectl.apply(DEPLOYMENT)).toBe('deployment.apps/web created\n');
    await platform('POST', `/v1/sandboxes/${sandbox}/clock/advance`, { seconds: 60 });
    await watching.until(/^web-\S+ +1\/1 +Running/m);
    await watching.stop();
    expect(await kubectl.ok('get deployment web -o name')).toBe('deployment.apps/web\n');
    expect(await kubectl.ok('get --raw /api/v1/namespaces/default/pods')).toContain('"web-');
    kubectl.dispose();
  });
}
