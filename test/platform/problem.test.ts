import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform, type Platform, problemOf, send, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

describe('a problem', () => {
  it('is a problem details object that names the fields', async () => {
    const refused = await tenant.send('POST', '/v1/sandboxes', { body: { name: '', ttlSeconds: 'long' } });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(problemOf(refused)).toEqual({
      type: 'urn:atoll:problem:validation',
      title: expect.any(String),
      status: refused.status,
      detail: expect.any(String),
      errors: [
        { field: 'name', in: 'body', message: expect.any(String) },
        { field: 'name', in: 'body', message: expect.any(String) },
        { field: 'ttlSeconds', in: 'body', message: expect.any(String) },
      ],
      requestId: refused.headers.get('x-request-id'),
    });
  });

  it('names at most so many fields', async () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]));
    expect(problemOf(await tenant.send('POST', '/v1/sandboxes', { body })).errors).toHaveLength(50);
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/sandboxes/a/b/c'],
    ['GET', '/v2/sandboxes'],
  ])('answers %s %s with 404', async (method, path) => {
    const answer = await tenant.send(method, path);
    expect(answer.status).toBe(404);
    expect(problemOf(answer)).toMatchObject({ type: 'urn:atoll:problem:not-found', status: 404 });
  });

  it.each([
    ['PUT', '/v1/sandboxes', ['GET', 'POST']],
    ['POST', '/v1/sandboxes/x', ['DELETE', 'GET', 'PATCH']],
    ['GET', '/v1/grade', ['POST']],
    ['DELETE', '/livez', ['GET']],
    ['POST', '/docs', ['GET']],
  ])('answers %s %s with 405', async (method, path, allowed) => {
    const answer = await tenant.send(method, path);
    expect(answer.status).toBe(405);
    expect(problemOf(answer)).toMatchObject({ type: 'urn:atoll:problem:method-not-allowed', status: 405 });
    const allow = answer.headers.get('allow')?.split(', ') ?? [];
    expect(allow.filter((one) => one !== 'HEAD').sort()).toEqual(allowed);
  });
});

describe('a request', () => {
  it('has an id of its own', async () => {
    const ids = [await tenant.send('GET', '/livez'), await tenant.send('GET', '/livez')].map(({ headers }) =>
      headers.get('x-request-id'),
    );
    expect(ids[0]).toMatch(/^req_[0-9a-z]{26}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('keeps the id that its client gave it, if that is fit to be logged', async () => {
    const named = async (id: string) => {
      const headers = { 'x-request-id': id };
      return (await send(platform.baseUrl, 'GET', '/livez', { headers })).headers.get('x-request-id');
    };
    expect(await named('trace-1.a_B')).toBe('trace-1.a_B');
    expect(await named('two words')).toMatch(/^req_/);
    expect(await named('x'.repeat(65))).toMatch(/^req_/);
  });
});
