import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { newSandbox, openPlatform, type Platform, problemOf, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

/** Every operation that honours an Idempotency-Key, with a body and another one. */
const cases = [
  { what: 'create', path: () => '/v1/sandboxes', body: { name: 'a' }, other: { name: 'b' } },
  {
    what: 'batch',
    path: () => '/v1/sandboxes/batch',
    body: { sandboxes: [{ name: 'a' }, { name: '' }] },
    other: { sandboxes: [{ name: 'b' }] },
  },
  { what: 'fork', path: (id: string) => `/v1/sandboxes/${id}/fork`, body: { count: 2 }, other: { count: 3 } },
];

describe.each(cases)('an Idempotency-Key on $what', ({ what, path, body, other }) => {
  const headers = { 'idempotency-key': `a key for ${what}` };
  let url: string;
  let first: Awaited<ReturnType<Tenant['send']>>;
  const count = async () =>
    dataOf(await tenant.client.GET('/v1/sandboxes', { params: { query: { limit: 1000 } } })).items.length;

  beforeAll(async () => {
    url = path((await newSandbox(tenant)).id);
    first = await tenant.send('POST', url, { body, headers });
    expect(first.status).toBeLessThan(300);
  });

  it('gives the same request the same answer, and does it once', async () => {
    const before = await count();
    const again = await tenant.send('POST', url, { body, headers });
    expect({ status: again.status, text: again.text }).toEqual({ status: first.status, text: first.text });
    expect(await count()).toBe(before);
  });

  it('refuses another body with 422', async () => {
    const before = await count();
    const refused = await tenant.send('POST', url, { body: other, headers });
    expect(refused.status).toBe(422);
    expect(problemOf(refused)).toMatchObject({
      type: 'urn:atoll:problem:idempotency-key-reused',
      errors: [{ field: 'Idempotency-Key', in: 'header' }],
    });
    expect(await count()).toBe(before);
  });

  it('does the same request anew under another key', async () => {
    const before = await count();
    const anew = await tenant.send('POST', url, { body, headers: { 'idempotency-key': `${what}, again` } });
    expect(anew.status).toBe(first.status);
    expect(anew.text).not.toBe(first.text);
    expect(await count()).toBeGreaterThan(before);
  });

  it('does it once when the same requests arrive together', async () => {
    const before = await count();
    const together = { 'idempotency-key': `${what}, together` };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => tenant.send('POST', url, { body, headers: together })),
    );
    const done = answers.filter(({ status }) => status === first.status);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status } of answers) expect([first.status, 409]).toContain(status);
    const perRequest = (await count()) - before;
    await tenant.send('POST', url, { body, headers: { 'idempotency-key': `${what}, alone` } });
    expect((await count()) - before).toBe(2 * perRequest);
  });
});

it('a refused request does not use its key up', async () => {
  await newSandbox(tenant, { externalId: 'taken' });
  const headers = { 'idempotency-key': 'for a refused one' };
  const body = { externalId: 'taken' };
  expect((await tenant.send('POST', '/v1/sandboxes', { body, headers })).status).toBe(409);
  const free = { externalId: 'free' };
  expect((await tenant.send('POST', '/v1/sandboxes', { body: free, headers })).status).toBe(201);
});

it('two tenants may use the same key', async () => {
  const other = await platform.newTenant();
  const headers = { 'idempotency-key': 'shared' };
  const mine = await tenant.send('POST', '/v1/sandboxes', { body: { name: 'mine' }, headers });
  const theirs = await other.send('POST', '/v1/sandboxes', { body: { name: 'theirs' }, headers });
  expect([mine.status, theirs.status]).toEqual([201, 201]);
});
