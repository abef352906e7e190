import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { openWeb } from '../harness/web.ts';

let atoll: TestAtoll;

beforeAll(async () => {
  atoll = await startAtoll();
});

afterAll(() => atoll.stop());

it.each([
  ['a fork bomb', 'f() { f | f & }; f; sleep 1d'],
  ['processes that compute', 'for i in 1 2 3 4 5 6 7 8; do while :; do :; done & done; wait'],
  ['processes that start others', 'for i in 1 2 3 4; do while :; do /bin/true; done & done; wait'],
  ['output without end', 'yes | cat'],
])('a sandbox whose programs do more than there is time for answers: %s', async (_, script) => {
  // Its clock goes so fast that it can't keep up.
  const web = await openWeb(atoll);
  const container = await web.run('debian', [], { Cmd: ['bash', '-c', script] });
  const list: { State: string }[] = await (await web.docker('GET', '/containers/json')).json();
  expect(list).toMatchObject([{ State: 'running' }]);
  const top: { Processes: string[][] } = await (
    await web.docker('GET', `/containers/${container}/top`)
  ).json();
  expect(top.Processes.length).toBeGreaterThan(1);
  expect((await web.docker('DELETE', `/containers/${container}?force=1`)).status).toBe(204);
  const next = await web.run('debian', [], { Cmd: ['sleep', '1d'] });
  expect((await web.sh(next, 'echo $((6 * 7))')).trim()).toBe('42');
});
