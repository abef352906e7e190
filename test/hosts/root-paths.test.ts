import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;
let token: string;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  token = /\/a\/([^/]+)\//.exec(student.server)?.[1] ?? '';
});

afterAll(() => atoll.stop());

async function get(path: string, bearer?: string) {
  const headers: HeadersInit = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const response = await fetch(atoll.baseUrl + path, { headers });
  return { status: response.status, text: await response.text() };
}

const PATHS = [
  '/api',
  '/api/v1/namespaces/default?pretty=true',
  '/apis',
  '/apis/apps/v1',
  '/version',
  '/openapi/v2',
  '/openapi/v3',
  '/openapi/v3/apis/apps/v1',
  '/healthz',
  '/livez',
  '/livez/ping?verbose',
  '/readyz',
];

describe('a path of the API server, without the server’s own', () => {
  it.each(PATHS)('%s is the sandbox’s for its token', async (path) => {
    const inside = await fetch(student.server + path);
    expect(await get(path, token)).toEqual({ status: 200, text: await inside.text() });
    expect(inside.status).toBe(200);
  });

  it.each(PATHS)('%s is the platform’s for everybody else', async (path) => {
    const platform = /^\/(livez|readyz)$/.test(path) ? 200 : 404;
    for (const bearer of [undefined, 'nonsense', atoll.apiKey, `${token}x`]) {
      const answer = await get(path, bearer);
      expect(answer.status).toBe(platform);
      expect(JSON.parse(answer.text)).toMatchObject({ status: platform === 200 ? 'ok' : 404 });
    }
  });

  it('takes writes too', async () => {
    const response = await fetch(`${atoll.baseUrl}/api/v1/namespaces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ metadata: { name: 'made-at-the-root' } }),
    });
    await response.text();
    expect(response.status).toBe(201);
    expect((await fetch(`${student.server}/api/v1/namespaces/made-at-the-root`)).status).toBe(200);
  });

  it('gets 401 with a token that is revoked', async () => {
    const other = await newStudent(atoll);
    const [, revoked = ''] = /\/a\/([^/]+)\//.exec(other.server) ?? [];
    expect((await get('/api', revoked)).status).toBe(200);
    await fetch(`${atoll.baseUrl}/v1/sandboxes/${other.id}/credentials/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${atoll.apiKey}` },
    });
    expect(await get('/livez', revoked)).toMatchObject({
      status: 401,
      text: expect.stringContaining('"Unauthorized"'),
    });
  });
});
