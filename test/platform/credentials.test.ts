import { SignJWT } from 'jose';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, mint } from '../../api/auth/credential.ts';
import { SIGNING_KEY } from '../harness/atoll.ts';
import { kubeconfigOf, newSandbox, openPlatform, type Platform, type Tenant } from './support/platform.ts';

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

  it.each([
    ['no expiry', { sub: 'self', gen: 0, scope: 'kubernetes', jti: 'x', iss: 'atoll' }],
    [
      'another issuer',
      { sub: 'self', gen: 0, scope: 'kubernetes', jti: 'x', iss: 'nobody', exp: FAR_MS / 1000 },
    ],
    ['another scope', { sub: 'self', gen: 0, scope: 'docker', jti: 'x', iss: 'atoll', exp: FAR_MS / 1000 }],
    ['no generation', { sub: 'self', scope: 'kubernetes', jti: 'x', iss: 'atoll', exp: FAR_MS / 1000 }],
    [
      'another sandbox',
      { sub: 'sbx_x', gen: 0, scope: 'kubernetes', jti: 'x', iss: 'atoll', exp: FAR_MS / 1000 },
    ],
    [
      'a later generation',
      { sub: 'self', gen: 9, scope: 'kubernetes', jti: 'x', iss: 'atoll', exp: FAR_MS / 1000 },
    ],
  ])('gets 401 with %s', async (_what, claims) => {
    const payload = { ...claims, sub: claims.sub === 'self' ? sandboxId : claims.sub };
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(SIGNING_KEY);
    expect(await knock(token)).toEqual([401, 401]);
  });

  it.each(['x', 'a.b.c', '__proto__', '%', 'é', 'x'.repeat(3000)])('gets 401 as %s', async (token) => {
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
