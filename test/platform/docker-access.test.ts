import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAtollClient } from '../../api/client/index.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { dataOf, newStudent } from '../harness/student.ts';

let atoll: TestAtoll;

beforeAll(async () => {
  atoll = await startAtoll();
});

afterAll(() => atoll.stop());

async function access(body = {}) {
  const client = createAtollClient(atoll);
  const student = await newStudent(atoll, body);
  const params = { path: { id: student.id } };
  const { host } = dataOf(await client.GET('/v1/sandboxes/{id}/docker', { params }));
  return { student, params, client, url: host.replace('tcp:', 'http:') };
}

it('is an address that works as it is', async () => {
  const { url } = await access();
  const ping = await fetch(`${url}/_ping`);
  expect([ping.status, await ping.text()]).toEqual([200, 'OK']);
  expect(Object.fromEntries(ping.headers)).toMatchObject({
    'api-version': '1.50',
    ostype: 'linux',
    server: 'Docker/28.2.2 (linux)',
    'docker-experimental': 'false',
  });
  const answer = await fetch(`${url}/v1.50/containers/json`);
  expect([answer.status, await answer.text()]).toEqual([200, '[]\n']);
});

it('is worth nothing at another door, and a kubeconfig’s key nothing at this one', async () => {
  const { student, url } = await access();
  const token = url.split('/a/')[1]?.split('/')[0] ?? '';
  expect((await fetch(`${atoll.baseUrl}/a/${token}/kubernetes/version`)).status).toBe(401);
  const refused = await fetch(`${student.server.replace(/\/kubernetes$/, '/docker')}/_ping`);
  expect([refused.status, await refused.json()]).toEqual([401, { message: 'Unauthorized' }]);
  const Authorization = `Bearer ${token}`;
  const let_in = await fetch(`${atoll.baseUrl}/s/${student.id}/docker/version`, {
    headers: { Authorization },
  });
  expect(let_in.status).toBe(200);
});

it('tells a stranger nothing', async () => {
  const { student } = await access();
  const answers = await Promise.all(
    [student.id, `sbx_${'0'.repeat(26)}`].map(async (id) => {
      const answer = await fetch(`${atoll.baseUrl}/s/${id}/docker/info`);
      return [answer.status, await answer.text()];
    }),
  );
  expect(answers[0]).toEqual([401, '{"message":"Unauthorized"}\n']);
  expect(answers[1]).toEqual(answers[0]);
});

it('ends when the credentials are revoked', async () => {
  const { url, client, params } = await access();
  expect((await fetch(`${url}/info`)).status).toBe(200);
  await client.POST('/v1/sandboxes/{id}/credentials/revoke', { params });
  expect((await fetch(`${url}/info`)).status).toBe(401);
});

it('leads to each of a sandbox’s machines, nodes too', async () => {
  const { url, client, params } = await access({ docker: { hosts: 2 }, kubernetes: { nodes: 1 } });
  await client.POST('/v1/sandboxes/{id}/hosts', { params, body: { name: 'added' } });
  const others = ['docker-2', 'node-1', 'added'].map(async (host) => {
    const answer = await client.GET('/v1/sandboxes/{id}/docker', { params: { ...params, query: { host } } });
    return dataOf(answer).host.replace('tcp:', 'http:');
  });
  const names = await Promise.all(
    [url, ...(await Promise.all(others))].map(async (each) => {
      const info: { Name?: string; message?: string } = await (await fetch(`${each}/info`)).json();
      return info.Name ?? info.message;
    }),
  );
  const booting = expect.stringContaining(
    'Cannot connect to the Docker daemon on added: the host is booting.',
  );
  expect(names).toEqual(['docker', 'docker-2', 'node-1', booting]);
  const unknown = await client.GET('/v1/sandboxes/{id}/docker', {
    params: { ...params, query: { host: 'docker-3' } },
  });
  expect(unknown.response.status).toBe(400);
});
