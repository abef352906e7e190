import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { addressOf, OPERATIONS, validBody } from './support/operations.ts';
import {
  type Answer,
  getSandbox,
  kubeconfigOf,
  newSandbox,
  openPlatform,
  type Platform,
  type Tenant,
} from './support/platform.ts';

let platform: Platform;
let owner: Tenant;
let stranger: Tenant;
/** Ids of the owner's, by the first segment of their path. */
let owned: Readonly<Record<string, string>>;

const NEVER_WAS: Readonly<Record<string, string>> = {
  sandboxes: 'sbx_00000000000000000000000000',
  'api-keys': 'key_00000000000000000000000000',
};

beforeAll(async () => {
  platform = await openPlatform();
  owner = await platform.newTenant();
  stranger = await platform.newTenant();
  const sandbox = await newSandbox(owner, { externalId: 'theirs', labels: { secret: 'label' } });
  const key = dataOf(await owner.client.POST('/v1/api-keys', { body: { name: 'theirs', scopes: ['read'] } }));
  owned = { sandboxes: sandbox.id, 'api-keys': key.id };
});
afterAll(() => platform.stop());

/** Everything about an answer that its client sees, but what differs from request to request anyway. */
function seen({ status, headers, text }: Answer) {
  const shown = [...headers].filter(([name]) => !['x-request-id', 'date', 'ratelimit'].includes(name));
  return { status, headers: shown, text: text.replace(/req_[0-9a-z]{26}/g, 'req_') };
}

async function state(): Promise<unknown> {
  const id = owned.sandboxes ?? '';
  return {
    sandbox: await getSandbox(owner, id),
    world: dataOf(await owner.client.GET('/v1/sandboxes/{id}/digest', { params: { path: { id } } })),
    keys: dataOf(await owner.client.GET('/v1/api-keys')),
  };
}

describe('what belongs to another tenant', () => {
  const withId = OPERATIONS.filter(({ path }) => path.includes('{id}'));

  it.each(withId)('is to $id as if it had never been, byte for byte', async (operation) => {
    const kind = operation.path.split('/')[2] ?? '';
    const call = (id: string | undefined) =>
      stranger.send(operation.method, addressOf(operation, id ?? ''), {
        body: validBody(operation),
      });
    await state();
    const before = await state();
    const theirs = await call(owned[kind]);
    const nobodys = await call(NEVER_WAS[kind]);
    expect(theirs.status).toBe(404);
    expect(seen(theirs)).toEqual(seen(nobodys));
    expect(await state()).toEqual(before);
  });

  const withoutId = OPERATIONS.filter(({ path, needsKey }) => needsKey && !path.includes('{id}'));

  it.each(withoutId)('is not to be seen through $id', async (operation) => {
    const before = await state();
    const answer = await stranger.send(operation.method, operation.path, { body: validBody(operation) });
    for (const id of Object.values(owned)) expect(answer.text).not.toContain(id);
    expect(answer.text).not.toContain('theirs');
    expect(await state()).toEqual(before);
  });

  it('is not found by its externalId or its labels, nor by a cursor', async () => {
    const cursor = NEVER_WAS.sandboxes ?? '';
    for (const query of [{ externalId: 'theirs' }, { label: ['secret=label'] }, { cursor }]) {
      const page = dataOf(await stranger.client.GET('/v1/sandboxes', { params: { query } }));
      expect(page.items.map(({ id }) => id)).not.toContain(owned.sandboxes);
    }
  });
});

describe('a sandbox’s door', () => {
  it('is closed to the credentials of another sandbox, whether it exists or not', async () => {
    const mine = await newSandbox(stranger);
    const token = /\/a\/([^/]+)\//.exec(await kubeconfigOf(stranger, mine.id))?.[1];
    const headers = { authorization: `Bearer ${token}` };
    const knock = async (id: string | undefined) => {
      const response = await fetch(`${platform.baseUrl}/s/${id}/kubernetes/api`, { headers });
      return { status: response.status, text: await response.text() };
    };
    expect((await knock(mine.id)).status).toBe(200);
    const theirs = await knock(owned.sandboxes);
    expect(theirs.status).toBe(401);
    expect(theirs).toEqual(await knock(NEVER_WAS.sandboxes));
  });

  it('is closed to API keys', async () => {
    const headers = { authorization: `Bearer ${owner.apiKey}` };
    const response = await fetch(`${platform.baseUrl}/s/${owned.sandboxes}/kubernetes/api`, { headers });
    expect(response.status).toBe(401);
  });
});
