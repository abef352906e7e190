import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxFile } from '../../api/node/sandbox-storage.ts';
import type { RunningAtoll } from '../../api/node.ts';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';

let atoll: RunningAtoll;
let folder: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ atoll, folder, stop } = await startNodeAtoll());
});

afterAll(() => stop());

const operator = { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' };

async function makeNamespace(server: string, name: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server}/api/v1/namespaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ metadata: { name } }),
  });
  await response.text();
  expect(response.status).toBe(201);
}

test('the revision log says who did it: the credential’s user, or whom they act as', async () => {
  const made = await fetch(`${atoll.url}/v1/sandboxes`, { method: 'POST', headers: operator, body: '{}' });
  const { id } = await made.json();
  const serverFor = async (query: string) => {
    const answer = await fetch(`${atoll.url}/v1/sandboxes/${id}/kubeconfig${query}`, { headers: operator });
    return /server: (\S+)/.exec(await answer.text())?.[1] ?? '';
  };
  await makeNamespace(await serverFor(''), 'one');
  await makeNamespace(await serverFor('?user=jane'), 'two');
  await makeNamespace(await serverFor('?user=jane'), 'three', { 'impersonate-user': 'joe' });
  await atoll.host.sleepAll();
  const sqlite = new Sqlite(sandboxFile(folder, id), { readonly: true });
  const rows = sqlite
    .prepare("SELECT name, user FROM revisions WHERE resource = 'namespaces' AND verb = 'create' ORDER BY id")
    .all();
  sqlite.close();
  expect(rows.slice(-3)).toEqual([
    { name: 'one', user: 'kubernetes-admin' },
    { name: 'two', user: 'jane' },
    { name: 'three', user: 'joe' },
  ]);
});
