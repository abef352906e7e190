import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../api/auth/scopes.ts';
import { OPERATOR_KEY, onWorkers } from '../harness/atoll.ts';
import { dataOf } from '../harness/student.ts';
import { addressOf, OPERATIONS, validBody } from './support/operations.ts';
import { openPlatform, type Platform, problemOf, send, type Tenant, tenantOf } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

async function newKey(scopes: Scope[]) {
  return dataOf(await tenant.client.POST('/v1/api-keys', { body: { name: scopes.join(' '), scopes } }));
}

describe('a key', () => {
  it('names its tenant, ends in a checksum, and is shown once', async () => {
    const made = await newKey(['read']);
    expect(made.key).toMatch(/^atoll_[0-9a-z]{26}_[0-9A-Za-z]{40}_[0-9A-Za-z]{6}$/);
    expect(made.key).toContain(tenant.id.replace('tnt_', ''));
    expect(made.key.startsWith(made.prefix)).toBe(true);
    const page = dataOf(await tenant.client.GET('/v1/api-keys'));
    const { key, ...listed } = made;
    expect(page.items).toContainEqual(listed);
    expect(JSON.stringify(page)).not.toContain(key.slice(-20));
  });

  it.each([
    ['none', undefined],
    ['another scheme', 'Basic YTpi'],
    ['an empty one', 'Bearer '],
    ['a short one', 'Bearer short'],
    ['a made-up one', 'Bearer this-is-nobodys-key'],
    ['a very long one', `Bearer ${'x'.repeat(4000)}`],
  ])('is needed: %s gets 401', async (_what, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const refused = await send(platform.baseUrl, 'GET', '/v1/sandboxes', { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(problemOf(refused).type).toBe('urn:atoll:problem:unauthenticated');
  });

  it('with a letter changed anywhere gets 401', async () => {
    const { key } = await newKey(['read']);
    for (const at of [0, 10, 40, 60, key.length - 1]) {
      const changed = key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1);
      const refused = await send(platform.baseUrl, 'GET', '/v1/sandboxes', { apiKey: changed });
      expect(refused.status).toBe(401);
    }
  });

  it('stops working at once when it is revoked', async () => {
    const { id, key } = await newKey(['read']);
    const list = () => send(platform.baseUrl, 'GET', '/v1/sandboxes', { apiKey: key });
    expect((await list()).status).toBe(200);
    expect((await tenant.send('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
    expect((await list()).status).toBe(401);
    expect((await tenant.send('DELETE', `/v1/api-keys/${id}`)).status).toBe(404);
  });

  it('is not revoked if it is the last with the scope admin', async () => {
    const other = await platform.newTenant();
    const [only] = dataOf(await other.client.GET('/v1/api-keys')).items;
    const refused = await other.send('DELETE', `/v1/api-keys/${only?.id}`);
    expect(refused.status).toBe(409);
    expect(problemOf(refused).type).toBe('urn:atoll:problem:last-admin-key');
  });

  it('is not revoked if the operator gave it', async () => {
    const { items } = dataOf(await platform.operator.GET('/v1/api-keys'));
    const given = items.find(({ origin }) => origin === 'operator');
    expect(given?.prefix).toBe(OPERATOR_KEY.slice(0, 4));
    const refused = await send(platform.baseUrl, 'DELETE', `/v1/api-keys/${given?.id}`, {
      apiKey: OPERATOR_KEY,
    });
    expect(refused.status).toBe(409);
    expect(problemOf(refused).type).toBe('urn:atoll:problem:operator-key');
  });
});

/** Which scopes, besides admin, permit what. */
const PERMITTED: Readonly<Record<string, readonly Scope[]>> = {
  createSandbox: ['provision'],
  createSandboxes: ['provision'],
  listSandboxes: ['provision', 'read'],
  getSandbox: ['provision', 'read'],
  patchSandbox: ['provision'],
  deleteSandbox: ['provision'],
  resetSandbox: ['provision'],
  forkSandbox: ['provision'],
  getKubeconfig: ['provision'],
  revokeCredentials: ['provision'],
  getClock: ['provision', 'read'],
  advanceClock: ['provision'],
  getDigest: ['provision', 'read'],
  getDockerAccess: ['provision'],
  getHttpAccess: ['provision'],
  listHosts: ['provision', 'read'],
  addHost: ['provision'],
  getHost: ['provision', 'read'],
  changeHost: ['provision'],
  removeHost: ['provision'],
  listProcesses: ['provision', 'read'],
  listNamespaces: ['provision', 'read'],
  listCgroups: ['provision', 'read'],
  setCgroupLimits: ['provision'],
  listMounts: ['provision', 'read'],
  getNetworkNamespace: ['provision', 'read'],
  getAuditLog: ['provision', 'read'],
  listOsContainerTemplates: ['provision', 'read'],
  listOsContainers: ['provision', 'read'],
  getOsContainer: ['provision', 'read'],
  readOsContainerConsole: ['provision', 'read'],
  listOsContainerSnapshots: ['provision', 'read'],
  listOsContainerCommands: ['provision', 'read'],
  getOsContainerCommand: ['provision', 'read'],
  createOsContainer: ['provision'],
  changeOsContainer: ['provision'],
  destroyOsContainer: ['provision'],
  startOsContainer: ['provision'],
  stopOsContainer: ['provision'],
  freezeOsContainer: ['provision'],
  unfreezeOsContainer: ['provision'],
  takeOsContainerSnapshot: ['provision'],
  removeOsContainerSnapshot: ['provision'],
  restoreOsContainerSnapshot: ['provision'],
  runOsContainerCommand: ['provision'],
  removeOsContainerCommand: ['provision'],
  grade: ['grade'],
  createApiKey: [],
  listApiKeys: [],
  revokeApiKey: [],
  createTenant: [],
  listTenants: [],
};

describe('scopes', () => {
  const keys = new Map<Scope, Tenant>();

  beforeAll(async () => {
    for (const scope of SCOPES) {
      keys.set(scope, tenantOf(platform.baseUrl, tenant.id, (await newKey([scope])).key));
    }
  });

  it.each(OPERATIONS.filter(({ needsKey }) => needsKey))('decide who may $id', async (operation) => {
    const permitted = PERMITTED[operation.id];
    if (permitted === undefined) throw new Error(`PERMITTED lacks ${operation.id}`);
    const path = addressOf(operation, 'nothing');
    for (const scope of ['provision', 'grade', 'read'] as const) {
      const answer = await keys.get(scope)?.send(operation.method, path, { body: validBody(operation) });
      if (permitted.includes(scope)) expect(answer?.status).not.toBe(403);
      else expect(answer?.status).toBe(403);
    }
  });

  it('admin permits all of a tenant’s own operations', async () => {
    const admin = keys.get('admin');
    expect((await admin?.send('GET', '/v1/api-keys'))?.status).toBe(200);
    expect((await admin?.send('POST', '/v1/sandboxes', { body: {} }))?.status).toBe(201);
  });
});

describe.skipIf(onWorkers())('what is stored', () => {
  it('is a hash: the key itself is nowhere in the data', async () => {
    const { startNodeAtoll } = await import('../harness/atoll.ts');
    const { readdirSync, readFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const { atoll, folder, stop } = await startNodeAtoll();
    const made = await send(atoll.url, 'POST', '/v1/api-keys', {
      apiKey: OPERATOR_KEY,
      body: { name: 'a key', scopes: ['read'] },
    });
    const { key }: { key: string } = JSON.parse(made.text);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const stored = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join();
    expect(stored).toContain('a key');
    expect(stored).not.toContain(key.slice(-20));
    expect(stored).not.toContain(OPERATOR_KEY);
    await stop();
  });
});
