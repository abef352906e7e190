import { expect, it } from 'vitest';
import { openDocker } from '../../harness/docker-api.ts';

const CONFIG = {
  Image: 'nginx',
  ExposedPorts: { '80/tcp': {} },
  HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } },
};

async function withNginx() {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=nginx&tag=latest');
  await docker.ask('POST', '/containers/create?name=web', CONFIG);
  await docker.ask('POST', '/containers/web/start');
  const open = (host = 'docker', port = 8080) =>
    docker.sandbox.transact(() => docker.sandbox.outside.open(host, port, 'lan'));
  return { docker, open };
}

const REQUEST = new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n');

it('ends with the memory of who held it', async () => {
  const { docker, open } = await withNginx();
  const id = open() ?? '';
  docker.sandbox.transact(() => docker.sandbox.outside.write(id, REQUEST));
  docker.advance(0);
  const woken = docker.reload();
  woken.advance(1);
  const { outside, machines } = woken.sandbox;
  expect(() => outside.read(id)).toThrow();
  const host = machines.network.view(`docker/${machines.kernel.namespaces.initial().net}`);
  expect(host.sockets.filter(({ state }) => state === 'ESTABLISHED')).toEqual([]);
  expect(outside.open('docker', 8080, 'lan')).not.toBe(id);
});

it('is one of so many', async () => {
  const { open } = await withNginx();
  expect(() => {
    for (let count = 0; count <= 512; count++) open();
  }).toThrow('Too many open files');
});

it('switches a host on that has not been used, and knows no other', async () => {
  const docker = openDocker(2);
  const { outside, machines } = docker.sandbox;
  const id = outside.open('docker-2', 80, 'lan') ?? '';
  expect(machines.kernel.hosts.get('docker-2')).toBeDefined();
  expect(() => outside.isConnected(id)).toThrow('Connection refused');
  expect(outside.open('docker-3', 80, 'lan')).toBeUndefined();
});

it('keeps a server waiting that has more to say than is read', async () => {
  const { docker, open } = await withNginx();
  const Cmd = ['sh', '-c', 'head -c 3000000 /dev/zero > /usr/share/nginx/html/large'];
  const { json } = await docker.ask('POST', '/containers/web/exec', { Cmd });
  await docker.ask('POST', `/exec/${Object.assign({ Id: '' }, json).Id}/start`, {});
  const id = open() ?? '';
  const { sandbox } = docker;
  sandbox.transact(() =>
    sandbox.outside.write(id, new TextEncoder().encode('GET /large HTTP/1.1\r\nHost: x\r\n\r\n')),
  );
  expect(sandbox.run(sandbox.now + 1000, 1000).settled).toBe(true);
  let bytes = 0;
  for (let count = 0; count < 100; count++) {
    const read = sandbox.transact(() => sandbox.outside.read(id));
    if (read === 'again') break;
    bytes += read.length;
    docker.advance(0.1);
  }
  expect(bytes).toBeGreaterThan(3_000_000);
});

it('leaves a paused container in peace, whose time has come', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/containers/create?name=nap', { Image: 'busybox', Cmd: ['sleep', '1'] });
  await docker.ask('POST', '/containers/nap/start');
  await docker.ask('POST', '/containers/nap/pause');
  const { sandbox } = docker;
  expect(sandbox.run(sandbox.now + 5000, 1000).settled).toBe(true);
  await docker.ask('POST', '/containers/nap/unpause');
  docker.advance(1);
  expect((await docker.ask('GET', '/containers/nap/json')).json).toMatchObject({
    State: { Status: 'exited' },
  });
});
