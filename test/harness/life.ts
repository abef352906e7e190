import type { Student } from './student.ts';

/** A birth that leaves nothing to chance or to the wall clock. */
export const BIRTH = {
  seed: 'the same',
  clock: { mode: 'manual', start: '2026-01-01T00:00:00Z' },
  kubernetes: { nodes: 3 },
} as const;

/** A deployment is rolled out, fails to roll on, and is deleted again. The answer: the digests on the way. */
export async function live(student: Student): Promise<string[]> {
  const digests: string[] = [];
  const deployments = `${student.server}/apis/apps/v1/namespaces/default/deployments`;
  const send = async (method: string, url: string, body?: object, type = 'application/json') => {
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': type } };
    const response = await fetch(url, { method, ...init });
    await response.text();
    digests.push(await student.digest());
  };
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }] } };
  const deployment = {
    metadata: { name: 'web' },
    spec: { replicas: 4, selector: { matchLabels: labels }, template },
  };
  await send('POST', deployments, deployment);
  await student.advance(30);
  const broken = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nginx:nope' }];
  await send('PATCH', `${deployments}/web`, broken, 'application/json-patch+json');
  await student.advance(300);
  await send('POST', deployments, { nonsense: true });
  await send('DELETE', `${deployments}/web`);
  await student.advance(60);
  return [...digests, await student.digest()];
}
