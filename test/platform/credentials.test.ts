import { SignJWT } from 'jose';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, mint } from '../../api/auth/credential.ts';
import { SIGNING_KEY } from '../harness/atoll.ts';
import {
  kubeconfigOf,
  newSandbox,
  openPlatform,
  type Platform,
  problemOf,
  type Tenant,
} from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;
let sandboxId: string;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
  sandboxId = (await newSandbox(tenant, { name: 'ada' })).id;
});
afterAll(() => platform.stop());

const tokenOf = (kubeconfig: string) => /\/a\/([^/]+)\//.exec(kubeconfig)?.[1] ?? '';

/** Through both doors: as an access key in the path, and as a bearer token. */
async function knock(token: string): Promise<number[]> {
  const inPath = await fetch(`${platform.baseUrl}/a/${encodeURIComponent(token)}/kubernetes/api`);
  const asBearer = await fetch(`${platform.baseUrl}/s/${sandboxId}/kubernetes/api`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await Promise.all([inPath.text(), asBearer.text()]);
  return [inPath.status, asBearer.status];
}

describe('a kubeconfig', () => {
  it('works as it is, on http with the credential in the path', async () => {
    const answer = await tenant.send('GET', `/v1/sandboxes/${sandboxId}/kubeconfig`);
    expect(answer.headers.get('content-type')).toBe('application/yaml');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const server = `${platform.baseUrl}/a/${tokenOf(answer.text)}/kubernetes`;
    expect(load(answer.text)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'atoll-ada', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'atoll-ada', user: {} }],
      contexts: [{ name: 'atoll-ada', context: { cluster: 'atoll-ada', user: 'atoll-ada' } }],
      'current-context': 'atoll-ada',
      preferences: {},
    });
    expect(await knock(tokenOf(answer.text))).toEqual([200, 200]);
  });

  it('is named after the id of a sandbox without a name', async () => {
    const { id } = await newSandbox(tenant);
    expect(await kubeconfigOf(tenant, id)).toContain(`current-context: atoll-${id}`);
  });

  it('holds a new credential each time, and the earlier ones stay good', async () => {
    const tokens = [await kubeconfigOf(tenant, sandboxId), await kubeconfigOf(tenant, sandboxId)].map(
      tokenOf,
    );
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(await knock(token)).toEqual([200, 200]);
  });
});

describe('whom a kubeconfig is for', () => {
  const PATH = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

  async function userOf(query: string): Promise<unknown> {
    const { text } = await tenant.send('GET', `/v1/sandboxes/${sandboxId}/kubeconfig${query}`);
    const response = await fetch(`${platform.baseUrl}/a/${tokenOf(text)}/kubernetes${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    return (await response.json()).status.userInfo;
  }

  it('is kubeadm’s administrator, if nobody is named', async () => {
    const groups = ['kubeadm:cluster-admins', 'system:authenticated'];
    expect(await userOf('')).toEqual({ username: 'kubernetes-admin', groups });
  });

  it('is the user who is named, with the groups that are', async () => {
    expect(await userOf('?user=jane')).toEqual({ username: 'jane', groups: ['system:authenticated'] });
    const groups = ['dev', 'ops', 'system:authenticated'];
    expect(await userOf('?user=zo%C3%AB%2C%20jr.&groups=dev&groups=ops')).toEqual({
      username: 'zoë, jr.',
      groups,
    });
    const viewers = ['viewers', 'system:authenticated'];
    expect(await userOf('?groups=viewers')).toEqual({ username: 'kubernetes-admin', groups: viewers });
  });

  it('may have as many and as long names as the reference says, and no more', async () => {
    const name = '语'.repeat(64);
    const names = Array.from({ length: 16 }, () => name);
    const query = `?user=${encodeURIComponent(name)}${names.map((one) => `&groups=${encodeURIComponent(one)}`).join('')}`;
    const { status, text } = await tenant.send('GET', `/v1/sandboxes/${sandboxId}/kubeconfig${query}`);
    expect(status).toBe(200);
    expect(await knock(tokenOf(text))).toEqual([200, 200]);
  });

  it.each([
    ['?user=', 'user'],
    [`?user=${'x'.repeat(65)}`, 'user'],
    ['?user=a%0Ab', 'user'],
    ['?groups=', 'groups'],
    [`?groups=a&groups=${'x'.repeat(65)}`, 'groups[1]'],
    [`?${Array.from({ length: 17 }, (_, index) => `groups=g${index}`).join('&')}`, 'groups'],
    ['?auth=password', 'auth'],
  ])('is refused where it is %s', async (query, field) => {
    const answer = await tenant.send('GET', `/v1/sandboxes/${sandboxId}/kubeconfig${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).errors?.map((error) => error.field)).toEqual([field]);
  });

  it('gets no certificate from a server that could not see it', async () => {
    const answer = await tenant.send('GET', `/v1/sandboxes/${sandboxId}/kubeconfig?auth=certificate`);
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({ type: 'urn:atoll:problem:no-client-certificates' });
  });
});

