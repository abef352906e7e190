import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const Binds = ['kept:/rw', 'kept:/ro:ro'];
  for (const [name, HostConfig] of [
    ['box', { Binds, Tmpfs: { '/tmp': '' } }],
    ['fixed', { Binds, Tmpfs: { '/tmp': '' }, ReadonlyRootfs: true }],
  ] as const) {
    const body = { Image: 'busybox', Cmd: ['sleep', '1000'], HostConfig };
    await docker.ask('POST', `/containers/create?name=${name}`, body);
    await docker.ask('POST', `/containers/${name}/start`);
  }
});

const FIXED = 'container rootfs is marked read-only';
const FIXED_VOLUME = 'mounted volume is marked read-only';

it.each<readonly [name: string, folder: string, refused?: string]>([
  ['box', '/etc'],
  ['box', '/rw'],
  ['box', '/ro', FIXED_VOLUME],
  ['fixed', '/etc', FIXED],
  ['fixed', '/tmp', FIXED],
  ['fixed', '/rw'],
  ['fixed', '/ro', FIXED_VOLUME],
])('into %s, %s', async (name, folder, refused) => {
  const { status, json } = await docker.ask(
    'PUT',
    `/containers/${name}/archive?path=${folder}`,
    tarOf({ new: 'x' }),
  );
  expect([status, json]).toEqual(refused === undefined ? [200, undefined] : [400, { message: refused }]);
});

it.each(['/proc/cpuinfo', '/sys/class', '/dev/null', '/tmp/only-in-memory'])(
  'what is in memory only isn’t there: %s',
  async (path) => {
    const { status, json } = await docker.ask('GET', `/containers/box/archive?path=${path}`);
    const message = `Could not find the file ${path} in container box`;
    expect([status, json]).toEqual([404, { message }]);
  },
);
