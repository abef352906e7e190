import { expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

const REQUEST = {
  name: 'vm-1',
  cpus: 2,
  memoryBytes: 2 ** 31,
  diskBytes: 2 ** 35,
  selinux: 'disabled',
} as const;
const PREFIX = { prefix: '/hosts/vm-1' };

function withHost(): DockerApi {
  const docker = openDocker();
  docker.sandbox.operate('addHost', [REQUEST]);
  return docker;
}

it('the daemon of a host that boots does not answer yet', async () => {
  const docker = withHost();
  const { status, json } = await docker.ask('GET', '/hosts/vm-1/info', undefined, { seconds: 0 });
  expect([status, json]).toEqual([
    503,
    {
      message:
        'Cannot connect to the Docker daemon on vm-1: the host is booting. Is the docker daemon running?',
    },
  ]);
  expect((await docker.ask('GET', '/info', undefined, { seconds: 0 })).status).toBe(200);
  docker.advance(20);
  expect((await docker.ask('GET', '/hosts/vm-1/info')).json).toMatchObject({ Name: 'vm-1' });
});

it('all that a host has goes with it, and a new one of its name begins anew', async () => {
  const docker = withHost();
  docker.advance(20);
  const ask = (method: string, path: string, body?: object) => docker.ask(method, `/hosts/vm-1${path}`, body);
  await ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await ask('POST', '/networks/create', { Name: 'shop' });
  await ask('POST', '/volumes/create', { Name: 'data' });
  const { id } = await runScript(docker, 'echo hi > /a', { ...PREFIX, name: 'web' });
  await ask('POST', `/commit?container=${id}&repo=mine`);
  await ask('POST', '/containers/create?name=still', { Image: 'busybox', Cmd: ['sleep', '1000'] });
  await ask('POST', '/containers/still/start');
  docker.sandbox.operate('removeHost', ['vm-1']);
  expect((await ask('GET', '/info')).status).toBe(404);
  docker.sandbox.operate('addHost', [REQUEST]);
  docker.advance(20);
  expect((await ask('GET', '/info')).json).toMatchObject({ Containers: 0, Images: 0 });
  expect((await ask('GET', '/volumes')).json).toMatchObject({ Volumes: [] });
  const { json: networks } = await ask('GET', '/networks');
  expect(networks).toMatchObject([{ Name: 'bridge' }, { Name: 'host' }, { Name: 'none' }]);
  const until = Math.floor(docker.sandbox.now / 1000);
  expect((await ask('GET', `/events?since=0&until=${until}`)).lines).toEqual([]);
  expect((await ask('POST', '/containers/create?name=still', { Image: 'busybox' })).status).toBe(404);
});