describe('a sandbox of somebody else’s', () => {
  const NOBODYS = `sbx_${'0'.repeat(26)}`;

  async function through(id: string, credentials: Record<string, string>) {
    const headers = { ...credentials, 'audit-id': 'the-same-for-all' };
    const response = await fetch(`${platform.baseUrl}/s/${id}/kubernetes/api`, { headers });
    const shown = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
    return { status: response.status, headers: shown, text: await response.text() };
  }

  it('looks exactly like one that doesn’t exist, whatever is brought along', async () => {
    const strangers = await newSandbox(tenant);
    const own = tokenOf(await kubeconfigOf(tenant, sandboxId));
    for (const authorization of [`Bearer ${own}`, 'Bearer nonsense', 'Basic dTpw', '']) {
      const answer = await through(strangers.id, { authorization });
      expect(answer).toEqual(await through(NOBODYS, { authorization }));
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.text)).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      });
      expect(answer.headers.map(([name]) => name)).not.toContain('www-authenticate');
    }
  });
});

describe('a credential', () => {
  const signer = { signingKey: SIGNING_KEY, now: () => Date.UTC(2020, 0, 1) };
  const good = () => ({ sandboxId, generation: 0, scope: 'kubernetes', identity: ADMINISTRATOR }) as const;
  const FAR_MS = Date.UTC(2099, 0, 1);

  it('gets 401 once it is expired', async () => {
    expect(await knock(await mint(signer, good(), { expiresAt: FAR_MS }))).toEqual([200, 200]);
    expect(await knock(await mint(signer, good(), { expiresAt: Date.UTC(2020, 0, 2) }))).toEqual([401, 401]);
  });

  it('gets 401 if somebody else signed it, or nobody', async () => {
    const forger = { ...signer, signingKey: new TextEncoder().encode('another key that is as long as ours') };
    expect(await knock(await mint(forger, good(), { expiresAt: FAR_MS }))).toEqual([401, 401]);
    const [, payload] = (await mint(signer, good(), { expiresAt: FAR_MS })).split('.');
    const unsigned = btoa(JSON.stringify({ alg: 'none' })).replaceAll('=', '');
    expect(await knock(`${unsigned}.${payload}.`)).toEqual([401, 401]);
  });

  const claims = {
    sub: 'self',
    gen: 0,
    scope: 'kubernetes',
    jti: 'x',
    iss: 'atoll',
    exp: FAR_MS / 1000,
    user: 'jane',
    groups: [],
  };
  const signed = (changes: object) => {
    const payload = { ...claims, ...changes };
    const sub = payload.sub === 'self' ? sandboxId : payload.sub;
    return new SignJWT({ ...payload, sub }).setProtectedHeader({ alg: 'HS256' }).sign(SIGNING_KEY);
  };

  it('is good with all of its claims', async () => {
    expect(await knock(await signed({}))).toEqual([200, 200]);
  });

  it.each([
    ['no expiry', { exp: undefined }],
    ['another issuer', { iss: 'nobody' }],
    ['another scope', { scope: 'docker' }],
    ['no generation', { gen: undefined }],
    ['another sandbox', { sub: 'sbx_x' }],
    ['a later generation', { gen: 9 }],
    ['nobody as its user', { user: '' }],
    ['no groups', { groups: undefined }],
  ])('gets 401 with %s', async (_what, changes) => {
    expect(await knock(await signed(changes))).toEqual([401, 401]);
  });

  it.each(['x', 'a.b.c', '__proto__', '%', 'é', 'x'.repeat(7000)])('gets 401 as %s', async (token) => {
    const response = await fetch(`${platform.baseUrl}/a/${encodeURIComponent(token)}/kubernetes/api`);
    expect(response.status).toBe(401);
    await response.text();
  });

  it('gets 401 once the sandbox’s credentials are revoked, all of them at once', async () => {
    const { id } = await newSandbox(tenant);
    const server = async () => {
      const token = tokenOf(await kubeconfigOf(tenant, id));
      return `${platform.baseUrl}/a/${token}/kubernetes/api`;
    };
    const statuses = (urls: string[]) => Promise.all(urls.map(async (url) => (await fetch(url)).status));
    const before = [await server(), await server()];
    expect(await statuses(before)).toEqual([200, 200]);
    expect((await tenant.send('POST', `/v1/sandboxes/${id}/credentials/revoke`)).status).toBe(204);
    expect(await statuses(before)).toEqual([401, 401]);
    expect(await statuses([await server()])).toEqual([200]);
  });
});
