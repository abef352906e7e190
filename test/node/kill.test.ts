import { afterEach, beforeEach, expect, test } from 'vitest';
import { OPERATOR_KEY } from '../harness/atoll.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { newStudent, type Student } from '../harness/student.ts';

let server: ServerProcess;

beforeEach(() => {
  server = new ServerProcess();
});

afterEach(() => server.dispose());

async function createUntilKilled(student: Student, acknowledged: string[], round: number): Promise<void> {
  for (let n = 0; ; n++) {
    const name = `r${round}-${n}`;
    const response = await fetch(`${student.server}/api/v1/namespaces/default/configmaps`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ metadata: { name }, data: { round: String(round) } }),
    });
    if (response.status === 201) acknowledged.push(name);
    await response.text();
  }
}

test('what was acknowledged survives kill -9, and half-done work goes on', async () => {
  let url = await server.start();
  const atoll = { baseUrl: url, apiKey: OPERATOR_KEY, stop: async () => {} };
  let student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] } };
  const deployment = await fetch(`${student.server}/apis/apps/v1/namespaces/default/deployments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      metadata: { name: 'web' },
      spec: { replicas: 50, selector: { matchLabels: labels }, template },
    }),
  });
  expect(deployment.status).toBe(201);

  const acknowledged: string[] = [];
  for (let round = 0; round < 2; round++) {
    const writing = createUntilKilled(student, acknowledged, round).catch(() => {});
    const enough = acknowledged.length + 20;
    while (acknowledged.length < enough) await new Promise((resolve) => setImmediate(resolve));
    await server.kill();
    await writing;
    url = await server.start();
    student = student.at(url);
  }

  const list = async (path: string) => (await (await fetch(`${student.server}${path}`)).json()).items;
  const found = new Set(
    (await list('/api/v1/namespaces/default/configmaps')).map(
      (item: { metadata: { name: string } }) => item.metadata.name,
    ),
  );
  expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
  await student.advance(120);
  const pods = await list('/api/v1/namespaces/default/pods');
  expect(pods).toHaveLength(50);
  expect(new Set(pods.map((pod: { status: { phase: string } }) => pod.status.phase))).toEqual(
    new Set(['Running']),
  );
});
